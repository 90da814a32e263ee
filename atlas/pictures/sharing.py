"""The card that a shared link shows: a plate and its dot, and words beside it, in letters that were drawn beforehand.

No library draws here: `tools/draw_cards.py` did, once, into `content/cards`. What is drawn is numbers, two points a byte: setting
a letter is a shift and an « or », so that a card costs a millisecond and its points are the same on any machine.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from atlas.pictures.projection import LOCATOR_HEIGHT, LOCATOR_WIDTH

WIDTH, HEIGHT = 1200, 630
SCALE = 2  # of the locator, on the card
PLATE = LOCATOR_WIDTH * SCALE, LOCATOR_HEIGHT * SCALE
AT = 570, 39  # where the plate lies
LEFT, ROOM = 56, 496  # where words begin, and how far they go
PALETTE = bytes.fromhex(
    "f7f4ec b3b5af 647271 16302f"  # paper, then ink: of two letters that touch, « or » gives the darker
    "e6ecea d2dedb eeebe2 d8d3c5 fdfbf6 d8e6e0 62a09c 0d5c63 7d8e88 93a19b a9b5b0 c3dcd6"  # of the plates
)
LETTERS, GROUND = "lettres.json", "fond.png"
NAME, NAME_SMALL, TEXT = "nom", "nom-long", "texte"
SIGNS = ("point", "point-approche")  # the dot, and the dashed one
_TITLE, _NAME_TOP, _BOTTOM = 146, 226, 596
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_ROW = 1 + WIDTH // 2  # of the file: its filter, which is none, then the points
_LINE = ROOM // 2
_BAND = 21 * _ROW  # what is packed at once

Drawn = tuple[int, int, bytes]
"""Width, height, and points, two a byte."""


def png(drawn: Drawn) -> bytes:
    """The file of a picture, as small as it can be."""
    width, height, points = drawn
    return _file(width, height, zlib.compress(_rows(points, width), 9))


def read(file: bytes) -> Drawn:
    """The picture of a file that was written here.

    Raises:
        ValueError: when it was not.
    """
    if file[:8] != _SIGNATURE or file[37:89] != b"PLTE" + PALETTE:
        raise ValueError(file[:8])
    width, height, long = *struct.unpack(">II", file[16:24]), int.from_bytes(file[93:97], "big")
    try:
        rows = zlib.decompress(file[101 : 101 + long])
    except zlib.error as error:
        raise ValueError(str(error)) from None
    stride = width // 2 + 1
    if len(rows) != stride * height:
        raise ValueError(len(rows))
    return width, height, b"".join(rows[at + 1 : at + stride] for at in range(0, len(rows), stride))


def _file(width: int, height: int, packed: bytes) -> bytes:
    return container((b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)), (b"PLTE", PALETTE), (b"IDAT", packed))


def container(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG file of these chunks, each its kind and its content, and of the one that ends it."""
    told = (*chunks, (b"IEND", b""))
    return _SIGNATURE + b"".join(struct.pack(">I", len(c)) + kind + c + struct.pack(">I", zlib.crc32(kind + c)) for kind, c in told)


