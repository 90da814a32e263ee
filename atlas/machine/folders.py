"""Folders on the disk: whether one may be replaced by a site, how two change names, whether who began one still works at it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from atlas.machine.refusals import RefusedError

MARKER = ".atlas-ptce"
MARKER_TEXT = b"Ce dossier est construit par build.py : tout y est remplace a chaque construction.\n"
_READ = ("poles", "content", "assets", "templates", "atlas", ".cache", ".git")  # of the project
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


Stamp = tuple[int, int, int, int]
"""Of a file: its size, when it was written (ns), its number on the disk, its kind and rights. Another file at its place has another one."""
NOTHING: Stamp = (0, 0, 0, 0)


class OutputError(RefusedError):
    """The output folder cannot be used; the message is French."""


def is_left_by_an_editor(name: str) -> bool:
    """Whether a file of this name is what editors and file managers put beside those one works at: hidden, `x~`, `#x#`."""
    return name.startswith((".", "#")) or name.endswith("~")


def ours(folder: Path, ending: str = "") -> list[Path]:
    """What stands in a folder of ours, in order, without that."""
    return sorted(path for path in folder.iterdir() if path.name.endswith(ending) and not is_left_by_an_editor(path.name))


def usable(target: Path, source: Path) -> Path:
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
    hold_site(target)
    return target


def hold_site(target: Path) -> None:
    """Hold that nothing but a site of ours stands in a folder, if there is one.

    Raises:
        OutputError: when something else does.
    """
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise OutputError(
            f"Le dossier « {target} » contient des fichiers que l’atlas n’a pas construits. "
            "Choisissez un dossier vide ou absent, pour ne rien effacer."
        )


def alive(pid: str) -> bool:
    """Whether the process of this number lives, as far as one can see."""
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


def exchange(a: Path, b: Path) -> bool:
    """Swap two folders in one system call (Linux); False where that cannot be."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # noqa: PLC0415 - only a swap needs it

    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0)


def listing(folder: str) -> dict[str, Stamp]:
    """Every file below a folder, by its path from there.

    What is no plain file has a stamp of zeros, and so has a folder with nothing in it, or with other rights than the first.
    """
    found: dict[str, Stamp] = {}
    rights = os.stat(folder).st_mode  # noqa: PTH116 - thousands of them: plain strings, plain calls
    left = [""]
    while left:
        below = left.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            inside = list(entries)
        if below and (not inside or os.stat(f"{folder}/{below}").st_mode != rights):  # noqa: PTH116 - likewise
            found[below] = NOTHING
        for entry in inside:
            if entry.is_dir(follow_symlinks=False):
                left.append(f"{below}{entry.name}/")
            else:
                found[below + entry.name] = stamp_of(entry.stat(follow_symlinks=False)) if entry.is_file(follow_symlinks=False) else NOTHING
    return found


def stamp_of(found: os.stat_result) -> Stamp:
    """What tells a file from any other that may take its place."""
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_mode


def are_as_new(folder: Path, stamp: Stamp) -> bool:
    """Whether the rights of a folder are those that one would have which is made as this file was."""
    read = stat.S_IMODE(stamp[3])
    return stat.S_IMODE(folder.stat().st_mode) & 0o777 == read | (read & 0o444) >> 2  # who reads a file may enter its folder


def masked() -> int:
    """The rights that this process gives to no file it makes (`umask`)."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
