"""The brief for a council: what a territory's page says when it is printed, on one sheet of paper where that is promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Any

from markupsafe import Markup

from atlas import urls
from atlas.content.config import Contact
from atlas.content.contacts_public import Institution
from atlas.french.plain_story import shortened
from atlas.french.typography import enumeration
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.model.pole import Pole
from atlas.pages.around import Around
from atlas.pages.data import Entry, Near, Stage, stage
from atlas.pages.lazily import Lazily
from atlas.pictures import qr

# A line of the printed list holds some ninety characters; a sheet has room for this many of them between head and foot.
LINE, LINES = 88, 23
TITLE_LINE = 34  # characters of a line of the title; three lines stand beside the picture, each more takes two of the list
CALL_LINE, CALL_LINES = 40, 14  # whom to call: the characters of a line, and the lines that cost nothing
STORY, AUTHORITIES, MEMBERS, NAMES_LINES = 2 * LINE - 6, 3, 100, 4
AROUND_MEMBERS, AROUND_AWAY = 32, 4  # what stands around their names, in characters, and around the poles of elsewhere, in lines
NEAREST, FARTHEST = 3, 5
TEN = 10  # digits of a national number


@dataclass(frozen=True, slots=True)
class Told:
    """A pole as the brief tells it, known by its address; `autorites`, `membres` and `contact` are words, empty when unknown, `autres` counts who is not named.

    `court` is the story in two lines and `tus` how many members stay unnamed, for a crowded sheet; `lignes` is what the rest takes.
    """

    slug: str
    nom: str
    lieu: str
    stage: Stage
    resume: str
    court: str
    autorites: str
    membres: str
    autres: int
    tus: int
    contact: str
    lignes: int


@dataclass(frozen=True, slots=True)
class Note:
    """The brief of one territory. `noms` are poles there is no room to tell of, `reste` how many more have not even a name.

    `ailleurs` are the nearest poles, told where there is none here, under `titre_ailleurs`; `institutions` are those of the place, `national` of the country.
    `parmi` are the addresses of all those whose words decided who is told.
    """

    titre: str
    phrase: str
    poles: tuple[Told, ...]
    noms: tuple[str, ...]
    reste: int
    proches: tuple[Near, ...]
    ailleurs: tuple[Told, ...]
    titre_ailleurs: str
    sans_siege: tuple[Entry, ...]
    contacts: tuple[Contact, ...]
    institutions: tuple[Institution, ...]
    national: tuple[Institution, ...]
    adresse: str
    qr: Markup
    parmi: tuple[str, ...]
    pages: bool = False


def tellings(atlas: Atlas) -> Lazily[Told]:
    """Every pole as the brief tells it, by its address."""
    return Lazily(lambda slug: _told(atlas, atlas.by_slug[slug]))


def shown(data: object) -> Iterator[str]:
    """The addresses of the poles that the data of a page show, in a list or in a brief, or that a brief had no room for."""
    left: list[Any] = [data]
    while left:
        one = left.pop()
        if isinstance(one, tuple):
            left.extend(one)
        elif isinstance(one, (Entry, Told)):
            yield one.slug
        else:
            left.extend(getattr(one, name) for name in _names(type(one)))  # type: ignore[arg-type]  # a type can be hashed, whatever mypy holds of `object`
            if isinstance(one, Note):
                yield from one.parmi


@cache
def _names(kind: type) -> tuple[str, ...]:
    """What a value of this kind holds, where it is one of ours."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _told(atlas: Atlas, pole: Pole) -> Told:
    names = [p.nom for p in pole.parties_prenantes if p.famille == "collectivite"]
    shown = names[:AUTHORITIES]
    members = _named([p.nom for p in pole.parties_prenantes if p.famille != "collectivite"])
    site = urls.host(pole.site_web)
    authorities, contact = enumeration(shown), " · ".join(filter(None, (site, pole.courriel, _phone(pole.telephone))))
    situation = stage(atlas, pole)
    head = f"{pole.nom}, {place_words(pole)} ({situation.nom}, {situation.seen})"
    lines = 1 + _lines(head) + (_lines(authorities + 60 * " ") if pole.parties_prenantes else 0) + bool(contact)
    short, others = shortened(pole.resume, STORY), len(pole.parties_prenantes) - len(shown)
    return Told(
        pole.slug, pole.nom, place_words(pole), situation, pole.resume, short, authorities, ", ".join(members), others - len(members), others, contact, lines
    )


def _named(names: Sequence[str]) -> list[str]:
    """The first of these names, as many as one line holds."""
    lengths = accumulate(len(name) + 2 for name in names)
    return [name for name, length in zip(names, lengths, strict=True) if length <= MEMBERS]


def in_part(pole: Told, words: str) -> Told:
    """The pole as told where its territory covers only a part, which the words name."""
    return replace(pole, lieu=f"{pole.lieu}, dont le territoire couvre ici {words}", lignes=pole.lignes + _lines(words))


def without_limits(pole: Told, where: str = "le département") -> Told:
    """The pole as told where its territory reaches, and no source says how far."""
    words = f"dont le territoire s’étend dans {where}, sans que ses limites soient connues"
    return replace(pole, lieu=f"{pole.lieu}, {words}", lignes=pole.lignes + _lines(words))


