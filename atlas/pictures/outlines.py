"""The outlines behind the pictures: read and projected once, simplified to any fineness, written as SVG paths.

Départements share the very points of their borders. So a union is what remains when the segments that two of them
walk in opposite directions are struck out, a border is what is struck out, and a point dropped from one outline is
dropped from its neighbour's as well: nothing gapes, nothing is drawn twice.
"""

from __future__ import annotations

import heapq
import itertools
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from atlas.geo.places import Point
from atlas.geo.rings import polygons
from atlas.pictures.projection import LAMBERT, OVERSEAS, Frame, Plane, local_extent

Vertex = tuple[float, float]
Line = tuple[Vertex, ...]
Shapes = list[list[list[list[float]]]]


@dataclass(frozen=True, eq=False)
class Sheet:
    """The land of one plane, in kilometres. A ring ends where it starts; `weight` says how much a point matters."""

    land: Mapping[str, tuple[Line, ...]]
    around: tuple[Line, ...]
    weight: Mapping[Vertex, float]
    points: Mapping[Vertex, Point]

    def extent(self, codes: Iterable[str]) -> tuple[float, float, float, float]:
        """West, south, east and north of some départements."""
        points = [vertex for code in codes for ring in self.land[code] for vertex in ring]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def union(self, codes: Iterable[str], fineness: float) -> list[Line]:
        """The rings around some départements taken together; a point under `fineness` km² is left out."""
        return self._simplified(_united(self, frozenset(codes)), fineness)

    def borders(self, keep: Callable[[str, str], bool], fineness: float) -> list[Line]:
        """The lines between two départements, for the pairs of codes that `keep` retains."""
        shared = [(a, b) for a, b, code, other in self._shared if keep(code, other)]
        return [line for line in self._simplified(_chained(shared), fineness) if len(line) > 1]

    def neighbours(self, fineness: float) -> list[Line]:
        """The rings of the land around."""
        return self._simplified(self.around, fineness)

    @cached_property
    def _shared(self) -> list[tuple[Vertex, Vertex, str, str]]:
        owner = {
            pair: code for code, rings in self.land.items() for ring in rings for pair in itertools.pairwise(ring)
        }
        return [
            (*pair, code, other)
            for pair, code in sorted(owner.items())
            if (other := owner.get((pair[1], pair[0]), "")) > code
        ]

    def _simplified(self, lines: Iterable[Line], fineness: float) -> list[Line]:
        kept = []
        for line in lines:
            closed = line[0] == line[-1]
            open_line = line[:-1] if closed else line
            points = tuple(v for v in open_line if self.weight[v] >= fineness)
            if closed and len(points) >= _TRIANGLE:
                kept.append((*points, points[0]))
            elif not closed:
                kept.append(points)
        return kept


@dataclass(frozen=True, eq=False)
class Geometry:
    """All outlines. `sheets` has the mainland under the empty code and one sheet an overseas département."""

    sheets: Mapping[str, Sheet]
    regions: Mapping[str, str]
    names: Mapping[str, str]

    def sheet(self, departement_code: str) -> Sheet:
        """The sheet a département is drawn on."""
        return self.sheets.get(departement_code) or self.sheets[""]

    def of_region(self, region_code: str) -> tuple[str, ...]:
        """The codes of a région's départements."""
        return tuple(code for code, region in self.regions.items() if region == region_code)


_TRIANGLE = 3


@lru_cache(maxsize=256)
def _united(sheet: Sheet, codes: frozenset[str]) -> list[Line]:
    """The rings around some départements, in full."""
    segments = {pair for code in codes for ring in sheet.land[code] for pair in itertools.pairwise(ring)}
    return _chained([(a, b) for a, b in sorted(segments) if (b, a) not in segments])


def load(folder: Path) -> Geometry:
    """Read the outlines of `content/geo` and project them. Takes some 0.3 s: do it once."""
    features = _features(folder / "departements.geojson")
    outlines = {f["properties"]["code"]: polygons(f["geometry"]) for f in features}
    around = [polygons(f["geometry"]) for f in _features(folder / "voisins.geojson")]
    mainland = {code: shapes for code, shapes in outlines.items() if code not in OVERSEAS}
    sheets = {"": _sheet(LAMBERT, mainland, _near(around, 3, 47, 18))}
    for code, box in OVERSEAS.items():
        plane, _ = local_extent(box)
        sheets[code] = _sheet(plane, {code: outlines[code]}, _near(around, box[0], box[1], 15))
    return Geometry(
        sheets,
        {f["properties"]["code"]: f["properties"]["region"] for f in features},
        {f["properties"]["code"]: f["properties"]["nom"] for f in features},
    )


def _near(around: Iterable[Shapes], longitude: float, latitude: float, degrees: float) -> list[Shapes]:
    """The polygons that start within so many degrees of a place."""
    return [
        [p for p in shapes if max(abs(p[0][0][0] - longitude), abs(p[0][0][1] - latitude)) < degrees] for shapes in around
    ]


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def _sheet(plane: Plane, land: Mapping[str, Shapes], around: Iterable[Shapes]) -> Sheet:
    known: dict[tuple[float, float], Vertex] = {}

    def projected(ring: list[list[float]]) -> Line:
        line = []
        for longitude, latitude in ring:
            if (longitude, latitude) not in known:
                known[longitude, latitude] = plane.project(Point(latitude, longitude))
            line.append(known[longitude, latitude])
        return tuple(line)

    here = {code: tuple(projected(ring) for rings in shapes for ring in rings) for code, shapes in sorted(land.items())}
    there = tuple(projected(ring) for shapes in around for rings in shapes for ring in rings)
    weight = _weights(there) | _weights([ring for rings in here.values() for ring in rings])
    points = {vertex: Point(latitude, longitude) for (longitude, latitude), vertex in known.items()}
    return Sheet(here, there, weight, points)


