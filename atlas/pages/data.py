"""What a page is: an address, a template, and the plain values that template may see."""

from __future__ import annotations

from dataclasses import dataclass

from atlas import urls
from atlas.french.typography import date
from atlas.geo.places import Departement, Region
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.model.pole import Pole
from atlas.pages.lazily import Lazily
from atlas.survey import freshness

ENTRY_READS = ("slug", "nom", "seat", "resume", "secteurs", "statut", "statut_constate_le")  # of a pole, to show it in a list
BRIEF_READS = (*ENTRY_READS, "territoire", "parties_prenantes", "courriel", "telephone", "site_web")  # of a pole, to tell it on the page of a place
STANDING_READS = ("slug", "seat", "territoire")  # of all poles, to know whom the page of a place tells of
LONGEST_TITLE = 58  # characters, before the name of the site
LONGEST_DESCRIPTION = 170


Thing = dict[str, object]  # of schema.org


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the site: its address from the root, and its words."""

    url: str
    texte: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `data` is a frozen value the template knows as `page.data`; `fil` is the way from the home page.

    `listed` pages are in the plan and offered to search engines; `flux` is the feed of what is new there, if it has one;
    `oembed` is the file that says how others may show it, `image` its own picture where its link is shared and what that shows; `gloses` says whether words of the glossary explain themselves in its
    prose; `besoins` names what its policy must allow besides what every page may do (`site/answers`). `things` are
    what it is about, for machines.
    """

    url: str
    template: str
    titre: str
    description: str
    data: object = None
    fil: tuple[Link, ...] = ()
    rubrique: str = ""
    modified: str = ""
    listed: bool = True
    flux: str = ""
    gloses: bool = False
    oembed: str = ""
    image: tuple[str, str] | None = None
    besoins: tuple[str, ...] = ()
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Stub:
    """What other pages and search engines know of a page."""

    url: str
    titre: str
    modified: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector as pages show it: always its sign and its word."""

    id: str
    nom: str
    court: str
    url: str
    icone: str


@dataclass(frozen=True, slots=True)
class Stage:
    """The situation of a pole: its word, its id for the outline, and when a source saw it; `ancienne` when that is long ago."""

    id: str
    nom: str
    date: str
    ancienne: bool = False

    @property
    def seen(self) -> str:
        """When a source saw the pole so, in words; nothing to say of an unknown situation that left no trace."""
        told = self.date + (freshness.LONG_AGO if self.ancienne else "")
        if self.id == "inconnu":
            return f"dernière trace : {told}" if told else ""
        return told or "sans date"


@dataclass(frozen=True, slots=True)
class Entry:
    """A pole as a list shows it."""

    slug: str
    url: str
    nom: str
    lieu: str
    resume: str
    secteurs: tuple[Sector, ...]
    stage: Stage
    approximate: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A pole in a list of the nearest ones, and how far it is, in words."""

    entry: Entry
    distance: str


def pole_link(pole: Pole) -> Link:
    """The page of a pole, by its name."""
    return Link(urls.pole(pole.slug), pole.nom)


def region_link(region: Region) -> Link:
    """The page of a région, by its name."""
    return Link(urls.region(region.slug), region.nom)


def departement_link(departement: Departement) -> Link:
    """The page of a département or a collectivity, by its name."""
    return Link(urls.departement(departement.code), departement.nom)


def sector(atlas: Atlas, id_: str) -> Sector:
    """A sector by its id."""
    term = atlas.vocabularies["secteurs"][id_]
    return Sector(id_, term.label, term.court, urls.secteur(id_), term.icone)


def stage(atlas: Atlas, pole: Pole) -> Stage:
    """The situation of a pole."""
    return Stage(pole.statut, atlas.label("statuts", pole.statut), date(pole.statut_constate_le), freshness.is_old_trace(atlas, pole))


def entries(atlas: Atlas) -> Lazily[Entry]:
    """Every pole as lists show it, by its address."""
    return Lazily(lambda slug: _entry(atlas, atlas.by_slug[slug]))


def _entry(atlas: Atlas, pole: Pole) -> Entry:
    return Entry(
        slug=pole.slug,
        url=urls.pole(pole.slug),
        nom=pole.nom,
        lieu=place_words(pole),
        resume=pole.resume,
        secteurs=tuple(sector(atlas, s) for s in pole.secteurs),
        stage=stage(atlas, pole),
        approximate=pole.seat.approximate,
    )


def fitting(most: int, *ways: str) -> str:
    """The first of these ways to say something that is no longer than that, else the last."""
    return next((way for way in ways if len(way) <= most), ways[-1])
