"""The area that answers for a named dot, from the dot to the end of its name: nobody has to aim at letters or at a thin line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from atlas.pictures.labels import Box

Corner = tuple[float, float]


def grip(dot: Box, name: Box, others: Iterable[Box]) -> tuple[Corner, ...]:
    """The corners of the smallest convex area around a dot and its name; none when it would cover one of these."""
    area = _hull([*_corners(dot), *_corners(name)])
    return () if any(_meets(area, other) for other in others) else area


def _corners(box: Box) -> tuple[Corner, ...]:
    return (box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)


def _hull(corners: Iterable[Corner]) -> tuple[Corner, ...]:
    """Andrew's monotone chain."""
    there = sorted(set(corners))
    return (*_chain(there), *_chain(there[::-1]))


def _chain(corners: Sequence[Corner]) -> list[Corner]:
    kept: list[Corner] = []
    for x, y in corners:
        while len(kept) > 1 and (kept[-1][0] - kept[-2][0]) * (y - kept[-2][1]) <= (kept[-1][1] - kept[-2][1]) * (x - kept[-2][0]):
            kept.pop()
        kept.append((x, y))
    return kept[:-1]


def _meets(area: Sequence[Corner], box: Box) -> bool:
    """Whether they share any room: no line stands between them, along any of their sides."""
    corners = _corners(box)
    for (x1, y1), (x2, y2) in (*pairwise((*area, area[0])), *pairwise(corners[:3])):
        one, other = ([(y1 - y2) * x + (x2 - x1) * y for x, y in shape] for shape in (area, corners))
        if max(one) <= min(other) or max(other) <= min(one):
            return False
    return True
