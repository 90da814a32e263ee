"""What is wrong in the records, where, and what to write instead: every rule, every file, at once."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.check.addresses import (
    addresses_come_back_to_their_pole,
    former_addresses_are_addresses,
    former_addresses_are_free,
    former_addresses_differ,
    lost_addresses_are_told,
    retired_addresses_stay_free,
)
from atlas.check.charter import charter_is_proved_afterwards, charter_was_there_to_sign
from atlas.check.context import Context, CorpusRule, RecordRule
from atlas.check.coordinates import coordinates_are_in_place
from atlas.check.corpus import (
    names_differ,
    near_names_are_told,
    records_differ,
    sirens_differ,
    sites_differ,
    slugs_differ,
)
from atlas.check.heirs import heir_is_of_an_ended_pole, heirs_exist
from atlas.check.identity import dates_are_past, name_is_in_file_name, names_of, verified_on_a_day
from atlas.check.letters import letters_are_what_they_look_like
from atlas.check.people import people_are_left_out
from atlas.check.places import codes_are_codes, seat_exists
from atlas.check.reading import Reading
from atlas.check.reception import records_can_be_received
from atlas.check.repeated import lines_differ
from atlas.check.self_assessment import answers_hold_a_degree, indicators_are_in_the_grid
from atlas.check.shape import read_values
from atlas.check.slugs import file_name_is_an_address
from atlas.check.sources import (
    cited_sources_are_declared,
    declared_sources_are_cited,
    sources_can_be_found,
    sources_differ,
)
from atlas.check.story import (
    html_is_left_out,
    images_are_left_out,
    links_lead_to_the_web,
    story_is_there,
    the_page_shows_it,
    titles_are_below_the_name,
)
from atlas.check.territories import other_places_exist, territory_exists
from atlas.check.tracking import addresses_follow_nobody
from atlas.problems.report import Problem
from atlas.record import reader

__all__ = ["CORPUS_RULES", "RECORD_RULES", "Context", "Reading", "check_corpus", "check_record", "in_order"]

RECORD_RULES: tuple[RecordRule, ...] = (
    name_is_in_file_name,
    seat_exists,
    codes_are_codes,
    coordinates_are_in_place,
    territory_exists,
    other_places_exist,
    dates_are_past,
    verified_on_a_day,
    lines_differ,
    letters_are_what_they_look_like,
    people_are_left_out,
    indicators_are_in_the_grid,
    answers_hold_a_degree,
    cited_sources_are_declared,
    declared_sources_are_cited,
    sources_can_be_found,
    sources_differ,
    addresses_follow_nobody,
    story_is_there,
    html_is_left_out,
    links_lead_to_the_web,
    images_are_left_out,
    the_page_shows_it,
    titles_are_below_the_name,
    former_addresses_are_addresses,
    heir_is_of_an_ended_pole,
    charter_was_there_to_sign,
    charter_is_proved_afterwards,
)
CORPUS_RULES: tuple[CorpusRule, ...] = (
    records_differ,
    slugs_differ,
    names_differ,
    sirens_differ,
    sites_differ,
    near_names_are_told,
    former_addresses_are_free,
    former_addresses_differ,
    retired_addresses_stay_free,
    lost_addresses_are_told,
    addresses_come_back_to_their_pole,
    heirs_exist,
    records_can_be_received,
)


def check_record(path: str, data: bytes, context: Context) -> tuple[Reading | None, list[Problem]]:
    """Check one record by itself.

    The reading is complete, and fit for `poles.build`, only when no problem is an error; None when nothing can be read.
    """
    record, problems = reader.read(path, data)
    if record is None:
        return None, [*file_name_is_an_address(path), *problems]
    reading, found = read_values(record, context.vocabularies)
    problems += [*found, *file_name_is_an_address(path, names_of(reading))]
    for rule in RECORD_RULES:
        problems += rule(reading, context)
    return reading, problems


def check_corpus(readings: Iterable[Reading], context: Context) -> list[Problem]:
    """Check records against one another; slim readings (`reading.slim`) are enough."""
    known = tuple(readings)
    return [problem for rule in CORPUS_RULES for problem in rule(known, context)]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file and place, each once."""
    return sorted(set(problems), key=_order)


def _order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    return (problem.path, problem.line, problem.column, problem.code, problem.field, problem.read)
