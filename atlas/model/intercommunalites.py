"""Which poles touch which intercommunalité, and how: by their seat, by a territory that covers it, or by some of its communes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from atlas.french.typography import enumeration, number
from atlas.geo.articles import of_departement
from atlas.geo.perimeters import Territory
from atlas.geo.places import Commune, EpciFacts
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole

FEW = 3  # communes that are named rather than counted


@dataclass(frozen=True, slots=True)
class Part:
    """A pole whose territory covers a part of an intercommunalité, and which, in words."""

    pole: Pole
    words: str


@dataclass(slots=True)
class Touch:
    """The poles of one intercommunalité, in the order of the atlas: seated in it, covering it whole, covering a part.

    A pole seated there is not named again for its territory.
    """

    seated: list[Pole] = field(default_factory=list)
    whole: list[Pole] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def touched(atlas: Atlas) -> dict[str, Touch]:
    """Every intercommunalité that a seat or a territory touches, by SIREN, in that order."""
    found: dict[str, Touch] = {}
    facts = atlas.places.epci_facts
    inside: dict[str, list[str]] = {}
    for siren, fact in facts.items():
        for code in fact.communes:
            inside.setdefault(code, []).append(siren)
    by_region: dict[str, list[str]] = {}
    for departement in atlas.places.departements.values():
        by_region.setdefault(departement.region, []).append(departement.code)
    for pole in atlas.poles:
        seat = pole.seat.epci.code if pole.seat.epci else ""
        if seat:
            found.setdefault(seat, Touch()).seated.append(pole)
        if pole.territoire:
            covered = {d.code for d in pole.territoire.departements}
            covered.update(code for region in pole.territoire.regions for code in by_region[region.code])
            for siren, words in _covers(atlas, pole.territoire, covered, inside):
                if siren == seat:
                    continue
                touch = found.setdefault(siren, Touch())
                if words:
                    touch.parts.append(Part(pole, words))
                else:
                    touch.whole.append(pole)
    return dict(sorted(found.items()))


def _covers(atlas: Atlas, territory: Territory, covered: set[str], inside: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Each intercommunalité a territory touches, and which part of it in words, empty when it is all of it."""
    entire = {epci.code for epci in territory.epci}
    named: dict[str, list[Commune]] = {}
    for commune in dict.fromkeys(territory.communes):
        if commune.epci and commune.departement not in covered:
            named.setdefault(commune.epci, []).append(commune)
    for siren in sorted(entire | named.keys() | {siren for code in covered for siren in inside.get(code, ())}):
        yield siren, "" if siren in entire else _part(atlas, atlas.places.epci_facts[siren], covered, named.get(siren, []))


def _part(atlas: Atlas, facts: EpciFacts, covered: set[str], named: list[Commune]) -> str:
    departements = [code for code in facts.communes if code in covered]
    if len(named) + sum(facts.communes[code] for code in departements) == facts.total:
        return ""
    words = [f"ses communes {of_departement(atlas.places.departements[code])}" for code in departements]
    if len(named) > FEW:
        words.append(f"{number(len(named))} de ses {number(facts.total)} communes")
    else:
        words += [commune.nom for commune in named]
    return enumeration(words)
