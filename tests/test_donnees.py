"""The data page tells of every file, what each field says, how to cite, and what changed; its recipes do what they say."""

from __future__ import annotations

import contextlib
import csv
import fnmatch
import hashlib
import html
import io
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from markupsafe import Markup

from atlas import exports, urls
from atlas.content import journal, recipes
from atlas.content.texts import Text
from atlas.exports import journal_feed, paths
from atlas.pages import donnees
from atlas.site import carte
from atlas.site.answers import type_of
from tests import at_once
from tests.atlases import real_atlas
from tests.browser import serve
from tests.sites import PROJECT
from tests.test_exports import survey_of

ATOM = "{http://www.w3.org/2005/Atom}"
CHANGES = """# Ce qui a changé

## Non publié

### Site

- Rien (2026-12-03).

### Données

- Un champ à venir.
- Un champ `a` & <b> (2026-12-02)
- Une colonne (2026-12-01)
- Une autre (2026-12-02)

## 1.0 — 2026-11-30

### Données

- Le premier.
"""


@pytest.fixture
def told(real) -> str:
    """The page of the real atlas."""
    return (real / urls.DONNEES / "index.html").read_text(encoding="utf-8")


@cache
def recettes() -> dict[str, str]:
    """What may be copied, by name."""
    return recipes.load(PROJECT / "content/recettes", real_atlas().config)


def page_of(atlas):
    """That page of another atlas, whose files weigh nothing."""
    return donnees.page(atlas, Text("", "", "", Markup(), (), {}), recettes(), {path: exports.catalogue.Weight(1, "x") for path in exports.WEIGHED})


