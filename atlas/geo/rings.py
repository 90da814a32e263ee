"""Outlines as rings: closed lists of [longitude, latitude] in degrees, as GeoJSON has them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Ring = list[list[float]]


def polygons(geometry: dict[str, object]) -> list[list[Ring]]:
    """The polygons of a GeoJSON Polygon or MultiPolygon, each a list of rings."""
    coordinates: list = geometry["coordinates"]  # type: ignore[type-arg, assignment]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def contains(rings: list[Ring], latitude: float, longitude: float) -> bool:
    """Even-odd rule over all rings, holes included."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            crosses = (y1 > latitude) != (y2 > latitude)
            if crosses and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def centroid(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """The centre of gravity of a closed ring, and its area, negative when it turns clockwise."""
    doubled = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        doubled, x, y = doubled + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return x / (3 * doubled), y / (3 * doubled), doubled / 2


def edge_distance(ring: Ring, latitude: float, longitude: float, degree: float) -> float:
    """Distance to the nearest edge, in the unit of `degree`, the length of one of latitude; on a plane local to the point: exact enough near it."""
    kx = degree * math.cos(math.radians(latitude))
    local = [((x - longitude) * kx, (y - latitude) * degree) for x, y in ring]
    return min(_to_segment(a, b) for a, b in pairwise(local))


def _to_segment(a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, -(a[0] * dx + a[1] * dy) / length)) if length else 0.0
    return math.hypot(a[0] + along * dx, a[1] + along * dy)
