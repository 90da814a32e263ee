"""What is wrong in the records, where, and what to write instead: every rule, every file, at once."""

from __future__ import annotations

from collections.abc import Iterable

from atlas import records
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
from atlas.check.identity import dates_are_past, name_is_in_file_name, verified_on_a_day
from atlas.check.people import people_are_left_out
from atlas.check.places import seat_exists
from atlas.check.reading import Reading
from atlas.check.shape import read_values
from atlas.check.slugs import file_name_is_an_address
from atlas.check.sources import cited_sources_are_declared, declared_sources_are_cited, sources_can_be_found
from atlas.check.story import (
    html_is_left_out,
    images_are_left_out,
    links_lead_to_the_web,
    story_is_there,
    titles_are_below_the_name,
)
from atlas.check.territories import other_places_exist, territory_exists
from atlas.problems import Problem

__all__ = ["CORPUS_RULES", "RECORD_RULES", "Context", "Reading", "check"]

RECORD_RULES: tuple[RecordRule, ...] = (
    name_is_in_file_name,
    seat_exists,
    coordinates_are_in_place,
    territory_exists,
    other_places_exist,
    dates_are_past,
    verified_on_a_day,
    people_are_left_out,
    cited_sources_are_declared,
    declared_sources_are_cited,
    sources_can_be_found,
    story_is_there,
    html_is_left_out,
    links_lead_to_the_web,
    images_are_left_out,
    titles_are_below_the_name,
)
CORPUS_RULES: tuple[CorpusRule, ...] = (
    records_differ,
    slugs_differ,
    names_differ,
    sirens_differ,
    sites_differ,
    near_names_are_told,
)


def check(files: Iterable[tuple[str, bytes]], context: Context) -> tuple[tuple[Reading, ...], list[Problem]]:
    """Check records given as (path, bytes); returns the readings that could be made and all problems, sorted.

    A reading is complete, and fit for `poles.build`, only when no problem of its file is an error. A path given twice
    is checked once.
    """
    readings: list[Reading] = []
    problems: list[Problem] = []
    for path, data in dict(files).items():
        problems += file_name_is_an_address(path)
        record, found = records.read(path, data)
        problems += found
        if record is None:
            continue
        reading, found = read_values(record, context.vocabularies)
        problems += found
        readings.append(reading)
        for rule in RECORD_RULES:
            problems += rule(reading, context)
    for corpus_rule in CORPUS_RULES:
        problems += corpus_rule(tuple(readings), context)
    return tuple(readings), sorted(set(problems), key=_order)


def _order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    return (problem.path, problem.line, problem.column, problem.code, problem.field, problem.read)
