"""Plain values put aside in a file that has no name: no process holds them all, and one that is copied finds them there."""

from __future__ import annotations

import marshal
import os
import tempfile
from typing import Any

Place = tuple[int, int]
"""Where a value begins in the file, and how long it is."""


class Aside:
    """Values of one process, which its copies may read."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the last that asks
        self._end = 0

    def put(self, value: Any) -> Place:  # noqa: ANN401 - whatever is plain
        """Put a value aside: numbers, texts, bytes, and tuples, lists and tables of them.

        Raises:
            OSError: where there is no room, with the folder of temporary files.
        """
        told = marshal.dumps(value)
        try:
            self._file.write(told)
            self._file.flush()  # nothing waits to be written twice, here and by a copy
        except OSError as error:
            raise OSError(error.errno, error.strerror, tempfile.gettempdir()) from error  # a file without a name, but not without a place
        place = (self._end, len(told))
        self._end += len(told)
        return place

    def get(self, place: Place) -> Any:  # noqa: ANN401 - what was put
        """The value that was put there."""
        start, size = place
        if hasattr(os, "pread"):  # copies share the place from which a file is read
            told = os.pread(self._file.fileno(), size, start)
        else:
            self._file.seek(start)
            told = self._file.read(size)
            self._file.seek(self._end)
        return marshal.loads(told)  # noqa: S302 - our own, just written
