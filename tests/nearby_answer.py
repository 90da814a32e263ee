"""What « Près de chez moi » answers for a commune, in Python and by measuring everything: what the browser is held against."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from atlas.client.near import MANY
from atlas.client.near_leaves import Nearby, basin
from atlas.geo.places import Commune, Point
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole

NEAREST = 5
DIRECTIONS = ("au nord", "au nord-est", "à l’est", "au sud-est", "au sud", "au sud-ouest", "à l’ouest", "au nord-ouest")


@dataclass(frozen=True, slots=True)
class Near:
    """A pole, how far its seat is in km, and in which of the eight directions."""

    pole: Pole
    km: float
    direction: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The poles for a commune, each list in the order of the atlas and without those of the lists before it.

    `touching` reach its département without known limits; `epci`, `departement` and `region` are those seated there; `near` the
    nearest known seats of those that do not cover the commune, nearest first; `apart` those that no source seats, and that no
    list has told yet.
    """

    covering: tuple[Pole, ...]
    epci: tuple[Pole, ...]
    touching: tuple[Pole, ...]
    departement: tuple[Pole, ...]
    region: tuple[Pole, ...]
    near: tuple[Near, ...]
    apart: tuple[Pole, ...]


def land(departement: str) -> str:
    """The land a département lies on; between two of them there is a sea."""
    if departement in ("2A", "2B"):
        return "corse"
    return departement if len(departement) > 2 else ""


def direction(start: Point, end: Point) -> str:
    """In which of the eight directions one sets out, in words."""
    a, b, turn = math.radians(start.latitude), math.radians(end.latitude), math.radians(end.longitude - start.longitude)
    bearing = math.atan2(math.sin(turn) * math.cos(b), math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn))
    return DIRECTIONS[math.floor(bearing / (math.pi / 4) + 0.5) % 8]


def covering(atlas: Atlas, commune: Commune) -> tuple[Pole, ...]:
    """The poles whose territory contains this commune, by its own name or by what contains it."""
    region = atlas.places.departements[commune.departement].region
    codes = (commune.code, commune.epci, commune.departement, f"R{region}")
    found = {pole.slug: pole for code in codes for pole in atlas.covered.get(code, ())}
    return tuple(sorted(found.values(), key=lambda pole: atlas.rank[pole.slug]))


@dataclass(frozen=True)
class Answers:
    """The answers of an atlas."""

    atlas: Atlas

    @cached_property
    def nearby(self) -> Nearby:
        """The poles by where they stand."""
        return Nearby(self.atlas)

    def of(self, commune: Commune, point: Point | None = None) -> Answer:
        """What the atlas answers for a commune, or from a point of it."""
        atlas, nearby, departement = self.atlas, self.nearby, self.atlas.places.departements[commune.departement]
        whole, of_epci = covering(atlas, commune), nearby.by_epci.get(commune.epci, ())
        told = {pole.slug for pole in whole}
        named, lists = set(told), []
        for inside in (of_epci, atlas.touching[departement.code], atlas.seated[departement.code], nearby.by_region.get(departement.region, ())):
            kept = tuple(pole for pole in inside if pole.slug not in told)
            short = len(inside) <= MANY  # more are counted, and nobody is named
            if short or inside is not atlas.touching[departement.code]:
                told.update(pole.slug for pole in kept)
            if short or inside is of_epci:
                named.update(pole.slug for pole in kept)
            lists.append(kept)
        start = point or commune.point or departement.point
        measured = self._measured(start, departement.code)
        known = [row for row in measured if not row[2].seat.approximate and row[2] not in whole][:NEAREST]
        reach = known[-1][0] if len(known) == NEAREST else math.inf
        apart = [pole for km, slug, pole in measured if pole.seat.approximate and km <= reach and slug not in named][:NEAREST]
        near = tuple(Near(pole, km, direction(start, pole.seat.point)) for km, _, pole in known)
        return Answer(whole, lists[0], lists[1], lists[2], lists[3], near, tuple(apart))

    def _measured(self, start: Point, departement: str) -> list[tuple[float, str, Pole]]:
        inside: Iterable[Pole] = (pole for pole in self.atlas.poles if basin(pole.seat.departement.code) == basin(departement))
        return sorted(((start.distance_km(pole.seat.point), pole.slug, pole) for pole in inside), key=lambda row: row[:2])
