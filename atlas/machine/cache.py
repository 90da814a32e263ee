"""What a build remembers in `.cache`: costly pieces that depend on few things. Deleting the folder is always safe."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cache:
    """Pieces by name and key; one piece a name is kept, the last."""

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
        """The piece kept under this name if it was made for this key, or None."""
        try:
            head, _, text = (self.folder / name).read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return text if head == key else None

    def keep(self, name: str, key: str, text: str) -> None:
        """Remember a piece under a name, in the place of the one before; a folder that refuses is no error."""
        path = self.folder / name
        fresh = path.with_name(f"{name}.{os.getpid()}")
        try:
            self.folder.mkdir(exist_ok=True)
            fresh.write_text(f"{key}\n{text}", encoding="utf-8", newline="\n")
            fresh.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink()

    def room(self, name: str, key: str) -> Path | None:
        """An existing folder for a library's own cache, or None where it cannot be made; that of another key is dropped."""
        path = self.folder / name / key[:16]
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        for other in path.parent.iterdir():
            if other != path:
                shutil.rmtree(other, ignore_errors=True) if other.is_dir() else other.unlink(missing_ok=True)
        return path


def key_of(*parts: str | bytes) -> str:
    """A key from whatever a piece depends on."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
