"""The observatory of other atlases: empty, of one pole, of hundreds, overseas, hostile; and how names are compared."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from atlas.content import comptes
from atlas.content.yaml_file import ContentError
from atlas.exports import observatory_tables as files
from atlas.model.pole import Stakeholder
from atlas.pages import observatoire
from atlas.pages.observatoire import counts
from atlas.pages.tools import Pictures
from atlas.pictures import bars, plates
from atlas.pictures.countsplot import Mark, counts_plot
from atlas.pictures.labels import Box, width
from atlas.site import coat, rendering
from atlas.survey import observatory, organisations
from tests import pages
from tests.atlases import real_atlas, scattered
from tests.observatory import inside, lines, plain, section
from tests.sites import PROJECT


@pytest.fixture(scope="module")
def model():
    return real_atlas()


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The pages of the observatory of an atlas, parsed, by address."""
    templates = PROJECT / "templates"
    environment = rendering.environment(templates, coat.base_template(templates), {}, coat.icon, None)
    drawing = Pictures(plates.load(PROJECT / "content/plates"), (), ())

    def show(atlas):
        folder = tmp_path_factory.mktemp("observatoire")
        for page in observatoire.pages(atlas, observatory.of(atlas), drawing):
            path = folder / page.url / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(rendering.render(environment, page, rendering.site_data(atlas)))
        return pages.every(folder)

    return show


def data(atlas):
    return dict(files.tables(atlas, observatory.of(atlas)))


def test_an_empty_atlas_says_so(model, shown):
    """Without a pole the page stands, says that nothing is known, and shows no empty picture; its files have their heads."""
    empty = replace(model, poles=())
    found = shown(empty)
    page = found["observatoire/"]
    assert all(not parsed.errors for parsed in found.values())
    words = plain(page, page.one("main"))
    assert words.count("Aucune fiche ne le dit encore.") == 12
    assert "Aucun nom n’est présent dans plusieurs pôles." in words
    assert "Base : 0 pôle sur 0" in words
    assert not page.all("meter")
    assert not [e for e in page.all("path") if "obs-plein" in (e.get("class") or "")]
    assert "29" not in [plain(page, e) for e in inside(section(page, "combien"), "text")]
    for path, text in data(empty).items():
        assert text.strip(), path
        if path.endswith(".json"):
            assert json.loads(text)["date"] is None


def test_one_pole_is_told_in_the_singular(model, shown):
    """« 1 pôle sur 1 », never « 1 pôles »."""
    for pole in (model.by_slug["epv"], model.by_slug["entreprendre-en-cooperant"]):
        page = shown(replace(model, poles=(pole,)))["observatoire/"]
        words = plain(page, page.one("main"))
        assert "1 pôle sur 1" in words
        parts = [plain(page, part) for part in page.all("section") if part not in page.sections("combien")]
        assert len(parts) == 13
        assert [part for part in parts if re.search(r"\b[01] (pôles|régions|cases|autres|noms|organisations)\b", part)] == []
        assert lines(page, "regions")[pole.seat.region.nom][0] == 1


def test_shares_come_only_with_a_base_that_bears_them(model, shown):
    """Under a hundred poles no share is said; from there on each line has its own, of its own base."""
    few = shown(scattered(model, 99))["observatoire/"]
    assert "%" not in plain(few, few.one("main"))
    assert "moins de 100 pôles" in plain(few, few.one("main"))
    many = shown(scattered(model, 400))["observatoire/"]
    for id_ in ("secteurs", "regions", "creation"):
        part = section(many, id_)
        base = int(re.search(r"Base : (\d+) pôles sur 400", plain(many, part))[1])
        said = [int(plain(many, e).removesuffix(" %")) for e in inside(part, "small")]
        assert said == [round(100 * number / base) for number, _, _ in lines(many, id_).values()]


def test_the_page_does_not_grow_with_the_atlas(model, shown):
    """At 1,500 poles it weighs little more than at 29; shared names then have a page of their own."""
    atlas = scattered(model, 1500)
    found = shown(atlas)
    page = found["observatoire/"]
    assert len(page.text.encode()) < 140_000
    assert not inside(section(page, "organisations"), "li", "entree")
    assert "observatoire/organisations/" in {there[0] for tag, href in page.links() if tag == "a" and (there := pages.target(page, href))}
    listed = found["observatoire/organisations/"]
    every = observatory.of(atlas).organisations
    told = every if len(every) <= observatoire.TOLD else [found for found in every if found.sure]
    assert len(inside(listed.one("main"), "li", "entree")) == len(told)


def test_beyond_a_few_hundred_names_the_doubtful_ones_stay_in_the_file(model, shown, monkeypatch):
    """The page says how many names it leaves to the CSV."""
    monkeypatch.setattr(observatoire, "LISTED", 0)
    monkeypatch.setattr(observatoire, "TOLD", 1)
    page = shown(model)["observatoire/organisations/"]
    names = [plain(page, e) for e in inside(page.one("main"), "h3")]
    every = observatory.of(model).organisations
    assert names == [found.nom for found in every if found.sure]
    left = sum(not found.sure for found in every)
    assert f"{left} {'autres noms sont' if left > 1 else 'autre nom est'} dans le tableau (CSV)" in plain(page, page.one("main"))


