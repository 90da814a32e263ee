"""Draw the icons of the installed site, as PNG, from the circles of `assets/icone.svg`, on a ground that any mask may cut.

    python -m tools.draw_icons

Run it when the sign changes. Nothing but the standard library: each point is told by its distance to each circle.
"""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

from atlas.pictures.sharing import container
from atlas.site.browsers import DRAWN, GROUND, ICON

PROJECT = Path(__file__).resolve().parent.parent
INK = "#0d5c63"
BOX = 32  # the side of the drawing
MIDDLE = (16.0, 14.9)  # of the three rings
WIDE = 0.62  # what the sign takes of the side: a mask keeps a circle of 0.8
_CIRCLE = re.compile(r'<circle class="(?P<kind>[ab])" cx="(?P<x>[\d.]+)" cy="(?P<y>[\d.]+)" r="(?P<r>[\d.]+)"')
_STROKE = re.compile(r"stroke-width:([\d.]+)")


def points(svg: str, side: int) -> bytes:
    """The points of a square, line by line, as PNG holds them: a zero, then three bytes a point."""
    half = float(_STROKE.findall(svg)[0]) / 2
    circles = [(float(c["x"]), float(c["y"]), float(c["r"]), c["kind"] == "b") for c in _CIRCLE.finditer(svg)]
    span = max(2 * (((x - MIDDLE[0]) ** 2 + (y - MIDDLE[1]) ** 2) ** 0.5 + r + half) for x, y, r, ring in circles if ring)
    unit = span / (WIDE * side)  # of the drawing, for one point
    shades = [_mixed(step / 255) for step in range(256)]
    lines = bytearray()
    for line in range(side):
        lines.append(0)  # no filter
        y = MIDDLE[1] + (line + 0.5 - side / 2) * unit
        for column in range(side):
            x = MIDDLE[0] + (column + 0.5 - side / 2) * unit
            inside = 0.0
            for cx, cy, r, ring in circles:
                gone = ((x - cx) ** 2 + (y - cy) ** 2) ** 0.5 - r
                inside = max(inside, min(1.0, (half - abs(gone) if ring else -gone) / unit + 0.5))
            lines += shades[round(255 * inside)]
    return bytes(lines)


def png(lines: bytes, side: int) -> bytes:
    """The file of these points."""
    return container((b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(lines, 9)))


def read(file: bytes) -> bytes:
    """The points of a file that was drawn here."""
    return zlib.decompress(file[file.index(b"IDAT") + 4 : -16])


def _mixed(part: float) -> bytes:
    ground, ink = (bytes.fromhex(colour[1:]) for colour in (GROUND, INK))
    return bytes(round(g + (i - g) * part) for g, i in zip(ground, ink, strict=True))


if __name__ == "__main__":
    drawing = (PROJECT / ICON).read_text(encoding="utf-8")
    for size, path in DRAWN.items():
        (PROJECT / path).write_bytes(png(points(drawing, size), size))
