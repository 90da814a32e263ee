"""Tables that networks may hold, invented: what the tests of `import` read."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from atlas.cli import importing
from atlas.tables.citations import Source
from atlas.tables.verdicts import Verdict
from tests.checking import context

DIRECTORY = Source("Annuaire des pôles d’essai", "https://exemple.fr/annuaire", "", "2026-11-22")
GOGOCARTO = {
    "licence": "https://opendatacommons.org/licenses/odbl/summary/",
    "ontology": "gogofull",
    "data": [
        {
            "id": "a1", "name": "Pôle laine", "geo": {"latitude": 45.8838, "longitude": 2.1746}, "sourceKey": "essai",
            "address": {"streetAddress": "5 rue du Pont", "addressLocality": "Felletin", "postalCode": "23500", "addressCountry": "FR"},
            "categories": ["Industrie", "Filature", 10427], "createdAt": "2021-02-03T10:00:00+01:00", "updatedAt": "2024-02-03T10:00:00+01:00",
            "website": "https://laine.exemple.fr", "email": "contact@laine.exemple.fr", "telephone": "05 55 66 00 00",
            "description": "Une <b>filature</b> &amp; [six ateliers](javascript:alert(1)).", "openHours": {"Mo": "09:00-12:00"},
        },
        {"id": "a2", "name": "Pôle sans lieu", "geo": {"latitude": 45.9, "longitude": 2.2}, "categories": [10427]},
    ],
}  # fmt: skip


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    """The bytes of a workbook that `fill` writes, given its first sheet and itself."""
    book = openpyxl.Workbook()
    fill(book.active, book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def directory(sheet: Any, book: Any) -> None:
    """A directory as offices make them: a title, two lines of titles, merged cells, a formula, years and numbers gone wrong."""
    sheet.append(["Annuaire 2025"])
    sheet.append(["Structure", "Lieu", None, None, "Contact", None, "Création"])
    sheet.append([None, "Commune", "CP", "Département", "Mail", "Tél", "Année"])
    sheet.append(["Pôle laine", "Felletin", 23500, "Creuse", "contact@laine.exemple.fr", "05 55 66 00 00", dt.datetime(2012, 1, 1)])  # noqa: DTZ001
    sheet.append(["Pôle tapis", "Aubusson", 23200, None, '=LOWER("X")', None, 2013])
    sheet.append(["Pôle dombes", "Ambérieu-en-Bugey", 1500, "Ain", None, 231000000, dt.datetime(1905, 7, 4)])  # noqa: DTZ001
    for area in ("A1:G1", "B2:D2", "E2:F2", "D4:D5"):
        sheet.merge_cells(area)
    book.create_sheet("Notes").append(["rien à lire"])


def gogocarto() -> bytes:
    """An export of GoGoCarto, by its documented form."""
    return json.dumps(GOGOCARTO).encode()


def judged(data: bytes | str, *asked: str, there: tuple[tuple[str, bytes], ...] = ()) -> tuple[Verdict, ...]:
    """What becomes of each line of a table."""
    table = importing.table(data if isinstance(data, bytes) else data.encode(), list(asked))
    return importing.judged(table, DIRECTORY, context(), list(there))


def said(data: bytes | str, *asked: str) -> str:
    """How a table is understood, then what becomes of its lines, as the command says it."""
    data = data if isinstance(data, bytes) else data.encode()
    table = importing.table(data, list(asked))
    found = judged(data, *asked)
    return "\n".join((*importing.understood(table, Path("reseau")), *importing.told(table, found, written=False)))
