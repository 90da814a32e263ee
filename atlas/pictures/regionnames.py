"""The names of départements on the plate of their région: each inside its own, and where no dot stands.

The ways to write a name depend on outlines alone, and are kept with the grounds; which one is taken depends on the poles.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from atlas.geo.rings import centroid
from atlas.pictures.ground import words
from atlas.pictures.labels import Box
from atlas.pictures.outlines import Geometry, Vertex
from atlas.pictures.projection import Frame

Disc = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A way to write a name: how large (a key of `LETTERS`), around which middle, from which height, on which lines."""

    size: str
    x: float
    y: float
    lines: tuple[str, ...]

    @property
    def box(self) -> Box:
        """The room it takes."""
        letter = LETTERS[self.size]
        half, first = max(map(len, self.lines)) * letter / 2, self.y - 1.6 * letter
        return Box(self.x - half, first, self.x + half, self.y + letter * (0.5 + _LEADING * (len(self.lines) - 1)))


Ways = tuple[Name, ...]

LETTERS = {"nom": 10.6, "petit": 8.7}
"""The two sizes of names, and how wide a letter is in them; `assets/coque/image.css` has the letters."""

_LEADING = 2.3
_SHIFTS = (34.0, 24.0, 46.0, -34.0, -24.0, 60.0, -50.0, 80.0, -70.0, 0.0)
"""Below the middle rather than in it: there stand the poles of which only the département is known."""

_MOST = 12  # ways kept in each form


def ways(geometry: Geometry, frame: Frame, code: str) -> Ways:
    """The ways to write the name of a département inside it, on one line or two, the best first; the last ways are its number."""
    rings = [[frame.place(v) for v in ring] for ring in geometry.sheets[""].land[code]]
    ring = max(rings, key=lambda r: abs(centroid(r)[2]))
    x, y, _ = centroid(ring)
    name = geometry.names[code]
    forms = [*itertools.product(LETTERS, ((name,), _halves(name))), ("petit", (code,))]
    found = [way for size, lines in forms for way in itertools.islice(dict.fromkeys(_fitting(ring, x, y, size, lines)), _MOST)]
    return (*found, Name("petit", round(x), round(y + 6), (code,)))


def written(names: Sequence[Ways], discs: Sequence[Disc]) -> str:
    """Each name in the first of its ways that no disc meets; where all do, in the one they hide least."""
    best = (_freest(of, discs) for of in names)
    return "".join(words(f"nom-{n.size}", n.x, n.y, n.lines, LETTERS[n.size] * _LEADING) for n in best)


def _freest(of: Ways, discs: Sequence[Disc]) -> Name:
    """The first of the ways that are hidden least."""
    best, least = of[0], math.inf
    for name in of:
        hidden = _hidden(name.box, discs)
        if not hidden:
            return name
        if hidden < least:
            best, least = name, hidden
    return best


def _fitting(ring: Sequence[Vertex], x: float, y: float, size: str, lines: tuple[str, ...]) -> Iterator[Name]:
    """Below the middle, then above; in the middle of the room there, then at its ends."""
    letter = LETTERS[size]
    need, tall = max(map(len, lines)) * letter + 8, letter * len(lines)
    for down in _SHIFTS:
        sides = [_chord(ring, x, y + down + edge) for edge in (-tall, 0, tall)]
        left, right = max(side[0] for side in sides) + need / 2, min(side[1] for side in sides) - need / 2
        if left <= right:
            height = round(y + down + letter * (0.7 - (_LEADING / 2) * (len(lines) - 1)))
            for middle in (min(max(x, left), right), left, right):
                yield Name(size, round(middle), height, lines)


def _hidden(box: Box, discs: Sequence[Disc]) -> float:
    """How much of a name discs hide, as far as choosing needs."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    met = (disc for disc in discs if left < disc[0] + disc[2] and disc[0] - disc[2] < right and top < disc[1] + disc[2] and disc[1] - disc[2] < bottom)
    return sum(max(0.0, radius - math.hypot(x - near[0], y - near[1])) for x, y, radius in met for near in (box.nearest(x, y),))


def _halves(name: str) -> tuple[str, ...]:
    """A long name cut where its two lines are the most even, after a hyphen or at a space."""
    cuts = [i + 1 for i, c in enumerate(name) if c in "- "]
    at = min(cuts, key=lambda i: abs(2 * i - len(name)), default=len(name))
    return (name[:at].strip(), name[at:]) if at < len(name) else (name,)


def _chord(ring: Sequence[Vertex], x: float, y: float) -> tuple[float, float]:
    """From where to where a ring reaches around x at this height."""
    crossings = [
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in itertools.pairwise(ring)
        if (y1 > y) != (y2 > y)
    ]
    return max((c for c in crossings if c <= x), default=x), min((c for c in crossings if c > x), default=x)
