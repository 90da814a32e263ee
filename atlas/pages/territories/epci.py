"""The pages of the intercommunalités that a pole touches, and their index by département."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from atlas import urls
from atlas.french.typography import enumeration, number, plural
from atlas.geo import articles
from atlas.geo.articles import short_epci, the_epci
from atlas.geo.perimeters import Territory
from atlas.geo.places import Commune, Departement, Epci
from atlas.model.atlas import Atlas
from atlas.pages.around import Around
from atlas.pages.data import LONGEST_DESCRIPTION, LONGEST_TITLE, Entry, Link, Near, Page, departement_link, fitting
from atlas.pages.note import Note, in_part, note, without_limits
from atlas.pages.territories.shared import (
    IndexPage,
    Standing,
    TerritoryTools,
    answer,
    count_departement,
)

FEW = 3  # départements that a title may name


@dataclass(frozen=True, slots=True)
class EpciPage:
    """An intercommunalité: what it is made of, the poles seated there, those that cover it, wholly or in part, the nearest.

    `parties` are told with the part they cover in place of a distance; `sans_limites` reach one of its départements, and no source
    says whether they reach it; `depuis` is the commune distances start from, with its little word.
    """

    nom: str
    siren: str
    departements: tuple[Link, ...]
    communes: int
    population: str
    poles: tuple[Entry, ...]
    entiers: tuple[Entry, ...]
    parties: tuple[Near, ...]
    sans_limites: tuple[Entry, ...]
    proches: Around
    depuis: str
    carte: Markup
    locale: Markup
    reponse: str
    note: Note


def index(atlas: Atlas, tools: TerritoryTools) -> Page:
    """The list of the intercommunalités that a pole touches."""
    groups = []
    for departement in atlas.places.departements.values():
        inside = tools.epci.get(departement.code)
        if inside:
            groups.append((count_departement(atlas, departement), inside))
    data = IndexPage(
        "Les intercommunalités",
        "Celles où un pôle a son siège, ou que touche le territoire d’un pôle, département par département. "
        "Le nombre compte les pôles qui ont leur siège dans l’intercommunalité.",
        tuple(departement for departement, _ in groups),
        tuple(groups),
    )
    return Page(
        urls.EPCI, "epci-index.html", "Les pôles par intercommunalité",
        "Les communautés de communes, d’agglomération, urbaines et métropoles où agit un pôle territorial de coopération économique.",
        data, (Link(urls.REGIONS, "Les régions"),), "regions",
    )  # fmt: skip


def standing(atlas: Atlas, siren: str, tools: TerritoryTools) -> Standing:
    """Who stands in one of them."""
    touch, facts, centre = tools.touched[siren], atlas.places.epci_facts[siren], _centre(atlas, siren)
    assert centre.point is not None, "the collectivities, whose communes have no point, have no intercommunalité"
    here = [*touch.seated, *touch.whole, *(part.pole for part in touch.parts)]
    known = {pole.slug for pole in here}
    loose = list({p.slug: p for code in facts.communes for p in atlas.touching[code] if p.slug not in known}.values())
    near = tools.around(centre.point, centre.departement, (*here, *(pole for pole in loose if pole.seat.approximate)))
    return Standing(touch.seated, touch.whole, loose, touch.parts, near)


def _centre(atlas: Atlas, siren: str) -> Commune:
    """The commune that distances start from."""
    centre = atlas.places.commune(atlas.places.epci_facts[siren].principale)
    assert centre is not None, "tools/count_epci.py counts communes of today"
    return centre


def page(atlas: Atlas, siren: str, tools: TerritoryTools) -> Page:
    """The page of one of them."""
    who, centre = standing(atlas, siren, tools), _centre(atlas, siren)
    epci, facts, url = atlas.places.epci[siren], atlas.places.epci_facts[siren], urls.epci(siren)
    here = (*who.seated, *who.known, *(part.pole for part in who.parts))
    where = "un de ses départements" if len(facts.communes) > 1 else "le département"
    near = who.near.told(tools.entries)
    sentence = answer(len(who.seated), len(here) - len(who.seated), near)
    departements = [atlas.places.departements[code] for code in facts.communes]
    home = atlas.places.departements[centre.departement]
    data = EpciPage(
        epci.nom,
        siren,
        tuple(Link(urls.departement(d.code), f"{d.nom} ({d.code})") for d in departements),
        facts.total,
        number(facts.population),
        tools.of(who.seated),
        tools.of(who.known),
        tuple(Near(tools.entries[part.pole.slug], part.words) for part in who.parts),
        tools.of(who.loose),
        near,
        articles.of(centre.nom),
        tools.pictures.place(centre, url, f"Situation : {epci.nom}, autour {articles.of(centre.nom)}"),
        tools.map_of(atlas, Territory("", epci=(epci,)), here, who.near, f"Carte : {epci.nom}, sièges et territoires des pôles"),
        sentence,
        note(
            atlas, (*tools.brief(*who.seated, *who.known), *(in_part(tools.told[p.pole.slug], p.words) for p in who.parts), *(without_limits(told, where) for told in tools.brief(*who.loose))), near,
            tools.told, subject=_subject(the_epci(epci), departements), sentence=sentence, region=home.region, institutions=atlas.contacts.of(home), url=url,
        ),
    )  # fmt: skip
    count = plural(len(here), "pôle") if here else "aucun pôle connu"
    told = f"{epci.nom} ({home.nom}) : {count} dans l’atlas par le siège ou le territoire, et les plus proches"
    return Page(
        url, "epci.html", _title(epci, home), fitting(LONGEST_DESCRIPTION, f"{told}, avec les distances.", f"{told}.", f"{epci.nom} ({home.nom}) : {count} dans l’atlas."),
        data, (Link(urls.REGIONS, "Les régions"), departement_link(home)), "regions",
    )  # fmt: skip


def _subject(name: str, departements: Sequence[Departement]) -> str:
    """Who it is, and where: those who read the note may be from elsewhere."""
    where = enumeration([departement.nom for departement in departements])
    return name if where in name or len(departements) > FEW else f"{name} ({where})"


def _title(epci: Epci, home: Departement) -> str:
    """Official names are long, and a list of results cuts them."""
    title, short = (f"{nom} ({home.code})" for nom in (epci.nom, short_epci(epci)))
    return fitting(LONGEST_TITLE, f"{title} : les pôles", title, short, short_epci(epci))
