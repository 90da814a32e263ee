"""Draws what sharing cards are made of, from `content/plates` and a font, into `content/cards`: `python -m tools.draw_cards FOLDER`.

FOLDER holds `@fontsource-variable/newsreader` as `npm pack` gives it, unpacked. To be run when a plate, the sign or a colour
changes; takes half a minute. It asks for resvg-py, Pillow and fonttools, which a build does without. `tests/test_sharing.py` holds
what is kept against the plates of today.
"""

from __future__ import annotations

import io
import json
import re
import string
import sys
from dataclasses import dataclass
from pathlib import Path

import resvg_py
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import Image, ImageDraw, ImageFont

from atlas.machine.cache import digest_of
from atlas.pictures.plates import departement_file
from atlas.pictures.projection import COLLECTIVITES, OVERSEAS
from atlas.pictures.sharing import (
    AT,
    GROUND,
    HEIGHT,
    LEFT,
    LETTERS,
    NAME,
    NAME_SMALL,
    PALETTE,
    PLATE,
    SIGNS,
    TEXT,
    WIDTH,
    png,
)

PROJECT = Path(__file__).resolve().parent.parent
CONTENT = PROJECT / "content"
FAMILY, PARTS = "Newsreader", ("latin", "latin-ext")
FACES = {NAME: (56, 700), NAME_SMALL: (44, 700), TEXT: (33, 500)}  # size and weight
DRAWN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180), 0x202F))) + "ȘșȚțẞ–—‑‘’‚“”„…•€™"
ALIKE = {"\u202f": " ", "‑": "-"}  # signs of no part of the font that lines must keep
PAIRED = string.ascii_letters + "ÀÂÇÉÈÊÎÔŒÙàâçéèêëîïôœùû"
_DARK = re.compile(r"@media\(prefers-color-scheme:dark\)\{.*?\}\}")
_OWN = re.compile(r'<path class="(?:tint|strong outline)"[^>]*/>')
_RING = '<circle cx="18" cy="18" r="{}" fill="{}" stroke="{}" stroke-width="{}"{}/>'


@dataclass(frozen=True)
class Font:
    """A part of the font at one size and weight, and the signs that it has."""

    drawn: ImageFont.FreeTypeFont
    signs: frozenset[str]


def by_day(svg: str) -> str:
    """The picture by day, in our letters."""
    return re.sub(r"font-family:[^}]*", f"font-family:{FAMILY}", _DARK.sub("", svg))


def points(svg: str, width: int, *fonts: Path) -> Image.Image:
    """The picture as wide as that, each point in the nearest colour of the palette; paper where nothing is drawn."""
    drawn = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True, font_files=[str(font) for font in fonts])
    above = Image.open(io.BytesIO(bytes(drawn))).convert("RGBA")
    paper = Image.new("RGBA", above.size, tuple(PALETTE[:3]))
    paper.alpha_composite(above)
    told = Image.new("P", (1, 1))
    told.putpalette(PALETTE)
    return paper.convert("RGB").quantize(palette=told, dither=Image.Dither.NONE)


def file(image: Image.Image) -> bytes:
    """The file of a picture: two points a byte."""
    return png((*image.size, bytes.fromhex("".join(f"{point:x}" for point in image.tobytes()))))


def codes() -> list[str]:
    """The départements and collectivities that have a locator."""
    return sorted(path.stem.upper() for path in (CONTENT / "plates").glob("*.svg") if path.stem[:1].isdigit())


def ground(shared: Image.Image) -> Image.Image:
    """What all cards share: the plate of the mainland and our sign, on paper."""
    whole = Image.new("P", (WIDTH, HEIGHT), 0)
    whole.paste(shared, AT)
    whole.paste(points(by_day((PROJECT / "assets/icone.svg").read_text(encoding="utf-8")), 92), (LEFT - 6, 44))
    return whole


def own_ground(drawn: Image.Image, shared: Image.Image) -> tuple[Image.Image, int]:
    """Of a département of the mainland, what differs from the plate of all, and the line where that begins."""
    differs = Image.new("P", drawn.size)
    differs.putdata([a ^ b for a, b in zip(drawn.tobytes(), shared.tobytes(), strict=True)])
    lines = [line for line in range(drawn.height) if any(differs.crop((0, line, drawn.width, line + 1)).tobytes())]
    return differs.crop((0, lines[0], drawn.width, lines[-1] + 1)), lines[0]


