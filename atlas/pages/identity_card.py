"""The identity card of a pole: each line with its source and what a reader must know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from atlas import urls
from atlas.french.typography import date, enumeration
from atlas.geo.articles import of_departement
from atlas.geo.perimeters import Perimeter, Territory
from atlas.geo.places import Departement
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.pages.data import Link, departement_link, region_link, stage
from atlas.pictures.territory import Drawn

CREATION = "Création"
_CHANGING = {"statut", "porteur", "commune", "site_web", "contact"}


@dataclass(frozen=True, slots=True)
class Noted:
    """A text and the number of the source it comes from (0: none)."""

    texte: str
    note: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the identity card; `liens` stand after the text, or in its place when it is empty.

    `champ`: where the editor asks it; `changeant`: time or a phone call corrects it.
    """

    label: str
    valeur: Noted
    remarque: str = ""
    liens: tuple[Link, ...] = ()
    externe: str = ""
    champ: str = ""
    changeant: bool = False

    @property
    def told(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.liens or self.valeur.texte or self.remarque)


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
        return Fact(label, valeur, pole.remarques.get(key, ""), liens, externe, urls.editor_field(key), key in _CHANGING)

    seat = pole.seat
    situation = stage(atlas, pole)
    day = pole.statut_constate_le
    seen = f", constaté {'le' if day.day else 'en'} {situation.date}" if day else ", à une date que les sources ne donnent pas"
    if pole.statut == "inconnu":
        seen = f" ; dernière trace : {situation.date}" if situation.date else ""
    yield fact("Situation", "statut", situation.nom + seen)
    yield fact(CREATION, "annee_creation", str(pole.annee_creation or ""))
    yield fact("Structure porteuse", "porteur", pole.porteur)
    epci = f", {seat.epci.nom}" if seat.epci else ""
    yield fact("Siège", "commune", f"{seat.commune.nom}{epci}" if seat.commune else "")
    where = [_departement(seat.departement)]
    if seat.region:
        where.append(region_link(seat.region))
    yield fact("Département et région", "departement", "", tuple(where))
    yield from _territory(pole, known)
    if pole.region_2014:
        yield fact("Région en 2014", "region_2014", pole.region_2014)
    if pole.profil:
        yield fact("Profil", "profil", atlas.label("profils", pole.profil))
    if pole.charte:
        day = pole.charte.signee_le
        when = f"signée {'le' if day.day else 'en'} {date(day)}" if day else "signée à une date que la source ne donne pas"
        version = (Link(f"{urls.CHARTE}#signataires", atlas.label("chartes", pole.charte.version)),)
        yield Fact("Charte nationale", noted(known, when, pole.charte.source), pole.remarques.get("charte", ""), version)
    if pole.siren:
        yield fact("SIREN", "siren", pole.siren)
    yield fact("Site web", "site_web", urlsplit(pole.site_web).hostname or "", externe=urls.printable(pole.site_web))
    if pole.courriel or pole.telephone:
        yield fact("Contact", "contact", enumeration(filter(None, (pole.courriel, pole.telephone))))


def _territory(pole: Pole, known: dict[str, tuple[int, str]]) -> Iterator[Fact]:
    """What the territory is made of; then, apart, where it lies without known limits."""
    territory, told = pole.territoire, partial(noted, known, source=pole.provenance.get("territoire", ""))
    field = urls.editor_field("territoire")
    if territory is None:
        yield Fact("Territoire", told(""), pole.remarques.get("territoire", ""), champ=field)
        return
    yield Fact("Territoire", told(territory_words(territory)), pole.remarques.get("territoire", ""), tuple(territory_links(territory)), champ=field, changeant=True)
    if territory.departements_touches:
        where = tuple(_departement(departement) for departement in territory.departements_touches)
        yield Fact("S’étend dans", told(""), "Sans que ses limites soient connues.", where)


def _departement(departement: Departement) -> Link:
    return Link(urls.departement(departement.code), f"{departement.nom} ({departement.code})")


def territory_words(territory: Territory) -> str:
    """The label of a territory, and whether it is all that is known; empty when what it is made of says the same."""
    if territory.vague:
        return f"{territory.libelle} (périmètre non détaillé)"
    names = [link.texte for link in territory_links(territory)]
    return "" if enumeration(names) == territory.libelle else territory.libelle


def territory_links(territory: Territory) -> Iterator[Link]:
    """What a territory is made of, each with its page."""
    yield from map(region_link, territory.regions)
    yield from map(departement_link, territory.departements)
    for epci in territory.epci:
        yield Link(urls.epci(epci.code), epci.nom)
    for commune in territory.communes:
        yield Link(urls.commune(commune.code), commune.nom)


def territory_caption(territory: Territory | None, perimeter: Perimeter | None, drawn: Drawn) -> str:
    """What the picture of a pole shows of its territory, in a sentence or two."""
    if territory is None:
        return "Territoire inconnu."
    beyond = ""
    if territory.departements_touches:
        some = "les départements" if len(territory.departements_touches) > 1 else "le département"
        beyond = f"dans {some} {enumeration(map(of_departement, territory.departements_touches))}, sans que ses limites soient connues"
    if perimeter is None:
        return f"Périmètre connu par son seul nom : {territory.libelle}." + (f" Il s’étend {beyond}." if beyond else "")
    names = [link.texte for link in territory_links(territory)]
    kinds = (
        (territory.regions, "région", "régions"),
        (territory.departements, "département", "départements"),
        (territory.epci, "intercommunalité", "intercommunalités"),
        (territory.communes, "commune", "communes"),
    )
    counts = [f"{len(places)} {many if len(places) > 1 else one}" for places, one, many in kinds if places]
    said = [f"Territoire : {names[0] if len(names) == 1 else enumeration(counts)}"]
    if drawn.over:
        said.append("en cartouche, agrandi")
    if perimeter.missing:
        said.append(f"sans contour connu, donc non dessiné : {enumeration(perimeter.missing)}")
    elif not drawn.shown:
        said.append("hors de cette image")
    return " ; ".join(said) + "." + (f" Il s’étend aussi {beyond}." if beyond else "")
