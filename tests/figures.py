"""The figures of self-assessments, counted otherwise than the page does: what the tests hold the browser against.

Answers are {indicator: {reading: id of a degree}}; what has no answer is absent or empty. A place is the rank of a degree from
the strongest words (0) to the weakest.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence

from atlas.content.referentiel import USES, Referentiel

Answers = dict[str, dict[str, str]]


class Figures:
    """What can be said of answers to a grid."""

    def __init__(self, grid: Referentiel) -> None:
        """Know the grid."""
        self.grid = grid
        self.ids = [i.id for i in grid.indicators]
        self.places = {d.id: n for n, d in enumerate(sorted(grid.degrees, key=lambda d: self._strength(d.id)))}
        self.strong = {self.places[d.id] for d in grid.degrees if d.strong}

    def _strength(self, id_: str) -> int:
        order = [d.id for d in self.grid.degrees]
        return order.index(id_) if self.grid.degrees[0].strong else len(order) - order.index(id_)

    def place(self, answers: Answers, id_: str, use: str) -> int | None:
        """The place of an answer, or None."""
        return self.places.get((answers.get(id_) or {}).get(use) or "")

    def given(self, answers: Answers, use: str, ids: Sequence[str]) -> list[int]:
        """The places of the answers there are."""
        return [p for id_ in ids if (p := self.place(answers, id_, use)) is not None]

    def distribution(self, answers: Answers, use: str, ids: Sequence[str]) -> dict[str, object]:
        """Counts by place, and the silent ones."""
        counted = Counter(self.given(answers, use, ids))
        return {"comptes": [counted[n] for n in range(len(self.places))], "sans": len(ids) - sum(counted.values())}

    def middle(self, places: Sequence[int]) -> list[int] | None:
        """The low and the high median, the stronger first."""
        return [statistics.median_low(places), statistics.median_high(places)] if places else None

    def filled(self, answers: Answers) -> dict[str, int]:
        """How many indicators have an answer, by reading."""
        return {use: len(self.given(answers, use, self.ids)) for use in USES}

    def findings(self, answers: Answers) -> dict[str, object]:
        """What matters and what satisfies, sorted as the page does."""
        pairs = {id_: tuple(self.place(answers, id_, use) for use in USES) for id_ in self.ids}
        rank = {id_: n for n, id_ in enumerate(self.ids)}

        def chosen(*, matters: bool, satisfies: bool) -> list[str]:
            wanted = (matters, satisfies)
            return [id_ for id_, pair in pairs.items() if None not in pair and tuple(p in self.strong for p in pair) == wanted]

        def alone(reading: int, *, strong: bool) -> list[str]:
            found = [id_ for id_, p in pairs.items() if p[reading] is not None and p[1 - reading] is None]
            sign = -1 if reading == 1 and not strong else 1
            kept = [id_ for id_ in found if (pairs[id_][reading] in self.strong) == strong]
            return sorted(kept, key=lambda id_: (sign * pairs[id_][reading], rank[id_]))

        def by_matter(ids: list[str]) -> list[str]:
            return sorted(ids, key=lambda id_: (pairs[id_][0], -pairs[id_][1], rank[id_]))

        def by_satisfaction(ids: list[str]) -> list[str]:
            return sorted(ids, key=lambda id_: (pairs[id_][1], pairs[id_][0], rank[id_]))

        return {
            "priorites": by_matter(chosen(matters=True, satisfies=False)),
            "appuis": by_satisfaction(chosen(matters=True, satisfies=True)),
            "acquis": by_satisfaction(chosen(matters=False, satisfies=True)),
            "attente": by_matter(chosen(matters=False, satisfies=False)),
            **{use: {"fort": alone(n, strong=True), "faible": alone(n, strong=False)} for n, use in enumerate(USES)},
        }

    def confronted(self, several: Sequence[Answers]) -> dict[tuple[str, str], tuple[str, int]]:
        """Agreement and gap of each indicator for each reading."""
        found = {}
        for id_ in self.ids:
            for use in USES:
                there = sorted(p for one in several if (p := self.place(one, id_, use)) is not None)
                sides = {p in self.strong for p in there}
                word = "" if len(there) < 2 else "accord" if len(set(there)) == 1 else "desaccord" if len(sides) == 2 else "nuance"
                found[id_, use] = (word, there[-1] - there[0] if there else 0)
        return found

    def opposed(self, before: Sequence[Answers], after: Sequence[Answers]) -> dict[tuple[str, str], tuple[str, bool]]:
        """Where the second group stands from the first, and whether the middle of the scale parts them."""
        found = {}
        for id_ in self.ids:
            for use in USES:
                a, b = (self.middle([p for one in group if (p := self.place(one, id_, use)) is not None]) for group in (before, after))
                if not a or not b:
                    found[id_, use] = ("", False)
                    continue
                moves = {(x > y) - (x < y) for x, y in zip(a, b, strict=True)}
                word = "pareil" if moves == {0} else "plus" if min(moves) >= 0 else "moins" if max(moves) <= 0 else "mele"
                sides = [{p in self.strong for p in pair} for pair in (a, b)]
                found[id_, use] = (word, len(sides[0]) == len(sides[1]) == 1 and sides[0] != sides[1])
        return found
