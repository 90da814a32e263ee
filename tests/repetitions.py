"""How often a test repeats itself: `ATLAS_ESSAIS_COMPLETS=1`, which `.ci/run` sets, asks for everything; else a part will do.

Only the number of repetitions changes: every test runs each time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")
COMPLETE = bool(os.environ.get("ATLAS_ESSAIS_COMPLETS"))


def some(items: Iterable[Item], every: int) -> list[Item]:
    """All of them where everything is asked for, else one in `every`."""
    return list(items)[:: 1 if COMPLETE else every]


def times(whole: int, usual: int) -> int:
    """The whole number where everything is asked for, else the usual one."""
    return whole if COMPLETE else usual
