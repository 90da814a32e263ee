"""Files that are written: the only room that does.

A file that has another name is never written into: its name is given to another file.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from atlas.machine.folders import Stamp, stamp_of

IN_THE_WAY = (FileExistsError, FileNotFoundError, NotADirectoryError, IsADirectoryError)


def same(path: str, content: bytes, mode: int) -> Stamp | None:
    """The stamp of the file that is there, if it has these bytes, kind and rights."""
    try:
        found = os.lstat(path)
        if found.st_size != len(content) or found.st_mode != mode:
            return None
        with open(path, "rb") as file:
            return stamp_of(found) if file.read() == content else None
    except OSError:
        return None


def write(fresh: str, content: bytes) -> None:
    """Write a file in the place of whatever stands there."""
    with told_of(fresh):
        try:
            file = open(fresh, "xb")  # noqa: SIM115 - closed below
        except IN_THE_WAY:
            make_way(fresh)
            file = open(fresh, "xb")  # noqa: SIM115 - likewise
        with file:
            file.write(content)


def linked(old: str, fresh: str, stamp: Stamp) -> bool:
    """Whether `fresh` could be made another name of `old`, and is the file that was stamped: another build may swap the sites meanwhile."""
    try:
        try:
            os.link(old, fresh)
        except IN_THE_WAY:
            make_way(fresh)
            os.link(old, fresh)
        return stamp_of(os.lstat(fresh)) == stamp
    except OSError:
        return False


def make_way(fresh: str) -> None:
    """Make the folder of this file, whatever the twin has in the place of either."""
    folder = os.path.dirname(fresh)
    with contextlib.suppress(*IN_THE_WAY):
        os.mkdir(folder)  # most often it is all that is missing
        return
    if os.path.isdir(fresh):
        shutil.rmtree(fresh)
    with contextlib.suppress(*IN_THE_WAY):
        os.unlink(fresh)
        return  # what stood there had its folder
    for above in Path(fresh).parents:
        if above.is_dir():
            break
        with contextlib.suppress(*IN_THE_WAY):  # a folder below what is none
            above.unlink()
    os.makedirs(folder, exist_ok=True)


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


@contextlib.contextmanager
def told_of(path: str) -> Iterator[None]:
    """A full disk is told by a write, which knows no path: it gets this one."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno:
            raise OSError(error.errno, error.strerror, path) from None
        raise
