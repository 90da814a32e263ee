"""The plate of France with a circle for each région: its area says how many poles, and so does its number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from atlas.french.typography import printed
from atlas.geo.places import Point
from atlas.pictures.ground import under
from atlas.pictures.outlines import number
from atlas.pictures.projection import FRANCE_HEIGHT, FRANCE_WIDTH, frame_of

LARGEST, SMALLEST = 62.0, 9.0
"""Radii in units of the plate: two régions that touch hold two of the largest."""

_TARGET = 39.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A place and how many poles are there; `departement` tells which frame of the plate holds it, `dit` says it all.

    What a table `beside` it says with the same link is not read a second time, nor met by key.
    """

    href: str
    departement: str
    dit: str
    poles: int
    point: Point
    beside: bool = False


def circles_picture(circles: Sequence[Circle], base_url: str, label: str) -> str:
    """The plate, on the ground at this address, in the order given. Beneath `SMALLEST` an area tells nothing any more."""
    most = max((circle.poles for circle in circles), default=1)
    drawn = "".join(_circle(circle, most) for circle in circles)
    read = f'role="group" aria-label="{printed(label)}"' if any(not circle.beside for circle in circles) else 'aria-hidden="true"'
    return (
        f'<svg class="carte-image" viewBox="0 0 {FRANCE_WIDTH} {FRANCE_HEIGHT}" {read}>'
        f'{under(base_url, FRANCE_WIDTH, FRANCE_HEIGHT)}'
        f'<g class="obs-cercles">{drawn}</g></svg>'
    )


def _circle(circle: Circle, most: int) -> str:
    x, y = frame_of(circle.departement, circle.point).project(circle.point)
    radius = max(SMALLEST, LARGEST * math.sqrt(circle.poles / most))
    unread = ' aria-hidden="true" tabindex="-1"' if circle.beside else ""
    return (
        f'<a href="{escape(circle.href)}"{unread} transform="translate({number(x)} {number(y)})"><title>{printed(circle.dit)}</title>'
        f'<circle class="cible" r="{number(max(radius, _TARGET))}"/><circle class="obs-cercle" r="{number(radius)}"/><text>{circle.poles}</text></a>'
    )


def middle(points: Sequence[Point]) -> Point:
    """The mean of some points of one région."""
    return Point(sum(p.latitude for p in points) / len(points), sum(p.longitude for p in points) / len(points))
