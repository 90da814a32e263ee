"""The table of questions (`tests/questions.yaml`), put one by one to the search page of a site in one session of a browser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.content.yaml_file import items_of, read_mapping, text_of
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.record.yaml_text import Text

if TYPE_CHECKING:
    from playwright import sync_api

TABLE = Path(__file__).with_suffix(".yaml")
PATIENCE = 20_000  # milliseconds
FIRST = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and what answers it: one of these poles, or a pole of this sector, département and région where they are said.

    `tuned` when the engine was tuned with it; nobody tunes anything with the others.
    """

    text: str
    tuned: bool
    poles: frozenset[str]
    secteur: str
    departement: str
    region: str

    def answered_by(self, pole: Pole | None) -> bool:
        """Whether this pole is a right answer."""
        if pole is None:
            return False
        asked = {self.secteur: set(pole.secteurs), self.departement: {pole.seat.departement.code}}
        asked[self.region] = {pole.seat.region.code} if pole.seat.region else set()
        told = [wanted in found for wanted, found in asked.items() if wanted]
        return pole.slug in self.poles or (bool(told) and all(told))


@dataclass(frozen=True, slots=True)
class Answers:
    """How many questions there are, how many had a right answer first, and how many had one in the first three; and those that had not."""

    count: int
    first: int
    near: int
    missed: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def rates(self) -> tuple[float, float]:
        """Both as shares."""
        return self.first / self.count, self.near / self.count


def questions() -> list[Question]:
    """The whole table."""

    def read(node: object) -> Question:
        text, tuned, *where = (text_of(TABLE, node, key, "") for key in ("question", "accord", "secteur", "departement", "region"))  # type: ignore[arg-type]
        poles = frozenset(item.value for item in items_of(TABLE, node, "poles") if isinstance(item, Text))  # type: ignore[arg-type]
        return Question(text, tuned == "vrai", poles, *where)

    return [read(node) for node in items_of(TABLE, read_mapping(TABLE), "questions")]


def judged(asked: Sequence[Question], given: dict[str, list[str]], atlas: Atlas) -> Answers:
    """What the answers given to some questions (slugs, the best first) are worth."""
    right = {q.text: [q.answered_by(atlas.by_slug.get(slug)) for slug in given[q.text][:FIRST]] for q in asked}
    missed = tuple((text, tuple(given[text][:FIRST])) for text, found in right.items() if found[:1] != [True])
    return Answers(len(asked), sum(found[:1] == [True] for found in right.values()), sum(map(any, right.values())), missed)


def answers(page: sync_api.Page, root: str, asked: Sequence[str]) -> dict[str, list[str]]:
    """What the search page shows to each question, in order: the slug of a pole, or the path of another page."""
    page.goto(f"{root}recherche/")
    field = page.get_by_role("searchbox")
    status = page.locator("[data-recherche-etat]")
    given = {}
    for question in asked:
        field.fill("")
        status.filter(has_text=re.compile(r"^$")).wait_for(timeout=PATIENCE, state="attached")
        field.fill(question)
        status.filter(has_text=re.compile(r"«\s")).wait_for(timeout=PATIENCE)
        page.locator("[data-recherche-resultats]:not([aria-busy=true])").wait_for(state="attached")
        paths = page.locator(".resultat-titre a").evaluate_all("links => links.map(link => link.pathname)")
        given[question] = [re.sub(r"^.*/poles/([^/]+)/$", r"\1", path) for path in paths]
    return given
