"""The territory of a pole in its locator: a light shape at its place, and a magnifier in the corner when it is small."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from atlas.geo.perimeters import GRID, Perimeter, Ring, Vertex
from atlas.geo.places import EARTH_RADIUS_KM, Point
from atlas.pictures.outlines import number, path
from atlas.pictures.projection import COLLECTIVITES, OVERSEAS, Frame, fitted, local_extent, locator_frame

KM = math.radians(1) * EARTH_RADIUS_KM / GRID
"""One part of a degree of latitude, in kilometres."""

SMALL = 26.0  # picture units: a territory narrower than this is magnified as well
FINE, MOST = 0.8, 260  # the least way between two points of a shape, in picture units; about how many points at most
MAGNIFIER = (4.0, 4.0, 64.0, 61.0)  # in the Channel, where no land of ours lies
_BARS = (1, 2, 5, 10, 20, 50, 100)
_WIDEST_BAR = 26.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """SVG to lay under the dot, and over it; `shown` says whether any of the territory lies in the picture."""

    under: str = ""
    over: str = ""
    shown: bool = False


def drawn(perimeter: Perimeter | None, departement: str, seat: Point | None) -> Drawn:
    """A territory in the locator of a département, and its exact seat; nothing over the globe of a collectivity."""
    if perimeter is None or not perimeter.written or departement in COLLECTIVITES:
        return Drawn()
    frame = locator_frame(departement)
    if departement in OVERSEAS or not _small(perimeter, frame):
        shape = _shape(perimeter, frame)
        return Drawn(f'<path class="situation-territoire" d="{shape}"/>', "", shown=True) if shape else Drawn()
    under = (
        f'<defs><path id="territoire" vector-effect="non-scaling-stroke" d="{_steps(perimeter)}"/></defs>'
        f"{_use(perimeter, frame)}"
    )
    return Drawn(under, _magnified(perimeter, seat), shown=True)


@lru_cache(maxsize=4096)
def _small(perimeter: Perimeter, frame: Frame) -> bool:
    """Whether a territory lies on the mainland and is narrow there; Corsica is the southernmost, Ouessant the last west."""
    west, south, east, north = perimeter.box
    here = south > 41 * GRID and west > -6 * GRID and east < 10 * GRID
    return here and max((east - west) * math.cos(math.radians(south / GRID)), north - south) * KM * frame.scale < SMALL


@lru_cache(maxsize=4096)
def _shape(perimeter: Perimeter, frame: Frame) -> str:
    """A territory as a path of the picture."""
    lines = (
        tuple(frame.plane.project(Point(y / GRID, x / GRID)) for x, y in ring)
        for ring in _lightened(perimeter.rings, FINE / frame.scale / KM, MOST)
    )
    return path(lines, frame, 2)


@lru_cache(maxsize=4096)
def _steps(perimeter: Perimeter) -> str:
    """A small territory as a path in parts of a degree, from the south-west of its box: the picture's scale is left to `_use`."""
    west, south, _, _ = perimeter.box
    text = ""
    for ring in _lightened(perimeter.rings, 0, MOST):
        steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring[:-1]))
        text += f"M{ring[0][0] - west} {ring[0][1] - south}l{steps}z"
    return text.replace(" -", "-")


def _use(perimeter: Perimeter, frame: Frame) -> str:
    """The small territory in a frame, whose projection is as good as linear over a hundred kilometres."""
    west, south, east, north = (value / GRID for value in perimeter.box)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    (x1, y1), (x2, y2) = frame.project(Point(middle_y, west)), frame.project(Point(middle_y, east))
    (x3, y3), (x4, y4) = frame.project(Point(south, middle_x)), frame.project(Point(north, middle_x))
    a, b = (x2 - x1) / (east - west) / GRID, (y2 - y1) / (east - west) / GRID
    c, d = (x4 - x3) / (north - south) / GRID, (y4 - y3) / (north - south) / GRID
    e = (x1 + x2) / 2 - ((x2 - x1) + (x4 - x3)) / 2
    f = (y1 + y2) / 2 - ((y2 - y1) + (y4 - y3)) / 2
    return f'<use href="#territoire" class="situation-territoire" transform="matrix({a:.4g} {b:.4g} {c:.4g} {d:.4g} {e:.4g} {f:.4g})"/>'


@lru_cache(maxsize=256)  # those around come back on the next page, and weigh much
def light(perimeter: Perimeter, most: int) -> tuple[Sequence[Vertex], ...]:
    """The outline of a territory by about so many points, the same in whatever frame."""
    return tuple(_lightened(perimeter.rings, 0, most))


def _lightened(rings: Sequence[Ring], apart: float, most: int) -> Iterable[Sequence[Vertex]]:
    """The rings with fewer points: those so far from one another, in parts of a degree, and about so many in all."""
    if sum(map(len, rings)) > most:
        apart = max(apart, sum(map(_length, rings)) / most)
    for ring in rings:
        kept = [ring[0]]
        for vertex in ring[1:-1]:
            if abs(vertex[0] - kept[-1][0]) * 0.7 + abs(vertex[1] - kept[-1][1]) >= apart:
                kept.append(vertex)
        if len(kept) > 2:  # noqa: PLR2004 (a triangle at least)
            yield [*kept, ring[0]]


def _length(ring: Ring) -> float:
    """About how long a ring is, in parts of a degree of latitude."""
    return sum(abs(a[0] - b[0]) * 0.7 + abs(a[1] - b[1]) for a, b in pairwise(ring)) * 0.8


def _magnified(perimeter: Perimeter, seat: Point | None) -> str:
    """The territory alone in a box, as large as it can be, with its seat where that is near and a bar of kilometres."""
    x, y, width, height = MAGNIFIER
    west, south, east, north = (value / GRID for value in perimeter.box)
    frame = fitted("", *local_extent((west, south, east, north)), MAGNIFIER, (6, 15, 6, 6))
    bar = max((km for km in _BARS if km * frame.scale <= _WIDEST_BAR), default=_BARS[0])
    return (
        f'<g class="situation-loupe"><rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"/>'
        f"{_use(perimeter, frame)}{_dot(frame, seat) if seat else ''}"
        f'<path class="situation-echelle" d="M{number(x + 6)} {number(y + height - 6)}h{number(bar * frame.scale)}"/>'
        f'<text x="{number(x + 10 + bar * frame.scale)}" y="{number(y + height - 3.5)}">{bar}\u00a0km</text></g>'
    )


def _dot(frame: Frame, seat: Point) -> str:
    x, y = frame.project(seat)
    return f'<circle class="situation-point" cx="{number(x)}" cy="{number(y)}" r="2.4"/>' if frame.holds(x, y, 3) else ""
