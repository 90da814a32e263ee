"""What is wrong in the records, where, and what to write instead: every rule, every file, at once."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.check import (
    addresses,
    charter,
    coordinates,
    corpus,
    heirs,
    identity,
    letters,
    people,
    places,
    reception,
    repeated,
    self_assessment,
    slugs,
    sources,
    story,
    territories,
    tracking,
)
from atlas.check.context import Context, CorpusRule, RecordRule
from atlas.check.reading import Reading
from atlas.check.shape import read_values
from atlas.problems.report import Problem
from atlas.record import reader

__all__ = ["CORPUS_RULES", "RECORD_RULES", "Context", "Reading", "check_corpus", "check_record", "in_order"]

RECORD_RULES: tuple[RecordRule, ...] = (
    identity.name_is_in_file_name,
    identity.names_stand_without_quotes,
    places.seat_exists,
    places.codes_are_codes,
    coordinates.coordinates_are_in_place,
    territories.territory_exists,
    territories.other_places_exist,
    identity.dates_are_past,
    identity.verified_on_a_day,
    repeated.lines_differ,
    letters.letters_are_what_they_look_like,
    people.people_are_left_out,
    self_assessment.indicators_are_in_the_grid,
    self_assessment.answers_hold_a_degree,
    sources.cited_sources_are_declared,
    sources.declared_sources_are_cited,
    sources.sources_can_be_found,
    sources.sources_differ,
    tracking.addresses_follow_nobody,
    story.story_is_there,
    story.html_is_left_out,
    story.links_lead_to_the_web,
    story.images_are_left_out,
    story.the_page_shows_it,
    story.titles_are_below_the_name,
    addresses.former_addresses_are_addresses,
    heirs.heir_is_of_an_ended_pole,
    charter.charter_was_there_to_sign,
    charter.charter_is_proved_afterwards,
)
CORPUS_RULES: tuple[CorpusRule, ...] = (
    corpus.records_differ,
    corpus.slugs_differ,
    corpus.names_differ,
    corpus.sirens_differ,
    corpus.sites_differ,
    corpus.near_names_are_told,
    addresses.former_addresses_are_free,
    addresses.former_addresses_differ,
    addresses.retired_addresses_stay_free,
    addresses.lost_addresses_are_told,
    addresses.addresses_come_back_to_their_pole,
    heirs.heirs_exist,
    reception.records_can_be_received,
)


def check_record(path: str, data: bytes, context: Context) -> tuple[Reading | None, list[Problem]]:
    """Check one record by itself.

    The reading is complete, and fit for `poles.build`, only when no problem is an error; None when nothing can be read.
    """
    if slugs.is_document(path):
        return None, [*slugs.file_name_is_an_address(path)]
    record, problems = reader.read(path, data, mended=True)
    if record is None:
        return None, [*slugs.file_name_is_an_address(path), *problems]
    reading, found = read_values(record, context.vocabularies)
    problems += [*found, *slugs.file_name_is_an_address(path, identity.names_of(reading))]
    for rule in RECORD_RULES:
        problems += rule(reading, context)
    return reading, problems


def check_corpus(readings: Iterable[Reading], context: Context) -> list[Problem]:
    """Check records against one another; slim readings (`reading.slim`) are enough."""
    known = tuple(readings)
    return [problem for rule in CORPUS_RULES for problem in rule(known, context)]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file and place, each once."""
    return sorted(set(problems))
