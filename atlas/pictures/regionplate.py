"""The plate of a région: its land, the land around quiet, where it lies in France; over it, its départements named and its poles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from atlas.french.typography import printed
from atlas.pictures import regionnames as names
from atlas.pictures.ground import document, edge, scale_bar, shores, under, window
from atlas.pictures.locator import distance, globe, island
from atlas.pictures.marks import HALO, Dot, links, placed, radius_for
from atlas.pictures.outlines import Geometry, path
from atlas.pictures.projection import (
    EARTH,
    LAMBERT,
    LOCATOR_WIDTH,
    OVERSEAS,
    Box,
    Frame,
    fitted,
    globe_frame,
    local_extent,
    locator_frame,
)
from atlas.pictures.regionnames import Ways

_SIZES = {
    "far": "stroke-width:22",
    "near": "stroke-width:9",
    "seam": "stroke-width:4",
    "dep": "stroke-width:1.5",
    "reg": "stroke-width:1.2",
    "edge": "stroke-width:1.6",
    "outline": "stroke-width:2.2",
    "bar": "stroke-width:1.8",
    "way": "stroke-width:1.4;stroke-dasharray:3 4",
    "name": "font-size:22px;text-anchor:middle",
    "label": "font-size:20px",
}

REGION_WIDTH, REGION_HEIGHT = 800, 700
_CORNER_WIDTH, _CORNER_HEIGHT, _CORNER_MARGIN = 150, 138, 14


@dataclass(frozen=True, slots=True)
class Extent:
    """What a région's frame depends on: one of its départements, and its extent in kilometres on their plane."""

    departement: str
    box: Box


def region_extent(geometry: Geometry, code: str) -> Extent:
    """The extent of a région."""
    departements = geometry.of_region(code)
    return Extent(departements[0], geometry.sheet(departements[0]).extent(departements))


def region_frame(extent: Extent) -> Frame:
    """The frame of a région's plate: the région as large as it can be."""
    whole = (0.0, 0.0, float(REGION_WIDTH), float(REGION_HEIGHT))
    name = extent.departement if extent.departement in OVERSEAS else ""
    plane = local_extent(OVERSEAS[name])[0] if name else LAMBERT
    margin = (40.0, 40.0, 40.0 + (_CORNER_WIDTH if name else 0), 40.0)
    return fitted(name, plane, extent.box, whole, margin)


def region_base(geometry: Geometry, code: str) -> str:
    """The ground of a région's plate: its départements, the land around quiet, and where it lies in France."""
    frame = region_frame(region_extent(geometry, code))
    if frame.code:
        x = REGION_WIDTH - _CORNER_WIDTH - _CORNER_MARGIN
        there = local_extent(OVERSEAS[frame.code])[0].centre
        sphere = fitted(frame.code, globe_frame(frame.code).plane, EARTH, (x, _CORNER_MARGIN, _CORNER_WIDTH, _CORNER_WIDTH))
        said = distance(x + _CORNER_WIDTH / 2, _CORNER_MARGIN + _CORNER_WIDTH + 30, there, 25, "name")
        corner = f"{globe(geometry, sphere, there)}{said}"
        body = island(geometry, frame, 0.8, "land")
    else:
        body, corner = _region_body(geometry, frame, code), _corner(geometry, frame, code)
    length = max((km for km in (5, 10, 20, 50, 100) if km * frame.scale <= REGION_WIDTH / 5), default=5)
    bar = scale_bar(28, REGION_HEIGHT - 26, length, frame, 10)
    return document(REGION_WIDTH, REGION_HEIGHT, _SIZES, window(frame, body + bar + corner) + edge(frame))


def departement_names(geometry: Geometry, code: str) -> tuple[Ways, ...]:
    """For each département of a région of the mainland, the ways to write its name on the plate, the best first."""
    frame = region_frame(region_extent(geometry, code))
    return () if frame.code else tuple(names.ways(geometry, frame, departement) for departement in geometry.of_region(code))


def region_picture(frame: Frame, dots: Sequence[Dot], base_url: str, label: str = "Carte de la région", named: Sequence[Ways] = ()) -> str:
    """A région's plate for its page: its départements named where no dot stands, and every pole a link.

    Dots of other régions fall where they fall, or are left out.
    """
    there = placed([(frame, dot) for dot in dots if frame.holds(*frame.project(dot.point))])
    radius = radius_for(len(there))
    discs = [(at.x, at.y, radius * (HALO if at.dot.approximate else 1)) for at in there]
    return (
        f'<svg class="region-image" viewBox="0 0 {REGION_WIDTH} {REGION_HEIGHT}" role="group" aria-label="{printed(label)}">'
        f'{under(base_url, REGION_WIDTH, REGION_HEIGHT)}'
        f'<g class="noms-departements" aria-hidden="true">{names.written(named, discs)}</g>{links(there)}</svg>'
    )


def _region_body(geometry: Geometry, frame: Frame, code: str) -> str:
    sheet, region = geometry.sheets[""], geometry.regions
    grain = 1 / frame.scale**2
    land = path(sheet.union(sheet.land, 3 * grain), frame, 2)
    own = path(sheet.union(geometry.of_region(code), 2 * grain), frame, 2)
    inner = path(sheet.borders(lambda a, b: region[a] == region[b] == code, 2 * grain), frame, 2)
    outer = path(sheet.borders(lambda a, b: region[a] != region[b] and code not in {region[a], region[b]}, 4 * grain), frame, 2)
    return (
        f"{shores(land, path(sheet.neighbours(8 * grain), frame, 2), '')}"
        f'<defs><path id="o" d="{own}"/></defs><use href="#t" class="beside"/><path class="dep" d="{outer}"/><use href="#t" class="reg"/>'
        f'<use href="#o" class="land"/><path class="dep" d="{inner}"/><use href="#o" class="outline"/>'
    )


def _corner(geometry: Geometry, frame: Frame, code: str) -> str:
    """France in small with the région in it, in the corner where it hides least."""
    right, bottom = REGION_WIDTH - _CORNER_WIDTH - _CORNER_MARGIN, REGION_HEIGHT - _CORNER_HEIGHT - _CORNER_MARGIN
    outline = [frame.place(v) for ring in geometry.sheets[""].union(geometry.of_region(code), 1.0) for v in ring]
    x, y = min(
        ((x, y) for y in (_CORNER_MARGIN, bottom) for x in (right, _CORNER_MARGIN)),
        key=lambda c: sum(c[0] - 8 < a < c[0] + _CORNER_WIDTH + 8 and c[1] - 8 < b < c[1] + _CORNER_HEIGHT + 8 for a, b in outline),
    )
    whole = locator_frame("")
    small = Frame("", LAMBERT, x, y, _CORNER_WIDTH, _CORNER_HEIGHT, whole.west, whole.north, _CORNER_WIDTH / LOCATOR_WIDTH * whole.scale)
    sheet = geometry.sheets[""]
    france = path(sheet.union(sheet.land, 120.0), small)
    here = path(sheet.union(geometry.of_region(code), 120.0), small)
    body = f'<path class="land coast" d="{france}"/><path class="accent" d="{here}"/>'
    return window(small, body) + edge(small)
