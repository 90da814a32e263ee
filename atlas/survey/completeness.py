"""What a reader expects of a record, and how much of it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from atlas.model.pole import Pole

# Twelve things, each counted once: a record of twelve lines, not of five hundred.
EXPECTED: tuple[tuple[str, str, Callable[[Pole], bool]], ...] = (
    ("situation", "la date de la situation", lambda pole: bool(pole.statut_constate_le)),
    ("creation", "l’année de création", lambda pole: bool(pole.annee_creation)),
    ("porteur", "la structure porteuse", lambda pole: bool(pole.porteur)),
    ("commune", "la commune du siège", lambda pole: not pole.seat.approximate),
    ("territoire", "le territoire", lambda pole: bool(pole.territoire)),
    ("secteurs", "les secteurs d’activité", lambda pole: bool(pole.secteurs)),
    ("parties-prenantes", "les parties prenantes", lambda pole: bool(pole.parties_prenantes)),
    ("gouvernance", "la gouvernance", lambda pole: bool(pole.gouvernance)),
    ("cooperations", "les coopérations", lambda pole: bool(pole.cooperations)),
    ("chiffres", "des chiffres", lambda pole: bool(pole.chiffres)),
    ("site-web", "le site web", lambda pole: bool(pole.site_web)),
    ("contact", "un contact", lambda pole: bool(pole.courriel or pole.telephone)),
)
READS = (
    "statut_constate_le", "annee_creation", "porteur", "seat", "territoire", "secteurs", "parties_prenantes", "gouvernance", "cooperations",
    "chiffres", "site_web", "courriel", "telephone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Completeness:
    """`known` of `total` things, and the names of the missing ones."""

    known: int
    total: int
    missing: tuple[str, ...]


def of(pole: Pole) -> Completeness:
    """What of the twelve things is known of a pole."""
    missing = tuple(label for _, label, known in EXPECTED if not known(pole))
    return Completeness(len(EXPECTED) - len(missing), len(EXPECTED), missing)
