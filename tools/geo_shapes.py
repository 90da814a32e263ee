"""Shape work behind derive_geo.py: coverages, simplification, points and GeoJSON (needs shapely 2.2)."""

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

Shapes = dict[str, BaseGeometry]
Json = Any  # whatever a JSON file holds

KM_PER_DEGREE = 111.32
GUYANE = "973"
MAINLAND_LATITUDE = 46.5  # one scale for the whole mainland, so that its borders stay shared
GAP_WIDTH = 0.005  # degrees: slivers between communes narrower than this are closed
SMALLEST_ISLET = 0.2  # km², in the outlines of the départements
OVERSEAS_FINER = 3  # how many times finer their tolerance is overseas
OUTLINE_DECIMALS = 4

# Extents (west, south, east, north) of the neighbouring land, the smallest islet kept there, in km².
FRAMES = (
    ((-12.0, 39.0, 17.5, 54.5), 16.0),  # Europe
    ((-64.0, 12.0, -59.3, 18.5), 5.0),  # Lesser Antilles
    ((-60.0, -1.0, -48.0, 8.5), 50.0),  # around Guyane
    ((42.0, -26.0, 58.0, -11.0), 100.0),  # Indian Ocean
)
TOWN_HALL_REACH = 0.005  # degrees, about half a kilometre: farther from its commune is a mistake
NEIGHBOUR_TOLERANCE = 0.012
ISLAND_TOLERANCE = 0.004  # degrees, for land made of small islands
ISLANDS = ("258", "540", "666", "876")  # collectivités that no frame reaches, kept whole with every islet
RING = 3  # the fewest different points of a ring
NOT_NEIGHBOURS = {"250", "260", "242"}  # France, its southern lands, and Fiji, drawn across the whole map


def is_overseas(code: str) -> bool:
    """Tell the overseas départements, 971 to 976, by their code."""
    return code.startswith("97")


def parts(shape: BaseGeometry) -> list[Polygon]:
    """Return the polygons of a shape, its lines and points left out."""
    found: list[Polygon] = []
    for part in shapely.get_parts(shape):
        if isinstance(part, Polygon):
            if not part.is_empty:
                found.append(part)
        elif hasattr(part, "geoms"):
            found.extend(parts(part))
    return found


def assemble(polygons: list[Polygon]) -> BaseGeometry:
    """Return one polygon alone, several as a MultiPolygon."""
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def area_km2(shape: BaseGeometry, latitude: float | None = None) -> float:
    """Return an area in km², good to one per cent for land the size of a département."""
    if latitude is None:
        latitude = shape.centroid.y
    return shape.area * KM_PER_DEGREE**2 * math.cos(math.radians(latitude))


def drop_islets(shape: BaseGeometry, smallest: float, latitude: float | None = None) -> BaseGeometry:
    """Leave out the polygons under a number of km², but never the largest one."""
    every = parts(shape)
    kept = [part for part in every if area_km2(part, latitude) >= smallest]
    return assemble(kept or [max(every, key=lambda part: part.area)])


def stretch(shape: BaseGeometry, factor: float) -> BaseGeometry:
    """Multiply the longitudes of a shape."""
    return shapely.transform(shape, lambda points: points * [factor, 1.0])


def round_shape(shape: BaseGeometry, decimals: int) -> BaseGeometry:
    """Round the coordinates and drop the vertices that become doubles of the one before."""
    rounded = shapely.transform(shape, lambda points: points.round(decimals))
    return shapely.remove_repeated_points(rounded)


