"""Which organisations are named in several poles, as far as names can tell.

A record names its stakeholders; it gives them no number. So a name is all there is, and it is compared with care:

- whole and folded (`places.fold`: without case, accents, hyphens); nothing of it is dropped, no near spelling is merged;
- a name found in poles of one région, today as in 2014, under one family, is taken for one organisation;
- a name that speaks of a ville, a département or something else « local » must stay within one département;
- the same name anywhere else may be another organisation (each région has its « union régionale »): it is told as a doubt;
- a name of common words alone (« la mairie ») tells nobody apart, and is always a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from atlas.french.folding import fold
from atlas.model.pole import Pole

_LOCAL = frozenset((
    "mairie", "ville", "villes", "commune", "communes", "communal", "communale", "communaux", "municipal", "municipale",
    "municipalite", "local", "locale", "locaux", "locales", "quartier", "pays", "agglomeration", "intercommunal",
    "intercommunale", "communaute", "syndicat", "mission", "maison", "departement", "departemental", "departementale",
    "departementaux",
))  # fmt: skip
_COMMON = _LOCAL | {"la", "le", "les", "l", "d", "de", "des", "du", "et", "conseil", "mixte", "region", "regional", "regionale", "cc", "ca"}


@dataclass(frozen=True, slots=True)
class Shared:
    """A name found in several poles, in its most frequent spelling; `poles` in the order of the atlas.

    `sure`: by the rules above, one organisation; otherwise perhaps several. `familles` are vocabulary ids, none for an
    organisation that only carries poles.
    """

    nom: str
    familles: tuple[str, ...]
    poles: tuple[Pole, ...]
    sure: bool


def shared(poles: Sequence[Pole]) -> tuple[Shared, ...]:
    """The names found in at least two poles, stakeholders and carriers alike, in alphabetical order."""
    found: dict[str, list[_Use]] = {}
    for pole in poles:
        for nom, famille in _named(pole):
            found.setdefault(fold(nom), []).append((pole, nom, famille))
    several = sorted((name, uses) for name, uses in found.items() if name and any(pole is not uses[0][0] for pole, _, _ in uses))
    return tuple(_shared(name, uses) for name, uses in several)


_Use = tuple[Pole, str, str]


def _named(pole: Pole) -> list[tuple[str, str]]:
    """The names in a record, each with its family; a carrier has none."""
    named = [(stakeholder.nom, stakeholder.famille) for stakeholder in pole.parties_prenantes]
    return [*named, (pole.porteur, "")] if pole.porteur else named


def _shared(name: str, uses: Sequence[_Use]) -> Shared:
    spellings = [nom for _, nom, _ in uses]
    spelling = max(dict.fromkeys(spellings), key=spellings.count)
    families = tuple(sorted({famille for _, _, famille in uses if famille}))
    poles = tuple({pole.slug: pole for pole, _, _ in uses}.values())
    return Shared(spelling, families, poles, len(families) < 2 and _one_place(set(name.split()), poles))  # noqa: PLR2004


def _one_place(words: set[str], poles: Sequence[Pole]) -> bool:
    """Whether a name of these words can be taken for one organisation in all these poles."""
    if words <= _COMMON:
        return False
    regions = {pole.seat.region.code if pole.seat.region else pole.seat.departement.code for pole in poles}
    if len(regions) > 1:
        return False
    if len({pole.seat.departement.code for pole in poles}) == 1:
        return True
    before = {fold(pole.region_2014) for pole in poles if pole.region_2014}
    return len(before) < 2 and not words & _LOCAL  # noqa: PLR2004
