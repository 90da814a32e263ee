"""What happened to the PTCE and when: `content/chronologie.yaml`, by period, each event with its source."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from atlas.content import bibliography
from atlas.content.bibliography import Reference, References
from atlas.content.yaml_file import ContentError, items_of, read_mapping, text_of
from atlas.record.values import PartialDate
from atlas.record.yaml_text import Node


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
    root = read_mapping(path)
    periods = tuple(
        Period(text_of(path, node, "titre"), tuple(_event(path, item, references) for item in items_of(path, node, "evenements")))
        for node in items_of(path, root, "periodes")
    )
    dates = [event.date for period in periods for event in period.evenements]
    for before, after in pairwise(dates):
        if after < before:
            raise ContentError(path, (), f"l’évènement daté de {after} vient après celui de {before} : suivez l’ordre du temps")
    return periods


def _event(path: Path, node: Node, references: References) -> Event:
    when = bibliography.day(path, node, "date")
    if when is None:
        raise ContentError(path, (), f"ligne {node.mark.line} : une date est attendue sous « date »")
    return Event(when, text_of(path, node, "texte"), bibliography.cited(path, node, references))
