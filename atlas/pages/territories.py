"""The pages of régions, départements and sectors, each with its poles, and the three indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from atlas import urls
from atlas.model import Atlas, Pole
from atlas.neighbours import Index, Neighbour, zone
from atlas.pages.page import Entry, Link, Near, Page, Sector, sector
from atlas.pages.tools import Pictures
from atlas.places import Departement, Region
from atlas.slugs import slug
from atlas.stories import summary
from atlas.typography import kilometres, plural

NEAREST = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A link with the number of poles behind it."""

    lien: Link
    poles: int
    code: str = ""
    icone: str = ""
    definition: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A list of territories or sectors."""

    titre: str
    chapo: str
    lignes: tuple[Counted, ...]
    groupes: tuple[tuple[Counted, tuple[Counted, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class RegionPage:
    """A région: its poles and its départements."""

    nom: str
    code: str
    poles: tuple[Entry, ...]
    aussi: tuple[Entry, ...]
    departements: tuple[Counted, ...]
    carte: Markup


@dataclass(frozen=True, slots=True)
class DepartementPage:
    """A département: the poles seated there, those whose territory reaches it, and the nearest elsewhere."""

    nom: str
    code: str
    region: Link | None
    poles: tuple[Entry, ...]
    aussi: tuple[Entry, ...]
    proches: tuple[Near, ...]
    collectivite: bool
    carte: Markup


@dataclass(frozen=True, slots=True)
class SectorPage:
    """A sector and its poles, the main activity of some and a second one of others."""

    secteur: Sector
    definition: str
    source: str
    poles: tuple[Entry, ...]
    autres: tuple[Sector, ...]


def region_slugs(atlas: Atlas) -> dict[str, str]:
    """The address part of each région, by code."""
    return {code: slug(region.nom) for code, region in atlas.places.regions.items()}


@dataclass(frozen=True, slots=True)
class TerritoryTools:
    """What these pages are made with: the index of neighbours, the pictures, every pole as a list shows it."""

    everywhere: Index
    pictures: Pictures
    entries: dict[str, Entry]

    def of(self, poles: Iterable[Pole]) -> tuple[Entry, ...]:
        """These poles as a list shows them."""
        return tuple(self.entries[pole.slug] for pole in poles)


def pages(atlas: Atlas, tools: TerritoryTools) -> Iterator[Page]:
    """All pages of territories and sectors."""
    yield _regions_index(atlas)
    for region in atlas.places.regions.values():
        yield _region(atlas, region, tools)
    yield _departements_index(atlas)
    for departement in atlas.places.departements.values():
        yield _departement(atlas, departement, tools)
    yield _sectors_index(atlas)
    for id_ in atlas.vocabularies["secteurs"]:
        yield _sector(atlas, id_, tools)


def _in_region(atlas: Atlas, region: Region) -> tuple[list[Departement], list[Pole], list[Pole]]:
    """The départements of a région, the poles seated there, and those that only reach it."""
    departements = [d for d in atlas.places.departements.values() if d.region == region.code]
    seated = {p.slug: p for d in departements for p in atlas.seated[d.code]}
    reaching = {p.slug: p for d in departements for p in atlas.reaching[d.code] if p.slug not in seated}
    return departements, _by_name(seated.values()), _by_name(reaching.values())


def _by_name(poles: Iterable[Pole]) -> list[Pole]:
    return sorted(poles, key=lambda p: slug(p.nom))


def _count_departement(atlas: Atlas, departement: Departement) -> Counted:
    link = Link(urls.departement(departement.code), departement.nom)
    return Counted(link, len(atlas.seated[departement.code]), departement.code)


def _regions_index(atlas: Atlas) -> Page:
    groups = []
    for region in sorted(atlas.places.regions.values(), key=lambda r: slug(r.nom)):
        link = Link(urls.region(slug(region.nom)), region.nom)
        departements, seated, _ = _in_region(atlas, region)
        inside = tuple(_count_departement(atlas, d) for d in departements)
        groups.append((Counted(link, len(seated), region.code), inside))
    data = IndexPage(
        "Les régions",
        "Les pôles de chaque région, d’après leur siège. Le nombre entre parenthèses compte les pôles de l’atlas.",
        tuple(region for region, _ in groups),
        tuple(groups),
    )
    return Page(
        urls.REGIONS, "regions.html", "Les pôles par région",
        "Les pôles territoriaux de coopération économique région par région, outre-mer comprise, avec leurs départements.",
        data, rubrique="regions",
    )  # fmt: skip


def _region(atlas: Atlas, region: Region, tools: TerritoryTools) -> Page:
    departements, seated, reaching = _in_region(atlas, region)
    url = urls.region(slug(region.nom))
    data = RegionPage(
        region.nom,
        region.code,
        tools.of(seated),
        tools.of(reaching),
        tuple(_count_departement(atlas, d) for d in departements),
        tools.pictures.region(region.code, (*seated, *reaching), url, f"Carte : {region.nom}, ses départements et ses pôles"),
    )
    count = plural(len(seated), "pôle territorial", "pôles territoriaux") if seated else "aucun pôle connu de l’atlas"
    return Page(
        url, "region.html", f"Les pôles en région {region.nom}",
        f"Région {region.nom} : {count}, avec leurs départements, leurs secteurs et leurs sources.",
        data, (Link(urls.REGIONS, "Les régions"),), "regions",
    )  # fmt: skip


def _departements_index(atlas: Atlas) -> Page:
    departements = atlas.places.departements.values()
    lines = tuple(_count_departement(atlas, d) for d in departements)
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


def _departement(atlas: Atlas, departement: Departement, tools: TerritoryTools) -> Page:
    code = departement.code
    seated, reaching = atlas.seated[code], atlas.reaching[code]
    here = {p.slug for p in (*seated, *reaching)}
    near = tools.everywhere.nearest(departement.point, zone(code), NEAREST + len(here))
    region = atlas.places.regions.get(departement.region)
    link = Link(urls.region(slug(region.nom)), region.nom) if region else None
    data = DepartementPage(
        departement.nom,
        code,
        link,
        tools.of(seated),
        tools.of(reaching),
        tuple(Near(tools.entries[n.pole.slug], _distance(n)) for n in near if n.pole.slug not in here)[:NEAREST],
        departement.is_collectivite,
        tools.pictures.departement(code, urls.departement(code), f"Situation : {departement.nom} en France"),
    )
    count = plural(len(seated), "pôle") if seated else "aucun pôle connu"
    return Page(
        urls.departement(code), "departement.html", f"{departement.nom} ({code}) : les pôles",
        f"{departement.nom} ({code}) : {count} dans l’atlas, ceux dont le territoire s’étend jusqu’ici et les plus proches, avec les distances.",
        data, (Link(urls.REGIONS, "Les régions"), *((link,) if link else ())), "regions",
    )  # fmt: skip


def _distance(neighbour: Neighbour) -> str:
    """How far a pole is from the middle of a département; « environ » when its own seat is unknown."""
    told = kilometres(neighbour.km)
    return f"environ {told}" if neighbour.pole.seat.approximate else told


def _sectors_index(atlas: Atlas) -> Page:
    lines = []
    for id_, term in atlas.vocabularies["secteurs"].items():
        count = sum(id_ in p.secteurs for p in atlas.poles)
        lines.append(Counted(Link(urls.secteur(id_), term.label), count, id_, term.icone, term.definition))
    data = IndexPage(
        "Les secteurs d’activité",
        "Les domaines où agissent les pôles, tels que les nomme la publication de 2014. Un pôle peut en avoir plusieurs.",
        tuple(lines),
    )
    return Page(
        urls.SECTEURS, "secteurs.html", "Les pôles par secteur d’activité",
        "Culture, énergie, alimentation, insertion… : les pôles territoriaux de coopération économique par domaine d’activité.",
        data, rubrique="secteurs",
    )  # fmt: skip


def _sector(atlas: Atlas, id_: str, tools: TerritoryTools) -> Page:
    term = atlas.vocabularies["secteurs"][id_]
    poles = [p for p in atlas.poles if id_ in p.secteurs]
    data = SectorPage(
        sector(atlas, id_),
        term.definition,
        term.source,
        tools.of(poles),
        tuple(sector(atlas, other) for other in atlas.vocabularies["secteurs"] if other != id_),
    )
    return Page(
        urls.secteur(id_), "secteur.html", f"{term.label} : les pôles",
        summary(f"{plural(len(poles), 'pôle') if poles else 'Aucun pôle connu'} du secteur {term.label}. {term.definition}", 155),
        data, (Link(urls.SECTEURS, "Les secteurs"),), "secteurs",
    )  # fmt: skip
