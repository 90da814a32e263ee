"""The pages of régions: their poles and their départements, and the index of both."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from atlas import urls
from atlas.french.folding import slug
from atlas.french.typography import plural
from atlas.model.atlas import Atlas
from atlas.pages.around import Around
from atlas.pages.data import Entry, Link, Page, region_link
from atlas.pages.note import Note, note, without_limits
from atlas.pages.territories.shared import (
    Counted,
    IndexPage,
    Standing,
    TerritoryTools,
    answer,
    by_name,
    count_departement,
    in_region,
)


@dataclass(frozen=True, slots=True)
class RegionPage:
    """A région: its poles and its départements; `sans_limites` reach it, but no source says how far."""

    nom: str
    poles: tuple[Entry, ...]
    aussi: tuple[Entry, ...]
    sans_limites: tuple[Entry, ...]
    departements: tuple[Counted, ...]
    carte: Markup
    reponse: str
    epci: tuple[Counted, ...]
    note: Note


def index(atlas: Atlas) -> Page:
    """The list of the régions and of their départements."""
    groups = []
    for region in atlas.places.regions_by_name:
        departements, seated, _ = in_region(atlas, region)
        inside = tuple(count_departement(atlas, d) for d in departements)
        groups.append((Counted(region_link(region), len(seated), region.code), inside))
    data = IndexPage(
        "Les régions",
        "Les pôles de chaque région, d’après leur siège. Le nombre compte les pôles de l’atlas.",
        tuple(region for region, _ in groups),
        tuple(groups),
    )
    return Page(
        urls.REGIONS, "regions.html", "Les pôles par région",
        "Les pôles territoriaux de coopération économique région par région, outre-mer comprise, avec leurs départements.",
        data, rubrique="regions",
    )  # fmt: skip


def standing(atlas: Atlas, code: str, tools: TerritoryTools) -> Standing:
    """Who stands in one of them."""
    departements, seated, reaching = in_region(atlas, atlas.places.regions[code])
    sure = {slug_ for d in departements for slug_ in {pole.slug for pole in atlas.reaching[d.code]} - {pole.slug for pole in atlas.touching[d.code]}}
    known = [pole for pole in reaching if pole.slug in sure]
    loose = [pole for pole in reaching if pole.slug not in sure]
    epci = {e for d in departements for e in tools.epci.get(d.code, ())}
    return Standing(
        seated, known, loose, departements=tuple(count_departement(atlas, d) for d in departements), epci=tuple(sorted(epci, key=lambda e: slug(e.lien.texte)))
    )


def page(atlas: Atlas, code: str, tools: TerritoryTools) -> Page:
    """The page of one of them."""
    region, who = atlas.places.regions[code], standing(atlas, code, tools)
    seated, reaching = who.seated, by_name((*who.known, *who.loose))
    url = urls.region(region.slug)
    sentence = answer(len(seated), len(reaching), Around()) if seated or reaching else "L’atlas ne connaît encore aucun pôle dans cette région."
    brief = note(
        atlas, (*tools.brief(*seated, *who.known), *(without_limits(told, "la région") for told in tools.brief(*who.loose))), Around(),
        tools.told, subject=f"la région {region.nom}", sentence=sentence, region=region.code, institutions=atlas.contacts.regions.get(region.code, ()), url=url, pages=True,
    )  # fmt: skip
    data = RegionPage(
        region.nom,
        tools.of(seated),
        tools.of(who.known),
        tools.of(who.loose),
        who.departements,
        tools.pictures.region(region.code, (*seated, *reaching), url, f"Carte : {region.nom}, ses départements et ses pôles"),
        sentence,
        who.epci,
        brief,
    )
    count = plural(len(seated), "pôle territorial", "pôles territoriaux") if seated else "aucun pôle connu de l’atlas"
    return Page(
        url, "region.html", f"Les pôles en région {region.nom}",
        f"Région {region.nom} : {count}, avec leurs départements, leurs secteurs et leurs sources.",
        data, (Link(urls.REGIONS, "Les régions"),), "regions", flux=urls.flux_of(url), oembed=urls.oembed(url),
    )  # fmt: skip
