"""Whether coordinates lie in France, and in the département they are given for."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.reading import Reading
from atlas.french.typography import kilometres
from atlas.geo.places import Departement, Places, Point
from atlas.problems.report import Problem

TOLERANCE_KM = 5.0  # outlines are simplified, and a place may stand on a pier
FAR_KM = 100_000.0  # farther than anything on Earth
BOX_MARGIN = 2.0  # degrees around the box of a collectivity, beyond which its distance does not matter
POLE = 90.0


def coordinates_are_in_place(reading: Reading, context: Context) -> Iterator[Problem]:
    """Coordinates lie in the département (or at most 5 km outside), else at least in France, else the fix may be a swap."""
    own = reading.get("coordonnees") or {}
    latitude, longitude = own.get("latitude"), own.get("longitude")
    if latitude is None or longitude is None:
        return
    places = context.places
    point = Point(float(latitude), float(longitude))
    departement = places.departement_named(reading.get("departement") or "")
    away = _distance_km(places, departement, point) if departement else FAR_KM
    if away <= TOLERANCE_KM:
        return
    around, distance = _nearest(places, point)
    if distance <= TOLERANCE_KM and not departement:
        return
    variant, better = _correction(places, point, departement)
    if distance > TOLERANCE_KM:
        yield reading.tell(("coordonnees",), f"hors-de-france{variant}", latitude=latitude, longitude=longitude, **better)
    elif departement:
        yield reading.tell(
            ("coordonnees",), f"hors-du-departement{variant}", latitude=latitude, longitude=longitude,
            distance=kilometres(away), departement=departement.nom, autre=around.nom, **better,
        )  # fmt: skip


def _distance_km(places: Places, departement: Departement, point: Point) -> float:
    if abs(point.latitude) > POLE:
        return FAR_KM
    if departement.box:
        west, south, east, north = departement.box
        inside = south - BOX_MARGIN <= point.latitude <= north + BOX_MARGIN
        if not inside or not west - BOX_MARGIN <= point.longitude <= east + BOX_MARGIN:
            return FAR_KM
    return places.departement_distance_km(departement, point)


def _nearest(places: Places, point: Point) -> tuple[Departement, float]:
    distances = ((d, _distance_km(places, d, point)) for d in places.departements.values())
    return min(distances, key=lambda found: found[1])


def _correction(places: Places, point: Point, departement: Departement | None) -> tuple[str, dict[str, float]]:
    """The usual slips, latitude and longitude swapped or the sign of the longitude forgotten: their variant and blanks."""
    for other, slip in (
        (Point(point.longitude, point.latitude), "/interverties"),
        (Point(point.latitude, -point.longitude), "/signe"),
    ):
        distance = _distance_km(places, departement, other) if departement else _nearest(places, other)[1]
        if distance <= TOLERANCE_KM:
            return slip, {"nouvelle_latitude": other.latitude, "nouvelle_longitude": other.longitude}
    return "", {}
