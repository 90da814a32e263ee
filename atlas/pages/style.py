"""The pieces that pages are made of, on one page, for who draws them: no menu and no search leads there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from atlas import urls
from atlas.french.typography import date
from atlas.model.atlas import Atlas
from atlas.pages.around import Around
from atlas.pages.data import Entry, Link, Near, Page, Sector, Stage, sector

SHOWN = 3  # poles


@dataclass(frozen=True, slots=True)
class StylePage:
    """Every sector and situation, a few poles of the atlas, and a few régions with a number."""

    secteurs: tuple[tuple[Sector, int], ...]
    situations: tuple[Stage, ...]
    poles: tuple[Entry, ...]
    proches: Around
    regions: tuple[tuple[Link, int], ...]


def page(atlas: Atlas, entries: Mapping[str, Entry]) -> Page:
    """The page. Its numbers are ranks: it shows how they stand, not what they say."""
    shown = tuple(entries[pole.slug] for pole in atlas.poles[:SHOWN])
    seen = date(atlas.updated)
    data = StylePage(
        tuple((sector(atlas, id_), rank) for rank, id_ in enumerate(atlas.vocabularies["secteurs"], 1)),
        tuple(Stage(id_, atlas.label("statuts", id_), seen) for id_ in atlas.vocabularies["statuts"]),
        shown,
        Around(tuple(Near(entry, f"à {12 * rank}\xa0km") for rank, entry in enumerate(shown, 1)), shown[:1]),
        tuple((Link(urls.REGIONS, region.nom), rank) for rank, region in enumerate(atlas.places.regions.values(), 1)),
    )
    description = "Les pièces dont sont faites les pages de l’atlas des PTCE, pour qui les dessine : lettres, listes, boutons, champs, tableaux."
    return Page(urls.STYLE, "style.html", "Les pièces des pages", description, data, listed=False)
