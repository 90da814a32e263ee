"""What a long work is busy with, told on a terminal and nowhere else; and how long each part of it took."""

from __future__ import annotations

import time
from typing import TextIO


class Progress:
    """The parts of a work, one after the other. On a terminal, the one that is going on stands on a line that is then wiped."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._began = time.perf_counter()
        self.parts: list[tuple[str, float]] = []

    def step(self, words: str) -> None:
        """What begins now; nothing when all is done."""
        now = time.perf_counter()
        if self.parts:
            self.parts[-1] = (self.parts[-1][0], now - self._began)
        self._began = now
        if words:
            self.parts.append((words, 0.0))
        if self._stream:
            self._stream.write(f"\r\x1b[K{words}…" if words else "\r\x1b[K")
            self._stream.flush()


QUIET = Progress()
