"""Many pieces of one kind, remembered in a few drawers: what changed rewrites its drawer alone, and a drawer is read when a piece of it is asked for.

What is put there waits aside until the drawers are written: a build that makes everything does not hold it.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from atlas.machine.aside import Aside, Place
from atlas.machine.cache import Cache

DRAWERS = 32
Rows = dict[str, tuple[Any, Any]]


class Shelf:
    """Plain values by name. Who puts one away says by which mark it will be known: another mark, and it is not there."""

    def __init__(self, cache: Cache, name: str, key: str) -> None:
        self._cache, self._name, self._key = cache, name, key
        self._read: dict[int, Rows] = {}
        self._fresh: dict[int, dict[str, tuple[Any, Place]]] = defaultdict(dict)
        self._aside = Aside()
        self._known = set[str]()

    def get(self, name: str, mark: Any) -> Any:  # noqa: ANN401 - whatever was put there
        """The piece of this name, if it is known by this mark; else None."""
        drawer = _drawer(name)
        fresh = self._fresh[drawer].get(name)
        if fresh is not None:
            return self._aside.get(fresh[1]) if fresh[0] == mark else None
        row = self._rows(drawer).get(name)
        return row[1] if row is not None and row[0] == mark else None

    def put(self, name: str, mark: Any, piece: Any) -> None:  # noqa: ANN401 - whatever is plain
        """Put a piece there, in the place of the one of that name."""
        drawer = _drawer(name)
        self._known.add(name)
        before = self._rows(drawer).get(name)
        if before is not None and before[0] == mark:
            self._fresh[drawer].pop(name, None)
        else:
            self._fresh[drawer][name] = (mark, self._aside.put(piece))

    def save(self, gone: Iterable[str] = (), *, anew: bool = False) -> None:
        """Remember it for the next build, without the pieces of these names; `anew`, with what was put in this build alone.

        A withdrawn record has to go from the drawers of another key too, which nobody can read any more.
        """
        left: dict[int, set[str]] = defaultdict(set)
        if anew:
            gone = {name for drawer in range(DRAWERS) for name in self._rows(drawer)} - self._known
            for drawer in range(DRAWERS):
                if not self._rows(drawer).keys() - gone and not self._fresh[drawer]:
                    self._cache.forget(self._file(drawer))
        for name in gone:
            left[_drawer(name)].add(name)
        for drawer in left.keys() | {drawer for drawer, fresh in self._fresh.items() if fresh}:
            rows = self._rows(drawer) | {name: (mark, self._aside.get(place)) for name, (mark, place) in self._fresh[drawer].items()}
            self._cache.keep_value(self._file(drawer), self._key, {name: row for name, row in rows.items() if name not in left[drawer]})

    def _rows(self, drawer: int) -> Rows:
        if drawer not in self._read:
            self._read[drawer] = self._cache.value(self._file(drawer), self._key) or {}
        return self._read[drawer]

    def _file(self, drawer: int) -> str:
        return f"{self._name}/{drawer:02}"


def _drawer(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogateescape")) % DRAWERS
