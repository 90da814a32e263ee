"""From degrees to the paper: the projections of the atlas and the frames of its plates.

A *plane* turns a Point into kilometres east and north; a *frame* is a window on a plane with its place in a
picture. Every plate of the same kind keeps the same frames, so that a place is always found at the same spot.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from atlas.geo.places import EARTH_RADIUS_KM, Point

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class Plane(Protocol):
    """A map projection."""

    def project(self, point: Point) -> tuple[float, float]:
        """Kilometres east and north of the projection's origin."""


# RGF93 / Lambert-93 (EPSG:2154), as its legal definition gives it: GRS 80 ellipsoid, standard parallels 44° and
# 49° N, origin 46°30' N 3° E at 700 000 m, 6 600 000 m. The formulas are those of a conformal conic secant to the
# ellipsoid: IGN, note technique NT/G 71 (1995), algorithms ALG0001, ALG0003, ALG0019; the same in J. P. Snyder,
# « Map Projections: A Working Manual » (USGS Professional Paper 1395, 1987), equations 14-15 and 15-1 to 15-11.
_SEMI_MAJOR_KM = 6378.137
_ECCENTRICITY = math.sqrt((2 - 1 / 298.257222101) / 298.257222101)
_PARALLELS, _ORIGIN = (44.0, 49.0), Point(46.5, 3.0)
_FALSE_EAST_KM, _FALSE_NORTH_KM = 700.0, 6600.0


def _isometric(latitude: float) -> float:
    """Isometric latitude on the ellipsoid, from degrees (ALG0001)."""
    sine = math.sin(math.radians(latitude))
    return math.atanh(sine) - _ECCENTRICITY * math.atanh(_ECCENTRICITY * sine)


def _normal(latitude: float) -> float:
    """The radius of the parallel at this latitude, in kilometres."""
    angle = math.radians(latitude)
    return _SEMI_MAJOR_KM * math.cos(angle) / math.sqrt(1 - (_ECCENTRICITY * math.sin(angle)) ** 2)


def _cone() -> tuple[float, float, float]:
    """The cone's exponent, its constant in kilometres and the radius at the origin (ALG0019)."""
    south, north = _PARALLELS
    exponent = math.log(_normal(north) / _normal(south)) / (_isometric(south) - _isometric(north))
    constant = _normal(south) / exponent * math.exp(exponent * _isometric(south))
    return exponent, constant, constant * math.exp(-exponent * _isometric(_ORIGIN.latitude))


EXPONENT, CONSTANT_KM, _ORIGIN_RADIUS_KM = _cone()


@dataclass(frozen=True, slots=True)
class Lambert93:
    """The conformal conic of mainland France and Corsica."""

    def project(self, point: Point) -> tuple[float, float]:
        """Lambert-93 coordinates, in kilometres."""
        radius = CONSTANT_KM * math.exp(-EXPONENT * _isometric(point.latitude))
        angle = EXPONENT * math.radians(point.longitude - _ORIGIN.longitude)
        return (
            _FALSE_EAST_KM + radius * math.sin(angle),
            _FALSE_NORTH_KM + _ORIGIN_RADIUS_KM - radius * math.cos(angle),
        )


_DEGREE_KM = math.radians(1) * EARTH_RADIUS_KM
EARTH = (-EARTH_RADIUS_KM, -EARTH_RADIUS_KM, EARTH_RADIUS_KM, EARTH_RADIUS_KM)  # as a `Globe` shows it


@dataclass(frozen=True, slots=True)
class Local:
    """An equirectangular plane, true along the parallel of its centre: for an island or a small country."""

    centre: Point

    def project(self, point: Point) -> tuple[float, float]:
        """Kilometres east and north of the centre, the date line notwithstanding."""
        east = (point.longitude - self.centre.longitude + 180) % 360 - 180
        north = (point.latitude - self.centre.latitude) * _DEGREE_KM
        return east * _DEGREE_KM * math.cos(math.radians(self.centre.latitude)), north


