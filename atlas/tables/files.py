"""A file of unknown kind as a table: told by its first bytes, not by its name."""

from __future__ import annotations

from atlas.record.kinds import OLE, ZIP, kind_of
from atlas.tables import delimited, keyed
from atlas.tables.grid import MAX_BYTES, Grid, Known, TableError

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes, known: Known) -> Grid:
    """The table of a file.

    Raises:
        TableError: when it is none we can read.
    """
    if len(data) > MAX_BYTES:
        raise TableError(f"ce fichier pèse plus de {MAX_BYTES // 1_000_000} Mo, ce que l’import lit au plus. Gardez les seules lignes utiles.")
    if not data.strip(b" \t\r\n,;|"):
        raise TableError("ce fichier est vide : aucune cellule n’est remplie.")
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise TableError("ce classeur est protégé par un mot de passe. Ouvrez-le dans le tableur, enregistrez-en une copie sans mot de passe, et donnez-la.")
        raise TableError("ce classeur est dans l’ancien format .xls. Dans le tableur, enregistrez-le en .xlsx ou en CSV.")
    kind = kind_of(data)
    if kind and not (data.startswith(ZIP) and not kind.startswith("un document ")):
        raise TableError(f"ce fichier est {kind}, non un tableau. Donnez un CSV, un classeur .xlsx ou un JSON de GoGoCarto.")
    if data.startswith(ZIP):
        from atlas.tables import workbook  # noqa: PLC0415 - its library takes time to load

        return workbook.read(data, known)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return keyed.read(data)
    return delimited.read(data, known)
