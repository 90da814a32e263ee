"""Typographic signs where YAML wants those of the keyboard: no-break spaces around a key, another dash before an item.

Word processors and phones put them there. Inside a value they are French, and stay. A sign is told when the text means
something else without it, so that nothing is said of a value that runs over several lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from atlas.record import yaml_text
from atlas.record.yaml_text import Mapping, Node, Sequence

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ANY = f"[ {_SPACES}]"
_HEAD = re.compile(f"({_ANY}*)(?:([-–—−‐‑•])({_ANY}+))?")
_KEY = re.compile(f"([A-Za-z0-9_-]+)({_ANY}*):({_ANY}+|$)")
_INSIDE = re.compile(f"([{{,]{_ANY}*)([A-Za-z0-9_-]+)({_ANY}*):({_ANY}+)")
# Where such a sign may stand for one of the keyboard: most records have none there, and are read once.
_DOUBTFUL = re.compile(f"^ *(?:- *)?(?:[A-Za-z0-9_-]+ *:? *)?[{_SPACES}–—−‐‑•]|\\{{[^\n]*[{_SPACES}]", re.MULTILINE)
FIRST_LINE = 2  # of a front matter in its file
_FOREIGN = re.compile(f"[{_SPACES}–—−‐‑•]")
Shape = tuple[object, ...] | None


@dataclass(frozen=True, slots=True)
class Foreign:
    """A line with such a sign: its number, the column of the sign, whether it is a dash, the line to write."""

    line: int
    column: int
    dash: bool
    right: str


def find(lines: list[str], root: Mapping | None, faults: tuple[yaml_text.Fault, ...]) -> list[Foreign]:
    """The lines of a front matter (its second line on) whose signs change what it means; `root` and `faults` are what it means with them."""
    if not _DOUBTFUL.search("\n".join(lines)):
        return []
    told: list[Foreign] = []
    for space in (" ", ""):  # one at the head of a line stands for a space, or is one too many
        found = [foreign for n, line in enumerate(lines, FIRST_LINE) if _FOREIGN.search(line) and (foreign := _mend(n, line, space))]
        if not found:
            break
        right = {foreign.line: foreign.right for foreign in found}
        mended, left = yaml_text.parse("\n".join(right.get(n, line) for n, line in enumerate(lines, FIRST_LINE)), FIRST_LINE)
        if mended is not None:
            return found if _shape(mended) != _shape(root) else []
        if root is None and left[0].mark.line > faults[0].mark.line:  # something else is wrong, further on
            told = told or [foreign for foreign in found if foreign.line < left[0].mark.line]
    return told


def _mend(number: int, line: str, space: str) -> Foreign | None:
    head = _HEAD.match(line)
    assert head is not None  # it may be empty
    start = re.sub(f"[{_SPACES}]", space, head[1]) + (f"- {' ' * (len(head[3]) - 1)}" if head[2] else "")
    rest = line[head.end() :]
    if key := _KEY.match(rest):
        rest = f"{key[1]}:{re.sub(_ANY, ' ', key[3])}{rest[key.end() :]}" if _FOREIGN.search(key[2] + key[3]) else rest
    if "{" in rest:
        rest = _INSIDE.sub(lambda m: re.sub(_ANY, " ", m[1]) + f"{m[2]}: " if _FOREIGN.search(m[0]) else m[0], rest)
    right = start + rest
    if right == line:
        return None
    column = next((n for n, pair in enumerate(zip(line, right, strict=False)) if pair[0] != pair[1]), len(right))
    return Foreign(number, column + 1, line[column : column + 1] in set("–—−‐‑•"), right)


def _shape(node: Node | None) -> Shape:
    """The keys and the lengths of the lists, without the values."""
    if isinstance(node, Sequence):
        return tuple(_shape(item) for item in node.items)
    if isinstance(node, Mapping):
        return tuple((key.value, _shape(value)) for key, value in node.items)
    return None
