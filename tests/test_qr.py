"""The squares of the briefs."""

from __future__ import annotations

import re

import pytest
import segno

from atlas.pictures import qr


@pytest.mark.parametrize("name", ["200006930", "242600450", "2A", "01", "bretagne", "normandie"])
def test_a_square_told_from_another_is_the_one_that_segno_draws(name):
    """Whatever was drawn before of its length, each small square is dark where it should be."""
    for other in ("200041234", "2B", "95", "occitanie"):
        qr.square(f"https://atlas.example/epci/{other}/")
    address = f"https://atlas.example/epci/{name}/"
    code = segno.make(address, error="m", micro=False, mask=qr._MASK)  # noqa: SLF001 - any mask is read: this is the one
    sides = len(code.matrix)
    dark, x, y = set(), 0, 0
    way = re.search(r'stroke="#000" d="M4 4\.5([^"]*)"', qr.square(address))[1]
    for right, down, long in re.findall(r"(?:m(-?\d+) (\d+))?h(\d+)", way):
        x, y = x + int(right or 0), y + int(down or 0)
        dark |= {(x + step, y) for step in range(int(long))}
        x += int(long)
    assert dark == {(x, y) for y in range(sides) for x in range(sides) if code.matrix[y][x]}
