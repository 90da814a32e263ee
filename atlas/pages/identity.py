"""The identity card of a pole: each line with its source and what a reader must know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from atlas import urls
from atlas.model import Atlas, Pole, Territory
from atlas.pages.page import Link, stage
from atlas.slugs import slug
from atlas.typography import enumeration


@dataclass(frozen=True, slots=True)
class Noted:
    """A text and the number of the source it comes from (0: none)."""

    texte: str
    note: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the identity card; `liens` stand in place of the text when there are any."""

    label: str
    valeur: Noted
    remarque: str = ""
    liens: tuple[Link, ...] = ()
    externe: str = ""


def notes(pole: Pole) -> dict[str, tuple[int, str]]:
    """The number and the title of each source of a pole, by its id."""
    return {source.id: (source.number, source.titre) for source in pole.sources}


def noted(known: dict[str, tuple[int, str]], text: str, source: str) -> Noted:
    """A text with the number and the title of the source of this id."""
    return Noted(text, *known.get(source, (0, "")))


def facts(atlas: Atlas, pole: Pole, known: dict[str, tuple[int, str]]) -> Iterator[Fact]:
    """The lines of the identity card; those nothing is known of are there, empty."""

    def fact(label: str, key: str, text: str, liens: tuple[Link, ...] = (), externe: str = "") -> Fact:
        valeur = noted(known, text, pole.provenance.get(key, ""))
        return Fact(label, valeur, pole.remarques.get(key, ""), liens, externe)

    seat = pole.seat
    situation = stage(atlas, pole)
    seen = f", constaté en {situation.date}" if situation.date else ", à une date que les sources ne donnent pas"
    if pole.statut == "inconnu":
        seen = f" ; dernière trace : {situation.date}" if situation.date else ""
    yield fact("Situation", "statut", situation.nom + seen)
    yield fact("Création", "annee_creation", str(pole.annee_creation or ""))
    yield fact("Structure porteuse", "porteur", pole.porteur)
    epci = f", {seat.epci.nom}" if seat.epci else ""
    yield fact("Siège", "commune", f"{seat.commune.nom}{epci}" if seat.commune else "")
    where = [Link(urls.departement(seat.departement.code), f"{seat.departement.nom} ({seat.departement.code})")]
    if seat.region:
        where.append(Link(urls.region(slug(seat.region.nom)), seat.region.nom))
    yield fact("Département et région", "departement", "", tuple(where))
    if pole.territoire:
        yield fact("Territoire", "territoire", territory_words(pole.territoire))
    else:
        yield fact("Territoire", "territoire", "")
    if pole.region_2014:
        yield fact("Région en 2014", "region_2014", pole.region_2014)
    if pole.profil:
        yield fact("Profil", "profil", atlas.label("profils", pole.profil))
    if pole.siren:
        yield fact("SIREN", "siren", pole.siren)
    yield fact("Site web", "site_web", urlsplit(pole.site_web).hostname or "", externe=pole.site_web.replace("'", "%27"))
    if pole.courriel or pole.telephone:
        yield fact("Contact", "contact", enumeration(filter(None, (pole.courriel, pole.telephone))))


def territory_words(territory: Territory) -> str:
    """The label of a territory, and what it is made of when the record says so."""
    parts = enumeration(
        [r.nom for r in territory.regions]
        + [d.nom for d in territory.departements]
        + [e.nom for e in territory.epci]
        + [c.nom for c in territory.communes]
    )
    if not parts:
        return f"{territory.libelle} (périmètre non détaillé)"
    return territory.libelle if parts == territory.libelle else f"{territory.libelle} — {parts}"
