"""The rose of a self-assessment: a petal an indicator, by objective, as long as the words of its answer are strong.

`assets/autodiagnostic/dessins.js` draws the same in the browser; its colours are in `assets/autodiagnostic/page.css`.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sin

from atlas.content.referentiel import Item, Referentiel
from atlas.french.typography import printed

SIDE, CENTRE, HEART, EDGE, NUMBERS = 400, 200, 34, 172, 187
BETWEEN_GENERAL, BETWEEN_MAIN = 8.0, 4.0  # degrees of angle


def rose(grid: Referentiel, answers: Mapping[str, str], use: str, label: str) -> str:
    """The picture of one reading as SVG; `label` says it in words."""
    scale = grid.by_strength
    step = (EDGE - HEART) / len(scale)
    rings = "".join(
        f'<circle class="rose-cercle{" rose-milieu" * (2 * n == len(scale))}" cx="{CENTRE}" cy="{CENTRE}" r="{_number(HEART + n * step)}"/>'
        for n in range(1, len(scale) + 1)
    )
    places = {degree.id: place for place, degree in enumerate(scale)}
    width, numbers, petals = _width(grid), grid.numbers, []
    for main, start in _starts(grid, width):
        x, y = _point(NUMBERS, start + len(main.children) * width / 2)
        petals.append(f'<text class="rose-numero" x="{x}" y="{y}">{numbers[main.id]}</text>')
        for rank, indicator in enumerate(main.children):
            place = places.get(answers.get(indicator.id, ""))
            words, kind, reach = "sans réponse", "sans", HEART + 4.0
            if place is not None:
                degree = scale[place]
                words, kind = getattr(degree, use), "fort" if degree.strong else "faible"
                reach = HEART + (len(scale) - place) * step
            path = _sector(reach, start + rank * width + 0.4, start + (rank + 1) * width - 0.4)
            title = printed(f"{numbers[indicator.id]} {indicator.libelle} : {words}")
            petals.append(f'<path class="petale petale--{kind}" d="{path}"><title>{title}</title></path>')
    return (
        f'<svg class="rose" viewBox="0 0 {SIDE} {SIDE}" role="img" aria-label="{printed(label)}">'
        f"{rings}{''.join(petals)}</svg>"
    )


def _width(grid: Referentiel) -> float:
    """The angle of a petal."""
    general, main = len(grid.theme.children), len(grid.objectives)
    return (360 - general * BETWEEN_GENERAL - (main - general) * BETWEEN_MAIN) / len(grid.indicators)


def _starts(grid: Referentiel, width: float) -> list[tuple[Item, float]]:
    """Each main objective and the angle where it begins."""
    found, here = [], BETWEEN_GENERAL / 2
    for general in grid.theme.children:
        for main in general.children:
            found.append((main, here))
            here += len(main.children) * width + BETWEEN_MAIN
        here += BETWEEN_GENERAL - BETWEEN_MAIN
    return found


def _sector(reach: float, start: float, end: float) -> str:
    near, far = [" ".join(_point(radius, start)) for radius in (HEART, reach)]
    back, home = [" ".join(_point(radius, end)) for radius in (reach, HEART)]
    return f"M{near}L{far}A{_number(reach)} {_number(reach)} 0 0 1 {back}L{home}A{HEART} {HEART} 0 0 0 {near}Z"


def _point(radius: float, angle: float) -> tuple[str, str]:
    turn = radians(angle - 90)
    return _number(CENTRE + radius * cos(turn)), _number(CENTRE + radius * sin(turn))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
