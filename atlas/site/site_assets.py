"""The files of the site that follow no record: styles, scripts joined, grounds of the pictures, libraries, the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from atlas import urls
from atlas.machine.cache import Cache
from atlas.machine.folders import is_left_by_an_editor, ours
from atlas.machine.memory import Action, Notes
from atlas.site.studio import Studio

ALONE = "coque/dossier.js"  # the one script that is no module: it runs where modules do not
_NAMED = re.compile(rb'(?<=url\(")[\w.-]+(?="\))')  # what a sheet asks for, beside it


def actions(studio: Studio) -> Iterator[Action]:
    """Both; each tells the short digest of its files, by path: browsers may keep a file until that changes."""
    yield Action("lieux", studio.key(("gazetteer",)), lambda notes: _gazetteer(studio.house.root / "content" / "gazetteer", notes))
    yield Action("assets", studio.key(("assets",)), lambda notes: _assets(studio, notes))


def _gazetteer(folder: Path, notes: Notes) -> Iterator[tuple[str, bytes]]:
    for path in ours(folder):
        yield urls.LIEUX + path.name, path.read_bytes()
    notes.told = [(f"{urls.LIEUX}index.json", urls.version((folder / "index.json").read_bytes()))]


def _assets(studio: Studio, notes: Notes) -> Iterator[tuple[str, bytes]]:
    from atlas.pages.tools import GROUNDS  # noqa: PLC0415 - only where something is made
    from atlas.pictures import ground  # noqa: PLC0415 - likewise

    told = []
    for path, content in _files(studio):
        told.append((path, urls.version(content)))
        yield path, content
    for name, source in studio.grounds.files.items():
        for path, drawn in zip((name, ground.night_file(name)), ground.apart(source.decode()), strict=True):
            told.append((GROUNDS + path, urls.version(source)))  # as the pages ask for both
            yield GROUNDS + path, drawn.encode()
    notes.told = told


def _files(studio: Studio) -> Iterator[tuple[str, bytes]]:
    from atlas.site import carte, coat, scripts  # noqa: PLC0415 - likewise

    root = studio.house.root
    folder = root / "assets"
    known: scripts.Known = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if any(map(is_left_by_an_editor, path.relative_to(folder).parts)):
            continue
        name = path.relative_to(folder).as_posix()
        if path.name == scripts.ENTRY:
            yield from ((f"assets/{piece}", content) for piece, content in scripts.pieces(folder, name, urls.version, known))
        elif name in carte.OWN_STYLES:
            continue
        elif path.suffix == ".css":
            yield f"assets/{name}", _sheet(path)
        elif path.suffix != ".js" or name == ALONE:
            yield f"assets/{name}", path.read_bytes()
    yield from coat.assets().items()
    script = carte.remembered(Cache(root / "content" / "plates"), studio.cache)
    for name, content in (carte.files(folder, script) | {carte.FOLDER + name: laid for name, laid in studio.grounds.underlay.items()}).items():
        yield f"assets/{name}", content


def _sheet(path: Path) -> bytes:
    """A sheet that asks for each file beside it by an address that changes with its content, as pages do."""
    return _NAMED.sub(lambda name: name[0] + b"?v=" + urls.version(path.with_name(name[0].decode()).read_bytes()).encode(), path.read_bytes())
