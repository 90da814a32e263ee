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

from atlas.pictures.projection import FRAMES, MAINLAND, NAME_BAND, Frame
from atlas.places import Point

MOST_NAMED = 80
"""With more poles than this a plate names régions alone: a few names among many dots would be a choice of ours."""

NAME, REGION, REGION_LARGE = 23.0, 19.0, 38.0
"""Letters in units of the plate: of a pole, of a région, of a région on a narrow screen. `assets/image.css` says the same."""

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
REGION_NAMES = tuple("".join(f"{line}{'' if line.endswith('-') else ' '}" for line in lines).strip() for lines, *_ in _REGIONS)
"""The régions of the mainland, as a plate names them."""

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
        for right, down in _STEPS:
            label = _set(shown, "middle", x + right * east, y + down * south, letter, spacing)
            if not any(label.box.meets(box) for box in (*taken, *(other.box for other in found))):
                found.append(label)
                break
    return found + [_foot(FRAMES[code], nom.upper() if spacing else nom, letter, spacing) for code, nom in OVERSEAS_NAMES.items()]


def _foot(frame: Frame, nom: str, letter: float, spacing: float) -> Label:
    return _set((nom,), "start", frame.x + 14, frame.y + frame.height - 17 - letter * 0.34, letter, spacing)


def pole_labels(spots: Sequence[Spot], taken: Sequence[Box]) -> list[Label | None]:
    """The name of each dot where there is room for it: beside it, else at the end of a line; `None` where there is none.

    The dot with the fewest ways is served first.
    """
    if len(spots) > MOST_NAMED:
        return [None] * len(spots)
    discs = [(s.x, s.y, s.radius) for s in spots]
    ways: list[list[tuple[float, Label]]] = []
    for i, spot in enumerate(spots):
        others = discs[:i] + discs[i + 1 :]
        ways.append([way for way in _ways(spot) if _clear(way[1], spot, taken, others)])
    found: list[Label | None] = [None] * len(spots)
    boxes: list[Box] = []
    lines: list[Segment] = []
    for i in sorted(range(len(spots)), key=lambda i: (len(ways[i]), i)):
        free = (way for way in ways[i] if not _hindered(way[1], boxes, lines))
        best = min(free, key=lambda way: way[0], default=None)
        if best:
            found[i] = best[1]
            boxes.append(best[1].box)
            lines.extend([best[1].leader] if best[1].leader else [])
    return found


_BESIDE = ((1, 0, 0), (-1, 0, 4), (0.75, -0.8, 3), (0.75, 0.8, 3), (-0.75, -0.8, 6), (-0.75, 0.8, 6), (0, -1, 7), (0, 1, 7))
"""Where a name goes beside its dot, and what each place costs: to the right is best."""

_FAR = (34.0, 52.0, 74.0, 100.0, 130.0)
_ANGLES = tuple(k * math.pi / 8 for k in range(16))


def _ways(spot: Spot) -> Iterator[tuple[float, Label]]:
    for rank, lines in enumerate(forms(spot.nom)):
        for right, down, cost in _BESIDE:
            yield cost + 2 * rank, _around(spot, lines, right, down, spot.radius + 5)
        for far, angle in itertools.product(_FAR, _ANGLES):
            right, down = math.cos(angle), math.sin(angle)
            label = _around(spot, lines, right, down, spot.radius + far)
            x, y = label.box.nearest(spot.x, spot.y)
            away = math.hypot(x - spot.x, y - spot.y)
            if away < spot.radius + 12:
                continue
            edge = (spot.radius + 1) / away
            leader = (spot.x + (x - spot.x) * edge, spot.y + (y - spot.y) * edge, x, y)
            yield 20 + far / 2 + 2 * rank + (3 if right < 0 else 0), Label(
                label.lines, label.anchor, label.x, label.baseline, label.box, leader
            )


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


def _clear(label: Label, spot: Spot, taken: Iterable[Box], discs: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a name and its line stay in their frame, off what is printed and off the other dots."""
    box, frame = label.box.grown(_PAD), spot.frame
    band = 0.0 if frame is MAINLAND else NAME_BAND
    if box.left < frame.x + 4 or box.right > frame.x + frame.width - 4 or box.top < frame.y + 4:
        return False
    if box.bottom > frame.y + frame.height - 4 - band or any(box.meets(other) for other in taken):
        return False
    for x, y, radius in discs:
        near = box.nearest(x, y)
        if math.hypot(near[0] - x, near[1] - y) < radius + (_APART if label.leader else 2 * _APART):
            return False
        if label.leader and _from_segment(x, y, label.leader) < radius + 2 * _APART:
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
