"""The two tables of questions, put one by one to the search page of a site in one session of a browser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from atlas.model.atlas import Atlas
from atlas.model.pole import Pole

if TYPE_CHECKING:
    from playwright import sync_api

TABLES = {True: Path(__file__).with_suffix(".yaml"), False: Path(__file__).with_name("questions-gardees.yaml")}
PATIENCE = 60_000  # milliseconds
FIRST = 3
APART = "^"  # before what is offered above the results
NAMES_A_PLACE = re.compile(r"\b(à|en|dans|près de|autour de)\b")  # those of whom the place is waited for, which comes after the results

# What is typed is looked for at once: the pauses after the last key are for who types one, and hundreds of them are minutes; who waits for a line that is
# dead keeps its patience.
AT_ONCE = "{ const later = setTimeout; window.setTimeout = (what, wait, ...given) => later(what, wait > 5000 ? wait : 0, ...given); }"
# One question: the addresses above the results, and theirs, once all of them are there.
ASK = """async ([question, situated, patience]) => {
  const [field, status] = ["[type=search]", "[data-recherche-etat]"].map((one) => document.querySelector(`[data-recherche] ${one}`));
  const deadline = Date.now() + patience;
  const until = async (there) => {
    while (!there()) {
      if (Date.now() > deadline) throw new Error(`${question} : ${status.textContent}`);
      await new Promise((go) => setTimeout(go));
    }
  };
  const ask = (words) => { field.value = words; field.dispatchEvent(new Event("input")); };
  ask("");
  await until(() => !status.textContent);
  ask(question);
  await until(() => /«\\s/.test(status.textContent));
  await until(() => document.querySelector("[data-recherche-resultats]:not([aria-busy=true])"));
  if (situated) await until(() => document.querySelector("[data-recherche-lieux]:not([aria-busy])"));
  return [":is([data-recherche-lieux]:not([hidden]), .recherche-direct) a", ".resultat-titre a"]
    .map((kind) => Array.from(document.querySelectorAll(kind), (link) => link.href));
}"""


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and what answers it: `first` are right as first result, `near` among the first three, both slugs of poles or pages.

    So is any pole of this sector, département and région, where they are said. `nothing`: no page answers. `tuned` when the
    engine was tuned with it; nobody tunes anything with the others.
    """

    text: str
    tuned: bool
    first: frozenset[str]
    near: frozenset[str]
    nothing: bool
    secteur: str
    departement: str
    region: str

    def answered_by(self, pole: Pole) -> bool:
        """Whether this pole is a right first result."""
        asked = {self.secteur: set(pole.secteurs), self.departement: {pole.seat.departement.code}}
        asked[self.region] = {pole.seat.region.code} if pole.seat.region else set()
        told = [wanted in found for wanted, found in asked.items() if wanted]
        return pole.slug in self.first or (bool(told) and all(told))

    def judge(self, shown: Sequence[str], atlas: Atlas) -> tuple[bool, bool]:
        """Whether the first of these results is right, and whether one of the first three is.

        What is offered above the results is none of them: it counts only where it was asked for.
        """
        rest = [found.removeprefix(APART) for found in shown if not found.startswith(APART) or found.removeprefix(APART) in self.near]
        if self.nothing:
            return not rest, not rest
        right = [found in self.first or (found in atlas.by_slug and self.answered_by(atlas.by_slug[found])) for found in rest[:FIRST]]
        return right[:1] == [True], any(right) or not self.near.isdisjoint(rest[:FIRST])


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
    """Both tables."""
    found = []
    for tuned, table in TABLES.items():
        for row in yaml.load(table.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # noqa: S506 - safe both
            pages, first = row.get("pages", ()), row.get("premiers", ())
            found.append(
                Question(
                    row["question"], tuned, frozenset((*first, *pages)), frozenset((*first, *pages, *row.get("attendus", ()))),
                    row.get("genre") == "rien", row.get("secteur", ""), row.get("departement", ""), row.get("region", ""),
                )
            )  # fmt: skip
    return found


def judged(asked: Sequence[Question], given: dict[str, list[str]], atlas: Atlas) -> Answers:
    """What the results shown to some questions are worth."""
    worth = [(question.text, question.judge(given[question.text], atlas)) for question in asked]  # a text may be in both tables
    missed = tuple((text, tuple(given[text][:FIRST])) for text, (first, _) in worth if not first)
    return Answers(len(asked), sum(first for _, (first, _) in worth), sum(near for _, (_, near) in worth), missed)


def answers(page: sync_api.Page, root: str, asked: Sequence[str]) -> dict[str, list[str]]:
    """What the search page shows to each question, what is above the results first: the slug of a pole, or the address of another page."""
    page.add_init_script(AT_ONCE)
    page.goto(f"{root}recherche/", timeout=PATIENCE)
    page.get_by_role("searchbox").wait_for(timeout=PATIENCE)
    given = {}
    for question in asked:
        above, below = page.evaluate(ASK, [question, bool(NAMES_A_PLACE.search(question)), PATIENCE])
        addresses = [re.sub(r"^poles/([^/]+)/$", r"\1", link.removeprefix(root).replace("/#", "/?")) for link in (*above, *below)]
        given[question] = [f"{APART}{address}" for address in addresses[: len(above)]] + addresses[len(above) :]
    return given
