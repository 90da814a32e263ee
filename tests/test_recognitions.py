"""Recognitions are dated facts: counted by call from the records, told on every page and in every file that tells of a pole."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from atlas.content import vocabularies
from atlas.content.yaml_file import ContentError
from atlas.french import typography
from atlas.model.pole import Recognition
from atlas.pages import recognised
from atlas.pages.data import Stage
from atlas.record.values import read_date, read_url
from atlas.survey import freshness, recognitions
from tests import compact, pages
from tests.atlases import real_atlas
from tests.observatory import inside, plain, read_records, section


def french(text):
    """As `plain` reads a page: typography's spaces are plain ones."""
    return typography.french(text).replace("\u202f", " ").replace("\u00a0", " ")


NATIONAL = {"appel-2013": 23, "appel-2015": 14, "emergents-2021": 15, "appel-2022": 16, "appel-2023": 15, "appel-2024": 15, "appel-2025": 8}


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
    poles = tuple(replace(pole, reconnaissances=rows) for pole, rows in zip(atlas.poles, ((first,), (first, second), (none,), ()), strict=False))
    (call,) = (c for c in recognitions.calls(replace(atlas, poles=poles)) if c.term.id == "emergents-2021")
    assert (call.laureats, call.autres) == (poles[1:3], poles[:1])


def test_a_number_of_laureates_that_is_no_number_stops_the_build(tmp_path):
    path = tmp_path / "vocabulaires.yaml"
    path.write_text("reconnaissances:\n  appel:\n    label: Appel\n    definition: Un appel.\n    source: atlas\n    laureats: vingt\n", encoding="utf-8")
    with pytest.raises(ContentError, match="laureats"):
        vocabularies.load(path)


@pytest.fixture(scope="module")
def told(real):
    """The recognitions each page of a pole tells: what the list says, and the name of its note."""
    found = {}
    for slug in real_atlas().by_slug:
        page = pages.parse(real, real / f"poles/{slug}/index.html")
        lists = [e for e in page.all("ul") if e.get("class") == "reconnaissances"]
        assert len(lists) <= 1
        found[slug] = [" ".join((plain(page, item), *(e.get("aria-label", "") for e in item.iter()))) for item in (inside(lists[0], "li") if lists else ())]
    return found


def test_a_page_tells_each_recognition_of_its_record_with_its_note(told):
    """Label, precision and source of each, the oldest first; a page without one has no such line."""
    atlas = real_atlas()
    for slug, pole in atlas.by_slug.items():
        assert len(told[slug]) == len(pole.reconnaissances)
        rows = sorted(pole.reconnaissances, key=lambda row: row.annee or 9999)
        years = [row.annee for row in rows]
        for year, said in zip(years, told[slug], strict=True):
            assert any(said.startswith(french(atlas.label("reconnaissances", row.appel))) for row in rows if row.annee == year)
            assert re.search(r"source \d+", said)
        for row in rows:
            assert any(french(row.phase) in said for said in told[slug])


def test_a_call_decided_the_next_year_says_so_and_no_year_is_said_twice():
    """« Appel à projets de 2013, décision de 2014 », but « Appel de 2023 »."""
    atlas = real_atlas()
    rows = (
        Recognition("nomme-ptce", 0, "par la presse", ""), Recognition("appel-2023", 2023, "", ""),
        Recognition("se-dit-ptce", 2019, "", ""), Recognition("appel-2013", 2014, "", ""),
    )  # fmt: skip
    said = [(row.nom, row.quand) for row in recognised.rows(atlas, replace(atlas.poles[0], reconnaissances=rows), {})]
    assert said == [("Appel à projets de 2013", "décision de 2014"), ("Se dit PTCE", "2019"), ("Appel de 2023", ""), ("Nommé PTCE par un tiers", "")]


def test_the_observatory_puts_the_laureates_it_knows_beside_those_a_call_named(real):
    """On the page, in its file and in its list, for each call: how many of how many."""
    page = pages.parse(real, real / "observatoire/index.html")
    rows = inside(inside(section(page, "laureats"), "tbody")[0], "tr")
    text = (real / "api/v1/observatoire/laureats.csv").read_bytes().decode()
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    behind = pages.parse(real, real / "observatoire/laureats/index.html")
    groups = {inside(part, "h2")[0].get("id"): len(inside(part, "li")) for part in behind.all("section")}
    calls = recognitions.calls(real_atlas())
    for call, row, line in zip(calls, rows, lines, strict=True):
        known = len(call.laureats)
        assert plain(page, inside(row, "td")[-1]).endswith(f"sur {call.term.laureats}")
        assert int(re.match(r"\d+", plain(page, inside(row, "td")[-1]))[0]) == known
        assert [path.get("d") for path in inside(row, "path", "obs-fond")] == [f"M0 0H{call.term.laureats}V1H0z"]
        assert (line["id"], int(line["laureats"]), int(line["poles"]), line["url"]) == (call.term.id, call.term.laureats, known, call.term.url)
        assert groups.get(f"v-{call.term.id}", 0) == known
        assert call.term.url in [a.get("href") for a in inside(section(page, "laureats"), "a")]


