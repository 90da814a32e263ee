"""The pictures: places land where they lie, files stay small, words stay words."""

import gzip
import itertools
import math
import random
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from atlas.geo import derived
from atlas.geo.places import Point
from atlas.pictures import france, ground, locator, marks, outlines, regionnames, regionplate
from atlas.pictures.marks import APPROXIMATE, STAGES, Dot, radius_for
from atlas.pictures.projection import (
    COLLECTIVITES,
    FRAMES,
    LAMBERT,
    MAINLAND,
    OVERSEAS,
    PARIS,
    Frame,
    frame_of,
    locator_frame,
)
from atlas.pictures.regionplate import region_extent, region_frame

ROOT = Path(__file__).parent.parent
GEO = ROOT / "content" / "geo"
SVG = "{http://www.w3.org/2000/svg}"
LYON, BREST, STRASBOURG, BASTIA = Point(45.76, 4.84), Point(48.39, -4.49), Point(48.58, 7.75), Point(42.7, 9.45)
HOSTILE = "<script>alert('x')</script> \"q\" & ]]> --> </svg>"


@pytest.fixture(scope="module")
def geometry():
    return outlines.load(GEO)


@pytest.fixture(scope="module")
def departements():
    return {row[0]: Point(float(row[4]), float(row[5])) for row in derived.rows(GEO / "departements.csv")}


def dot(number=0, point=PARIS, departement="75", statut="actif", **others):
    said = {"href": f"poles/p{number}/", "nom": f"Pôle {number}", "lieu": "Paris (Paris)"} | others
    return Dot(departement=departement, point=point, statut=statut, **said)


def placed(svg):
    """The centres of the dots of a picture, in the order of the keyboard."""
    return [tuple(map(float, pair)) for pair in re.findall(r"translate\(([-.\d]+) ([-.\d]+)\)", svg)]


def page(svg):
    """An inline picture as a page's parser sees it; it must be well-formed."""
    return ET.fromstring(svg)  # noqa: S314 (our own output)


def test_lambert_93_agrees_with_the_published_coordinates():
    east, north = LAMBERT.project(PARIS)
    assert math.hypot(east * 1000 - 652469, north * 1000 - 6862035) < 100
    east, north = LAMBERT.project(Point(46.5, 3.0))
    assert (east, north) == pytest.approx((700.0, 6600.0), abs=1e-9)


def test_towns_lie_as_on_any_map():
    at = {name: MAINLAND.project(point) for name, point in {"paris": PARIS, "lyon": LYON, "brest": BREST, "strasbourg": STRASBOURG, "bastia": BASTIA}.items()}
    assert at["paris"][1] < at["lyon"][1] < at["bastia"][1]
    assert at["brest"][0] < at["paris"][0] < at["lyon"][0] < at["strasbourg"][0] < at["bastia"][0]
    assert math.dist(at["paris"], at["lyon"]) == pytest.approx(PARIS.distance_km(LYON), rel=0.005)


def test_every_departement_lies_in_its_frame(departements):
    points = departements | dict(COLLECTIVITES)
    for code, point in points.items():
        frame = frame_of(code, point)
        assert frame is FRAMES.get(code, MAINLAND)
        assert frame.holds(*frame.project(point), 5), code
        locator = locator_frame(code)
        assert locator.holds(*locator.project(point)), code


def test_a_point_without_a_departement_finds_its_inset(departements):
    for code in OVERSEAS:
        assert frame_of("", departements[code]).code == code
    assert frame_of("", PARIS) is MAINLAND


def test_land_fills_every_frame_without_leaving_it(geometry):
    """The constant boxes of the insets hold the outlines, which others refine."""
    for code in ("", *OVERSEAS):
        frame, sheet = FRAMES[code], geometry.sheets[code]
        points = [frame.place(v) for rings in sheet.land.values() for ring in rings for v in ring]
        assert all(frame.holds(x, y, 4) for x, y in points), code
        assert max(y for _, y in points) - min(y for _, y in points) > 0.5 * (frame.height - 60), code


def test_insets_share_neither_room_nor_the_mainland():
    boxes = [f for f in FRAMES.values() if f.code not in COLLECTIVITES]
    for a, b in itertools.combinations(boxes, 2):
        apart = a.x + a.width <= b.x or b.x + b.width <= a.x
        assert apart or a.y + a.height <= b.y or b.y + b.height <= a.y


def test_neighbours_keep_one_border_and_a_union_has_none_inside(geometry):
    sheet = geometry.sheets[""]
    brittany = geometry.of_region("53")
    border = sheet.borders(lambda a, b: {a, b} <= set(brittany), 5.0)
    around = {v for ring in sheet.union(brittany, 5.0) for v in ring}
    inside = {v for line in border for v in line[1:-1]}
    assert inside
    assert not inside & around
    for rings in (sheet.union(brittany, 5.0), sheet.union(sheet.land, 50.0)):
        assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)


