"""The poles cut by where they stand: by basin, then in leaves of few, so that the nearest of a place are looked for in a few files.

`atlas/client/near.py` publishes them; assets/pres/calcul.js looks for the nearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from atlas.model.atlas import Atlas
from atlas.model.pole import Pole

SEATS_A_FILE = 48
LONGITUDE = 0.7  # a degree of it in France, to one of latitude
BASINS = {"971": "antilles", "972": "antilles", "973": "antilles", "977": "antilles", "978": "antilles", "974": "indien", "976": "indien"}

Box = tuple[float, float, float, float]


def basin(departement: str) -> str:
    """Lands that look to each other before they look to Europe: the West Indies and Guiana, Réunion and Mayotte."""
    return BASINS.get(departement) or (departement if departement.startswith("9") and len(departement) > 2 else "")  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some poles whose seats lie together, and the box they lie in: south, west, north, east."""

    box: Box
    poles: tuple[Pole, ...]


@dataclass(frozen=True)
class Nearby:
    """The poles of an atlas, by where they stand."""

    atlas: Atlas

    @cached_property
    def leaves(self) -> dict[str, tuple[Leaf, ...]]:
        """The seats by basin, cut in halves until few are left together."""
        basins: dict[str, list[Pole]] = {}
        for pole in self.atlas.poles:
            basins.setdefault(basin(pole.seat.departement.code), []).append(pole)
        return {name: tuple(_halves(poles)) for name, poles in sorted(basins.items())}

    @cached_property
    def by_epci(self) -> dict[str, tuple[Pole, ...]]:
        """The poles by the intercommunalité of their seat."""
        return _grouped((pole.seat.epci.code, pole) for pole in self.atlas.poles if pole.seat.epci)

    @cached_property
    def by_region(self) -> dict[str, tuple[Pole, ...]]:
        """The poles by the région of their seat."""
        return _grouped((pole.seat.region.code, pole) for pole in self.atlas.poles if pole.seat.region)


def _halves(poles: Sequence[Pole]) -> Iterator[Leaf]:
    ys, xs = [p.seat.point.latitude for p in poles], [p.seat.point.longitude for p in poles]
    if len(poles) <= SEATS_A_FILE:
        yield Leaf((min(ys), min(xs), max(ys), max(xs)), tuple(poles))
        return
    tall = max(ys) - min(ys) > LONGITUDE * (max(xs) - min(xs))
    poles = sorted(poles, key=lambda p: (p.seat.point.latitude if tall else p.seat.point.longitude, p.slug))
    yield from _halves(poles[: len(poles) // 2])
    yield from _halves(poles[len(poles) // 2 :])


def _grouped(pairs: Iterable[tuple[str, Pole]]) -> dict[str, tuple[Pole, ...]]:
    found: dict[str, list[Pole]] = {}
    for code, pole in pairs:
        found.setdefault(code, []).append(pole)
    return {code: tuple(poles) for code, poles in found.items()}
