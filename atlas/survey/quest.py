"""Whom the atlas still looks for: the poles that a page names and no record describes, and the laureates that nothing names here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atlas.content.sought import Sought
from atlas.content.vocabularies import Term
from atlas.french.folding import fold
from atlas.model.atlas import Atlas
from atlas.survey import recognitions


@dataclass(frozen=True, slots=True)
class Tally:
    """Of a national call: how many laureates have a record, how many more are only named, how many nothing names."""

    appel: Term
    decrits: int
    nommes: int
    inconnus: int


@dataclass(frozen=True, slots=True)
class Quest:
    """The national calls, by date, and the poles that are looked for."""

    appels: tuple[Tally, ...]
    cherches: tuple[Sought, ...]

    @property
    def nommes(self) -> int:
        """How many poles are known by name and have no record."""
        return sum(sought.nomme for sought in self.cherches)

    @property
    def inconnus(self) -> int:
        """How many laureates of the calls nothing names here."""
        return sum(tally.inconnus for tally in self.appels)


def of(atlas: Atlas, sought: Iterable[Sought]) -> Quest:
    """Who is left to find: a pole that a record bears the name of, or another name of, is found."""
    known = {fold(name) for pole in atlas.poles for name in (pole.nom, *pole.autres_noms)}
    left = tuple(s for s in sought if not (s.nomme and known & {fold(name) for name in (s.nom, *s.autres_noms)}))
    return Quest(tuple(_tally(call, left) for call in recognitions.calls(atlas)), left)


def _tally(call: recognitions.Call, left: tuple[Sought, ...]) -> Tally:
    told, named = len(call.laureats), sum(s.nomme and s.appel == call.term.id for s in left)
    return Tally(call.term, told, named, max(0, call.term.laureats - told - named))
