"""What eyes need of the looks: contrast in light and dark, sectors apart for colour-blind eyes, names off one another."""

from __future__ import annotations

import csv
import itertools
import random
import re
from xml.etree import ElementTree

import pytest

from atlas.geo.places import Point
from atlas.pictures import france, labels
from atlas.pictures.marks import Dot
from atlas.pictures.projection import FRAMES, FRANCE_HEIGHT, FRANCE_WIDTH
from tests.colours import VISIONS, apart, contrast
from tests.sites import PROJECT

CSS = (PROJECT / "assets/coque/page.css").read_text(encoding="utf-8")
TEXT, SIGN, APART = 4.5, 3.0, 9.0
SVG = "{http://www.w3.org/2000/svg}"


def palette(dark):
    """The variables of the page in a scheme."""
    root, night = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", root))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", night)) if dark else {})


def sectors(dark):
    """The hue of each sector in a scheme."""
    rules = re.findall(r"^( *)\.secteur--([\w-]+) \{ --teinte: (#[0-9a-f]{6}); \}", CSS, re.MULTILINE)
    return {name: hue for indent, name, hue in rules if bool(indent) is dark}


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read_on_every_ground(dark):
    """Ink, its quieter voice, the accent and doubt keep 4.5:1 on paper, cards, land and what is highlighted."""
    colours = palette(dark)
    weak = [
        (ink, ground, round(contrast(colours[ink], colours[ground]), 2))
        for ink, ground in itertools.product(("encre", "encre-2", "accent", "doute"), ("papier", "papier-2", "terre", "accent-2"))
        if contrast(colours[ink], colours[ground]) < TEXT
    ]
    assert weak == []
    assert contrast(colours["papier"], colours["accent"]) >= TEXT, "the words of a button"


@pytest.mark.parametrize("dark", [False, True])
def test_the_sign_of_a_sector_stands_out(dark):
    """Every sector of the vocabulary has a hue, at 3:1 at least on paper, cards and what is highlighted."""
    colours, hues = palette(dark), sectors(dark)
    words = (PROJECT / "content/vocabulaires.yaml").read_text(encoding="utf-8")
    block = re.search(r"^secteurs:\n(.*?)(?=^\S)", words, re.DOTALL | re.MULTILINE)
    assert block
    assert set(hues) == set(re.findall(r"^  ([\w-]+):", block[1], re.MULTILINE))
    weak = [(name, ground) for name, ground in itertools.product(hues, ("papier", "papier-2", "accent-2")) if contrast(hues[name], colours[ground]) < SIGN]
    assert weak == []


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("dark", [False, True])
def test_sectors_stay_apart_for_all_eyes(dark, vision):
    """Any two sectors are ΔE 9 or more apart (CIE 2000), for usual eyes and the three colour-blindnesses (Machado 2009)."""
    hues = sectors(dark)
    close = [(a, b, round(apart(hues[a], hues[b], vision), 1)) for a, b in itertools.combinations(hues, 2) if apart(hues[a], hues[b], vision) < APART]
    assert close == []


