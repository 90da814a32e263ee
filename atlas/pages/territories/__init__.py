"""The pages of régions, départements, intercommunalités and sectors, each with its poles, and their indexes."""

from __future__ import annotations

from atlas.model import intercommunalites
from atlas.model.atlas import Atlas
from atlas.pages import note
from atlas.pages.pole import PoleTools
from atlas.pages.territories.shared import TerritoryTools, epci_by_departement

__all__ = ["TerritoryTools", "tools"]


def tools(atlas: Atlas, of_poles: PoleTools) -> TerritoryTools:
    """What these pages are made with; the index of all poles and their entries are those of their own pages."""
    touched = intercommunalites.touched(atlas)
    by_departement = epci_by_departement(atlas, touched)
    return TerritoryTools(
        of_poles.everywhere, of_poles.pictures, of_poles.entries, note.tellings(atlas), touched, by_departement
    )
