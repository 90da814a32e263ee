"""The plan of the site: a link to every page."""

from __future__ import annotations

from collections.abc import Iterable

from atlas import urls
from atlas.pages.data import Link, Page, Stub


def page(pages: Iterable[Stub]) -> Page:
    """The plan: these pages, in their sections."""
    names = ("Le site", "Les pôles", "Les régions", "Les départements", "Les intercommunalités", "Les secteurs", "L’état des fiches", "À propos")
    sections: dict[str, list[Link]] = {name: [] for name in names}
    known = {
        urls.POLES: "Les pôles", urls.REGIONS: "Les régions", urls.DEPARTEMENTS: "Les départements",
        urls.EPCI: "Les intercommunalités", urls.SECTEURS: "Les secteurs", urls.ETAT: "L’état des fiches", urls.CHERCHES: "Les pôles",
    }  # fmt: skip
    about = (urls.ACCESSIBILITE, urls.MENTIONS, urls.DONNEES_PERSONNELLES, urls.DONNEES, urls.INTEGRER, urls.CONTACT, urls.CONTRIBUER, urls.EDITEUR, urls.CODES)
    for page in pages:
        if not page.listed:
            continue
        top = page.url.split("/")[0] + "/"
        name = "À propos" if page.url in about else known.get(top, "Le site")
        sections[name].append(Link(page.url or "./", page.titre))
    sections["À propos"].append(Link(urls.PLAN, "Plan du site"))
    data = {name: links for name, links in sections.items() if links}
    return Page(
        urls.PLAN, "plan.html", "Plan du site",
        "Toutes les pages de l’atlas des PTCE, sur une seule page : pôles, régions, départements, secteurs, textes.",
        data,
    )  # fmt: skip