def test_the_ground_of_france_is_small_and_well_formed(geometry):
    ground = france.france_base(geometry, tuple(COLLECTIVITES))
    root = ET.fromstring(ground)  # noqa: S314
    assert root.tag == f"{SVG}svg"
    assert len(ground.encode()) <= 40_000
    assert len(gzip.compress(france.france_base(geometry).encode(), 9)) <= 12_800
    assert "prefers-color-scheme:dark" in ground
    assert "style=" not in ground
    words = " ".join("".join(t.itertext()) for t in root.iter(f"{SVG}text"))
    for name in ("calédonie", "100\u00a0km"):
        assert name.casefold() in words.casefold()


def test_seas_and_neighbours_are_named_over_the_ground():
    """Who shows a part of the plate can then leave out those that its edge cuts."""
    root = page(france.france_picture([dot(1)], "carte/france.svg"))
    words = {" ".join(text.itertext()) for group in root.iter("g") if "noms-fond" in group.get("class", "") for text in group.iter("text")}
    assert {"Manche", "Océan Atlantique", "Suisse", "Espagne"} <= words


def test_a_collectivity_has_a_box_only_when_told(geometry):
    assert "Miquelon" not in france.france_base(geometry)
    assert "Miquelon" in france.france_base(geometry, ("975",))


def test_every_departement_has_its_locator(geometry, departements):
    for code in (*departements, *COLLECTIVITES):
        ground = locator.departement_base(geometry, code)
        ET.fromstring(ground)  # noqa: S314
        assert len(ground.encode()) <= 8_000, code
        assert "accent" in ground or "outline" in ground or code in COLLECTIVITES


def test_every_region_has_its_plate_with_its_departements_named(geometry):
    for code in sorted(set(geometry.regions.values())):
        ground = regionplate.region_base(geometry, code)
        assert len(ground.encode()) <= 20_000, code
        ET.fromstring(ground)  # noqa: S314
        named = regionplate.departement_names(geometry, code)
        words = "".join(ET.fromstring(f"<g>{regionnames.written(named, [])}</g>").itertext()).replace("-", "").replace(" ", "")  # noqa: S314
        frame = region_frame(region_extent(geometry, code))
        for departement in geometry.of_region(code):
            points = [frame.place(v) for r in geometry.sheet(departement).land[departement] for v in r]
            assert all(frame.holds(*p, 20) for p in points)
            name = geometry.names[departement].replace("-", "").replace(" ", "")
            assert frame.code or name in words or departement in words


def test_a_departement_is_named_where_no_dot_stands(geometry):
    """Ille-et-Vilaine keeps its name, whole, whatever stands in its middle; none is written under a dot while there is room."""
    (ways,) = (of for of in regionplate.departement_names(geometry, "53") if "35" in of[-1].lines)
    usual = ways[0]
    middle = (usual.box.left + usual.box.right) / 2, (usual.box.top + usual.box.bottom) / 2
    free, moved = regionnames.written([ways], []), regionnames.written([ways], [(*middle, 14.0)])
    assert f'y="{usual.y}"' in free
    assert moved != free
    assert re.findall(">([^<]*)<", moved) == re.findall(">([^<]*)<", free)
    covered = regionnames.written([ways], [(n.x, n.y, 300.0) for n in ways])
    assert len(re.findall("<text", covered)) >= 1, "where dots are everywhere it is still named"


def test_a_corner_in_a_straight_border_changes_no_name():
    """An outline has as much room at the height of one of its corners as a little above or below."""
    frame = Frame("", LAMBERT, 0, 0, 200, 100, 0, 0, 1)

    def ways(*ring):
        sheet = outlines.Sheet({"35": (ring,)}, (), {}, {})
        return regionnames.ways(outlines.Geometry({"": sheet}, {}, {"35": "Ille"}), frame, "35")

    plain = ways((0, 0), (0, -100), (200, -100), (200, 0), (0, 0))
    assert ways((0, 0), (0, -84), (0, -100), (200, -100), (200, -84), (200, 0), (0, 0)) == plain


def test_poles_known_by_one_departement_stand_side_by_side():
    """Their rings do not meet, and they stay around the middle of the département."""
    for count in (2, 3, 5):
        dots = [dot(i, LYON, "69", approximate=True) for i in range(count)]
        points = placed(france.france_picture(dots, "f.svg"))
        assert closest(points) >= 2 * marks.HALO * radius_for(count)
        middle = [sum(side) / count for side in zip(*points, strict=True)]
        assert math.dist(middle, MAINLAND.project(LYON)) < 1