@dataclass(frozen=True, slots=True)
class Globe:
    """The Earth seen from far above its centre (orthographic; Snyder 1987, equations 20-3 and 20-4)."""

    centre: Point

    def _angles(self, point: Point) -> tuple[float, float, float]:
        return (
            math.radians(self.centre.latitude),
            math.radians(point.latitude),
            math.radians(point.longitude - self.centre.longitude),
        )

    def project(self, point: Point) -> tuple[float, float]:
        """Kilometres east and north of the centre as they are seen."""
        centre, latitude, turn = self._angles(point)
        north = math.cos(centre) * math.sin(latitude) - math.sin(centre) * math.cos(latitude) * math.cos(turn)
        return EARTH_RADIUS_KM * math.cos(latitude) * math.sin(turn), EARTH_RADIUS_KM * north

    def sees(self, point: Point) -> bool:
        """Whether a point is on the near side."""
        centre, latitude, turn = self._angles(point)
        sine = math.sin(centre) * math.sin(latitude)
        return sine + math.cos(centre) * math.cos(latitude) * math.cos(turn) > 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on a plane. `x, y, width, height` is its place in the picture, `west, north` its top left corner in
    kilometres, `scale` in picture units a kilometre.
    """  # noqa: D205 (one sentence a value)

    code: str
    plane: Plane
    x: float
    y: float
    width: float
    height: float
    west: float
    north: float
    scale: float

    def project(self, point: Point) -> tuple[float, float]:
        """Where a point lies in the picture."""
        return self.place(self.plane.project(point))

    def place(self, kilometres: tuple[float, float]) -> tuple[float, float]:
        """Where a place already on the plane lies in the picture."""
        east, north = kilometres
        return self.x + (east - self.west) * self.scale, self.y + (self.north - north) * self.scale

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a place of the picture lies in this frame, `margin` units from its edge at least."""
        return (
            self.x + margin <= x <= self.x + self.width - margin
            and self.y + margin <= y <= self.y + self.height - margin
        )


def fitted(
    code: str, plane: Plane, extent: Box, box: tuple[float, float, float, float], margin: Box = (0, 0, 0, 0)
) -> Frame:
    """The frame with this box (x, y, width, height) where an extent in kilometres is as large as it can be.

    `margin` keeps units free on the left, at the bottom, on the right and at the top.
    """
    x, y, width, height = box
    left, bottom, right, top = margin
    west, south, east, north = extent
    room_x, room_y = width - left - right, height - bottom - top
    scale = min(room_x / (east - west), room_y / (north - south))
    return Frame(
        code, plane, x, y, width, height,
        (west + east) / 2 - (left + room_x / 2) / scale,
        (south + north) / 2 + (top + room_y / 2) / scale,
        scale,
    )  # fmt: skip


def local_extent(box: Box) -> tuple[Local, Box]:
    """The plane around the middle of a box in degrees, and the box on it in kilometres."""
    west, south, east, north = box
    plane = Local(Point((south + north) / 2, (west + east) / 2))
    low, high = plane.project(Point(south, west)), plane.project(Point(north, east))
    return plane, (*low, *high)


LAMBERT = Lambert93()
PARIS = Point(48.8566, 2.3522)

OVERSEAS: Mapping[str, Box] = {
    "971": (-61.81, 15.83, -61.0, 16.52),
    "972": (-61.23, 14.39, -60.81, 14.88),
    "973": (-54.61, 2.11, -51.61, 5.75),
    "974": (55.21, -21.39, 55.84, -20.87),
    "976": (45.01, -13.01, 45.3, -12.63),
}
"""What the insets of the five overseas départements must show, in their order."""

COLLECTIVITES: Mapping[str, Point] = {
    "975": Point(46.95, -56.32),
    "977": Point(17.9, -62.83),
    "978": Point(18.08, -63.06),
    "986": Point(-13.28, -176.2),
    "987": Point(-17.65, -149.45),
    "988": Point(-21.3, 165.5),
}
"""The middle of the overseas collectivities, of whose outlines we have none."""

