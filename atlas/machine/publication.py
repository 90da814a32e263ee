"""How a site gets out. A fresh folder, in which what did not change is linked, then a swap.

Nothing of the published folder is touched until everything new is on disk; the two then change names in one step where
the system can, so that a build killed at any moment leaves a whole site. Unchanged files are hard links to the old ones
(copies where links are refused): a repeated build writes only what changed.

The folder that was replaced is then made the twin of the new one, other names of the same files, and waits for the next build,
which begins with it instead of linking them all. It is believed file by file: what has not the stamp that was left is put again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from atlas.machine import disk, folders
from atlas.machine.folders import (
    MARKER,
    MARKER_TEXT,
    NOTHING,
    OutputError,
    Stamp,
    alive,
    exchange,
    listing,
    stamp_of,
    usable,
)
from atlas.machine.refusals import words
from atlas.machine.workers import Task, WorkerError

TWIN = "double"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many files were written anew, and how many were kept as they were."""

    written: int
    kept: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.written + other.written, self.kept + other.kept)


@dataclass(frozen=True, slots=True)
class Publication:
    """A site being written: `fresh` will take the place of `target`; `mark` tells its marker from any other, `there` are the files that it began with. The twin waits at `twin`, if anywhere."""

    target: Path
    fresh: Path
    mark: Stamp
    twin: Path | None = None
    there: Mapping[str, Stamp] = field(default_factory=dict)

    def write(self, path: str, content: bytes) -> bool:
        """Put one file, by its path from the root of the site, and tell whether it was written anew; linked when the old site has the same bytes."""
        fresh, old = f"{self.fresh}/{path}", f"{self.target}/{path}"  # thousands of them: plain strings, plain calls
        if path in self.there and disk.same(fresh, content, self.mark[3]):
            return False
        same = disk.same(old, content, self.mark[3])
        if same and disk.linked(old, fresh, same):
            return False
        disk.write(fresh, content)
        return True

    def put(self, path: str, content: bytes) -> tuple[Stamp, bool]:
        """Put one file, as `write`: what tells it from any other afterwards, and whether it was written anew."""
        anew = self.write(path, content)
        return stamp_of(os.lstat(f"{self.fresh}/{path}")), anew

    def keep(self, path: str, stamp: Stamp) -> Stamp | None:
        """Put the file of the old site without reading it, if it is still the one that was stamped; else it has to be put anew."""
        if stamp[3] != self.mark[3]:  # other rights than a new one would have
            return None
        if (there := self.there.get(path)) == stamp:
            return there  # the same, of which one is then enough: there are ten a pole
        old, fresh = f"{self.target}/{path}", f"{self.fresh}/{path}"
        if disk.linked(old, fresh, stamp):
            return stamp
        try:
            if stamp_of(os.lstat(old)) != stamp:
                return None
            disk.make_way(fresh)
            shutil.copy2(old, fresh)
            return stamp_of(os.lstat(fresh))
        except OSError:
            return None

    def read(self, path: str) -> bytes:
        """A file that was put."""
        return (self.fresh / path).read_bytes()

    def show(self, put: Mapping[str, Stamp], told: Callable[[], None]) -> Publication:
        """Let what was put so far be seen now, beside what the old site has, and `told` know: the publication to go on with, in the twin of that.

        Without a twin to begin with, or where two folders do not change names in one step, nothing is seen before the end.

        Raises:
            OutputError, OSError: when a part of the site may be gone, or what was seen cannot be gone on with.
        """
        self._hold()
        if not self.there or not exchange(self.fresh, self.target):
            return self
        told()
        self._link({**put, MARKER: self.mark}, self.there, self.fresh)
        return replace(self, there=listing(str(self.fresh)))

    def publish(self, put: Mapping[str, Stamp]) -> None:
        """Put the fresh site in the place of the old one, which becomes its twin or is dropped. `put` are all the files that were put.

        Raises:
            OutputError: when a part of it may be gone: a build on another machine, or in another container, takes it for a dead one's;
                or when something else came where it goes.
        """
        self._hold()
        whole = {**put, MARKER: self.mark}  # last: a twin that is half made is not taken for one
        _clear(self.fresh, self.there.keys() - whole.keys())
        if not self.target.exists():
            self.fresh.rename(self.target)
        elif not exchange(self.fresh, self.target):
            old = self.fresh.with_name(self.fresh.name + ".ancien")
            self.target.rename(old)
            try:
                self.fresh.rename(self.target)
            except OSError:
                old.rename(self.target)  # the old site again, whole
                raise
            old.rename(self.fresh)
        try:
            self._double(whole)
        except OSError:  # links refused, another disk, no room: the next build does without
            shutil.rmtree(self.twin or self.fresh, ignore_errors=True)
        shutil.rmtree(self.fresh, ignore_errors=True)

    def _hold(self) -> None:
        """The fresh folder must be the one that was begun: another container may give the number of this process to a build of its own."""
        folders.hold_site(self.target)
        with contextlib.suppress(OSError):
            if stamp_of(os.lstat(self.fresh / MARKER)) == self.mark:
                return
        raise OutputError(f"« {self.fresh} » a été effacé pendant la construction, sans doute par une autre du même dossier : relancez celle-ci, seule.")

    def _double(self, whole: Mapping[str, Stamp]) -> None:
        """Make the twin of what is now published of the folder that was, whose files are those that the fresh one began with.

        Raises:
            OSError: where there can be none.
        """
        if self.twin is None:
            return
        self.fresh.mkdir(exist_ok=True)
        self.twin.parent.mkdir(exist_ok=True)
        self.fresh.rename(self.twin)
        there = self.there or listing(str(self.twin))
        _clear(self.twin, there.keys() - whole.keys())
        self._link(whole, there, self.twin)

    def _link(self, files: Mapping[str, Stamp], there: Mapping[str, Stamp], folder: Path) -> None:
        """Give these files of what is published another name in a folder, where it has not that very file.

        Raises:
            OSError: where there can be none.
        """
        for path in (path for path, stamp in files.items() if there.get(path) != stamp):
            if not disk.linked(f"{self.target}/{path}", f"{folder}/{path}", files[path]):
                raise PermissionError

    def abandon(self) -> None:
        """Forget the fresh site; the old one was never touched."""
        shutil.rmtree(self.fresh, ignore_errors=True)


