"""What the pages of territories and sectors share: counted links, indexes, and the tools they are made with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from atlas import urls
from atlas.french.folding import slug
from atlas.french.typography import plural
from atlas.geo.perimeters import Territory
from atlas.geo.places import Departement, Point, Region
from atlas.model.atlas import Atlas
from atlas.model.intercommunalites import Part, Touch
from atlas.model.neighbours import Index, zone
from atlas.model.pole import Pole
from atlas.pages.around import Around, Nearest, nearest
from atlas.pages.data import Entry, Link, departement_link
from atlas.pages.note import FARTHEST, Told
from atlas.pages.tools import Pictures

NEAREST = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A link with the number of poles behind it."""

    lien: Link
    poles: int
    code: str = ""
    icone: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A list of territories or sectors."""

    titre: str
    chapo: str
    lignes: tuple[Counted, ...]
    groupes: tuple[tuple[Counted, tuple[Counted, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class TerritoryTools:
    """What these pages are made with: the index of neighbours, the pictures, every pole as a list shows it."""

    everywhere: Index
    pictures: Pictures
    entries: dict[str, Entry]
    told: dict[str, Told]
    touched: dict[str, Touch]
    epci: dict[str, tuple[Counted, ...]]

    def of(self, poles: Iterable[Pole]) -> tuple[Entry, ...]:
        """These poles as a list shows them."""
        return tuple(self.entries[pole.slug] for pole in poles)

    def brief(self, *poles: Pole) -> tuple[Told, ...]:
        """These poles as a brief tells them."""
        return tuple(self.told[pole.slug] for pole in poles)

    def around(self, point: Point, departement: str, here: Iterable[Pole]) -> Nearest:
        """The nearest poles that are not already `here`."""
        return nearest(self.everywhere, point, departement, NEAREST, {pole.slug for pole in here})

    def map_of(self, atlas: Atlas, place: Territory, here: Sequence[Pole], near: Nearest, label: str) -> Markup:
        """The map that a brief prints: nothing where we hold no outline."""
        outline = atlas.perimeters.of(place)
        if outline is None or not outline.written:
            return Markup()
        own = {departement.code for departement in place.departements}
        beside = (found for code, found in atlas.perimeters.departements.items() if code not in own)
        close = (neighbour.pole for neighbour in near.known)
        return self.pictures.brief(outline, beside, here, close, atlas.perimeters, label)


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands at a place and around it, and what is counted there: all that its page takes from where the poles of the atlas are.

    `seated` have their seat there, `known` reach it, `parts` cover a part of it, `loose` reach it too, but no source says how far;
    `overseas` are told where nobody is here nor near. `departements` and `epci` are the places in it, each with its poles.
    """

    seated: Sequence[Pole]
    known: Sequence[Pole]
    loose: Sequence[Pole]
    parts: Sequence[Part] = ()
    near: Nearest = field(default_factory=Nearest)
    overseas: Sequence[Pole] = ()
    departements: tuple[Counted, ...] = ()
    epci: tuple[Counted, ...] = ()

    def plainly(self) -> str:
        """The same in words that tell it from another; the order of those whom a page puts in the order of the atlas is not in it.

        Nor are the départements: all who are counted there have their seat here.
        """
        of_atlas = (sorted(pole.slug for pole in poles) for poles in (self.seated, self.known, self.loose))
        parts = sorted((part.pole.slug, part.words) for part in self.parts)
        near, others = [(n.pole.slug, n.km) for n in self.near.known], [pole.slug for pole in (*self.near.apart, *self.overseas)]
        return repr((*of_atlas, parts, near, others, self.epci))


def overseas(atlas: Atlas, departement: Departement) -> list[Pole]:
    """Who acts overseas too, nearest first, for a land without a pole: an ocean away, hence without kilometres, but of a like situation."""
    seats = [pole for pole in atlas.poles if zone(pole.seat.departement.code) != zone("")]
    seats.sort(key=lambda pole: (departement.point.distance_km(pole.seat.point), pole.slug))
    return seats[:FARTHEST]


def by_name(poles: Iterable[Pole]) -> list[Pole]:
    """Poles in alphabetical order."""
    return sorted(poles, key=lambda p: slug(p.nom))


def in_region(atlas: Atlas, region: Region) -> tuple[list[Departement], list[Pole], list[Pole]]:
    """The départements of a région, the poles seated there, and those that only reach it."""
    departements = atlas.places.inside(region)
    seated = {p.slug: p for d in departements for p in atlas.seated[d.code]}
    reaching = {p.slug: p for d in departements for p in atlas.reaching[d.code] if p.slug not in seated}
    return departements, by_name(seated.values()), by_name(reaching.values())


def count_departement(atlas: Atlas, departement: Departement) -> Counted:
    """A département with the number of poles seated there."""
    return Counted(departement_link(departement), len(atlas.seated[departement.code]), departement.code)


def answer(here: int, also: int, near: Around) -> str:
    """The sentence that answers: how many poles have their seat here, how many reach here, how far the nearest known seat is."""
    if here:
        said = f"{plural(here, 'pôle a son siège', 'pôles ont leur siège')} ici"
        return f"{said}, et {plural(also, 'autre pôle s’étend', 'autres pôles s’étendent')} jusqu’ici." if also else f"{said}."
    if also:
        return f"Aucun pôle connu n’a son siège ici, mais {plural(also, 'pôle s’étend', 'pôles s’étendent')} jusqu’ici."
    if near.proches:
        return f"L’atlas ne connaît encore aucun pôle ici. Le siège connu le plus proche est à {near.proches[0].distance}."
    return "L’atlas ne connaît encore aucun pôle ici." if near else "L’atlas ne connaît encore aucun pôle de ce côté des mers."


def epci_by_departement(atlas: Atlas, touched: dict[str, Touch]) -> dict[str, tuple[Counted, ...]]:
    """The intercommunalités that a pole touches, by the départements they have communes in, and by name there."""
    found: dict[str, list[Counted]] = {}
    for siren in sorted(touched, key=lambda siren: slug(atlas.places.epci[siren].nom)):
        counted = Counted(Link(urls.epci(siren), atlas.places.epci[siren].nom), len(touched[siren].seated))
        for code in atlas.places.epci_facts[siren].communes:
            found.setdefault(code, []).append(counted)
    return {code: tuple(inside) for code, inside in found.items()}
