"""Where the titles of a table are: its first line, or further down, on one line or on two."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.tables.columns import folded, known, meant
from atlas.tables.grid import Grid, Row, TableError

_LOOKED_AT = 15  # lines among which titles are looked for
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Titled:
    """A table with its titles, the lines below them, and French sentences about where they were found."""

    titles: tuple[str, ...]
    body: tuple[Row, ...]
    notes: tuple[str, ...]


def titled(grid: Grid) -> Titled:
    """The titles and the lines below them.

    Raises:
        TableError: when no line looks like titles, or nothing stands below them.
    """
    rows = grid.rows
    at = max(range(min(_LOOKED_AT, len(rows))), key=lambda n: (known(rows[n].cells), -n))
    best = rows[at]
    if known(best.cells) < _ENOUGH and not any(meant(cell)[0] == "nom" for cell in best.cells):
        raise TableError(
            f"{grid.line(rows[0].number)}, colonne A : aucune ligne de titres n’est reconnue. La première ligne doit nommer les colonnes, par exemple : "
            "nom, commune, code postal, département, site web, secteurs."
        )
    titles, notes, first = list(best.cells), [], at + 1
    if at:
        titles, two = _completed(titles, rows[at - 1])
        if two:
            notes.append(f"Les titres tiennent sur deux lignes ({rows[at - 1].number} et {best.number}).")
        above = rows[: at - 1] if two else rows[:at]
        notes += [f"ligne {row.number} : « {' '.join(filter(None, row.cells))[:60]} », au-dessus des titres, n’est pas lue." for row in above]
    if first < len(rows) and known(rows[first].cells) >= _ENOUGH and all(meant(cell)[0] for cell in rows[first].cells if cell):
        titles, _ = _completed(titles, rows[first])
        notes.append(f"Les titres tiennent sur deux lignes ({best.number} et {rows[first].number}).")
        first += 1
    body = []
    own = [folded(title) for title in best.cells]
    for row in rows[first:]:
        if known(row.cells) >= _ENOUGH and [folded(cell) for cell in row.cells] == own:
            notes.append(f"ligne {row.number} : les titres y sont répétés ; elle n’est pas lue comme un pôle.")
        else:
            body.append(row)
    if not body:
        raise TableError(f"ligne {best.number} : il n’y a que des titres, aucune ligne en dessous.")
    return Titled(tuple(" ".join(title.split()) for title in titles), tuple(body), tuple(notes))


def _completed(titles: list[str], other: Row) -> tuple[list[str], bool]:
    """The titles, those of the other line where these are not known; and whether that taught anything."""
    width = max(len(titles), len(other.cells))
    titles = [*titles, *[""] * (width - len(titles))]
    taken = [other.cell(n) if not meant(title)[0] and meant(other.cell(n))[0] else title for n, title in enumerate(titles)]
    return taken, taken != titles
