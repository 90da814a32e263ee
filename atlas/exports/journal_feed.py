"""What changes in the data, for who reuses them: an Atom feed of the lines of the changelog that say their day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from atlas import urls
from atlas.content.journal import Change
from atlas.exports import atom
from atlas.exports.format import File, Format
from atlas.exports.xml_text import escape, quoteattr
from atlas.french.safe_html import page_renderer
from atlas.french.typography import date, french
from atlas.model.atlas import Atlas
from atlas.survey.whole import HOUSE, Survey

ANCHOR = "ce-qui-a-change"  # of the page that tells the same
_renderer = cache(page_renderer)


def html(atlas: Atlas, change: Change) -> str:
    """A change in HTML, its relative addresses whole."""
    return str(_renderer()(change.text)[0]).replace('href="../', f'href="{atlas.config.adresse}')


def _entry(atlas: Atlas, change: Change) -> str:
    page = f"{atlas.config.adresse}{urls.DONNEES}#{ANCHOR}"
    return "\n".join((
        "<entry>",
        f"<id>{escape(atom.tag(atlas, f'donnees/{change.day}/{change.rank}'))}</id>",
        f"<title>{escape(french(f'Données, {date(change.day)}'))}</title>",
        f"<updated>{change.day}T00:00:00Z</updated>",
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>',
        f'<content type="html">{escape(html(atlas, change))}</content>',
        "</entry>",
    ))  # fmt: skip


def files(survey: Survey) -> Iterator[File]:
    """The one feed; without a change that says its day, it has no entry and stays valid."""
    atlas = survey.atlas
    dated = [change for change in atlas.journal if change.day][: atom.LONGEST]
    updated = f"{dated[0].day}T00:00:00Z" if dated else ""
    about = "Fichiers, champs et colonnes qui s’ajoutent ou changent sous api/v1/."
    text = atom.document(atlas, urls.DONNEES, urls.flux_of(urls.DONNEES), "Données", about, updated, [_entry(atlas, change) for change in dated])
    yield urls.flux_of(urls.DONNEES), text.encode()


FORMAT = Format(
    files,
    "[donnees/flux.xml](../donnees/flux.xml) : ce qui change dans ces fichiers (champs, colonnes, formats), en Atom.",
    reads=(*HOUSE, "journal"),
)
