"""What a build remembers in `.cache`, piece by piece. A piece is believed only whole: anything odd means made again."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atlas.machine.folders import alive
from atlas.machine.refusals import plain_file

_SHAPE = "atlas-memoire-1"  # how the head of a piece begins: an older one is none
_VALUES = f"{sys.implementation.cache_tag} {marshal.version}"  # who reads plain values back


@dataclass(frozen=True, slots=True)
class Cache:
    """Pieces by name and key; one piece a name is kept, the last. Each carries a digest of its name, its key and itself."""

    folder: Path

    def text(self, name: str, key: str, make: Callable[[], str]) -> str:
        """The piece made for this key, from the folder or made now. A folder that cannot be written only costs time."""
        found = self.found(name, key)
        if found is not None:
            return found
        made = make()
        self.keep(name, key, made)
        return made

    def found(self, name: str, key: str) -> str | None:
        """The text kept under this name if it was made for this key, or None."""
        content = self.content(name, key)
        return None if content is None else content.decode("utf-8", "replace")

    def keep(self, name: str, key: str, text: str) -> None:
        """Remember a text under a name, in the place of the one before; a folder that refuses is no error."""
        self.keep_content(name, key, text.encode())

    def value(self, name: str, key: str) -> Any:  # noqa: ANN401 - whatever was kept: plain values and lists of them
        """The plain value kept under this name if it was made for this key, or None."""
        content = self.content(name, f"{key} {_VALUES}")
        try:
            return None if content is None else marshal.loads(content)  # noqa: S302 - our own, whole as its digest says
        except (EOFError, ValueError, TypeError):
            return None

    def keep_value(self, name: str, key: str, value: Any) -> None:  # noqa: ANN401 - whatever is plain
        """Remember a plain value: numbers, texts, bytes, and tuples, lists and tables of them."""
        self.keep_content(name, f"{key} {_VALUES}", marshal.dumps(value))

    def content(self, name: str, key: str) -> bytes | None:
        """The bytes kept under this name if they were made for this key and are all there, or None."""
        path = self.folder / name
        try:
            plain_file(str(path))
            head, _, content = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        return content if head == _head(name, key, content) else None

    def keep_content(self, name: str, key: str, content: bytes) -> None:
        """Remember bytes under a name, in the place of those before; a folder that refuses is no error."""
        path = self.folder / name
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                file.write(_head(name, key, content) + b"\n")
                file.write(content)
            fresh.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink()


    def forget(self, name: str) -> None:
        """Let a piece go; a folder that refuses is no error."""
        with contextlib.suppress(OSError):
            (self.folder / name).unlink()

    def sweep(self, but: str) -> None:
        """Let go what builds that were killed had begun to write, anywhere `but` in one folder."""
        for place, folders, names in os.walk(self.folder):
            folders[:] = [name for name in folders if name != but]
            for name in names:
                _, _, number = name.rpartition(".")
                if number.isdigit() and number != name and not alive(number):
                    self.forget(os.path.relpath(f"{place}/{name}", self.folder))


class NoMemory(Cache):
    """A memory that finds nothing and keeps nothing."""

    __slots__ = ()

    def content(self, name: str, key: str) -> bytes | None:  # noqa: ARG002 - what a memory is asked
        """Nothing."""
        return None

    def keep_content(self, name: str, key: str, content: bytes) -> None:
        """Nothing is kept."""

    def forget(self, name: str) -> None:
        """Nothing is there."""

    def sweep(self, but: str) -> None:
        """Nothing was begun."""


def key_of(*parts: str | bytes) -> str:
    """A key from whatever a piece depends on."""
    told = [part.encode() if isinstance(part, str) else part for part in parts]
    lengths = ",".join([str(len(part)) for part in told])
    return hashlib.blake2b(b"".join((lengths.encode(), b"\n", *told)), digest_size=16).hexdigest()


def digest_of(content: bytes) -> bytes:
    """What tells these bytes from any others."""
    return hashlib.blake2b(content, digest_size=16).digest()


def _head(name: str, key: str, content: bytes) -> bytes:
    digest = hashlib.blake2b(f"{name}\n{key}\n".encode(), digest_size=16)
    digest.update(content)
    return f"{_SHAPE} {digest.hexdigest()}".encode()
