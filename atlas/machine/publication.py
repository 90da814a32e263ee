"""How files get out: the only room that writes. A fresh folder, in which what did not change is linked, then a swap.

Nothing of the published folder is touched until everything new is on disk; the two then change names in one step where
the system can, so that a build killed at any moment leaves a whole site. Unchanged files are hard links to the old ones
(copies where links are refused): a repeated build writes only what changed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from atlas.machine.refusals import RefusedError, words

MARKER = ".atlas-ptce"
_MARKER_TEXT = b"Ce dossier est construit par build.py : tout y est remplace a chaque construction.\n"
_READ = ("poles", "content", "assets", "templates", "atlas", ".cache", ".git")  # of the project
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


Stamp = tuple[int, int, int]
"""Of a file: its size, when it was written (ns), and its number on the disk. Another file at its place has another one."""


class OutputError(RefusedError):
    """The output folder cannot be used; the message is French."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many files were written anew, and how many were kept as they were."""

    written: int
    kept: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.written + other.written, self.kept + other.kept)


@dataclass(frozen=True, slots=True)
class Publication:
    """A site being written: `fresh` will take the place of `target`."""

    target: Path
    fresh: Path

    def write(self, path: str, content: bytes) -> Tally:
        """Put one file, by its path from the root of the site; linked when the old site has the same bytes."""
        fresh, old = f"{self.fresh}/{path}", f"{self.target}/{path}"  # thousands of them: plain strings, plain calls
        same = _same(old, content)
        try:
            return _placed(fresh, content, old if same else "")
        except FileNotFoundError:
            os.makedirs(os.path.dirname(fresh), exist_ok=True)
            return _placed(fresh, content, old if same else "")

    def put(self, path: str, content: bytes) -> tuple[Stamp, bool]:
        """Put one file, as `write`: what tells it from any other afterwards, and whether it was written anew."""
        anew = bool(self.write(path, content).written)
        return stamp_of(os.lstat(f"{self.fresh}/{path}")), anew

    def keep(self, path: str, stamp: Stamp) -> Stamp | None:
        """Put the file of the old site without reading it, if it is still the one that was stamped; else nothing is put."""
        old, fresh = f"{self.target}/{path}", f"{self.fresh}/{path}"
        try:
            found = os.lstat(old)
            if stamp_of(found) != stamp or not stat.S_ISREG(found.st_mode):
                return None
            try:
                linked = _linked(old, fresh)
            except FileNotFoundError:
                os.makedirs(os.path.dirname(fresh), exist_ok=True)
                linked = _linked(old, fresh)
            if not linked:
                shutil.copy2(old, fresh)
                return stamp_of(os.lstat(fresh))
        except OSError:
            return None
        return stamp

    def read(self, path: str) -> bytes:
        """A file that was put."""
        return (self.fresh / path).read_bytes()

    def publish(self) -> None:
        """Put the fresh site in the place of the old one, then drop the old one.

        Raises:
            OutputError: when a part of it may be gone: a build on another machine, or in another container, takes it for a dead one's.
        """
        if not (self.fresh / MARKER).is_file():
            raise OutputError(f"« {self.fresh} » a été effacé pendant la construction, sans doute par une autre du même dossier : relancez celle-ci, seule.")
        if not self.target.exists():
            self.fresh.rename(self.target)
            return
        if not _exchange(self.fresh, self.target):
            old = self.fresh.with_name(self.fresh.name + ".ancien")
            self.target.rename(old)
            try:
                self.fresh.rename(self.target)
            except OSError:
                old.rename(self.target)  # the old site again, whole
                raise
            shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(self.fresh, ignore_errors=True)

    def abandon(self) -> None:
        """Forget the fresh site; the old one was never touched."""
        shutil.rmtree(self.fresh, ignore_errors=True)


def begin(target: Path, source: Path) -> Publication:
    """Start a publication into `target`, which must be new, empty, or a site we built.

    `source` is the project: neither it nor a folder around it may be replaced, nor may what is read be written into.

    Raises:
        OutputError: when writing there would destroy something else.
    """
    target = _usable(target, source)
    for stale in target.parent.glob(f".{target.name}.neuf-*"):
        if not _alive(stale.name.removesuffix(".ancien").rsplit("-", 1)[-1]):
            shutil.rmtree(stale, ignore_errors=True)
    fresh = target.parent / f".{target.name}.neuf-{os.getpid()}"
    try:
        fresh.mkdir(parents=True)
    except OSError as error:
        raise OutputError(f"Impossible d’écrire à côté de « {target} » : {words(error)}") from None
    publication = Publication(target, fresh)
    publication.write(MARKER, _MARKER_TEXT)
    return publication


