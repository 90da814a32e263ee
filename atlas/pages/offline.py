"""How to read the atlas without a network, and what a copy in a folder says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from atlas import urls
from atlas.french.typography import date, number
from atlas.model.atlas import Atlas
from atlas.pages.data import Page, Stub

TITLE = "Lire hors connexion"
STUB = Stub(urls.HORS_CONNEXION, TITLE)
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """What the whole site weighs in one file, empty where it is not offered; and what is kept beforehand, where a browser can."""

    archive: str
    garde: str


def page(archive: str, garde: str = "") -> Page:
    """The page."""
    description = "Lire l’atlas des PTCE sans réseau : les pages déjà ouvertes, celles que l’on garde d’avance, et tout le site dans un dossier."
    return Page(urls.HORS_CONNEXION, "hors-connexion.html", TITLE, description, OfflinePage(archive, garde), rubrique="hors-connexion")


def weight(octets: int) -> str:
    """A weight in words, to a tenth of a megabyte."""
    return f"{number(round(octets / _MEGA, 1))}\xa0Mo"


def said(atlas: Atlas) -> str:
    """What each page of a copy says of itself, in HTML; « {site} » is its public address."""
    return (
        f'<p class="source copie">Copie de l’atlas à jour au {date(atlas.updated)}, à lire sans réseau. La recherche par mot, la carte que l’on déplace, '
        'les filtres et l’éditeur demandent le site\xa0: <a href="{site}">cette page en ligne</a>.</p>\n'
    )
