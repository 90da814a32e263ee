"""Work is shared without losing any of it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.content.config import AddressError
from atlas.content.yaml_file import ContentError
from atlas.machine import workers
from atlas.machine.folders import OutputError
from atlas.machine.progress import Progress
from atlas.machine.workers import spread
from atlas.site.carte import CarteError
from atlas.site.scripts import ScriptError
from atlas.tables.grid import TableError
from tests.repetitions import times
from tests.sites import PROJECT


@pytest.fixture(autouse=True)
def two_cores(monkeypatch) -> None:
    """However many there are, and whatever else runs on them."""
    monkeypatch.setattr(workers, "cores", lambda: 2)


@settings(max_examples=times(100, 15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 40), st.booleans())
def test_every_job_is_done_once(number, apart):
    """Whoever takes a job, what it returns is told once; apart, it is taken by another process, were it alone."""
    done = sorted(spread([lambda rank=rank: (rank, os.getpid()) for rank in range(number)], apart=apart))
    assert [rank for rank, _ in done] == list(range(number))
    assert not (apart and workers.can_fork() and os.getpid() in {pid for _, pid in done})


def test_what_a_job_raises_is_raised():
    """Whether the job was done here or in another process."""
    def wrong() -> None:
        raise ValueError("essai")

    with pytest.raises(ValueError, match="essai"):
        list(spread([wrong, wrong]))


class TwoError(Exception):
    """An error that cannot be written as its arguments."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} et {other}")


ERRORS = [
    ContentError(Path("content/essai.yaml"), (), "le fichier manque"),
    *(kind("une phrase") for kind in (AddressError, CarteError, OutputError, ScriptError, TableError, workers.WorkerError)),
]


@pytest.fixture
def raised():
    """Raises an error in another process, where there can be one."""
    def through(error: Exception) -> None:
        def work() -> None:
            raise error

        workers.Task(work).result()

    return through


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_of_ours_crosses_whole(raised, error):
    """Raised in another process, it is of the same kind and says the same."""
    with pytest.raises(type(error), match=re.escape(str(error))):
        raised(error)


@pytest.mark.skipif(not workers.can_fork(), reason="a system that does not copy a process")
def test_an_error_that_cannot_cross_is_told(raised):
    """Its words arrive all the same."""
    with pytest.raises(workers.WorkerError, match="TwoError : une et deux"):
        raised(TwoError("une", "deux"))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="a system that tells nothing of its processes")
def test_a_process_ends_with_the_one_that_started_it():
    """Even killed, and even when what was made waits in a pipe that nobody reads."""
    code = "import time; from atlas.machine import workers; workers.cores = lambda: 2; task = workers.Task(lambda: bytes(1 << 22)); print(task._process.pid, flush=True); time.sleep(600)"
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    assert runs(child)
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 20  # two seconds would do; a busy machine is no fault
    while runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not runs(child)


@pytest.mark.skipif(not workers.can_fork(), reason="a system that does not copy a process")
def test_an_interruption_while_a_process_is_made_is_not_lost():
    """Python swallows what is raised by what it calls around a copy: without care, the build would go on as if nobody had asked."""
    code = (
        "import os, signal; from atlas.machine import workers; workers.cores = lambda: 2\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # who is started in the background is deaf to it
        "os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "try:\n"
        "    workers.Task(lambda: 0)\n"
        "except KeyboardInterrupt:\n"
        "    print('entendue')\n"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (found.stdout, found.stderr) == ("entendue\n", "")


def runs(process: int) -> bool:
    """Whether a process is there, and more than its name."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It does."""
        return True


def test_progress_is_told_on_a_terminal_only():
    """What is going on stands on a line that is wiped at the end; elsewhere nothing is written, and the parts are known all the same."""
    for stream in (Terminal(), io.StringIO()):
        progress = Progress(stream)
        progress.step("les pages")
        progress.step("")
        told = stream.getvalue()
        assert [words for words, _ in progress.parts] == ["les pages"]
        assert ("les pages…" in told and told.endswith("\x1b[K")) == stream.isatty()
        assert bool(told) == stream.isatty()
