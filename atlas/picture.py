"""The plate of France: a ground drawn once, and over it every pole as a link.

Pure functions that return SVG. The ground is a file of its own with its own colours, for light and for dark; what
lies inside a page takes the page's (`assets/image.css`). No style attribute anywhere: the pages forbid them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape

from atlas.marks import Dot, links
from atlas.outlines import Geometry, number, path
from atlas.places import Point
from atlas.projection import (
    COLLECTIVITES,
    FRAMES,
    FRANCE_HEIGHT,
    FRANCE_WIDTH,
    INSET_HEIGHT,
    MAINLAND,
    MAINLAND_HEIGHT,
    OVERSEAS,
    Frame,
    frame_of,
)

INK = """
text{font-family:Charter,"Bitstream Charter","Sitka Text",Cambria,serif;fill:#4d5c58}
svg{fill:none;stroke-linejoin:round;stroke-linecap:round}
.m{fill:#e6ecea}.l1{stroke:#dde6e4}.l2{stroke:#d2dedb}.g{stroke:#d3dcd9}
.v{fill:#eeebe2;stroke:#eeebe2}.vb{stroke:#d8d3c5}
.t{fill:#fdfbf6}.d{stroke:#d0d3c9}.r{stroke:#93a19b}.c{stroke:#7d8e88}
.f{fill:none;stroke:#a9b5b0}.e{stroke:#5e6e69}.o{fill:#7f948f}.p{fill:#aaa491}
@media(prefers-color-scheme:dark){text{fill:#b8c4c6}
.m{fill:#121c25}.l1{stroke:#16222c}.l2{stroke:#1a2833}.g{stroke:#1d2b36}
.v{fill:#1c2831;stroke:#1c2831}.vb{stroke:#2b3943}
.t{fill:#2b3b45}.d{stroke:#40515b}.r{stroke:#70858f}.c{stroke:#8398a1}
.f{stroke:#43545f}.e{stroke:#93a5ad}.o{fill:#5d7482}.p{fill:#566670}}
"""
"""The colours every ground shares: sea, shore, neighbours, land, its borders, frames and words."""

_STYLE = """
.l1{stroke-width:26}.l2{stroke-width:11}.g{stroke-width:1}.v{stroke-width:5}.vb{stroke-width:1.2}
.d{stroke-width:1}.r{stroke-width:1.9}.c{stroke-width:1.5}.f{stroke-width:2}.e{stroke-width:2.4}
.n{font-size:33px}.o{font-size:36px;font-style:italic;letter-spacing:2px;text-anchor:middle}
.p{font-size:27px;letter-spacing:3px;text-anchor:middle}.q{font-size:22px}
"""

# What the plate names, and where the middle of the word lies. Few, so that the dots speak.
_SEAS = (
    (("Océan", "Atlantique"), Point(45.85, -3.62)),
    (("Manche",), Point(49.98, -1.72)),
    (("Mer", "Méditerranée"), Point(42.45, 5.75)),
)
_NEIGHBOURS = (
    ("Royaume-Uni", Point(50.98, -1.75)),
    ("Belgique", Point(50.62, 4.75)),
    ("Allemagne", Point(49.9, 8.25)),
    ("Suisse", Point(46.85, 8.15)),
    ("Italie", Point(44.75, 8.75)),
    ("Espagne", Point(42.15, -1.1)),
)
_COAST, _REGION, _DEPARTEMENT, _AROUND = 4.0, 8.0, 9.0, 20.0
_INSET_FINENESS = 3.5
_GRAIN = 5


def france_base(geometry: Geometry, collectivites: Collection[str] = ()) -> str:
    """The ground of the plate of France, a file by itself; with a box for each of these collectivities."""
    frames = [FRAMES[code] for code in COLLECTIVITES if code in collectivites]
    body = _mainland(geometry) + "".join(_inset(geometry, FRAMES[code]) for code in OVERSEAS) + _boxes(frames)
    return document(FRANCE_WIDTH, FRANCE_HEIGHT, _STYLE, body)


def france_picture(dots: Sequence[Dot], base_url: str, label: str = "Carte de France des pôles") -> str:
    """The plate for a page: the ground as an image, and every pole as a link one can reach by key or by touch."""
    ordered = sorted(((frame_of(dot.departement, dot.point), dot) for dot in dots), key=_rank)
    return (
        f'<svg class="carte-image" viewBox="0 0 {FRANCE_WIDTH} {FRANCE_HEIGHT}" role="group" aria-label="{escape(label)}">'
        f'<image href="{escape(base_url)}" width="{FRANCE_WIDTH}" height="{FRANCE_HEIGHT}"/>'
        f'<g class="carte-points">{links(ordered)}</g></svg>'
    )


_ORDER = {code: rank for rank, code in enumerate(FRAMES)}


def _rank(item: tuple[Frame, Dot]) -> int:
    return _ORDER[item[0].code]


def document(width: float, height: float, style: str, body: str) -> str:
    """An SVG file with its own colours."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'width="{number(width)}" height="{number(height)}"><style>{INK.strip()}{style.strip()}</style>{body}</svg>\n'
    )


def window(frame: Frame, body: str) -> str:
    """What is drawn in a frame, cut at its edge, on the sea."""
    x, y, width, height = (number(v) for v in (frame.x, frame.y, frame.width, frame.height))
    return (
        f'<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{x} {y} {width} {height}">'
        f'<rect class="m" x="{x}" y="{y}" width="{width}" height="{height}"/>{body}</svg>'
    )


def edge(frame: Frame) -> str:
    """The thin line around a frame, inside it."""
    return (
        f'<rect class="f" x="{number(frame.x + 1)}" y="{number(frame.y + 1)}" '
        f'width="{number(frame.width - 2)}" height="{number(frame.height - 2)}"/>'
    )


def shores(land: str, around: str, id_: str) -> str:
    """The sea's lines along the shores, then the neighbours; `land` is drawn over it by the caller, by its id."""
    near = f'<path id="v{id_}" d="{around}"/>' if around else ""
    both = [f"t{id_}", *([f"v{id_}"] if around else [])]
    lines = "".join(f'<use href="#{id_}" class="{line}"/>' for line in ("l1", "l2") for id_ in both)
    fill = f'<use href="#v{id_}" class="v"/><use href="#v{id_}" class="vb"/>' if around else ""
    return f'<defs><path id="t{id_}" d="{land}"/>{near}</defs>{lines}{fill}'


def _mainland(geometry: Geometry) -> str:
    sheet, region = geometry.sheets[""], geometry.regions
    land = path(sheet.union(sheet.land, _COAST), MAINLAND, _GRAIN)
    inner = path(sheet.borders(lambda a, b: region[a] == region[b], _DEPARTEMENT), MAINLAND, _GRAIN)
    outer = path(sheet.borders(lambda a, b: region[a] != region[b], _REGION), MAINLAND, _GRAIN)
    body = (
        f'<path class="g" d="{_graticule()}"/>'
        f"{shores(land, path(sheet.neighbours(_AROUND), MAINLAND, _GRAIN), '')}"
        f'<use href="#t" class="t"/><path class="d" d="{inner}"/><path class="r" d="{outer}"/>'
        f'<use href="#t" class="c"/>{_names()}{_scale_bar()}'
    )
    return window(MAINLAND, body) + edge(MAINLAND)


def _inset(geometry: Geometry, frame: Frame) -> str:
    code = frame.code
    sheet = geometry.sheets[code]
    fineness = _INSET_FINENESS / frame.scale**2
    land, around = path(sheet.union([code], fineness), frame, _GRAIN), path(sheet.neighbours(4 * fineness), frame, _GRAIN)
    body = f'{shores(land, around, code)}<use href="#t{code}" class="t"/><use href="#t{code}" class="c"/>'
    name = _text("n", frame.x + 14, frame.y + INSET_HEIGHT - 17, geometry.names[code])
    return window(frame, body) + edge(frame) + name


def _boxes(frames: Iterable[Frame]) -> str:
    drawn = []
    for frame in frames:
        words = _TWO_LINES[frame.code]
        middle = frame.y + frame.height / 2
        lines = "".join(
            _text("q", frame.x + 58, middle + 7.5 + 25 * (i - (len(words) - 1) / 2), word) for i, word in enumerate(words)
        )
        drawn.append(window(frame, "") + edge(frame) + lines)
    return "".join(drawn)


_TWO_LINES = {
    "975": ("Saint-Pierre-", "et-Miquelon"),
    "977": ("Saint-", "Barthélemy"),
    "978": ("Saint-Martin",),
    "986": ("Wallis-", "et-Futuna"),
    "987": ("Polynésie", "française"),
    "988": ("Nouvelle-", "Calédonie"),
}


def _graticule() -> str:
    """Meridians every 2° and parallels every 2°: straight lines and the arcs that show the cone."""
    meridians = [[Point(40, longitude), Point(53, longitude)] for longitude in range(-8, 13, 2)]
    parallels = [[Point(latitude, longitude / 2) for longitude in range(-22, 27, 6)] for latitude in range(42, 53, 2)]
    lines = [tuple(MAINLAND.plane.project(p) for p in line) for line in (*meridians, *parallels)]
    return path(lines, MAINLAND)


def _names() -> str:
    placed = []
    for words, point in _SEAS:
        x, y = MAINLAND.project(point)
        placed += [_text("o", x, y + 44 * i, word) for i, word in enumerate(words)]
    placed += [_text("p", *MAINLAND.project(point), word) for word, point in _NEIGHBOURS]
    return "".join(placed)


def _scale_bar() -> str:
    """One hundred kilometres, at the foot of the plate."""
    x, y = 640, MAINLAND_HEIGHT - 30
    return f'<path class="e" d="M{x} {y - 7}v7h100v-7"/>{_text("q", x + 112, y + 1, "100 km")}'


def _text(css_class: str, x: float, y: float, word: str) -> str:
    return f'<text class="{css_class}" x="{number(x)}" y="{number(y)}">{escape(word)}</text>'
