"""The square that leads a phone from the paper to the page: the one door to segno.

Of the eight masks that may be laid over a square, the standard wants the one under which points are the least alike. segno looks
at each point under each of them; here a square is one number, a bit a point, and a few operations on it compare the eight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import segno
from markupsafe import Markup

_RIM = 4  # blank points around, that readers ask for
_GAP = b"\0\0\0\0"  # between two lines of a number: as light as the rim
_DARK = re.compile("1+")
_DIGITS = bytes.maketrans(b"\0\1", b"01")


@lru_cache(maxsize=4096)
def square(address: str) -> Markup:
    """A QR code of a public address, black on white, with the blank rim that readers ask for; its size is the style sheet's."""
    code = segno.make(address, error="m", micro=False, mask=0)
    shape, bare = _shape(int(code.version), code.error), _number(code.matrix)
    path = "".join(_path(shape.lines(min((bare ^ mask for mask in shape.masks), key=shape.penalty))))
    side = shape.side + 2 * _RIM
    return Markup(  # noqa: S704 - ours
        f'<svg role="img" aria-label="Code QR de l’adresse de cette page" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path stroke="#000" d="{path}"/></svg>'
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    """Squares of one size and one level of correction, as numbers: their lines from left to right, then from top to bottom, with gaps."""

    side: int
    masks: tuple[int, ...]  # what each changes in a square that lies under the first
    judged: int  # the points that are looked at: neither those that tell the mask nor those that tell the size
    followed: int  # the points that have another after them
    above: int  # of the lines from left to right, those that have one below

    def penalty(self, points: int) -> int:
        """How much points are alike (ISO/IEC 18004, 7.8.3.1)."""
        seen, step = points & self.judged, self.side + len(_GAP)
        alike = ~(seen ^ seen << 1) & self.followed
        five = alike & alike << 1 & alike << 2 & alike << 3
        runs = five.bit_count() + 2 * (five & ~(five >> 1)).bit_count()
        blocks = (alike & alike << step & ~(seen ^ seen << step) & self.above).bit_count()
        eyes = seen & ~(seen << 1) & seen << 2 & seen << 3 & seen << 4 & ~(seen << 5) & seen << 6
        dark_before, dark_after = seen >> 1 | seen >> 2 | seen >> 3 | seen >> 4, seen << 7 | seen << 8 | seen << 9 | seen << 10
        lone = eyes & ~(dark_before & dark_after)
        apart = lone.bit_count() - (lone & (lone << 4 | lone << 6)).bit_count()
        share = seen.bit_count() / 2 / self.side**2
        return runs + 3 * blocks + 40 * apart + 10 * int(abs(share * 100 - 50) / 5)

    def lines(self, points: int) -> list[str]:
        """The lines from left to right, each a text of 0 and 1."""
        step = self.side + len(_GAP)
        text = f"{points:0{2 * self.side * step - len(_GAP)}b}"
        return [text[start : start + self.side] for start in range(0, self.side * step, step)]


@lru_cache(maxsize=64)
def _shape(version: int, error: str) -> _Shape:
    codes = [segno.make("", version=version, error=error, boost_error=False, mask=mask).matrix for mask in range(8)]
    first, side = _number(codes[0]), len(codes[0])
    told = {(8, i) for i in range(side) if (i < 9 and i != 6) or i >= side - 8}  # noqa: PLR2004 - as the standard says
    if version > 6:  # noqa: PLR2004 - likewise
        told |= {(i, j) for i in range(6) for j in range(side - 11, side - 8)}
    told |= {(j, i) for i, j in told}
    line, blank = b"\1" * side, bytes(side)
    return _Shape(
        side,
        tuple(first ^ _number(code) for code in codes),
        _number([bytes((i, j) not in told for j in range(side)) for i in range(side)]),
        _joined([line[1:] + b"\0"] * (2 * side)),
        _joined([line] * (side - 1) + [blank] * (side + 1)),
    )


def _number(points: Sequence[bytes]) -> int:
    return _joined((*points, *map(bytes, zip(*points, strict=True))))


def _joined(lines: Sequence[bytes]) -> int:
    return int(_GAP.join(lines).translate(_DIGITS), 2)


def _path(lines: Sequence[str]) -> Iterator[str]:
    """The dark points, line after line: each stroke begins from the end of the one before."""
    pen, down, move = 0, _RIM + 0.5, "M"
    for line in lines:
        for dark in _DARK.finditer(line):
            start, end = dark.span()
            yield f"{move}{start + _RIM - pen} {down:g}h{end - start}"
            pen, down, move = end + _RIM, 0, "m"
        down += 1
