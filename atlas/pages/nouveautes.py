"""« Quoi de neuf »: what the history of the records tells, day by day, and the feeds to follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from atlas import urls
from atlas.french.typography import date
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.pages.data import Link, Page
from atlas.record.values import PartialDate
from atlas.survey.changes import CHANGED, ENDED, MOVED, NEW, WITHDRAWN, Event, News, sentence

SHOWN = 100  # events on the page; a feed reader keeps the older ones
FOLDED_FROM = 12  # poles of one kind on one day: beyond, their list is opened on demand
TITLES = {
    ENDED: ("Un pôle a fusionné ou cessé", "Des pôles ont fusionné ou cessé"),
    NEW: ("Nouvelle fiche", "Nouvelles fiches"),
    CHANGED: ("Fiche mise à jour", "Fiches mises à jour"),
    MOVED: ("Nouvelle adresse", "Nouvelles adresses"),
    WITHDRAWN: ("Fiche retirée", "Fiches retirées"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One pole in the news: where it leads, where the pole is, what is said (empty for a new record)."""

    lien: Link
    lieu: str
    dit: str


@dataclass(frozen=True, slots=True)
class Group:
    """What happened of one kind on one day; a long list is folded, but on the last day."""

    titre: str
    poles: tuple[Told, ...]
    plie: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day, in words and in ISO form, and what happened."""

    jour: str
    iso: str
    groupes: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class NewsPage:
    """The page. `connu` is False where the history is not there; `regions` have feeds of their own."""

    connu: bool
    jours: tuple[Day, ...]
    montre: int
    total: int
    regions: tuple[Link, ...]


def page(atlas: Atlas, news: News) -> Page:
    """The page."""
    shown = news.events[:SHOWN]
    data = NewsPage(
        news.known,
        tuple(_days(atlas, shown)),
        len(shown),
        len(news.events),
        tuple(Link(urls.flux_of(urls.region(region.slug)), region.nom) for region in atlas.places.regions_by_name),
    )
    return Page(
        urls.NOUVEAUTES, "quoi-de-neuf.html", "Quoi de neuf",
        "Les pôles nouvellement décrits, les fiches mises à jour, les pôles qui ont fusionné ou cessé, jour par jour, et comment suivre ces nouvelles.",
        data, modified=shown[0].when.date().isoformat() if shown else "", flux=urls.FLUX,
    )  # fmt: skip


def _days(atlas: Atlas, events: Iterable[Event]) -> Iterator[Day]:
    for rank, (day, inside) in enumerate(groupby(events, key=lambda event: event.when.date())):
        by_kind: dict[str, list[Told]] = {kind: [] for kind in TITLES}
        for event in inside:
            by_kind[event.kind].append(_told(atlas, event))
        groups = tuple(
            Group(TITLES[kind][len(told) > 1], tuple(told), rank > 0 and len(told) > FOLDED_FROM)
            for kind, told in by_kind.items()
            if told
        )
        yield Day(date(PartialDate(day.year, day.month, day.day)), day.isoformat(), groups)


def _told(atlas: Atlas, event: Event) -> Told:
    pole, url = atlas.by_slug.get(event.slug), urls.pole(event.slug)
    said = "" if event.kind == NEW else sentence(atlas, event)
    return Told(Link(url, pole.nom if pole else url), place_words(pole) if pole else "", said)
