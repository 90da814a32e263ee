"""Which records need the team: stale, incomplete or unlocated ones."""

from __future__ import annotations

import datetime

from atlas import completeness
from atlas.model import Atlas, Pole
from atlas.typography import enumeration

STALE_DAYS = 548  # eighteen months
INCOMPLETE_BELOW = 9  # of twelve


def text(atlas: Atlas, today: datetime.date) -> str:
    """Three lists in French, each record by its file."""
    stale = [(p, f"vérifiée le {p.verifie_le}") for p in atlas.poles if _age(p, today) > STALE_DAYS]
    incomplete = [
        (p, f"{c.known} sur {c.total} ; manque : {enumeration(c.missing)}")
        for p in atlas.poles
        if (c := completeness.of(p)).known < INCOMPLETE_BELOW
    ]
    unlocated = [(p, p.seat.departement.nom) for p in atlas.poles if p.seat.approximate]
    return "\n\n".join(
        (
            _section("Fiches à revérifier (plus de dix-huit mois)", stale),
            _section(f"Fiches à compléter (moins de {INCOMPLETE_BELOW} renseignements sur douze)", incomplete),
            _section("Fiches sans siège connu (position approximative)", unlocated),
        )
    )


def _age(pole: Pole, today: datetime.date) -> int:
    day = pole.verifie_le
    return (today - datetime.date(day.year, day.month or 1, day.day or 1)).days


def _section(title: str, rows: list[tuple[Pole, str]]) -> str:
    lines = [f"{title} : {len(rows)}", *(f"  poles/{pole.slug}.md  {pole.nom} — {why}" for pole, why in rows)]
    return "\n".join(lines)
