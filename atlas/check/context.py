"""What the rules may look things up in, and what a rule is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from atlas.check.reading import Reading
from atlas.places import Places
from atlas.problems import Problem
from atlas.retired import Retired
from atlas.vocabularies import Vocabulary


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may look things up in; `today` bounds dates.

    `retired` are the withdrawn records; `gone` the addresses of records that were published once and no longer are, as far
    as the history of the repository is known.
    """

    places: Places
    vocabularies: dict[str, Vocabulary]
    today: dt.date
    retired: tuple[Retired, ...] = ()
    gone: frozenset[str] = frozenset()


RecordRule = Callable[[Reading, Context], Iterable[Problem]]
CorpusRule = Callable[[tuple[Reading, ...], Context], Iterable[Problem]]