def _rows(points: bytes, width: int) -> bytes:
    """The lines of a picture as PNG holds them, each after a zero."""
    return b"".join(b"\0" + points[at : at + width // 2] for at in range(0, len(points), width // 2))


@dataclass(frozen=True, slots=True)
class Face:
    """Letters of one size, side by side. Of each: where it lies, its width, where it begins from the pen, how far the pen goes."""

    drawn: Drawn
    letters: dict[str, tuple[int, int, int, int]]
    pairs: dict[str, int]  # how far the second letter moves
    _alone: dict[str, int] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """Of a line."""
        return self.drawn[1]

    def known(self, text: str) -> str:
        """The text in signs that are drawn: those that are not lose their accents, or go."""
        return "".join(sign if sign in self.letters else self._bare(sign) for sign in unicodedata.normalize("NFC", text))

    def _bare(self, sign: str) -> str:
        return "".join(part for part in unicodedata.normalize("NFKD", sign) if part in self.letters)

    def width(self, word: str) -> int:
        """How far the pen goes."""
        moved = sum(self.pairs[pair] for pair in map(str.__add__, word, word[1:]) if pair in self.pairs)
        return moved + sum(self.letters[sign][3] for sign in word)

    def lines(self, text: str) -> list[str]:
        """The text in lines that hold in the room; a word that is too long is cut where it must be."""
        lines: list[str] = []
        space, pen = self.width(" "), 0
        for word in filter(None, self.known(text).split(" ")):
            rest, wide = word, self.width(word)
            if lines and pen + space + wide <= ROOM:
                lines[-1] += f" {rest}"
                pen += space + wide
                continue
            while wide > ROOM:
                cut = next((at for at in range(len(rest) - 1, 1, -1) if self.width(rest[:at]) <= ROOM), 1)
                lines.append(rest[:cut])
                rest = rest[cut:]
                wide = self.width(rest)
            lines.append(rest)
            pen = wide
        return lines

    def line(self, text: str) -> bytes:
        """A line, as wide as the room."""
        drawn, pen, before = 0, 0, ""
        for sign in text:
            pen += self.pairs.get(before + sign, 0)
            _, wide, left, advance = self.letters[sign]
            at = max(0, pen + left)
            if wide and at + wide <= ROOM:
                drawn |= self._letter(sign) >> 4 * at
            pen, before = pen + advance, sign
        return drawn.to_bytes(self.height * _LINE, "big")

    def _letter(self, sign: str) -> int:
        """A letter at the left of a line, as one number."""
        if sign not in self._alone:
            start, wide, _, _ = self.letters[sign]
            width, _, points = self.drawn
            long, stride = (wide + 1) // 2, width // 2
            rest = bytes(_LINE - long)
            rows = (points[at : at + long] + rest for at in range(start // 2, len(points), stride))
            self._alone[sign] = int.from_bytes(b"".join(rows), "big")
        return self._alone[sign]


class Cards:
    """Draws cards. `drawn` gives a picture of `content/cards` by the name of its file; `told` is what is told of them; `title` that of the site."""

    def __init__(self, drawn: Callable[[str], Drawn], told: dict[str, Any], title: str) -> None:
        self._drawn = drawn
        self._faces = {
            name: Face(drawn(f"{name}.png"), {sign: tuple(rest) for sign, *rest in face["letters"]}, face["pairs"]) for name, face in told["faces"].items()
        }
        self._signs = [drawn(f"{name}.png") for name in SIGNS]
        self._tops: dict[str, int] = told["tops"]
        width, _, points = drawn(GROUND)
        shared = bytearray(_rows(points, width))
        text = self._faces[TEXT]
        self._write(shared, _TITLE, text, text.lines(title)[:1])
        self._ground = Ground("", bytes(shared), None)
        self._own = self._ground  # of the last card

    def card(self, code: str, dot: tuple[float, float], name: str, words: Iterable[str], *, approximate: bool = False) -> bytes:
        """The card of a pole: the ground of its département, its dot where it lies on the locator, its name, and words each from a new line."""
        if self._own.code != code:
            self._own = Ground(code, self._of(code), self._ground)
        rows = bytearray(self._own.rows)
        self._put(rows, self._signs[approximate], round(AT[0] + dot[0] * SCALE), round(AT[1] + dot[1] * SCALE))
        face, lines = self._named(name)
        top, text = self._write(rows, _NAME_TOP, face, lines) + 16, self._faces[TEXT]
        for word in words:
            top = self._write(rows, top, text, text.lines(word)) + 8
        return _file(WIDTH, HEIGHT, self._own.packed(bytes(rows)))

    def _named(self, name: str) -> tuple[Face, list[str]]:
        """The name in three large lines, else in four small ones; of one that is longer still, the beginning."""
        large, small = self._faces[NAME], self._faces[NAME_SMALL]
        lines = large.lines(name)
        if len(lines) <= 3:  # noqa: PLR2004 - as said
            return large, lines
        lines = small.lines(name)
        return small, lines if len(lines) <= 4 else [*lines[:3], f"{lines[3][:-2].rstrip()}…"]  # noqa: PLR2004 - likewise

    def _write(self, rows: bytearray, top: int, face: Face, lines: list[str]) -> int:
        """Write lines from there on, as many as hold; where the next would begin."""
        for line in lines:
            if top + face.height > _BOTTOM:
                break
            drawn, at = face.line(line), top * _ROW + 1 + LEFT // 2
            for start in range(0, len(drawn), _LINE):
                rows[at : at + _LINE] = drawn[start : start + _LINE]
                at += _ROW
            top += face.height
        return top

    def _put(self, rows: bytearray, sign: Drawn, x: int, y: int) -> None:
        """Put a sign with its middle there, inside the plate; its paper is what shows through."""
        width, height, points = sign
        left = min(max(x - width // 2, AT[0]), AT[0] + PLATE[0] - width)
        top = min(max(y - height // 2, AT[1]), AT[1] + PLATE[1] - height)
        odd, half = left % 2, width // 2
        at = top * _ROW + 1 + left // 2
        for start in range(0, len(points), half):
            own = int.from_bytes(points[start : start + half] + b"\0", "big")
            seen = own | own >> 1
            seen = (seen | seen >> 2) & int.from_bytes(b"\x11" * (half + 1), "big")  # a bit a point
            under = int.from_bytes(rows[at : at + half + 1], "big")
            rows[at : at + half + 1] = (under & ~(seen * 15 >> 4 * odd) | own >> 4 * odd).to_bytes(half + 1, "big")
            at += _ROW

    def _of(self, code: str) -> bytes:
        """What the cards of a département share. On the mainland, its file is what differs from the plate of all, from the first line that does."""
        rows, (width, _, own) = bytearray(self._ground.rows), self._drawn(f"{code.lower()}.png")
        half, at = width // 2, (AT[1] + self._tops.get(code, 0)) * _ROW + 1 + AT[0] // 2
        for start in range(0, len(own), half):
            mine = own[start : start + half]
            if code in self._tops:
                mine = (int.from_bytes(rows[at : at + half], "big") ^ int.from_bytes(mine, "big")).to_bytes(half, "big")
            rows[at : at + half] = mine
            at += _ROW
        return bytes(rows)


@dataclass(frozen=True, slots=True)
class Ground:
    """What several cards share, and its bands, each packed once; `under` is the ground it is drawn on, if any."""

    code: str
    rows: bytes
    under: Ground | None
    _bands: dict[int, bytes] = field(default_factory=dict)

    def packed(self, rows: bytes) -> bytes:
        """The rows of a card as PNG packs them, in bands that stand each by itself."""
        packing, bands = _packing(), []
        for at in range(0, len(rows), _BAND):
            band = rows[at : at + _BAND]
            bands.append(self.band_at(at, band) if self.rows.startswith(band, at) else _packed(packing, band))
        return b"".join((b"\x78\x01", *bands, b"\x03\0", zlib.adler32(rows).to_bytes(4, "big")))

    def band_at(self, at: int, band: bytes) -> bytes:
        """A band of its own, packed."""
        if at not in self._bands:
            of_all = self.under if self.under and self.under.rows.startswith(band, at) else None
            self._bands[at] = of_all.band_at(at, band) if of_all else _packed(_packing(), band)
        return self._bands[at]


def _packing() -> Any:  # noqa: ANN401 - zlib does not name it
    # Runs alone are looked for: a card is made of them, and it is three times quicker.
    return zlib.compressobj(1, wbits=-15, memLevel=9, strategy=zlib.Z_RLE)


def _packed(packing: Any, band: bytes) -> bytes:  # noqa: ANN401 - likewise
    return bytes(packing.compress(band) + packing.flush(zlib.Z_FULL_FLUSH))