def _weights(rings: Iterable[Line]) -> dict[Vertex, float]:
    """How much each point matters, in km²: the area that goes when it goes (M. Visvalingam & J. Whyatt, 1993).

    Points where borders meet matter without end. The last three points of an island weigh what the island does, so
    that it goes whole.
    """
    links: dict[Vertex, list[Vertex]] = {}
    for ring in rings:
        for a, b in itertools.pairwise(ring):
            for here, there in ((a, b), (b, a)):
                if there not in (linked := links.setdefault(here, [])):
                    linked.append(there)
    weight = {vertex: math.inf for vertex, linked in links.items() if len(linked) != 2}  # noqa: PLR2004 (a way in, a way out)
    heap = [(_area(v, *linked), v) for v, linked in links.items() if v not in weight]
    heapq.heapify(heap)
    heaviest = 0.0
    while heap:
        area, vertex = heapq.heappop(heap)
        if vertex in weight or area != _area(vertex, *links[vertex]):
            continue
        heaviest = max(heaviest, area)
        a, b = links[vertex]
        weight[vertex] = heaviest
        if b in links[a] and a not in weight and b not in weight:
            weight[a] = weight[b] = heaviest
            continue
        for here, there in ((a, b), (b, a)):
            if here not in weight:
                links[here] = [there if v == vertex else v for v in links[here]]
                heapq.heappush(heap, (_area(here, *links[here]), here))
    return weight


def _area(vertex: Vertex, a: Vertex, b: Vertex) -> float:
    return abs((a[0] - vertex[0]) * (b[1] - vertex[1]) - (b[0] - vertex[0]) * (a[1] - vertex[1])) / 2


def _chained(segments: Sequence[tuple[Vertex, Vertex]]) -> list[Line]:
    """Segments joined end to end into lines and rings; a line ends where more than two meet."""
    following: dict[Vertex, list[Vertex]] = {}
    arriving: dict[Vertex, int] = {}
    for a, b in segments:
        following.setdefault(a, []).append(b)
        arriving[b] = arriving.get(b, 0) + 1
    lines = []
    starts = [a for a, ends in following.items() if (len(ends), arriving.get(a, 0)) != (1, 1)]
    for start in (*starts, *following):
        while following.get(start):
            line = [start, following[start].pop(0)]
            while line[-1] != start and arriving[line[-1]] == 1 and len(ahead := following.get(line[-1], [])) == 1:
                line.append(ahead.pop())
            lines.append(tuple(line))
    return lines


# Paths


def path(lines: Iterable[Line], frame: Frame, grain: int = 1) -> str:
    """An SVG path of lines in kilometres, cut to the frame, in relative steps of `grain` tenths of a unit."""
    return placed_path(([frame.place(v) for v in line] for line in lines), frame, grain)


def placed_path(lines: Iterable[list[Vertex]], frame: Frame, grain: int = 1) -> str:
    """The same of lines that are already where they lie in the picture."""
    return "".join(_steps(piece, grain) for line in lines for piece in _cut(line, frame))


def _steps(points: Sequence[Vertex], grain: int) -> str:
    tenths = [(round(x * 10 / grain) * grain, round(y * 10 / grain) * grain) for x, y in points]
    closed = tenths[0] == tenths[-1]
    steps = [
        (x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in itertools.pairwise(tenths) if (x1, y1) != (x2, y2)
    ]
    if len(steps) < (_TRIANGLE if closed else 1):
        return ""
    drawn = steps[:-1] if closed else steps
    return f"M{_pair(*tenths[0])}l{_joined(_pair(*step) for step in drawn)}{'z' if closed else ''}"


def _joined(pairs: Iterable[str]) -> str:
    text = " ".join(pairs)
    return text.replace(" -", "-")


@lru_cache(maxsize=4096)  # small steps come back
def _pair(x: int, y: int) -> str:
    return f"{number(x / 10)} {number(y / 10)}".replace(" -", "-")


def number(value: float) -> str:
    """A number with one decimal at most, as short as SVG allows."""
    text = f"{value:.1f}".removesuffix(".0")
    if text == "-0":
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


_MARGIN = 12.0


def _cut(points: list[Vertex], frame: Frame) -> list[list[Vertex]]:
    """What lies in a frame or just outside of it; of a ring, a ring."""
    west, north = frame.x - _MARGIN, frame.y - _MARGIN
    east, south = frame.x + frame.width + _MARGIN, frame.y + frame.height + _MARGIN
    if all(west <= x <= east and north <= y <= south for x, y in points):
        return [points]
    if points[0] == points[-1]:
        ring = points[:-1]
        for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, north, 1), (1, south, -1)):
            ring = _half(ring, axis, limit, sign)
        return [[*ring, ring[0]]] if len(ring) >= _TRIANGLE else []
    pieces: list[list[Vertex]] = [[]]
    for a, b in itertools.pairwise(points):
        apart = max(a[0], b[0]) < west or min(a[0], b[0]) > east or max(a[1], b[1]) < north or min(a[1], b[1]) > south
        if apart:
            pieces.append([])
        else:
            pieces[-1] = [*(pieces[-1] or [a]), b]
    return [piece for piece in pieces if piece]


def _half(ring: list[Vertex], axis: int, limit: float, sign: int) -> list[Vertex]:
    """A ring cut by one edge of a window (I. Sutherland & G. Hodgman, 1974)."""
    kept: list[Vertex] = []
    for a, b in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        inside_a, inside_b = (a[axis] - limit) * sign >= 0, (b[axis] - limit) * sign >= 0
        if inside_a != inside_b:
            along = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))
        if inside_b:
            kept.append(b)
    return kept
