"""What the pages of territories and sectors share: counted links, indexes, and the tools they are made with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atlas import urls
from atlas.model import Atlas, Pole
from atlas.neighbours import Index, Neighbour
from atlas.pages.page import Entry, Link
from atlas.pages.tools import Pictures
from atlas.places import Departement
from atlas.slugs import slug
from atlas.typography import kilometres

NEAREST = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A link with the number of poles behind it."""

    lien: Link
    poles: int
    code: str = ""
    icone: str = ""
    definition: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A list of territories or sectors."""

    titre: str
    chapo: str
    lignes: tuple[Counted, ...]
    groupes: tuple[tuple[Counted, tuple[Counted, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class TerritoryTools:
    """What these pages are made with: the index of neighbours, the pictures, every pole as a list shows it."""

    everywhere: Index
    pictures: Pictures
    entries: dict[str, Entry]

    def of(self, poles: Iterable[Pole]) -> tuple[Entry, ...]:
        """These poles as a list shows them."""
        return tuple(self.entries[pole.slug] for pole in poles)


def by_name(poles: Iterable[Pole]) -> list[Pole]:
    """Poles in alphabetical order."""
    return sorted(poles, key=lambda p: slug(p.nom))


def count_departement(atlas: Atlas, departement: Departement) -> Counted:
    """A département with the number of poles seated there."""
    link = Link(urls.departement(departement.code), departement.nom)
    return Counted(link, len(atlas.seated[departement.code]), departement.code)


def distance(neighbour: Neighbour) -> str:
    """How far a pole is from the middle of a département; « environ » when its own seat is unknown."""
    told = kilometres(neighbour.km)
    return f"environ {told}" if neighbour.pole.seat.approximate else told