def test_the_same_atlas_gives_the_same_pictures(geometry):
    again = outlines.load(GEO)
    assert france.france_base(again) == france.france_base(geometry)
    assert locator.departement_base(again, "35") == locator.departement_base(geometry, "35")
    assert regionplate.region_base(again, "53") == regionplate.region_base(geometry, "53")
    dots = [dot(i, Point(48 + i % 3, 2 + i % 5)) for i in range(40)]
    shuffled = random.Random(1).sample(dots, len(dots))  # noqa: S311
    assert france.france_picture(dots, "f.svg") == france.france_picture(shuffled, "f.svg")


def test_hostile_words_stay_words(geometry):
    hostile = dot(0, href='javascript:"><script>', nom=HOSTILE, lieu=HOSTILE, statut=HOSTILE)
    for svg in (
        france.france_picture([hostile], HOSTILE, HOSTILE),
        regionplate.region_picture(region_frame(region_extent(geometry, "11")), [hostile], HOSTILE, HOSTILE),
        locator.situation(PARIS, "75", True, HOSTILE, HOSTILE),  # noqa: FBT003
    ):
        root = page(svg)
        assert {e.tag for e in root.iter()} <= {"svg", "title", "foreignObject", "picture", "source", "img", "circle", "path", "g", "a", "text", "tspan"}
        assert HOSTILE in root.attrib["aria-label"]
        assert HOSTILE in next(root.iter("title")).text
        assert "<script" not in svg
        assert " style=" not in svg
        assert "]]>" not in svg


def test_every_pole_is_a_link_that_says_what_it_is(geometry):
    dots = [dot(1), dot(2, LYON, "69", "cesse"), dot(3, BREST, "29", "inconnu", approximate=True)]
    root = page(france.france_picture(dots, "carte/france.svg"))
    links = {a.attrib["href"]: a for a in root.iter("a")}
    assert set(links) == {"poles/p1/", "poles/p2/", "poles/p3/"}
    assert links["poles/p2/"].find("title").text == "Pôle 2, Paris (Paris) – cessé"
    assert links["poles/p3/"].find("title").text.endswith("– situation inconnue, position approximative")
    assert links["poles/p3/"].attrib["class"] == "etat-inconnu"
    assert [c.attrib["class"] for c in links["poles/p3/"].iter("circle")] == ["cible", "flou", "rond"]
    assert root.find("foreignObject/picture/source").attrib == {"media": "(prefers-color-scheme: dark)", "srcset": "carte/france-nuit.svg"}
    assert [image.attrib["src"] for image in root.iter("img")] == ["carte/france.svg"] * 2
    assert len(list(page(regionplate.region_picture(region_frame(region_extent(geometry, "53")), dots, "r.svg")).iter("a"))) == 1


def test_a_ground_is_published_for_day_and_for_night(geometry):
    """Each knows its own colours alone, and both draw the same: an image need not hear what the reader prefers."""
    whole = locator.departement_base(geometry, "39")
    day, night = ground.apart(whole)
    assert "prefers-color-scheme" in whole
    assert "prefers-color-scheme" not in day + night
    assert (day.partition("</style>")[2], "</style>" in day) == (night.partition("</style>")[2], True)
    assert "#121c25" in night.partition("<style>")[2].rpartition(".sea{")[2]
    assert "#121c25" not in day
    for file in (day, night):
        assert page(file).tag == f"{SVG}svg"


def test_the_legend_says_what_is_shown_and_nothing_else():
    assert marks.legend([dot(), dot(statut="cesse")]) == (STAGES["actif"], STAGES["cesse"])
    assert marks.legend([dot(statut="?", approximate=True)]) == (STAGES["inconnu"], APPROXIMATE)
    for css_class, _ in (*STAGES.values(), APPROXIMATE):
        assert page(marks.legend_mark(css_class)).attrib["aria-hidden"] == "true"
    drawn = {marks.legend_mark(css_class).replace(css_class, "") for css_class, _ in STAGES.values()}
    assert len(drawn) == len(STAGES) - 1, "actif and inconnu differ by their filling alone"


def test_stages_are_those_of_the_vocabulary():
    vocabulary = yaml.safe_load((ROOT / "content" / "vocabulaires.yaml").read_text(encoding="utf-8"))["statuts"]
    assert {id_: label for id_, (_, label) in STAGES.items()} == {id_: w["label"] for id_, w in vocabulary.items()}


MINIMUM = 9.0
"""No two dots of a plate are closer than this, in its units."""


def closest(points):
    return min(math.dist(a, b) for a, b in itertools.combinations(points, 2))


