"""Every page of the site, as plain frozen values."""

from __future__ import annotations

from atlas import urls
from atlas.content.glossary import Glossary
from atlas.content.library import Writings
from atlas.french.markdown_html import Renderer
from atlas.model import neighbours
from atlas.model.atlas import Atlas
from atlas.pages import (
    autodiagnostic,
    cherches,
    codes,
    editeur,
    etat,
    explorer,
    general,
    nouveautes,
    observatoire,
    pole,
    pres,
    redirects,
    territories,
)
from atlas.pages.data import Page, entries
from atlas.pages.pole import PoleTools
from atlas.pages.tools import Pictures
from atlas.survey import quest
from atlas.survey.whole import Survey

__all__ = ["Page", "PoleTools", "general_pages", "pole_tools"]


def general_pages(survey: Survey, writings: Writings, of_poles: PoleTools) -> tuple[Page, ...]:
    """Every page but those of the poles, which are made one at a time; the plan names these all the same."""
    atlas, known, pictures = survey.atlas, of_poles.entries, of_poles.pictures
    tools = territories.tools(atlas, of_poles)
    plate = explorer.picture(atlas, pictures, urls.POLES)  # for both pages that lie one level below the home page
    searched = quest.of(atlas, writings.cherches)
    pages = [
        general.home(atlas, searched, pictures),
        *explorer.pages(atlas, plate, known),
        pres.page(atlas, plate),
        *territories.pages(atlas, tools),
        *general.texts(writings, atlas),
        *autodiagnostic.pages(atlas),
        cherches.page(atlas, searched),
        editeur.page(atlas, pictures),
        codes.page(),
        general.search(),
        nouveautes.page(atlas, survey.news),
        *etat.pages(survey.report, known),
        *observatoire.pages(atlas, survey.observatory),
        *redirects.pages(atlas),
        general.not_found(),
    ]
    return (*pages, general.plan((*pages, *pole.stubs(atlas))))


def pole_tools(atlas: Atlas, story: Renderer, pictures: Pictures, glossary: Glossary) -> PoleTools:
    """What the pages of poles are made with, and the others in part."""
    by_sector = {
        id_: neighbours.index(p for p in atlas.poles if id_ in p.secteurs) for id_ in atlas.vocabularies["secteurs"]
    }
    return PoleTools(story, glossary, pictures, neighbours.index(atlas.poles), by_sector, entries(atlas))
