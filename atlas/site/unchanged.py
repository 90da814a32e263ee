"""Whether a build has anything to do: all that it is made of, and the site as it stands, told by digests. Nothing heavy is loaded for that."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atlas.machine import memory
from atlas.machine.cache import Cache
from atlas.machine.folders import MARKER, MARKER_TEXT, NOTHING, are_as_new, listing
from atlas.site.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Same:
    """What the build before said of the same: its problems, their count, how many files it left, whether it knew the history."""

    problems: str
    summary: str
    files: int
    history: bool


def same(inputs: Inputs, target: Path, today: datetime.date) -> Same | None:
    """What was built of the very same, if the site is still as it was left; else None."""
    kept, put = memory.outputs(Cache(inputs.root / ".cache"), inputs.code)
    if kept is None:
        return None
    key, problems, summary, day, history = kept
    if key != inputs.whole():
        return None
    # A check says the same later on, unless it found something: what lies in the future today does not tomorrow.
    if day > today.toordinal() or (problems and day != today.toordinal()):
        return None
    try:
        there = listing(str(target.resolve()))
        whole = are_as_new(target, there.pop(MARKER, NOTHING)) and (target / MARKER).read_bytes() == MARKER_TEXT
    except OSError:
        return None
    return Same(problems, summary, len(put), history) if whole and there == put else None


def told(inputs: Inputs, today: datetime.date, problems: str, summary: str, *, history: bool) -> Any:  # noqa: ANN401 - plain values
    """What is kept of a build, for `same`: nothing where the history could not be read, which is then asked for again."""
    return (inputs.whole(), problems, summary, today.toordinal(), history) if history or not inputs.head else None
