"""What becomes of each line: a record to write, one that is there already, a doubt to settle, or nothing, and why.

A record passes the checks of every record before it is offered. What a check refuses is left out of it and told; what may
be a person's is never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from atlas.check import Reading, check_corpus, check_record
from atlas.check.reading import slim
from atlas.problems.report import ERREUR, PERSONAL, Problem, discreet
from atlas.record import writer
from atlas.record.fields import FIELDS, path_of
from atlas.record.writer import Value
from atlas.tables import there
from atlas.tables.desk import Desk
from atlas.tables.drafts import Draft, Refused, draft, plain_story
from atlas.tables.grid import Row

_TRIES = 12  # fields left out of one record before it is given up
_GUESSES = 60  # lines for whose unknown commune a near name is looked for, which takes time
_RANK = re.compile(r"\[[0-9]+\]")
_AT = re.compile(r"(poles/[a-z0-9-]+\.md), ligne [0-9]+")
_NEEDED = frozenset(field.key for field in FIELDS if field.required)


class Kind(Enum):
    """What becomes of a line; the value is what it is called."""

    WRITTEN = "à écrire"
    THERE = "déjà là"
    DOUBTFUL = "douteuse"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line: its number and its name, what becomes of it and why; the path and the text of the record when it makes one.

    `differs` when the record that is there says something else.
    """

    line: int
    nom: str
    kind: Kind
    why: str = ""
    notes: tuple[str, ...] = ()
    path: str = ""
    text: str = ""
    differs: bool = False


def verdicts(rows: Iterable[Row], desk: Desk, known: tuple[Reading, ...]) -> tuple[Verdict, ...]:
    """What becomes of each line, given the records that are there."""
    index = there.Index.of(known, desk.register.places)
    found: list[Verdict] = []
    readings: dict[str, Reading] = {}
    guesses = 0
    for row in rows:
        made = draft(row, desk, guess=guesses < _GUESSES)
        if isinstance(made, Refused):
            guesses += bool(made.doubt)
            kind = Kind.DOUBTFUL if made.doubt else Kind.IMPOSSIBLE
            found.append(Verdict(row.number, made.nom, kind, made.doubt or made.missing, made.notes))
            continue
        same = index.find(made.values, made.slug if desk.ours else "")
        if same:
            found.append(_there(made, same, desk))
            continue
        verdict, reading = _checked(replace(made, slug=index.free(made.slug, made.values)), desk)
        found.append(verdict)
        if reading:
            readings[verdict.path] = reading
            index.add(reading, row.number)
    return tuple(_settled(found, readings, desk, known))


def _there(made: Draft, same: there.Same, desk: Desk) -> Verdict:
    differences = tuple(there.differences(made.values, same.reading, desk.register.places))
    where = f"répète {desk.grid.the_line(same.line)}" if same.line else same.reading.record.path
    return Verdict(made.line, str(made.values["nom"]), Kind.THERE, where, (*differences, *made.notes), differs=bool(differences))


def _checked(made: Draft, desk: Desk) -> tuple[Verdict, Reading | None]:
    """The record, without what the checks refuse."""
    nom, path = str(made.values["nom"]), f"poles/{made.slug}.md"
    values, story, notes = dict(made.values), made.story, list(made.notes)
    spare = {key: list(others) for key, others in made.spare.items()}
    for _ in range(_TRIES):
        text = writer.record(values, story)
        reading, problems = check_record(path, text.encode(), desk.context)
        wrong = [p for p in problems if p.level == ERREUR or p.code in PERSONAL]
        if reading and not wrong:
            return Verdict(made.line, nom, Kind.WRITTEN, path, tuple(notes), path, text), reading
        problem = wrong[0]
        key = problem.field.partition(".")[0].partition("[")[0]
        if key == "recit":
            story = plain_story(values, "".join(f"[^{id_}]" for id_ in _ids(values)))
            notes.append(f"Récit : laissé de côté, {_clause(problem)}")
        elif problem.field.startswith("provenance.") or key in _NEEDED or key not in values:
            return Verdict(made.line, nom, Kind.IMPOSSIBLE, _clause(problem), tuple(notes)), None
        else:
            label = ", ".join(field.label for field in path_of(_RANK.sub("", problem.field)))
            notes.append(f"{label} : laissé de côté, {_clause(problem)}")
            values = _without(values, problem.field, spare)
    return Verdict(made.line, nom, Kind.IMPOSSIBLE, "trop de valeurs que la vérification refuse", tuple(notes)), None


def _ids(values: Mapping[str, Value]) -> Iterable[str]:
    sources = values["sources"]
    assert isinstance(sources, Mapping)
    return sources


def _without(values: dict[str, Value], dotted: str, spare: dict[str, list[str]]) -> dict[str, Value]:
    """The values without a field: of the contact, the address or number alone, for which another one of the line is tried."""
    key, _, inner = dotted.partition(".")
    key = key.partition("[")[0]
    contact = values.get("contact")
    if key == "contact" and isinstance(contact, Mapping) and inner in contact:
        rest = {k: v for k, v in contact.items() if k != inner}
        if spare.get(inner):
            rest[inner] = spare[inner].pop(0)
        if rest:
            return {**values, "contact": rest}
    provenance = values["provenance"]
    assert isinstance(provenance, Mapping)
    kept = {k: v for k, v in values.items() if k != key}
    return {**kept, "provenance": {k: v for k, v in provenance.items() if k != key}}


def _clause(problem: Problem) -> str:
    if problem.code in PERSONAL:
        return f"ce qui semble être à une personne ne s’écrit pas ; donnez l’adresse ou le numéro fixe de la structure [{problem.code}]"
    told = discreet(problem)
    if problem.level != ERREUR:
        return f"lu {told.read} → si c’est le même pôle, complétez sa fiche ; sinon, donnez un nom qui l’en distingue, ou faites sa fiche par « build.py new » [{told.code}]"
    return f"lu {told.read}, attendu {told.expected} → {told.fix} [{told.code}]"


def _settled(found: list[Verdict], readings: dict[str, Reading], desk: Desk, known: tuple[Reading, ...]) -> Iterator[Verdict]:
    """The verdicts once the new records are held against one another and those that are there."""
    problems: dict[str, Problem] = {}
    for problem in check_corpus([slim(r) for r in (*known, *readings.values())], desk.context):
        first = problems.setdefault(problem.path, problem)
        if problem.level == ERREUR != first.level:
            problems[problem.path] = problem
    lines = {verdict.path: verdict.line for verdict in found if verdict.path}
    for verdict in found:
        told = problems.get(verdict.path) if verdict.path else None
        if told is None:
            yield verdict
        else:
            kind = Kind.IMPOSSIBLE if told.level == ERREUR else Kind.DOUBTFUL
            why = _AT.sub(lambda found: desk.grid.the_line(lines[found[1]]) if found[1] in lines else found[0], _clause(told))
            yield replace(verdict, kind=kind, why=why, path="", text="")
