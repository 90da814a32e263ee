"""What YAML refuses, told to people who have never seen YAML: what they did, and what to do instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from atlas.problems.phrases import say
from atlas.problems.report import to_write


@dataclass(slots=True, unsafe_hash=True)
class Mark:
    """A position in a file, counted from 1. It never changes; not frozen because a record has hundreds (yamltext)."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the YAML itself does wrong; same French clauses as a problem. `right` is the whole line as it is to be written, when that is sure."""

    mark: Mark
    code: str
    read: str
    expected: str
    fix: str
    key: str = ""
    right: str = ""


def fault(mark: Mark, id_: str, key: str = "", right: str = "", **blanks: object) -> Fault:
    """A phrase said of a place of the YAML; `right` is the line to write instead.

    Raises:
        KeyError: when there is no such phrase, or a blank of it was not given.
    """
    said = say(id_, **blanks)
    return Fault(mark, said.code, said.read, said.expected, said.fix, key, right)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the parser says (libyaml's words and PyYAML's), and where it says it: line and column from 0, or None."""

    words: str
    problem: tuple[int, int] | None
    context: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A complaint with these words calls for this phrase; `at_start` when the mistake lies where the parser began to worry.

    `quoted` is what the value of that line begins with when quotation marks are all that it wants, `sure` the phrase that says so.
    """

    words: str
    phrase: str
    at_start: bool = False
    sure: str = ""
    quoted: str = ""


_CLOSED = r"""'(?:[^']|'')*' *[^ #']|"(?:[^"\\]|\\.)*" *[^ #"]"""  # a quotation mark that closes before the value ends
LESSONS = (
    Lesson("mapping values are not allowed", "yaml-syntaxe/deux-points", sure="yaml-syntaxe/deux-points-cite", quoted=r"[^\[{'\"&*!|>%@`].*: "),
    Lesson("unexpected end of stream", "yaml-syntaxe/guillemet", at_start=True),
    Lesson("could not find expected ':'", "yaml-syntaxe/sans-deux-points", at_start=True),
    Lesson("expected ',' or ']'", "yaml-syntaxe/crochet", at_start=True),
    Lesson("expected ',' or '}'", "yaml-syntaxe/accolade", at_start=True),
    Lesson("did not find expected key", "yaml-syntaxe/alignement-cle", sure="yaml-syntaxe/alignement-cle-cite", quoted=_CLOSED),
    Lesson("<block end>", "yaml-syntaxe/alignement"),
    Lesson("did not find expected '-' indicator", "yaml-syntaxe/alignement-liste", sure="yaml-syntaxe/alignement-liste-cite", quoted=_CLOSED),
    Lesson("cannot start any token", "yaml-syntaxe/debut-de-valeur", sure="yaml-syntaxe/debut-de-valeur-cite", quoted="[%@`]"),
    Lesson("unknown escape character", "yaml-syntaxe/oblique"),
    Lesson("entries are not allowed", "yaml-syntaxe/tiret"),
    Lesson("alphabetic or numeric character", "yaml-syntaxe/etoile", at_start=True, sure="yaml-syntaxe/etoile-cite", quoted="[*&]"),
    Lesson("a block scalar", "yaml-syntaxe/barre", at_start=True, sure="yaml-syntaxe/barre-cite", quoted="[|>]"),
    Lesson("node content", "yaml-syntaxe/signe-en-trop"),
    Lesson("document start", "yaml-syntaxe/marge"),
)

_GLUED = re.compile(r"\s*(?:- )?([a-z_0-9]+):(?=[^\s/])")
_GLUED_DASH = re.compile(r"\s*-(?=[^\s-])")
_EQUALS = re.compile(r"( *(?:- +)?)([a-z_0-9]+) *= *(?=\S)")
_STARRED = re.compile(r"( *)\*( +)(?=\S)")
_LINE = re.compile(r"( *(?:(?:- +)+(?:[\w-]+: +)?|[\w-]+: +))(\S.*?) *\Z")
_TABS = re.compile(r"[ \t-]*")
_CLOSED_IN = re.compile(r"\[[^\[\]]*\]\s*$|\{[^{}]*\}\s*$")
_ELIDED = re.compile(r"'[^']*\w'\w")
_PAIRED = re.compile(r"(['\"])(.+)\1")
_KEY = re.compile(r"\s*(?:- )?[\w-]+\Z")


def explain(complaint: Complaint, text: str, first_line: int) -> Fault:
    """The French fault for what the parser says of a text that starts at `first_line` of its file."""
    lines = text.split("\n")
    found = complaint.problem or complaint.context or (0, 0)
    if told := _late_quote(lines, found, first_line):
        return told
    if "mapping values" in complaint.words and (told := _unexpected_colon(lines, found, first_line)):
        return told
    if "could not find expected ':'" in complaint.words:
        above = (complaint.context or found)[0]
        if told := _glued_colon(lines, above, first_line) or _glued_dash(lines, above, first_line) or _equals(lines, above, first_line):
            return told
    for lesson in LESSONS:
        if lesson.words in complaint.words:
            where = (complaint.context or found) if lesson.at_start else found
            mark = _mark(lines, where, first_line)
            return _surely(mark, lines[mark.line - first_line], lesson) or fault(mark, lesson.phrase)
    return fault(_mark(lines, found, first_line), "yaml-syntaxe")


