"""The page of the data: every file that can be taken, what its fields say, what it weighs, how to cite it, and what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from atlas import urls
from atlas.content.journal import Change
from atlas.content.texts import Text
from atlas.exports import FORMATS, catalogue, journal_feed, paths
from atlas.exports.catalogue import Weight
from atlas.exports.format import MEDIA_TYPES, Champ, to_cite
from atlas.french.folding import slug
from atlas.french.safe_html import page_renderer
from atlas.french.typography import date, number
from atlas.model.atlas import Atlas
from atlas.pages import jsonld
from atlas.pages.data import Page, Stub

STUB = Stub(urls.DONNEES, "Les données")  # what the plan of the site knows of it before it is made
_KILO = 1000
_LATEX = re.compile(r"[#$%&_{}]")
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Fichier:
    """A file: its name and its address in the page, its words, its weight, and its fields or the name of the file that has the same."""

    nom: str
    ancre: str
    url: str
    html: Markup
    taille: str
    sha256: str
    champs: tuple[Champ, ...]
    comme: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """The page: its text, and what stands in it. `recettes` are by name, `journal` by day."""

    texte: Text
    fichiers: tuple[Fichier, ...]
    citation: str
    bibtex: str
    recettes: Mapping[str, str]
    journal: tuple[tuple[str, Markup], ...]
    flux: str


def page(atlas: Atlas, text: Text, recipes: Mapping[str, str], weights: Mapping[str, Weight]) -> Page:
    """The page, once all files are made and weighed."""
    files = tuple(_files(weights))
    config = atlas.config
    told = DataPage(text, files, to_cite(atlas), _bibtex(atlas), recipes, tuple(_said(atlas, change) for change in atlas.journal), urls.flux_of(urls.DONNEES))
    distributions = tuple((config.adresse + file.url, MEDIA_TYPES[ending]) for file in files if (ending := file.url.rpartition(".")[2]) in MEDIA_TYPES)
    return Page(
        urls.DONNEES, "donnees.html", STUB.titre, text.description, told, rubrique="donnees", flux=told.flux,
        things=(jsonld.dataset(config, str(atlas.updated or ""), distributions),),
    )  # fmt: skip


def _files(weights: Mapping[str, Weight]) -> Iterator[Fichier]:
    render = page_renderer()
    told = [(f.path, f.about, f.champs, f.like, str(f.resources[0]["name"]) if f.resources else "") for f in FORMATS]
    told.append((paths.CATALOG_TTL, catalogue.ABOUT, (), "", "catalogue"))
    for path, about, champs, like, name in told:
        weight = weights[path]
        short = path.removeprefix(urls.API)
        yield Fichier(short, name or slug(short), path, render(about)[0], _size(weight.size), weight.sha256, champs, like)


def _size(size: int) -> str:
    """In kilobytes of a thousand bytes, as people read it."""
    if size < _KILO:
        return f"{size} octets"
    return f"{number(round(size / _KILO))} ko" if size < _KILO * _KILO else f"{number(round(size / _KILO / _KILO, 1))} Mo"


def _bibtex(atlas: Atlas) -> str:
    config, updated = atlas.config, atlas.updated
    fields = {
        "title": f"{{{_latex(config.titre)}}}",
        "author": f"{{{_latex(config.editeur or config.titre)}}}",
        "year": str(updated.year) if updated else "",
        "version": str(updated or ""),
        "url": config.adresse + urls.DONNEES,
        "note": _latex(config.licence.nom),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{slug(config.titre)},\n{lines}\n}}"


def _latex(text: str) -> str:
    """A text as BibTeX takes it."""
    return "".join(_SPECIAL.get(sign) or _LATEX.sub(lambda found: "\\" + found[0], sign) for sign in text)


def _said(atlas: Atlas, change: Change) -> tuple[str, Markup]:
    return date(change.day) if change.day else "", Markup(journal_feed.html(atlas, change))  # noqa: S704 - sanitised by the renderer
