"""What the grounds of all plates share: their colours for day and night, the sheet, the frames, the shores.

A ground is an SVG file of its own, so it carries its own colours; of those only what it uses is written. There are two of each,
for day and for night, and the page chooses: WebKit does not tell an image which of them the reader prefers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from atlas.pictures.outlines import number
from atlas.pictures.projection import Frame

_PALETTE: Mapping[str, tuple[str, str, str]] = {
    "sea": ("fill", "#e6ecea", "#121c25"),
    "far": ("stroke", "#dde6e4", "#16222c"),
    "near": ("stroke", "#d2dedb", "#1a2833"),
    "grid": ("stroke", "#d3dcd9", "#1d2b36"),
    "net": ("stroke", "#b9c6c1", "#33454f"),
    "abroad": ("fill", "#eeebe2", "#1c2831"),
    "seam": ("stroke", "#eeebe2", "#1c2831"),
    "line": ("stroke", "#d8d3c5", "#2b3943"),
    "land": ("fill", "#fdfbf6", "#2b3b45"),
    "beside": ("fill", "#f4f2ea", "#222f39"),
    "tint": ("fill", "#d8e6e0", "#36525b"),
    "soft": ("fill", "#c3dcd6", "#35595f"),
    "strong": ("fill", "#62a09c", "#4c9391"),
    "accent": ("fill", "#0d5c63", "#7fd0cb"),
    "outline": ("stroke", "#0d5c63", "#7fd0cb"),
    "dep": ("stroke", "#c8ccc2", "#43545e"),
    "reg": ("stroke", "#93a19b", "#70858f"),
    "coast": ("stroke", "#7d8e88", "#8398a1"),
    "edge": ("stroke", "#a9b5b0", "#43545f"),
    "bar": ("stroke", "#5e6e69", "#93a5ad"),
    "name": ("fill", "#43524e", "#c3cdcf"),
    "small": ("fill", "#43524e", "#c3cdcf"),
    "label": ("fill", "#5a6763", "#a9b7ba"),
}
"""Class, property, light, dark. Land is lighter than all around it; words keep 4.5:1 on what they lie on."""

_NIGHT = "@media(prefers-color-scheme:dark)"
_SERIF = 'Charter,"Bitstream Charter","Sitka Text",Cambria,serif'


def document(width: float, height: float, sizes: Mapping[str, str], body: str) -> str:
    """An SVG file with its own colours; `sizes` gives the classes of this plate their strokes and letters."""
    used = {name for names in re.findall(r'class="([^"]*)"', body) for name in names.split()}
    day, night = (
        "".join(f".{name}{{{rule[0]}:{rule[i]}}}" for name, rule in _PALETTE.items() if name in used) for i in (1, 2)
    )
    widths = "".join(f".{name}{{{rule}}}" for name, rule in sizes.items() if name in used)
    letters = f"text{{font-family:{_SERIF}}}" if "<text" in body else ""
    style = f"svg{{fill:none;stroke-linejoin:round;stroke-linecap:round}}{letters}{day}{widths}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'width="{number(width)}" height="{number(height)}">'
        f"<style>{style}{_NIGHT}{{{night}}}</style>{body}</svg>\n"
    )


def night_file(name: str) -> str:
    """Where the ground for the night is, beside the ground of that name or address."""
    return name.replace(".svg", "-nuit.svg")


def apart(ground: str) -> tuple[str, str]:
    """A ground that knows both, as two that know one: for day, for night."""
    start, _, rest = ground.partition(_NIGHT + "{")
    night, _, end = rest.partition("}</style>")
    return f"{start}</style>{end}", f"{start}{night}</style>{end}"


def under(address: str, width: float, height: float) -> str:
    """The ground of a picture, by the address of its file: an image that the page chooses, under what is drawn over it.

    Paper has its own, that of the day; « lazy », it is asked for only by who prints from a dark screen.
    """
    size, day = f'alt="" width="{number(width)}" height="{number(height)}"', escape(address)
    return (
        f'<foreignObject aria-hidden="true" width="{number(width)}" height="{number(height)}">'
        f'<picture><source media="(prefers-color-scheme: dark)" srcset="{escape(night_file(address))}"/><img class="fond" src="{day}" {size}/></picture>'
        f'<img class="fond-imprime" hidden="" loading="lazy" src="{day}" {size}/></foreignObject>'
    )


def window(frame: Frame, body: str) -> str:
    """What is drawn in a frame, cut at its edge, on the sea."""
    x, y, width, height = (number(v) for v in (frame.x, frame.y, frame.width, frame.height))
    return (
        f'<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{x} {y} {width} {height}">'
        f'<rect class="sea" x="{x}" y="{y}" width="{width}" height="{height}"/>{body}</svg>'
    )


def edge(frame: Frame) -> str:
    """The thin line around a frame, inside it."""
    return (
        f'<rect class="edge" x="{number(frame.x + 1)}" y="{number(frame.y + 1)}" '
        f'width="{number(frame.width - 2)}" height="{number(frame.height - 2)}"/>'
    )


def shores(land: str, around: str, id_: str = "") -> str:
    """The sea's lines along the shores, then the neighbours. The caller draws the land over it, as `#t` and the id."""
    both = [f"t{id_}"] + ([f"v{id_}"] if around else [])
    near = f'<path id="v{id_}" d="{around}"/>' if around else ""
    lines = "".join(f'<use href="#{shape}" class="{line}"/>' for line in ("far", "near") for shape in both)
    fill = f'<use href="#v{id_}" class="abroad seam"/><use href="#v{id_}" class="line"/>' if around else ""
    return f'<defs><path id="t{id_}" d="{land}"/>{near}</defs>{lines}{fill}'


def words(css_class: str, x: float, y: float, lines: Sequence[str], leading: float = 0.0) -> str:
    """Lines of words, the first on this height."""
    return "".join(
        f'<text class="{css_class}" x="{number(x)}" y="{number(y + i * leading)}">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )


def scale_bar(x: float, y: float, kilometres: float, frame: Frame, gap: float) -> str:
    """A distance drawn, and said beside."""
    length = kilometres * frame.scale
    said = words("label", x + length + gap, y + 1, (f"{kilometres:.0f}\u00a0km",))
    return f'<path class="bar" d="M{number(x)} {number(y - 7)}v7h{number(length)}v-7"/>{said}'