def test_every_file_is_there_with_its_weight_and_its_digest(real, told):
    """What is said of a file is true of the one that is downloaded."""
    blocks = re.findall(r'<div class="fichier" id="([^"]+)">(.*?)</details>', told, re.DOTALL)
    assert len(blocks) == len({id_ for id_, _ in blocks}) == len(exports.FORMATS) + 1
    for _, block in blocks:
        path = re.search(r'href="\.\./([^"]+)"', block)[1]
        content = (real / path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == re.search(r"SHA-256 <code>(\w+)<", block)[1], path
        size = re.search(r"<summary>([\d,]+)\W(octets|ko|Mo)", block)
        assert abs(float(size[1].replace(",", ".")) * {"octets": 1, "ko": 1000, "Mo": 1e6}[size[2]] - len(content)) <= max(500, len(content) * 0.05)


def test_the_fields_that_are_told_are_those_of_the_files():
    """No field is left out, none is told that is not there."""
    atlas = real_atlas()
    files = dict(at_once.files(survey_of(atlas)))
    fields = {format_.path: {champ.nom for champ in format_.champs} for format_ in exports.FORMATS}
    assert all(champ.sens for format_ in exports.FORMATS for champ in format_.champs)
    assert fields[paths.POLES_CSV] == set(next(csv.reader(io.StringIO(files[paths.POLES_CSV].decode()))))
    for path in (paths.POLES_GEOJSON, paths.TERRITOIRES):
        assert fields[path] == {"id"} | {name for feature in json.loads(files[path])["features"] for name in feature["properties"]}
    keys = {key for pole in json.loads(files[paths.POLES_JSON])["poles"] for key in pole} - {"id", "url"}
    named = {name.partition(".")[0] for names in fields[paths.POLES_JSON] for name in names.split(", ")}
    assert {re.sub("_noms?$", "", key) if key not in named else key for key in keys} <= named
    assert {name for format_ in exports.FORMATS if (name := format_.like)} <= {path.removeprefix(urls.API) for path in fields}


def test_what_changed_is_told_by_day_and_followed_by_a_feed(tmp_path, real, told):
    """The parts « Données » alone, the latest first; an entry keeps its name when another day is told."""
    path = tmp_path / journal.FILE
    path.write_text(CHANGES, encoding="utf-8")
    changes = journal.load(path)
    assert [(str(c.day or ""), c.rank, c.text.split()[-1]) for c in changes] == [
        ("", 1, "venir."), ("2026-12-02", 2, "autre"), ("2026-12-02", 1, "<b>"), ("2026-12-01", 1, "colonne"), ("2026-11-30", 1, "premier."),
    ]  # fmt: skip
    atlas = replace(real_atlas(), journal=changes)
    ((_, content),) = journal_feed.FORMAT.files(survey_of(atlas))
    feed = ET.fromstring(content)  # noqa: S314 - our own
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert [id_.rpartition(":")[2] for id_ in ids] == ["donnees/2026-12-02/2", "donnees/2026-12-02/1", "donnees/2026-12-01/1", "donnees/2026-11-30/1"]
    assert feed.findtext(f"{ATOM}updated") == "2026-12-02T00:00:00Z"
    assert "&lt;b&gt;" in feed.find(f"{ATOM}entry[2]/{ATOM}content").text
    shown = [(day.replace("\u00a0", " "), str(words)) for day, words in page_of(atlas).data.journal]
    assert [day for day, _ in shown] == ["", "2 décembre 2026", "2 décembre 2026", "1er décembre 2026", "30 novembre 2026"]
    assert "&lt;b&gt;" in shown[2][1]
    assert journal.load(tmp_path / "rien") == ()
    assert real_atlas().journal or (real / urls.flux_of(urls.DONNEES)).is_file()
    assert f'<h2 id="{journal_feed.ANCHOR}">' in told
    assert 'type="application/atom+xml"' in told


def test_every_line_of_our_own_changelog_says_its_day():
    """Else the feed would not tell of it."""
    changes = journal.load(PROJECT / journal.FILE)
    assert changes
    assert [change.text[:60] for change in changes if not change.day] == []


def test_one_can_cite_it(told):
    """In words and as BibTeX, whatever the names."""
    assert "@misc{atlas-des-ptce," in told
    atlas = real_atlas()
    odd = replace(atlas, config=replace(atlas.config, titre="100 % {PTCE} & \\ _", editeur="A#B"))
    page = page_of(odd)
    assert r"title = {{100 \% \{PTCE\} \& \textbackslash{} \_}}" in page.data.bibtex
    assert r"author = {{A\#B}}" in page.data.bibtex
    assert page.things[0]["distribution"]


def test_the_python_recipe_counts_what_the_records_say(real, tmp_path):
    """As it is on the page, with the address of the site."""
    program = tmp_path / "recette.py"
    program.write_text(recettes()["regions"].replace(real_atlas().config.adresse, real.as_uri() + "/"), encoding="utf-8")
    lines = subprocess.run([sys.executable, program], capture_output=True, text=True, encoding="utf-8", check=True, env={"PYTHONIOENCODING": "utf-8"}).stdout.splitlines()
    counts = Counter(pole.seat.region.nom if pole.seat.region else "sans région" for pole in real_atlas().poles)
    assert lines[:-1] == [f"{nom} : {combien}" for nom, combien in sorted(counts.items())]
    assert lines[-1].startswith("Source : ")


def test_the_formulas_count_what_the_records_say(real):
    """Each column they name by its letter is the one they mean; computed as a spreadsheet does, they give the counts of the records."""
    sheet = openpyxl.load_workbook(real / paths.POLES_XLSX)["Pôles"]
    found = []
    for formula in recettes()["tableur"].splitlines():
        pairs = re.findall(r'Pôles!(\w+):\1;"([^"]+)"', formula)
        columns = [[str(cell.value or "") for cell in sheet[letter][1:]] for letter, _ in pairs]
        found.append(([sheet[f"{letter}1"].value for letter, _ in pairs], sum(all(fnmatch.fnmatch(cell.lower(), word) for cell, (_, word) in zip(line, pairs, strict=True)) for line in zip(*columns, strict=True))))
    poles = real_atlas().poles
    breton = [pole for pole in poles if pole.seat.region and pole.seat.region.nom == "Bretagne"]
    assert found == [
        (["region"], len(breton)),
        (["region", "statut"], sum(pole.statut == "actif" for pole in breton)),
        (["secteurs_noms"], sum("culture" in pole.secteurs for pole in poles)),
    ]


def test_the_map_shows_every_pole(real, browser):
    """The recipe with Leaflet beside it, in a real browser: a point a pole, and its name on a click."""
    with serve(real) as address, contextlib.closing(browser.new_page()) as page:
        text = recettes()["carte"].replace(real_atlas().config.adresse, address)
        page.route("**/recette/carte.html", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
        page.route("**/recette/leaflet.*", lambda route: route.fulfill(body=carte.libraries()[f"carte/{route.request.url.rpartition('/')[2]}"], content_type=type_of(route.request.url)))
        page.goto(f"{address}recette/carte.html")
        page.wait_for_selector("path.leaflet-interactive")
        assert page.locator("path.leaflet-interactive").count() == len(real_atlas().poles)
        page.locator("path.leaflet-interactive").first.dispatch_event("click")
        link = page.locator(".leaflet-popup-content a")
        assert (real / link.get_attribute("href").removeprefix(address) / "index.html").is_file()


def test_recipes_are_shown_as_they_are(told):
    """No quote of a program becomes a French one."""
    shown = re.findall(r'<pre class="recette"><code>(.*?)</code>', told, re.DOTALL)
    assert {html.unescape(code).strip() for code in shown} >= {text.strip() for text in recettes().values()}
