"""Which poles are nearest to a point, without measuring every pole: a grid searched ring by ring."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.model import Pole
from atlas.places import Point

KM_PER_DEGREE = 111.19
FARTHEST_DEGREES = 12  # beyond some 1,000 km nothing is « near »
POLES_A_DEGREE = 150  # in a zone: cells then hold a handful each
FEW = 24  # fewer poles are measured sooner than looked for


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
    """Poles by zone and by cell, `scale` cells to a degree; zones of few poles have no cells: all are measured."""

    scale: int
    cells: dict[tuple[str, int, int], tuple[Pole, ...]]
    small: dict[str, tuple[Pole, ...]]

    def nearest(self, point: Point, zone_: str, count: int, besides: str = "") -> tuple[Neighbour, ...]:
        """The `count` nearest poles of a zone, nearest first, without the pole of slug `besides`."""
        if zone_ in self.small:
            found = _measured(point, self.small[zone_], besides)
        else:
            found = self._search(point, zone_, count, besides)
        found.sort(key=lambda n: (n.km, n.pole.slug))
        return tuple(found[:count])

    def _search(self, point: Point, zone_: str, count: int, besides: str) -> list[Neighbour]:
        row, column = math.floor(point.latitude * self.scale), math.floor(point.longitude * self.scale)
        found: list[Neighbour] = []
        narrow = KM_PER_DEGREE * math.cos(math.radians(min(abs(point.latitude) + 1, 89))) / self.scale
        for ring in range(FARTHEST_DEGREES * self.scale + 1):
            found += _measured(point, self._ring(zone_, row, column, ring), besides)
            # Whatever lies in farther rings is at least `ring` whole cells away.
            if len(found) >= count and sum(n.km <= ring * narrow for n in found) >= count:
                break
        return found

    def _ring(self, zone_: str, row: int, column: int, ring: int) -> Iterable[Pole]:
        span = range(-ring, ring + 1)
        edge = ((dy, dx) for dy in span for dx in (span if abs(dy) == ring else (-ring, ring) if ring else (0,)))
        return (p for dy, dx in edge for p in self.cells.get((zone_, row + dy, column + dx), ()))


def index(poles: Iterable[Pole]) -> Index:
    """Index poles by where they stand; the more poles, the smaller the cells, so that a search always meets as many."""
    zones: dict[str, list[Pole]] = {}
    for pole in poles:
        zones.setdefault(zone(pole.seat.departement.code), []).append(pole)
    scale = max(1, math.isqrt(max(map(len, zones.values()), default=0) // POLES_A_DEGREE))
    cells: dict[tuple[str, int, int], list[Pole]] = {}
    for name, inside in zones.items():
        if len(inside) > FEW:
            for pole in inside:
                point = pole.seat.point
                key = (name, math.floor(point.latitude * scale), math.floor(point.longitude * scale))
                cells.setdefault(key, []).append(pole)
    small = {name: tuple(inside) for name, inside in zones.items() if len(inside) <= FEW}
    return Index(scale, {key: tuple(inside) for key, inside in cells.items()}, small)


def _measured(point: Point, poles: Iterable[Pole], besides: str) -> list[Neighbour]:
    return [Neighbour(pole, point.distance_km(pole.seat.point)) for pole in poles if pole.slug != besides]