# The plate of France: one unit a kilometre on the mainland, the five insets in a row below.
FRANCE_WIDTH, MAINLAND_HEIGHT, GAP, INSET_WIDTH, INSET_HEIGHT = 1200, 1112, 14, 228.8, 226
FRANCE_HEIGHT = MAINLAND_HEIGHT + GAP + INSET_HEIGHT
_WEST_KM, _NORTH_KM = 72.0, 7146.0
NAME_BAND = 50
# Boxes of collectivities, drawn only when a pole is there, in the south-west of the sea.
_SLOT = (20.0, 584.0, 208.0, 78.0)
_SLOT_STEP = 86.0

MAINLAND = Frame("", LAMBERT, 0, 0, FRANCE_WIDTH, MAINLAND_HEIGHT, _WEST_KM, _NORTH_KM, 1.0)


def _inset(rank: int, code: str) -> Frame:
    box = (rank * (INSET_WIDTH + GAP), MAINLAND_HEIGHT + GAP, INSET_WIDTH, INSET_HEIGHT)
    return fitted(code, *local_extent(OVERSEAS[code]), box, (16, NAME_BAND, 16, 16))


def _slot(rank: int, code: str) -> Frame:
    """A box without a map: its scale is such that whatever lies there falls on the same spot."""
    x, y, width, height = _SLOT
    scale = 1e-6
    return Frame(
        code, Local(COLLECTIVITES[code]), x, y + rank * _SLOT_STEP, width, height, -36 / scale, height / 2 / scale, scale
    )


FRAMES: Mapping[str, Frame] = (
    {"": MAINLAND}
    | {code: _inset(rank, code) for rank, code in enumerate(OVERSEAS)}
    | {code: _slot(rank, code) for rank, code in enumerate(COLLECTIVITES)}
)
"""The frames of the plate of France: the mainland under the empty code, then the insets."""


def frame_of(departement_code: str, point: Point) -> Frame:
    """The frame of the plate of France where a point of this département belongs.

    A code that has no inset means the mainland, unless the point itself lies in an inset.
    """
    if departement_code:
        return FRAMES.get(departement_code, MAINLAND)
    return next((f for code in OVERSEAS if (f := FRAMES[code]).holds(*f.project(point))), MAINLAND)


# The locator of a département: the plate of France at a quarter, or an overseas territory beside a small globe.
LOCATOR_WIDTH, LOCATOR_HEIGHT = 300, 276
_GLOBE_SMALL, _GLOBE_LARGE = (222.0, 12.0, 68.0, 68.0), (38.0, 12.0, 224.0, 224.0)
_LOCATOR = Frame("", LAMBERT, 0, 0, LOCATOR_WIDTH, LOCATOR_HEIGHT, _WEST_KM, _NORTH_KM - 1, 0.25)


def midway(a: Point, b: Point) -> Point:
    """The middle of the shortest way between two points of the globe."""
    x, y, z = map(sum, zip(a.on_sphere, b.on_sphere, strict=True))
    return Point(math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)))


def globe_frame(code: str, *, large: bool = False) -> Frame:
    """A globe that shows Paris and an overseas territory at once."""
    there = COLLECTIVITES.get(code) or local_extent(OVERSEAS[code])[0].centre
    return fitted(code, Globe(midway(PARIS, there)), EARTH, _GLOBE_LARGE if large else _GLOBE_SMALL)


@cache
def locator_frame(departement_code: str) -> Frame:
    """The frame of the locator of a département; of a collectivity, its globe."""
    if departement_code in COLLECTIVITES:
        return globe_frame(departement_code, large=True)
    if departement_code in OVERSEAS:
        whole = (0.0, 0.0, float(LOCATOR_WIDTH), float(LOCATOR_HEIGHT))
        return fitted(departement_code, *local_extent(OVERSEAS[departement_code]), whole, (16, 22, 84, 22))
    return _LOCATOR
