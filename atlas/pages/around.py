"""The nearest poles as a page lists them: known seats with their distance, and apart, without any, those known by a département alone."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping
from dataclasses import dataclass

from atlas.french.typography import kilometres
from atlas.geo.places import Commune, Point
from atlas.model.neighbours import Index, Neighbour, zone
from atlas.model.pole import Pole
from atlas.pages.data import Entry, Near


@dataclass(frozen=True, slots=True)
class Around:
    """Known seats, nearest first; and poles that no source seats, of départements as near."""

    proches: tuple[Near, ...] = ()
    sans_siege: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anyone to tell of."""
        return bool(self.proches or self.sans_siege)

    @property
    def slugs(self) -> frozenset[str]:
        """The addresses of all of them."""
        return frozenset(entry.slug for entry in (*(near.entry for near in self.proches), *self.sans_siege))


@dataclass(frozen=True, slots=True)
class Nearest:
    """The same before anything is told of them: who they are, and how far."""

    known: tuple[Neighbour, ...] = ()
    apart: tuple[Pole, ...] = ()

    def told(self, entries: Mapping[str, Entry], home: Commune | None = None) -> Around:
        """As a page lists them, perhaps that of a commune."""
        return Around(tuple(Near(entries[n.pole.slug], _distance(n, home)) for n in self.known), tuple(entries[pole.slug] for pole in self.apart))


def nearest(index: Index, point: Point, departement: str, count: int, besides: Container[str] = ()) -> Nearest:
    """The `count` nearest of each kind to a point of a département, without the poles of these addresses."""
    land = zone(departement)
    found = index.nearest(point, land, count, besides)
    reach = found[-1].km if len(found) == count else math.inf
    return Nearest(found, index.apart(point, land, reach, besides)[:count])


def _distance(neighbour: Neighbour, home: Commune | None) -> str:
    """Kilometres; a seat is often its town hall, so that they mean nothing within one commune."""
    return "même commune" if home and neighbour.pole.seat.commune == home else kilometres(neighbour.km)
