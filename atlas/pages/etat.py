"""« L’état des fiches »: what the records know, how fresh they are, and a list behind each figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from atlas import urls
from atlas.french.typography import date, plural
from atlas.pages.data import Entry, Link, Page
from atlas.survey.freshness import Listing, Report, Row

HERE = Link(urls.ETAT, "L’état des fiches")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of records, what they have in common, and the address of their list."""

    titre: str
    texte: str
    nombre: int
    url: str


@dataclass(frozen=True, slots=True)
class Known:
    """How many records know one thing, and how many do not: each number with its list."""

    titre: str
    connu: int
    manque: int
    url: str


@dataclass(frozen=True, slots=True)
class StatePage:
    """The page of figures."""

    date: str
    total: int
    connus: tuple[Known, ...]
    fraicheur: tuple[Figure, ...]
    doutes: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A pole in a list, and why it is there."""

    pole: Entry
    motif: str


@dataclass(frozen=True, slots=True)
class StateList:
    """The records behind a figure; behind what a record may know, those that do come after those that do not."""

    titre: str
    texte: str
    date: str
    lignes: tuple[Line, ...]
    connues: tuple[Line, ...] | None


def pages(report: Report, known: dict[str, Entry]) -> Iterator[Page]:
    """The page of figures, and a page for each list; `known` is every pole as lists show it."""
    day = date(report.day)
    data = StatePage(
        day,
        report.total,
        tuple(
            Known(d.label[:1].upper() + d.label[1:], len(d.known), len(d.missing.rows), urls.etat_list(d.missing.id))
            for d in report.data
        ),
        tuple(map(_figure, report.freshness)),
        tuple(map(_figure, report.doubts)),
    )
    yield Page(
        urls.ETAT, "etat.html", HERE.texte,
        f"Ce que savent les fiches de l’atlas au {day}, ce qui leur manque, lesquelles sont à revérifier : chaque nombre mène à sa liste.",
        data, modified=str(report.day),
    )  # fmt: skip
    behind = {datum.missing.id: datum.known for datum in report.data}
    for listing in report.listings:
        knowing = behind.get(listing.id)
        lines = StateList(
            listing.title, listing.about, day, _lines(listing.rows, known),
            None if knowing is None else _lines(knowing, known),
        )  # fmt: skip
        yield Page(
            urls.etat_list(listing.id), "etat-liste.html", listing.title,
            f"{listing.title} : {plural(len(listing.rows), 'fiche') if listing.rows else 'aucune fiche'} au {day}, dans l’ordre alphabétique.",
            lines, (HERE,), modified=str(report.day),
        )  # fmt: skip


def _figure(listing: Listing) -> Figure:
    return Figure(listing.title, listing.about, len(listing.rows), urls.etat_list(listing.id))


def _lines(rows: Iterable[Row], known: dict[str, Entry]) -> tuple[Line, ...]:
    return tuple(Line(known[row.pole.slug], row.why) for row in rows)
