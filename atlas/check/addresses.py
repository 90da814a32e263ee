"""Whether an address, once given, stays true: no record takes the one another had, and none is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.reading import Reading
from atlas.check.slugs import SLUG, suggested
from atlas.french.folding import fold
from atlas.french.typography import date
from atlas.problems.report import Problem, quote, tell

KEY = "anciennes_adresses"
NO_NAME = "ancien-nom-du-pole"  # where no word of an address makes one
Readings = tuple[Reading, ...]


def former_addresses_are_addresses(reading: Reading, _: Context) -> Iterator[Problem]:
    """An old address is what a file name was: lower case, digits, hyphens."""
    for rank, old in reading.items(KEY):
        if not SLUG.fullmatch(old):
            near = suggested(old.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")) or NO_NAME
            yield reading.tell((KEY, rank), "ancienne-adresse-mal-formee", lu=quote(old), proche=near)


def former_addresses_are_free(readings: Readings, _: Context) -> Iterator[Problem]:
    """No record lives where another one used to: both are told."""
    living = {reading.record.slug: reading for reading in readings}
    for reading, rank, old in _former(readings):
        there = living.get(old)
        if there is None:
            continue
        id_ = "ancienne-adresse-vivante/soi" if there is reading else "ancienne-adresse-vivante"
        yield reading.tell((KEY, rank), id_, lu=quote(old), fichier=there.record.path)
        if there is not reading:
            yield there.of_file("adresse-deja-prise", lu=quote(old), fichier=reading.record.path)


def former_addresses_differ(readings: Readings, _: Context) -> Iterator[Problem]:
    """An old address leads to one record."""
    first: dict[str, Reading] = {}
    told: set[str] = set()
    for reading, rank, old in _former(readings):
        other = first.setdefault(old, reading)
        if other is reading:
            continue
        if old not in told:
            told.add(old)
            rank_there = next(n for n, item in other.items(KEY) if item == old)
            yield _claimed(other, rank_there, old, reading)
        yield _claimed(reading, rank, old, other)


def retired_addresses_stay_free(readings: Readings, context: Context) -> Iterator[Problem]:
    """The address of a withdrawn record is nobody's."""
    retired = {entry.slug: entry for entry in context.retired}
    if not retired:
        return
    for reading in readings:
        if entry := retired.get(reading.record.slug):
            yield reading.of_file("adresse-retiree", lu=quote(entry.slug), jour=date(entry.day))
    for reading, rank, old in _former(readings):
        if entry := retired.get(old):
            yield reading.tell((KEY, rank), "adresse-retiree/ancienne", lu=quote(old), jour=date(entry.day))


def lost_addresses_are_told(readings: Readings, context: Context) -> Iterator[Problem]:
    """Warn of a record that was there, is no more, and leads nowhere: its links would break.

    The record that plainly took its place is told what to say; where there is none, the file that is no more is named.
    """
    kept = {reading.record.slug for reading in readings}
    kept |= {old for _, _, old in _former(readings)}
    kept |= {entry.slug for entry in context.retired}
    for slug in sorted(context.former.keys() - kept):
        file = f"poles/{slug}.md"
        heirs = [reading for reading in readings if any(_same_pole(reading, was) for was in context.former[slug])]
        if len(heirs) == 1:
            every = ", ".join([*(old for _, old in heirs[0].items(KEY)), slug])
            yield heirs[0].tell((KEY,), "adresse-perdue/renommee", fichier=file, adresses=every)
        else:
            yield tell(file, (1, 1), "adresse-perdue", fichier=file, adresse=slug)


def addresses_come_back_to_their_pole(readings: Readings, context: Context) -> Iterator[Problem]:
    """A file that was removed comes back for the same pole only: what cites its address must not read of another."""
    retired = {entry.slug for entry in context.retired}
    for reading in readings:
        slug = reading.record.slug
        other = next((was for was in context.former.get(slug, ()) if not _same_pole(reading, was)), None)
        if other and slug not in retired:
            yield reading.of_file("adresse-reprise", lu=quote(slug), autre=quote(other.get("nom") or slug))


def _same_pole(reading: Reading, other: Reading) -> bool:
    """Whether they share a name, a SIREN or a story."""
    siren = reading.get("siren")
    same_story = reading.record.story.strip() == other.record.story.strip()
    return bool(_names(reading) & _names(other)) or same_story or bool(siren and siren == other.get("siren"))


def _names(reading: Reading) -> set[str]:
    return {fold(name) for name in (reading.get("nom"), *(name for _, name in reading.items("autres_noms"))) if name}


def _former(readings: Readings) -> Iterator[tuple[Reading, int, str]]:
    return ((reading, rank, old) for reading in readings for rank, old in reading.items(KEY))


def _claimed(reading: Reading, rank: int, old: str, other: Reading) -> Problem:
    return reading.tell((KEY, rank), "ancienne-adresse-en-double", lu=quote(old), fichier=other.record.path)
