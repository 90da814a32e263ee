"""The poles as a workbook (.xlsx), for who opens a spreadsheet: the columns of the CSV, typed, and a sheet of notes. The one door to XlsxWriter.

Codes, telephones and dates of unequal precision are texts, so no zero is eaten and no « 1/2 » becomes a day; whole dates are
dates, numbers are numbers, addresses are links. A text is written as a text, so no formula is ever computed, and keeps its
spelling: no apostrophe goes before it, as in the CSV. The properties bear the date of the data: the same atlas gives the same bytes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from atlas import urls
from atlas.exports import paths
from atlas.exports.csv_columns import COLUMNS, Cell, Column
from atlas.exports.csv_poles import INSTEAD, JOINT
from atlas.exports.format import Format, Pieces, resource, to_cite
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.record.values import PartialDate

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format as Look
    from xlsxwriter.worksheet import Worksheet

SHEET, NOTES = "Pôles", "Notes"
LONGEST, LONGEST_LINK = 32_767, 2_079  # signs in a cell, and in a link's address: Excel holds no more
CUT = " […]"
_FIRST_DAY = PartialDate(1900, 3, 1)  # before, the calendars of spreadsheets differ by a day
_DEFAULT = dt.datetime(2014, 1, 1)  # noqa: DTZ001 - a workbook has no time zone; of an atlas without records
_WIDTHS = {"jour": 12, "date": 12, "degres": 11, "annee": 10, "siren": 12, "url": 40}
_NUMBERS = frozenset({"entier", "nombre", "degres", "annee"})
_KINDS = {"jour": "date", "date": "texte (date entière : date)", "url": "lien"}


def row(atlas: Atlas, pole: Pole) -> bytes:
    """The cells of one pole as JSON: texts and numbers, days and links in an object that names them, nothing for what is unknown."""
    return json.dumps([_cell(column, column.make(atlas, pole)) for column in COLUMNS], ensure_ascii=False).encode()


def _cell(column: Column, cell: Cell) -> object:
    if isinstance(cell, int | Decimal):
        return float(cell)
    if isinstance(cell, PartialDate) and cell.day and cell >= _FIRST_DAY:
        return {"day": str(cell)}
    if column.kind == "url" and not column.many and isinstance(cell, str) and 0 < len(cell) <= LONGEST_LINK:
        return {"link": cell}
    return _text(cell)


def _book(atlas: Atlas, rows: Iterable[bytes]) -> bytes:
    stream = io.BytesIO()
    date = atlas.updated
    created = dt.datetime(date.year, date.month or 1, date.day or 1) if date else _DEFAULT  # noqa: DTZ001 - a workbook has no time zone
    with _written(stream) as book:
        book.set_properties({"title": atlas.config.titre, "author": atlas.config.editeur or atlas.config.titre, "comments": to_cite(atlas), "created": created})
        title, day, link = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"font_color": "blue", "underline": 1})
        text = book.add_format({"num_format": "@"})
        _poles(book.add_worksheet(SHEET), rows, title, day, link, text)
        _notes(book.add_worksheet(NOTES), atlas, title, link)
    return stream.getvalue()


@contextlib.contextmanager
def _written(stream: io.BytesIO) -> Iterator[Workbook]:
    """A workbook, each line of which leaves memory when the next begins, for a file: cells are written in order.

    Raises:
        OSError: where there is no room for that file, with the folder of temporary files.
    """
    import xlsxwriter  # noqa: PLC0415 - slow to load, and a build that changes no sheet needs none
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:  # what the library leaves there when it fails goes too
        try:
            book = xlsxwriter.Workbook(stream, {"constant_memory": True, "tmpdir": folder})
            yield book
            book.close()  # by itself, it would close after a fault too, and trip over it again
        except (OSError, FileCreateError) as error:
            refused = error if isinstance(error, OSError) else error.args[0]
            if refused.filename:  # of what the lines are read from, as well
                raise refused from None
            raise OSError(refused.errno, refused.strerror, tempfile.gettempdir()) from error


def _poles(sheet: Worksheet, rows: Iterable[bytes], title: Look, day: Look, link: Look, text: Look) -> None:
    for place, column in enumerate(COLUMNS):
        typed = not column.many and column.kind in _NUMBERS
        sheet.set_column(place, place, 12 if column.many else _WIDTHS.get(column.kind, 18), None if typed else text)
        sheet.write_string(0, place, column.name, title)
    last = 0
    for line, row in enumerate(rows, 1):
        last = line
        for place, cell in enumerate(json.loads(row)):
            if isinstance(cell, float):
                sheet.write_number(line, place, cell)
            elif isinstance(cell, str):
                if cell:
                    sheet.write_string(line, place, cell, text)
            elif "day" in cell:
                sheet.write_datetime(line, place, dt.date.fromisoformat(cell["day"]), day)
            else:
                sheet.write_url(line, place, cell["link"], link, cell["link"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


def _text(cell: Cell) -> str:
    """A cell as text, cut between two values where Excel holds no more; unknown is empty."""
    if isinstance(cell, tuple):
        cell = JOINT.join(item.replace(JOINT, INSTEAD) for item in cell)
    said = str(cell or "")
    if len(said) <= LONGEST:
        return said
    kept = said[: LONGEST - len(CUT)]
    return (kept.rpartition(JOINT)[0] or kept) + CUT


def _notes(sheet: Worksheet, atlas: Atlas, title: Look, link: Look) -> None:
    config = atlas.config
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 3, 60)
    told = (
        ("Titre", config.titre),
        ("Ce que c’est", config.description),
        ("Date des données", str(atlas.updated or "")),
        ("Licence", f"{config.licence.nom} ({config.licence.spdx})"),
        ("Texte de la licence", config.licence.adresse),
        ("À citer ainsi", to_cite(atlas)),
        ("Page des données", config.adresse + urls.DONNEES),
        ("Plusieurs valeurs", f"Dans une cellule, elles sont séparées par « {JOINT} » ; dans une valeur, ce signe devient « {INSTEAD} »."),
        ("Case vide", "Aucune source lue ne donne l’information. Ce n’est pas un zéro."),
        ("Codes", "Les codes (INSEE, départements, régions, SIREN) et les téléphones sont du texte : leurs zéros comptent."),
        ("Dates", "Un jour connu est une date ; un mois ou une année seule reste du texte (2014-09, 2014)."),
        ("Cellules très longues", f"Un tableur n’en garde que {LONGEST} signes : au-delà, la fin manque et « {CUT.strip()} » le dit ; poles.json a tout."),
    )
    for line, (name, value) in enumerate(told):
        sheet.write_string(line, 0, name, title)
        if value.startswith(("https://", "http://")) and len(value) <= LONGEST_LINK:
            sheet.write_url(line, 1, value, link, value)
        else:
            sheet.write_string(line, 1, _text(value))
    first = len(told) + 1
    for place, name in enumerate(("Colonne", "Intitulé", "Ce qu’elle dit", "Forme")):
        sheet.write_string(first, place, name, title)
    for line, column in enumerate(COLUMNS, first + 1):
        for place, value in enumerate((column.name, column.title, column.description, _form(column))):
            sheet.write_string(line, place, value)


def _form(column: Column) -> str:
    if column.many:
        return f"texte, plusieurs valeurs séparées par « {JOINT} »"
    return "nombre" if column.kind in _NUMBERS else _KINDS.get(column.kind, "texte")


PIECES = Pieces("xlsx", row, lambda atlas, rows: iter([(paths.POLES_XLSX, _book(atlas, rows))]))
FORMAT = Format(
    PIECES.files,
    "[poles.xlsx](../api/v1/poles.xlsx) : le même tableau en classeur, pour Excel ou LibreOffice ; les codes y gardent leurs zéros, les jours y sont "
    "des dates, et une feuille de notes dit la licence, la date et le sens de chaque colonne.",
    (resource("poles-xlsx", "Les pôles, en classeur", "Une ligne par pôle ; une seconde feuille dit la licence, la date et le sens des colonnes.", paths.POLES_XLSX),),
    like="poles.csv",
    pieces=PIECES,
)
