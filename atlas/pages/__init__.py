"""Every page of the site, as plain frozen values."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.model.atlas import Atlas
from atlas.pages import plan as site_plan
from atlas.pages import pole
from atlas.pages.data import Page, Stub
from atlas.pages.families import FAMILIES, Family, Places, Workshop, pole_tools
from atlas.pages.pole import PoleTools

__all__ = ["FAMILIES", "Family", "Page", "Places", "PoleTools", "Stub", "Workshop", "plan", "pole_tools"]


def plan(atlas: Atlas, pages: Iterable[Stub]) -> Page:
    """The plan of the site: these pages, and those of the poles."""
    return site_plan.page((*pages, *pole.stubs(atlas)))
