"""The result of the explorer, taken away as files: what the whole files say of these poles, in the order they are shown."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import openpyxl
import pytest

from tests.test_explorer_browser import listed

pytestmark = pytest.mark.browser
ASKED = "poles/?region=bretagne,occitanie&tri=verification#q=cooperative"


@pytest.fixture
def taken(page, home):
    """Opens the explorer at an address; gives the poles it shows, and a way to press a form and read the file that comes."""

    def go(address: str):
        page.goto("about:blank")
        page.goto(home + address)
        page.wait_for_selector("[data-pret]")
        if "#q=" in address:
            page.get_by_text("par le texte de").wait_for()
        shown = listed(page)

        def press(form: str) -> tuple[str, bytes]:
            with page.expect_download() as found:
                if not page.locator("[data-fichiers]").evaluate("e => e.open"):
                    page.locator("[data-fichiers] > summary").click()
                page.locator(f"[data-forme={form}]").click()
            return found.value.suggested_filename, found.value.path().read_bytes()

        return shown, press

    return go


def cells(book: bytes, sheet: str) -> list[list[tuple[object, str, str]]]:
    """Each row of a sheet: values, the form they are shown in, and where they lead."""
    rows = openpyxl.load_workbook(io.BytesIO(book))[sheet].iter_rows()
    return [[(cell.value, cell.number_format, cell.hyperlink.target if cell.hyperlink else "") for cell in row] for row in rows]


def test_what_is_shown_is_taken_away_as_the_whole_files_tell_it(taken, prefixed):
    """Same columns, same texts, same types, same links; the files say which poles they hold; nothing of the others is left in them."""
    api = prefixed / "api/v1"
    shown, press = taken(ASKED)
    assert 1 < len(shown) < 60
    assert shown != sorted(shown)
    where = "https://atlas.example/atlas/poles/?region=bretagne,occitanie&tri=verification#q=cooperative"

    name, content = press("csv")
    assert name == "poles-bretagne-occitanie-cooperative.csv"
    head, *rows = csv.reader(io.StringIO((api / "poles.csv").read_bytes().decode(), newline=""))
    by_id = {row[0]: row for row in rows}
    assert list(csv.reader(io.StringIO(content.decode(), newline=""))) == [head, *(by_id[slug] for slug in shown)]

    collection = json.loads(press("geojson")[1])
    whole = json.loads((api / "poles.geojson").read_text(encoding="utf-8"))
    by_id = {feature["id"]: feature for feature in whole.pop("features")}
    assert collection.pop("features") == [by_id[slug] for slug in shown]
    assert collection.pop("filtre") == where
    assert collection.pop("selection").startswith(f"{len(shown)}\u00a0pôles sur 108. Filtres — région\u00a0: Bretagne ou Occitanie\u202f; mots\u00a0: «\u202fcooperative\u202f».")
    assert collection == whole

    name, content = press("xlsx")
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    whole_book = (api / "poles.xlsx").read_bytes()
    head, *rows = cells(whole_book, "Pôles")
    by_id = {row[0][0]: row for row in rows}
    assert cells(content, "Pôles") == [head, *(by_id[slug] for slug in shown)]
    notes = [[value for value, *_ in row] for row in cells(content, "Notes")]
    assert notes[:-3] == [[value for value, *_ in row] for row in cells(whole_book, "Notes")]
    assert notes[-1][:2] == ["Son adresse", where]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert (book["Pôles"].auto_filter.ref, book["Pôles"].freeze_panes) == (f"A1:BJ{len(shown) + 1}", "A2")
    texts = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert {slug for slug in by_id if f"<t>{slug}</t>" in texts} == set(shown)


def test_all_poles_and_none(taken, page, prefixed):
    """Without a filter the table holds every line, in the order shown; without a result there is nothing to take."""
    shown, press = taken("poles/")
    name, content = press("csv")
    head, *rows = (prefixed / "api/v1/poles.csv").read_bytes().split(b"\r\n")
    assert name == "poles.csv"
    assert content.split(b"\r\n")[:2] == [head, next(row for row in rows if row.startswith(shown[0].encode() + b","))]
    assert sorted(content.split(b"\r\n")) == sorted([head, *rows])
    assert len(cells(press("xlsx")[1], "Pôles")) == len(shown) + 1
    page.locator("#explorer-q").fill("zzzzz")
    page.get_by_text("Aucun pôle sur").wait_for()
    assert page.locator("[data-fichiers]").is_hidden()


def test_a_lone_pole_without_links_makes_a_sound_book(taken, prefixed):
    """One line; a line break, quotes and formulas of the CSV are those of the whole file."""
    slug = json.loads((prefixed / "api/v1/poles.geojson").read_text(encoding="utf-8"))["features"][0]["id"]
    departement = next(row["departement"] for row in csv.DictReader((prefixed / "api/v1/poles.csv").open(encoding="utf-8", newline="")) if row["id"] == slug)
    shown, press = taken(f"poles/?departement={departement.lower()}")
    assert slug in shown
    assert [row[0][0] for row in cells(press("xlsx")[1], "Pôles")] == ["id", *shown]
