"""What was found in files when they were last read, known by how they stand on the disk: a file that nobody touched is not read again.

As Git does. A file is known by size, dates and number: the date of its last change (`ctime`) is the system's, which nobody sets. One that had just
been changed when it was read is not remembered: a second change may bear the same date.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from typing import Any

from atlas.machine.cache import Cache

_PIECE, _KEY = "lus", "1"
_SETTLED = 2_000_000_000  # ns: the coarsest date of a disk
Row = tuple[tuple[int, ...], Any]


class Seen:
    """Plain values by path, each found in a file as it stood then."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._before: dict[str, Row] = cache.value(_PIECE, _KEY) or {}
        self._now: dict[str, Row] = {}
        self._latest = time.time_ns() - _SETTLED
        self._new = False

    def get(self, path: str, found: os.stat_result) -> Any:  # noqa: ANN401 - what was put
        """What was found in the file that stands so, or None."""
        row = self._before.get(path)
        if row is None or row[0] != _stand(found):
            return None
        self._now[path] = row
        return row[1]

    def put(self, path: str, found: os.stat_result, value: Any) -> None:  # noqa: ANN401 - whatever is plain
        """Keep what was found in a file that stood so before it was read."""
        # Elsewhere the second date is that of its birth, which tells nothing of a change.
        if sys.platform != "win32" and stat.S_ISREG(found.st_mode) and max(found.st_mtime_ns, found.st_ctime_ns) < self._latest:
            self._now[path] = (_stand(found), value)
            self._new = True

    def save(self) -> None:
        """Remember it for the next time, if there is anything new; what is no longer asked for is forgotten."""
        if self._new or self._before.keys() - self._now.keys():
            self._cache.keep_value(_PIECE, _KEY, self._now)


def _stand(found: os.stat_result) -> tuple[int, ...]:
    """What tells a file from any other, and from itself once changed."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev


def changed_at(found: os.stat_result) -> int:
    """When a file was last changed (ns): the date that the system alone sets, where it has one."""
    return found.st_mtime_ns if sys.platform == "win32" else found.st_ctime_ns
