"""The pages of régions, départements, intercommunalités and sectors, each with its poles, and their indexes."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.model import Atlas
from atlas.pages.page import Page
from atlas.pages.territories import departements, epci, regions, sectors
from atlas.pages.territories.shared import TerritoryTools

__all__ = ["TerritoryTools", "pages"]


def pages(atlas: Atlas, tools: TerritoryTools) -> Iterator[Page]:
    """All pages of territories and sectors."""
    yield from regions.pages(atlas, tools)
    yield from departements.pages(atlas, tools)
    yield from epci.pages(atlas, tools)
    yield from sectors.pages(atlas, tools)
