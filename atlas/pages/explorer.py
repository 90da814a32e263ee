"""The explorer: the list of all poles in alphabetical groups, a map, and what they can be filtered by.

Without JavaScript it is a list, cut into pages when it is long, and filters that lead to the pages of régions, départements
and sectors. `assets/explorer/page.js` makes both answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from atlas import urls
from atlas.french.typography import date, plural
from atlas.model.atlas import Atlas
from atlas.model.names import filed, in_order
from atlas.model.pole import Pole
from atlas.pages.data import Entry, Link, Page, Sector, departement_link, region_link, sector
from atlas.pages.tools import MapView, Pictures
from atlas.pictures import plates
from atlas.pictures.countplate import Count, counts_picture
from atlas.pictures.projection import COLLECTIVITES
from atlas.survey.observatory import anchor
from atlas.survey.recognitions import recognised

PER_PAGE = 300
MOST_DOTS = 1200  # beyond, a dot a pole makes a page heavy and a map black: départements say how many they have

Group = tuple[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet that has a page of its own: its word in the address, its link, how many poles, its sign."""

    valeur: str
    lien: Link
    poles: int
    code: str = ""
    secteur: Sector | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """Something poles are filtered by; `toutes` is the page that tells all its values."""

    id: str
    titre: str
    choix: tuple[Choice, ...]
    toutes: Link


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a page of the list stands among the others; the links are None at the ends."""

    numero: int
    combien: int
    avant: Link | None
    apres: Link | None


@dataclass(frozen=True, slots=True)
class ExplorerPage:
    """The first page of the list, the map and the filters."""

    total: int
    groupes: tuple[Group, ...]
    feuille: Sheet
    approximate: int
    date: str
    facettes: tuple[Facet, ...]
    secteurs: tuple[Sector, ...]
    carte: MapView


@dataclass(frozen=True, slots=True)
class ListPage:
    """Another page of the list."""

    total: int
    groupes: tuple[Group, ...]
    feuille: Sheet
    premier: str
    dernier: str


def pages(atlas: Atlas, plate: MapView, entries: dict[str, Entry]) -> Iterator[Page]:
    """The explorer, and what follows of its list."""
    poles = in_order(atlas.poles)
    shares = [poles[start : start + PER_PAGE] for start in range(0, len(poles), PER_PAGE)] or [[]]
    data = ExplorerPage(
        len(poles),
        _groups(shares[0], entries),
        _sheet(1, len(shares)),
        sum(p.seat.approximate for p in poles),
        date(atlas.updated),
        tuple(_facets(atlas)),
        tuple(sector(atlas, id_) for id_ in atlas.vocabularies["secteurs"]),
        plate,
    )
    yield Page(
        urls.POLES, "poles.html", "Tous les pôles",
        f"La liste et la carte des {plural(len(poles), 'pôle')} de l’atlas, par région, département, secteur, situation ou forme de coopération.",
        data, rubrique="poles", modified=str(atlas.updated or ""), oembed=urls.oembed(urls.POLES), besoins=("fonds",),
    )  # fmt: skip
    for number, share in enumerate(shares[1:], 2):
        first, last = share[0].nom, share[-1].nom
        following = ListPage(len(poles), _groups(share, entries), _sheet(number, len(shares)), first, last)
        yield Page(
            urls.poles_page(number), "poles-suite.html", f"Tous les pôles, page {number} sur {len(shares)}",
            f"La liste alphabétique des pôles de l’atlas, page {number} sur {len(shares)} : de {first} à {last}.",
            following, (Link(urls.POLES, "Tous les pôles"),), "poles", str(atlas.updated or ""),
        )  # fmt: skip


def picture(atlas: Atlas, pictures: Pictures, url: str) -> MapView:
    """The plate of France for the page at this address: a dot for each pole, or a count for each département."""
    return pictures.france(atlas, url) if len(atlas.poles) <= MOST_DOTS else _counted(atlas, pictures, url)


def _counted(atlas: Atlas, pictures: Pictures, url: str) -> MapView:
    way = urls.up(url)
    counts = [
        Count(way + urls.departement(d.code), d.code, f"{d.nom} : {plural(len(seated), 'pôle')}", len(seated), d.point)
        for d in atlas.places.departements.values()
        if (seated := atlas.seated[d.code])
    ]
    beyond = any(count.departement in COLLECTIVITES for count in counts)
    ground = pictures.ground(plates.FRANCE_AND_BEYOND if beyond else plates.FRANCE, url)
    image = counts_picture(counts, ground, "Carte de France : combien de pôles dans chaque département")
    return MapView(Markup(image), (), pictures.feuilles, pictures.scripts)  # noqa: S704 - escaped where it is drawn


def letter(nom: str) -> str:
    """The letter a name is filed under."""
    initial = filed(nom)[:1].upper()
    return initial if initial.isalpha() else "0–9"


def _groups(poles: Sequence[Pole], entries: dict[str, Entry]) -> tuple[Group, ...]:
    groups: dict[str, list[Entry]] = {}
    for pole in poles:
        groups.setdefault(letter(pole.nom), []).append(entries[pole.slug])
    return tuple((initial, tuple(inside)) for initial, inside in groups.items())


def _sheet(number: int, count: int) -> Sheet:
    def link(other: int, words: str) -> Link | None:
        return Link(urls.poles_page(other), words) if 1 <= other <= count else None

    return Sheet(number, count, link(number - 1, "Page précédente"), link(number + 1, "Page suivante"))


def _facets(atlas: Atlas) -> Iterator[Facet]:
    regions = Counter(pole.seat.region for pole in atlas.poles if pole.seat.region)
    sectors = Counter(id_ for pole in atlas.poles for id_ in pole.secteurs)
    yield Facet(
        "region",
        "Région",
        tuple(Choice(region.slug, region_link(region), regions[region]) for region in atlas.places.regions_by_name),
        Link(urls.REGIONS, "Toutes les régions"),
    )
    yield Facet(
        "departement",
        "Département",
        tuple(Choice(d.code.lower(), departement_link(d), len(atlas.seated[d.code]), d.code) for d in atlas.places.departements.values()),
        Link(urls.DEPARTEMENTS, "Tous les départements"),
    )
    yield Facet(
        "secteur",
        "Secteur",
        tuple(
            Choice(id_, Link(urls.secteur(id_), term.label), sectors[id_], secteur=sector(atlas, id_))
            for id_, term in atlas.vocabularies["secteurs"].items()
        ),
        Link(urls.SECTEURS, "Tous les secteurs"),
    )
    recognitions = Counter(id_ for pole in atlas.poles for id_ in recognised(pole))
    if not recognitions:
        return
    behind = urls.observatoire_list("reconnaissances")
    yield Facet(
        "reconnaissance",
        "Reconnaissance",
        tuple(
            Choice(id_, Link(f"{behind}#{anchor(id_)}", term.label), recognitions[id_])
            for id_, term in atlas.vocabularies["reconnaissances"].items()
            if recognitions[id_]
        ),
        Link(behind, "Toutes les reconnaissances"),
    )
