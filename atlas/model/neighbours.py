"""Which known seats are nearest to a point, without measuring every pole: a grid searched ring by ring.

A pole known only by its département is never measured; it is told apart, without distance.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable
from dataclasses import dataclass

from atlas.geo.places import Point
from atlas.model.pole import Pole

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


# A pole and where it stands on a sphere of radius 1: the cosine of the angle between two points is three products, greatest
# for the nearest, and tells them apart to ten centimetres.
Stand = tuple[float, float, float, Pole]


@dataclass(frozen=True, slots=True)
class Index:
    """Poles by zone and by cell, `scale` cells to a degree; zones of few poles have no cells: all are measured.

    `seatless` are the poles whose seat no source gives, by zone and département; no other list has them.
    """

    scale: int
    cells: dict[tuple[str, int, int], list[Stand]]
    small: dict[str, list[Stand]]
    seatless: dict[str, dict[str, list[Pole]]]

    def apart(self, point: Point, zone_: str, km: float, besides: Container[str] = ()) -> tuple[Pole, ...]:
        """The poles without a known seat of the départements whose middle is no farther than `km`, nearest département first."""
        around = ((point.distance_km(poles[0].seat.point), code, poles) for code, poles in self.seatless.get(zone_, {}).items())
        near = sorted(row for row in around if row[0] <= km)
        return tuple(pole for _, _, poles in near for pole in poles if pole.slug not in besides)

    def nearest(self, point: Point, zone_: str, count: int, besides: Container[str] = ()) -> tuple[Neighbour, ...]:
        """The `count` nearest known seats of a zone, nearest first, without the poles of these addresses."""
        if zone_ in self.small:
            found = _measured(point.on_sphere, self.small[zone_], besides)
        else:
            found = self._search(point, zone_, count, besides)
        found.sort(key=lambda cosine_pole: (-cosine_pole[0], cosine_pole[1].slug))
        return tuple(Neighbour(pole, point.distance_km(pole.seat.point)) for _, pole in found[:count])

    def _search(self, point: Point, zone_: str, count: int, besides: Container[str]) -> list[tuple[float, Pole]]:
        row, column = math.floor(point.latitude * self.scale), math.floor(point.longitude * self.scale)
        here = point.on_sphere
        found: list[tuple[float, Pole]] = []
        narrow = math.radians(math.cos(math.radians(min(abs(point.latitude) + 1, 89)))) / self.scale
        for ring in range(FARTHEST_DEGREES * self.scale + 1):
            found += _measured(here, self._ring(zone_, row, column, ring), besides)
            # Whatever lies in farther rings is at least `ring` whole cells away.
            certain = math.cos(min(ring * narrow, math.pi))
            if len(found) >= count and sum(cosine >= certain for cosine, _ in found) >= count:
                break
        return found

    def _ring(self, zone_: str, row: int, column: int, ring: int) -> Iterable[Stand]:
        span = range(-ring, ring + 1)
        edge = ((dy, dx) for dy in span for dx in (span if abs(dy) == ring else (-ring, ring) if ring else (0,)))
        return (stand for dy, dx in edge for stand in self.cells.get((zone_, row + dy, column + dx), ()))


def index(poles: Iterable[Pole]) -> Index:
    """Index poles by where they stand; the more poles, the smaller the cells, so that a search always meets as many."""
    zones: dict[str, list[Pole]] = {}
    seatless: dict[str, dict[str, list[Pole]]] = {}
    for pole in poles:
        code = pole.seat.departement.code
        if pole.seat.approximate:
            seatless.setdefault(zone(code), {}).setdefault(code, []).append(pole)
        else:
            zones.setdefault(zone(code), []).append(pole)
    scale = max(1, math.isqrt(max(map(len, zones.values()), default=0) // POLES_A_DEGREE))
    cells: dict[tuple[str, int, int], list[Stand]] = {}
    small: dict[str, list[Stand]] = {}
    for name, inside in zones.items():
        stands = [(*pole.seat.point.on_sphere, pole) for pole in inside]
        if len(inside) <= FEW:
            small[name] = stands
            continue
        for stand in stands:
            point = stand[3].seat.point
            key = (name, math.floor(point.latitude * scale), math.floor(point.longitude * scale))
            cells.setdefault(key, []).append(stand)
    return Index(scale, cells, small, seatless)


def _measured(here: tuple[float, float, float], stands: Iterable[Stand], besides: Container[str]) -> list[tuple[float, Pole]]:
    x, y, z = here
    return [(x * a + y * b + z * c, pole) for a, b, c, pole in stands if pole.slug not in besides]
