"""Whether a pole that merged or ceased points to an heir that exists, and no chain of heirs bites its tail."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.nearest import nearest
from atlas.check.reading import Reading
from atlas.problems.phrases import piece
from atlas.problems.report import Problem, quote, tell

ENDED = ("fusionne", "cesse")


def heir_is_of_an_ended_pole(reading: Reading, _: Context) -> Iterator[Problem]:
    """Only a pole that merged or ceased has an heir."""
    heir, stage = reading.get("heritier"), reading.get("statut")
    if heir and stage and stage not in ENDED:
        one, other = map(quote, ENDED)
        ended = piece("ou", un=one, autre=other)
        yield reading.tell(("heritier",), "heritier-de-trop", lu=quote(heir), situation=quote(stage), situations=ended)


def heirs_exist(readings: tuple[Reading, ...], context: Context) -> Iterator[Problem]:
    """An heir is another record of the atlas, and following heirs comes to an end."""
    known = {reading.record.slug for reading in readings}
    current = {old: r.record.slug for r in readings for _, old in r.items("anciennes_adresses")}
    heirs = {reading.record.slug: reading.get("heritier") or "" for reading in readings}
    for reading in readings:
        heir = heirs[reading.record.slug]
        if heir and heir not in known:
            likely = current.get(heir) or nearest(heir, known)
            yield reading.tell(
                ("heritier",), "heritier-inconnu/proche" if likely else "heritier-inconnu", lu=quote(heir), proche=likely
            )
        elif heir and _comes_back(reading.record.slug, heirs):
            yield reading.tell(("heritier",), "heritier-en-boucle", lu=quote(heir))
    for entry in context.retired:
        if entry.heir and entry.heir not in known:
            likely = current.get(entry.heir) or nearest(entry.heir, known)
            id_ = "heritier-inconnu/proche" if likely else "heritier-inconnu/retire"
            yield tell("content/retires.yaml", (entry.line, 1), id_, "heritier", lu=quote(entry.heir), proche=likely)


def _comes_back(start: str, heirs: dict[str, str]) -> bool:
    """Whether following heirs from a record leads to it again."""
    seen: set[str] = set()
    here = heirs[start]
    while here and here != start and here not in seen:
        seen.add(here)
        here = heirs.get(here, "")
    return here == start
