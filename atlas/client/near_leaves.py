"""« Près de chez moi »: which poles cover a commune, which have their seat around it, and which seats are nearest.

`Nearby.answer` is what the page says, in Python; `atlas/client/near.py` publishes what the browser needs to say the same
(assets/pres/calcul.js is its twin).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from atlas.content.config import Contact
from atlas.geo.places import EARTH_RADIUS_KM, Commune, Point
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole

NEAREST = 5
SEATS_A_FILE = 48
LONGITUDE = 0.7  # a degree of it in France, to one of latitude
DIRECTIONS = ("au nord", "au nord-est", "à l’est", "au sud-est", "au sud", "au sud-ouest", "à l’ouest", "au nord-ouest")
BASINS = {"971": "antilles", "972": "antilles", "973": "antilles", "977": "antilles", "978": "antilles", "974": "indien", "976": "indien"}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Near:
    """A pole, how far its seat is in km, and in which of the eight directions."""

    pole: Pole
    km: float
    direction: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The poles for a commune, each list in the order of the atlas and without those of the lists before it.

    `epci`, `departement` and `region` are those seated there; `near` the nearest of those that do not cover the commune,
    nearest first. `approximate`: the commune has no known point, distances start from its collectivity.
    """

    commune: Commune
    covering: tuple[Pole, ...]
    epci: tuple[Pole, ...]
    departement: tuple[Pole, ...]
    region: tuple[Pole, ...]
    near: tuple[Near, ...]
    approximate: bool
    contacts: tuple[Contact, ...]


def basin(departement: str) -> str:
    """Lands that look to each other before they look to Europe: the West Indies and Guiana, Réunion and Mayotte."""
    return BASINS.get(departement) or (departement if departement.startswith("9") and len(departement) > 2 else "")  # noqa: PLR2004


def land(departement: str) -> str:
    """The land a département lies on; between two of them there is a sea."""
    if departement in ("2A", "2B"):
        return "corse"
    return departement if len(departement) > 2 else ""  # noqa: PLR2004


def direction(start: Point, end: Point) -> str:
    """In which of the eight directions one sets out, in words."""
    a, b, turn = math.radians(start.latitude), math.radians(end.latitude), math.radians(end.longitude - start.longitude)
    bearing = math.atan2(math.sin(turn) * math.cos(b), math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn))
    return DIRECTIONS[math.floor(bearing / (math.pi / 4) + 0.5) % 8]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some poles whose seats lie together, and the box they lie in: south, west, north, east."""

    box: Box
    poles: tuple[Pole, ...]

    def beyond_km(self, point: Point) -> float:
        """No seat of this leaf is nearer than this."""
        south, west, north, east = self.box
        away = max(south - point.latitude, point.latitude - north, 0.0)
        aside = max(west - point.longitude, point.longitude - east, 0.0)
        across = math.asin(min(1.0, math.cos(math.radians(point.latitude)) * math.sin(math.radians(min(aside, 90.0)))))
        return EARTH_RADIUS_KM * max(math.radians(away), across) * (1 - 1e-9)


@dataclass(frozen=True)
class Nearby:
    """The poles of an atlas, arranged to answer."""

    atlas: Atlas

    def answer(self, commune: Commune) -> Answer:
        """What the atlas answers for a commune."""
        atlas, departement = self.atlas, self.atlas.places.departements[commune.departement]
        covering = atlas.covering(commune)
        told = {pole.slug for pole in covering}
        lists = []
        for inside in (
            self.by_epci.get(commune.epci, ()), atlas.seated[departement.code], self.by_region.get(departement.region, ()),
        ):  # fmt: skip
            kept = tuple(pole for pole in inside if pole.slug not in told)
            told.update(pole.slug for pole in kept)
            lists.append(kept)
        point = commune.point or departement.point
        near = self.nearest(point, basin(departement.code), {pole.slug for pole in covering})
        contacts = atlas.config.contacts
        called = tuple(filter(None, (contacts.of_region(departement.region), contacts.national)))
        return Answer(commune, covering, lists[0], lists[1], lists[2], near, commune.point is None, called)

    def nearest(self, point: Point, basin_: str, besides: set[str]) -> tuple[Near, ...]:
        """The nearest seats of a basin: leaves are opened from the nearest on, until the others can hold nothing nearer."""
        found: list[tuple[float, str, Pole]] = []
        for bound, leaf in sorted(((leaf.beyond_km(point), leaf) for leaf in self.leaves.get(basin_, ())), key=lambda pair: pair[0]):
            if len(found) == NEAREST and found[-1][0] < bound:
                break
            found += [(point.distance_km(p.seat.point), p.slug, p) for p in leaf.poles if p.slug not in besides]
            found = sorted(found, key=lambda row: row[:2])[:NEAREST]
        return tuple(Near(pole, km, direction(point, pole.seat.point)) for km, _, pole in found)

    @cached_property
    def leaves(self) -> dict[str, tuple[Leaf, ...]]:
        """The seats by basin, cut in halves until few are left together."""
        basins: dict[str, list[Pole]] = {}
        for pole in self.atlas.poles:
            basins.setdefault(basin(pole.seat.departement.code), []).append(pole)
        return {name: tuple(_halves(poles)) for name, poles in sorted(basins.items())}

    @cached_property
    def by_epci(self) -> dict[str, tuple[Pole, ...]]:
        """The poles by the intercommunalité of their seat."""
        return _grouped((pole.seat.epci.code, pole) for pole in self.atlas.poles if pole.seat.epci)

    @cached_property
    def by_region(self) -> dict[str, tuple[Pole, ...]]:
        """The poles by the région of their seat."""
        return _grouped((pole.seat.region.code, pole) for pole in self.atlas.poles if pole.seat.region)


def _halves(poles: Sequence[Pole]) -> Iterator[Leaf]:
    ys, xs = [p.seat.point.latitude for p in poles], [p.seat.point.longitude for p in poles]
    if len(poles) <= SEATS_A_FILE:
        yield Leaf((min(ys), min(xs), max(ys), max(xs)), tuple(poles))
        return
    tall = max(ys) - min(ys) > LONGITUDE * (max(xs) - min(xs))
    poles = sorted(poles, key=lambda p: (p.seat.point.latitude if tall else p.seat.point.longitude, p.slug))
    yield from _halves(poles[: len(poles) // 2])
    yield from _halves(poles[len(poles) // 2 :])


def _grouped(pairs: Iterable[tuple[str, Pole]]) -> dict[str, tuple[Pole, ...]]:
    found: dict[str, list[Pole]] = {}
    for code, pole in pairs:
        found.setdefault(code, []).append(pole)
    return {code: tuple(poles) for code, poles in found.items()}
