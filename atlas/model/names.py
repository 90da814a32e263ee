"""The names of poles: how an index files them, and where each pole is, in words."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.french.folding import slug
from atlas.model.pole import Pole

_LEADING = ("le", "la", "les", "l", "ptce")  # words that begin many names and tell none apart


def filed(nom: str) -> str:
    """The sort key of a name: without accents, leading article nor « PTCE »."""
    words = slug(nom).split("-")
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return "-".join(words)


def in_order(poles: Iterable[Pole]) -> list[Pole]:
    """Poles as an index files them."""
    return sorted(poles, key=lambda pole: (filed(pole.nom), pole.slug))


def place_words(pole: Pole) -> str:
    """« Redon (Ille-et-Vilaine) », or the département alone when no source gives the seat."""
    seat = pole.seat
    if not seat.commune or seat.commune.nom == seat.departement.nom:  # Paris is both
        return seat.departement.nom
    return f"{seat.commune.nom} ({seat.departement.nom})"
