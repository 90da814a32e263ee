"""Names on the plate of France: régions in a calm second voice, poles beside their dots, none over another.

What is near is written near; what finds no room beside its dot stands off and is joined to it by a line; what finds none
at all stays a dot, whose link still says its name. Room decides, never a rank. A plate of many poles names régions alone.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from atlas.geo.places import Point
from atlas.pictures.projection import FRAMES, MAINLAND, NAME_BAND, Frame

CROWDED, MOST_NAMED = 60, 120
"""Beyond, names stay near their dots; then a plate names régions alone: few names among many dots would be a choice of ours."""

NAME, REGION, REGION_LARGE = 23.0, 19.0, 38.0
"""Letters in units of the plate: of a pole, of a région, of a région on a narrow screen. `assets/coque/image.css` says the same."""

LEADING = 1.08
"""From a line to the next, in letters."""

_SPACING = 2.6  # between the capitals of a région
_PAD = 4.0
_APART = 6.0  # from another pole's dot, and twice that when no line says whose name it is
_LONGEST, _TALLEST = 24, 3  # characters in a line, lines

Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the plate."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share any room."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The place of this rectangle nearest to a place."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def grown(self, by: float) -> Box:
        """This rectangle with a margin."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Label:
    """Words that found room: their lines, how they are set, the room they take, and the line to their dot if any."""

    lines: tuple[str, ...]
    anchor: str
    x: float
    baseline: float
    box: Box
    leader: Segment | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot that wants its name: its frame, its place, its radius with what is around it, and the whole name."""

    frame: Frame
    x: float
    y: float
    radius: float
    nom: str


# Widths of letters in a serif rather wide (Georgia), so that no other one overflows: of an em.
_NARROW, _WIDE, _LETTER, _CAPITAL = frozenset("iîïjlft’'.,!()-– I"), frozenset("mwMWœŒæÆ&"), 0.54, 0.72


@lru_cache(maxsize=2048)
def width(text: str, letter: float, spacing: float = 0.0) -> float:
    """How wide a text is at most when set in letters of this size."""
    ems = sum(
        0.34 if c in _NARROW else 0.92 if c in _WIDE else _CAPITAL if c.isupper() else _LETTER for c in text
    )
    return ems * letter + spacing * len(text)


def forms(nom: str) -> tuple[tuple[str, ...], ...]:
    """The ways to write a pole's name on a plate: what stands before a dash, its lines as even as can be.

    The fewest lines first; empty when the name is too long for a plate.
    """
    words = nom.split(" – ", maxsplit=1)[0].split(" ")
    ways = [_evenest(words, count) for count in range(1, min(_TALLEST, len(words)) + 1)]
    fit = [way for way in ways if max(map(len, way)) <= _LONGEST]
    return tuple(fit if fit and len(fit[0][0]) > _SHORT else fit[:1])


_SHORT = 12  # characters: a name that needs no second line


def _evenest(words: Sequence[str], count: int) -> tuple[str, ...]:
    """Words on this many lines, the longest as short as can be."""
    cuts = itertools.combinations(range(1, len(words)), count - 1)
    ways = (tuple(" ".join(words[a:b]) for a, b in itertools.pairwise((0, *cut, len(words)))) for cut in cuts)
    return min(ways, key=lambda way: max(map(len, way)))


# Where a région may be named: the middle, and how far east or west, north or south its name may move for the dots.
_REGIONS: tuple[tuple[tuple[str, ...], Point, float, float], ...] = (
    (("Auvergne-", "Rhône-Alpes"), Point(45.45, 4.1), 120, 60),
    (("Bourgogne-", "Franche-Comté"), Point(47.2, 4.75), 100, 70),
    (("Bretagne",), Point(48.2, -2.95), 75, 24),
    (("Centre-", "Val de Loire"), Point(47.5, 1.65), 70, 90),
    (("Corse",), Point(42.2, 9.1), 10, 60),
    (("Grand Est",), Point(48.65, 5.4), 110, 60),
    (("Hauts-", "de-France"), Point(49.9, 2.85), 50, 55),
    (("Île-de-", "France"), Point(48.7, 2.5), 24, 20),
    (("Normandie",), Point(49.0, 0.2), 90, 24),
    (("Nouvelle-", "Aquitaine"), Point(45.2, 0.3), 70, 130),
    (("Occitanie",), Point(43.75, 2.1), 130, 50),
    (("Pays de", "la Loire"), Point(47.55, -0.6), 70, 60),
    (("Provence-", "Alpes-", "Côte d’Azur"), Point(44.05, 6.15), 60, 60),
)
OVERSEAS_NAMES = {"971": "Guadeloupe", "972": "Martinique", "973": "Guyane", "974": "La Réunion", "976": "Mayotte"}
"""Those of the insets, named at their foot."""

_STEPS = sorted(itertools.product((0, -0.33, 0.33, -0.66, 0.66, -1, 1), repeat=2), key=lambda s: (s[0] ** 2 + s[1] ** 2, s))


def region_labels(taken: Sequence[Box], letter: float = REGION) -> list[Label]:
    """The names of the régions, each as near the middle of its own as these rectangles allow; some find no room."""
    spacing = _SPACING if letter == REGION else 0.0
    found: list[Label] = []
    for lines, point, east, south in _REGIONS:
        x, y = MAINLAND.project(point)
        shown = tuple(line.upper() for line in lines) if spacing else lines
        room = _set(shown, "middle", x, y, letter, spacing).box
        room = Box(room.left - east, room.top - south, room.right + east, room.bottom + south)
        near = [box for box in (*taken, *(other.box for other in found)) if box.meets(room)]
        for right, down in _STEPS:
            label = _set(shown, "middle", x + right * east, y + down * south, letter, spacing)
            if not any(label.box.meets(box) for box in near):
                found.append(label)
                break
    for code, nom in OVERSEAS_NAMES.items():
        frame = FRAMES[code]
        found.append(_set((nom.upper() if spacing else nom,), "start", frame.x + 14, frame.y + frame.height - 17 - letter * 0.34, letter, spacing))
    return found


@lru_cache(maxsize=4)
def pole_labels(spots: tuple[Spot, ...], taken: tuple[Box, ...]) -> tuple[Label | None, ...]:
    """The name of each dot where there is room for it: beside it, else at the end of a line; `None` where there is none.

    The dot with the least room beside it is served first. Remembered, as two pages show the same plate.
    """
    if len(spots) > MOST_NAMED:
        return (None,) * len(spots)
    reach = [_Reach.of(spot, spots, taken) for spot in spots]
    beside = [[label for label in _beside(spot) if near.leaves(label)] for spot, near in zip(spots, reach, strict=True)]
    found: list[Label | None] = [None] * len(spots)
    boxes: list[Box] = []
    lines: list[Segment] = []
    for i in sorted(range(len(spots)), key=lambda i: (len(beside[i]), i)):
        away = (label for label in _away(spots[i], _FAR[: 3 if len(spots) > CROWDED else None]) if reach[i].leaves(label))
        best = next((way for way in itertools.chain(beside[i], away) if not _hindered(way, boxes, lines)), None)
        if best:
            found[i] = best
            boxes.append(best.box)
            lines.extend([best.leader] if best.leader else [])
    return tuple(found)


_BESIDE = ((1, 0), (0.75, -0.8), (0.75, 0.8), (-1, 0), (-0.75, -0.8), (-0.75, 0.8), (0, -1), (0, 1))
"""Where a name goes beside its dot: to the right is best."""

_FAR = (34.0, 52.0, 74.0, 100.0, 130.0)
_ANGLES = tuple((math.cos(k * math.pi / 8), math.sin(k * math.pi / 8)) for k in (0, 15, 1, 14, 2, 8, 7, 9, 13, 3, 6, 10, 12, 4, 5, 11))


def _beside(spot: Spot) -> Iterator[Label]:
    """The ways to write a name beside its dot, the best first."""
    for lines in forms(spot.nom):
        for right, down in _BESIDE:
            yield _around(spot, lines, right, down, spot.radius + (5 if right else 8))


def _away(spot: Spot, lengths: Sequence[float]) -> Iterator[Label]:
    """The ways to write a name at the end of a line of one of these lengths, the shortest first."""
    for far, lines, (right, down) in itertools.product(lengths, forms(spot.nom), _ANGLES):
        label = _around(spot, lines, right, down, spot.radius + far)
        x, y = label.box.nearest(spot.x, spot.y)
        away = math.hypot(x - spot.x, y - spot.y)
        if away > spot.radius + 12:
            edge = (spot.radius + 1) / away
            leader = (spot.x + (x - spot.x) * edge, spot.y + (y - spot.y) * edge, x, y)
            yield Label(label.lines, label.anchor, label.x, label.baseline, label.box, leader)


def _around(spot: Spot, lines: tuple[str, ...], right: float, down: float, away: float) -> Label:
    """A name that starts, ends or is centred at this distance from its dot."""
    half = NAME * (0.5 + LEADING * (len(lines) - 1)) / 2
    anchor = "start" if right > 0.3 else "end" if right < -0.3 else "middle"  # noqa: PLR2004
    height = spot.y + down * away + (half * down if anchor == "middle" or abs(down) > 0.5 else 0)  # noqa: PLR2004
    return _set(lines, anchor, spot.x + right * away, height, NAME)


def _set(lines: tuple[str, ...], anchor: str, x: float, middle: float, letter: float, spacing: float = 0.0) -> Label:
    """Lines around this height, and the room they take."""
    wide = max(width(line, letter, spacing) for line in lines)
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * wide
    tall = letter * LEADING * (len(lines) - 1)
    baseline = middle + letter * 0.34 - tall / 2
    return Label(lines, anchor, x, baseline, Box(left, baseline - letter * 0.8, left + wide, baseline + tall + letter * 0.26))


@dataclass(frozen=True, slots=True)
class _Reach:
    """What stands where the name of a dot may go: the frame, what is printed, the other dots."""

    frame: Box
    taken: tuple[Box, ...]
    discs: tuple[Spot, ...]

    @classmethod
    def of(cls, spot: Spot, spots: Iterable[Spot], taken: Iterable[Box]) -> _Reach:
        frame = spot.frame
        band = 4.0 if frame is MAINLAND else NAME_BAND
        inside = Box(frame.x + 4, frame.y + 4, frame.x + frame.width - 4, frame.y + frame.height - band)
        room = Box(spot.x, spot.y, spot.x, spot.y).grown(spot.radius + _FAR[-1] + width("m" * _LONGEST, NAME) / 2)
        return cls(
            inside,
            tuple(box for box in taken if box.meets(room)),
            tuple(s for s in spots if s is not spot and room.left < s.x < room.right and room.top < s.y < room.bottom),
        )

    def leaves(self, label: Label) -> bool:
        """Whether a name and its line stay in the frame, off what is printed and off the other dots."""
        box, inside = label.box.grown(_PAD), self.frame
        if box.left < inside.left or box.right > inside.right or box.top < inside.top or box.bottom > inside.bottom:
            return False
        if any(box.meets(other) for other in self.taken):
            return False
        apart = _APART if label.leader else 2 * _APART
        for other in self.discs:
            x, y = box.nearest(other.x, other.y)
            if math.hypot(x - other.x, y - other.y) < other.radius + apart:
                return False
            if label.leader and _from_segment(other.x, other.y, label.leader) < other.radius + 2 * _APART:
                return False
        return True


def _hindered(label: Label, boxes: Iterable[Box], lines: Sequence[Segment]) -> bool:
    """Whether names or lines already there stand in the way."""
    box = label.box.grown(_PAD)
    if any(_crosses(line, box) or (label.leader and _meet(line, label.leader)) for line in lines):
        return True
    return any(box.meets(other) or (label.leader and _crosses(label.leader, other)) for other in boxes)


def _from_segment(x: float, y: float, line: Segment) -> float:
    """The distance of a place from a line."""
    x1, y1, x2, y2 = line
    long = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / long)) if long else 0.0
    return math.hypot(x1 + along * (x2 - x1) - x, y1 + along * (y2 - y1) - y)


def _meet(one: Segment, other: Segment) -> bool:
    """Whether two lines cross."""
    def side(line: Segment, x: float, y: float) -> bool:
        return (line[2] - line[0]) * (y - line[1]) > (line[3] - line[1]) * (x - line[0])

    return side(one, *other[:2]) != side(one, *other[2:]) and side(other, *one[:2]) != side(other, *one[2:])


def _crosses(line: Segment, box: Box) -> bool:
    """Whether a line goes through a rectangle (Liang and Barsky)."""
    x1, y1, x2, y2 = line
    start, end = 0.0, 1.0
    for step, room in ((x1 - x2, x1 - box.left), (x2 - x1, box.right - x1), (y1 - y2, y1 - box.top), (y2 - y1, box.bottom - y1)):
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            start = max(start, room / step)
        else:
            end = min(end, room / step)
    return start <= end
