"""What YAML refuses, told to people who have never seen YAML: what they did, and what to do instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from atlas.problems.phrases import say


@dataclass(slots=True, unsafe_hash=True)
class Mark:
    """A position in a file, counted from 1. It never changes; not frozen because a record has hundreds (yamltext)."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the YAML itself does wrong; same French clauses as a problem."""

    mark: Mark
    code: str
    read: str
    expected: str
    fix: str
    key: str = ""


def fault(mark: Mark, id_: str, key: str = "", **blanks: object) -> Fault:
    """A phrase said of a place of the YAML.

    Raises:
        KeyError: when there is no such phrase, or a blank of it was not given.
    """
    said = say(id_, **blanks)
    return Fault(mark, said.code, said.read, said.expected, said.fix, key)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the parser says (libyaml's words and PyYAML's), and where it says it: line and column from 0, or None."""

    words: str
    problem: tuple[int, int] | None
    context: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A complaint with these words calls for this phrase; `at_start` when the mistake lies where the parser began to worry."""

    words: str
    phrase: str
    at_start: bool = False


LESSONS = (
    Lesson("mapping values are not allowed", "yaml-syntaxe/deux-points"),
    Lesson("unexpected end of stream", "yaml-syntaxe/guillemet", at_start=True),
    Lesson("could not find expected ':'", "yaml-syntaxe/sans-deux-points", at_start=True),
    Lesson("expected ',' or ']'", "yaml-syntaxe/crochet", at_start=True),
    Lesson("expected ',' or '}'", "yaml-syntaxe/accolade", at_start=True),
    Lesson("did not find expected key", "yaml-syntaxe/alignement-cle"),
    Lesson("<block end>", "yaml-syntaxe/alignement"),
    Lesson("did not find expected '-' indicator", "yaml-syntaxe/alignement-liste"),
    Lesson("cannot start any token", "yaml-syntaxe/debut-de-valeur"),
    Lesson("unknown escape character", "yaml-syntaxe/oblique"),
    Lesson("entries are not allowed", "yaml-syntaxe/tiret"),
    Lesson("alphabetic or numeric character", "yaml-syntaxe/etoile", at_start=True),
    Lesson("a block scalar", "yaml-syntaxe/barre", at_start=True),
    Lesson("node content", "yaml-syntaxe/signe-en-trop"),
    Lesson("document start", "yaml-syntaxe/marge"),
)

_GLUED = re.compile(r"\s*(?:- )?([a-z_0-9]+):(?=[^\s/])")
_GLUED_DASH = re.compile(r"\s*-(?=[^\s-])")
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
        told = _glued_colon(lines, (complaint.context or found)[0], first_line)
        if told:
            return told
    for lesson in LESSONS:
        if lesson.words in complaint.words:
            where = (complaint.context or found) if lesson.at_start else found
            return fault(_mark(lines, where, first_line), lesson.phrase)
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
    if dash := _GLUED_DASH.match(lines[above]):
        return fault(Mark(above + first_line, dash.end()), "yaml-syntaxe/tiret-colle")
    indent = len(lines[number]) - len(lines[number].lstrip())
    return fault(Mark(number + first_line, indent + 1), "yaml-syntaxe/retrait")


def _glued_colon(lines: list[str], number: int, first_line: int) -> Fault | None:
    glued = _GLUED.match(lines[number]) if number < len(lines) else None
    if not glued:
        return None
    mark, value = Mark(number + first_line, glued.end(1) + 1), lines[number][glued.end() :].strip()[:60]
    return fault(mark, "yaml-syntaxe/colles", glued[1], cle=glued[1], valeur=value)


def _mark(lines: list[str], found: tuple[int, int], first_line: int) -> Mark:
    """The position in the file, brought back to the last written line when the parser ran past it."""
    number, column = found
    last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    if number > last:
        return Mark(last + first_line, len(lines[last]) + 1)
    return Mark(number + first_line, min(column, len(lines[number])) + 1)


def tabs(text: str, first_line: int) -> tuple[Fault, ...]:
    """Tabs in indentation, which YAML forbids and parsers tell in words nobody understands."""
    return tuple(
        fault(Mark(number, line.index("\t") + 1), "yaml-tabulation")
        for number, line in enumerate(text.split("\n"), first_line)
        if "\t" in line[: len(line) - len(line.lstrip(" \t-"))] and line.strip()
    )
