"""What happened to the PTCE and when: `content/chronologie.yaml`, by period, each event with its source."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from atlas.content import bibliography
from atlas.content.bibliography import Reference, References
from atlas.content.shapes import DATE, TEXT, Shape
from atlas.content.yaml_file import ContentError, items_of, read_mapping, text_of
from atlas.record.values import PartialDate
from atlas.record.yaml_text import Node

KEYS: dict[str, Shape] = {"periodes": [{"titre": TEXT, "evenements": [{"date": DATE, "texte": TEXT, "source": TEXT}]}]}


@dataclass(frozen=True, slots=True)
class Event:
    """One event: when, in one or two sentences, by which source."""

    date: PartialDate
    texte: str
    source: Reference


@dataclass(frozen=True, slots=True)
class Period:
    """Some years that have something in common."""

    titre: str
    evenements: tuple[Event, ...]


def load(path: Path, references: References) -> tuple[Period, ...]:
    """The periods in the order of the file, which is that of time.

    Raises:
        ContentError: when an event has no date, text or known source, or comes before the one above it.
    """
    root = read_mapping(path, KEYS)
    periods = tuple(
        Period(text_of(path, node, "titre"), tuple(_event(path, item, references) for item in items_of(path, node, "evenements")))
        for node in items_of(path, root, "periodes")
    )
    dated = [
        (event.date, item)
        for period, node in zip(periods, items_of(path, root, "periodes"), strict=True)
        for event, item in zip(period.evenements, items_of(path, node, "evenements"), strict=True)
    ]
    for (before, _), (after, item) in pairwise(dated):
        if after < before:
            raise ContentError(path, (), f"l’évènement daté de {after} vient après celui de {before} : suivez l’ordre du temps", item)
    return periods


def _event(path: Path, node: Node, references: References) -> Event:
    when = bibliography.day(path, node, "date")
    if when is None:
        raise ContentError(path, (), "une date est attendue sous « date »", node)
    return Event(when, text_of(path, node, "texte"), bibliography.cited(path, node, references))
