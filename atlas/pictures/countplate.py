"""The plate of France when there are too many poles for a dot each: how many in every département, as a link to its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from atlas.french.typography import printed
from atlas.geo.places import Point
from atlas.pictures.ground import under
from atlas.pictures.marks import spread
from atlas.pictures.outlines import number
from atlas.pictures.projection import FRANCE_HEIGHT, FRANCE_WIDTH, frame_of

RADIUS = 27.0
"""Of a circle, in units of the plate: a number of four digits is legible in it when the plate is 420 px wide."""


@dataclass(frozen=True, slots=True)
class Count:
    """A département and how many poles are seated there; `dit` is that in words."""

    href: str
    departement: str
    dit: str
    poles: int
    point: Point


def counts_picture(counts: Sequence[Count], base_url: str, label: str) -> str:
    """The plate, on the ground at this address: circles in the order given, apart from each other."""
    frames = [frame_of(count.departement, count.point) for count in counts]
    true = [(frame, *frame.project(count.point)) for frame, count in zip(frames, counts, strict=True)]
    drawn = "".join(
        f'<a href="{escape(count.href)}" data-departement="{escape(count.departement.lower())}" transform="translate({number(x)} {number(y)})">'
        f'<title>{printed(count.dit)}</title><circle r="{number(RADIUS)}"/><text>{count.poles}</text></a>'
        for count, (x, y) in zip(counts, spread(true, 2 * RADIUS + 2), strict=True)
    )
    return (
        f'<svg class="carte-image" viewBox="0 0 {FRANCE_WIDTH} {FRANCE_HEIGHT}" role="group" aria-label="{printed(label)}">'
        f'{under(base_url, FRANCE_WIDTH, FRANCE_HEIGHT)}'
        f'<g class="carte-comptes">{drawn}</g></svg>'
    )
