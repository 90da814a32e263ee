"""« Quoi de neuf », as a page and as Atom feeds: what happened, where, and nothing that did not."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from atlas import urls
from atlas.exports import atom
from atlas.french.folding import fold
from atlas.survey import changes
from atlas.survey.changes import Event, News
from tests import pages
from tests.atlases import real_atlas
from tests.histories import Repository, record
from tests.sites import build

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
OTHER = (("Ille-et-Vilaine", "Gard"), ("Le pôle exemple réunit", "Un autre pôle réunit"))
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git n’est pas installé")


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> tuple[Repository, Path]:
    """A built atlas with a past: two births, a change, an end."""
    if not shutil.which("git"):
        pytest.skip("git n’est pas installé")
    folder = tmp_path_factory.mktemp("vecu")
    repository = Repository(folder)
    repository.commit("2026-01-10", pole_exemple=record("Pôle d’exemple & fils <essai>"), pole_exemplaire=record("Pôle exemplaire", *OTHER))
    repository.commit("2026-02-10", pole_exemple=record("Pôle d’exemple & fils <essai>", ("statut: actif", "statut: actif\nsite_web: https://exemple.fr/")))
    repository.commit("2026-03-10", pole_exemplaire=record("Pôle exemplaire", *OTHER, ("statut: actif", "statut: fusionne\nheritier: pole-exemple")))
    build(repository.root, folder / "site", "https://essai.example/atlas/")
    return repository, folder / "site"


def feed_facts(text: str) -> ET.Element:
    """Read a feed, and hold it to what RFC 4287 asks of every feed and entry."""
    feed = ET.fromstring(text)  # noqa: S314 - our own
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    known = {"id", "title", "subtitle", "updated", "author", "rights", "link", "entry"}
    assert {child.tag.removeprefix(ATOM) for child in feed} <= known
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(ATOM + name)) == 1, name
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    rels = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert set(rels) == {"self", "alternate"}
    assert rels["self"] == feed.findtext(f"{ATOM}id")
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        assert urlsplit(element.findtext(f"{ATOM}id")).scheme
        assert element.findtext(f"{ATOM}title").strip()
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated"))
    for entry in entries:
        assert {child.tag.removeprefix(ATOM) for child in entry} <= {"id", "title", "updated", "link", "category", "summary"}
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids)) <= 50
    moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert moments == sorted(moments, reverse=True)
    return feed


def titles(feed: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title").replace("\u00a0", " ").replace("\u202f", " ") for entry in feed.findall(f"{ATOM}entry")]


def test_every_place_has_its_feed(lived):
    """The country, each région, each département and collectivity: valid, even where nothing ever happened."""
    repository, site = lived
    places = repository.atlas().places
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("flux.xml"))

    found.remove("donnees/flux.xml")  # of what changes in the files: see test_donnees.py
    assert len(found) == 1 + len(places.regions) + len(places.departements)
    for path in found:
        feed = feed_facts((site / path).read_text(encoding="utf-8"))
        assert feed.findtext(f"{ATOM}id") == f"https://essai.example/atlas/{path}"
    assert titles(feed_facts((site / "departements/974/flux.xml").read_text(encoding="utf-8"))) == []


def test_a_feed_tells_what_happened_there(lived):
    """France has all, Brittany and Ille-et-Vilaine theirs, the Gard its own: names escaped, words set in French."""
    site = lived[1]
    feeds = {path: feed_facts((site / path / "flux.xml").read_text(encoding="utf-8")) for path in (".", "regions/bretagne", "departements/35", "departements/30")}
    here = "Pôle d’exemple & fils <essai>, Ille-et-Vilaine"
    ours = [f"Fiche mise à jour : {here}", f"Nouvelle fiche : {here}"]
    theirs = ["Pôle fusionné ou qui a cessé : Pôle exemplaire, Gard", "Nouvelle fiche : Pôle exemplaire, Gard"]

    assert titles(feeds["."]) == [theirs[0], ours[0], ours[1], theirs[1]]
    assert titles(feeds["regions/bretagne"]) == titles(feeds["departements/35"]) == ours
    assert titles(feeds["departements/30"]) == theirs
    ended = feeds["departements/30"].findall(f"{ATOM}entry")[0]
    assert ended.findtext(f"{ATOM}summary").replace("\u00a0", " ").replace("\u202f", " ") == "Situation : actif → fusionné ; héritier indiqué."
    assert ended.findtext(f"{ATOM}updated") == "2026-03-10T11:00:00Z"
    assert ended.find(f"{ATOM}link").get("href") == "https://essai.example/atlas/poles/pole-exemplaire/"
    assert ended.findtext(f"{ATOM}id").startswith("tag:essai.example,2026")


def test_pages_say_where_their_feed_is(lived):
    """The home page, each région and département, the pages of the news and of the data name their feed, which is there; no other does."""
    site = lived[1]
    for url, page in pages.every(site).items():
        found = [link.get("href") for link in page.all("link") if link.get("type") == "application/atom+xml"]
        place = re.fullmatch(r"((regions|departements)/[^/]+/|quoi-de-neuf/|donnees/)?", url)
        assert len(found) == bool(place), url
        if place:
            path = pages.target(page, found[0])[0]
            assert path == ("flux.xml" if url == "quoi-de-neuf/" else f"{url}flux.xml")
            assert (site / path).is_file()


def test_the_page_tells_the_same_day_by_day(lived):
    """Days in order, each kind under its words, names that lead to the poles."""
    page = pages.parse(lived[1], lived[1] / "quoi-de-neuf/index.html")
    words = page.words().replace("\u00a0", " ").replace("\u202f", " ")
    days = [element.get("datetime") for element in page.all("time")]

    assert days == ["2026-03-10", "2026-02-10", "2026-01-10"]
    for told in ("10 mars 2026", "Un pôle a fusionné ou cessé", "Situation : actif → fusionné", "Nouveau site web.", "Nouvelles fiches 2"):
        assert told in words, told
    assert "../poles/pole-exemplaire/" in [address for _, address in page.links()]
    assert not page.errors


def test_without_history_the_page_says_so_and_feeds_stay_valid(miniature):
    """A copy without Git: nothing is announced, nothing is invented, and every feed is there."""
    page = pages.parse(miniature, miniature / "quoi-de-neuf/index.html")

    assert "L’historique n’est pas disponible ici" in page.words()
    for path in miniature.rglob("flux.xml"):
        feed = feed_facts(path.read_text(encoding="utf-8"))
        assert titles(feed) == []
        assert feed.findtext(f"{ATOM}updated") == "2026-11-02T00:00:00Z" or MOMENT.fullmatch(feed.findtext(f"{ATOM}updated"))


@needs_git
def test_an_atlas_without_records_has_its_feeds(tmp_path):
    """Before the first record, the feed of the country is valid."""
    atlas = Repository(tmp_path).atlas()

    for _, text in atom.feeds(atlas, News(known=False)):
        feed_facts(text)


def test_a_feed_is_never_endless():
    """At most fifty entries, the newest; hostile years do not break it."""
    atlas = real_atlas()
    slugs = [pole.slug for pole in atlas.poles]
    start = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
    events = tuple(Event(f"{n}/x", start - dt.timedelta(days=n * 7_000), changes.CHANGED, slugs[n % len(slugs)], ("récit revu",)) for n in range(80))
    told = dict(atom.feeds(atlas, News(known=True, events=events)))

    assert len(titles(feed_facts(told[urls.FLUX]))) == 50


def test_kinds_have_words():
    """Every kind of event is told in French, on the page and in feeds."""
    from atlas.pages.nouveautes import TITLES  # noqa: PLC0415 - only here

    assert set(changes.KINDS) == set(TITLES)
    assert len({fold(words) for words in changes.KINDS.values()}) == len(changes.KINDS)


@needs_git
def test_the_same_tree_gives_the_same_news(lived, tmp_path):
    """Dates come from the steps, not from the clock: read again, with and without memory, they are the news that were published."""
    repository, site = lived
    atlas = repository.atlas()
    for cache in (None, tmp_path / "memoire"):
        for path, text in atom.feeds(atlas, repository.news(cache)):
            assert (site / path).read_text(encoding="utf-8") == text, path


def test_a_title_of_the_news_is_in_the_plural_from_two_on():
    """One new record on a day: « Nouvelle fiche »; two: « Nouvelles fiches »."""
    from atlas.pages import nouveautes  # noqa: PLC0415 - only here

    atlas = real_atlas()
    day = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
    for count, title in ((1, "Nouvelle fiche"), (2, "Nouvelles fiches"), (3, "Nouvelles fiches")):
        events = tuple(Event(f"{n}/x", day, changes.NEW, pole.slug) for n, pole in enumerate(atlas.poles[:count]))
        (told,) = nouveautes.page(atlas, News(known=True, events=events)).data.jours
        assert [group.titre for group in told.groupes] == [title]
        assert len(told.groupes[0].poles) == count


def test_only_a_long_list_of_an_older_day_is_folded():
    """Twelve poles are shown, thirteen are opened on demand; on the last day, all are shown."""
    from atlas.pages import nouveautes  # noqa: PLC0415 - only here

    atlas = real_atlas()
    last, older = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC), dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC)
    for count, folded in ((12, False), (13, True)):
        events = tuple(Event(f"{n}/{day.day}", day, changes.NEW, pole.slug) for day in (last, older) for n, pole in enumerate(atlas.poles[:count]))
        days = nouveautes.page(atlas, News(known=True, events=events)).data.jours
        assert [group.plie for day in days for group in day.groupes] == [False, folded]
