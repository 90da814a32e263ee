"""The outlines territories are drawn with: closed, shared by neighbours, and joined without a gap."""

from __future__ import annotations

import itertools
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.geo import perimeters
from atlas.geo.perimeters import Perimeters, Territory, around, cut, read, twice_area, write
from tests.sites import PROJECT

GEO = PROJECT / "content" / "geo"


@pytest.fixture(scope="module")
def communes(known):
    files = [GEO / "contours" / f"{code}.json" for code, d in known.departements.items() if not d.is_collectivite]
    return {code: read(text) for file in files for code, text in json.loads(file.read_bytes()).items()}


def area(rings):
    return sum(map(twice_area, rings))


def segments(rings):
    return [pair for ring in rings for pair in itertools.pairwise(ring)]


def test_every_commune_of_today_has_an_outline_and_nothing_else_has(known, communes):
    assert set(communes) == {code for code in known.rows if known.commune(code).point}


def test_every_ring_is_closed_simple_and_on_this_earth(communes):
    for code, rings in communes.items():
        assert area(rings) > 0, code
        for ring in rings:
            assert ring[0] == ring[-1]
            assert len(set(ring)) == len(ring) - 1 >= 3, code
        assert all(abs(x) <= 180 * perimeters.GRID and abs(y) <= 90 * perimeters.GRID for ring in rings for x, y in ring)


def test_no_two_communes_walk_the_same_segment_the_same_way(communes):
    """Neighbours walk their border in opposite directions, so nothing overlaps along it."""
    walked = Counter(pair for rings in communes.values() for pair in segments(rings))
    assert [pair for pair, times in walked.items() if times > 1] == []


def test_each_intercommunalite_and_departement_is_the_union_of_its_communes(known, communes, outlines):
    """Its outline is theirs joined, its area the sum of theirs, its rings closed."""
    epci, departements = {}, {}
    for code in communes:
        commune = known.commune(code)
        departements.setdefault(commune.departement, []).append(code)
        if commune.epci:
            epci.setdefault(commune.epci, []).append(code)
    assert (len(epci), len(departements)) == (1253, 101)
    for members, territory in ((epci, lambda c: Territory("", epci=(known.epci[c],))),
                               (departements, lambda c: Territory("", departements=(known.departements[c],)))):  # fmt: skip
        for code, inside in members.items():
            rings = outlines.of(territory(code)).rings
            assert rings == around(communes[member] for member in inside)
            assert area(rings) == sum(area(communes[member]) for member in inside)
            assert all(ring[0] == ring[-1] and len(set(ring)) == len(ring) - 1 for ring in rings)


def test_neighbouring_intercommunalites_share_their_border_exactly(known, outlines):
    """Redon Agglomération and its neighbour Oust à Brocéliande: joined, the border between them is gone."""
    redon, oust = (known.epci_named(name) for name in ("Communauté d’agglomération Redon Agglomération", "Communauté de communes de l’Oust à Brocéliande"))
    one, other, both = (outlines.of(Territory("", epci=some)).rings for some in ((redon,), (oust,), (redon, oust)))
    border = set(segments(one)) & {(b, a) for a, b in segments(other)}
    assert len(border) > 5
    assert set(segments(both)) == set(segments(one)) ^ set(segments(other)) ^ border ^ {(b, a) for a, b in border}
    assert area(both) == area(one) + area(other)


def test_the_mainland_has_no_pinhole(known, outlines):
    """The régions joined leave no hole but seas and lakes, and there are none inside the country."""
    mainland = tuple(region for region in known.regions.values() if region.code > "06")
    rings = outlines.of(Territory("", regions=mainland)).rings
    holes = [ring for ring in rings if twice_area(ring) < 0]
    assert len(holes) == 1  # Llívia, which is Spanish
    assert (42.4, 1.9) < (holes[0][0][1] / perimeters.GRID, holes[0][0][0] / perimeters.GRID) < (42.5, 2.0)


def test_an_enclave_is_a_hole_of_the_polygon_around_it(known, outlines):
    """The Drôme surrounds the canton of Valréas, which is Vaucluse."""
    polygons = outlines.of(Territory("", departements=(known.departements["26"],))).polygons
    assert [len(polygon) for polygon in polygons].count(2) == 1
    hole = next(polygon[1] for polygon in polygons if len(polygon) == 2)
    valreas = known.communes_named("Valréas")[0].point
    assert min(y for _, y in hole) < valreas.latitude * perimeters.GRID < max(y for _, y in hole)


def test_what_is_named_twice_is_drawn_once(known, outlines):
    """Parts inside one another, or an intercommunalité astride a named département, never overlap."""
    redon, commune = known.epci["243500741"], known.commune("35236")
    ille, loire = known.departements["35"], known.departements["44"]
    bretagne = known.regions["53"]
    assert outlines.of(Territory("", epci=(redon,), communes=(commune,))).rings == outlines.of(Territory("", epci=(redon,))).rings
    assert outlines.of(Territory("", regions=(bretagne,), departements=(ille,))).parts == ("R53",)
    astride = outlines.of(Territory("", regions=(bretagne,), epci=(redon,)))
    assert all(part == "R53" or part.startswith("44") for part in astride.parts)
    assert len(astride.parts) > 1
    whole = outlines.of(Territory("", regions=(bretagne,), departements=(loire,), epci=(redon,), communes=(commune,)))
    assert whole.parts == ("44", "R53")


def test_a_label_alone_has_no_outline_and_reads_nothing(known):
    """Nor has an unknown territory; a build where no record names one reads no file."""
    outlines = Perimeters(known)
    assert outlines.of(None) is None
    assert outlines.of(Territory("Pays de Redon")) is None
    assert outlines._files == {}  # noqa: SLF001 — that nothing was read is the fact


def test_a_collectivity_is_told_and_not_drawn(known, outlines):
    """We have no outline of Saint-Pierre-et-Miquelon: its name is kept, its shape is not invented."""
    alone = outlines.of(Territory("", departements=(known.departements["975"],)))
    assert (alone.rings, alone.missing) == ((), ("Saint-Pierre-et-Miquelon",))
    mixed = outlines.of(Territory("", departements=(known.departements["35"],), communes=(known.commune("97502"),)))
    assert (mixed.parts, mixed.missing) == (("35",), ("Saint-Pierre",))


RINGS = st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=3, max_size=9, unique=True)


@given(RINGS)
def test_a_ring_is_read_as_it_was_written(points):
    ring = cut((*points, points[0]))
    assert read(write([ring, ring])) == (ring, ring)
    assert set(points) <= set(ring)


@given(RINGS)
def test_a_long_segment_is_cut_alike_both_ways(points):
    ring = (*points, points[0])
    assert cut(ring) == cut(ring[::-1])[::-1]


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1))
def test_squares_joined_keep_their_area_and_every_ring_is_simple(cells):
    """Even where two squares touch by a corner, and around holes."""
    squares = [(((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)),) for x, y in sorted(cells)]
    rings = around(squares)
    assert area(rings) == 2 * len(cells)
    assert all(ring[0] == ring[-1] and len(set(ring)) == len(ring) - 1 for ring in rings)
    polygons = perimeters.Perimeter((), write(rings)).polygons
    assert sorted(ring for polygon in polygons for ring in polygon) == sorted(rings)
    assert all(twice_area(outer) + area(holes) > 0 for outer, *holes in polygons)
