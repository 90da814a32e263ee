"""The whole site in one file, which opens from a folder: no server, no network, no script but the one that runs there.

A page in it leads to files (`poles/index.html`), and what only a server can give (the search by word, the map that moves, the editor)
leads to its public address. The same bytes every time.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from urllib.parse import unquote

from atlas import urls
from atlas.machine.cache import key_of
from atlas.machine.memory import Action, Memory, Notes
from atlas.machine.publication import Publication
from atlas.pages import offline
from atlas.site.site_assets import ALONE
from atlas.site.studio import Studio

NAME = "archive"  # of the action
FOLDER = "atlas-des-ptce/"  # that it unpacks into
_FIRST = (1980, 1, 1, 0, 0, 0)  # the date of every file: the oldest that a zip can tell
# What needs a server or a script, or is for others: it stays where it is.
_LEFT = (
    urls.EMBED, urls.OEMBED, urls.PARTAGE, urls.SEARCH, urls.LIEUX, urls.PRES_DONNEES, urls.EXPLORER, urls.RESUMES, urls.EDITEUR, urls.NOT_FOUND, urls.STYLE, urls.MANIFEST, urls.OPENSEARCH, urls.GARDER,
    "assets/carte/", "robots.txt", "sitemap.xml", urls.ARCHIVE,
)  # fmt: skip
_TAGS = re.compile(r'<script type="module"[^>]*></script>\n?|<link rel="(?:manifest|search|preload|modulepreload|canonical)"[^>]*>\n?|<link rel="alternate"[^>]*json\+oembed[^>]*>\n?')
_ADDRESS = re.compile(r'(?P<before> (?:href|src|srcset)="|<meta http-equiv="refresh" content="0; url=)(?P<address>[^"]*)')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_MAIN = re.compile(r'<main id="contenu"[^>]*>\n<div[^>]*>\n')


def archive(studio: Studio, memory: Memory, output: Publication) -> Action:
    """The whole site in one file, the page that offers it included, where it is not offered again."""
    put, last = memory.files(), offline.page("")

    def read(path: str) -> bytes:
        return studio.render(last) if path == urls.file_of(last.url) else output.read(path)

    def written(notes: Notes) -> Iterator[tuple[str, bytes]]:
        notes.found.add(f"template {last.template}")
        content = packed((*put, urls.file_of(last.url)), read, studio.house.config.adresse, offline.said(studio.atlas))
        notes.told = len(content)
        yield urls.ARCHIVE, content

    return Action(NAME, key_of(studio.key(("config", "updated")), repr(sorted(put.items()))), written)


def held(path: str) -> bool:
    """Whether a file of the site, by its path, is of use in a folder."""
    if path.startswith(".") or path.endswith((".gz", ".br")) or (path.startswith(_LEFT) and not path.endswith(".css")):
        return False
    return not path.endswith(".js") or path == f"assets/{ALONE}"


def packed(paths: Iterable[str], read: Callable[[str], bytes], address: str, said: str) -> bytes:
    """The archive of these files; `said` is what each page says of itself, in HTML, where « {site} » is its public address."""
    inside = sorted(filter(held, paths))
    there, file = frozenset(inside), io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path in inside:
            content = read(path)
            if path.endswith(".html"):
                content = to_folder(path, content.decode(), there, address, said).encode()
            entry = zipfile.ZipInfo(FOLDER + path, _FIRST)
            entry.compress_type = zipfile.ZIP_STORED if path.endswith((".png", ".woff2", ".xlsx")) else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return file.getvalue()


def to_folder(path: str, html: str, there: frozenset[str], address: str, said: str) -> str:
    """A page whose links lead to files that are `there`, else to their public address."""

    def led(found: re.Match[str]) -> str:
        return found["before"] + escape(_led(path, unescape(found["address"]), there, address))

    html = _ADDRESS.sub(led, _TAGS.sub("", html))
    page = address + (path.removesuffix("index.html"))
    return _MAIN.sub(lambda found: found[0] + said.replace("{site}", escape(page)), html, count=1)


def _led(path: str, link: str, there: frozenset[str], address: str) -> str:
    """Where a link of this page leads in a folder."""
    if _ELSEWHERE.match(link) or link.startswith("#"):
        return link
    way, sharp, fragment = link.partition("#")
    way, _, query = way.partition("?")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), way)) if way else path
    target = "" if target == "." else target
    if way.endswith(("/", ".")) or not way:
        target = path if not way else f"{target}/".lstrip("/")
    file = urls.file_of(target) if target.endswith("/") or not target else target
    if unquote(file) not in there or (query and not query.startswith("v=")):  # what is asked in an address needs a script
        return f"{address}{target}{'?' if query else ''}{query}{sharp}{fragment}"
    if unquote(file) == path and sharp:
        return f"#{fragment}"
    return posixpath.relpath(file, posixpath.dirname(path) or ".") + sharp + fragment
