"""The atlas and what its records say together: what pages and exports are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from atlas.model.atlas import Atlas
from atlas.record.values import PartialDate
from atlas.survey import freshness, observatory
from atlas.survey.changes import News
from atlas.survey.freshness import Report
from atlas.survey.observatory import Observatory

HOUSE = ("config", "vocabularies", "places", "updated")  # all that is published is made of them; « updated » is the date of the data


def of_poles(*attributes: str) -> tuple[str, ...]:
    """The names of what is made of the house and of these attributes of all poles."""
    return (*HOUSE, *(f"pole.{name}" for name in attributes))


@dataclass(frozen=True)
class Survey:
    """The poles, and each when it is first asked for: what is new of them, in what state their records are, what they have in common.

    `told` gives the news; ages are counted from `day`.
    """

    atlas: Atlas
    told: Callable[[], News]
    day: PartialDate

    @cached_property
    def news(self) -> News:
        """What is new."""
        return self.told()

    @cached_property
    def report(self) -> Report:
        """In what state the records are."""
        return freshness.of(self.atlas, self.day)

    @cached_property
    def observatory(self) -> Observatory:
        """What the poles have in common."""
        return observatory.of(self.atlas)
