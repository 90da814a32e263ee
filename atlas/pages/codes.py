"""« Les codes d’erreur »: what each message of the check means, with an example; every code is an anchor."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from atlas import urls
from atlas.pages.data import Link, Page
from atlas.problems.phrases import CODES, THEMES, Code


@dataclass(frozen=True, slots=True)
class Explained:
    """A code. `faux` and `juste` are text to be typed as it stands: no typography is set in it."""

    id: str
    titre: str
    sens: str
    avertit: bool
    recit: bool
    faux: Markup
    juste: Markup


@dataclass(frozen=True, slots=True)
class Family:
    """Codes that tell of one thing."""

    id: str
    titre: str
    codes: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class CodesPage:
    """What the template may see."""

    nombre: int
    themes: tuple[Family, ...]


def page() -> Page:
    """The page."""
    themes = tuple(Family(f"theme-{theme.id}", theme.title, tuple(map(_explained, theme.codes))) for theme in THEMES)
    return Page(
        urls.CODES, "codes.html", "Les codes d’erreur",
        "Ce que veut dire chaque message de la vérification d’une fiche de l’atlas des PTCE, et quoi écrire : un exemple faux, le même corrigé.",
        CodesPage(len(CODES), themes), fil=(Link(urls.CONTRIBUER, "Contribuer"),), rubrique="contribuer",
    )  # fmt: skip


def _explained(code: Code) -> Explained:
    return Explained(code.id, code.title, code.meaning, code.warns, code.place == "recit", escape(code.wrong), escape(code.right))
