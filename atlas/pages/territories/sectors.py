"""The pages of sectors, and their index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from atlas import urls
from atlas.french.plain_story import shortened
from atlas.french.typography import plural
from atlas.model.atlas import Atlas
from atlas.pages.data import Entry, Link, Page, Sector, sector
from atlas.pages.territories.shared import Counted, IndexPage


@dataclass(frozen=True, slots=True)
class SectorPage:
    """A sector and its poles, the main activity of some and a second one of others."""

    secteur: Sector
    definition: str
    source: str
    poles: tuple[Entry, ...]
    autres: tuple[Sector, ...]


def pages(atlas: Atlas, known: Mapping[str, Entry]) -> Iterator[Page]:
    """The index and the page of each sector."""
    yield _sectors_index(atlas)
    for id_ in atlas.vocabularies["secteurs"]:
        yield _sector(atlas, id_, known)


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


def _sector(atlas: Atlas, id_: str, known: Mapping[str, Entry]) -> Page:
    term = atlas.vocabularies["secteurs"][id_]
    poles = [p for p in atlas.poles if id_ in p.secteurs]
    data = SectorPage(
        sector(atlas, id_),
        term.definition,
        term.source,
        tuple(known[pole.slug] for pole in poles),
        tuple(sector(atlas, other) for other in atlas.vocabularies["secteurs"] if other != id_),
    )
    return Page(
        urls.secteur(id_), "secteur.html", f"{term.label} : les pôles",
        shortened(f"{plural(len(poles), 'pôle') if poles else 'Aucun pôle connu'} du secteur {term.label}. {term.definition}", 155),
        data, (Link(urls.SECTEURS, "Les secteurs"),), "secteurs",
    )  # fmt: skip