def test_the_measure_of_colours_is_the_published_one():
    """Black on white is 21:1, white and black are ΔE 100 apart, and to colour-blind eyes greys stay grey."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert apart("#000000", "#ffffff") == pytest.approx(100, abs=0.1)
    assert all(apart("#777777", "#777777", v) == 0 and apart("#000000", "#ffffff", v) > 99 for v in VISIONS)
    assert apart("#ff0000", "#00ff00", "deuteranopia") < apart("#ff0000", "#00ff00") / 2


def boxes(svg):
    """The room of every text of a plate: régions, régions on a narrow screen, poles; and the dots."""
    root = ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314
    groups = {g.attrib.get("class", "").split()[0]: g for g in root.iter(f"{SVG}g") if "class" in g.attrib}
    sizes = (("noms-regions", labels.REGION), ("noms-grands", labels.REGION_LARGE), ("carte-points", labels.NAME))
    found = {}
    for name, letter in sizes:
        found[name] = [room for link in _holders(groups[name]) for room in _rooms(link, letter, 2.6 if letter == labels.REGION else 0)]
    dots = [_place(a) for a in groups["carte-points"].iter(f"{SVG}a")]
    return found, dots


def _holders(group):
    links = list(group.iter(f"{SVG}a"))
    return links or [group]


def _place(element):
    moved = re.match(r"translate\((\S+) (\S+)\)", element.attrib.get("transform", ""))
    return (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)


def _rooms(holder, letter, spacing):
    dx, dy = _place(holder)
    for text in holder.iter(f"{SVG}text"):
        lines = [text.text or "", *(span.text or "" for span in text)]
        wide = max(0.5 * letter * len(line) + spacing * len(line) for line in lines)
        css = text.attrib["class"]
        left = dx + float(text.attrib["x"]) - (wide / 2 if "centre" in css else wide if "fin" in css else 0)
        base = dy + float(text.attrib["y"])
        yield labels.Box(left, base - 0.75 * letter, left + wide, base + letter * (1.08 * (len(lines) - 1) + 0.2))


def made(count, seed=3):
    """Poles at random places of the mainland and of La Réunion, with names of many lengths."""
    chance = random.Random(seed)  # noqa: S311
    names = ("EPV", "Pôle Sud", "Culture & Coopération", "PTCE des deux vallées et du plateau", "Le Périscope – lieu commun")
    return [
        Dot(f"p/{i}/", f"{chance.choice(names)} {i}", "Lieu", "974" if i % 9 == 0 else "69",
            Point(-21.1, 55.5) if i % 9 == 0 else Point(chance.uniform(43.5, 49.5), chance.uniform(0, 6)), "actif", i % 4 == 0)
        for i in range(count)
    ]  # fmt: skip


def home_map(real):
    """The plate of the home page, as published."""
    html = (real / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<svg class="carte-image".*?</g></svg>', html, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize("count", [0, 5, 30, 80, 120])
def test_no_name_of_the_map_covers_another_nor_leaves_the_map(count):
    """Names of poles and of régions never share room, at 5 poles as at 120, and all lie on the sheet."""
    found, _ = boxes(france.france_picture(made(count), "f.svg"))
    apart_from_each_other(found)


def test_no_name_of_the_home_page_covers_another(real):
    """On the published home page too; and many poles are named."""
    found, dots = boxes(home_map(real))
    apart_from_each_other(found)
    assert len(found["carte-points"]) > len(dots) / 3


def apart_from_each_other(found):
    """Fails with the boxes that meet or leave the sheet."""
    for shown in (found["noms-regions"] + found["carte-points"], found["noms-grands"]):
        assert [(a, b) for a, b in itertools.combinations(shown, 2) if a.meets(b)] == []
        assert [b for b in shown if b.left < 0 or b.top < 0 or b.right > FRANCE_WIDTH or b.bottom > FRANCE_HEIGHT] == []


def test_a_name_never_covers_the_dot_of_another(real):
    """No name of the home page lies on a dot."""
    found, dots = boxes(home_map(real))
    covered = [(x, y) for x, y in dots for box in found["carte-points"] + found["noms-regions"] if box.grown(8).nearest(x, y) == (x, y)]
    assert covered == []


def test_many_poles_leave_the_regions_their_names():
    """Beyond a hundred and twenty poles no pole is named rather than another; the régions still are."""
    found, _ = boxes(france.france_picture(made(labels.MOST_NAMED + 1), "f.svg"))
    assert found["carte-points"] == []
    assert len(found["noms-regions"]) > len(labels.OVERSEAS_NAMES)


def test_the_regions_of_the_map_are_those_of_the_code():
    """The names written on the plate are the names of the régions, all eighteen of them."""
    with (PROJECT / "content/geo/regions.csv").open(encoding="utf-8") as file:
        known = {row[1].replace("'", "’") for row in csv.reader(file)} - {"nom"}
    drawn = {" ".join(label.lines).replace("- ", "-").upper() for label in labels.region_labels([])}
    assert drawn == {name.upper() for name in known}
    assert set(labels.OVERSEAS_NAMES) < set(FRAMES)


def test_names_are_cut_at_spaces_and_never_inside_a_word():
    """A name is written whole, on one to three lines, or not at all."""
    for nom in ("EPV – Éoliennes en Pays de Vilaine", "Pôle de développement environnemental Alpilles-Montagnette", "Lille MétroPôle Solidaire"):
        for form in labels.forms(nom):
            assert " ".join(form) == nom.split(" – ")[0]
    assert labels.forms("Unmotsilongquilnetiendraitsuraucunecarte") == ()
