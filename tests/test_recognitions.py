"""Recognitions are dated facts: counted by call from the records, told on every page and in every file that tells of a pole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.content import vocabularies
from atlas.content.yaml_file import ContentError
from atlas.model.pole import Recognition
from atlas.record.values import read_url
from atlas.survey import recognitions
from tests.atlases import real_atlas
from tests.observatory import read_records

NATIONAL = {
    "appel-2013": 23, "appel-2015": 14, "emergents-2021": 15, "appel-2022": 16, "appel-2023": 15, "appel-2024": 15, "appel-2025": 8,
}  # fmt: skip


def test_a_national_call_says_how_many_laureates_it_named_and_where_that_was_read():
    calls = recognitions.calls(real_atlas())
    assert {call.term.id: call.term.laureats for call in calls} == NATIONAL
    for call in calls:
        assert isinstance(read_url(call.term.url), str)
        assert call.term.source != "atlas"


def test_the_laureates_of_a_call_are_counted_from_the_records_and_never_more_than_it_named():
    records = read_records()
    for call in recognitions.calls(real_atlas()):
        named = {slug: [r for r in record.get("reconnaissances") or () if r["appel"] == call.term.id] for slug, record in records.items()}
        laureates = {slug for slug, rows in named.items() if any(not (call.term.sauf and call.term.sauf in r.get("phase", "")) for r in rows)}
        assert {pole.slug for pole in call.laureats} == laureates
        assert {pole.slug for pole in call.autres} == {slug for slug, rows in named.items() if rows} - laureates
        assert len(call.laureats) <= call.term.laureats


def test_a_pole_accompanied_in_the_first_phase_is_no_laureate_unless_it_was_chosen_again():
    atlas = real_atlas()
    first, second, none = (Recognition("emergents-2021", 2021, phase, "x") for phase in ("Phase 1", "phase 2", ""))
    poles = tuple(
        replace(pole, reconnaissances=rows) for pole, rows in zip(atlas.poles, ((first,), (first, second), (none,), ()), strict=False)
    )
    (call,) = (c for c in recognitions.calls(replace(atlas, poles=poles)) if c.term.id == "emergents-2021")
    assert (call.laureats, call.autres) == (poles[1:3], poles[:1])


def test_a_number_of_laureates_that_is_no_number_stops_the_build(tmp_path):
    path = tmp_path / "vocabulaires.yaml"
    path.write_text("reconnaissances:\n  appel:\n    label: Appel\n    definition: Un appel.\n    source: atlas\n    laureats: vingt\n", encoding="utf-8")
    with pytest.raises(ContentError, match="laureats"):
        vocabularies.load(path)
