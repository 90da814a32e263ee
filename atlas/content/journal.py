"""What changed in the data, day by day: the parts « Données » of `CHANGELOG.md`, of which people and feeds are told.

A line says its day at its end, « (2026-11-29) »; one that does not has that of its section, « ## 1.0 — 2027-01-31 », if there is one.
A project without that file has told nothing yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from atlas.content.yaml_file import read_file
from atlas.record.values import PartialDate, read_date

FILE = "CHANGELOG.md"
_SECTION = re.compile(r"^## .*?([0-9]{4}-[0-9]{2}-[0-9]{2})?\s*$")
_LINE = re.compile(r"^- (?P<text>.+?)(?: \((?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\))?$")


@dataclass(frozen=True, slots=True)
class Change:
    """A change: its day, None where nobody said it, its rank among those of that day, and its words in Markdown."""

    day: PartialDate | None
    rank: int
    text: str


def load(path: Path) -> tuple[Change, ...]:
    """The changes, those of the latest day first.

    Raises:
        ContentError: when the file cannot be read.
    """
    told = list(_read(read_file(path))) if path.is_file() else []
    dated = sorted((change for change in told if change.day), key=lambda change: (str(change.day), change.rank), reverse=True)
    return (*(change for change in told if not change.day), *dated)


def _read(text: str) -> Iterator[Change]:
    section, inside, ranks = "", False, dict[str, int]()
    for line in text.splitlines():
        if head := _SECTION.match(line):
            section, inside = head[1] or "", False
        elif line.startswith("### "):
            inside = line == "### Données"
        elif inside and (said := _LINE.match(line)):
            day = said["day"] or section
            ranks[day] = ranks.get(day, 0) + 1
            date = read_date(day) if day else None
            yield Change(date if isinstance(date, PartialDate) else None, ranks[day], said["text"])
