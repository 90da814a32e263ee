"""The pages that are not a pole's nor a territory's: home, list, texts, référentiel, charter, plan, search, 404."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from atlas import urls
from atlas.content import glossary
from atlas.content.library import Writings
from atlas.content.referentiel import Referentiel
from atlas.content.synonyms import Synonyms
from atlas.content.texts import Text
from atlas.french.folding import fold
from atlas.french.typography import date, plural
from atlas.model.atlas import Atlas
from atlas.pages import jsonld, understanding
from atlas.pages.data import Link, Page, Sector, region_link, sector
from atlas.pages.profil import Together, together
from atlas.pages.tools import MapView, Pictures
from atlas.survey.quest import Quest


@dataclass(frozen=True, slots=True)
class Figure:
    """A true figure for the home page: its value, what it counts, and as of when."""

    valeur: str
    libelle: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page. `traces` are the first and the last year in which a page sees a pole, `muets` the poles that none dates.

    `cherches` counts the poles that are named and not described, `inconnus` the laureates of national calls whose name is not known.
    `mots` are the words, folded, that may mean a commune or what poles do: the field asks which.
    """

    mots: str
    figures: tuple[Figure, ...]
    date: str
    traces: tuple[int, int] | None
    muets: int
    cherches: int
    inconnus: int
    secteurs: tuple[tuple[Sector, int], ...]
    regions: tuple[tuple[Link, int], ...]
    carte: MapView


@dataclass(frozen=True, slots=True)
class ReferentielPage:
    """The grid and the text that introduces it."""

    texte: Text
    grille: Referentiel
    ensemble: Together | None


@dataclass(frozen=True, slots=True)
class RecordWays:
    """How one may change a record: shown under the text of `contribuer`."""

    texte: Text
    poles: tuple[Link, ...]


def _ambiguous(atlas: Atlas, synonyms: Synonyms) -> str:
    """The words, folded, that may mean a commune or what poles do."""
    return ",".join(sorted({fold(word) for group in synonyms for word in group if atlas.places.communes_named(word)}))


def home(atlas: Atlas, quest: Quest, pictures: Pictures, synonyms: Synonyms) -> Page:
    """The home page."""
    regions = Counter(pole.seat.region for pole in atlas.poles if pole.seat.region)
    departements = sum(map(bool, atlas.seated.values()))
    years = [p.statut_constate_le.year for p in atlas.poles if p.statut_constate_le]
    stakeholders = sum(len(p.parties_prenantes) for p in atlas.poles)
    data = HomePage(
        _ambiguous(atlas, synonyms),
        (
            Figure(str(len(atlas.poles)), "pôle décrit" if len(atlas.poles) < 2 else "pôles décrits, chacun avec ses sources"),  # noqa: PLR2004
            Figure(str(departements), f"départements, dans {plural(len(regions), 'région')}"),
            Figure(str(stakeholders), "structures nommées par une source"),
        ),
        date(atlas.updated),
        (min(years), max(years)) if years else None,
        len(atlas.poles) - len(years),
        quest.nommes,
        quest.inconnus,
        tuple((sector(atlas, s), sum(s in p.secteurs for p in atlas.poles)) for s in atlas.vocabularies["secteurs"]),
        tuple((region_link(region), regions[region]) for region in atlas.places.regions_by_name),
        pictures.france(atlas, urls.HOME),
    )
    return Page(
        urls.HOME, "accueil.html", atlas.config.sous_titre, atlas.config.description, data, rubrique="accueil",
        modified=str(atlas.updated or ""), flux=urls.FLUX, oembed=urls.oembed(urls.POLES), besoins=("fonds",),
        things=(jsonld.website(atlas.config),),
    )  # fmt: skip


def texts(writings: Writings, atlas: Atlas) -> Iterator[Page]:
    """The pages whose words are in `content/pages`."""
    contents = dict(understanding.explained(writings))
    special: dict[str, tuple[str, object, str]] = {
        **understanding.special(writings, atlas),
        "referentiel": ("referentiel.html", ReferentielPage(contents["referentiel"], atlas.referentiel, together(atlas)), "referentiel"),
        "contribuer": (
            "contribuer.html",
            RecordWays(contents["contribuer"], tuple(Link(urls.source_file(p.slug), p.nom) for p in atlas.poles)),
            "",
        ),
    }
    for name, text in contents.items():
        if f"{name}/" == urls.DONNEES:
            continue  # made last: it says what the files weigh
        template, data, section = special.get(name, ("texte.html", text, name))
        yield Page(f"{name}/", template, text.titre, text.description, data, rubrique=section, gloses=glossary.marks(text.html))


def search() -> Page:
    """The search page; the list of poles stands there for those without JavaScript."""
    return Page(
        urls.RECHERCHE, "recherche.html", "Rechercher",
        "Chercher un pôle par son nom, une commune, un membre, un secteur ou un mot de son histoire.",
        rubrique="recherche",
    )  # fmt: skip


def not_found(atlas: Atlas, synonyms: Synonyms) -> Page:
    """What is shown for an address that does not exist."""
    return Page(
        urls.NOT_FOUND, "404.html", "Page introuvable",
        "Cette page n’existe pas ou plus. La liste des pôles, les régions, les secteurs et la recherche mènent partout ailleurs.",
        _ambiguous(atlas, synonyms), listed=False,
    )  # fmt: skip
