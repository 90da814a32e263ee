"""What a reader expects of a record, and how much of it is known."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.model import Pole


@dataclass(frozen=True, slots=True)
class Completeness:
    """`known` of `total` things, and the names of the missing ones."""

    known: int
    total: int
    missing: tuple[str, ...]


def of(pole: Pole) -> Completeness:
    """Twelve things, each counted once: a record of twelve lines, not of five hundred."""
    expected = (
        ("la date de sa situation", bool(pole.statut_constate_le)),
        ("l’année de création", bool(pole.annee_creation)),
        ("la structure porteuse", bool(pole.porteur)),
        ("la commune du siège", not pole.seat.approximate),
        ("le territoire", bool(pole.territoire)),
        ("les secteurs d’activité", bool(pole.secteurs)),
        ("les parties prenantes", bool(pole.parties_prenantes)),
        ("la gouvernance", bool(pole.gouvernance)),
        ("les coopérations", bool(pole.cooperations)),
        ("des chiffres", bool(pole.chiffres)),
        ("le site web", bool(pole.site_web)),
        ("un contact", bool(pole.courriel or pole.telephone)),
    )
    missing = tuple(label for label, known in expected if not known)
    return Completeness(len(expected) - len(missing), len(expected), missing)
