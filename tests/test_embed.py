"""What others show of the atlas: pages for a frame, the code to paste, oEmbed files."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

import pytest

from atlas import urls
from tests import pages
from tests.sites import MINIATURE


@pytest.fixture(scope="module")
def frames(miniature) -> dict[str, pages.Parsed]:
    return pages.frames_of(miniature)


@pytest.fixture(scope="module")
def files(miniature) -> dict[str, dict[str, object]]:
    """Every oEmbed file, by its path from the root."""
    return {p.relative_to(miniature).as_posix(): json.loads(p.read_text(encoding="utf-8")) for p in (miniature / "api/v1/oembed").rglob("*.json")}


def test_a_frame_is_a_sound_page_that_nobody_indexes(frames, miniature):
    """French, one title and one h1, `noindex`, no menu, nothing inline, nothing from elsewhere; its links exist and leave the frame."""
    for page in frames.values():
        assert page.errors == [], page.url
        assert page.one("html").get("lang") == "fr"
        assert len(page.all("h1")) == 1, page.url
        assert page.titre().endswith(" — Atlas d’essai"), page.titre()
        assert [e.get("content") for e in page.all("meta") if e.get("name") == "robots"] == ["noindex"], page.url
        assert [(e.get("target"), e.get("href")) for e in page.all("base")] == [("_top", None)]
        assert not page.all("nav")
        assert len(page.ids()) == len(set(page.ids()))
        for element in page.tree.iter():
            assert not any(name == "style" or name.startswith("on") for name in getattr(element, "attrib", {})), page.url
        for script in page.all("script"):
            assert script.get("src"), page.url
        for tag, address in page.links():
            if re.match(r"(?:https?:)?//", address):
                assert tag == "a", (page.url, address)
                continue
            url, anchor = pages.target(page, address)
            file = miniature / url
            assert (file / "index.html" if file.is_dir() else file).is_file(), (page.url, address)
            assert not anchor or anchor in page.ids()
        for link in page.all("a"):
            assert link.get("target", "_top") == ("_self" if link.get("href").startswith("#") else "_top")
            assert link.get("target") or not link.tag.startswith("{http://www.w3.org/2000/svg}"), "a picture’s links do not read <base>"


def test_there_is_a_frame_for_the_map_each_pole_and_each_territory(frames, miniature):
    """The miniature shows each kind; what a frame says of a pole is what its page says; hostile words stay words."""
    assert {f"embed/poles/{path.stem}/" for path in (MINIATURE / "poles").glob("*.md")} < set(frames)
    assert {"embed/", "embed/regions/corse/", "embed/departements/2a/", "embed/departements/988/"} < set(frames)
    listed = [url for url in pages.all_of(miniature) if url.startswith(("poles/", "regions/", "departements/")) and url.count("/") == 2]
    assert {url.removeprefix("embed/") for url in frames} - {""} <= set(listed)
    for url, page in frames.items():
        if url.startswith("embed/poles/"):
            whole = pages.parse(miniature, miniature / url.removeprefix("embed/") / "index.html")
            assert page.words(page.one("h1")) == whole.words(whole.one("h1"))


def test_each_page_that_can_be_shown_announces_a_true_oembed_file(files, miniature):
    """Version 1.0, type rich, integers for sizes, a frame that is well-formed as XHTML, absolute addresses that exist."""
    base = next(e.get("href") for e in pages.all_of(miniature)[""].all("link") if e.get("rel") == "canonical")
    announced = {}
    for page in pages.all_of(miniature).values():
        found = [e.get("href") for e in page.all("link") if e.get("type") == "application/json+oembed"]
        assert len(found) <= 1
        if found:
            announced.setdefault(found[0].removeprefix(base), set()).add(page.url)
    assert set(announced) == set(files)
    assert announced["api/v1/oembed/poles.json"] == {"", urls.POLES}
    for path, told in files.items():
        assert (told["version"], told["type"], told["provider_url"], told["cache_age"]) == ("1.0", "rich", base, 86400)
        assert all(isinstance(told[key], int) for key in ("width", "height"))
        if "thumbnail_url" in told:
            assert (miniature / told["thumbnail_url"].removeprefix(base)).is_file()
            assert (told["thumbnail_width"], told["thumbnail_height"]) == (1200, 630)
        frame = Xml.fromstring(told["html"])  # noqa: S314 - our own file
        assert (frame.tag, frame.get("width"), frame.get("height"), frame.get("title")) == ("iframe", str(told["width"]), str(told["height"]), told["title"])
        there = frame.get("src").removeprefix(base)
        assert (miniature / there / "index.html").is_file(), (path, there)
        assert urlsplit(frame.get("src")).query == ""


def test_the_code_is_there_without_a_script(miniature):
    """The page that gives it holds that of the map of all: a frame, a link that remains without it, and a listener of ours alone."""
    page = pages.all_of(miniature)[urls.INTEGRER]
    (area,) = page.all("textarea")
    code = area.text
    assert unescape(code) == code
    base = next(e.get("href") for e in pages.all_of(miniature)[""].all("link") if e.get("rel") == "canonical")
    seen = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            seen.append((tag, dict(attrs)))

    Reader().feed(code)
    assert [tag for tag, _ in seen] == ["iframe", "p", "a", "script"]
    assert seen[0][1]["src"] == f"{base}embed/"
    assert seen[2][1]["href"] == f"{base}poles/"
    parts = urlsplit(base)
    assert f'e.origin !== "{parts.scheme}://{parts.netloc}"' in code
    assert len(code.partition("<script>")[2].splitlines()) <= 10
    assert all(element.get("hidden") is not None for element in page.all("form"))


def test_the_link_of_a_pole_is_written_and_sent_by_ones_own_mail(miniature):
    """Its address in full letters, an e-mail to nobody in particular, the way to the code."""
    page = pages.all_of(miniature)["poles/essai-corse/"]
    base = next(e.get("href") for e in pages.all_of(miniature)[""].all("link") if e.get("rel") == "canonical")
    (place,) = [e for e in page.all("div") if e.get("data-partage") is not None]
    assert f"{base}poles/essai-corse/" in page.words(place)
    hrefs = [e.get("href") for e in page.all("a")]
    assert [href for href in hrefs if href.startswith("mailto:?subject=")]
    assert "../../donnees/integrer/#poles/essai-corse/" in hrefs
    assert Path(miniature, "donnees/integrer/index.html").is_file()


def test_every_page_of_the_site_has_its_own_title_and_description(real):
    """Frames and moved addresses included: an overseas région and its département have one name, a pole its page and its card."""
    told: dict[str, list[str]] = {}
    for path in real.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for found in (re.search(r"<title>(.*?)</title>", text), re.search(r'<meta name="description" content="(.*?)"', text)):
            if found and 'http-equiv="refresh"' not in text:
                told.setdefault(found[0], []).append(path.relative_to(real).as_posix())
    assert len(told) > 1000
    assert {words: paths for words, paths in told.items() if len(paths) > 1} == {}
