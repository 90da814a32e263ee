"""The territory of a pole in its locator: a light shape at its place, and a magnifier in the corner when it is small."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from atlas.perimeters import GRID, Perimeter, Ring, Vertex
from atlas.pictures.outlines import Line, number, path
from atlas.pictures.projection import COLLECTIVITES, OVERSEAS, Frame, Local, fitted, locator_frame
from atlas.places import EARTH_RADIUS_KM, Point

KM = math.radians(1) * EARTH_RADIUS_KM / GRID
"""One part of a degree of latitude, in kilometres."""

SMALL = 26.0  # picture units: a territory narrower than this is magnified as well
FINE, MOST = 0.8, 260  # the least way between two points of a shape, in picture units; about how many points at most
MAGNIFIER = (5.0, 5.0, 66.0, 66.0)  # in the Channel, where no land of ours lies
_BARS = (1, 2, 5, 10, 20, 50, 100)
_WIDEST_BAR = 26.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """SVG to lay under the dot, and over it; `shown` says whether any of the territory lies in the picture."""

    under: str = ""
    over: str = ""
    shown: bool = False


def drawn(perimeter: Perimeter | None, departement: str, seat: Point) -> Drawn:
    """A territory in the locator of a département; nothing over the globe of a collectivity."""
    if perimeter is None or not perimeter.rings or departement in COLLECTIVITES:
        return Drawn()
    frame = locator_frame(departement)
    shape = _shape(perimeter, frame)
    under = f'<path class="situation-territoire" d="{shape}"/>' if shape else ""
    west, south, east, north = perimeter.box
    small = max((east - west) * math.cos(math.radians(south / GRID)), north - south) * KM * frame.scale < SMALL
    here = departement not in OVERSEAS and _on_the_mainland(perimeter)
    over = _magnified(perimeter, seat) if small and here else ""
    return Drawn(under, over, bool(under or over))


@lru_cache(maxsize=4096)
def _shape(perimeter: Perimeter, frame: Frame) -> str:
    return path((_projected(ring, frame) for ring in _lightened(perimeter.rings, frame.scale)), frame, 2)


def _on_the_mainland(perimeter: Perimeter) -> bool:
    west, south, _, _ = perimeter.box
    return south > 41 * GRID and west > -6 * GRID


def _projected(ring: Sequence[Vertex], frame: Frame) -> Line:
    return tuple(frame.plane.project(Point(y / GRID, x / GRID)) for x, y in ring)


def _lightened(rings: Sequence[Ring], scale: float) -> Iterable[Sequence[Vertex]]:
    """The rings with fewer points, for a picture of so many units a kilometre."""
    apart = max(FINE / scale / KM, sum(map(_length, rings)) / MOST)
    for ring in rings:
        kept = [ring[0]]
        for vertex in ring[1:-1]:
            if abs(vertex[0] - kept[-1][0]) * 0.7 + abs(vertex[1] - kept[-1][1]) >= apart:
                kept.append(vertex)
        yield [*kept, ring[0]]


def _length(ring: Ring) -> float:
    """About how long a ring is, in parts of a degree of latitude."""
    return sum(abs(a[0] - b[0]) * 0.7 + abs(a[1] - b[1]) for a, b in pairwise(ring)) * 0.8


def _magnified(perimeter: Perimeter, seat: Point) -> str:
    """The territory alone in a box, as large as it can be, with its seat where that is near and a bar of kilometres."""
    x, y, width, height = MAGNIFIER
    west, south, east, north = (value / GRID for value in perimeter.box)
    plane = Local(Point((south + north) / 2, (west + east) / 2))
    extent = (*plane.project(Point(south, west)), *plane.project(Point(north, east)))
    frame = fitted("", plane, extent, MAGNIFIER, (6, 15, 6, 6))
    dot_x, dot_y = frame.project(seat)
    dot = f'<circle class="situation-point" cx="{number(dot_x)}" cy="{number(dot_y)}" r="2.4"/>' if frame.holds(dot_x, dot_y, 3) else ""
    bar = max((km for km in _BARS if km * frame.scale <= _WIDEST_BAR), default=_BARS[0])
    return (
        f'<g class="situation-loupe"><rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"/>'
        f'<path class="situation-territoire" d="{_shape(perimeter, frame)}"/>{dot}'
        f'<path class="situation-echelle" d="M{number(x + 6)} {number(y + height - 6)}h{number(bar * frame.scale)}"/>'
        f'<text x="{number(x + 10 + bar * frame.scale)}" y="{number(y + height - 3.5)}">{bar}\u00a0km</text></g>'
    )
