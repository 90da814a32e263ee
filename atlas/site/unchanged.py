"""Whether a build has anything to do: all that it is made of, and the site as it stands, told by digests. Nothing heavy is loaded for that."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from atlas.machine import memory
from atlas.machine.cache import Cache
from atlas.machine.folders import MARKER, MARKER_TEXT, listing
from atlas.site.inputs import Inputs
from atlas.survey import git

_PIECE = "tout"


@dataclass(frozen=True, slots=True)
class Same:
    """What the build before said of the same: its problems, their count, how many files it left, whether it knew the history."""

    problems: str
    summary: str
    files: int
    history: bool


def same(inputs: Inputs, target: Path, today: datetime.date) -> Same | None:
    """What was built of the very same, if the site is still as it was left; else None."""
    cache = Cache(inputs.root / ".cache")
    kept = cache.value(_PIECE, _key(inputs))
    if kept is None:
        return None
    problems, summary, day, history = kept
    # A check says the same later on, unless it found something: what lies in the future today does not tomorrow.
    if day > today.toordinal() or (problems and day != today.toordinal()):
        return None
    put = memory.outputs(cache, inputs.code)
    try:
        there = dict(listing(str(target.resolve())))
        whole = any(there.pop(MARKER, ())) and (target / MARKER).read_bytes() == MARKER_TEXT
    except OSError:
        return None
    return Same(problems, summary, len(put), history) if whole and there == put else None


def remember(inputs: Inputs, today: datetime.date, problems: str, summary: str, *, history: bool) -> None:
    """Keep that this was built; what could not be read of the history is asked for again."""
    key = _key(inputs)
    inputs.seen.save()
    if history or not git.head(inputs.root):
        Cache(inputs.root / ".cache").keep_value(_PIECE, key, (problems, summary, today.toordinal(), history))


def _key(inputs: Inputs) -> str:
    return inputs.whole(git.head(inputs.root))
