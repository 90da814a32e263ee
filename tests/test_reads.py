"""Who makes pages and files names all that they are made of: with the rest forbidden, the same comes out."""

from __future__ import annotations

import datetime as dt
import io
from copy import copy
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest

from atlas import client, exports
from atlas.content import library
from atlas.content.library import Writings
from atlas.french.safe_html import story_renderer
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.pages import FAMILIES, Workshop, note
from atlas.pages.data import BRIEF_READS, STANDING_READS
from atlas.pages.tools import Pictures
from atlas.pictures import plates
from atlas.site import examination
from atlas.site.inputs import PARTS
from atlas.survey import freshness
from atlas.survey.changes import KINDS, Event, News
from atlas.survey.whole import HOUSE, Survey
from tests.atlases import real_atlas
from tests.repetitions import some
from tests.sites import MINIATURE, PROJECT, TODAY, at_home

NAMES = [field.name for field in fields(Pole)]
OURS = ("referentiel", "retired", "comptes", "journal", "contacts")


class ForbiddenError(AssertionError):
    """Something was read that was not named."""


class Forbidden:
    """Stands for what may not be read: whatever is done with it is told."""

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "name", name)

    def _told(self, *_: object) -> None:
        raise ForbiddenError(object.__getattribute__(self, "name"))

    __getattribute__ = _told
    __iter__ = __bool__ = __len__ = __eq__ = __hash__ = __str__ = __repr__ = __getitem__ = __contains__ = __format__ = __lt__ = __add__ = __call__ = _told


@cache
def whole() -> Atlas:
    """Real records and invented ones: whatever a record may say is said by one."""
    files = [(f"poles/{path.name}", path.read_bytes()) for folder in (PROJECT / "poles", MINIATURE / "poles") for path in sorted(folder.glob("*.md"))]
    verdict = examination.examine(at_home()[0], files[:30] + files[-5:], TODAY)
    assert verdict.atlas, verdict.problems
    moved = replace(verdict.atlas.poles[0], anciennes_adresses=("ancienne-adresse",), heritier=verdict.atlas.poles[1].slug)
    return replace(verdict.atlas, poles=(moved, *verdict.atlas.poles[1:]))


@cache
def written() -> Writings:
    """Our own texts."""
    atlas = whole()
    return Writings(PROJECT / "content", atlas.config, atlas.vocabularies, atlas.places)


@cache
def grounds() -> plates.Plates:
    """The grounds of the pictures."""
    return plates.load(PROJECT / "content/plates")


def only(reads: tuple[str, ...], more: dict[str, tuple[str, ...]] | None = None) -> Atlas:
    """The atlas with all the rest forbidden; `more` is what may be read of some poles, by their address."""
    atlas = whole()

    def seen(pole: Pole) -> Pole:
        named = (more or {}).get(pole.slug, reads)
        return replace(pole, **{name: Forbidden(f"pole.{name}") for name in NAMES if f"pole.{name}" not in named})

    poles = tuple(map(seen, atlas.poles))
    found = replace(atlas, poles=poles, **{name: Forbidden(name) for name in OURS if name not in reads})
    found.__dict__["updated"] = atlas.updated if "updated" in reads else Forbidden("updated")
    return found


def surveyed(atlas: Atlas, reads: tuple[str, ...]) -> Survey:
    """What the records say together, where it was named."""
    def news() -> News:
        if "news" not in reads:
            raise ForbiddenError("news")
        return News(known=True, events=tuple(
            Event(f"0123456789ab/{pole.slug}", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), kind, pole.slug, ("un mot",))
            for pole, kind in zip(whole().poles, [kind for kind in KINDS if kind != "retire"], strict=False)
        ))

    return Survey(atlas, news, freshness.day(whole(), Path("/")) if "day" in reads else Forbidden("day"))


def workshop(reads: tuple[str, ...], atlas: Atlas) -> Workshop:
    """What pages are made with."""
    ours = copy(written())
    vars(ours).update({name: Forbidden(name) for name in library.NAMES if name not in reads})
    return Workshop(surveyed(atlas, reads), ours, story_renderer, lambda: Pictures(grounds(), (), ()))


EVERYTHING = (*HOUSE, *OURS, *PARTS, "news", "day", *(f"pole.{name}" for name in NAMES))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_family_of_pages_is_made_of_what_it_names(family):
    """Page data and all."""
    freely = list(family.pages(workshop(EVERYTHING, whole())))
    assert repr(list(family.pages(workshop(family.reads, only(family.reads))))) == repr(freely)


@pytest.mark.parametrize("family", [family for family in FAMILIES if family.places], ids=lambda family: family.name)
def test_the_page_of_a_place_is_made_of_who_stands_there(family):
    """Of all poles what decides whom it shows; of these alone what a brief tells; and it is the page of its place, once."""
    free, places = workshop(EVERYTHING, whole()), family.places
    codes = list(places.codes(free))
    pages = {code: places.page(free, code) for code in codes}
    assert len({page.url for page in pages.values()}) == len(codes) > 10
    crowds = {code: set(note.shown(page.data)) for code, page in pages.items()}
    for code in some(sorted(codes, key=lambda code: -len(crowds[code])), 6):
        stand, told = (tuple(f"pole.{name}" for name in names) for names in (STANDING_READS, BRIEF_READS))
        atlas = only((*places.reads, *stand), dict.fromkeys(crowds[code], (*stand, *told)))
        assert repr(places.page(workshop(places.reads, atlas), code)) == repr(pages[code])


