"""How work is shared between the processor's cores, where the system can fork; elsewhere it is done in line."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import IO, TYPE_CHECKING, Generic, TypeVar

from atlas.machine.refusals import RefusedError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
MANY = 1000  # pages or documents: what so many hold while they are made is worth loading again, afterwards, what makes them
_RANK = 2  # bytes of the number of a job


class WorkerError(RefusedError):
    """A worker process died; its own words are on the error stream."""


def can_fork() -> bool:
    """Whether a process can be copied as it stands: nothing then has to be sent to it."""
    return sys.platform.startswith("linux")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Task(Generic[Result]):
    """Work started beside the rest; `result` waits for it. Without fork, it is done when the result is asked for.

    The process ends with the one that started it, whatever ended that one.
    """

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._pipe: Connection | None = None
        if can_fork() and cores() > 1:
            import multiprocessing  # noqa: PLC0415 - slow to load, and little work needs no second process

            context = multiprocessing.get_context("fork")
            self._pipe, theirs = context.Pipe(duplex=False)
            self._process = context.Process(target=_answer, args=(work, theirs, os.getpid()), daemon=True)
            with _uninterrupted():
                self._process.start()
            theirs.close()

    def result(self) -> Result:
        """What the work returns.

        Raises:
            WorkerError: when the process died, or raised what cannot be told as it is.
            Exception: whatever the work raised.
        """
        if self._pipe is None:
            return self._work()
        try:
            told: Result | Exception = self._pipe.recv()
        except EOFError:
            raise WorkerError("Un processus de construction s’est arrêté : la mémoire manque peut-être.") from None
        finally:
            self.stop()
        if isinstance(told, Exception):
            raise told
        return told

    def stop(self) -> None:
        """End the work if it is not over: nobody waits for it any more."""
        if self._pipe is not None:
            self._process.kill()
            self._process.join()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """An interruption waits until a process is made: what Python does around it would swallow it, and the work go on."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with(parent: int) -> None:
    """Let this process end as soon as the one that started it has, even killed; an interruption is for that one to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        import ctypes  # noqa: PLC0415 - only a second process needs it

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was already gone
            os._exit(1)


def _answer(work: Callable[[], Result], pipe: Connection, parent: int) -> None:
    end_with(parent)
    try:
        told: object = work()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told to who asked
        told = _whole(error)
    pipe.send(told)
    pipe.close()


def _whole(error: Exception) -> Exception:
    """The error if another process can raise it with the same words; else its words."""
    try:
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own, just written
        told = str(again) == str(error)
    except Exception:  # noqa: BLE001 - what it takes to be written is its own affair
        told = False
    return error if told else WorkerError(f"{type(error).__name__} : {error}")


def spread(jobs: Sequence[Callable[[], Result]], *, apart: bool = False) -> Iterator[Result]:
    """What each job returns, in no order. Each core takes the next one when it is free: put the longest first.

    What is done here is told at once, then what others did, which waits in a file: no process holds it all. One job alone is done here. `apart`, nothing
    is done here where others can: what the jobs load and hold ends with them.

    Raises:
        WorkerError: when a process died.
        Exception: whatever a job raised.
    """
    if not can_fork() or cores() == 1 or not jobs or (len(jobs) == 1 and not apart):  # one job needs no help
        yield from (job() for job in jobs)
        return
    out, into = os.pipe()
    others: list[Task[int]] = []
    with contextlib.ExitStack() as opened:
        opened.callback(os.close, out)
        os.write(into, b"".join(number.to_bytes(_RANK, "big") for number in range(len(jobs))))
        os.close(into)
        files = [opened.enter_context(tempfile.TemporaryFile()) for _ in range(min(cores(), len(jobs)) - (not apart))]
        for file in files:
            others.append(Task(partial(_put_away, jobs, out, file)))
            opened.callback(others[-1].stop)
        if not apart:
            yield from _taken(jobs, out)
        for task, file in zip(others, files, strict=True):
            count = task.result()
            file.seek(0)
            yield from (pickle.load(file) for _ in range(count))  # noqa: S301 - our own, just written


def _taken(jobs: Sequence[Callable[[], Result]], out: int) -> Iterator[Result]:
    """What the jobs that this process took return: each number can be read once."""
    while number := os.read(out, _RANK):
        yield jobs[int.from_bytes(number, "big")]()


def _put_away(jobs: Sequence[Callable[[], Result]], out: int, file: IO[bytes]) -> int:
    """Do jobs, and write what they return; how many."""
    count = 0
    for result in _taken(jobs, out):
        pickle.dump(result, file, pickle.HIGHEST_PROTOCOL)
        count += 1
    file.flush()
    return count
