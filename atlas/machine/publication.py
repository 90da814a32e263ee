"""How files get out: the only room that writes. A fresh folder, in which what did not change is linked, then a swap.

Nothing of the published folder is touched until everything new is on disk; the two then change names in one step where
the system can, so that a build killed at any moment leaves a whole site. Unchanged files are hard links to the old ones
(copies where links are refused): a repeated build writes only what changed.

The folder that was replaced is then made the twin of the new one, other names of the same files, and waits for the next build,
which begins with it instead of linking them all. It is believed file by file: what has not the stamp that was left is put again.
A file that has another name is never written into: its name is given to another file.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from atlas.machine import folders
from atlas.machine.folders import MARKER, MARKER_TEXT, NOTHING, OutputError, Stamp, listing, stamp_of
from atlas.machine.refusals import words

TWIN = "double"
_IN_THE_WAY = (FileExistsError, FileNotFoundError, NotADirectoryError, IsADirectoryError)


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

    def write(self, path: str, content: bytes) -> Tally:
        """Put one file, by its path from the root of the site; linked when the old site has the same bytes."""
        fresh, old = f"{self.fresh}/{path}", f"{self.target}/{path}"  # thousands of them: plain strings, plain calls
        if path in self.there and _same(fresh, content, self.mark[3]):
            return Tally(0, 1)
        same = _same(old, content, self.mark[3])
        if same and _linked(old, fresh, same):
            return Tally(0, 1)
        _write(fresh, content)
        return Tally(1, 0)

    def put(self, path: str, content: bytes) -> tuple[Stamp, bool]:
        """Put one file, as `write`: what tells it from any other afterwards, and whether it was written anew."""
        anew = bool(self.write(path, content).written)
        return stamp_of(os.lstat(f"{self.fresh}/{path}")), anew

    def keep(self, path: str, stamp: Stamp) -> Stamp | None:
        """Put the file of the old site without reading it, if it is still the one that was stamped; else it has to be put anew."""
        if stamp[3] != self.mark[3]:  # other rights than a new one would have
            return None
        if self.there.get(path) == stamp:
            return stamp
        old, fresh = f"{self.target}/{path}", f"{self.fresh}/{path}"
        if _linked(old, fresh, stamp):
            return stamp
        try:
            if stamp_of(os.lstat(old)) != stamp:
                return None
            _make_way(fresh)
            shutil.copy2(old, fresh)
            return stamp_of(os.lstat(fresh))
        except OSError:
            return None

    def read(self, path: str) -> bytes:
        """A file that was put."""
        return (self.fresh / path).read_bytes()

    def publish(self, put: Mapping[str, Stamp]) -> None:
        """Put the fresh site in the place of the old one, which becomes its twin or is dropped. `put` are all the files that were put.

        Raises:
            OutputError: when a part of it may be gone: a build on another machine, or in another container, takes it for a dead one's;
                or when something else came where it goes.
        """
        if not self._ours():
            raise OutputError(f"« {self.fresh} » a été effacé pendant la construction, sans doute par une autre du même dossier : relancez celle-ci, seule.")
        folders.hold_site(self.target)
        whole = {**put, MARKER: self.mark}  # last: a twin that is half made is not taken for one
        _clear(self.fresh, self.there.keys() - whole.keys())
        if not self.target.exists():
            self.fresh.rename(self.target)
        elif not folders.exchange(self.fresh, self.target):
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

    def _ours(self) -> bool:
        """Whether the fresh folder is the one that was begun: another container may give the number of this process to a build of its own."""
        with contextlib.suppress(OSError):
            return stamp_of(os.lstat(self.fresh / MARKER)) == self.mark
        return False

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
        there = self.there or dict(listing(str(self.twin)))
        _clear(self.twin, there.keys() - whole.keys())
        for path in (path for path, stamp in whole.items() if there.get(path) != stamp):
            fresh = f"{self.twin}/{path}"
            _make_way(fresh)
            if not _linked(f"{self.target}/{path}", fresh, whole[path]):
                raise PermissionError

    def abandon(self) -> None:
        """Forget the fresh site; the old one was never touched."""
        shutil.rmtree(self.fresh, ignore_errors=True)


def begin(target: Path, source: Path, twin: Path | None = None) -> Publication:
    """Start a publication into `target`, which must be new, empty, or a site we built.

    `source` is the project: neither it nor a folder around it may be replaced, nor may what is read be written into.
    `twin` is where the twin of the site waits, if it has one, and where the next one will.

    Raises:
        OutputError: when writing there would destroy something else.
    """
    target = folders.usable(target, source)
    for stale in target.parent.glob(f".{target.name}.neuf-*"):
        number = stale.name.removesuffix(".ancien").rsplit("-", 1)[-1]
        if number == str(os.getpid()) or not folders.alive(number):  # in a container every build may have the same
            shutil.rmtree(stale, ignore_errors=True)
    fresh = target.parent / f".{target.name}.neuf-{os.getpid()}"
    there = _twin_of(target, twin, fresh) if twin else {}
    try:
        fresh.mkdir(parents=True, exist_ok=bool(there))
    except OSError as error:
        raise OutputError(f"Impossible d’écrire à côté de « {target} » : {words(error)}") from None
    mark = f"{fresh}/{MARKER}"
    try:
        _write(mark, MARKER_TEXT)
        stamp = stamp_of(os.lstat(mark))
        if there and not folders.are_as_new(fresh, stamp):
            shutil.rmtree(fresh)
            return begin(target, source, twin)
        return Publication(target, fresh, stamp, twin, there)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _twin_of(target: Path, twin: Path, fresh: Path) -> dict[str, Stamp]:
    """Take the twin of this site, known by its marker, as the fresh folder: what it holds, or nothing. One of another site is dropped.

    So is a link, were it to such a folder: what is written would be in that one, and the link in the place of the site.
    """
    with contextlib.suppress(OSError):
        twin.unlink()  # refused where it is a folder
    try:
        if os.path.samefile(target / MARKER, twin / MARKER):
            twin.rename(fresh)
            there = dict(listing(str(fresh)))
            if NOTHING not in there.values():
                return there
    except OSError:
        pass
    for folder in (twin, fresh):
        shutil.rmtree(folder, ignore_errors=True)
    return {}


def _same(path: str, content: bytes, mode: int) -> Stamp | None:
    """The stamp of a file that holds these bytes, and has these rights; else nothing."""
    try:
        found = os.lstat(path)
        if found.st_size != len(content) or found.st_mode != mode:
            return None
        with open(path, "rb") as file:
            return stamp_of(found) if file.read() == content else None
    except OSError:
        return None


def _write(fresh: str, content: bytes) -> None:
    with told_of(fresh):
        try:
            file = open(fresh, "xb")  # noqa: SIM115 - closed below
        except _IN_THE_WAY:
            _make_way(fresh)
            file = open(fresh, "xb")  # noqa: SIM115 - likewise
        with file:
            file.write(content)


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


def _linked(old: str, fresh: str, stamp: Stamp) -> bool:
    """Whether `fresh` could be made another name of `old`, and is the file that was stamped: another build may swap the sites meanwhile."""
    try:
        try:
            os.link(old, fresh)
        except _IN_THE_WAY:
            _make_way(fresh)
            os.link(old, fresh)
        return stamp_of(os.lstat(fresh)) == stamp
    except OSError:
        return False


def _make_way(fresh: str) -> None:
    """Make the folder of this file, whatever the twin has in the place of either."""
    if os.path.isdir(fresh):
        shutil.rmtree(fresh)
    with contextlib.suppress(*_IN_THE_WAY):
        os.unlink(fresh)
    for above in Path(fresh).parents:
        if above.is_dir():
            break
        with contextlib.suppress(*_IN_THE_WAY):  # a folder below what is none
            above.unlink()
    os.makedirs(os.path.dirname(fresh), exist_ok=True)


def _clear(folder: Path, paths: Iterable[str]) -> None:
    """Remove these files of a folder, and the folders in it that are then empty."""
    for path in paths:
        with contextlib.suppress(*_IN_THE_WAY):
            (folder / path).unlink()
        with contextlib.suppress(OSError):
            for above in Path(path).parents[:-1]:
                (folder / above).rmdir()
