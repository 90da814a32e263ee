"""What published self-assessments let one say: counts and middles of degrees, for one reading at a time.

No mean: the words of the degrees give an order, not distances. No mark for a whole pole, no rank between poles. The
browser's `assets/autodiagnostic/calculs.js` counts the same for answers that are not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.content.referentiel import Degree, Referentiel
from atlas.model.pole import Pole
from atlas.record.values import PartialDate

FROM = 5  # poles: below, an aggregate would tell of this or that one

Answers = Mapping[str, str]  # the id of a degree by that of an indicator, for one reading


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many answers at each degree, in the order of `Referentiel.by_strength`, and how many indicators have none."""

    counts: tuple[int, ...]
    silent: int

    @property
    def total(self) -> int:
        """How many answers there are."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What several poles answered. `counts`: by reading, by indicator, the answers of the poles that gave one.

    An indicator that fewer than `FROM` poles answered is left out of its reading.
    """

    poles: int
    first: PartialDate
    last: PartialDate
    counts: dict[str, dict[str, Distribution]]


def distribution(grid: Referentiel, answers: Answers, ids: Iterable[str]) -> Distribution:
    """The answers to some indicators; a degree the scale does not know counts as no answer."""
    return _counted(grid, [answers.get(id_, "") for id_ in ids])


def middle(grid: Referentiel, answers: Answers, ids: Iterable[str]) -> tuple[Degree, Degree] | None:
    """The median: the middle answer twice, or the two in the middle, the stronger first; None without an answer."""
    given = [degree for degree in grid.by_strength for id_ in ids if answers.get(id_) == degree.id]
    return (given[(len(given) - 1) // 2], given[len(given) // 2]) if given else None


def aggregate(grid: Referentiel, poles: Iterable[Pole]) -> Aggregate | None:
    """What the poles answered together to this version of the grid; None when fewer than `FROM` published one.

    Answers to another version are left out: under the same id it may have asked something else.
    """
    published = [one for pole in poles if (one := pole.autodiagnostic) and one.grille == grid.number]
    if len(published) < FROM:
        return None
    counts: dict[str, dict[str, Distribution]] = {}
    for use in grid.uses:
        told = {
            i.id: _counted(grid, [one.reponses.get(use, {}).get(i.id, "") for one in published]) for i in grid.indicators
        }
        counts[use] = {id_: found for id_, found in told.items() if found.total >= FROM}
    dates = sorted(one.date for one in published)
    return Aggregate(len(published), dates[0], dates[-1], counts)


def _counted(grid: Referentiel, given: list[str]) -> Distribution:
    counts = tuple(given.count(degree.id) for degree in grid.by_strength)
    return Distribution(counts, len(given) - sum(counts))
