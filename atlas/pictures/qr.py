"""The square that leads a phone from the paper to the page: the one door to segno.

All that makes a square of given length is a sum of bits (its data, their check words, its mask), so that what one bit of an address
changes in it is the same whatever the others are. Hundreds of addresses of one length differ by a few signs: each bit is asked of
segno once.
"""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup

# A square says its mask, and a reader takes any: choosing the best of eight for each address costs four times the rest. Of 227 of
# ours, turned, blurred and noised, zxing-cpp 3.1.1 read 196 with the chosen masks and 198 with this one.
_MASK = 4
_RIM = 4  # squares left blank around, that readers ask for
_DARK = re.compile("1+")
_FIRST: dict[tuple[bytes, int], bytes] = {}  # by its folder and its length, the address from which others are told


def square(address: str) -> Markup:
    """A QR code of a public address, black on white, with its blank rim; its size is the style sheet's."""
    sides, dark = _modules(address.encode())
    told, pen, line = "", 0, 0
    for row in range(sides):
        for run in _DARK.finditer(dark, row * sides, (row + 1) * sides):
            start, end = run.span()
            told += f"m{start - row * sides - pen} {row - line}h{end - start}"
            pen, line = end - row * sides, row
    whole = sides + 2 * _RIM
    return Markup(  # noqa: S704 - ours
        f'<svg role="img" aria-label="Code QR de l’adresse de cette page" viewBox="0 0 {whole} {whole}">'
        f'<path fill="#fff" d="M0 0h{whole}v{whole}h-{whole}z"/><path stroke="#000" d="M{_RIM} {_RIM}.5{told.removeprefix("m0 0")}"/></svg>'
    )


def _modules(address: bytes) -> tuple[int, str]:
    """How many small squares a side has, and each of them row by row: `1` is dark."""
    first = _FIRST.setdefault((address.rpartition(b"/")[0].rpartition(b"/")[0], len(address)), address)
    sides, dark = _drawn(first)
    change = int.from_bytes(first, "big") ^ int.from_bytes(address, "big")
    for rank in range(change.bit_length()):
        if change >> rank & 1:
            dark ^= _changed(first, rank)
    return sides, f"{dark:0{sides * sides}b}"


@cache
def _changed(first: bytes, rank: int) -> int:
    """What a bit of an address changes."""
    other = int.from_bytes(first, "big") ^ 1 << rank
    return _drawn(first)[1] ^ _drawn(other.to_bytes(len(first), "big"))[1]


@cache
def _drawn(address: bytes) -> tuple[int, int]:
    import segno  # noqa: PLC0415 - slow to load: it loads all that speaks to the network

    rows = segno.make(address, error="m", mode="byte", micro=False, mask=_MASK).matrix
    return len(rows), int("".join(map(str, b"".join(rows))), 2)
