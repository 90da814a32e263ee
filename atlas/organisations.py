"""Which organisations are named in several poles, as far as names can tell.

A record names its stakeholders; it gives them no number. So a name is all there is, and it is compared with care:

- whole and folded (`places.fold`: without case, accents, hyphens); nothing of it is dropped, no near spelling is merged;
- a name found in poles of one région, today as in 2014, under one family, is taken for one organisation;
- a name that speaks of a ville, a département or something else « local » must stay within one département;
- the same name anywhere else may be another organisation (each région has its « union régionale »): it is told as a doubt;
- a name of common words alone (« la mairie ») tells nobody apart, and is always a doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atlas.model import Pole
from atlas.places import fold

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


def shared(poles: Iterable[Pole]) -> tuple[Shared, ...]:
    """The names found in at least two poles, stakeholders and carriers alike, in alphabetical order."""
    found: dict[str, list[tuple[Pole, str, str]]] = {}
    for pole in poles:
        named = [(s.nom, s.famille) for s in pole.parties_prenantes]
        if pole.porteur:
            named.append((pole.porteur, ""))
        for nom, famille in named:
            found.setdefault(fold(nom), []).append((pole, nom, famille))
    several = ((name, uses) for name, uses in sorted(found.items()) if name and len({pole.slug for pole, _, _ in uses}) > 1)
    return tuple(_shared(name, uses) for name, uses in several)


def _shared(name: str, uses: Sequence[tuple[Pole, str, str]]) -> Shared:
    spelling = Counter(nom for _, nom, _ in uses).most_common(1)[0][0]
    families = tuple(dict.fromkeys(famille for _, _, famille in uses if famille))
    poles = tuple({pole.slug: pole for pole, _, _ in uses}.values())
    return Shared(spelling, families, poles, len(families) < 2 and _one_place(set(name.split()), poles))  # noqa: PLR2004


def _one_place(words: set[str], poles: Sequence[Pole]) -> bool:
    """Whether a name of these words can be taken for one organisation in all these poles."""
    if words <= _COMMON:
        return False
    departements = {pole.seat.departement.code for pole in poles}
    if len(departements) == 1:
        return True
    regions = {pole.seat.region.code if pole.seat.region else pole.seat.departement.code for pole in poles}
    before = {fold(pole.region_2014) for pole in poles if pole.region_2014}
    return len(regions) == 1 and len(before) < 2 and not words & _LOCAL  # noqa: PLR2004