def test_overseas_collectivities_have_their_line(miniature):
    """A pole of a collectivity is in no région: its line leads to the collectivities, and its circle to its own."""
    page = pages.parse(miniature, miniature / "observatoire/index.html")
    number, address, _ = lines(page, "regions")["Collectivités d’outre-mer"]
    assert (number, address) == (1, "../poles/?departement=975")
    circles = {a.get("href"): plain(page, a) for a in inside(section(page, "regions"), "a") if inside(a, "circle")}
    assert circles["../poles/?departement=975"] == "Saint-Pierre-et-Miquelon : 1 pôle1"
    assert sum(n for n, _, _ in lines(page, "regions").values()) == 5


def test_a_hostile_name_is_only_a_name(model, shown):
    """Markup in the name of an organisation is text, and no spreadsheet computes it."""
    evil = ('=cmd|"/c calc"!A1', "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "-2+3")
    first, second = model.by_slug["epv"], model.by_slug["articulteurs"]
    named = tuple(Stakeholder(name, "ess", "", "x") for name in evil)
    poles = tuple(replace(pole, parties_prenantes=named) for pole in (first, second))
    atlas = replace(model, poles=poles)
    page = shown(atlas)["observatoire/"]
    assert not page.errors
    assert {plain(page, e) for e in inside(section(page, "organisations"), "h3")} == set(evil)
    assert {image.get("src", "").rsplit("/", 1)[0] for image in page.all("img")} <= {"../assets/situation"}
    rows = list(csv.DictReader(io.StringIO(data(atlas)["api/v1/observatoire/organisations.csv"], newline="")))
    assert [row["nom"] for row in rows if row["nom"][0] in "=+-@"] == []
    assert {row["nom"].removeprefix("'") for row in rows} == set(evil)


def test_the_same_atlas_gives_the_same_bytes(model):
    """Twice the same files, and the order of the poles does not change what names are called."""
    assert data(model) == data(model)
    backwards = replace(model, poles=tuple(reversed(model.poles)))
    assert [o.nom for o in observatory.of(backwards).organisations] == [o.nom for o in observatory.of(model).organisations]


def named(model, *uses):
    """Poles that name one organisation each: a slug of ours, the name, its family."""
    return [replace(model.by_slug[slug], porteur="", parties_prenantes=(Stakeholder(nom, famille, "", "x"),)) for slug, nom, famille in uses]


# Fontaine O Livres, Paris Mix and PHARES are in Île-de-France (Paris, Paris, Seine-Saint-Denis), EPV and Éclis in Bretagne
# (Ille-et-Vilaine, Côtes-d’Armor), Realis and Le Périscope in Occitanie, which were two régions in 2014.
@pytest.mark.parametrize(
    ("uses", "sure"),
    [
        ((("epv", "Énergie Partagée", "ess"), ("eclis", "energie-partagee", "ess")), True),
        ((("fontaine-o-livres", "Ville de Paris", "collectivite"), ("paris-mix", "VILLE DE PARIS", "collectivite")), True),
        ((("epv", "Union régionale des SCOP", "ess"), ("phares", "Union régionale des SCOP", "ess")), False),
        ((("realis", "Union régionale des SCOP", "ess"), ("periscope", "Union régionale des SCOP", "ess")), False),
        ((("epv", "La Fabrique", "ess"), ("eclis", "La Fabrique", "entreprise")), False),
        ((("epv", "Mission locale", "ess"), ("eclis", "Mission locale", "ess")), False),
        ((("fontaine-o-livres", "La mairie", "collectivite"), ("paris-mix", "La Mairie", "collectivite")), False),
    ],
)
def test_a_name_is_one_organisation_only_where_nothing_speaks_against(model, uses, sure):
    """One région, today as in 2014, one family, one département for what is local; common words never."""
    (found,) = organisations.shared(named(model, *uses))
    assert found.sure is sure
    assert len(found.poles) == 2


def test_near_names_stay_two(model):
    """A word more or a word less makes another name, and one pole alone shares nothing."""
    assert organisations.shared(named(model, ("epv", "Groupe Archer", "ess"), ("eclis", "Archer", "ess"))) == ()
    twice = replace(model.by_slug["epv"], porteur="Smart", parties_prenantes=(Stakeholder("SMART", "ess", "", "x"),))
    assert organisations.shared([twice]) == ()
    carried = replace(model.by_slug["eclis"], porteur="Smart", parties_prenantes=())
    (found,) = organisations.shared([twice, carried])
    assert (found.familles, found.sure) == (("ess",), True)


COMPTE = "comptes:\n  - nombre: {nombre}\n    compte: pôles\n    nature: {nature}\n    date: {date}\n    definition: {definition}\n    source:\n      titre: {titre}\n"
GOOD = {"nombre": "12", "nature": "ensemble", "date": "2020-05", "definition": "Une phrase.", "titre": "Un article"}


@pytest.mark.parametrize("wrong", [{"nombre": "douze"}, {"nature": "autre"}, {"date": "mai 2020"}, {"definition": '""'}, {"titre": '""'}])
def test_a_count_without_what_it_needs_is_refused_in_words(tmp_path, wrong):
    """A number, a nature, a date, a definition and a source: without one of them the file says which line."""
    path = tmp_path / "comptes.yaml"
    path.write_text(COMPTE.format(**GOOD), encoding="utf-8")
    assert len(comptes.load(path)) == 1
    path.write_text(COMPTE.format(**GOOD | wrong), encoding="utf-8")
    with pytest.raises(ContentError, match=r"comptes\.yaml:\d+:\d+: erreur .*attendu"):
        comptes.load(path)


def test_the_real_counts_are_read_without_a_guess():
    """None of the numbers written covers another or a sign, each is beside its sign or joined to it by a line, and all lie on the sheet."""
    marks = [mark for count in real_atlas().comptes if not count.lieu for mark in [counts._mark(count)]]  # noqa: SLF001 - what the page draws
    marks += [replace(mark, when=mark.when + 0.04) for mark in marks[::2]]
    for drawn in (marks[: len(marks) * 2 // 3], marks):
        root = ElementTree.fromstring(counts_plot(drawn, "x"))  # noqa: S314 - our own drawing
        groups = [group for group in root.iter("g") if group.get("class", "").startswith("obs-signe")]
        boxes, signs, off = [], [], []
        for group in groups:
            text = next(group.iter("text"))
            sx, sy = (float(n) for n in re.findall(r"[\d.]+", next(p.get("transform") for p in group.iter("path") if p.get("transform"))))
            x, y, half = float(text.get("x")), float(text.get("y")), width(text.text, 24) / 2
            boxes.append(Box(x - half, y - 17, x + half, y + 1))
            signs.append(Box(sx - 8, sy - 8, sx + 8, sy + 8))
            line = [p for p in group.iter("path") if p.get("class") == "obs-patte"]
            if not line and math.dist(boxes[-1].nearest(sx, sy), (sx, sy)) > 26:
                off.append(text.text)
        assert off == []
        assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.meets(b)]
        assert not [(a, b) for a in boxes for b in signs if a.meets(b)]
        assert all(box.left >= 0 and box.right <= 640 and box.top >= 0 for box in boxes)


@pytest.mark.parametrize("values", [(18, 23, 39, 14, 50, 107, 140, 15, 130, 8, 29), (1,), (3, 3, 3), tuple(range(100, 2000, 120))])
def test_no_number_of_the_picture_covers_another(values):
    """The numbers written beside the signs never share room, and lie on the sheet."""
    marks = [Mark("laureats", 2010 + 1.3 * n, value, str(value), "x") for n, value in enumerate(values)]
    root = ElementTree.fromstring(counts_plot(marks, "x"))  # noqa: S314 - our own drawing
    boxes = []
    for group in root.iter("g"):
        if "obs-signe" in group.get("class", ""):
            text = next(group.iter("text"))
            x, y, half = float(text.get("x")), float(text.get("y")), width(text.text, 20) / 2
            boxes.append(Box(x - half, y - 14, x + half, y))
    assert len(boxes) == len(values)
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.meets(b)]
    assert all(box.left >= 0 and box.right <= 640 and box.top >= 0 for box in boxes)


def test_the_years_of_the_picture_are_round_and_few():
    """Under the signs, every year, or one in two, five, ten, twenty, fifty; at most six."""
    spans = {2024: ["2024", "2025", "2026", "2027"], 1990: ["1990", "2000", "2010", "2020"], 1930: ["1940", "1960", "1980", "2000", "2020"]}
    for first, expected in spans.items():
        drawn = counts_plot([Mark("atlas", year, 3, "3", "x") for year in (first, 2026)], "x")
        (years,) = re.findall('<g class="obs-annees">(.*?)</g>', drawn)
        assert re.findall(r">(\d+)<", years) == expected


def test_a_bar_of_nothing_has_a_box():
    """Where no pole says anything there is still room: a box without width would not be drawn at all."""
    assert 'viewBox="0 0 1 1"' in bars.bar(0, 0)


def test_bars_are_notched_only_where_one_can_count(model):
    """A bar of 12 has 11 notches; beyond forty in the longest, none; and columns keep their years in order."""
    assert bars.bar(12, 20).count("0V1") == 11
    assert "obs-crans" not in bars.bar(12, 41)
    assert "H29V1" in bars.bar(3, 5, 29)
    years = re.findall(r">(\d{4})</text>", bars.columns_picture([bars.Column(y, 1, "x", "x") for y in (1900, 1950, 2026)]))
    assert all(a < b for a, b in pairwise(map(int, years)))
    assert len(years) <= 9
    assert bars.columns_picture([]) == ""
    assert [line.id for line in observatory.of(model).creations.lines] == sorted(line.id for line in observatory.of(model).creations.lines)
