"""Every page of the site, as plain frozen values, in the order of the site plan."""

from __future__ import annotations

from atlas import neighbours
from atlas.model import Atlas
from atlas.pages import general, pole, territories
from atlas.pages.page import Page
from atlas.pages.texts import Text

__all__ = ["Page", "all_pages", "pole_pages"]


def all_pages(atlas: Atlas, contents: dict[str, Text], signed: Text) -> tuple[Page, ...]:
    """Every page but those of the poles, whose data are heavy; the plan names these all the same."""
    everywhere = neighbours.index(atlas.poles)
    pages = [general.home(atlas), general.poles(atlas), *territories.pages(atlas, everywhere)]
    pages += [*general.texts(contents, signed, atlas), general.search(), general.not_found()]
    return (*pages, general.plan((*pages, *pole.stubs(atlas))))


def pole_pages(atlas: Atlas) -> tuple[neighbours.Index, dict[str, neighbours.Index]]:
    """The indexes that the pages of poles look their neighbours up in: of all poles, and by sector."""
    by_sector = {
        id_: neighbours.index(p for p in atlas.poles if id_ in p.secteurs) for id_ in atlas.vocabularies["secteurs"]
    }
    return neighbours.index(atlas.poles), by_sector
