"""What was made is kept while what it was made of is the same: actions, their inputs, and the files that came out.

An action is a name, the digest of its inputs, and a pure function that makes files of them. What an action only finds out while
it works (the templates of its pages, the poles a page shows) is an input too: it is noted, and its digest is looked at next time.
Same digests: the files of the old site are taken over, unread. The action is made again where anything is odd: a file that is
not the one that was put there, a memory that is not whole. An action made again may give the same bytes, which are then not written.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from atlas.machine.cache import Cache, digest_of, key_of
from atlas.machine.folders import Stamp
from atlas.machine.publication import Publication, Tally
from atlas.machine.shelf import Shelf

_PIECE, _SHELF = "actions", "morceaux"

Output = tuple[str, Stamp]
Row = tuple[str, tuple[str, ...], str, str, object, bytes, dict[str, bytes]]
"""Of an action: its inputs; the names of those it found out, and their digest; what it chose among all there is; what it told; its files, packed: there
are ten a pole; by kind, the digests of its pieces."""


@dataclass(slots=True)
class Notes:
    """What an action says while it works, for the next time and for those who come after it.

    `found` are the names of inputs it finds out; `shown` a digest of what it chose to look at; `told` a plain value; `pieces` are
    bytes by kind.
    """

    found: set[str] = field(default_factory=set)
    shown: str = ""
    told: Any = None
    pieces: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """Something to make. `make` is a pure function of what `inputs`, a digest, tells apart, and of what it notes.

    `shown`, where it is known beforehand, is the digest of what it would choose to look at now.
    """

    name: str
    inputs: str
    make: Callable[[Notes], Iterable[tuple[str, bytes]]]
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What came out of an action made now."""

    name: str
    row: Row
    pieces: dict[str, bytes]
    tally: Tally


def outputs(cache: Cache, key: str) -> tuple[Any, dict[str, Stamp]]:
    """What was told of the build before as a whole, and every file that its actions put, by its path."""
    rows: dict[str, Row]
    rows, _, told = cache.value(_PIECE, key) or ({}, {}, None)
    return told, {path: stamp for row in rows.values() for path, stamp in _files(row)}


def _files(row: Row) -> list[Output]:
    files: list[Output] = marshal.loads(row[5])  # noqa: S302 - our own, whole as the digest of its piece says
    return files


class Memory:
    """The actions of the build before, and of this one. `digest` gives the digest of an input found out, by its name."""

    def __init__(self, cache: Cache, key: str, digest: Callable[[str], str]) -> None:
        self.tally = Tally(0, 0)
        self._cache, self._key, self._digest = cache, key, digest
        self._before: dict[str, Row]
        self._marks: dict[str, str]
        self._before, self._marks, _ = cache.value(_PIECE, key) or ({}, {}, None)
        self._now: dict[str, Row] = {}
        self._put: dict[str, Stamp] = {}
        self._now_marks: dict[str, str] = {}
        self._known: dict[str, str] = {}
        self._shelves: dict[str, Shelf] = {}

    def changed(self, name: str, mark: str) -> bool:
        """Whether a mark is another than that of the build before."""
        self._now_marks[name] = mark
        return bool(self._marks.get(name) != mark)

    def has(self, name: str) -> bool:
        """Whether the build before had this action."""
        return name in self._before

    def keep(self, action: Action, output: Publication) -> bool:
        """Take over what an action made, if all it was made of is as it was, and so is all it made."""
        row = self._before.get(action.name)
        if row is None or row[0] != action.inputs or row[2] != self._found(row[1]) or (action.shown and row[3] != action.shown):
            return False
        files, kept = _files(row), []
        for path, stamp in files:
            put = output.keep(path, stamp)
            if put is None:
                return False
            kept.append((path, put))
        self._now[action.name] = row if kept == files else (*row[:5], marshal.dumps(kept), row[6])
        self._put.update(kept)
        self.tally += Tally(0, len(files))
        return True

    def make(self, action: Action, output: Publication) -> Made:
        """Make an action's files; perhaps in a process of its own, so that what is to be remembered is given back."""
        notes, written, files = Notes(), 0, []
        for path, content in action.make(notes):
            stamp, anew = output.put(path, content)
            files.append((path, stamp))
            written += anew
        found = tuple(sorted(notes.found))
        row = (action.inputs, found, self._found(found), notes.shown, notes.told, marshal.dumps(files), {kind: digest_of(piece) for kind, piece in notes.pieces.items()})
        return Made(action.name, row, notes.pieces, Tally(written, len(files) - written))

    def note(self, made: Iterable[Made]) -> None:
        """Remember what was made."""
        for one in made:
            self._now[one.name] = one.row
            self._put.update(_files(one.row))
            self.tally += one.tally
            for kind, piece in one.pieces.items():
                self._shelf(kind).put(one.name, one.row[6][kind], piece)

    def told(self, name: str) -> Any:  # noqa: ANN401 - what it told
        """What an action of this build told."""
        return self._now[name][4]

    def files(self) -> Mapping[str, Stamp]:
        """Every file that was put in this build so far, by its path."""
        return self._put

    def mark(self, kind: str, name: str) -> bytes:
        """The digest of a piece that an action made, now or before."""
        return self._now[name][6][kind]

    def piece(self, kind: str, name: str) -> bytes | None:
        """The piece, or None where it was lost."""
        found: bytes | None = self._shelf(kind).get(name, self.mark(kind, name))
        return found

    def save(self, told: Any = None) -> None:  # noqa: ANN401 - whatever is plain
        """Keep the actions of this build for the next, with what is told of it; those it did not have are forgotten.

        Both are one piece: of two builds, or of one that was killed, nobody then takes what one told for what another put.
        """
        gone: dict[str, list[str]] = defaultdict(list)
        for name in self._before.keys() - self._now.keys():
            for kind in self._before[name][6]:
                gone[kind].append(name)
        for kind in self._shelves.keys() | gone.keys():
            self._shelf(kind).save(gone[kind], anew=not self._before)
        self._cache.keep_value(_PIECE, self._key, (self._now, self._now_marks, told))

    def _shelf(self, kind: str) -> Shelf:
        if kind not in self._shelves:
            self._shelves[kind] = Shelf(self._cache, f"{_SHELF}/{kind}", self._key)
        return self._shelves[kind]

    def _found(self, names: tuple[str, ...]) -> str:
        for name in names:
            if name not in self._known:
                self._known[name] = self._digest(name)
        return key_of(*[self._known[name] for name in names]) if names else ""