@pytest.mark.parametrize("count", [2, 12, 60, 150])
def test_poles_of_one_town_make_room_for_each_other(count):
    points = placed(france.france_picture([dot(i) for i in range(count)], "f.svg"))
    assert len(points) == count
    assert closest(points) >= max(MINIMUM, 2 * radius_for(count))
    true = MAINLAND.project(PARIS)
    assert min(math.dist(true, p) for p in points) < 0.1, "the first stays where it is"
    assert max(math.dist(true, p) for p in points) < 2.2 * radius_for(count) * math.sqrt(count) + 12


def test_poles_of_an_inset_stay_in_it():
    reunion = Point(-20.88, 55.45)
    points = placed(france.france_picture([dot(i, reunion, "974") for i in range(30)], "f.svg"))
    assert all(FRAMES["974"].holds(*p) for p in points)
    assert closest(points) >= MINIMUM


def test_keys_go_from_north_to_south_then_overseas():
    dots = [dot(1, BASTIA, "2B"), dot(2, Point(-21, 55.5), "974"), dot(3, LYON, "69"), dot(4, Point(50.6, 3.06), "59"),
            dot(5, Point(16.2, -61.5), "971"), dot(6, Point(50.72, 1.6), "62")]
    hrefs = re.findall(r'href="poles/p(\d)/', france.france_picture(dots, "f.svg"))
    assert hrefs == ["6", "4", "3", "1", "5", "2"]


def test_a_lone_dot_is_large_enough_to_touch_and_targets_never_overlap():
    chance = random.Random(5)  # noqa: S311
    around = [dot(i, Point(chance.uniform(47.5, 50), chance.uniform(1, 4))) for i in range(5, 30)]
    root = page(france.france_picture([dot(1), dot(2, LYON, "69"), dot(3), dot(4), *around], "f.svg"))
    reach = {a.attrib["href"]: float(a.find("circle").attrib["r"]) for a in root.iter("a")}
    assert reach["poles/p2/"] * 2 * 360 / 1200 >= 23.4
    points = dict(zip(reach, placed(ET.tostring(root, encoding="unicode")), strict=True))
    for a, b in itertools.combinations(reach, 2):
        assert reach[a] + reach[b] <= math.dist(points[a], points[b]) + 0.2


def test_an_approximate_place_is_dashed():
    assert "situation-approchee" in locator.situation(LYON, "69", True, "s.svg", "Rhône")  # noqa: FBT003
    exact = locator.situation(LYON, "69", False, "s.svg", "Lyon, Rhône")  # noqa: FBT003
    assert "situation-approchee" not in exact
    assert page(exact).attrib["role"] == "img"


def test_thousands_of_poles_are_all_there():
    chance = random.Random(7)  # noqa: S311
    spread_out = [dot(i, Point(chance.uniform(43.5, 50), chance.uniform(-1, 7))) for i in range(1500)]
    crowded = [dot(i, Point(chance.gauss(48.85, 0.1), chance.gauss(2.35, 0.1))) for i in range(1500, 3000)]
    svg = france.france_picture([*spread_out, *crowded], "f.svg")
    assert len(placed(svg)) == 3000


def holds(corners, x, y):
    """Whether a convex shape holds a place: it stays on one side of all its edges."""
    edges = zip(corners, (*corners[1:], corners[0]), strict=True)
    sides = [(x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) for (x1, y1), (x2, y2) in edges]
    return all(side > 0 for side in sides) or all(side < 0 for side in sides)


def test_the_area_from_a_dot_to_its_name_takes_no_click_from_another_dot():
    """Where poles crowd as where they are alone; most of the names have one, which leads from the dot to its name."""
    chance = random.Random(11)  # noqa: S311
    alone = [dot(i, Point(chance.uniform(43.5, 50), chance.uniform(-1, 7))) for i in range(30)]
    crowded = [dot(i, Point(chance.gauss(48.85, 0.4), chance.gauss(2.35, 0.4))) for i in range(30, 50)]
    root = page(france.france_picture([*alone, *crowded], "f.svg"))
    links = list(root.iter("a"))
    centres = placed(ET.tostring(root, encoding="unicode"))
    named, areas = sum(a.find("text") is not None for a in links), 0
    for (left, top), a in zip(centres, links, strict=True):
        if (shape := a.find("path[@class='prise']")) is None:
            continue
        areas += 1
        corners = [tuple(map(float, pair.split())) for pair in shape.attrib["d"].strip("Mz").split("L")]
        others = [(x - left, y - top) for x, y in centres if (x, y) != (left, top)]
        around = [(x + dx, y + dy) for x, y in others for dx, dy in ((0, 0), (11, 0), (-11, 0), (0, 11), (0, -11))]
        assert not any(holds(corners, x, y) for x, y in around), a.attrib["href"]
    assert areas > named / 2 > 10
