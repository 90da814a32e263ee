"""Signs that are not those YAML wants: no-break spaces around a key, another dash before an item, a value glued to its colon.

Word processors, phones and hurried hands put them there. Inside a value they are French, and stay. A sign is told when the text
means something else without it, so that nothing is said of a value that runs over several lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from atlas.problems.report import to_write
from atlas.record import yaml_text
from atlas.record.fields import FIELDS, Field
from atlas.record.yaml_faults import fault
from atlas.record.yaml_text import Fault, Mapping, Mark, Node, Sequence

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ANY = f"[ {_SPACES}]"
_HEAD = re.compile(f"({_ANY}*)(?:([-–—−‐‑•])({_ANY}+))?")
_KEY = re.compile(f"([A-Za-z0-9_-]+)({_ANY}*):({_ANY}+|$)")
_INSIDE = re.compile(f"([{{,]{_ANY}*)([A-Za-z0-9_-]+)({_ANY}*):({_ANY}+)")


def _known(fields: tuple[Field, ...]) -> set[str]:
    return {key for field in fields for key in (field.key, *_known(field.fields))}


# A colon and what touches it: after a key of the table it can only be meant as one, unless an address follows.
_GLUE = f"(?:{'|'.join(sorted(_known(FIELDS)))}):(?=[^\\s/])"
_GLUED = re.compile(_GLUE)
_GLUED_INSIDE = re.compile(f"([{{,]{_ANY}*{_GLUE})")
# Where such a sign may stand for one of the keyboard: most records have none there, and are read once.
_MAYBE = r"[a-z_0-9]+:[^\s/]"  # a fifth of the time that the keys of the table take
_DOUBTFUL = re.compile(
    f"^ *(?:- *)?(?:{_MAYBE}|(?:[A-Za-z0-9_-]+ *:? *)?[{_SPACES}–—−‐‑•])|\\{{[^\n]*(?:[{_SPACES}]|{_MAYBE})", re.MULTILINE
)
FIRST_LINE = 2  # of a front matter in its file
_FOREIGN = re.compile(f"[{_SPACES}–—−‐‑•]")
Shape = tuple[object, ...] | None


@dataclass(frozen=True, slots=True)
class Foreign:
    """A line with such a sign: its number, the column of the sign, the phrase it calls for, the line to write."""

    line: int
    column: int
    phrase: str
    right: str

    def told(self) -> Fault:
        """What is said of it."""
        key = _GLUED.search(self.right.replace(": ", ":")) if self.phrase == "yaml-syntaxe/colles" else None
        return fault(Mark(self.line, self.column), self.phrase, key[0][:-1] if key else "", self.right, ligne=to_write(self.right))


def find(lines: list[str], root: Mapping | None, faults: tuple[Fault, ...]) -> list[Foreign]:
    """The lines of a front matter (its second line on) whose signs change what it means; `root` and `faults` are what it means with them."""
    if not _DOUBTFUL.search("\n".join(lines)):
        return []
    told: list[Foreign] = []
    for space in (" ", ""):  # one at the head of a line stands for a space, or is one too many
        found = [foreign for n, line in enumerate(lines, FIRST_LINE) if (foreign := _mend(n, line, space))]
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
    elif key := _GLUED.match(rest):
        rest = f"{key[0]} {rest[key.end() :]}"
    if "{" in rest:
        rest = _GLUED_INSIDE.sub(r"\1 ", _INSIDE.sub(lambda m: re.sub(_ANY, " ", m[1]) + f"{m[2]}: " if _FOREIGN.search(m[0]) else m[0], rest))
    right = start + rest
    if right == line:
        return None
    column = next((n for n, pair in enumerate(zip(line, right, strict=False)) if pair[0] != pair[1]), len(right))
    if right[:column].endswith(":") and not _FOREIGN.search(line[column : column + 1]):
        return Foreign(number, column, "yaml-syntaxe/colles", right)
    dash = line[column : column + 1] in set("–—−‐‑•")
    return Foreign(number, column + 1, "signe-de-typographie/tiret" if dash else "signe-de-typographie", right)


def _shape(node: Node | None) -> Shape:
    """The keys and the lengths of the lists, without the values."""
    if isinstance(node, Sequence):
        return tuple(_shape(item) for item in node.items)
    if isinstance(node, Mapping):
        return tuple((key.value, _shape(value)) for key, value in node.items)
    return None
