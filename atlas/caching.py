"""What a build remembers in `.cache`: costly pieces that depend on few things. Deleting the folder is always safe."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cache:
    """Pieces by name and key; one piece a name is kept, the last."""

    folder: Path

    def text(self, name: str, key: str, make: Callable[[], str]) -> str:
        """The piece made for this key, from the folder or made now. A folder that cannot be written only costs time."""
        path = self.folder / name
        found = self._read(path, key)
        if found is not None:
            return found
        made = make()
        self._write(path, key, made)
        return made

    def room(self, name: str) -> Path | None:
        """An existing folder for a library's own cache, or None where it cannot be made."""
        path = self.folder / name
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        return path

    def directory(self, name: str, key: str) -> Path | None:
        """The folder kept under this name if it was made for this key, or None."""
        path = self.folder / name
        return path if self._read(self.folder / f"{name}.key", key) is not None and path.is_dir() else None

    def keep(self, name: str, key: str) -> None:
        """Remember that the folder of this name was made for this key."""
        self._write(self.folder / f"{name}.key", key, "")

    def _read(self, path: Path, key: str) -> str | None:
        try:
            head, _, text = path.read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return text if head == key else None

    def _write(self, path: Path, key: str, text: str) -> None:
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(f"{key}\n{text}", encoding="utf-8")
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)


def key_of(*parts: str | bytes) -> str:
    """A key from whatever a piece depends on."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
