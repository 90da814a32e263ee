"""What a record means once the field table has typed it, with the position of every value."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from atlas.problems.report import Problem, tell
from atlas.record.reader import Record
from atlas.record.yaml_text import Mapping, Mark

Path = tuple[str | int, ...]
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
STORY = "recit"  # what problems call the text below the front matter


@dataclass(frozen=True, slots=True)
class Reading:
    """Typed values of one record.

    `values` holds, per known key: a value, a dict for a group or a table, a tuple for a list; wrong values are left
    out. `marks` gives the position of every key and item that was there, wrong or not, by path
    (`("chiffres", 0, "annee")`), and `texts` the scalars as typed.
    """

    record: Record
    values: dict[str, Any]
    marks: dict[Path, Mark]
    texts: dict[Path, str]

    def get(self, *path: str | int) -> Any:  # noqa: ANN401 - the type is the field's
        """The typed value at a path, or None."""
        found: Any = self.values
        for part in path:
            try:
                found = found[part]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def mark(self, *path: str | int) -> Mark:
        """The position of a path, else of the nearest group around it, else the start of the record."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.marks:
                return self.marks[path[:end]]
        return Mark(1, 1)

    def items(self, key: str) -> Iterator[tuple[int, Any]]:
        """The items of a list field with their ranks in the file."""
        return ((rank, item) for rank, item in enumerate(self.get(key) or ()) if item is not None)

    def tell(self, path: Path, id_: str, **blanks: object) -> Problem:
        """A phrase said of a path."""
        return tell_of(self.record.path, self.mark(*path), path, id_, **blanks)

    def of_story(self, mark: Mark, id_: str, **blanks: object) -> Problem:
        """A phrase said of a position of the story."""
        return tell_of(self.record.path, mark, (STORY,), id_, **blanks)

    def of_file(self, id_: str, **blanks: object) -> Problem:
        """A phrase said of the file as a whole."""
        return tell(self.record.path, (1, 1), id_, "", **blanks)


def tell_of(file: str, mark: Mark, path: Path, id_: str, **blanks: object) -> Problem:
    """A phrase said of a position and a path; it stays on one line, whatever it quotes."""
    told: dict[str, object] = {name: _CONTROL.sub(" ", str(blank)) for name, blank in blanks.items()}
    return tell(file, (mark.line, mark.column), id_, dotted(path), **told)


def dotted(path: Path) -> str:
    """`("chiffres", 0, "annee")` as people read it: `chiffres[1].annee`."""
    told = ""
    for part in path:
        if isinstance(part, int):
            told += f"[{part + 1}]"
        else:
            told += f".{part}" if told else part
    return told


_SHARED = (
    "nom", "autres_noms", "anciennes_adresses", "heritier", "siren", "site_web", "departement", "commune", "code_insee",
)  # fmt: skip


def slim(reading: Reading) -> Reading:
    """What rules between records need of a reading, a hundred times lighter: a digest stands for the rest."""
    content = hashlib.sha256("\n".join(sorted(map(repr, reading.texts.items()))).encode()).hexdigest()
    story = hashlib.sha256(reading.record.story.strip().encode()).hexdigest()
    record = Record(reading.record.path, reading.record.slug, Mapping((), Mark(1, 1)), story, 1)
    return Reading(
        record,
        {key: value for key, value in reading.values.items() if key in _SHARED},
        {path: mark for path, mark in reading.marks.items() if path[0] in _SHARED},
        {(): content},
    )
