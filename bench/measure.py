"""What a command costs: wall time, processor time and memory of a process and of its children. Unix only."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
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
class Builder:
    """A generator at work in a folder: it builds into `site` there, from the records in `poles` there."""

    name: str
    root: Path
    command: Sequence[str]


Snapshot = dict[str, tuple[int, int, bytes]]
Case = Callable[[Path, int], object]  # what changes in the folder of a builder, in the round of that number
Spent = list[tuple[Cost, int]]  # what each round cost, and how many files it put anew


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


def measured(cases: Mapping[str, Case], builders: Sequence[Builder], runs: int) -> dict[str, dict[str, Spent]]:
    """By case and by builder. Each round does every case with all, one after the other, so that what else the machine does weighs on all alike."""
    found: dict[str, dict[str, Spent]] = {case: {one.name: [] for one in builders} for case in cases}
    for number in range(1, runs + 1):
        for case, prepare in cases.items():
            for one in builders:
                prepare(one.root, number)
                before = snapshot(one.root / "site")
                spent = cost(one.command, one.root)
                written = sum(before.get(path, ())[:2] != there[:2] for path, there in snapshot(one.root / "site").items())
                found[case][one.name].append((spent, written))
            print(f"  tour {number}, {case} : " + ", ".join(f"{name} {costs[-1][0].cpu:.2f} s" for name, costs in found[case].items()), file=sys.stderr, flush=True)
    return found


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
