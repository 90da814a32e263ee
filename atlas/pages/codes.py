"""« Les codes d’erreur »: what each message of the check means, with an example; every code is an anchor."""

from __future__ import annotations

from dataclasses import dataclass

from atlas import urls
from atlas.pages.data import Link, Page
from atlas.problems.phrases import CODES, THEMES, Theme


@dataclass(frozen=True, slots=True)
class CodesPage:
    """What the template may see."""

    nombre: int
    themes: tuple[Theme, ...]


def page() -> Page:
    """The page."""
    return Page(
        urls.CODES, "codes.html", "Les codes d’erreur",
        "Ce que veut dire chaque message de la vérification d’une fiche de l’atlas des PTCE, et quoi écrire : un exemple faux, le même corrigé.",
        CodesPage(len(CODES), THEMES), fil=(Link(urls.CONTRIBUER, "Contribuer"),), rubrique="contribuer",
    )  # fmt: skip
