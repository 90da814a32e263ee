"""What a command costs: wall time, processor time and memory of a process and of its children. Unix only."""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024
_INTERVAL = 0.02  # seconds between two looks at the memory
# Modules stay compiled from one run to the next, as on anyone's machine: the packages of the reference were compiled when installed.
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
_TAIL = 3000  # characters of a failed command's output that are shown


class BuildError(Exception):
    """A measured command failed; the message is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and processor (children included), bytes of the largest process."""

    wall: float
    cpu: float
    process: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build did to a folder: files there, files put anew, and files whose content is new."""

    there: int
    written: int
    different: int


Snapshot = dict[str, tuple[int, int, bytes]]


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end.

    The caller must be small: a child's peak counts that of the process it is copied from.

    Raises:
        BuildError: when it fails.
    """
    started = time.perf_counter()
    process, log = _start(command, folder)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    _finish(process, os.waitstatus_to_exitcode(status), log)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def memory(command: Sequence[str], folder: Path) -> int:
    """The greatest sum, over a command and its children, of memory; what they share counts once. 0 where unknown.

    Looking costs time: do not time this run.
    """
    process, log = _start(command, folder)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_share, _family(process.pid))))
        time.sleep(_INTERVAL)
    _finish(process, process.returncode, log)
    return peak


def snapshot(folder: Path) -> Snapshot:
    """Every file of a folder, with what tells whether it was put anew, and whether its content is new."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        about = path.stat()
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "blake2b").digest()
        found[path.relative_to(folder).as_posix()] = (about.st_ino, about.st_mtime_ns, digest)
    return found


def changes(before: Snapshot, after: Snapshot) -> Changes:
    """What was done between two snapshots; files that went are not counted."""
    written = sum(before.get(path, ())[:2] != there[:2] for path, there in after.items())
    different = sum(before.get(path, ())[2:] != there[2:] for path, there in after.items())
    return Changes(len(after), written, different)


def _start(command: Sequence[str], folder: Path) -> tuple[subprocess.Popen[bytes], Path]:
    log = folder / "sortie.txt"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, env=os.environ | _ENVIRONMENT
        )
    return process, log


def _finish(process: subprocess.Popen[bytes], code: int, log: Path) -> None:
    process.returncode = code
    if code:
        raise BuildError(log.read_text(encoding="utf-8", errors="replace")[-_TAIL:])


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        children = [c for task in Path(f"/proc/{pid}/task").glob("*/children") for c in task.read_text().split()]
    except OSError:  # it has just ended
        return
    for child in children:
        yield from _family(int(child))


def _share(pid: int) -> int:
    """The memory of one process, shared pages divided among those that share them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
