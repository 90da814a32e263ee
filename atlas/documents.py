"""What the search may find: one lean document for each pole, territory, sector and text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from atlas import urls
from atlas.glossary import Glossary
from atlas.model import Atlas, Pole
from atlas.pages.page import place_words
from atlas.pages.texts import Text
from atlas.search import Document
from atlas.slugs import slug
from atlas.stories import plain
from atlas.typography import enumeration, plural

_NOTE = re.compile(r"<sup.*?</sup>")


def documents(atlas: Atlas, texts: Mapping[str, Text], glossary: Glossary) -> Iterator[Document]:
    """Every document, poles first."""
    for pole in atlas.poles:
        yield _pole(atlas, pole)
    for region in atlas.places.regions.values():
        inside = [d for d in atlas.places.departements.values() if d.region == region.code]
        count = sum(len(atlas.seated[d.code]) for d in inside)
        yield Document(
            urls.region(slug(region.nom)), region.nom, "region", f"Région, {_count(count)}",
            f"Région {region.nom}.", enumeration(d.nom for d in inside),
        )  # fmt: skip
    for departement in atlas.places.departements.values():
        kind = "Collectivité d’outre-mer" if departement.is_collectivite else "Département"
        yield Document(
            urls.departement(departement.code), departement.nom, "departement",
            f"{kind} {departement.code}, {_count(len(atlas.seated[departement.code]))}",
            f"{kind} {departement.nom}.", departement.code,
        )  # fmt: skip
    for id_, term in atlas.vocabularies["secteurs"].items():
        count = sum(id_ in p.secteurs for p in atlas.poles)
        yield Document(
            urls.secteur(id_), term.label, "secteur", f"Secteur d’activité, {_count(count)}", term.definition, term.court
        )
    for name, text in texts.items():
        words = Markup(_NOTE.sub("", text.html)).striptags()  # noqa: S704 - sanitised, and only its words are kept
        terms = (word for entry in glossary.entries for word in (entry.terme, entry.developpe) if word)
        keywords = " ; ".join(terms) if f"{name}/" == urls.GLOSSAIRE else ""
        yield Document(f"{name}/", text.titre, "page", text.description, words, keywords)


def _count(poles: int) -> str:
    return plural(poles, "pôle") if poles else "aucun pôle connu"


def _pole(atlas: Atlas, pole: Pole) -> Document:
    seat = pole.seat
    sectors = [atlas.vocabularies["secteurs"][s] for s in pole.secteurs]
    names = [*pole.autres_noms, pole.porteur, *(p.nom for p in pole.parties_prenantes)]
    places = [seat.commune.nom if seat.commune else "", seat.departement.nom, seat.region.nom if seat.region else "", pole.region_2014]
    places += [seat.epci.nom if seat.epci else "", *(s.commune.nom for s in pole.lieux)]
    if pole.territoire:
        places += [pole.territoire.libelle, *(d.nom for d in pole.territoire.departements), *(c.nom for c in pole.territoire.communes)]
        places += [e.nom for e in pole.territoire.epci]
    body = [plain(pole.story), *([f"{enumeration(pole.activites)}."] if pole.activites else [])]
    body += [s.texte for statements in pole.cooperations.values() for s in statements]
    body += [pole.gouvernance.precision] if pole.gouvernance else []
    return Document(
        url=urls.pole(pole.slug),
        title=pole.nom,
        kind="pole",
        summary=" · ".join(filter(None, (place_words(pole), enumeration(s.court for s in sectors)))) or pole.resume,
        body=" ".join(filter(None, body)),
        keywords=" ; ".join(dict.fromkeys(filter(None, (*names, *places, *(s.label for s in sectors))))),
    )
