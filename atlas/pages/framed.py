"""A page that others show in a frame, and the one of a pole: its card."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from atlas import urls
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.pages.data import Link, Page
from atlas.pages.pole import PolePage, PoleTools


@dataclass(frozen=True, slots=True)
class EmbeddedPole:
    """The card of a pole: its page has the rest."""

    page: Link
    pole: PolePage
    carte: Markup


def framed(url: str, template: str, title: str, data: object, *needs: str) -> Page:
    """The frame of what stands at this address."""
    return Page(urls.embed(url), template, title, f"{title}, à montrer sur un autre site.", data, listed=False, besoins=needs)


def card(atlas: Atlas, pole: Pole, made: PolePage, tools: PoleTools) -> Page:
    """The card of a pole, from the data of its page."""
    url = urls.pole(pole.slug)
    picture, _ = tools.pictures.situation(pole, atlas.perimeters, urls.embed(url))
    return framed(url, "embed/fiche.html", f"{pole.nom} : la fiche en bref", EmbeddedPole(Link(url, "Lire sa fiche dans l’atlas"), made, picture))
