"""Dots on a plate: what each looks like, what it says, and how dots that coincide make room for each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from atlas.french.typography import printed
from atlas.geo.places import Point
from atlas.pictures.grips import grip
from atlas.pictures.labels import LEADING, Box, Label
from atlas.pictures.outlines import number
from atlas.pictures.projection import Frame


@dataclass(frozen=True, slots=True)
class Dot:
    """A pole on a plate. `lieu` reads « commune (département) », `statut` is a word of the vocabulary."""

    href: str
    nom: str
    lieu: str
    departement: str
    point: Point
    statut: str
    approximate: bool = False


STAGES: Mapping[str, tuple[str, str]] = {
    "actif": ("etat-actif", "Actif"),
    "emergent": ("etat-emergent", "En émergence"),
    "en-sommeil": ("etat-sommeil", "En sommeil"),
    "fusionne": ("etat-fusionne", "Fusionné"),
    "cesse": ("etat-cesse", "Cessé"),
    "inconnu": ("etat-inconnu", "Situation inconnue"),
}
"""The class and the label of each stage, in the order of the legend."""

APPROXIMATE = ("position-approchee", "Position approximative : au milieu du département, faute de commune connue")

HALO = 1.6
"""The radius of the ring around a dot known by its département alone, for a dot of one."""

_MOST_ROUND = 7
"""More dots than these about one middle would go round half a département: they crowd there instead."""

_TARGET = 39.0
"""The radius of the area to touch: 24 px across when a plate of 1200 units is 360 px wide, and a little more."""


def radius_for(count: int) -> float:
    """The radius of the dots of a plate: the fewer, the larger."""
    return next((radius for most, radius in ((60, 11.0), (200, 9.0), (500, 7.5), (1200, 6.0)) if count <= most), 4.0)


def legend(dots: Iterable[Dot]) -> tuple[tuple[str, str], ...]:
    """The classes and labels of what a plate shows, and of nothing else."""
    dots = tuple(dots)
    stages = {_stage(dot)[0] for dot in dots}
    shown = tuple(stage for stage in STAGES.values() if stage[0] in stages)
    return shown + ((APPROXIMATE,) if any(dot.approximate for dot in dots) else ())


def legend_mark(css_class: str) -> str:
    """The sign of a line of the legend, by its class: a small picture without a name of its own."""
    shape = '<circle class="flou" r="10"/>' if css_class == APPROXIMATE[0] else _shape(css_class, 7.5)
    return (
        f'<svg class="carte-signe {escape(css_class)}" viewBox="-12 -12 24 24" width="18" height="18" '
        f'aria-hidden="true" focusable="false">{shape}</svg>'
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A dot where a plate shows it."""

    frame: Frame
    x: float
    y: float
    dot: Dot


