"""The map of a brief: one territory and what lies around it, the territories of its poles, and their seats by name.

Made for paper, of lines alone: a brief is printed in black, and no ground is asked for. What a record does not know is not drawn: a pole
without a known seat has no dot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atlas.french.typography import printed
from atlas.geo.perimeters import GRID, Perimeter
from atlas.geo.places import Point
from atlas.pictures.labels import Box
from atlas.pictures.outlines import number, placed_path
from atlas.pictures.projection import Frame, Local, fitted
from atlas.pictures.territory import light

WIDTH, HEIGHT = 260.0, 190.0
_FAR = 100.0  # kilometres from the middle: a seat beyond does not widen the map
_OWN, _OTHERS = 140, 70  # points of the outline, and of each one around it or over it
_LETTER, _WIDE, _DOT = 12.0, 6.2, 3.6  # the height of a line, the width of a letter, the radius of a dot
_LONGEST = 26  # letters of a name
_BARS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Seat:
    """A known seat; `here` says whether it belongs to the brief, or is only near."""

    nom: str
    point: Point
    here: bool


def local_map(place: Perimeter, beside: Iterable[Perimeter], over: Iterable[Perimeter], seats: Sequence[Seat], label: str) -> str:
    """The picture: `place` with what is `beside` it, what lies `over` it, and seats."""
    frame = _frame(place, seats)
    dots = [(seat, *frame.project(seat.point)) for seat in seats]
    dots = [(seat, x, y) for seat, x, y in dots if frame.holds(x, y, _DOT + 1)]
    dots.sort(key=lambda dot: dot[0].here)
    grid = _Grid.of(frame, place)
    around = "".join(f'<path class="local-limite" d="{line}"/>' for other in beside if grid.meets(other) and (line := grid.line(other, _OTHERS)))
    lands = "".join(f'<path class="local-territoire" d="{line}"/>' for land in over if (line := grid.line(land, _OTHERS)))
    marks = "".join(f'<circle class="{"local-siege" if seat.here else "local-siege local-voisin"}" cx="{number(x)}" cy="{number(y)}" r="{_DOT}"/>' for seat, x, y in dots)
    said = printed(label)
    return (
        f'<svg class="local-image" viewBox="0 0 {number(WIDTH)} {number(HEIGHT)}" role="img" aria-label="{said}"><title>{said}</title>'
        f'{around}<path class="local-lieu" d="{grid.line(place, _OWN)}"/>{lands}{marks}{_names(frame, dots)}{_bar(frame)}'
        f'<rect class="local-bord" x=".5" y=".5" width="{number(WIDTH - 1)}" height="{number(HEIGHT - 1)}"/></svg>'
    )


def _frame(place: Perimeter, seats: Sequence[Seat]) -> Frame:
    """The territory as large as it can be, with the seats that are not far from its middle."""
    west, south, east, north = (side / GRID for side in place.box)
    middle = Point((south + north) / 2, (west + east) / 2)
    plane = Local(middle)
    near = [plane.project(seat.point) for seat in seats if middle.distance_km(seat.point) <= _FAR]
    xs, ys = zip(plane.project(Point(south, west)), plane.project(Point(north, east)), *near, strict=True)
    return fitted("", plane, (min(xs), min(ys), max(xs), max(ys)), (0, 0, WIDTH, HEIGHT), (16, 16, 16, 16))


@dataclass(frozen=True, slots=True)
class _Grid:
    """The grid of outlines as it lies in the picture. Degrees are even steps there: no point of an outline is projected by itself."""

    frame: Frame
    x: float
    y: float
    right: float
    down: float

    @classmethod
    def of(cls, frame: Frame, place: Perimeter) -> _Grid:
        """The grid, from two corners around a place."""
        west, south, east, north = place.box
        (x1, y1), (x2, y2) = frame.project(Point(south / GRID, west / GRID)), frame.project(Point(north / GRID, east / GRID))
        right, down = (x2 - x1) / (east - west), (y2 - y1) / (north - south)
        return cls(frame, x1 - west * right, y1 - south * down, right, down)

    def line(self, perimeter: Perimeter, most: int) -> str:
        """An outline, by about so many points."""
        x0, y0, right, down = self.x, self.y, self.right, self.down
        return placed_path(([(x0 + x * right, y0 + y * down) for x, y in ring] for ring in light(perimeter, most)), self.frame, 5)

    def meets(self, other: Perimeter) -> bool:
        """Whether an outline may lie in the picture."""
        west, south, east, north = other.box
        across = self.x + west * self.right < WIDTH and self.x + east * self.right > 0
        return across and self.y + north * self.down < HEIGHT and self.y + south * self.down > 0


def _names(frame: Frame, dots: Sequence[tuple[Seat, float, float]]) -> str:
    """The names that find room beside their dot, those of here first."""
    taken = [Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for _, x, y in dots]
    taken.append(Box(0, HEIGHT - 18, 80, HEIGHT))  # the bar
    written = ""
    for seat, x, y in sorted(dots, key=lambda dot: not dot[0].here):
        name = _short(seat.nom)
        wide = len(name) * _WIDE
        for anchor, left, baseline in (
            ("start", x + _DOT + 2.5, y + _LETTER / 3), ("end", x - _DOT - 2.5 - wide, y + _LETTER / 3),
            ("middle", x - wide / 2, y - _DOT - 3), ("middle", x - wide / 2, y + _DOT + _LETTER),
        ):  # fmt: skip
            box = Box(left, baseline - _LETTER * 0.8, left + wide, baseline + _LETTER * 0.25)
            if frame.holds(box.left, box.top, 3) and frame.holds(box.right, box.bottom, 3) and not any(box.meets(other) for other in taken):
                taken.append(box)
                at = {"start": left, "end": left + wide, "middle": x}[anchor]
                css_class = "local-nom" if seat.here else "local-nom local-voisin"
                written += f'<text class="{css_class}" x="{number(at)}" y="{number(baseline)}" text-anchor="{anchor}">{printed(name)}</text>'
                break
    return written


def _short(name: str) -> str:
    """What a name is called by, before its long form."""
    short = name.split(" – ", maxsplit=1)[0].split(" (", maxsplit=1)[0]
    return short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1].rsplit(' ', 1)[0]}…"


def _bar(frame: Frame) -> str:
    kilometres = max((km for km in _BARS if km * frame.scale <= WIDTH / 5), default=_BARS[0])
    length = kilometres * frame.scale
    return (
        f'<path class="local-echelle" d="M6 {number(HEIGHT - 10)}v4h{number(length)}v-4"/>'
        f'<text class="local-nom local-voisin" x="{number(length + 10)}" y="{number(HEIGHT - 5)}">{kilometres}\u00a0km</text>'
    )
