"""The plate of France: a ground drawn once, and over it every pole as a link.

Pure functions that return SVG. A ground is a file of its own with its own colours, for light and for dark; what lies
inside a page takes the page's (`assets/coque/image.css`). No style attribute: the pages forbid them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from atlas.french.typography import printed
from atlas.geo.places import Point
from atlas.pictures.ground import document, edge, scale_bar, shores, under, window, words
from atlas.pictures.labels import LEADING, REGION_LARGE, Box, Label, Spot, pole_labels, region_labels, width
from atlas.pictures.marks import HALO, Dot, lettering, links, placed, radius_for
from atlas.pictures.outlines import Geometry, path
from atlas.pictures.projection import (
    COLLECTIVITES,
    FRAMES,
    FRANCE_HEIGHT,
    FRANCE_WIDTH,
    LAMBERT,
    MAINLAND,
    MAINLAND_HEIGHT,
    OVERSEAS,
    Frame,
    frame_of,
)

_SIZES = {
    "far": "stroke-width:26",
    "near": "stroke-width:11",
    "seam": "stroke-width:5",
    "line": "stroke-width:1.2",
    "reg": "stroke-width:1.9",
    "coast": "stroke-width:1.5",
    "edge": "stroke-width:2",
    "bar": "stroke-width:2.4",
    "label": "font-size:22px",
}

# What the plate names, and where the middle of the word lies. Few, so that the dots speak.
_SEAS = (
    (("Océan", "Atlantique"), Point(46.52, -3.8)),
    (("Manche",), Point(49.98, -1.72)),
    (("Mer", "Méditerranée"), Point(42.45, 5.75)),
)
_NEIGHBOURS = (
    (("Royaume-Uni",), Point(50.93, -1.3)),
    (("Belgique",), Point(50.62, 4.75)),
    (("Allemagne",), Point(49.9, 8.25)),
    (("Suisse",), Point(46.85, 8.15)),
    (("Italie",), Point(44.75, 8.75)),
    (("Espagne",), Point(42.15, -0.7)),
)
_COAST, _REGION, _DEPARTEMENT, _AROUND = 4.0, 8.0, 9.0, 20.0
_INSET_FINENESS = 3.5
_GRAIN = 5


def france_base(geometry: Geometry, collectivites: Collection[str] = ()) -> str:
    """The ground of the plate of France, a file by itself; with a box for each of these collectivities."""
    insets = "".join(_inset(geometry, FRAMES[code]) for code in OVERSEAS)
    boxes = "".join(_box(FRAMES[code]) for code in COLLECTIVITES if code in collectivites)
    body = _mainland(geometry) + insets + boxes
    return document(FRANCE_WIDTH, FRANCE_HEIGHT, _SIZES, body)


def france_picture(dots: Sequence[Dot], base_url: str, label: str = "Carte de France des pôles") -> str:
    """The plate for a page: the ground as an image, régions named, and every pole a link one can reach by key or by touch."""
    there = placed(sorted(((frame_of(dot.departement, dot.point), dot) for dot in dots), key=lambda there: _ORDER[there[0].code]))
    written = _written(any(p.frame.code in COLLECTIVITES for p in there))
    blurs = radius_for(len(there)), radius_for(len(there)) * HALO + 1
    spots = tuple(Spot(p.frame, p.x, p.y, blurs[p.dot.approximate], p.dot.nom) for p in there)
    discs = [Box(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius).grown(4) for s in spots]
    regions = region_labels([*written, *discs])
    names = pole_labels(spots, (*written, *(label.box for label in regions)))
    large = region_labels([*written, *discs], REGION_LARGE)
    return (
        f'<svg class="carte-image" viewBox="0 0 {FRANCE_WIDTH} {FRANCE_HEIGHT}" role="group" aria-label="{printed(label)}">'
        f'{under(base_url, FRANCE_WIDTH, FRANCE_HEIGHT)}'
        f'<g class="noms-fond noms-mers" aria-hidden="true">{"".join(map(lettering, _SEA_NAMES))}</g>'
        f'<g class="noms-fond noms-pays" aria-hidden="true">{"".join(map(lettering, _COUNTRY_NAMES))}</g>'
        f'<g class="noms-regions" aria-hidden="true">{"".join(map(lettering, regions))}</g>'
        f'<g class="noms-grands" aria-hidden="true">{"".join(map(lettering, large))}</g>'
        f"{links(there, names)}</svg>"
    )


def _written(beyond: bool) -> list[Box]:  # noqa: FBT001 (a fact of the plate)
    """The room that the words around France take, and the boxes of collectivities."""
    boxes = [label.box for label in (*_SEA_NAMES, *_COUNTRY_NAMES)]
    boxes.append(Box(630, MAINLAND_HEIGHT - 60, 830, MAINLAND_HEIGHT - 16))
    frames = (FRAMES[code] for code in COLLECTIVITES) if beyond else ()
    return boxes + [Box(f.x, f.y, f.x + f.width, f.y + f.height) for f in frames]


_ORDER = {code: rank for rank, code in enumerate(FRAMES)}


def _mainland(geometry: Geometry) -> str:
    sheet, region = geometry.sheets[""], geometry.regions
    land = path(sheet.union(sheet.land, _COAST), MAINLAND, _GRAIN)
    around = path(sheet.neighbours(_AROUND), MAINLAND, _GRAIN)
    inner = path(sheet.borders(lambda a, b: region[a] == region[b], _DEPARTEMENT), MAINLAND, _GRAIN)
    outer = path(sheet.borders(lambda a, b: region[a] != region[b], _REGION), MAINLAND, _GRAIN)
    body = (
        f'<path class="grid" d="{_graticule()}"/>{shores(land, around)}<use href="#t" class="land"/>'
        f'<path class="dep" d="{inner}"/><path class="reg" d="{outer}"/><use href="#t" class="coast"/>'
        f"{scale_bar(640, MAINLAND_HEIGHT - 30, 100, MAINLAND, 12)}"
    )
    return window(MAINLAND, body) + edge(MAINLAND)


def _inset(geometry: Geometry, frame: Frame) -> str:
    code, fineness = frame.code, _INSET_FINENESS / frame.scale**2
    sheet = geometry.sheets[code]
    land = path(sheet.union([code], fineness), frame, _GRAIN)
    around = path(sheet.neighbours(4 * fineness), frame, _GRAIN)
    body = f'{shores(land, around, code)}<use href="#t{code}" class="land coast"/>'
    return window(frame, body) + edge(frame)


def _box(frame: Frame) -> str:
    lines = _COLLECTIVITE_NAMES[frame.code]
    first = frame.y + frame.height / 2 + 7.5 - 12.5 * (len(lines) - 1)
    return window(frame, words("label", frame.x + 76, first, lines, 25)) + edge(frame)


_COLLECTIVITE_NAMES = {
    "975": ("Saint-Pierre-", "et-Miquelon"),
    "977": ("Saint-", "Barthélemy"),
    "978": ("Saint-Martin",),
    "986": ("Wallis-", "et-Futuna"),
    "987": ("Polynésie", "française"),
    "988": ("Nouvelle-", "Calédonie"),
}


def _graticule() -> str:
    """Meridians and parallels every 2°: straight lines, and the arcs that show the cone."""
    meridians = [[Point(40, longitude), Point(53, longitude)] for longitude in range(-8, 13, 2)]
    parallels = [[Point(latitude, longitude) for longitude in range(-11, 14, 3)] for latitude in range(42, 53, 2)]
    return path([tuple(LAMBERT.project(p) for p in line) for line in (*meridians, *parallels)], MAINLAND)


def _around(named: Iterable[tuple[tuple[str, ...], Point]], letter: float, spacing: float) -> tuple[Label, ...]:
    """Names of what lies around France, in letters of this size."""
    labels = []
    for lines, point in named:
        x, y = MAINLAND.project(point)
        half = max(width(line, letter, spacing) for line in lines) / 2
        labels.append(Label(lines, "middle", x, y, Box(x - half, y - letter * 0.82, x + half, y + letter * (LEADING * (len(lines) - 1) + 0.29))))
    return tuple(labels)


# Over the ground, so that who shows a part of the plate leaves out those that its edge cuts. The sizes are those of `assets/coque/image.css`.
_SEA_NAMES = _around(_SEAS, 36, 2)
_COUNTRY_NAMES = _around(_NEIGHBOURS, 27, 3)
