"""What a build is made of, by name, each known by a digest: records, our files, the code, what is installed. Nothing heavy is loaded."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from atlas import LOADED
from atlas.content.journal import FILE as JOURNAL
from atlas.machine.cache import Cache, NoMemory, digest_of, key_of
from atlas.machine.folders import NOTHING, Stamp, is_left_by_an_editor, masked, stamp_of
from atlas.machine.refusals import plain_file
from atlas.machine.seen import Seen, changed_at
from atlas.record.fields import RECORD_LIMIT
from atlas.survey import git

NONE: Mapping[str, bytes] = MappingProxyType({})
CODE = Path(__file__).resolve().parents[1]
# The parts of the house and the texts of ours, by the names that pages and exports give to what they read.
PARTS = {
    "config": ("site_config.yaml",),
    "places": ("content/geo/",),
    "vocabularies": ("content/vocabulaires.yaml", "content/referentiel.yaml"),
    "referentiel": ("content/referentiel.yaml",),
    "retired": ("content/retires.yaml",),
    "comptes": ("content/comptes.yaml",),
    "journal": (JOURNAL,),
    "recettes": ("content/recettes/",),
    "textes": ("content/pages/", "content/bibliographie.yaml", "content/rgaa.yaml"),
    "charte": ("content/charte/", "content/bibliographie.yaml"),
    "chronologie": ("content/chronologie.yaml", "content/bibliographie.yaml"),
    "glossaire": ("content/glossaire.yaml", "content/bibliographie.yaml"),
    "synonymes": ("content/synonymes.yaml",),
    "cherches": ("content/cherches.yaml",),
    "contacts": ("content/contacts.yaml",),
    "plates": ("content/plates/",),
    "cards": ("content/cards/",),
    "gazetteer": ("content/gazetteer/",),
    "assets": ("assets/", "content/geo/", "content/plates/"),
    "shell": ("templates/coque/",),
}
_RECORD = re.compile(r"\.(md|mdown|mkdn?|markdown|txt|text|ya?ml|docx?|odt|rtf|pdf|pages|html?|xlsx?|ods|csv|tsv)(\W.*)?\Z", re.IGNORECASE)
_SIGN_NAME = re.compile(r"[a-z0-9-]+")
BASE = "base.html"
_LISTED = "macros.html"  # which `entree_retenue` stands for
_ASKED = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+(["'])(?P<name>[^"']+)\1""")
_TAG = re.compile(r"\{%-?\s*(?:extends|include|import|from)\b")
_ASSET = re.compile(r"""(["'])(?P<path>[^"']+)\1\s*\|\s*actif\b""")
_FILTER = re.compile(r"""\|\s*actif\b|(["'])actif\1""")  # also by its name: « map("actif") »
_SIGN = re.compile(rb"""["']([a-z0-9-]+)["']\s*\|\s*icone\b|^ *icone: *([a-z0-9-]+)""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What tells a template from another, and what it names: templates it calls for, assets; None where a name is not written in full."""

    digest: bytes
    asked: tuple[str, ...] | None
    assets: frozenset[str] | None

    @classmethod
    def of(cls, text: str) -> _Sheet:
        """A template, from its text."""
        asked, assets = ([found[part] for found in sign.finditer(text)] for sign, part in ((_ASKED, "name"), (_ASSET, "path")))
        listed = (_LISTED,) if "entree_retenue" in text else ()
        return cls(
            digest_of(text.encode()), (*asked, *listed) if len(asked) == len(_TAG.findall(text)) else None,
            frozenset(assets) if len(assets) == len(_FILTER.findall(text)) else None,
        )  # fmt: skip


class _Read(Mapping[str, bytes]):
    """The content of files by path from the root, read when it is asked for, but of those that are `given`."""

    def __init__(self, paths: Mapping[str, str], read: Callable[[str, int], bytes], given: Mapping[str, bytes] = NONE) -> None:
        self._paths, self._read, self._given = {**paths, **dict.fromkeys(given, "")}, read, given

    def __getitem__(self, path: str) -> bytes:
        return self._given[path] if path in self._given else self._read(self._paths[path], RECORD_LIMIT + 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class Inputs:
    """The inputs of one build; the site is made for another public address where `base_url` is one. Without memory, every file is read.

    `pack` puts its compressed twin beside each text; `archive` adds the whole site in one file. Records that are `given`, by path, take the
    place of those of `poles/`.
    """

    def __init__(self, root: Path, base_url: str = "", *, pack: bool = False, archive: bool = False, remember: bool = True, given: Mapping[str, bytes] = NONE) -> None:
        self._given = given
        self.root, self.base_url, self.pack, self.archive = root, base_url, pack, archive
        self._stamps: dict[str, Stamp] = {}
        self._found: dict[str, str] = {}
        self._signs: set[bytes] = set()
        self._base = ""
        self._versions: Mapping[str, str] = {}
        self._sheets: dict[str, _Sheet] = {}
        self.seen = Seen(Cache(root / ".cache") if remember else NoMemory(root))

    def are_there(self) -> bool:
        """Whether there is something to read at all; what is missing is told by who needs it."""
        return (self.root / "site_config.yaml").is_file() and all((self.root / name).is_dir() for name in ("assets", "content", "templates", "poles"))

    def read(self) -> None:
        """Look at everything now, instead of when it is asked for."""
        assert self.code
        assert self.head is not None

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The digest of each file of ours that is no record, by its path from the root."""
        return {name: self._digest(f"{self.root}/{name}") for name in self._names()}

    @cached_property
    def head(self) -> str:
        """What is checked out, from which the history is read; nothing without Git."""
        return git.head(self.root)

    @cached_property
    def code(self) -> str:
        """Our own code, Python, the version of everything that is installed, and the pictograms we take from it."""
        ours = b"".join(path.encode() + self._digest(f"{CODE}/{path}") for path in self._below(str(CODE), ".py"))
        assert self.files, "reading them tells which pictograms are named"
        return key_of(sys.version, "\n".join(sorted({os.path.basename(path) for path in _installed()})), ours, *_pictograms(self._signs))

    @cached_property
    def records(self) -> Mapping[str, bytes]:
        """The records of `poles/` by path from the root, in order, and what was meant for one; of what is too big, enough to tell."""
        return _Read({path: f"{self.root}/{path}" for path in record_paths(self.root)}, self._content, self._given)

    @cached_property
    def record_digests(self) -> dict[str, bytes]:
        """The digest of each record, by its path."""
        return {path: digest_of(self._given[path]) if path in self._given else self._digest(f"{self.root}/{path}", RECORD_LIMIT + 1) for path in self.records}

    def whole(self) -> str:
        """All of them together, and what is asked for."""
        ours = (path.encode() + digest for digests in (self.files, self.record_digests) for path, digest in digests.items())
        return key_of(self.code, self.base_url, "gz" if self.pack else "", "zip" if self.archive else "", oct(masked()), self.head, *ours)

    def settled(self) -> bool:
        """Whether what was made is made of what the digests say.

        Every file is then the one that was read, none came, nothing was committed, and our code is what this process loaded.
        """
        try:
            same = all(stamp_of(os.stat(path)) == stamp for path, stamp in self._stamps.items())
            return same and self._names() == list(self.files) and git.head(self.root) == self.head and self._is_loaded()
        except OSError:
            return False

    def _is_loaded(self) -> bool:
        """Whether our code and what is installed are as they were when this process began to load them: a preview lives for hours."""
        ours = (f"{CODE}/{path}" for path in self._below(str(CODE), ".py"))
        return all(changed_at(os.stat(path)) < LOADED for path in (*ours, *_installed()))

    def _names(self) -> list[str]:
        """The path of each file of ours that is no record, from the root."""
        names = ["site_config.yaml", *([JOURNAL] if (self.root / JOURNAL).is_file() else [])]
        return names + [f"{folder}/{path}" for folder in ("assets", "content", "templates") for path in self._below(f"{self.root}/{folder}")]

    def digest(self, name: str) -> str:
        """The digest of a part, or of `template <name>` with all it calls for."""
        if name not in self._found:
            self._found[name] = self._template(name.removeprefix("template ")) if name.startswith("template ") else self._part(name)
        return self._found[name]

    def key(self, *names: str) -> str:
        """The code and these parts together."""
        return key_of(self.code, *map(self.digest, names))

    def dressed(self, base: str, versions: Mapping[str, str]) -> None:
        """What templates are known by, beside their texts: the shell they are put into, and the versions of the assets they name."""
        self._base, self._versions, self._sheets = base, versions, {}

    def _content(self, path: str, limit: int = -1) -> bytes:
        plain_file(path)
        with open(path, "rb") as file:
            stamp = stamp_of(os.fstat(file.fileno()))
            if self._stamps.setdefault(path, stamp) != stamp:
                self._stamps[path] = NOTHING  # another than was read before: nothing settles that
            return file.read(limit)

    def _digest(self, path: str, limit: int = -1) -> bytes:
        """The digest of a file; the pictograms that a template or a vocabulary names are noted."""
        found = os.stat(path)
        known: tuple[bytes, list[bytes]] | None = self.seen.get(path, found)
        if known is None:
            content = self._content(path, limit)
            names = [one or other for one, other in _SIGN.findall(content)] if path.endswith((".html", "/vocabulaires.yaml")) else []
            known = digest_of(content), names
            self.seen.put(path, found, known)
        else:
            self._stamps.setdefault(path, stamp_of(found))
        self._signs.update(known[1])
        return known[0]

    def _below(self, folder: str, ending: str = "", below: str = "") -> Iterator[str]:
        """The path of every file below a folder, from there, in order."""
        with os.scandir(f"{folder}/{below}") as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if is_left_by_an_editor(entry.name):
                continue
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from self._below(folder, ending, f"{below}{entry.name}/")
            elif entry.name.endswith(ending):
                yield below + entry.name

    def _part(self, name: str) -> str:
        told = [path.encode() + digest for path, digest in self.files.items() if path.startswith(PARTS[name])]
        return key_of(self.base_url if name == "config" else "", *told)

    def _template(self, name: str) -> str:
        sheets = {known: self._sheet(known) for known in self.closure(name)}
        named = [sheet.assets for sheet in sheets.values()]
        assets = self._versions if None in named else {path for paths in named for path in paths or ()}
        return key_of(*sheets, *(sheet.digest for sheet in sheets.values()), *(f"{path} {self._versions.get(path, '')}" for path in sorted(assets)))

    def closure(self, name: str) -> list[str]:
        """A template and all that it may call for: where a name is not written in full, all there are."""
        wanted, seen = [name], dict[str, None]()
        while wanted:
            if (here := wanted.pop()) not in seen:
                seen[here] = None
                asked = self._sheet(here).asked
                wanted += [path.removeprefix("templates/") for path in self.files if path.startswith("templates/")] if asked is None else asked
        return list(seen)

    def _sheet(self, name: str) -> _Sheet:
        if name not in self._sheets:
            self._sheets[name] = _Sheet.of(self._text(name))
        return self._sheets[name]

    def _text(self, name: str) -> str:
        if name == BASE:
            return self._base
        path = self.root / "templates" / name
        return path.read_text(encoding="utf-8") if path.is_file() else ""


def record_paths(root: Path) -> list[str]:
    """The records of a project, by path from its root, in order. Links out of the folder are not followed.

    What was meant for one comes with them (`x.markdown`, `x.md.txt`, `x.docx`, `sub/x.md`): the check tells of its name, instead of
    nobody ever telling that it is not read.
    """
    return sorted(_texts(str(root), "poles"), key=lambda path: path.split("/"))  # a folder before the names that begin like it


def _texts(root: str, folder: str) -> Iterator[str]:
    with os.scandir(f"{root}/{folder}") as found:
        for entry in found:
            if entry.is_symlink() or entry.name.startswith((".", "~$")):  # « ~$ »: what Word leaves beside a document
                continue
            if entry.is_dir():
                yield from _texts(root, f"{folder}/{entry.name}")
            elif _RECORD.search(entry.name) and entry.is_file():
                yield f"{folder}/{entry.name}"


def _installed() -> list[str]:
    """The paths of what is installed, whose names tell the versions."""
    found: list[str] = []
    for place in sys.path:
        try:
            found += [os.path.join(place, name) for name in os.listdir(place or ".") if name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
    return found


def has_pictogram(name: str) -> bool:
    """Whether the theme has a pictogram of this name; nothing of it is loaded. Without a theme, a name is enough."""
    spec = find_spec("material")
    places = (spec.submodule_search_locations or ()) if spec else ()
    return bool(_SIGN_NAME.fullmatch(name)) and (spec is None or any(Path(place, "templates", ".icons", "material", f"{name}.svg").is_file() for place in places))


def _pictograms(names: Iterable[bytes]) -> Iterator[bytes]:
    """These pictograms of the theme, which are compiled into the templates."""
    spec = find_spec("material")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for name in sorted(names):
            path = Path(place, "templates", ".icons", "material", f"{name.decode()}.svg")
            yield name + (digest_of(path.read_bytes()) if path.is_file() else b"")