def held(twin: Path) -> dict[str, Stamp]:
    """What waits at the place of a twin: its files, or nothing where there is none that can be believed."""
    with contextlib.suppress(OSError):
        there = listing(str(twin))
        if NOTHING not in there.values():
            return there
    return {}


def begin(target: Path, source: Path, twin: Path | None = None, looked: Task[dict[str, Stamp]] | None = None) -> Publication:
    """Start a publication into `target`, which must be new, empty, or a site we built.

    `source` is the project: neither it nor a folder around it may be replaced, nor may what is read be written into.
    `twin` is where the twin of the site waits, if it has one, and where the next one will; `looked` tells what it has `held`, where that is looked at already.

    Raises:
        OutputError: when writing there would destroy something else.
    """
    target = usable(target, source)
    for stale in target.parent.glob(f".{target.name}.neuf-*"):
        number = stale.name.removesuffix(".ancien").rsplit("-", 1)[-1]
        if number == str(os.getpid()) or not alive(number):  # in a container every build may have the same
            shutil.rmtree(stale, ignore_errors=True)
    fresh = target.parent / f".{target.name}.neuf-{os.getpid()}"
    there = _twin_of(target, twin, fresh, looked.result if looked else partial(held, twin)) if twin else {}
    try:
        fresh.mkdir(parents=True, exist_ok=bool(there))
    except OSError as error:
        raise OutputError(f"Impossible d’écrire à côté de « {target} » : {words(error)}") from None
    mark = f"{fresh}/{MARKER}"
    try:
        disk.write(mark, MARKER_TEXT)
        stamp = stamp_of(os.lstat(mark))
        if there and not folders.are_as_new(fresh, stamp):
            shutil.rmtree(fresh)
            return begin(target, source, twin)
        return Publication(target, fresh, stamp, twin, there)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _twin_of(target: Path, twin: Path, fresh: Path, files: Callable[[], dict[str, Stamp]]) -> dict[str, Stamp]:
    """Take the twin of this site, known by its marker, as the fresh folder: what it holds, or nothing. One of another site is dropped.

    So is a link, were it to such a folder: what is written would be in that one, and the link in the place of the site.
    """
    with contextlib.suppress(OSError):
        twin.unlink()  # refused where it is a folder
    try:
        if (target / MARKER).samefile(twin / MARKER) and (there := files()):
            twin.rename(fresh)
            return there
    except (OSError, WorkerError):  # who looked at it died: the build does without
        pass
    for folder in (twin, fresh):
        shutil.rmtree(folder, ignore_errors=True)
    return {}


def _clear(folder: Path, paths: Iterable[str]) -> None:
    """Remove these files of a folder, and the folders in it that are then empty."""
    for path in paths:
        with contextlib.suppress(*disk.IN_THE_WAY):
            (folder / path).unlink()
        with contextlib.suppress(OSError):
            for above in Path(path).parents[:-1]:
                (folder / above).rmdir()
