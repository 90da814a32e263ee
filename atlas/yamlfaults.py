"""What YAML refuses, told to people who have never seen YAML: what they did, and what to do instead."""

from __future__ import annotations

import re
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the parser says (libyaml's words and PyYAML's), and where it says it: line and column from 0, or None."""

    words: str
    problem: tuple[int, int] | None
    context: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What a complaint with these words means; `at_start` when the mistake lies where the parser began to worry."""

    words: str
    read: str
    expected: str
    fix: str
    at_start: bool = False


_LESSONS = (
    _Lesson(
        "mapping values are not allowed",
        "deux-points suivis d’une espace au milieu d’une valeur",
        "une valeur entre guillemets",
        'mettez toute la valeur entre guillemets droits, par exemple nom: "Pôle : laine"',
    ),
    _Lesson(
        "unexpected end of stream",
        "un guillemet ouvert qui n’est pas refermé",
        "un guillemet de chaque côté",
        "refermez le guillemet à la fin de la valeur",
        at_start=True,
    ),
    _Lesson(
        "could not find expected ':'",
        "une ligne sans deux-points",
        "« clé: valeur »",
        "ajoutez les deux-points et une espace après la clé, ou mettez en retrait la suite d’un texte sur plusieurs lignes",
        at_start=True,
    ),
    _Lesson(
        "expected ',' or ']'",
        "une liste entre crochets qui n’est pas refermée",
        "[un, deux, trois]",
        "refermez le crochet et séparez les éléments par des virgules",
        at_start=True,
    ),
    _Lesson(
        "expected ',' or '}'",
        "un groupe entre accolades qui n’est pas refermé",
        "{clé: valeur, clé: valeur}",
        "refermez l’accolade et séparez les éléments par des virgules",
        at_start=True,
    ),
    _Lesson(
        "did not find expected key",
        "une ligne mal alignée, ou du texte après un guillemet fermé",
        "des clés alignées sur les précédentes",
        "alignez la clé sur ses voisines ; si la valeur contient des guillemets ou une apostrophe, entourez-la tout entière de guillemets droits",
    ),
    _Lesson(
        "<block end>",
        "une ligne mal alignée",
        "des clés et des tirets alignés sur les précédents",
        "alignez cette ligne sur la précédente, avec des espaces",
    ),
    _Lesson(
        "did not find expected '-' indicator",
        "une ligne mal alignée dans une liste",
        "un tiret devant chaque élément, et ses clés alignées",
        "alignez cette ligne sur la précédente, avec des espaces",
    ),
    _Lesson(
        "cannot start any token",
        "un caractère qui ne peut pas commencer une valeur (%, @, ` ou une tabulation)",
        "une valeur entre guillemets",
        "mettez la valeur entre guillemets droits, et remplacez les tabulations par des espaces",
    ),
    _Lesson(
        "unknown escape character",
        "une barre oblique inverse (\\) entre guillemets",
        "un texte sans barre oblique inverse",
        "ôtez-la, ou doublez-la",
    ),
    _Lesson(
        "entries are not allowed",
        "un tiret là où une liste ne peut pas commencer",
        "la liste à la ligne, sous sa clé",
        "passez à la ligne avant le tiret, ou mettez la valeur entre guillemets droits",
    ),
    _Lesson(
        "alphabetic or numeric character",
        "une étoile ou une esperluette (* ou &) au début d’une valeur",
        "une valeur entre guillemets",
        "mettez la valeur entre guillemets droits ; la mise en forme n’a cours que dans le récit",
        at_start=True,
    ),
    _Lesson(
        "a block scalar",
        "une barre ou un chevron (| ou >) au début d’une valeur",
        "une valeur entre guillemets",
        "mettez la valeur entre guillemets droits",
        at_start=True,
    ),
    _Lesson(
        "node content",
        "une virgule, un crochet ou une accolade de trop",
        "[un, deux, trois]",
        "ôtez le signe en trop, ou mettez la valeur entre guillemets droits",
    ),
    _Lesson(
        "document start",
        "une ligne qui n’est pas alignée sur la première",
        "toutes les clés contre la marge",
        "ôtez les espaces devant les clés, et les lignes qui commencent par % ou « ... »",
    ),
)

_GLUED = re.compile(r"\s*(?:- )?([a-z_0-9]+):(?=[^\s/])")
_KEY = re.compile(r"\s*(?:- )?[\w-]+\Z")


def explain(complaint: Complaint, text: str, first_line: int) -> Fault:
    """The French fault for what the parser says of a text that starts at `first_line` of its file."""
    lines = text.split("\n")
    found = complaint.problem or complaint.context or (0, 0)
    if "mapping values" in complaint.words and (fault := _unexpected_colon(lines, found, first_line)):
        return fault
    if "could not find expected ':'" in complaint.words:
        fault = _glued_colon(lines, (complaint.context or found)[0], first_line)
        if fault:
            return fault
    for lesson in _LESSONS:
        if lesson.words in complaint.words:
            where = (complaint.context or found) if lesson.at_start else found
            return Fault(_mark(lines, where, first_line), "yaml-syntaxe", lesson.read, lesson.expected, lesson.fix)
    return Fault(
        _mark(lines, found, first_line),
        "yaml-syntaxe",
        "une écriture que YAML ne comprend pas",
        "« clé: valeur », une par ligne",
        "comparez cette ligne avec une autre fiche, et mettez la valeur entre guillemets droits en cas de doute",
    )


def _unexpected_colon(lines: list[str], found: tuple[int, int], first_line: int) -> Fault | None:
    """A colon that ends the first word of its line is a key: the mistake is above it, or in its own indentation."""
    number, column = found
    if number >= len(lines) or not _KEY.match(lines[number][:column]):
        return None
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), number)
    if fault := _glued_colon(lines, above, first_line):
        return fault
    indent = len(lines[number]) - len(lines[number].lstrip())
    return Fault(
        Mark(number + first_line, indent + 1),
        "yaml-syntaxe",
        "une clé en retrait sous une ligne qui a déjà sa valeur",
        "des clés alignées sur les précédentes",
        "alignez cette clé sur ses voisines, avec des espaces",
    )


def _glued_colon(lines: list[str], number: int, first_line: int) -> Fault | None:
    glued = _GLUED.match(lines[number]) if number < len(lines) else None
    if not glued:
        return None
    return Fault(
        Mark(number + first_line, glued.end(1) + 1),
        "yaml-syntaxe",
        "des deux-points collés à la valeur",
        "« clé: valeur », avec une espace après les deux-points",
        f"écrivez {glued[1]}: {lines[number][glued.end() :].strip()[:60]}",
        glued[1],
    )


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
        Fault(
            Mark(number, line.index("\t") + 1),
            "yaml-tabulation",
            "une tabulation en début de ligne",
            "des espaces",
            "remplacez chaque tabulation par deux espaces",
        )
        for number, line in enumerate(text.split("\n"), first_line)
        if "\t" in line[: len(line) - len(line.lstrip(" \t-"))] and line.strip()
    )
