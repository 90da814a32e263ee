"""The ground of the map that one moves, as small as a slow line needs: land, borders and neighbours; and, apart, the names to write on it.

Lines are texts: `x,y,` in steps of a degree, then two signs a step, east and north, the ASCII code less 81, as in `content/geo/contours`.
A border lies once between two pieces of land: it is neither sent nor drawn twice. `assets/carte/fond.js` reads the ground, which the map
waits for; `noms.js` reads the names, once the map is there and near enough to bear them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from atlas.geo.derived import rows, tree
from atlas.geo.places import Places, Point
from atlas.geo.rings import centroid, polygons
from atlas.machine.compact import compact_line
from atlas.pictures.outlines import Geometry, Line, Sheet

FOND, NAMES = "fond.json", "noms.json"
FINE, COARSE = 250, 100  # steps a degree: at home, abroad
LAND, BORDER, ABROAD, OVERSEAS_FINER = 2.0, 2.5, 20.0, 6  # the area in km² under which a point is left out; Guyane as the mainland
COUNTRIES = {"975": "666", "977": "652", "978": "663", "986": "876", "987": "258", "988": "540"}  # INSEE, ISO
GUYANE = "973"
CITIES = (200_000, 100_000, 50_000)  # inhabitants, from how many a town is written, from far to near; a seat of a département always is
TOWNS = (20_000, 10_000, 1_500)  # likewise for those that a file for each région holds, read only from near
_REACH = 45  # steps that one sign can tell
_MIDDLE = 81


def towns_file(region: str) -> str:
    """The name of the file of a région's smaller towns."""
    return f"villes-{region}.json"


def drawn(geometry: Geometry, places: Places) -> Iterator[tuple[str, str]]:
    """The ground, the names of places, then the smaller towns of each région."""
    seats = {row[3] for row in rows(places.folder / "departements.csv", 6)}
    capitals = {row[2] for row in rows(places.folder / "regions.csv", 3)}
    cities: list[list[object]] = [[] for _ in CITIES]
    towns: dict[str, list[list[object]]] = {code: [[] for _ in TOWNS] for code in places.regions}
    communes = [c for code in places.rows if (c := places.commune(code)) and c.point]
    for commune in sorted(communes, key=lambda c: (-c.population, c.code)):
        assert commune.point is not None
        told = [commune.nom, round(commune.point.latitude, 3), round(commune.point.longitude, 3)]
        rank = sum(commune.population < size for size in CITIES)
        if commune.code in seats:
            rank = min(rank, 1 if commune.code in capitals else 2)
        if rank < len(CITIES):
            cities[rank].append(told)
        elif commune.population >= TOWNS[-1]:
            towns[places.departements[commune.departement].region][sum(commune.population < size for size in TOWNS)].append(told)
    yield FOND, compact_line(_ground(geometry, places))
    yield NAMES, compact_line({
        "regions": [[region.nom, *_middle(geometry, code), code, _box(geometry, code)] for code, region in places.regions.items()],
        "departements": [[d.nom, round(d.point.latitude, 2), round(d.point.longitude, 2)] for d in places.departements.values()],
        "villes": cities,
    })
    for code, lists in towns.items():
        yield towns_file(code), compact_line(lists)


def _ground(geometry: Geometry, places: Places) -> dict[str, object]:
    far = {f["properties"]["code"]: polygons(f["geometry"]) for f in tree(places.folder / "voisins.geojson")["features"]}
    isles = {code: [[Point(y, x) for x, y in ring[0]] for ring in far[country]] for code, country in COUNTRIES.items() if country in far}
    ours = {(line[0].latitude, line[0].longitude) for lines in isles.values() for line in lines}
    land, inner, outer, abroad = {}, [], [], {}
    for code, sheet in geometry.sheets.items():
        finer = 1 if code in ("", GUYANE) else OVERSEAS_FINER
        land[code or "hexagone"] = _lines(sheet, sheet.union(sheet.land, LAND / finer))
        inner += _lines(sheet, sheet.borders(lambda a, b: geometry.regions[a] == geometry.regions[b], BORDER))
        outer += _lines(sheet, sheet.borders(lambda a, b: geometry.regions[a] != geometry.regions[b], BORDER))
        for line in sheet.neighbours(ABROAD / finer):
            points = [sheet.points[vertex] for vertex in line]
            if not any((p.latitude, p.longitude) in ours for p in points):
                abroad[_first(points)] = points  # two sheets may show the same shore
    for code, isle in isles.items():
        land[code] = _joined(isle, FINE)
    return {
        "pas": [FINE, COARSE],
        "terres": list(land.items()),
        "departements": inner,
        "regions": outer,
        "voisins": _joined(abroad.values(), COARSE),
        "noms": {code: places.departements[code].nom for code in land if code in places.departements},
    }


def _first(points: Sequence[Point]) -> tuple[float, float]:
    """What tells one ring from another, wherever it begins."""
    return min((p.longitude, p.latitude) for p in points)


def _lines(sheet: Sheet, lines: Iterable[Line]) -> list[str]:
    return _joined(([sheet.points[vertex] for vertex in line] for line in lines), FINE)


def _joined(lines: Iterable[Sequence[Point]], steps: int) -> list[str]:
    return [text for line in lines if (text := written(line, steps))]


def written(line: Sequence[Point], steps: int) -> str:
    """A line as a text; nothing when it does not leave its first step."""
    places = [(round(p.longitude * steps), round(p.latitude * steps)) for p in line]
    signs = "".join(sign for (a, b), (c, d) in pairwise(places) for sign in _signs(c - a, d - b))
    return "{},{},".format(*places[0]) + signs if signs else ""


def _signs(east: int, north: int) -> Iterator[str]:
    """One step, in as many as it takes."""
    parts = -(-max(abs(east), abs(north)) // _REACH)
    for part in range(parts):
        for length in (east, north):
            yield chr(_MIDDLE + round(length * (part + 1) / parts) - round(length * part / parts))


def _middle(geometry: Geometry, region: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of the largest land of a région."""
    codes = geometry.of_region(region)
    sheet = geometry.sheet(codes[0])
    rings = ([(point.longitude, point.latitude) for point in map(sheet.points.__getitem__, line)] for line in sheet.union(codes, LAND))
    longitude, latitude, _ = max(map(centroid, rings), key=lambda found: abs(found[2]))
    return round(latitude, 2), round(longitude, 2)


def _box(geometry: Geometry, region: str) -> list[float]:
    """West, south, east, north of a région, in degrees."""
    codes = geometry.of_region(region)
    sheet = geometry.sheet(codes[0])
    points = [sheet.points[v] for code in codes for ring in sheet.land[code] for v in ring]
    xs, ys = [p.longitude for p in points], [p.latitude for p in points]
    return [round(side, 2) for side in (min(xs), min(ys), max(xs), max(ys))]