@pytest.mark.parametrize("family", [family for family in FAMILIES if family.places], ids=lambda family: family.name)
def test_the_page_of_a_place_changes_with_who_stands_there_or_with_what_it_tells_of_them(family):
    """A pole takes the seat or the territory of another: whatever page is another then told of it, or has others standing there."""
    atlas, places = whole(), family.places
    free = workshop(EVERYTHING, atlas)
    before = {code: (places.standing(free, code).plainly(), places.page(free, code)) for code in places.codes(free)}
    still = 0
    for number, name in some([(number, name) for number in range(len(atlas.poles)) for name in ("seat", "territoire")], 17):
        poles = list(atlas.poles)
        one, other = poles[number], poles[number - 9]
        poles[number] = replace(one, **{name: getattr(other, name)})
        moved = workshop(EVERYTHING, replace(atlas, poles=tuple(poles)))
        for code in places.codes(moved):
            if code in before and before[code][0] == places.standing(moved, code).plainly() and one.slug not in note.shown(before[code][1].data):
                assert repr(places.page(moved, code)) == repr(before[code][1]), (one.slug, other.slug, name, code)
                still += 1
    assert still > len(before)


def test_who_leaves_an_intercommunalite_leaves_the_counts_of_all_its_departements():
    """The Essonne counts the poles seated in the Métropole du Grand Paris, most of them elsewhere in it, and tells of few of them."""
    atlas, (family,) = real_atlas(), (family for family in FAMILIES if family.name == "departements")
    before = workshop(EVERYTHING, atlas)
    told = set(note.shown(family.places.page(before, "91").data))
    one = next(pole for pole in before.territories.touched["200054781"].seated if pole.slug not in told)
    away = replace(one, seat=next(pole.seat for pole in atlas.poles if pole.seat.departement.code == "974"), territoire=None)
    after = workshop(EVERYTHING, replace(atlas, poles=tuple(away if pole is one else pole for pole in atlas.poles)))
    assert family.places.page(before, "91") != family.places.page(after, "91")
    assert family.places.standing(before, "91").plainly() != family.places.standing(after, "91").plainly()


@pytest.mark.parametrize("family", [family for family in FAMILIES if family.places], ids=lambda family: family.name)
def test_the_page_of_a_place_minds_no_name_that_it_does_not_tell(family):
    """A pole with a seat takes another name, the last or the first of all: pages that do not tell of it stay as they are."""
    atlas, places = whole(), family.places
    free = workshop(EVERYTHING, atlas)
    pages = {code: places.page(free, code) for code in places.codes(free)}
    for pole in some([pole for pole in atlas.poles if not pole.seat.approximate], 7):
        others = [other for other in atlas.poles if other is not pole]
        for name, poles in (("A", (replace(pole, nom="A"), *others)), ("Z", (*others, replace(pole, nom="Z")))):
            renamed = workshop(EVERYTHING, replace(atlas, poles=tuple(poles)))
            stays = [code for code, page in pages.items() if pole.slug not in set(note.shown(page.data))]
            for code in stays[:: len(stays) // 6]:
                assert repr(places.page(renamed, code)) == repr(pages[code]), (name, code)


@pytest.mark.parametrize("format_", [f for f in exports.FORMATS if f.reads], ids=lambda f: f.files.__module__)
def test_a_format_is_made_of_what_it_names(format_):
    """Every file of it."""
    freely = list(format_.files(surveyed(whole(), EVERYTHING)))
    assert list(format_.files(surveyed(only(format_.reads), format_.reads))) == freely


@pytest.mark.parametrize("kind", client.KINDS, ids=lambda kind: kind.name)
def test_what_our_scripts_fetch_is_made_of_what_it_names(kind):
    """Every file of it."""
    assert list(kind.files(only(kind.reads))) == list(kind.files(whole()))


@pytest.mark.parametrize("name", library.NAMES)
def test_each_of_our_writings_is_read_in_the_files_that_its_part_names(monkeypatch, name):
    """The declaration says what the audit found: a part that did not name the audit left it as it was."""
    opened, really, atlas = set(), io.open, whole()
    monkeypatch.setattr(io, "open", lambda path, *given, **named: opened.add(Path(path)) or really(path, *given, **named))
    getattr(Writings(PROJECT / "content", atlas.config, atlas.vocabularies, atlas.places), name)
    read = {path.relative_to(PROJECT).as_posix() for path in opened if PROJECT in path.parents}
    folders = tuple(path for path in PARTS[name] if path.endswith("/"))
    assert read
    assert {path for path in read if path not in PARTS[name] and not path.startswith(folders)} == set()


def test_every_name_stands_for_something():
    """An attribute of a pole, a part that is read from our files, or what the survey tells."""
    named = {name for kind in (*FAMILIES, *(family.places for family in FAMILIES if family.places), *exports.FORMATS, *client.KINDS) for name in kind.reads}
    assert named - {*(f"pole.{name}" for name in NAMES), *PARTS, "updated", "news", "day"} == set()
