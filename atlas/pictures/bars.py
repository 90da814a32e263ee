"""Bars and columns of small whole numbers: where they fit, one notch a pole, so that one can count.

A bar is drawn in a box one unit high and as many wide as the longest bar counts; the page stretches it to the room there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from atlas.french.typography import printed
from atlas.pictures.outlines import number

NOTCHES = 40
"""Up to so many poles in the longest bar, notches can be told apart on a phone."""

_WIDTH, _HEIGHT, _HEAD, _FOOT = 640.0, 200.0, 34.0, 34.0
_WIDEST = 56.0
_LABELS = 9


@dataclass(frozen=True, slots=True)
class Column:
    """A year and its poles; `href` is empty when there are none, `dit` is all that in words."""

    year: int
    poles: int
    href: str
    dit: str


def bar(poles: int, most: int, of: int = 0) -> str:
    """A bar of `poles` beside others of `most` at most; with `of`, in an outline that long."""
    long = max(most, of, 1)
    track = f'<path class="obs-fond" d="M0 0H{of}V1H0z"/>' if of else ""
    notches = "".join(f"M{n} 0V1" for n in range(1, poles)) if long <= NOTCHES else ""
    drawn = f'<path class="obs-plein" d="M0 0H{poles}V1H0z"/>' if poles else ""
    cut = f'<path class="obs-crans" d="{notches}"/>' if notches else ""
    return (
        f'<svg class="obs-barre" viewBox="0 0 {long} 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{track}{drawn}{cut}</svg>"
    )


def columns_picture(columns: Sequence[Column]) -> str:
    """Columns over a line of years, from the first to the last; years without a pole stay empty.

    A table says the same with the same links: the picture is neither read nor met by key.
    """
    if not columns:
        return ""
    first, span, most = columns[0].year, columns[-1].year - columns[0].year + 1, max(c.poles for c in columns)
    step = min(_WIDTH / span, _WIDEST)
    left = (_WIDTH - step * span) / 2
    unit = _HEIGHT / most
    drawn = "".join(_column(c, left + (c.year - first) * step, step, unit, most) for c in columns)
    every = next((n for n in (1, 2, 5, 10, 20, 50) if span <= _LABELS * n), 100)
    marked = [year for year in range(first, first + span) if year % every == 0]
    base = _HEAD + _HEIGHT
    years = "".join(
        f'<text x="{number(left + (year - first + 0.5) * step)}" y="{number(base + 26)}">{year}</text>' for year in marked
    )
    return (
        f'<svg class="obs-colonnes" viewBox="0 0 {number(_WIDTH)} {number(base + _FOOT)}" aria-hidden="true">'
        f'<path class="obs-axe" d="M{number(left)} {number(base)}H{number(left + step * span)}"/>'
        f'<g class="obs-annees">{years}</g>{drawn}</svg>'
    )


def _column(column: Column, x: float, step: float, unit: float, most: int) -> str:
    base, gap = _HEAD + _HEIGHT, min(step * 0.12, 4)
    top, wide = base - column.poles * unit, step - 2 * gap
    left = number(x + gap)
    notches = "".join(f"M{left} {number(base - n * unit)}h{number(wide)}" for n in range(1, column.poles)) if most <= NOTCHES else ""
    cut = f'<path class="obs-crans" d="{notches}"/>' if notches else ""
    return (
        f'<a href="{escape(column.href)}" tabindex="-1"><title>{printed(column.dit)}</title>'
        f'<path class="cible" d="M{number(x)} 0H{number(x + step)}V{number(base)}H{number(x)}z"/>'
        f'<path class="obs-plein" d="M{left} {number(top)}h{number(wide)}V{number(base)}H{left}z"/>{cut}'
        f'<text x="{number(x + step / 2)}" y="{number(top - 8)}">{column.poles}</text></a>'
    )
