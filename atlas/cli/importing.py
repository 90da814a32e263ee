"""What `import` says: how a table was read, what each column means, what becomes of each line."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from atlas.check import Context, Reading, check_record
from atlas.geo import typed
from atlas.record.fields import path_of
from atlas.record.values import Refusal, read_date, read_url
from atlas.tables import columns, files, headers
from atlas.tables.citations import Source
from atlas.tables.columns import Column
from atlas.tables.desk import Desk
from atlas.tables.grid import Grid, Row, TableError
from atlas.tables.verdicts import Kind, Verdict, verdicts

TRIAL = Source("La source de ce fichier", date="2000")  # for a trial that was not told the source


class AskedError(Exception):
    """The command was asked something that cannot be; the message is French."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been read: its columns, the lines below its titles, how it was read in French sentences."""

    grid: Grid
    columns: tuple[Column, ...]
    body: tuple[Row, ...]
    notes: tuple[str, ...]
    ours: bool


def table(data: bytes, asked: list[str]) -> Table:
    """The table of a file; `asked` are « Titre=champ » that say what a column means.

    Raises:
        TableError: when the file is no table.
        AskedError: when a column is asked to mean what nothing means.
    """
    grid = files.read(data, columns.known)
    titled = headers.titled(grid)
    mapping = columns.mapping(titled.titles, _asked(asked, titled.titles))
    if not any(column.target == "nom" for column in mapping):
        raise TableError("aucune colonne ne donne le nom du pôle. Dites laquelle : --colonne « Titre de la colonne=nom »")
    return Table(grid, mapping, titled.body, (*grid.notes, *titled.notes), columns.is_ours(titled.titles))


def _asked(asked: list[str], titles: tuple[str, ...]) -> dict[str, str]:
    there = {columns.folded(title) for title in titles}
    found = {}
    for text in asked:
        title, sign, target = text.rpartition("=")
        if not sign or columns.folded(title) not in there:
            raise AskedError(f"--colonne : lu « {text} », attendu « Titre=champ », où le titre est l’un de ceux du tableau")
        if target.strip() and target.strip() not in columns.targets():
            raise AskedError(f"--colonne : « {target.strip()} » n’est pas un champ. Attendu l’un de : {', '.join(columns.targets())}")
        found[columns.folded(title)] = target.strip()
    return found


def source(titre: str, url: str, date: str, today: dt.date) -> Source:
    """The source of a file.

    Raises:
        AskedError: when nobody could find it again.
    """
    told = " ".join(titre.split())
    limit = path_of("sources.titre")[-1].limit
    if not told or len(told) > limit:
        raise AskedError(f"--source : donnez ce qu’est le fichier et qui le publie, en {limit} caractères au plus, par exemple « Annuaire des pôles du réseau X »")
    if not url and not date:
        raise AskedError("une source se retrouve : ajoutez son adresse (--adresse https://…) ou sa date (--date 2026-03)")
    for option, text, read in (("--adresse", url, read_url), ("--date", date, read_date)):
        refused = read(text) if text else None
        if isinstance(refused, Refusal):
            raise AskedError(f"{option} : lu « {text} », attendu {refused.expected}")
    return Source(told, url, date, today.isoformat() if url else "")


def judged(read: Table, origin: Source, context: Context, records: list[tuple[str, bytes]]) -> tuple[Verdict, ...]:
    """What becomes of each line."""
    known: tuple[Reading, ...] = tuple(r for path, data in records if (r := check_record(path, data, context)[0]))
    register = typed.register(context.places.folder)
    desk = Desk(read.grid, read.columns, context, register, origin, read.ours, context.today)
    return verdicts(read.body, desk, known)


def understood(read: Table, path: Path) -> Iterator[str]:
    """How a file was read, and what each of its columns means."""
    count = len(read.body)
    yield f"{path.name} : {count} ligne{'s' if count > 1 else ''} sous les titres."
    yield from (f"  {note}" for note in read.notes)
    yield "Ce que dit chaque colonne :"
    for column in read.columns:
        if column.title or column.target or any(row.cell(column.place) for row in read.body):
            meaning = columns.label(column.target) if column.target else f"(laissée de côté : {column.why})"
            yield f"  {read.grid.column(column.place, column.title)} → {meaning}"


def told(read: Table, found: tuple[Verdict, ...], *, written: bool) -> Iterator[str]:
    """What becomes of each line, and the count."""
    for verdict in found:
        kind = "écrite" if written and verdict.kind is Kind.WRITTEN else verdict.kind.value
        nom = f" « {verdict.nom} »" if verdict.nom else ""
        yield f"{read.grid.line(verdict.line)}{nom} : {kind}, {verdict.why}"
        yield from (f"    {note}" for note in verdict.notes)
    yield count(found, written=written)


def count(found: tuple[Verdict, ...], *, written: bool) -> str:
    """One French sentence that counts what was done, or would be."""
    kinds = Counter(verdict.kind for verdict in found)
    names = {
        Kind.WRITTEN: ("écrite", "écrites") if written else ("à écrire", "à écrire"),
        Kind.THERE: ("déjà là", "déjà là"),
        Kind.DOUBTFUL: ("douteuse", "douteuses"),
        Kind.IMPOSSIBLE: ("impossible", "impossibles"),
    }
    parts = [f"{kinds[kind]} {words[kinds[kind] > 1]}" for kind, words in names.items()]
    return f"{len(found)} ligne{'s' if len(found) > 1 else ''} : {', '.join(parts)}."


def is_settled(found: tuple[Verdict, ...]) -> bool:
    """Whether nothing is left for a person to look at."""
    return all(verdict.kind is Kind.WRITTEN or (verdict.kind is Kind.THERE and not verdict.differs) for verdict in found)
