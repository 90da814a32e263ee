"""A table as a workbook (.xlsx): what its cells show, never what they compute. The one door to openpyxl.

A workbook is a compressed folder of XML: how large it becomes is known and bounded before anything is read.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from atlas.tables.grid import CELL, MAX_COLUMNS, Grid, Known, Row, TableError, bounded, letters

_UNFOLDED = 60_000_000  # bytes of all its parts, once unfolded
_PARTS = 2_000
_HEAD = 4_000
_LOOKED_AT = 15  # lines among which titles are looked for
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_MOST_MERGED = 500
_MOST_TOLD = 10
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")  # how the format spells « _x… » itself: openpyxl undoes it in shared texts, not in those of cells
_FAULT = re.compile(r"#[A-Z0-9/]+[!?]?")  # #N/A, #REF!


def read(data: bytes, known: Known) -> Grid:
    """The sheet with the most known titles.

    Raises:
        TableError: when the workbook cannot be read, is too large, or is empty.
    """
    _examined(data)
    try:
        return _read(data, known)
    except TableError:
        raise
    except Exception as error:  # the reader raises whatever its XML, its zip and its styles raise
        raise TableError("ce classeur ne se lit pas. Ouvrez-le dans le tableur et enregistrez-le de nouveau en .xlsx, ou en CSV.") from error


def _read(data: bytes, known: Known) -> Grid:
    shown = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    typed = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheets = [sheet for sheet in shown.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise TableError("ce classeur n’a aucune feuille visible.")
    sheet = max(sheets, key=lambda s: _worth(s, known))
    others = [s.title for s in shown.worksheets if s is not sheet]
    notes = [f"La feuille lue est « {sheet.title} », sans les autres : {', '.join(f'« {title} »' for title in others[:10])}."] if others else []
    rows = bounded(_rows(sheet, typed[sheet.title], notes))
    return Grid(_unmerged(rows, _merges(data, sheet), notes), tuple(notes))


def _examined(data: bytes) -> None:
    """Refuse what would cost too much, or declares entities, which no workbook needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            parts = folder.infolist()
            if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNFOLDED:
                raise TableError("ce classeur est trop gros une fois déplié. Copiez les seules lignes utiles dans un classeur neuf.")
            names = {part.filename for part in parts}
            if "mimetype" in names:
                raise TableError("ce fichier n’est pas un classeur .xlsx. Dans le tableur, enregistrez-le sous « Classeur Excel (.xlsx) » ou en CSV.")
            if "xl/workbook.xml" not in names:
                raise TableError("ce dossier compressé n’est pas un classeur .xlsx. Donnez le tableau lui-même.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with folder.open(part) as stream:
                        if b"<!DOCTYPE" in stream.read(_HEAD).replace(b"\0", b""):
                            raise TableError("ce classeur contient une déclaration qu’aucun tableur n’écrit : il n’est pas lu.")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise TableError("ce classeur est abîmé ou chiffré. Ouvrez-le dans le tableur et enregistrez-le de nouveau, sans mot de passe.") from error


def _worth(sheet: Any, known: Known) -> int:  # noqa: ANN401 - openpyxl has no types
    return max((known(map(_text, row)) for row in sheet.iter_rows(max_row=_LOOKED_AT, max_col=MAX_COLUMNS, values_only=True)), default=0)


def _rows(shown: Any, typed: Any, notes: list[str]) -> Iterator[Row]:  # noqa: ANN401
    """What each cell shows. A formula whose value was not kept, or is a fault, is told and left empty."""
    told = 0
    pairs = zip(shown.iter_rows(values_only=True), typed.iter_rows(values_only=True), strict=False)
    for number, (values, written) in enumerate(pairs, 1):
        cells = []
        for column, value in enumerate(values):
            formula = written[column] if column < len(written) else None
            text = _text(value)
            lost = not text and isinstance(formula, str) and formula.startswith("=")
            if lost or _FAULT.fullmatch(text):
                told += 1
                where = f"ligne {number}, colonne {letters(column)}"
                if told <= _MOST_TOLD:
                    what = f"une formule dont la valeur n’est pas dans le fichier (« {str(formula)[:40]} »)" if lost else f"l’erreur de calcul « {text} »"
                    notes.append(f"{where} : {what}. La cellule est lue comme vide ; tapez la valeur à sa place.")
                text = ""
            cells.append(text)
        yield Row(number, tuple(cells))
    if told > _MOST_TOLD:
        notes.append(f"Et {told - _MOST_TOLD} autres cellules dont la formule n’a pas de valeur.")


def _text(value: object) -> str:
    """A value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() else value).isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return _ESCAPED.sub("_", str(value))[:CELL].strip()


def _merges(data: bytes, sheet: Any) -> list[tuple[int, int, int, int]]:  # noqa: ANN401
    """The merged cells of a sheet: first column, first line, last column, last line."""
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        found = _MERGED.findall(folder.read(sheet._worksheet_path))  # noqa: SLF001 - nothing public tells it of a sheet that streams
    return [range_boundaries(area.decode()) for area in found[:_MOST_MERGED]]


def _unmerged(rows: tuple[Row, ...], areas: list[tuple[int, int, int, int]], notes: list[str]) -> tuple[Row, ...]:
    """Merged cells show one value: it stands for each of the lines they cover."""
    if not areas:
        return rows
    by_number = {row.number: list(row.cells) for row in rows}
    told: list[str] = []
    wide: list[str] = []
    for left, top, right, bottom in areas:
        value = by_number.get(top, [])[left - 1 : left]
        if not value or not value[0]:
            continue
        (told if bottom > top else wide).append(f"{letters(left - 1)}{top}:{letters(right - 1)}{bottom}")
        for number in range(top + 1, min(bottom, rows[-1].number) + 1):
            if number in by_number and left <= len(by_number[number]) and not by_number[number][left - 1]:
                by_number[number][left - 1] = value[0]
    for merged, how in ((told, "pour chacune de leurs lignes"), (wide, "dans la première de leurs colonnes")):
        if merged:
            more = f" et {len(merged) - _MOST_TOLD} autres" if len(merged) > _MOST_TOLD else ""
            notes.append(f"Des cellules sont fusionnées ({', '.join(merged[:_MOST_TOLD])}{more}) : leur valeur est lue {how}.")
    return tuple(Row(row.number, tuple(by_number[row.number])) for row in rows)
