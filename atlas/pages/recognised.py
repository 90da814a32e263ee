"""What recognised a pole as a PTCE, on its page: dated facts, in the order of their dates and of the closed list, never ranked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.pages import further as more


@dataclass(frozen=True, slots=True)
class Row:
    """A recognition: its call or label, what the source says of it beside (the year first), and the number of the source."""

    nom: str
    quand: str
    precision: str
    note: int
    source: str
    autres: more.Further


def rows(atlas: Atlas, pole: Pole, known: dict[str, tuple[int, str]]) -> tuple[Row, ...]:
    """The recognitions of a pole, the oldest first; those without a year come last."""
    terms, beside = atlas.vocabularies["reconnaissances"], partial(more.beside, atlas)
    rank = {id_: number for number, id_ in enumerate(terms)}
    told = sorted(pole.reconnaissances, key=lambda row: (row.annee or 9999, rank[row.appel]))
    return tuple(
        Row(terms[row.appel].label, _when(row.annee, terms[row.appel].label), row.phase, *known.get(row.source, (0, "")), beside(row, "reconnaissances"))
        for row in told
    )


def _when(annee: int, label: str) -> str:
    """The year, unless the label has it; a call of a year may have been decided the next one."""
    if not annee or str(annee) in label:
        return ""
    return f"décision de {annee}" if label[-4:].isdecimal() else str(annee)
