"""How many laureates of each national call the atlas describes, beside how many the call named."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.content.vocabularies import Term
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole, Recognition


@dataclass(frozen=True, slots=True)
class Call:
    """A national call and its laureates among the poles, in the order of the atlas; `autres` were chosen without being laureates."""

    term: Term
    laureats: tuple[Pole, ...]
    autres: tuple[Pole, ...]


def recognised(pole: Pole) -> tuple[str, ...]:
    """The calls, labels and networks that recognised a pole, each once."""
    return tuple(dict.fromkeys(row.appel for row in pole.reconnaissances))


def calls(atlas: Atlas) -> tuple[Call, ...]:
    """Each call that says how many laureates it named, in the order of the closed list."""
    return tuple(_call(atlas, term) for term in atlas.vocabularies["reconnaissances"].values() if term.laureats)


def _call(atlas: Atlas, term: Term) -> Call:
    chosen = [(pole, any(is_laureate(term, row) for row in rows)) for pole in atlas.poles if (rows := [row for row in pole.reconnaissances if row.appel == term.id])]
    return Call(term, tuple(pole for pole, laureate in chosen if laureate), tuple(pole for pole, laureate in chosen if not laureate))


def is_laureate(term: Term, row: Recognition) -> bool:
    """Whether a recognition by a call makes a laureate of it: not when its phase is one that the call told apart."""
    return not (term.sauf and row.phase.casefold().startswith(term.sauf.casefold()))
