"""Records that trip readers up come back from every format as they are: `tests/odd`, which `tools/readers` opens with heavier readers."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal

import openpyxl
import pytest

from atlas.exports import paths
from atlas.exports.csv_columns import COLUMNS
from atlas.model.atlas import Atlas
from atlas.pages import jsonld
from atlas.record.values import PartialDate
from atlas.site import examination, house
from tests import at_once
from tests.sites import PROJECT, TODAY
from tests.test_exports import survey_of

RECORDS = sorted((PROJECT / "tests/odd/poles").glob("*.md"))


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    """Formulas, quotes, commas, bars, line breaks; codes that begin with a zero; no seat; overseas; as many members as a record takes."""
    verdict = examination.examine(house.load(PROJECT), [(f"poles/{path.name}", path.read_bytes()) for path in RECORDS], TODAY)
    assert verdict.atlas, verdict.problems
    return verdict.atlas


@pytest.fixture(scope="module")
def files(atlas) -> dict[str, bytes]:
    """Every file of every format."""
    return dict(at_once.files(survey_of(atlas)))


def said(cell: object) -> str:
    """What a cell of the table says, as text."""
    if isinstance(cell, tuple):
        return "|".join(item.replace("|", "/") for item in cell)
    return f"{cell:f}" if isinstance(cell, Decimal) else "" if cell is None else str(cell)


def unprotected(text: str) -> str:
    """A cell of the CSV without the apostrophes that keep spreadsheets from computing it."""
    return re.sub(r"(^|;)'(?=[=+\-@])", r"\1", text)


def test_the_records_are_as_odd_as_we_say(atlas):
    """Each oddity is in one of them."""
    words = " ".join(path.read_text(encoding="utf-8") for path in RECORDS)
    assert all(sign in words for sign in ("=HYPERLINK(", "|", '"', ",", ";", "=1+1", "@SUM(A1)", "007", "mars 2014"))
    assert {pole.seat.departement.code for pole in atlas.poles} == {"01", "2A", "35", "971"}
    assert [pole.slug for pole in atlas.poles if pole.seat.approximate] == ["sans-siege"]
    assert max(len(pole.parties_prenantes) for pole in atlas.poles) == 200
    assert {len(str(pole.statut_constate_le)) for pole in atlas.poles} == {4, 7, 10}


def test_the_table_gives_them_back(atlas, files):
    """Opened by `csv` and by `openpyxl`: each cell is what the table says, dates as dates in the workbook, nothing computed."""
    rows = list(csv.DictReader(io.StringIO(files[paths.POLES_CSV].decode(), newline=""), strict=True))
    book = openpyxl.load_workbook(io.BytesIO(files[paths.POLES_XLSX]))["Pôles"]
    head, *lines = book.iter_rows(values_only=True)
    assert not [cell for line in book.iter_rows() for cell in line if cell.data_type == "f"]
    for pole, row, line in zip(atlas.poles, rows, lines, strict=True):
        typed = dict(zip(head, line, strict=True))
        for column in COLUMNS:
            cell = column.make(atlas, pole)
            assert unprotected(row[column.name]) == said(cell), column.name
            found = typed[column.name]
            if isinstance(cell, PartialDate) and cell.day:
                assert f"{found:%Y-%m-%d}" == str(cell)
            elif isinstance(cell, int | Decimal):
                assert found == float(cell)
            else:
                assert (found or "") == said(cell), column.name


def test_every_json_gives_them_back(atlas, files):
    """Names, members, titles of sources and codes, in the whole, alone, on a map, in GoGoCarto and in a profile."""
    whole = {pole["id"]: pole for pole in json.loads(files[paths.POLES_JSON])["poles"]}
    points = {feature["id"]: feature["properties"] for feature in json.loads(files[paths.POLES_GEOJSON])["features"]}
    elements = {element["id"]: element for element in json.loads(files[paths.GOGOCARTO_ELEMENTS])["data"]}
    for pole in atlas.poles:
        profile = json.loads(files[paths.murmurations(pole.slug)])
        alone = json.loads(files[paths.pole_json(pole.slug)])["pole"]
        members = [party.nom for party in pole.parties_prenantes]
        assert alone == whole[pole.slug]
        assert [party["nom"] for party in alone["parties_prenantes"]] == members == elements[pole.slug].get("parties_prenantes", [])
        assert {alone["nom"], points[pole.slug]["nom"], elements[pole.slug]["name"], profile["name"]} == {pole.nom}
        assert alone["departement"] == points[pole.slug]["departement"] == elements[pole.slug]["departement"] == pole.seat.departement.code
        assert [source["titre"] for source in alone["sources"]] == [source.titre for source in pole.sources]
        assert (alone["statut_constate_le"], alone["recit"]) == (str(pole.statut_constate_le), pole.story)
        assert (alone["contact"] or {}).get("telephone") == (pole.telephone or None)


def test_the_page_says_them_to_machines(atlas):
    """A name with every sign, and all the members."""
    for pole in atlas.poles:
        thing = json.loads(json.dumps(jsonld.organization(atlas, pole)))
        assert thing["name"] == pole.nom
        assert len(thing.get("member", [])) == len({party.nom for party in pole.parties_prenantes})
