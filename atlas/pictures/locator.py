"""The locator: where a pole lies in France, or how far from it. One ground a département, and a dot over it."""

from __future__ import annotations

from functools import lru_cache

from atlas.french.typography import printed
from atlas.geo.places import EARTH_RADIUS_KM, Point
from atlas.pictures.ground import document, edge, shores, under, window, words
from atlas.pictures.outlines import Geometry, Line, Vertex, number, path
from atlas.pictures.projection import (
    COLLECTIVITES,
    LOCATOR_HEIGHT,
    LOCATOR_WIDTH,
    OVERSEAS,
    PARIS,
    Frame,
    Globe,
    globe_frame,
    local_extent,
    locator_frame,
    midway,
)
from atlas.pictures.territory import Drawn

_NO_TERRITORY = Drawn()

_SIZES = {
    "far": "stroke-width:8",
    "near": "stroke-width:3.5",
    "net": "stroke-width:.6",
    "seam": "stroke-width:2",
    "line": "stroke-width:.5",
    "reg": "stroke-width:.6",
    "coast": "stroke-width:.8",
    "label": "font-size:13px;text-anchor:middle",
    "way": "stroke-dasharray:2 3",
}


def departement_base(geometry: Geometry, code: str) -> str:
    """The ground of the locator of a département, or of an overseas collectivity."""
    frame = locator_frame(code)
    if code in COLLECTIVITES:
        there = COLLECTIVITES[code]
        body = globe(geometry, frame, there, large=True) + distance(LOCATOR_WIDTH / 2, LOCATOR_HEIGHT - 12, there, 0)
        return document(LOCATOR_WIDTH, LOCATOR_HEIGHT, _SIZES, body + edge(locator_frame("")))
    if code in OVERSEAS:
        body = island(geometry, frame, 1.6, "soft") + _beside(geometry, code)
    else:
        own = path(geometry.sheets[""].union([code], _OWN), frame, _GRAIN)
        body = (
            f'{_ground(geometry, frame)}<use href="#t" class="land"/>'
            f'<path class="tint" d="{_region_path(geometry, frame, geometry.regions[code])}"/>'
            f'<path class="reg" d="{_region_lines(geometry, frame)}"/><use href="#t" class="coast"/>'
            f'<path class="strong outline" d="{own}"/>'
        )
    return document(LOCATOR_WIDTH, LOCATOR_HEIGHT, _SIZES, window(frame, body) + edge(frame))


def locator_picture(base_url: str, label: str, over: str = "") -> str:
    """The locator of a département for its own page, without a dot; or with what lies over it."""
    said = printed(label)
    return (
        f'<svg class="situation-image" viewBox="0 0 {LOCATOR_WIDTH} {LOCATOR_HEIGHT}" role="img" aria-label="{said}">'
        f'<title>{said}</title>{under(base_url, LOCATOR_WIDTH, LOCATOR_HEIGHT)}{over}</svg>'
    )


def situation(
    pole_point: Point,
    code: str,
    approximate: bool,  # noqa: FBT001 (a fact of the pole)
    base_url: str,
    label: str,
    territory: Drawn = _NO_TERRITORY,
) -> str:
    """Where a pole lies, for its page: its département, its territory and a ringed dot, dashed when approximate."""
    x, y = locator_frame(code).project(pole_point)
    place, ring = f'cx="{number(x)}" cy="{number(y)}"', "situation-anneau situation-approchee" if approximate else "situation-anneau"
    dot = (
        f'<circle class="situation-halo" {place} r="7"/><circle class="{ring}" {place} r="7"/>'
        f'<circle class="situation-point" {place} r="2.9"/>'
    )
    return locator_picture(base_url, label, f"{territory.under}{dot}{territory.over}")


_SILHOUETTE, _LINES, _FAR, _OWN, _GRAIN = 42.0, 60.0, 250.0, 9.0, 2


