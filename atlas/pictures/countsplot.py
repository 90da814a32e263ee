"""Numbers of different kinds over the years: one sign a kind, the number beside it, and no line between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from atlas.french.typography import printed
from atlas.pictures.labels import Box, width
from atlas.pictures.outlines import number

_WIDTH, _HEIGHT = 640.0, 420.0
_LEFT, _RIGHT, _TOP, _FOOT = 54.0, 40.0, 40.0, 38.0
_LETTER, _SIGN = 24.0, 8.0
_TICKS = 5

SHAPES = {
    "ensemble": "M-8-8H8V8H-8z",
    "signataires": "M0-10L10 0L0 10L-10 0z",
    "laureats": "M0-10L10 8H-10z",
    "temoins": "M-9-3H-3V-9H3V-3H9V3H3V9H-3V3H-9z",
    "accompagnes": "M-9-9H9L0 9z",
    "candidats": "M-9-9L-5-9L0-4L5-9L9-9L9-5L4 0L9 5L9 9L5 9L0 4L-5 9L-9 9L-9 5L-4 0L-9-5z",
    "atlas": "M0-9A9 9 0 1 1 0 9A9 9 0 1 1 0-9z",
}
"""The sign of each kind, around its middle; « atlas » is ours."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at a moment (in years, with decimals); `text` is written beside it, `dit` says all in words."""

    kind: str
    when: float
    value: int
    text: str
    dit: str


def sign(kind: str) -> str:
    """The sign of a kind, for a legend or a table: a small picture without a name of its own."""
    return (
        f'<svg class="obs-signe obs-signe--{escape(kind)}" viewBox="-12 -12 24 24" width="16" height="16" '
        f'aria-hidden="true" focusable="false"><path d="{SHAPES[kind]}"/></svg>'
    )


def counts_plot(marks: Sequence[Mark], label: str) -> str:
    """The marks over their years, from zero up."""
    if not marks:
        return ""
    first, last = math.floor(min(m.when for m in marks)), math.floor(max(m.when for m in marks)) + 1
    most, tick = _scale(max(m.value for m in marks))
    across, down = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _FOOT
    base = _TOP + down

    def x(when: float) -> float:
        return _LEFT + across * (when - first) / (last - first)

    def y(value: float) -> float:
        return base - down * value / most

    levels = range(0, most + 1, tick)
    grid = "".join(f"M{number(_LEFT)} {number(y(v))}H{number(_WIDTH - _RIGHT)}" for v in levels)
    values = "".join(f'<text x="{number(_LEFT - 8)}" y="{number(y(v) + 7)}">{v}</text>' for v in levels)
    every = next((n for n in (1, 2, 5, 10, 20, 50) if (last - first) / n <= _TICKS), 100)
    marked = [year for year in range(first, last + 1) if year % every == 0]
    years = "".join(f'<text x="{number(x(v))}" y="{number(base + 28)}">{v}</text>' for v in marked)
    places = [(x(m.when), y(m.value)) for m in marks]
    drawn = "".join(
        f'<g class="obs-signe obs-signe--{m.kind}"><title>{printed(m.dit)}</title>'
        f'<path transform="translate({number(px)} {number(py)})" d="{SHAPES[m.kind]}"/>'
        f'{_joined(px, py, told.end)}<text x="{number(told.x)}" y="{number(told.y)}">{escape(m.text)}</text></g>'
        for m, (px, py), told in zip(marks, places, _beside(marks, places), strict=True)
    )
    return (
        f'<svg class="obs-comptes" viewBox="0 0 {number(_WIDTH)} {number(_HEIGHT)}" role="img" aria-label="{printed(label)}">'
        f'<path class="obs-grille" d="{grid}"/><g class="obs-niveaux">{values}</g><g class="obs-annees">{years}</g>{drawn}</svg>'
    )


def _joined(x: float, y: float, end: tuple[float, float] | None) -> str:
    """The line from a sign to its text."""
    return f'<path class="obs-patte" d="M{number(x)} {number(y)}L{number(end[0])} {number(end[1])}"/>' if end else ""


def _scale(most: int) -> tuple[int, int]:
    """The top of the scale and the step of its levels: round numbers, four levels or five."""
    rough = max(most, 1) / 5
    power = 10 ** math.floor(math.log10(rough)) if rough >= 1 else 1
    step = next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= rough)
    return step * math.ceil(max(most, 1) / step), step


@dataclass(frozen=True, slots=True)
class _Text:
    """Where the middle of a text stands, and where the line that joins it to its sign ends, when it stands off."""

    x: float
    y: float
    end: tuple[float, float] | None


def _beside(marks: Sequence[Mark], places: Sequence[tuple[float, float]]) -> list[_Text]:
    """Where each text goes: beside its sign if it touches nothing there, else as near as there is room."""
    taken = [Box(x - _SIGN - 2, y - _SIGN - 2, x + _SIGN + 2, y + _SIGN + 2) for x, y in places]
    found = []
    for mark, (x, y) in zip(marks, places, strict=True):
        half = 1.08 * width(mark.text, _LETTER) / 2 + 2
        tries = [(tx, ty, Box(tx - half, ty - 18, tx + half, ty + 4)) for tx, ty in _around(x, y, half)]
        near = len(_SIDES)
        rank = next((n for n, (_, _, box) in enumerate(tries) if _on_sheet(box) and not any(box.meets(other) for other in taken)), 0)
        tx, ty, box = tries[rank]
        taken.append(box)
        found.append(_Text(tx, ty, box.nearest(x, y) if rank >= near else None))
    return found


_SIDES = ((0, -14), (0, 32), (1, 8), (-1, 8))
"""Above, below, right and left of a sign: how many half widths aside, how far down."""


def _around(x: float, y: float, half: float) -> list[tuple[float, float]]:
    """The four sides of a sign, then places farther and farther off."""
    off = [(aside * (half + 12), down) for step in range(1, 9) for down in (-14 - 14 * step, 32 + 14 * step) for aside in (0, 1, -1)]
    off += [(side * (half + 14 + 20 * step), 8 + down) for step in range(1, 5) for side in (1, -1) for down in (0, -20, 20)]
    off.sort(key=lambda place: math.hypot(place[0], place[1] - 8))
    return [(x + aside * (half + 14), y + down) for aside, down in _SIDES] + [(x + right, y + down) for right, down in off]


def _on_sheet(box: Box) -> bool:
    return box.left >= 0 and box.right <= _WIDTH and box.top >= 0 and box.bottom <= _HEIGHT - _FOOT + 14
