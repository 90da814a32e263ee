"""The state of the records: what they know, how fresh they are, what the team may look at. One source for page and terminal.

Lists are in the order of the alphabet: no record has a mark, and none comes before another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from atlas.check.heirs import ENDED
from atlas.french.typography import date, enumeration, plural
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.record.values import PartialDate
from atlas.survey import completeness, git

STALE_DAYS = 548  # eighteen months
RECENT_DAYS = 183  # six months
TRACE_YEARS = 5  # beyond, what a source saw may long be over
LONG_AGO = ", il y a plus de cinq ans"
READS = (*completeness.READS, "slug", "nom", "statut", "statut_constate_le", "seat", "sources", "verifie_le")  # of a pole, to report of all
INCOMPLETE_FROM = 4  # of twelve things missing; the titles say it in words


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list, and why it is there (empty where the list says it)."""

    pole: Pole
    why: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One figure and the records behind it. `id` is the end of its address; `about` says what a reader may do."""

    id: str
    title: str
    about: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing a record may know: the records that do, and those that do not."""

    label: str
    known: tuple[Row, ...]
    missing: Listing


@dataclass(frozen=True, slots=True)
class Report:
    """The state of all records as of a day; `freshness` are the ages of the verifications, `doubts` the rest."""

    day: PartialDate
    total: int
    data: tuple[Datum, ...]
    freshness: tuple[Listing, ...]
    doubts: tuple[Listing, ...]

    @property
    def listings(self) -> tuple[Listing, ...]:
        """Every list, each once."""
        return (*self.freshness, *self.doubts, *(datum.missing for datum in self.data))


def day(atlas: Atlas, root: Path) -> PartialDate:
    """The day ages are counted from: of the last step of the project, or of the last verification when that is later.

    Not today: the same tree must give the same site whenever it is built.
    """
    known = git.day(root)
    told = [PartialDate(known.year, known.month, known.day)] if known else []
    return max((*told, *((atlas.updated,) if atlas.updated else ())), default=PartialDate(2014, 1, 1))


def is_old_trace(atlas: Atlas, pole: Pole) -> bool:
    """Whether the last source that saw a pole did so more than `TRACE_YEARS` years before the date of the data.

    A year alone is taken whole: of 2021, nothing says that it was not its last day. A pole that merged or ceased left its last trace.
    """
    trace, now = pole.statut_constate_le, atlas.updated
    if trace is None or now is None or pole.statut in ENDED:
        return False
    return (trace.year + TRACE_YEARS, trace.month or 12, trace.day or 31) < (now.year, now.month or 1, now.day or 1)


def of(atlas: Atlas, on: PartialDate) -> Report:
    """The state of the records of an atlas on a day."""
    poles, now = atlas.poles, _ordinal(on)
    age = {pole.slug: now - _ordinal(pole.verifie_le) for pole in poles}
    return Report(
        on,
        len(poles),
        tuple(_datum(atlas, *expected) for expected in completeness.EXPECTED),
        (
            _verified(atlas, "verifiees-recemment", "Vérifiées depuis moins de six mois",
                      "Rien ne presse.", lambda p: age[p.slug] <= RECENT_DAYS),
            _verified(atlas, "verifiees-depuis-six-mois", "Vérifiées il y a six à dix-huit mois",
                      "Une relecture serait bienvenue.", lambda p: RECENT_DAYS < age[p.slug] <= STALE_DAYS),
            _verified(atlas, "a-reverifier", "À revérifier : plus de dix-huit mois",
                      "Ce que disent ces fiches a pu changer : une personne qui connaît le pôle peut dire si c’est toujours exact.", lambda p: age[p.slug] > STALE_DAYS),
        ),
        (
            Listing("a-completer", "Fiches où il manque quatre renseignements ou plus",
                    "Parmi les douze que l’on attend d’une fiche.", tuple(_incomplete(atlas))),
            Listing("sans-siege", "Fiches sans siège connu",
                    "Leur position sur la carte est approximative : un point de leur département.",
                    tuple(Row(p, p.seat.departement.nom) for p in poles if p.seat.approximate)),
            Listing("situation-inconnue", "Fiches dont la situation est inconnue",
                    "Aucune source lue ne dit si le pôle est toujours actif.",
                    tuple(Row(p, f"dernière trace : {date(p.statut_constate_le)}" if p.statut_constate_le else "") for p in poles if p.statut == "inconnu")),
            Listing("traces-anciennes", "Fiches dont la dernière trace a plus de cinq ans",
                    "Une personne qui connaît le pôle peut dire où il en est.",
                    tuple(Row(p, f"dernière trace : {date(p.statut_constate_le)}") for p in poles if is_old_trace(atlas, p))),
            Listing("sources-sans-date", "Fiches dont une source n’est pas datée",
                    "On sait quand la page a été lue, non de quand elle date.", tuple(_undated(atlas))),
        ),
    )  # fmt: skip


def text(report: Report) -> str:
    """The report in French for a terminal, each record by its file."""
    head = f"État de {plural(report.total, 'fiche')} au {date(report.day)}."
    known = "\n".join(f"  {len(datum.known):>5} sur {report.total} : {datum.label}" for datum in report.data)
    return "\n\n".join((head, f"Ce que savent les fiches\n{known}", *map(_section, report.listings)))


def _section(listing: Listing) -> str:
    lines = [f"{listing.title} : {len(listing.rows)}"]
    lines += [f"  poles/{row.pole.slug}.md  {row.pole.nom}{' — ' if row.why else ''}{row.why}" for row in listing.rows]
    return "\n".join(lines)


def _datum(atlas: Atlas, id_: str, label: str, known: Callable[[Pole], bool]) -> Datum:
    rows: tuple[list[Row], list[Row]] = ([], [])
    for pole in atlas.poles:
        rows[known(pole)].append(Row(pole))
    title = f"Fiches où il manque {label}"
    return Datum(label, tuple(rows[True]), Listing(f"sans-{id_}", title, "Une source qui le dit suffit.", tuple(rows[False])))


def _verified(atlas: Atlas, id_: str, title: str, about: str, wanted: Callable[[Pole], bool]) -> Listing:
    rows = tuple(Row(pole, f"vérifiée le {date(pole.verifie_le)}") for pole in atlas.poles if wanted(pole))
    return Listing(id_, title, about, rows)


def _incomplete(atlas: Atlas) -> Iterator[Row]:
    for pole in atlas.poles:
        missing = completeness.of(pole).missing
        if len(missing) >= INCOMPLETE_FROM:
            yield Row(pole, f"manque : {enumeration(missing)}")


def _undated(atlas: Atlas) -> Iterator[Row]:
    for pole in atlas.poles:
        undated = sum(source.date is None for source in pole.sources)
        if undated:
            yield Row(pole, f"{plural(undated, 'source')} sans date")


def _ordinal(day_: PartialDate) -> int:
    return dt.date(day_.year, day_.month or 1, day_.day or 1).toordinal()
