"""The pages of départements and overseas collectivities, and their index."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from atlas import urls
from atlas.french.typography import plural
from atlas.geo.articles import of_departement
from atlas.geo.perimeters import Territory
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
    count_departement,
    overseas,
)


@dataclass(frozen=True, slots=True)
class DepartementPage:
    """A département: the poles seated there, those whose territory reaches it, and the nearest elsewhere.

    `sans_limites` reach it too, but no source says how far.
    """

    nom: str
    code: str
    region: Link | None
    poles: tuple[Entry, ...]
    aussi: tuple[Entry, ...]
    sans_limites: tuple[Entry, ...]
    proches: Around
    collectivite: bool
    carte: Markup
    locale: Markup
    reponse: str
    epci: tuple[Counted, ...]
    note: Note


def index(atlas: Atlas) -> Page:
    """The list of all départements and collectivities."""
    departements = atlas.places.departements.values()
    lines = tuple(count_departement(atlas, d) for d in departements)
    data = IndexPage(
        "Les départements",
        "Tous les départements et collectivités d’outre-mer, par numéro. Chacun a sa page, même sans pôle : elle dit où est le plus proche.",
        lines,
    )
    return Page(
        urls.DEPARTEMENTS, "departements.html", "Les pôles par département",
        "Les pôles territoriaux de coopération économique de chaque département et collectivité d’outre-mer, et les plus proches.",
        data, rubrique="regions",
    )  # fmt: skip


def standing(atlas: Atlas, code: str, tools: TerritoryTools) -> Standing:
    """Who stands in one of them."""
    departement, seated, reaching = atlas.places.departements[code], atlas.seated[code], atlas.reaching[code]
    unlimited = {pole.slug for pole in atlas.touching[code]}
    loose = [pole for pole in reaching if pole.slug in unlimited]
    known = [pole for pole in reaching if pole.slug not in unlimited]
    near = tools.around(departement.point, code, (*seated, *reaching))
    alone = not (seated or reaching or near.known or near.apart)
    return Standing(seated, known, loose, (), near, overseas(atlas, departement) if alone else (), epci=tools.epci.get(code, ()))


def page(atlas: Atlas, code: str, tools: TerritoryTools) -> Page:
    """The page of one of them."""
    departement, who = atlas.places.departements[code], standing(atlas, code, tools)
    of = of_departement(departement)
    near = who.near.told(tools.entries)
    sentence = answer(len(who.seated), len(who.known) + len(who.loose), near)
    kind = "la collectivité" if departement.is_collectivite else "le département"
    brief = note(
        atlas, (*tools.brief(*who.seated, *who.known), *(without_limits(told, kind) for told in tools.brief(*who.loose))), near,
        tools.told, subject=f"{kind} {of}", sentence=sentence,
        region=departement.region, institutions=atlas.contacts.of(departement), url=urls.departement(code), overseas=tools.brief(*who.overseas),
    )  # fmt: skip
    region = atlas.places.regions.get(departement.region)
    link = region_link(region) if region else None
    data = DepartementPage(
        departement.nom,
        code,
        link,
        tools.of(who.seated),
        tools.of(who.known),
        tools.of(who.loose),
        near,
        departement.is_collectivite,
        tools.pictures.departement(code, urls.departement(code), f"Situation : {departement.nom} en France"),
        tools.map_of(atlas, Territory("", departements=(departement,)), (*who.seated, *who.known), who.near, f"Carte : {departement.nom}, sièges et territoires des pôles"),
        sentence,
        who.epci,
        brief,
    )
    count = plural(len(who.seated), "pôle") if who.seated else "aucun pôle connu"
    return Page(
        urls.departement(code), "departement.html", f"{departement.nom} ({code}) : les pôles",
        f"{departement.nom} ({code}) : {count} dans l’atlas, ceux dont le territoire s’étend jusqu’ici et les plus proches, avec les distances.",
        data, (Link(urls.REGIONS, "Les régions"), *((link,) if link else ())), "regions", flux=urls.flux_of(urls.departement(code)),
        oembed=urls.oembed(urls.departement(code)),
    )  # fmt: skip
