"""Every page of the site, as plain frozen values."""

from __future__ import annotations

from atlas import neighbours
from atlas.model import Atlas
from atlas.pages import editeur, explorer, general, pole, pres, territories
from atlas.pages.page import Page, entries
from atlas.pages.pole import PoleTools
from atlas.pages.texts import Text
from atlas.pages.tools import Pictures
from atlas.text import Renderer

__all__ = ["Page", "PoleTools", "general_pages", "pole_tools"]


def general_pages(atlas: Atlas, contents: dict[str, Text], signed: Text, pictures: Pictures) -> tuple[Page, ...]:
    """Every page but those of the poles, which are made one at a time; the plan names these all the same."""
    known = entries(atlas)
    tools = territories.tools(atlas, pictures, known)
    pages = [
        general.home(atlas, pictures),
        *explorer.pages(atlas, pictures, known),
        pres.page(atlas, pictures),
        *territories.pages(atlas, tools),
        *general.texts(contents, signed, atlas),
        editeur.page(atlas, pictures),
        general.search(),
        general.not_found(),
    ]
    return (*pages, general.plan((*pages, *pole.stubs(atlas))))


def pole_tools(atlas: Atlas, story: Renderer, pictures: Pictures) -> PoleTools:
    """What the pages of poles are made with."""
    by_sector = {
        id_: neighbours.index(p for p in atlas.poles if id_ in p.secteurs) for id_ in atlas.vocabularies["secteurs"]
    }
    return PoleTools(story, pictures, neighbours.index(atlas.poles), by_sector, entries(atlas))
