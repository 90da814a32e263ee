"""How a build is answered: what it found, what it made and kept, how long it took."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.machine.progress import Progress
from atlas.machine.refusals import shown
from atlas.site import unchanged
from atlas.site.inputs import Inputs

if TYPE_CHECKING:
    from atlas.machine.folders import Stamp
    from atlas.machine.workers import Task

# ruff: noqa: PLC0415 - a build that has nothing to do is over before the rest would be loaded

FINE, PROBLEMS, USAGE = 0, 1, 2
NO_HISTORY = (
    "L’historique des fiches n’est pas là en entier (copie partielle, ou dossier sans Git) : « Quoi de neuf » et les flux "
    "n’annoncent rien, et les adresses perdues ne sont pas cherchées."
)


def answer(options: argparse.Namespace, root: Path, today: datetime.date) -> int:
    """Build, and tell."""
    started, target = time.perf_counter(), options.output or root / "site"
    inputs = Inputs(root, options.base_url, pack=options.comprime, archive=options.archive, remember=not options.sans_memoire)
    with contextlib.ExitStack() as stack:
        twin = _looked_at(root, stack) if options.on_pages else None
        same = None if options.sans_memoire or options.profil or not inputs.are_there() else unchanged.same(inputs, target, today)
        if same is None:
            return _built(options, inputs, target, today, started, twin)
    return _told(same.problems, f"{same.summary} Site inchangé en {_since(started)} s : {same.files} fichiers gardés.", target, history=same.history)


def _looked_at(root: Path, stack: contextlib.ExitStack) -> Task[dict[str, Stamp]]:
    """Look at the twin of the site beside all the rest, for somebody who waits and knows that something changed."""
    from atlas.machine import publication
    from atlas.machine.workers import Task

    twin = Task(partial(publication.held, root / ".cache" / publication.TWIN))
    stack.callback(twin.stop)
    return twin


def _built(
    options: argparse.Namespace, inputs: Inputs, target: Path, today: datetime.date, started: float, twin: Task[dict[str, Stamp]] | None
) -> int:
    from atlas.content.config import AddressError
    from atlas.machine.folders import OutputError
    from atlas.problems.report import FORMATS, summary
    from atlas.site import build

    progress = Progress(sys.stderr)
    try:
        outcome = build.build(inputs, target, today, remember=not options.sans_memoire, progress=progress, on_pages=options.on_pages, twin=twin)
    except AddressError as error:
        print(f"--base-url : {error}", file=sys.stderr)
        return USAGE
    except OutputError as error:
        print(shown(str(error)), file=sys.stderr)
        return USAGE
    finally:
        progress.step("")
    verdict, tally = outcome.verdict, outcome.tally
    problems, counted = FORMATS["text"](verdict.problems), summary(verdict.problems, verdict.files)
    if tally is None:
        print(problems, counted, "Le site n’a pas été construit ; celui d’avant, s’il existe, est intact.", sep="\n", file=sys.stderr)
        return PROBLEMS
    if options.profil:
        print("\n".join(f"{_number(seconds):>8} s  {words}" for words, seconds in progress.parts))
    done = f"{counted} Site construit en {_since(started)} s : {tally.written} fichiers écrits, {tally.kept} inchangés."
    return _told(problems, done, target, history=outcome.history)


def _told(problems: str, done: str, target: Path, *, history: bool) -> int:
    if problems:
        print(problems, file=sys.stderr)
    print(done)
    print(f"Il est dans {target}. Ouvrez {target / 'index.html'}, ou « python build.py serve » pour la carte et la recherche.")
    if not history:
        print(NO_HISTORY)
    return FINE


def _since(started: float) -> str:
    return _number(time.perf_counter() - started)


def _number(seconds: float) -> str:
    return f"{seconds:.1f}".replace(".", ",")
