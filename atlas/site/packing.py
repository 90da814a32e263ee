"""The compressed twin of a file, for hosts that send it as it is instead of compressing at each answer. The same bytes every time."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from atlas.machine.cache import key_of
from atlas.machine.memory import Action, Notes
from atlas.site.answers import COMPRESSED

FROM = 1024  # bytes: what is shorter leaves in one packet either way
_HEAD = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255))  # gzip; no name, no date, no system: that of `gzip.compress` changes with Python


def packed(action: Action) -> Action:
    """The same action; beside each text it makes stands its twin, under its name and `.gz`."""

    def make(notes: Notes) -> Iterator[tuple[str, bytes]]:
        return _with_twins(action.make(notes))

    return replace(action, inputs=key_of(action.inputs, "gz"), make=make)


def gzip(content: bytes) -> bytes:
    """A gzip file of this content alone."""
    deflated = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    tail = zlib.crc32(content).to_bytes(4, "little") + (len(content) & 0xFFFFFFFF).to_bytes(4, "little")
    return _HEAD + deflated.compress(content) + deflated.flush() + tail


def _with_twins(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for path, content in files:
        yield path, content
        if len(content) >= FROM and path.rpartition(".")[2] in COMPRESSED:
            yield f"{path}.gz", gzip(content)
