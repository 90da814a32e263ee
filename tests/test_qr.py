"""The square of a brief."""

from __future__ import annotations

import re

import pytest
import segno

from atlas.pictures import qr


@pytest.mark.parametrize("length", [20, 26, 40, 60, 90, 130, 200])
def test_a_square_lies_under_the_mask_that_segno_would_choose(length):
    """Of every size, with and without the points that tell it; the points are those that are drawn."""
    for number in range(3):
        address = (f"https://exemple.org/{number}/" + 15 * "poles/ruche-42/")[:length]
        dark, x, y = set(), 0, -0.5
        for right, down, long in re.findall(r"[Mm](-?\d+) ([\d.]+)h(\d+)", qr.square(address).partition("stroke")[2]):
            x, y = x + int(right), y + float(down)
            dark |= {(int(y) - 4, x + step - 4) for step in range(int(long))}
            x += int(long)
        wanted = segno.make(address, error="m", micro=False).matrix
        assert dark == {(i, j) for i, line in enumerate(wanted) for j, point in enumerate(line) if point}
