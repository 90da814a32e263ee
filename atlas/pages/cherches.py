"""« Les pôles que nous cherchons »: what is known of each, where that was read, and a link that begins its record; call by call, how many are missing."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from atlas import urls
from atlas.content.readings import Reading
from atlas.content.sought import Sought
from atlas.french.typography import date, number, plural
from atlas.model.atlas import Atlas
from atlas.pages.data import Page
from atlas.pictures.tallies import sign, tally_picture
from atlas.survey.quest import Quest, Tally

TITLE = "Les pôles que nous cherchons"


@dataclass(frozen=True, slots=True)
class Line:
    """A national call: its numbers in a picture and in words; `sauf` is the phase left out, `url` the page that says how long its list is."""

    nom: str
    total: int
    image: Markup
    mots: str
    sauf: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Where something was read, in words."""

    titre: str
    url: str
    date: str
    consulte: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A pole we look for; `lien` begins its record in the editor."""

    nom: str
    autres: tuple[str, ...]
    lieu: str
    connu: str
    lu: tuple[Seen, ...]
    lien: str


@dataclass(frozen=True, slots=True)
class QuestPage:
    """The calls, the poles looked for by call, then those of no call."""

    nommes: int
    inconnus: int
    appels: tuple[Line, ...]
    legende: tuple[tuple[Markup, str], ...]
    groupes: tuple[tuple[str, str, tuple[Wanted, ...]], ...]


def page(atlas: Atlas, quest: Quest) -> Page:
    """The whole page."""
    longest = max((tally.appel.laureats for tally in quest.appels), default=1)
    groups = [(tally.appel.id, tally.appel.label, _wanted(quest, tally.appel.id)) for tally in quest.appels]
    groups.append(("ailleurs", "Nommés ailleurs", _wanted(quest, "")))
    data = QuestPage(
        quest.nommes, quest.inconnus, tuple(_line(tally, longest) for tally in quest.appels),
        tuple((Markup(sign(kind)), words) for kind, words in (  # noqa: S704 - our own drawing
            ("decrit", "décrit dans l’atlas"), ("nomme", "nommé ici, sans fiche"), ("inconnu", "sans nom connu de nous"),
        )),
        tuple(group for group in groups if group[2]),
    )  # fmt: skip
    named = plural(quest.nommes, "pôle")
    about = f"{named} que des pages publiques nomment, sans fiche dans l’atlas ; et, appel par appel, combien de lauréats manquent."
    return Page(urls.CHERCHES, "poles-cherches.html", TITLE, about, data, rubrique="cherches", modified=str(atlas.updated or ""))


def _line(tally: Tally, longest: int) -> Line:
    call = tally.appel
    drawn = tally_picture((tally.decrits, tally.nommes, tally.inconnus), longest)
    words = f"{plural(tally.decrits, 'décrit')}, {plural(tally.nommes, 'nommé')} sans fiche, {number(tally.inconnus)} dont nous ignorons le nom"
    return Line(call.label, call.laureats, Markup(drawn), words, call.sauf, call.source, call.url)  # noqa: S704 - our own drawing


def _wanted(quest: Quest, call: str) -> tuple[Wanted, ...]:
    return tuple(_sought(sought) for sought in quest.cherches if sought.appel == call)


def _sought(sought: Sought) -> Wanted:
    places = (sought.departement.nom if sought.departement else "", sought.region.nom if sought.region else "")
    lieu = ", ".join(dict.fromkeys(filter(None, places))) or "Lieu inconnu"
    return Wanted(sought.nom, sought.autres_noms, lieu, sought.connu, tuple(map(_seen, sought.lu)), _begun(sought))


def _seen(reading: Reading) -> Seen:
    day = date(reading.date)
    return Seen(reading.titre, urls.printable(reading.url), day if day not in reading.titre else "", date(reading.consulte_le))


def _begun(sought: Sought) -> str:
    """The address of the editor, with all that is known: the name, the place, the call, and each page with its dates."""
    return urls.begin(
        nom=sought.nom if sought.nomme else "",
        departement=sought.departement.nom if sought.departement else "",
        region=sought.region.nom if sought.region else "",
        appel=sought.appel,
        titre=tuple(reading.titre for reading in sought.lu),
        url=tuple(reading.url for reading in sought.lu),
        date=tuple(str(reading.date or "") for reading in sought.lu),
        lue=tuple(str(reading.consulte_le or "") for reading in sought.lu),
    )
