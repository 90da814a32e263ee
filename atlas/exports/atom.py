"""What is new, for feed readers: Atom (RFC 4287), one feed for the country, for each région and each département.

Where nothing is known to have happened, a feed has no entry and stays valid. It names no person: its author is the atlas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from atlas import urls
from atlas.exports.format import File, Format
from atlas.exports.xml_text import escape, quoteattr
from atlas.french.typography import french
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.survey import changes
from atlas.survey.changes import KINDS, Event, News
from atlas.survey.whole import Survey, of_poles

LONGEST = 50  # entries of one feed
_BEGINNING = "2014-01-01T00:00:00Z"  # of an atlas without records: a feed must have a date
_TAGGED = "2026-11-24"  # the day from which our names of entries hold (RFC 4151)


def feeds(atlas: Atlas, known: News) -> Iterator[tuple[str, str]]:
    """Every feed, by its path in the site."""
    about = "Pôles nouvellement décrits, fiches mises à jour, pôles fusionnés ou qui ont cessé."
    if not known.known:
        about = "L’historique des fiches n’était pas disponible quand cet atlas a été construit : rien n’est annoncé."
    yield urls.flux_of(urls.HOME), _feed(atlas, urls.NOUVEAUTES, urls.FLUX, "Quoi de neuf", about, known.events)
    for region in atlas.places.regions.values():
        url = urls.region(region.slug)
        inside = [departement.code for departement in atlas.places.inside(region)]
        yield urls.flux_of(url), _place(atlas, known, url, f"Quoi de neuf : {region.nom}", about, inside)
    for departement in atlas.places.departements.values():
        url = urls.departement(departement.code)
        title = f"Quoi de neuf : {departement.nom} ({departement.code})"
        yield urls.flux_of(url), _place(atlas, known, url, title, about, [departement.code])


def _place(atlas: Atlas, known: News, url: str, title: str, about: str, departements: list[str]) -> str:
    """The feed of a place: the poles seated there, and those whose territory reaches it."""
    poles = [pole for code in departements for pole in (*atlas.seated[code], *atlas.reaching[code])]
    return _feed(atlas, url, urls.flux_of(url), title, about, tuple(known.of(poles)))


def _feed(atlas: Atlas, page: str, path: str, title: str, about: str, events: tuple[Event, ...]) -> str:
    shown = tuple(islice(events, LONGEST))
    updated = max((event.when for event in shown), default=None)
    return document(atlas, page, path, title, about, _moment(updated) if updated else "", [_entry(atlas, event) for event in shown])


def document(atlas: Atlas, page: str, path: str, title: str, about: str, updated: str, entries: Iterable[str]) -> str:
    """A whole feed of these entries, of the moment of the last one or, where there is none, of the date of the data."""
    base, config = atlas.config.adresse, atlas.config
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">',
        f"<id>{escape(base + path)}</id>",
        f"<title>{escape(french(f'{title} — {config.titre}'))}</title>",
        f"<subtitle>{escape(about)}</subtitle>",
        f"<updated>{updated or _latest(atlas)}</updated>",
        f"<author><name>{escape(config.titre)}</name></author>",
        f"<rights>{escape(config.licence.nom)}</rights>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(base + path)}/>',
        f'<link rel="alternate" type="text/html" hreflang="fr" href={quoteattr(base + page)}/>',
        *entries,
        "</feed>",
    )
    return "\n".join(lines) + "\n"


def tag(atlas: Atlas, id_: str) -> str:
    """The name of an entry, for ever (RFC 4151)."""
    return f"tag:{urlsplit(atlas.config.adresse).hostname or 'localhost'},{_TAGGED}:{id_}"


def _entry(atlas: Atlas, event: Event) -> str:
    base = atlas.config.adresse
    address = base + urls.pole(event.slug)
    title, summary = _headline(atlas, event), changes.sentence(atlas, event)
    return "\n".join((
        "<entry>",
        f"<id>{escape(tag(atlas, event.id))}</id>",
        f"<title>{escape(french(title))}</title>",
        f"<updated>{_moment(event.when)}</updated>",
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>',
        f"<category term={quoteattr(event.kind)} label={quoteattr(KINDS[event.kind])}/>",
        *((f"<summary>{escape(french(summary))}</summary>",) if summary else ()),
        "</entry>",
    ))  # fmt: skip


def _headline(atlas: Atlas, event: Event) -> str:
    """« Nouvelle fiche : EPV (Redon, Ille-et-Vilaine) »; a withdrawn record is told by its address alone."""
    pole = atlas.by_slug.get(event.slug)
    return f"{KINDS[event.kind]} : {pole.nom}, {place_words(pole)}" if pole else f"{KINDS[event.kind]} : {urls.pole(event.slug)}"


def _moment(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)


def _latest(atlas: Atlas) -> str:
    return f"{atlas.updated}T00:00:00Z" if atlas.updated else _BEGINNING


def files(survey: Survey) -> Iterator[File]:
    """Every feed."""
    for path, text in feeds(survey.atlas, survey.news):
        yield path, text.encode()


FORMAT = Format(
    files,
    "[flux.xml](../flux.xml) : [ce qui est nouveau](../quoi-de-neuf/), en Atom ; chaque région et chaque département a le sien, "
    "`regions/bretagne/flux.xml` ou `departements/35/flux.xml`.",
    reads=(*of_poles("slug", "nom", "seat", "territoire", "resume"), "news", "retired"),
)
