"""A table as text: any usual encoding, any usual separator, cells between quotes."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from atlas.tables.grid import CELL, Grid, Known, Row, TableError, bounded

_SEPARATORS = {",": "des virgules", ";": "des points-virgules", "\t": "des tabulations", "|": "des barres verticales"}
_LOOKED_AT = 40  # lines from which the separator is known
_ODD = 0.3  # share of null bytes that tells UTF-16 from a binary file


def read(data: bytes, known: Known) -> Grid:
    """A table from its bytes; `known` tells a line of titles.

    Raises:
        TableError: when it is not text, is empty or too long, or a quote is left open.
    """
    text, encoding = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hinted = ""
    if text[:4].lower() == "sep=" and text[5:6] == "\n":  # a line for spreadsheets alone
        hinted, text = text[4], "\n" + text.split("\n", 1)[1]
    separator = hinted or _separator(text, known)
    notes = [f"Le texte est lu en {encoding}, ses colonnes séparées par {_SEPARATORS.get(separator, f'« {separator} »')}."]
    try:
        rows = bounded(_rows(text, separator))
    except csv.Error as error:
        why = f"une cellule a plus de {csv.field_size_limit():,} signes".replace(",", "\u202f") if "field limit" in str(error) else "ses guillemets ou ses lignes sont abîmés"
        raise TableError(f"ce fichier ne se lit pas comme un tableau : {why}. Enregistrez-le de nouveau en CSV depuis le tableur.") from error
    return Grid(rows, tuple(notes), separator=separator)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and what its encoding is called."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "UTF-16"
    head = data[:4000]
    nulls = head[::2].count(0), head[1::2].count(0)
    if max(nulls) > _ODD * len(head) / 2 and min(nulls) == 0:
        return data.decode("utf-16-be" if nulls[0] else "utf-16-le", "replace"), "UTF-16"
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise TableError(f"ligne {line}, colonne A : ce fichier n’est pas du texte. Donnez un CSV, un classeur .xlsx ou un JSON de GoGoCarto.")
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252"


def _separator(text: str, known: Known) -> str:
    """The separator that gives the most known titles, else the most regular lines."""

    def worth(separator: str) -> tuple[int, float, int]:
        try:
            rows = [row.cells for row in islice(_rows(text[:200_000], separator, closed=False), _LOOKED_AT) if any(row.cells)]
        except csv.Error:  # by this separator, a cell without end
            rows = []
        if not rows:
            return 0, 0.0, 0
        width, count = Counter(map(len, rows)).most_common(1)[0]
        return max(map(known, rows)), count / len(rows) if width > 1 else 0.0, width

    return max(_SEPARATORS, key=worth)


def _rows(text: str, separator: str, *, closed: bool = True) -> Iterator[Row]:
    """The lines, each with the number of its first line in the file.

    Raises:
        TableError: when a quote is open at the end and `closed` was asked for.
    """
    ended = False

    def lines() -> Iterator[str]:
        nonlocal ended
        yield from io.StringIO(text, newline="")
        ended = True

    reader = csv.reader(lines(), delimiter=separator)
    start = 1
    for cells in reader:
        if closed and ended:  # the last cell asked for more than there was
            raise TableError(f"ligne {start} : un guillemet ouvert à cette ligne n’est jamais refermé. Fermez-le, ou enregistrez de nouveau en CSV.")
        yield Row(start, tuple(cell[:CELL].strip() for cell in cells))
        start = reader.line_num + 1
