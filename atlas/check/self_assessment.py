"""Whether a published self-assessment answers the indicators of the grid, each with a degree at least."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.nearest import nearest
from atlas.check.reading import Reading
from atlas.content.referentiel import USES
from atlas.problems.report import Problem, quote

MAX_GUESSES = 20
FIELD, ANSWERS = "autodiagnostic", "reponses"


def indicators_are_in_the_grid(reading: Reading, context: Context) -> Iterator[Problem]:
    """Every indicator answered is in today's grid; an assessment made with another version is kept, and told of."""
    versions, known = context.vocabularies["grilles"], context.vocabularies["indicateurs"]
    used = reading.get(FIELD, "grille")
    if used and used not in versions:
        yield reading.tell((FIELD, "grille"), "grille-autre", lu=quote(used), version=", ".join(versions))
        return
    guesses = 0
    for id_ in reading.get(FIELD, ANSWERS) or {}:
        if id_ in known:
            continue
        guesses += 1
        near = nearest(id_, known) if guesses <= MAX_GUESSES else ""
        phrase = "indicateur-inconnu/proche" if near else "indicateur-inconnu"
        yield reading.tell((FIELD, ANSWERS, id_), phrase, lu=quote(id_), proche=near)


def answers_hold_a_degree(reading: Reading, _: Context) -> Iterator[Problem]:
    """A line of the answers gives a degree for one of the two readings at least; no answer is no line."""
    for id_ in reading.get(FIELD, ANSWERS) or {}:
        if not any((FIELD, ANSWERS, id_, use) in reading.texts for use in USES):
            yield reading.tell((FIELD, ANSWERS, id_), "reponse-vide", lu=quote(id_))
