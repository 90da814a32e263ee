"""Every CSV of the observatory is a resource of the data package, and keeps to the schema it has there."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from atlas import urls
from atlas.exports import FORMATS, datapackage
from atlas.exports import observatory_tables as files
from atlas.exports.sheets import SHEETS
from atlas.model.pole import Stakeholder
from atlas.survey import observatory
from tests.atlases import real_atlas, scattered

FORMS = {"integer": r"\d+", "date": r"\d{4}-\d\d-\d\d", "string": r"(?s).+"}


@pytest.fixture(scope="module")
def model():
    return real_atlas()


def hostile(model):
    """Two poles that name what a spreadsheet would compute, or cut."""
    names = ('=HYPERLINK("x")', "a;=1|b", '"', "\u2028x")
    parties = tuple(Stakeholder(name, "ess", "membre", "site") for name in names)
    return replace(model, poles=tuple(replace(pole, parties_prenantes=parties) for pole in model.poles[:2]))


ATLASES = {"real": lambda model: model, "empty": lambda model: replace(model, poles=()), "hostile": hostile, "large": lambda model: scattered(model, 400)}


def faults(resource, text):
    """What a reader of the schema would refuse in a table."""
    schema = resource["schema"]
    rows = list(csv.reader(io.StringIO(text, newline="")))
    fields = schema["fields"]
    if rows[0] != [field["name"] for field in fields]:
        yield rows[0]
        return
    told = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    keys = [tuple(row[name] for name in schema.get("primaryKey", ())) for row in told]
    if "primaryKey" in schema and len(set(keys)) < len(keys):
        yield "key"
    for row in told:
        for field in fields:
            cell, limits = row[field["name"]], field["constraints"]
            fits = re.fullmatch(FORMS[field["type"]], cell) and re.search(limits.get("pattern", ""), cell) and cell in limits.get("enum", [cell])
            if field.get("format") == "uri":
                fits = fits and cell.startswith(("http://", "https://"))
            if not (fits if cell else not limits["required"]):
                yield field["name"], cell


@pytest.mark.parametrize("name", ATLASES)
def test_each_table_keeps_to_its_schema(model, name):
    """Head, types, words, forms, keys; whatever the records are."""
    atlas = ATLASES[name](model)
    package = json.loads(datapackage.render(atlas, FORMATS))
    by_path = {urls.API + part["path"]: part for part in package["resources"]}
    tables = {path: text for path, text in files.tables(atlas, observatory.of(atlas)) if path.endswith(".csv")}
    assert len(tables) == len(SHEETS)
    for path, text in tables.items():
        assert list(faults(by_path[path], text)) == [], path


def test_a_table_that_strays_would_be_seen(model):
    """A word for a number, an unknown word, a missing value, another column, a line told twice: each is a fault."""
    package = json.loads(datapackage.render(model, FORMATS))
    (resource,) = [part for part in package["resources"] if part["name"] == "observatoire-secteurs"]
    head, line = ",".join(SHEETS["secteurs"].head), "culture,Culture,3,29,29,2026-11-22,https://x.fr/"
    assert list(faults(resource, f"{head}\r\n{line}\r\n")) == []
    for wrong in (line.replace("3", "trois"), line.replace("culture,", ","), line.replace("https", "ftp"), f"{line}\r\n{line}"):
        assert list(faults(resource, f"{head}\r\n{wrong}\r\n"))
    assert list(faults(resource, f"{head.replace('base', 'bas')}\r\n{line}\r\n"))


def test_titles_are_those_of_the_tables(model):
    """The package names each table as the observatory does."""
    seen = observatory.of(model)
    assert {table.id: table.titre for table in seen.tables} == {id_: SHEETS[id_].title for id_ in (table.id for table in seen.tables)}
