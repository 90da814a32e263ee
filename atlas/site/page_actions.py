"""The actions that make pages: a family of them, the page of a place, the files of a pole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from atlas import exports, urls
from atlas.machine.cache import key_of
from atlas.machine.memory import Action, Memory, Notes
from atlas.model.pole import Pole
from atlas.pages import FAMILIES, Family, Page, Places, Stub
from atlas.pages.data import STANDING_READS
from atlas.pages.framed import card
from atlas.pages.note import shown
from atlas.pages.pole import PolePage, others
from atlas.pages.pole import page as pole_page
from atlas.site.studio import Studio

POLE = ("config", "places", "vocabularies", "referentiel", "glossaire", "plates", "cards")  # what the files of a pole are made of, beside records
LONGEST = ("textes", "accueil", "etat")  # to make: they are begun first, the texts by the process that reads their words afterwards

Line = tuple[str, str, str, bool]
"""A page in the plan of the site: its address, its title, when it was changed, whether it is listed."""


def families(studio: Studio) -> tuple[list[Action], list[Action]]:
    """What is made of all the poles: the indexes of places, then the rest, the longest first."""
    made: tuple[list[Action], list[Action]] = [], []
    for family in sorted(FAMILIES, key=lambda family: LONGEST.index(family.name) if family.name in LONGEST else len(LONGEST)):
        made[not family.places].append(Action(f"pages {family.name}", studio.key(family.reads), partial(_family, studio, family)))
    return made


def _family(studio: Studio, family: Family, notes: Notes) -> Iterator[tuple[str, bytes]]:
    told: list[Line] = []
    for page in family.pages(studio.workshop):
        yield _rendered(studio, page, notes, told)
    notes.told = told, tuple(family.places.codes(studio.workshop)) if family.places else ()


def _rendered(studio: Studio, page: Page, notes: Notes, told: list[Line]) -> tuple[str, bytes]:
    notes.found.add(f"template {page.template}")
    told.append((page.url, page.titre, page.modified, page.listed))
    return urls.file_of(page.url), studio.render(page)


def places(studio: Studio, memory: Memory) -> Iterator[list[Action]]:
    """The page of each place, a kind at a time; their index said which there are. Which poles it tells of is an input that is found out."""
    moved = memory.changed("lieux", studio.records.standing(*STANDING_READS))
    for family in FAMILIES:
        if family.places:
            key, made = studio.key(family.places.reads), []
            for code in memory.told(f"pages {family.name}")[1]:
                name = _of_place(family, code)
                shown = _standing(studio, family.places, code) if moved and memory.has(name) else ""
                made.append(Action(name, key, partial(_place, studio, family.places, code), shown))
            yield made


def _standing(studio: Studio, places: Places, code: str) -> str:
    return key_of(places.standing(studio.workshop, code).plainly())


def _of_place(family: Family, code: str) -> str:
    return f"page {family.name} {code}"


def _place(studio: Studio, places: Places, code: str, notes: Notes) -> Iterator[tuple[str, bytes]]:
    notes.told, notes.shown = [], _standing(studio, places, code)
    page = places.page(studio.workshop, code)
    notes.found |= {f"note {slug}" for slug in shown(page.data)}
    yield _rendered(studio, page, notes, notes.told)


def stubs(memory: Memory) -> Iterator[Stub]:
    """The pages of all families, in the order of the plan of the site."""
    for family in FAMILIES:
        told, codes = memory.told(f"pages {family.name}")
        yield from (Stub(*line) for line in (*told, *(line for code in codes for line in memory.told(_of_place(family, code)))))


def poles(studio: Studio, memory: Memory) -> Iterator[Action]:
    """The files of each pole: its page, its data, its record for the editor. Which others its page shows is an input that is found out."""
    base = studio.key((*POLE, "updated"))
    moved = memory.changed("sieges", studio.records.standing("slug", "seat", "secteurs", "heritier"))
    for pole in sorted(studio.atlas.poles, key=lambda pole: pole.seat.departement.code):  # which share the ground of their cards
        shown = key_of(*others(studio.atlas, pole, studio.workshop.of_poles)) if moved and memory.has(f"pole {pole.slug}") else ""
        yield Action(f"pole {pole.slug}", key_of(base, studio.records.whole[pole.slug]), partial(_pole, studio, pole), shown)


def _pole(studio: Studio, pole: Pole, notes: Notes) -> Iterator[tuple[str, bytes]]:
    page = pole_page(studio.atlas, pole, studio.workshop.of_poles)
    shown = others(studio.atlas, pole, studio.workshop.of_poles, page)
    notes.shown = key_of(*shown)
    assert isinstance(page.data, PolePage), "the page of a pole"
    frame = card(studio.atlas, pole, page.data, studio.workshop.of_poles)
    notes.found |= {f"template {page.template}", f"template {frame.template}", *(f"pole {slug}" for slug in shown)}
    yield urls.file_of(page.url), studio.render(page)
    yield urls.file_of(frame.url), studio.render(frame)
    yield urls.carte(pole.slug), studio.cards.of(pole)
    yield f"{urls.EDITEUR_FICHES}{pole.slug}.md", studio.inputs.records[urls.source_file(pole.slug)]
    for format_ in exports.FORMATS:
        if format_.pieces:
            piece = notes.pieces[format_.pieces.name] = format_.pieces.piece(studio.atlas, pole)
            yield from format_.pieces.alone(studio.atlas, pole, piece)
