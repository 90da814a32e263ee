"""Which poles are nearest to a point, without measuring every pole: a grid of one degree, searched ring by ring."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.model import Pole
from atlas.places import Point

KM_PER_DEGREE = 111.19
FARTHEST_CELLS = 12  # beyond some 1,000 km nothing is « near »


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A pole and its distance in kilometres."""

    pole: Pole
    km: float


def zone(departement: str) -> str:
    """The piece of land a département lies on: a distance across an ocean helps nobody."""
    return departement if departement.startswith(("97", "98")) else "metropole"


@dataclass(frozen=True, slots=True)
class Index:
    """Poles by zone and by cell of one degree."""

    cells: dict[tuple[str, int, int], tuple[Pole, ...]]

    def nearest(self, point: Point, zone_: str, count: int, besides: str = "") -> tuple[Neighbour, ...]:
        """The `count` nearest poles of a zone, nearest first, without the pole of slug `besides`."""
        row, column = math.floor(point.latitude), math.floor(point.longitude)
        found: list[Neighbour] = []
        narrow = KM_PER_DEGREE * math.cos(math.radians(min(abs(point.latitude) + 1, 89)))
        for ring in range(FARTHEST_CELLS + 1):
            found += [
                Neighbour(pole, point.distance_km(pole.seat.point))
                for pole in self._ring(zone_, row, column, ring)
                if pole.slug != besides
            ]
            # Whatever lies in farther rings is at least `ring` whole cells away.
            if len([n for n in found if n.km <= ring * narrow]) >= count:
                break
        found.sort(key=lambda n: (n.km, n.pole.slug))
        return tuple(found[:count])

    def _ring(self, zone_: str, row: int, column: int, ring: int) -> Iterable[Pole]:
        span = range(-ring, ring + 1)
        edge = ((dy, dx) for dy in span for dx in (span if abs(dy) == ring else (-ring, ring) if ring else (0,)))
        return (p for dy, dx in edge for p in self.cells.get((zone_, row + dy, column + dx), ()))


def index(poles: Iterable[Pole]) -> Index:
    """Index poles by where they stand."""
    cells: dict[tuple[str, int, int], list[Pole]] = {}
    for pole in poles:
        point = pole.seat.point
        key = (zone(pole.seat.departement.code), math.floor(point.latitude), math.floor(point.longitude))
        cells.setdefault(key, []).append(pole)
    return Index({key: tuple(poles) for key, poles in cells.items()})
