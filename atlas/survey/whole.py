"""The atlas and what its records say together: what pages and exports are made from."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.model.atlas import Atlas
from atlas.survey.changes import News
from atlas.survey.freshness import Report
from atlas.survey.observatory import Observatory


@dataclass(frozen=True, slots=True)
class Survey:
    """The poles, what is new of them, in what state their records are, and what they have in common."""

    atlas: Atlas
    news: News
    report: Report
    observatory: Observatory