def _usable(target: Path, source: Path) -> Path:
    """The output folder without links, if nothing but a site of ours stands there.

    Raises:
        OutputError: when writing there would destroy something else.
    """
    try:
        target, source = target.resolve(), source.resolve()
    except (OSError, RuntimeError):
        raise OutputError(f"Les liens de « {target} » tournent en rond : choisissez un autre dossier de sortie.") from None
    if source.is_relative_to(target):
        raise OutputError(f"Le dossier de sortie « {target} » contient le projet lui-même : choisissez-en un autre.")
    for name in _READ:
        if target.is_relative_to((source / name).resolve()):
            raise OutputError(f"Le dossier de sortie « {target} » est dans « {name} », que la construction lit : choisissez-en un autre.")
    if target.is_mount():
        raise OutputError(f"Un disque est monté à l’endroit de « {target} », qui ne peut donc pas être échangé : choisissez un dossier de ce disque.")
    if target.exists() and not target.is_dir():
        raise OutputError(f"« {target} » est un fichier : choisissez un dossier de sortie.")
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise OutputError(
            f"Le dossier « {target} » contient des fichiers que l’atlas n’a pas construits. "
            "Choisissez un dossier vide ou absent, pour ne rien effacer."
        )
    return target


def listing(folder: str, below: str = "") -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder, by its path from there; what is no plain file has a stamp of zeros."""
    with os.scandir(f"{folder}/{below}") as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from listing(folder, f"{below}{entry.name}/")
            else:
                yield below + entry.name, stamp_of(entry.stat(follow_symlinks=False)) if entry.is_file(follow_symlinks=False) else (0, 0, 0)


def stamp_of(found: os.stat_result) -> Stamp:
    """What tells a file from any other that may take its place."""
    return found.st_size, found.st_mtime_ns, found.st_ino


def _same(path: str, content: bytes) -> bool:
    try:
        found = os.lstat(path)
        if found.st_size != len(content) or not stat.S_ISREG(found.st_mode):
            return False
        with open(path, "rb") as file:
            return file.read() == content
    except OSError:
        return False


def _placed(fresh: str, content: bytes, old: str) -> Tally:
    """Link the old file there, if there is one and links are allowed; else write. The folder must be there."""
    if old and _linked(old, fresh):
        return Tally(0, 1)
    with told_of(fresh), open(fresh, "wb") as file:
        file.write(content)
    return Tally(1, 0)


@contextlib.contextmanager
def told_of(path: str) -> Iterator[None]:
    """A full disk is told by a write, which knows no path: it gets this one."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno:
            raise OSError(error.errno, error.strerror, path) from None
        raise


def put_anew(path: Path, content: bytes) -> None:
    """Write a file of the project where there is none, whole or not at all.

    Raises:
        FileExistsError: when there is one.
    """
    with told_of(str(path)), open(path, "xb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            path.unlink()
            raise


def put_over(path: Path, content: bytes) -> None:
    """Write a file of the project again. What it held is there until all of this is: else a full disk would lose both."""
    path = path.resolve()
    fresh = path.with_name(f".atlas-{os.getpid()}")  # no name of a record
    fresh.unlink(missing_ok=True)  # a link that somebody put there would be followed
    try:
        with told_of(str(path)), open(fresh, "xb") as file:
            file.write(content)
        with told_of(str(path)):
            shutil.copymode(path, fresh)
            fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _linked(old: str, fresh: str) -> bool:
    """Whether `fresh` could be made another name of `old`."""
    try:
        os.link(old, fresh)
    except FileNotFoundError:
        raise
    except OSError:
        return False
    return True


def _alive(pid: str) -> bool:
    if not pid.isdigit():
        return False
    if sys.platform == "win32":
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _exchange(a: Path, b: Path) -> bool:
    """Swap two folders in one system call (Linux); False where that cannot be."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # noqa: PLC0415 - only a swap needs it

    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0)