def test_the_data_tell_recognitions(real):
    """The GeoJSON their words, the JSON everything, the CSV their ids."""
    atlas = real_atlas()
    features = json.loads((real / "api/v1/poles.geojson").read_text(encoding="utf-8"))["features"]
    whole = {pole["id"]: pole["reconnaissances"] for pole in json.loads((real / "api/v1/poles.json").read_text(encoding="utf-8"))["poles"]}
    for feature in features:
        ids = list(dict.fromkeys(row.appel for row in atlas.by_slug[feature["id"]].reconnaissances))
        assert feature["properties"]["reconnaissances"] == ids
        assert feature["properties"]["reconnaissances_noms"] == [atlas.label("reconnaissances", id_) for id_ in ids]
        assert [(row["appel"], row["source"]) for row in whole[feature["id"]]] == [
            (row.appel, row.source) for row in atlas.by_slug[feature["id"]].reconnaissances
        ]


@pytest.mark.parametrize(
    ("trace", "now", "old"),
    [
        ("2020", "2026-11-29", True), ("2021", "2026-11-29", False), ("2021-10", "2026-11-29", True), ("2021-11", "2026-11-29", False),
        ("2021-11-28", "2026-11-29", True), ("2021-11-29", "2026-11-29", False), ("2021", "2026-12-31", False), ("2021", "2027-01-02", True),
    ],
)  # fmt: skip
def test_a_trace_is_old_when_it_must_be_more_than_five_years_old(trace, now, old):
    """What a date leaves open counts for the pole: of 2021, nothing says that it was not its last day."""
    atlas = real_atlas()
    pole = replace(atlas.poles[0], statut="actif", statut_constate_le=read_date(trace), verifie_le=read_date(now))
    alone = replace(atlas, poles=(pole,))
    assert freshness.is_old_trace(alone, pole) is old
    assert not freshness.is_old_trace(alone, replace(pole, statut="cesse"))
    assert not freshness.is_old_trace(alone, replace(pole, statut_constate_le=None))


def test_an_old_trace_is_said_on_the_page_and_in_lists_and_asks_who_knows(real):
    """The page asks and leads to the editor; lists say it; others say nothing of the kind."""
    atlas = real_atlas()
    index = pages.parse(real, real / "poles/index.html")
    entries = {inside(e, "a")[0].get("href").split("/")[-2]: plain(index, e) for e in index.all("li") if e.get("class") == "entree"}
    rows = {row.slug: row.constat for row in compact.decode((real / "poles/liste.json").read_text(encoding="utf-8"))}
    kept = pages.parse(real, real / "etat-des-fiches/traces-anciennes/index.html")
    listed = {a.get("href").split("/")[-2] for a in kept.all("a") if "/poles/" in a.get("href", "") and "?" not in a.get("href")}
    old = {pole.slug for pole in atlas.poles if freshness.is_old_trace(atlas, pole)}
    assert 0 < len(old) < len(atlas.poles)
    assert old == {slug for slug in listed if slug in atlas.by_slug}
    for slug in atlas.by_slug:
        page = pages.parse(real, real / f"poles/{slug}/index.html")
        asked = [e for e in page.all("p") if e.get("class") == "ancienne"]
        assert bool(asked) == (slug in old)
        assert all(f"?pole={slug}#c-statut" in [a.get("href").split("/")[-1] for a in inside(e, "a")] for e in asked)
        assert [page.words(a) for a in page.all("a") if "verifie=1" in a.get("href", "")] == ["Toujours exact ? Le confirmer"]
        assert ("il y a plus de cinq ans" in entries[slug]) == (slug in old) == rows[slug].endswith("il y a plus de cinq ans")


def test_a_situation_that_no_source_dates_is_said_so():
    """« sans date » for what is seen, nothing for what is unknown; and how long ago, where there is a date."""
    assert Stage("actif", "Actif", "").seen == "sans date"
    assert Stage("inconnu", "Situation inconnue", "").seen == ""
    assert Stage("actif", "Actif", "2016", ancienne=True).seen == "2016, il y a plus de cinq ans"
    assert Stage("inconnu", "Situation inconnue", "2016", ancienne=True).seen == "dernière trace : 2016, il y a plus de cinq ans"