def union(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    """Join shapes whose common edges match exactly, as the output of a coverage does."""
    return shapely.coverage_union_all(list(shapes))


def clean(shapes: Shapes) -> Shapes:
    """Mend the small gaps and overlaps between neighbours, so that their edges match exactly."""
    return dict(zip(shapes, shapely.coverage_clean(list(shapes.values()), gap_width=GAP_WIDTH), strict=True))


def simplify(shapes: Shapes, tolerance: float) -> Shapes:
    """Simplify départements as coverages: the mainland in one piece, each overseas one alone.

    The tolerance is finer overseas, where land is small, except in Guyane.
    """
    mainland = [code for code in shapes if not is_overseas(code)]
    overseas = [[code] for code in shapes if is_overseas(code)]
    done: Shapes = {}
    for group in [mainland, *overseas]:
        latitude = MAINLAND_LATITUDE if len(group) > 1 else shapes[group[0]].centroid.y
        factor = math.cos(math.radians(latitude))
        small = is_overseas(group[0]) and group[0] != GUYANE
        step = tolerance / OVERSEAS_FINER if small else tolerance
        kept = [stretch(drop_islets(shapes[code], SMALLEST_ISLET, latitude), factor) for code in group]
        for code, thin in zip(group, shapely.coverage_simplify(kept, step), strict=True):
            done[code] = round_shape(stretch(thin, 1 / factor), OUTLINE_DECIMALS)
    return {code: done[code] for code in sorted(done)}


def inner_point(shape: BaseGeometry) -> Point:
    """Return the centroid where it lies inside, else some point inside."""
    centre = shape.centroid
    return centre if shape.contains(centre) else shape.representative_point()


def main_point(shape: BaseGeometry) -> Point:
    """Return a point inside the largest polygon of a shape."""
    return inner_point(max(parts(shape), key=lambda part: part.area))


def place_point(shape: BaseGeometry, town_hall: Point | None) -> Point:
    """Return the town hall when it lies in the commune or near it, else an inner point."""
    if town_hall is not None and not town_hall.is_empty and shape.distance(town_hall) <= TOWN_HALL_REACH:
        return town_hall
    return inner_point(shape)


def decode_world(topology: Mapping[str, Json], tolerance: float = 0.0) -> Shapes:
    """Decode the countries of a TopoJSON file, each arc simplified once so that borders stay shared."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(list(shapely.LineString(line).simplify(tolerance).coords) if tolerance else line)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in numbers:
            line = arcs[number] if number >= 0 else arcs[~number][::-1]
            points.extend(line[1:] if points else line)
        return points

    countries: Shapes = {}
    for item in topology["objects"]["countries"]["geometries"]:
        if "id" not in item or item.get("type") not in ("Polygon", "MultiPolygon"):
            continue
        faces = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        rings = [[points for points in map(ring, face) if len(set(points)) >= RING] for face in faces]
        whole = MultiPolygon([Polygon(face[0], face[1:]) for face in rings if face])
        countries[item["id"]] = whole if whole.is_valid else shapely.make_valid(whole)
    return countries


def neighbours(topology: Mapping[str, Json]) -> Shapes:
    """Return the land around metropolitan and overseas France and the far collectivités, by ISO number."""
    found: dict[str, list[Polygon]] = {}
    for code, shape in decode_world(topology, NEIGHBOUR_TOLERANCE).items():
        for frame, smallest in FRAMES:
            for part in parts(shapely.intersection(shape, shapely.box(*frame))):
                if code not in NOT_NEIGHBOURS and area_km2(part) >= smallest:
                    found.setdefault(code, []).append(part)
    islands = decode_world(topology, ISLAND_TOLERANCE)
    found |= {code: parts(islands[code]) for code in ISLANDS}
    return {code: assemble(parts(shapely.set_precision(assemble(found[code]), 0.001))) for code in sorted(found)}


def write_geojson(path: Path, shapes: Shapes, labels: Mapping[str, Mapping[str, str]], decimals: int) -> int:
    """Write one feature a line, exterior rings counterclockwise (RFC 7946); return the bytes written."""

    def listed(value: Json) -> Json:
        if isinstance(value, (list, tuple)):
            return [listed(item) for item in value]
        return round(value, decimals)

    lines = []
    for code, shape in shapes.items():
        if not shape.is_valid:
            raise ValueError(f"{path.name}: {code} is not a valid shape")
        turned = shapely.orient_polygons(shape, exterior_cw=False).__geo_interface__
        geometry = {"type": turned["type"], "coordinates": listed(turned["coordinates"])}
        feature = {"type": "Feature", "properties": dict(labels[code]), "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    return path.write_bytes(text.encode("utf-8"))
