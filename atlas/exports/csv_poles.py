r"""The poles as CSV (RFC 4180): UTF-8, comma, lines ended by `\r\n`, one row a pole, the same columns every time.

Several values in one cell are joined with `|`; a `|` within one becomes `/`. Write the text as it is: a newline must not be
translated.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal

from atlas.exports import paths
from atlas.exports.champs import FORMS
from atlas.exports.csv_columns import COLUMNS, Cell, Column
from atlas.exports.format import Champ, Format, Pieces
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole

# What a CSV of ours is, as Frictionless says it.
DIALECT: dict[str, object] = {
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
}
JOINT, INSTEAD = "|", "/"
# A spreadsheet takes a cell that starts so for a formula; the wide signs are those of East Asian keyboards.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# French spreadsheets cut at semicolons, whatever the commas: what follows one may start a cell as well.
_AFTER_CUT = re.compile(r";(?=[=+\-@\t＝＋－＠])")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def row(atlas: Atlas, pole: Pole) -> bytes:
    """The line of one pole."""
    return _line(told(column, column.make(atlas, pole)) for column in COLUMNS)


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()


def _together(rows: Iterable[bytes]) -> bytes:
    whole = io.BytesIO(_line(column.name for column in COLUMNS))
    whole.seek(0, io.SEEK_END)
    whole.writelines(rows)
    return whole.getvalue()


def told(column: Column, cell: Cell) -> str:
    """A cell as text; unknown is empty."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, tuple):
        cell = JOINT.join(item.replace(JOINT, INSTEAD) for item in cell)
    text = str(cell)
    return _AFTER_CUT.sub("%3B", text) if column.kind == "url" else harmless(text)


def harmless(text: str) -> str:
    """Text that no spreadsheet computes: an apostrophe goes before what would start a formula. Numbers stay numbers."""
    if ";" in text:
        text = _AFTER_CUT.sub(";'", text)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def of_columns() -> tuple[Champ, ...]:
    """What the columns say."""
    return tuple(Champ(c.name, c.description, f"texte, valeurs séparées par « {JOINT} »" if c.many else FORMS.get(c.kind, "texte")) for c in COLUMNS)


def like_columns(*names: str, **says: str) -> tuple[Champ, ...]:
    """Fields of other files that say what the columns of these names do, then those that `says` explains."""
    said = {column.name: column.description for column in COLUMNS} | says
    return tuple(Champ(name, said[name]) for name in (*names, *says))


PIECES = Pieces("csv", row, lambda _, rows: iter([(paths.POLES_CSV, _together(rows))]))
FORMAT = Format(
    PIECES.files,
    "[poles.csv](../api/v1/poles.csv) : un tableau, une ligne par pôle, à ouvrir dans un tableur (UTF-8, virgules). "
    "Les valeurs multiples sont séparées par « | ».",
    (
        {
            "profile": "tabular-data-resource",
            "name": "poles-csv",
            "title": "Les pôles, en tableau",
            "description": "Une ligne par pôle, pour un tableur.",
            "path": paths.from_api(paths.POLES_CSV),
            **DIALECT,
            "schema": paths.from_api(paths.TABLE_SCHEMA),
        },
    ),
    champs=of_columns(),
    pieces=PIECES,
)