def dot(dashes: str) -> str:
    """The dot of a pole, ringed; with dashes where it is only near."""
    rings = _RING.format(13, "#fdfbf6", "#fdfbf6", 8, ""), _RING.format(13, "none", "#0d5c63", 4, dashes), _RING.format(5.6, "#0d5c63", "none", 0, "")
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36">{"".join(rings)}</svg>'


def letters(size: int, fonts: list[Font]) -> tuple[Image.Image, dict[str, object]]:
    """The letters of a face side by side, and what is told of them."""
    ascent, height = round(size * 0.9), round(size * 1.18)
    known = {sign: font for sign in DRAWN for font in reversed(fonts) if ALIKE.get(sign, sign) in font.signs}
    strip, told, start = Image.new("L", (size * len(known) * 2, height), 0), [], 0
    for sign, font in known.items():
        like = ALIKE.get(sign, sign)
        left, _, right, _ = font.drawn.getbbox(like, anchor="ls")
        wide = max(0, right - left)
        told.append((sign, start, wide, left, round(font.drawn.getlength(like))))
        ImageDraw.Draw(strip).text((start - left, ascent), like, fill=255, font=font.drawn, anchor="ls")
        start += wide + wide % 2
    pairs = {a + b: moved for a in PAIRED for b in f"{PAIRED}.,’-" if (moved := moved_by(fonts[0].drawn, a, b))}
    levels = strip.crop((0, 0, start, height)).point([min(3, (value + 42) // 85) for value in range(256)])
    return levels, {"letters": told, "pairs": pairs}


def moved_by(font: ImageFont.FreeTypeFont, a: str, b: str) -> int:
    """How far a letter moves after another."""
    return round(font.getlength(a + b, features=["-liga"]) - font.getlength(a) - font.getlength(b))


def fonts_of(folder: Path, size: int, weight: int) -> list[Font]:
    """The parts of the font, each written beside what it is made of."""
    found = []
    for part in PARTS:
        font = TTFont(folder / "package/files" / f"newsreader-{part}-standard-normal.woff2")
        font = instantiateVariableFont(font, {"wght": weight, "opsz": min(72, size * 0.75)})
        font.flavor = None
        font["name"].setName(FAMILY, 1, 3, 1, 0x409)
        font["name"].removeNames(16)
        font.save(folder / f"{part}-{size}.ttf")
        signs = frozenset(map(chr, font.getBestCmap()))
        found.append(Font(ImageFont.truetype(folder / f"{part}-{size}.ttf", size, layout_engine=ImageFont.Layout.RAQM), signs))
    return found


def main(folder: Path) -> None:
    """Write every file."""
    cards = CONTENT / "cards"
    cards.mkdir(exist_ok=True)
    faces = {}
    for name, (size, weight) in FACES.items():
        drawn, faces[name] = letters(size, fonts_of(folder, size, weight))
        (cards / f"{name}.png").write_bytes(file(drawn))
    font, plates = folder / f"{PARTS[0]}-{FACES[TEXT][0]}.ttf", {code: (CONTENT / "plates" / departement_file(code)).read_bytes() for code in codes()}
    shared, tops = points(by_day(_OWN.sub("", plates["35"].decode())), PLATE[0]), {}
    (cards / GROUND).write_bytes(file(ground(shared)))
    for code, plate in plates.items():
        own = points(by_day(plate.decode()), PLATE[0], font)
        if code not in OVERSEAS and code not in COLLECTIVITES:
            own, tops[code] = own_ground(own, shared)
        (cards / f"{code.lower()}.png").write_bytes(file(own))
    for sign, dashes in zip(SIGNS, ("", ' stroke-dasharray="5 3.2"'), strict=True):
        told = points(dot(dashes), 36)
        (cards / f"{sign}.png").write_bytes(file(told))
    of_what = {code: digest_of(plate).hex() for code, plate in plates.items()}
    told = {"plates": of_what, "tops": tops, "faces": faces}
    (cards / LETTERS).write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False, separators=(',', ':'))}" for k, v in told.items()) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
