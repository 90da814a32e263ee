"""The pages that explain: Comprendre, Pour les collectivités, the Charter, the glossary; their texts, and what is drawn in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from atlas import urls
from atlas.content.bibliography import Reference
from atlas.content.charter import Version
from atlas.content.config import Contact
from atlas.content.contacts_public import Institution
from atlas.content.glossary import Entry, Reader
from atlas.content.library import Writings
from atlas.content.texts import Text
from atlas.french.folding import slug
from atlas.french.typography import date
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.model.pole import Pole
from atlas.pages.data import Link, pole_link

SHOWN = 40  # poles of one form of cooperation, for those without JavaScript
PER_REGION = 4
_POLE_LINK = re.compile(r'<a href="(?:\.\./)*poles/([a-z0-9-]+)/">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Moment:
    """An event of the timeline: the date in words and for machines, what happened, and its source."""

    quand: str
    iso: str
    texte: str
    source: Reference


@dataclass(frozen=True, slots=True)
class Form:
    """A form of cooperation: how many poles give an example of it, the first of them by name, and how many more there are."""

    id: str
    nom: str
    definition: str
    combien: int
    poles: tuple[Link, ...]
    reste: int
    url: str


@dataclass(frozen=True, slots=True)
class UnderstandingPage:
    """Comprendre: its text, the timeline by period, the forms of cooperation, and the number of poles they are drawn from."""

    texte: Text
    periodes: tuple[tuple[str, tuple[Moment, ...]], ...]
    formes: tuple[Form, ...]
    base: int


@dataclass(frozen=True, slots=True)
class Example:
    """A pole, and the local authorities that a source names in it."""

    pole: Link
    lieu: str
    collectivites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionExamples:
    """Some poles of a région with local authorities; `reste` more have one, to be found at `url`."""

    nom: str
    exemples: tuple[Example, ...]
    reste: int
    url: str


Listed = tuple[Institution, tuple[Link, ...], str]  # an institution, the pages that name it, the day they were read


@dataclass(frozen=True, slots=True)
class AuthoritiesPage:
    """Pour les collectivités: its text, the examples by région, how many of how many poles, and whom to call."""

    texte: Text
    regions: tuple[RegionExamples, ...]
    combien: int
    base: int
    national: Contact | None
    contacts: tuple[tuple[str, Contact], ...]
    institutions: tuple[tuple[str, tuple[Listed, ...]], ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """A pole that signed, when, and the source that says so."""

    pole: Link
    lieu: str
    date: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class CharterPage:
    """What is known of the Charter, its versions, and who signed each."""

    texte: Text
    versions: tuple[tuple[Version, tuple[Signatory, ...]], ...]
    signataires: int
    base: int


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """The words of the trade."""

    texte: Text
    termes: tuple[Entry, ...]


def special(writings: Writings, atlas: Atlas) -> dict[str, tuple[str, object, str]]:
    """Template, data and section of the pages that are more than their text, by name."""
    texts = {name: living(text, atlas) for name, text in explained(writings)}
    return {
        "comprendre": ("comprendre.html", _understanding(texts["comprendre"], writings, atlas), "comprendre"),
        "collectivites": ("collectivites.html", _authorities(texts["collectivites"], atlas), "comprendre"),
        "charte": ("charte.html", _charter(texts["charte"], writings.charte, atlas), "charte"),
        "glossaire": ("glossaire.html", GlossaryPage(texts["glossaire"], writings.glossaire.entries), "comprendre"),
    }


def explained(writings: Writings) -> Iterator[tuple[str, Text]]:
    """Every text with the words of the glossary linked to it, each where it first stands; not in the glossary itself."""
    for name, text in writings.textes.items():
        yield name, text if f"{name}/" == urls.GLOSSAIRE else _through(text, writings.glossaire.reader(f"{name}/"))


def living(text: Text, atlas: Atlas) -> Text:
    """The text without its links to poles that the atlas does not have: their names stay, as words."""

    def alive(html: Markup) -> Markup:
        return Markup(_POLE_LINK.sub(lambda m: m[0] if m[1] in atlas.by_slug else m[2], html))  # noqa: S704 - parts of safe HTML

    return _through(text, alive)


def _through(text: Text, change: Reader) -> Text:
    parts = tuple(replace(part, html=change(part.html)) for part in text.parts)
    return replace(text, parts=parts, html=Markup().join(part.html for part in parts))


def _understanding(text: Text, writings: Writings, atlas: Atlas) -> UnderstandingPage:
    periods = tuple(
        (period.titre, tuple(Moment(date(e.date), str(e.date), e.texte, e.source) for e in period.evenements))
        for period in writings.chronologie
    )
    forms = tuple(_form(atlas, id_) for id_ in atlas.vocabularies["cooperations"])
    return UnderstandingPage(text, periods, forms, len(atlas.poles))


def _form(atlas: Atlas, id_: str) -> Form:
    term = atlas.vocabularies["cooperations"][id_]
    poles = [pole for pole in atlas.poles if pole.cooperations.get(id_)]
    shown = tuple(pole_link(pole) for pole in poles[:SHOWN])
    return Form(id_, term.label, term.definition, len(poles), shown, len(poles) - len(shown), urls.poles_where(cooperation=id_))


def _authorities(text: Text, atlas: Atlas) -> AuthoritiesPage:
    by_region: dict[str, list[Example]] = {}
    for pole in atlas.poles:
        named = tuple(p.nom for p in pole.parties_prenantes if p.famille == "collectivite")
        if named:
            region = pole.seat.region.nom if pole.seat.region else pole.seat.departement.nom
            by_region.setdefault(region, []).append(Example(pole_link(pole), place_words(pole), named))
    known = {region.nom for region in atlas.places.regions.values()}
    regions = tuple(
        RegionExamples(
            name,
            tuple(by_region[name][:PER_REGION]),
            max(0, len(by_region[name]) - PER_REGION),
            urls.poles_where(famille="collectivite", **({"region": slug(name)} if name in known else {})),
        )
        for name in sorted(by_region, key=slug)
    )
    contacts = atlas.config.contacts
    named_contacts = sorted(
        ((atlas.places.regions[code].nom, contact) for code, contact in contacts.regions.items()), key=lambda pair: slug(pair[0])
    )
    combien = sum(map(len, by_region.values()))
    public = atlas.contacts
    places = [(atlas.places.regions[code].nom, found) for code, found in public.regions.items()]
    places += [(atlas.places.departements[code].nom, found) for code, found in public.collectivites.items()]
    places = [("En France", public.national), *sorted(places, key=lambda pair: slug(pair[0]))]
    institutions = tuple((place, tuple(map(_listed, found))) for place, found in places)
    return AuthoritiesPage(text, regions, combien, len(atlas.poles), contacts.national, tuple(named_contacts), institutions)


def _listed(institution: Institution) -> Listed:
    read = institution.lu
    return institution, tuple(Link(page.url, page.titre) for page in read), date(max((p.consulte_le for p in read if p.consulte_le), default=None))


def _charter(text: Text, versions: Iterable[Version], atlas: Atlas) -> CharterPage:
    signed = [pole for pole in atlas.poles if pole.charte]
    listed = tuple((version, tuple(_signatories(signed, version.id))) for version in versions)
    return CharterPage(text, listed, len(signed), len(atlas.poles))


def _signatories(poles: Iterable[Pole], version: str) -> Iterator[Signatory]:
    for pole in poles:
        if pole.charte and pole.charte.version == version:
            source = next(s for s in pole.sources if s.id == pole.charte.source)
            yield Signatory(pole_link(pole), place_words(pole), date(pole.charte.signee_le), source.titre, urls.printable(source.url))
