"""What the rules may look things up in, and what a rule is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from atlas.check.reading import Reading
from atlas.content.retired import Retired
from atlas.content.vocabularies import Vocabulary
from atlas.geo.places import Places
from atlas.problems.report import Problem


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may look things up in; `today` bounds dates.

    `retired` are the withdrawn records; `former` are, by address, the records that left it, as far as the history of the
    repository is known: what each last said, or nothing where that cannot be read. Slim readings are enough. `unreachable`
    is the line of the settings where the site should say how a record can be sent, 0 when it does.
    """

    places: Places
    vocabularies: dict[str, Vocabulary]
    today: dt.date
    retired: tuple[Retired, ...] = ()
    former: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)
    unreachable: int = 0


RecordRule = Callable[[Reading, Context], Iterable[Problem]]
CorpusRule = Callable[[tuple[Reading, ...], Context], Iterable[Problem]]