@lru_cache(maxsize=4)
def _ground(geometry: Geometry, frame: Frame) -> str:
    sheet = geometry.sheets[""]
    land = path(sheet.union(sheet.land, _SILHOUETTE), frame, _GRAIN)
    return shores(land, path(sheet.neighbours(_FAR), frame, 5), "")


@lru_cache(maxsize=4)
def _region_lines(geometry: Geometry, frame: Frame) -> str:
    region = geometry.regions
    return path(geometry.sheets[""].borders(lambda a, b: region[a] != region[b], _LINES), frame, _GRAIN)


@lru_cache(maxsize=64)
def _region_path(geometry: Geometry, frame: Frame, region_code: str) -> str:
    return path(geometry.sheets[""].union(geometry.of_region(region_code), _SILHOUETTE), frame, _GRAIN)


# Overseas: the land itself, and a globe that says how far


def island(geometry: Geometry, frame: Frame, grain: float, css_class: str) -> str:
    """An overseas département among its neighbours."""
    code, fineness = frame.code, grain / frame.scale**2
    sheet = geometry.sheets[code]
    shore = shores(path(sheet.union([code], fineness), frame), path(sheet.neighbours(4 * fineness), frame), "")
    return f'{shore}<use href="#t" class="{css_class} outline"/>'


def _beside(geometry: Geometry, code: str) -> str:
    frame = globe_frame(code)
    there = local_extent(OVERSEAS[code])[0].centre
    return globe(geometry, frame, there) + distance(frame.x + frame.width / 2, frame.y + frame.height + 18, there, 15)


def globe(geometry: Geometry, frame: Frame, there: Point, *, large: bool = False) -> str:
    """The globe with the mainland, the way from Paris, and the place it leads to."""
    assert isinstance(frame.plane, Globe)
    globe, sheet = frame.plane, geometry.sheets[""]
    x, y, radius = frame.x + frame.width / 2, frame.y + frame.height / 2, EARTH_RADIUS_KM * frame.scale
    france = [tuple(globe.project(sheet.points[v]) for v in ring) for ring in sheet.union(sheet.land, 400.0)]
    way = path([tuple(globe.project(point) for point in _way(PARIS, there, 4))], frame)
    spot = frame.project(there)
    dot = "" if large else f'<circle class="accent" cx="{number(spot[0])}" cy="{number(spot[1])}" r="3.4"/>'
    return (
        f'<circle class="sea" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'
        f'<path class="net" d="{path(_net(globe), frame)}"/><path class="land coast" d="{path(france, frame)}"/><path class="bar way" d="{way}"/>'
        f'<circle class="edge" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>{dot}'
    )


def _net(globe: Globe) -> list[Line]:
    """Meridians and parallels every 30°, where they are seen."""
    meridians = [[Point(latitude, longitude) for latitude in range(-90, 91, 10)] for longitude in range(-180, 180, 30)]
    parallels = [[Point(latitude, longitude) for longitude in range(-180, 181, 10)] for latitude in range(-60, 61, 30)]
    lines: list[Line] = []
    for line in (*meridians, *parallels):
        run: list[Vertex] = []
        for point in line:
            if globe.sees(point):
                run.append(globe.project(point))
            elif run:
                lines, run = [*lines, tuple(run)], []
        lines += [tuple(run)] if run else []
    return [line for line in lines if len(line) > 1]


def _way(a: Point, b: Point, halvings: int) -> list[Point]:
    """Points of the shortest way."""
    if not halvings:
        return [a, b]
    middle = midway(a, b)
    return _way(a, middle, halvings - 1)[:-1] + _way(middle, b, halvings - 1)


def distance(x: float, y: float, there: Point, leading: float, css_class: str = "label") -> str:
    """How far from Paris, in hundreds of kilometres, on one line or two."""
    far = f"{round(PARIS.distance_km(there), -2):,.0f}".replace(",", "\u202f") + "\u00a0km"
    return words(css_class, x, y, (f"à {far}", "de Paris") if leading else (f"à {far} de Paris",), leading)
