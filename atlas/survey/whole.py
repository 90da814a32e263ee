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


@dataclass(frozen=True, slots=True)
class Survey:
    """The poles, what is new of them, in what state their records are, and what they have in common."""

    atlas: Atlas
    news: News
    report: Report
    observatory: Observatory


class Surveyed(Survey):
    """A survey of which each thing is made when it is first asked for."""

    def __init__(self, atlas: Atlas, news: Callable[[], News], day: PartialDate) -> None:
        object.__setattr__(self, "atlas", atlas)
        self.__dict__.update(_news=news, _day=day)

    @cached_property
    def news(self) -> News:
        """What is new."""
        told: News = self.__dict__["_news"]()
        return told

    @cached_property
    def report(self) -> Report:
        """In what state the records are."""
        return freshness.of(self.atlas, self.__dict__["_day"])

    @cached_property
    def observatory(self) -> Observatory:
        """What the poles have in common."""
        return observatory.of(self.atlas)
