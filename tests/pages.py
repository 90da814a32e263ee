"""A built page as the tests read it: parsed once, and, for who asks, as strictly as a browser's parser can be asked to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import html5lib
from html5lib.constants import adjustSVGAttributes, voidElements

ADDRESSES = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("image", "href"), ("iframe", "src"), ("form", "action"), ("source", "src"))
HTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
SVG_TAGS = {"clippath": "clipPath", "foreignobject": "foreignObject", "lineargradient": "linearGradient", "textpath": "textPath"}


class _Reader(HTMLParser):
    """Makes the tree of a page that closes what it opens."""

    def __init__(self) -> None:
        super().__init__()
        self.made = ET.TreeBuilder()
        self.opened: list[tuple[str, bool]] = [("", False)]  # what is open, and whether what it holds is drawn

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        drawn = tag == "svg" or self.opened[-1][1]
        names = adjustSVGAttributes if drawn else {}
        self.made.start(SVG + SVG_TAGS.get(tag, tag) if drawn else HTML + tag, {names.get(name, name): value or "" for name, value in attrs})
        self.opened.append((tag, drawn and tag != "foreignobject"))
        if tag in voidElements and not drawn:
            self.handle_endtag(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.opened[-1][1] or tag not in voidElements:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop()[0] == tag, (tag, self.getpos())
        self.made.end(tag)

    def handle_data(self, data: str) -> None:
        if len(self.opened) > 1:
            self.made.data(data)


def read(text: str) -> ET.Element:
    """The tree of a page that closes what it opens, as html5lib gives it and far quicker: `test_output` says that it is the same."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert len(reader.opened) == 1, reader.opened
    return reader.made.close()


@dataclass(frozen=True)
class Parsed:
    """A page, its address from the root of the site, and its tree."""

    url: str
    text: str
    tree: ET.Element

    def strict(self) -> tuple[ET.Element, list[str]]:
        """The tree that the standard makes of the page, and what it complains of."""
        parser = html5lib.HTMLParser()
        tree = parser.parse(self.text)
        return tree, [f"{position}: {code} {detail}" for position, code, detail in parser.errors]

    @property
    def errors(self) -> list[str]:
        """What a strict parser complains of."""
        return self.strict()[1]

    def all(self, tag: str) -> list:
        """The elements of a name, HTML or SVG."""
        names = HTML + tag, SVG + tag
        return [e for e in self.tree.iter() if e.tag in names]

    def one(self, tag: str):
        """The only element of a name."""
        (found,) = self.all(tag)
        return found

    def sections(self, heading: str) -> list:
        """The sections that bear a heading of this id."""
        return [e for e in self.all("section") if any(inner.get("id") == heading for inner in e.iter() if str(inner.tag).endswith("}h2"))]

    def titre(self) -> str:
        """The title of the page (pictures have titles of their own)."""
        return self.words(self.all("title")[0])

    def words(self, element=None) -> str:
        """The text of an element, or of the page's main part."""
        element = self.one("main") if element is None else element
        return " ".join("".join(element.itertext()).split())

    def read_words(self) -> Iterator[str]:
        """Every piece of text that is shown or read aloud, as it is written: text outside of code, and the attributes that are words."""
        code = [e for tag in ("script", "style", "code", "pre", "textarea") for e in self.all(tag)]
        within = {id(inner) for e in code for inner in e.iter()}
        for element in self.tree.iter():
            if isinstance(element.tag, str) and id(element) not in within:
                yield element.text or ""
            if id(element) not in within or element in code:
                yield element.tail or ""
            for name in ("aria-label", "title", "alt", "placeholder", "content"):
                if element.get(name):
                    yield element.get(name)

    def ids(self) -> list[str]:
        """Every id, in order."""
        return [e.get("id") for e in self.tree.iter() if e.get("id")]

    def links(self) -> Iterator[tuple[str, str]]:
        """Every address of the page: the tag that holds it, and the address."""
        for tag, attribute in ADDRESSES:
            for element in self.all(tag):
                found = element.get(attribute)
                if found is not None:
                    yield tag, found


def parse(site: Path, path: Path) -> Parsed:
    """Parse one page, once as long as it stays what it is."""
    return _parsed(site, path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2000)
def _parsed(site: Path, path: Path, _: int) -> Parsed:
    text = path.read_text(encoding="utf-8")
    return Parsed(path.relative_to(site).as_posix().removesuffix("index.html"), text, read(text))


@lru_cache(maxsize=2)
def all_of(site: Path) -> dict[str, Parsed]:
    """Every page of one of the two sites that many files read, by address."""
    return every(site)


def every(site: Path) -> dict[str, Parsed]:
    """Every page of a site, by address. Those that stand in a frame of another site are not of it: `frames_of`."""
    return {page.url: page for page in (parse(site, path) for path in sorted(site.rglob("*.html")) if site / "embed" not in path.parents)}


def frames_of(site: Path) -> dict[str, Parsed]:
    """Every page that others show in a frame, by address."""
    return {page.url: page for page in (parse(site, path) for path in sorted((site / "embed").rglob("*.html")))}


def target(page: Parsed, address: str, prefix: str = "/") -> tuple[str, str] | None:
    """The file (from the root) and the anchor an internal address leads to; None for the outside."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page.url, parts.fragment
    if parts.path.startswith("/"):
        assert parts.path.startswith(prefix), f"{page.url}: {address} leaves the prefix"
        return unquote(parts.path.removeprefix(prefix)), parts.fragment
    place = page.url.split("/")[:-1]
    for step in unquote(parts.path).split("/"):
        if step == "..":
            assert place, f"{page.url}: {address} climbs out of the site"
            place.pop()
        elif step != ".":
            place.append(step)
    return "/".join(place).lstrip("/"), parts.fragment