def placed(dots: Sequence[tuple[Frame, Dot]]) -> list[Placed]:
    """Where each dot stands, in reading order: frame by frame, from north to south by bands, from west to east."""
    order = list(dict.fromkeys(frame.code for frame, _ in dots))
    radius = radius_for(len(dots))
    there = sorted(
        _round(dots, radius * HALO),
        key=lambda item: (order.index(item[0].code), item[2] // _BAND, item[1], item[2], item[3].nom, item[3].href),
    )
    places = spread([(frame, x, y) for frame, x, y, _ in there], 2 * radius + max(1.2, radius - 8))
    return [Placed(frame, x, y, dot) for (frame, _, _, dot), (x, y) in zip(there, places, strict=True)]


def _round(dots: Sequence[tuple[Frame, Dot]], halo: float) -> Iterator[tuple[Frame, float, float, Dot]]:
    """Where each dot wants to stand: those known by one département alone in a round about its middle, halo beside halo."""
    together: dict[str, list[Dot]] = {}
    for _, dot in sorted(dots, key=lambda item: (item[1].nom, item[1].href)):
        if dot.approximate:
            together.setdefault(dot.departement, []).append(dot)
    for frame, dot in dots:
        x, y = frame.project(dot.point)
        group = together[dot.departement] if dot.approximate else ()
        if 1 < len(group) <= _MOST_ROUND:
            turn = 2 * math.pi * group.index(dot) / len(group) - math.pi
            far = (halo + 1) / math.sin(math.pi / len(group))
            x, y = x + far * math.cos(turn), y + far * math.sin(turn)
        yield frame, x, y, dot


def links(there: Sequence[Placed], names: Sequence[Label | None] = ()) -> str:
    """The dots as a list of links, which says how many; with the names that found room, each inside the link of its dot."""
    radius = radius_for(len(there))
    targets = _targets([(p.x, p.y) for p in there], radius)
    written = names or [None] * len(there)
    drawn = "".join(
        f'<g role="listitem">{_link(p, radius, target, name, grip_)}</g>'
        for p, target, name, grip_ in zip(there, targets, written, _grips(there, radius, written), strict=True)
    )
    said = f' role="list" aria-label="{len(there)}\u00a0pôle{"s" if len(there) > 1 else ""}"' if there else ""
    return f'<g class="carte-points{" carte-dense" if radius < _SMALL else ""}"{said}>{drawn}</g>'


def lettering(label: Label, x: float = 0.0, y: float = 0.0) -> str:
    """The lines of a name, seen from this place."""
    left = number(label.x - x)
    first, *others = map(escape, label.lines)
    rest = "".join(f'<tspan x="{left}" dy="{LEADING}em">{line}</tspan>' for line in others)
    return f'<text class="{_ANCHORS[label.anchor]}" x="{left}" y="{number(label.baseline - y)}">{first}{rest}</text>'


_SLACK = 4.0  # the room of a name is reckoned wide


def _grips(there: Sequence[Placed], radius: float, names: Sequence[Label | None]) -> Iterator[str]:
    """For each dot, the area between it and its name, unless it would take a click from another one.

    From the whole disc where nothing stands near, else from its middle.
    """
    spots = [Box(p.x, p.y, p.x, p.y) for p in there]
    for rank, (at, name) in enumerate(zip(there, names, strict=True)):
        if not name:
            yield ""
            continue
        others = [spot.grown(1.5 * radius) for spot in (*spots[:rank], *spots[rank + 1 :])]
        others += [other.box.grown(-_SLACK) for other in names if other and other is not name]
        area = grip(spots[rank].grown(radius), name.box, others) or grip(spots[rank], name.box, others)
        corners = "L".join(f"{number(x - at.x)} {number(y - at.y)}" for x, y in area)
        yield f'<path class="prise" d="M{corners}z"/>' if area else ""


_ANCHORS = {"start": "nom", "middle": "nom nom-centre", "end": "nom nom-fin"}


_BAND, _SMALL = 40.0, 7.0


def _stage(dot: Dot) -> tuple[str, str]:
    return STAGES.get(dot.statut, STAGES["inconnu"])


def _link(at: Placed, radius: float, target: float, name: Label | None, grip_: str) -> str:
    dot = at.dot
    css_class, label = _stage(dot)
    said = f"{dot.nom}, {dot.lieu} – {label.lower()}" + (", position approximative" if dot.approximate else "")
    blur = f'<circle class="flou" r="{number(radius * HALO)}"/>' if dot.approximate else ""
    written = lettering(name, at.x, at.y) if name else ""
    if name and name.leader:
        x1, y1, x2, y2 = (number(a - b) for a, b in zip(name.leader, (at.x, at.y, at.x, at.y), strict=True))
        written = f'<path class="renvoi-nom" d="M{x1} {y1}L{x2} {y2}"/>{written}'
    return (
        f'<a class="{css_class}" href="{escape(dot.href)}" transform="translate({number(at.x)} {number(at.y)})">'
        f'<title>{printed(said)}</title>{grip_}<circle class="cible" r="{number(target)}"/>{blur}{_shape(css_class, radius)}{written}</a>'
    )


def _shape(css_class: str, radius: float) -> str:
    """A disc or a ring, and the sign that tells its stage without colour."""
    ring = f'<circle class="rond" r="{number(radius)}"/>'
    short, half = number(radius * 0.62), number(radius * 0.5)
    match css_class:
        case "etat-emergent":
            return f'{ring}<circle class="plein" r="{number(radius * 0.38)}"/>'
        case "etat-sommeil":
            inner = number(radius * 0.8)
            return f'{ring}<path class="plein" d="M-{inner} 0a{inner} {inner} 0 0 0 {number(radius * 1.6)} 0z"/>'
        case "etat-fusionne":
            return f'{ring}<path class="trait" d="M-{short} 0H{short}"/>'
        case "etat-cesse":
            return f'{ring}<path class="trait" d="M-{half}-{half}L{half} {half}M-{half} {half}L{half}-{half}"/>'
        case _:
            return ring


_SEEDS = 600
_TURN = math.pi * (3 - math.sqrt(5))
_FLOWER = tuple((math.sqrt(k) * math.cos(k * _TURN), math.sqrt(k) * math.sin(k * _TURN)) for k in range(_SEEDS))
_STEP = 0.58
_AROUND = ((0, -1), (-1, 0), (1, 0), (0, 1), (-1, -1), (1, -1), (-1, 1), (1, 1), (0, -2), (-2, 0), (2, 0), (0, 2),
           (-1, -2), (1, -2), (-2, -1), (2, -1), (-2, 1), (2, 1), (-1, 2), (1, 2))  # fmt: skip
"""The cells around a cell that may hold something too near, the likeliest first."""


Cell = tuple[int, int]
Place = tuple[float, float]


def spread(places: Sequence[tuple[Frame, float, float]], apart: float) -> list[Place]:
    """Places at least `apart` from each other, each as near its true place as those before it allow.

    The first keeps its place; the next ones try the seeds of a sunflower around theirs. A grid with one place a cell
    finds who is near, and each cell remembers how far its flower has grown. Where more coincide than a flower holds,
    the last ones share places.
    """
    cell = apart / math.sqrt(2)
    taken: dict[Cell, Place] = {}
    grown: dict[Cell, int] = {}
    found = []
    for frame, x, y in places:
        home = (int(x // apart), int(y // apart))
        start = grown.get(home, 0)
        for seed in (0, *range(start + 1, _SEEDS)) if start < _SEEDS else ():
            right, down = _FLOWER[seed]
            here = (x + right * apart * _STEP, y + down * apart * _STEP)
            if _free(taken, here, apart, cell) and frame.holds(*here, apart / 2):
                taken[int(here[0] // cell), int(here[1] // cell)] = here
                grown[home] = max(start, seed)
                break
        else:
            grown[home] = max(start, _SEEDS) + 1
            right, down = _FLOWER[grown[home] * 7 % _SEEDS]
            here = (x + right * apart * _STEP / 2, y + down * apart * _STEP / 2)
        found.append(here)
    return found


def _free(taken: Mapping[Cell, Place], here: Place, apart: float, cell: float) -> bool:
    x, y = here
    column, row = int(x // cell), int(y // cell)
    if (column, row) in taken:
        return False
    least = apart * apart
    for i, j in _AROUND:
        other = taken.get((column + i, row + j))
        if other is not None and (x - other[0]) ** 2 + (y - other[1]) ** 2 < least:
            return False
    return True


def _targets(places: Sequence[Place], least: float) -> list[float]:
    """The radius to touch around each place: as large as its nearest neighbour leaves it."""
    cells = _by_cell(dict.fromkeys(places), 2 * _TARGET)
    return [max(least, min(_TARGET, _nearest(cells, here, 2 * _TARGET) / 2)) for here in places]


def _by_cell(places: Iterable[Place], cell: float) -> dict[Cell, list[Place]]:
    cells: dict[Cell, list[Place]] = {}
    for x, y in places:
        cells.setdefault((int(x // cell), int(y // cell)), []).append((x, y))
    return cells


def _nearest(cells: Mapping[Cell, list[Place]], here: Place, cell: float) -> float:
    """The distance to the nearest other place, if it is within a cell; else something larger."""
    x, y = here
    column, row = int(x // cell), int(y // cell)
    others = (o for i in (-1, 0, 1) for j in (-1, 0, 1) for o in cells.get((column + i, row + j), ()) if o != here)
    return math.sqrt(min(((x - a) ** 2 + (y - b) ** 2 for a, b in others), default=math.inf))
