"""The pages of régions, départements, intercommunalités and sectors, each with its poles, and their indexes."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.model import intercommunalites
from atlas.model.atlas import Atlas
from atlas.pages import note
from atlas.pages.data import Page
from atlas.pages.pole import PoleTools
from atlas.pages.territories import departements, epci, regions, sectors
from atlas.pages.territories.shared import TerritoryTools, epci_by_departement

__all__ = ["TerritoryTools", "pages", "tools"]


def tools(atlas: Atlas, of_poles: PoleTools) -> TerritoryTools:
    """What these pages are made with; the index of all poles and their entries are those of their own pages."""
    touched = intercommunalites.touched(atlas)
    by_departement = epci_by_departement(atlas, touched)
    return TerritoryTools(
        of_poles.everywhere, of_poles.pictures, of_poles.entries, note.told(atlas), touched, by_departement
    )


def pages(atlas: Atlas, with_: TerritoryTools) -> Iterator[Page]:
    """All pages of territories and sectors."""
    yield from regions.pages(atlas, with_)
    yield from departements.pages(atlas, with_)
    yield from epci.pages(atlas, with_)
    yield from sectors.pages(atlas, with_)
