"""`python -m tools.cut_letters FOLDER`: the letters of our headings, cut from Newsreader, and the rules that call them.

Fetch four pinned packages into one folder with the ordinary client (nothing in them is ever run):

    npm pack @fontsource-variable/newsreader@5.3.0 @fontsource/gelasio@5.3.0 @fontsource/tinos@5.3.0 @fontsource/noto-serif@5.3.0

then, with `pip install fonttools==4.68.0 brotli==1.2.1`. Newsreader (Production Type) is under the SIL Open Font License, without a
reserved name: it may be cut and keep its name. Of its axes, the bold is kept, as drawn for the size of headings; of its signs, those of
French and its neighbours. The three others are not published: they have the widths of Georgia, Times and Noto Serif, of which one stands
in for ours while it comes. Each is stretched so that a French line has the same length, and nothing moves when it gives its place.
The same packages give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
import tarfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LETTERS = ROOT / "assets" / "coque" / "newsreader.woff2"
SHEET = ROOT / "assets" / "coque" / "page.css"
LICENCE = ROOT / "LICENSES" / "OFL-1.1-newsreader.txt"
NAME = "Newsreader"
AXES = {"wght": 700, "opsz": 24}
LIMIT = 30_000  # bytes
SHA256_STARTS = {
    "fontsource-variable-newsreader-5.3.0.tgz": "4b8cfba8f4e7",
    "fontsource-gelasio-5.3.0.tgz": "8a8579e2d5be",
    "fontsource-tinos-5.3.0.tgz": "218a9f3dfc1f",
    "fontsource-noto-serif-5.3.0.tgz": "846d219c2c9c",
}
# What stands in: the package with its widths, and the names under which systems have it.
STAND_INS = (
    ("Georgia", "gelasio", ("Georgia Bold", "Georgia-Bold", "Gelasio Bold")),
    ("Times", "tinos", ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold", "Tinos Bold")),
    ("Noto", "noto-serif", ("Noto Serif Bold", "NotoSerif-Bold", "Droid Serif Bold")),
)
SIGNS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœ"
    + "\u00a0«»§°²³·×–—‘’“”…€"
)
NARROW = 0x202F  # the narrow no-break space, which few fonts have: three quarters of the other
# A line of headings, for its widths.
LINE = "Les pôles qui couvrent Redon Agglomération, en Bretagne : « Comprendre les PTCE », ce qu’ils font et avec qui depuis 2014"


def opened(folder: Path, package: str, file: str) -> tuple[bytes, bytes]:
    """A font of a package that is the one we know, and its licence."""
    name = next(name for name in SHA256_STARTS if name.startswith(package))
    content = (folder / name).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if not digest.startswith(SHA256_STARTS[name]):
        sys.exit(f"{name} is not the package we know: {digest}")
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        held = [archive.extractfile(f"package/{path}") for path in (f"files/{file}", "LICENSE")]
        font, licence = (part.read() for part in held if part)
    return font, licence


def cut(content: bytes) -> Any:  # noqa: ANN401 - the library has no types
    """The bold letters alone, with their kerning."""
    from fontTools import subset, ttLib  # noqa: PLC0415 - the tests read our signs without it
    from fontTools.varLib import instancer  # noqa: PLC0415 - likewise

    font = instancer.instantiateVariableFont(ttLib.TTFont(io.BytesIO(content), recalcTimestamp=False), AXES)
    options = subset.Options(
        layout_features=["kern", "liga", "ccmp"], hinting=False, glyph_names=False, notdef_outline=True,
        name_IDs=[0, 1, 2, 4, 13, 14], drop_tables=[*subset.Options().drop_tables, "STAT", "MVAR", "HVAR", "gasp"],
    )  # fmt: skip
    cutter = subset.Subsetter(options)
    cutter.populate(text=SIGNS)
    cutter.subset(font)
    space = font["hmtx"].metrics[font.getBestCmap()[0x20]][0]
    font.setGlyphOrder([*font.getGlyphOrder(), "narrow"])
    font["glyf"]["narrow"] = ttLib.getTableModule("glyf").Glyph()
    font["hmtx"].metrics["narrow"] = (space * 3 // 4, 0)
    for table in font["cmap"].tables:
        table.cmap[NARROW] = "narrow"
    return font


def width(font: Any) -> float:  # noqa: ANN401 - likewise
    """How long our line is, in ems."""
    signs, metrics = font.getBestCmap(), font["hmtx"].metrics
    return sum(metrics[signs[ord(sign)]][0] for sign in LINE) / font["head"].unitsPerEm


def rules(ours: Any, others: dict[str, Any]) -> str:  # noqa: ANN401 - likewise
    """The faces: ours, then those that stand in for it, each stretched to it."""
    heights = [ours["hhea"].ascent, -ours["hhea"].descent, ours["hhea"].lineGap]
    lines = [f'@font-face {{ font-family: "{NAME}"; src: url("{LETTERS.name}") format("woff2"); font-weight: 600 800; font-display: swap; }}']
    for name, _, systems in STAND_INS:
        stretch = width(ours) / width(others[name])
        up, down, gap = (f"{100 * height / ours['head'].unitsPerEm / stretch:.4g}%" for height in heights)
        local = ", ".join(f'local("{system}")' for system in systems)
        lines.append(
            f'@font-face {{ font-family: "{NAME} {name}"; src: {local}; font-weight: 600 800; size-adjust: {100 * stretch:.4g}%; '
            f"ascent-override: {up}; descent-override: {down}; line-gap-override: {gap}; }}"
        )
    return "\n".join(lines)


def main() -> None:
    """Write the letters, their licence, and their rules at the head of the sheet."""
    from fontTools import ttLib  # noqa: PLC0415 - likewise

    folder = Path(sys.argv[1])
    content, licence = opened(folder, "fontsource-variable-newsreader", "newsreader-latin-standard-normal.woff2")
    font = cut(content)
    bold = {name: opened(folder, f"fontsource-{package}-", f"{package}-latin-700-normal.woff2")[0] for name, package, _ in STAND_INS}
    others = {name: ttLib.TTFont(io.BytesIO(content)) for name, content in bold.items()}
    font.flavor = "woff2"
    file = io.BytesIO()
    font.save(file)
    weight = len(file.getvalue())
    if weight > LIMIT:
        sys.exit(f"{weight} bytes, more than {LIMIT}")
    LETTERS.write_bytes(file.getvalue())
    LICENCE.write_bytes(licence)
    sheet = SHEET.read_text(encoding="utf-8")
    SHEET.write_text(re.sub(r"(?:^@font-face .*\n)+", lambda _: rules(font, others) + "\n", sheet, count=1, flags=re.MULTILINE), encoding="utf-8")
    print(f"{LETTERS.name}: {weight} bytes, {len(font.getBestCmap())} signs")


if __name__ == "__main__":
    main()
