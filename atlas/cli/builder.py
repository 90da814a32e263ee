"""Builds for the live preview, one after the other, each in a process of its own."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.machine.workers import can_fork, end_with

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext

CODE = "atlas"
# A half of a build when one record has changed.
_LOADED = ("atlas.cli.main", "atlas.cli.building", "atlas.site.build", "atlas.site.rendering", "atlas.site.coat", "atlas.french.markdown_html", "atlas.french.story_blocks", "ctypes")


class Builder:
    """Builds a project as the command line would.

    Where the system can fork, each build is a copy of a process that has loaded our code, until that code changes: from then on, and
    elsewhere, a new Python is started. Make one before any thread is: a copy has none of them, but has their locks as they were.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._ready: Connection | None = None
        if can_fork():
            import multiprocessing  # noqa: PLC0415 - only the preview needs it

            fork = multiprocessing.get_context("fork")
            self._ready, theirs = fork.Pipe()
            fork.Process(target=_answer, args=(self._ready, theirs, fork, root, os.getpid())).start()
            theirs.close()

    def build(self, changed: Iterable[str] = (), on_pages: Callable[[], None] = lambda: None) -> int:
        """The exit code of a build, after these files have changed (their paths from the root); `on_pages` is told when its pages are there, if before its end."""
        if any(path.startswith(f"{CODE}/") for path in changed):
            self.close()
        if self._ready is not None:
            try:
                self._ready.send(None)
                while (code := self._ready.recv()) is None:
                    on_pages()
            except (EOFError, OSError):  # it was stopped: go on without it
                self.close()
            else:
                return int(code)
        return subprocess.run((sys.executable, str(self._root / "build.py"), "build"), check=False).returncode  # noqa: S603 - our own command

    def close(self) -> None:
        """Let the waiting process end."""
        if self._ready is not None:
            self._ready.close()
            self._ready = None


def _answer(ours: Connection, theirs: Connection, fork: ForkContext, root: Path, parent: int) -> None:
    """Load the code, then build each time that it is asked, until who asks is gone."""
    end_with(parent)
    ours.close()  # else our own copy of it would keep us waiting for ever
    try:
        for name in _LOADED:
            importlib.import_module(name)
        while True:
            theirs.recv()
            build = fork.Process(target=_build, args=(root, theirs, os.getpid()))
            build.start()
            build.join()
            theirs.send(build.exitcode)
    except (EOFError, OSError):
        return


def _build(root: Path, told: Connection, parent: int) -> None:
    end_with(parent)
    from atlas.cli.main import main  # noqa: PLC0415 - what is above this module

    sys.exit(main(["build"], root, partial(told.send, None)))
