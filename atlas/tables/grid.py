"""What a table is once read, whatever file it came in, and how one of its cells is told to a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from atlas.machine.refusals import RefusedError
from atlas.record.fields import STORY_LIMIT
from atlas.record.reader import FORBIDDEN

MAX_BYTES = 20_000_000
MAX_LINES = 1_000  # written ones: a national list of poles has some hundreds
MAX_COLUMNS = 300
CELL = STORY_LIMIT + 1  # characters kept of one cell: enough to be told that it is too long
_LETTERS = 26
_UNSEEN = re.compile(f"{FORBIDDEN.pattern}|[\ud800-\udfff]")  # JSON can hold the half of a sign, no file can

Known = Callable[[Iterable[str]], int]  # how many of these titles are known


class TableError(RefusedError):
    """A file that is no table we can read; the message is French and says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A written line: its number as its own program shows it, and its cells as text."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text of a cell; none beyond the end of the line."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table, without the empty ones; `notes` are French sentences about how it was read.

    `keyed` when it was made of objects with keys, not of lines and columns; `separator` is what stands between the cells of a text.
    """

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    keyed: bool = False
    separator: str = ""

    def line(self, number: int) -> str:
        """How a line is called."""
        return f"{'élément' if self.keyed else 'ligne'} {number}"

    def the_line(self, number: int) -> str:
        """The same, with its article."""
        return f"{'l’élément' if self.keyed else 'la ligne'} {number}"

    def column(self, column: int, title: str = "") -> str:
        """How a column is called."""
        if self.keyed:
            return f"clé « {title} »"
        return f"colonne {letters(column)}" + (f" (« {title} »)" if title else "")


def letters(column: int) -> str:
    """The name of a column in a spreadsheet: A, B, … Z, AA."""
    told = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        told = chr(ord("A") + rest) + told
    return told


def visible(text: str) -> str:
    """A text without the signs that nobody sees and no record takes: spreadsheets are full of them."""
    return _UNSEEN.sub("", text)


def bounded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The written lines; what follows the last one allowed is counted, not kept.

    Raises:
        TableError: when there is none, or too many.
    """
    kept: list[Row] = []
    count = first_over = 0
    for row in rows:
        if not any(cell.strip() for cell in row.cells):
            continue
        count += 1
        if len(row.cells) > MAX_COLUMNS and any(row.cells[MAX_COLUMNS:]):
            raise TableError(f"ligne {row.number}, colonne {letters(MAX_COLUMNS)} : {MAX_COLUMNS} colonnes au plus. Ôtez celles qui ne servent pas.")
        if count <= MAX_LINES:
            kept.append(Row(row.number, tuple(visible(cell).strip() for cell in row.cells)))
        elif not first_over:
            first_over = row.number
    if not count:
        raise TableError("ce fichier est vide : aucune cellule n’est remplie.")
    if count > MAX_LINES:
        raise TableError(
            f"ligne {first_over}, colonne A : ce tableau a {_count(count)} lignes remplies, l’import en lit {_count(MAX_LINES)} au plus. "
            "Ôtez celles qui ne sont pas des pôles, ou coupez le fichier en plusieurs."
        )
    return tuple(kept)


def _count(number: int) -> str:
    return f"{number:,}".replace(",", " ")