def _late_quote(lines: list[str], found: tuple[int, int], first_line: int) -> Fault | None:
    """A quotation mark left open ends at the next one, which was to open another value: the mistake is far above."""
    number, column = found
    before = lines[number][:column].rstrip(" ") if number < len(lines) else ""
    if not before.endswith('"') or before.count('"') % 2 == 0:
        return None
    opened = next((n for n in range(number - 1, -1, -1) if lines[n].count('"') % 2), None)
    if opened is None:
        return None
    mark = Mark(opened + first_line, lines[opened].rindex('"') + 1)
    return fault(mark, "yaml-syntaxe/guillemet-loin", ligne=number + first_line)


def _unexpected_colon(lines: list[str], found: tuple[int, int], first_line: int) -> Fault | None:
    """A colon that ends the first word of its line is a key: the mistake is above it, or in its own indentation."""
    number, column = found
    if number >= len(lines) or not _KEY.match(lines[number][:column]):
        return None
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), number)
    if told := _glued_colon(lines, above, first_line):
        return told
    if told := _glued_dash(lines, above, first_line):
        return told
    indent = len(lines[number]) - len(lines[number].lstrip())
    return fault(Mark(number + first_line, indent + 1), "yaml-syntaxe/retrait")


def _glued_colon(lines: list[str], number: int, first_line: int) -> Fault | None:
    glued = _GLUED.match(lines[number]) if number < len(lines) else None
    if not glued:
        return None
    right = f"{lines[number][: glued.end()]} {lines[number][glued.end() :]}"
    return fault(Mark(number + first_line, glued.end(1) + 1), "yaml-syntaxe/colles", glued[1], right, ligne=to_write(right))


def _glued_dash(lines: list[str], number: int, first_line: int) -> Fault | None:
    dash = _GLUED_DASH.match(lines[number]) if number < len(lines) else None
    if not dash:
        return None
    right = f"{dash[0]} {lines[number][dash.end() :]}"
    return fault(Mark(number + first_line, dash.end()), "yaml-syntaxe/tiret-colle", right=right)


def _equals(lines: list[str], number: int, first_line: int) -> Fault | None:
    equals = _EQUALS.match(lines[number]) if number < len(lines) else None
    if not equals:
        return None
    right = f"{equals[1]}{equals[2]}: {lines[number][equals.end() :]}"
    return fault(Mark(number + first_line, equals.end(2) + 1), "yaml-syntaxe/egal", equals[2], right, ligne=to_write(right))


def _surely(mark: Mark, line: str, lesson: Lesson) -> Fault | None:
    """What is wrong in a line that can be told whole: a value that wants quotation marks, a star where an item wants a dash."""
    if "etoile" in lesson.phrase and (star := _STARRED.match(line)):
        right = f"{star[1]}-{star[2]}{line[star.end() :]}"
        return fault(mark, "yaml-syntaxe/puce", right=right, ligne=to_write(right))
    if lesson.phrase in ("yaml-syntaxe/crochet", "yaml-syntaxe/accolade") and _CLOSED_IN.search(line):
        return fault(mark, "yaml-syntaxe/dedans")
    found = _LINE.match(line)
    if not found or not lesson.sure or " #" in found[2] or not re.match(lesson.quoted, found[2]):
        return None
    paired = _PAIRED.fullmatch(found[2])
    value = found[2][1:] if not paired and _ELIDED.match(found[2]) else found[2]  # « 'L'exemple »: what closes is an apostrophe
    right = found[1] + quoted(paired[2].replace("''", "'") if paired else value)
    return fault(mark, lesson.sure, right=right, ligne=to_write(right))


def _mark(lines: list[str], found: tuple[int, int], first_line: int) -> Mark:
    """The position in the file, brought back to the last written line when the parser ran past it."""
    number, column = found
    last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    if number > last:
        return Mark(last + first_line, len(lines[last]) + 1)
    return Mark(number + first_line, min(column, len(lines[number])) + 1)


def quoted(text: str) -> str:
    """A text between double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def tabs(text: str, first_line: int) -> tuple[Fault, ...]:
    """Tabs in indentation, which YAML forbids and parsers tell in words nobody understands."""
    return tuple(
        fault(Mark(number, line.index("\t") + 1), "yaml-tabulation", right=_TABS.sub(lambda m: m[0].replace("\t", "  "), line, count=1))
        for number, line in enumerate(text.split("\n"), first_line)
        if "\t" in line[: len(line) - len(line.lstrip(" \t-"))] and line.strip()
    )