def away(pole: Told, distance: str) -> Told:
    """The pole as told elsewhere, with how far it is."""
    return replace(pole, lieu=f"{pole.lieu}, à {distance}")


def note(
    atlas: Atlas,
    poles: Sequence[Told],
    near: Around,
    known: Mapping[str, Told],
    *,
    subject: str,
    sentence: str,
    region: str,
    institutions: tuple[Institution, ...],
    url: str,
    pages: bool = False,
    overseas: tuple[Told, ...] = (),
) -> Note:
    """The brief of a territory: the poles that fit on its sheet (all of them when `pages`), the others by name or by number.

    `poles` come in the order they are told: seated there first, then covering it. `region` is the code of whom to call first, and
    `institutions` come next; `known` are all poles as briefs tell them, by address. `overseas` are told where nobody is here nor near.
    """
    contacts = atlas.config.contacts
    if poles and near.proches:
        sentence += f" Le siège connu le plus proche est à {near.proches[0].distance}."
    close, apart = (near.proches[:NEAREST], near.sans_siege[:NEAREST]) if len(poles) <= NEAREST else ((), ())
    elsewhere = () if poles or pages else tuple(away(known[n.entry.slug], n.distance) for n in close)  # under two lines of their own
    close = () if elsewhere else close
    far = () if poles or near or pages else overseas
    title = f"Note pour le conseil : les PTCE et {subject}"
    called = tuple(filter(None, (contacts.of_region(region), contacts.national)))
    national = atlas.contacts.national
    calls = sum(map(_call_lines, called)) + sum(map(_institution_lines, (*institutions, *national)))
    room = LINES - max(0, calls - CALL_LINES) - 2 * max(0, len(title) // TITLE_LINE - 2)
    beside = (len(close) + 2 if close else 0) + (2 + sum(len(e.nom) + len(e.lieu) + 5 for e in apart) // LINE if apart else 0)
    shown, names = (tuple(poles), ()) if pages else _fitting(poles, room - beside)
    if len(shown) < len(poles):  # those of here come before those around
        close, apart = (), ()
        shown, names = _fitting(poles, room)
    address = atlas.config.adresse + url
    return Note(
        title,
        sentence,
        shown,
        names,
        len(poles) - len(shown) - len(names),
        close,
        _whole(elsewhere or far, room - beside - AROUND_AWAY),
        "D’autres pôles d’outre-mer" if far else "Les plus proches ailleurs",
        apart,
        called,
        institutions,
        national,
        address,
        qr.square(address),
        tuple(pole.slug for pole in (*poles, *elsewhere, *far)),
        pages,
    )


def _fitting(poles: Sequence[Told], room: int) -> tuple[tuple[Told, ...], tuple[str, ...]]:
    """The poles as there is room for them: all, all in short, or the first in short and the names of the next on two lines.

    Their members are named where that leaves as many poles told.
    """
    short = [replace(pole, resume=pole.court) for pole in poles[:LINES]]
    silent = [replace(pole, membres="", autres=pole.tus) for pole in short]
    for way in (poles, short, silent):
        if len(way) == len(poles) and sum(map(_told_lines, way)) <= room:
            return tuple(way), ()
    told_so, told_more = ([pole for pole, lines in zip(way, accumulate(map(_told_lines, way)), strict=True) if lines <= room - NAMES_LINES] for way in (silent, short))
    shown = tuple(told_more if len(told_more) == len(told_so) else told_so)
    names: list[str] = []
    letters = (NAMES_LINES - 1) * LINE
    for pole in poles[len(shown) :]:
        letters -= len(pole.nom) + 3
        if letters < 0:
            break
        names.append(pole.nom)
    return shown, tuple(names)


def _whole(poles: Sequence[Told], room: int) -> tuple[Told, ...]:
    """The first poles, as many as are told without leaving a name."""
    found = (_fitting(poles[:count], room)[0] for count in range(len(poles), 0, -1))
    return max(found, key=len, default=())


def _told_lines(pole: Told) -> int:
    return pole.lignes + _lines(pole.resume) + (_lines(pole.membres + AROUND_MEMBERS * " ") if pole.membres else 0)


def _call_lines(contact: Contact) -> int:
    words = (contact.nom, contact.role, contact.courriel, contact.telephone, contact.adresse)
    return sum(-(-len(text) // CALL_LINE) for text in words)


def _institution_lines(institution: Institution) -> int:
    named = f"{institution.nom}, {institution.role} : {institution.domaine}"
    return sum(-(-len(text) // CALL_LINE) for text in (named, institution.courriel, institution.telephone, institution.adresse))


def _lines(text: str) -> int:
    return -(-len(text) // LINE)


def _phone(digits: str) -> str:
    """A national number two digits at a time, as people read it aloud; others as they are."""
    pairs = [digits[i : i + 2] for i in range(0, len(digits), 2)]
    return "\u00a0".join(pairs) if len(digits) == TEN and digits.isdigit() else digits
