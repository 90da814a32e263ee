"""The answer for a commune: held, for every commune of France, against a reference that measures everything."""

from __future__ import annotations

import heapq
import json
import math

import pytest

from atlas.client import near, near_leaves
from atlas.geo.places import EARTH_RADIUS_KM, Point
from tests import nearby_answer
from tests.atlases import real_atlas, scattered
from tests.nearby_answer import Answers, direction
from tests.repetitions import some

ANTILLES, INDIAN = {"971", "972", "973", "977", "978"}, {"974", "976"}


@pytest.fixture(scope="module")
def real():
    return real_atlas()


@pytest.fixture(scope="module")
def many(real):
    return scattered(real, 240)


def vector(point):
    a, b = math.radians(point.latitude), math.radians(point.longitude)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


def lands(departement):
    """The départements whose seats may be told as near: the reference's own words."""
    return next((group for group in (ANTILLES, INDIAN) if departement in group), {departement} if len(departement) > 2 else None)


def contained(atlas, codes):
    """The poles that cover each of these communes, by walking every territory down to its communes."""
    found: dict[str, set[str]] = {}
    communes = [c for code in codes if (c := atlas.places.commune(code))]
    for pole in atlas.poles:
        if t := pole.territoire:
            regions, departements = {r.code for r in t.regions}, {d.code for d in t.departements}
            epci, named = {e.code for e in t.epci}, {c.code for c in t.communes}
            if not (regions or departements or epci or named):
                continue
            for c in communes:
                region = atlas.places.departements[c.departement].region
                if c.code in named or (c.epci and c.epci in epci) or c.departement in departements or (region and region in regions):
                    found.setdefault(c.code, set()).add(pole.slug)
    return found


def brute_nearest(atlas):
    """For a point and a département: the five nearest slugs and their km, from the chords to every known seat."""
    seats = [(*vector(p.seat.point), p.slug, p.seat.departement.code) for p in atlas.poles if not p.seat.approximate]

    def found(point, departement, besides):
        x, y, z = vector(point)
        allowed = lands(departement)
        kept = seats if allowed is None else [s for s in seats if s[4] in allowed]
        if allowed is None:
            kept = mainland
        rows = [(-(x * a + y * b + z * c), slug) for a, b, c, slug, _ in kept if slug not in besides]
        return [(slug, EARTH_RADIUS_KM * math.acos(max(-1, min(1, -cosine)))) for cosine, slug in heapq.nsmallest(5, rows)]

    mainland = [s for s in seats if len(s[4]) == 2]
    return found


def test_every_commune_has_the_answer_of_a_brute_reference(many):
    """For each of some 35,000 communes, or one in fifty of them: the poles that contain it, and the five nearest others, with their distances."""
    answers, inside, nearest = Answers(many), contained(many, some(many.places.rows, 50)), brute_nearest(many)
    wrong = []
    for code in some(many.places.rows, 50):
        commune = many.places.commune(code)
        answer = answers.of(commune)
        whole = {p.slug for p in answer.covering}
        point = commune.point or many.places.departements[commune.departement].point
        expected = nearest(point, commune.departement, whole)
        given = [(n.pole.slug, n.km) for n in answer.near]
        same = len(expected) == len(given) and all(a == b or abs(k - m) < 1e-3 for (a, k), (b, m) in zip(expected, given, strict=True))
        close = all(abs(k - m) < 0.01 for (_, k), (_, m) in zip(expected, given, strict=False))
        if whole != inside.get(code, set()) or not same or not close:
            wrong.append(code)
    assert wrong == []


def test_no_pole_is_told_twice_around_a_commune(many):
    """Covering, intercommunalité, reaching, département, région: each pole in the first list that it fits; apart, none that a list has named."""
    answers = Answers(many)
    for code in ("35238", "75056", "69123", "97411", "2A004", "98818", "29083"):
        answer = answers.of(many.places.commune(code))
        lists = (answer.covering, answer.epci, answer.touching, answer.departement, answer.region)
        assert len(answer.touching) <= near.MANY
        slugs = [p.slug for poles in lists for p in poles]
        assert len(slugs) == len(set(slugs))
        named = {p.slug for poles in lists if len(poles) <= near.MANY for p in poles}
        assert not named & {p.slug for p in answer.apart}


def test_overseas_looks_to_its_neighbours_before_europe(many):
    """No distance across an ocean: the West Indies and Guiana together, Réunion with Mayotte, the others alone."""
    answers = Answers(many)
    for code, lands_ in (("97105", ANTILLES), ("97302", ANTILLES), ("97411", INDIAN), ("97611", INDIAN), ("98818", {"988"})):
        assert {n.pole.seat.departement.code for n in answers.of(many.places.commune(code)).near} <= lands_
    corsican = answers.of(many.places.commune("2A004"))
    assert len(corsican.near) == 5


def test_a_pole_that_no_source_seats_is_never_measured(many):
    """It is among the nearest of no commune; apart, it is told where its département is within reach."""
    answers, apart = Answers(many), 0
    for code in some(many.places.rows, 200):
        answer = answers.of(many.places.commune(code))
        assert not [n.pole.slug for n in answer.near if n.pole.seat.approximate]
        assert all(p.seat.approximate for p in answer.apart)
        apart += len(answer.apart)
    assert apart


def test_no_commune_is_covered_without_a_record_that_is_made_of_it(real):
    """Of the atlas itself, for every commune of France: who covers it, by what the files say, is who names it or what it is in."""
    inside = contained(real, real.places.rows)
    wrong = [code for code in real.places.rows if {p.slug for p in nearby_answer.covering(real, real.places.commune(code))} != inside.get(code, set())]
    assert wrong == []
    for code in ("76351", "76540", "87085", "78646"):  # Le Havre, Rouen, Limoges, Versailles
        assert nearby_answer.covering(real, real.places.commune(code)) == (), code


def test_a_territory_without_known_limits_reaches_and_does_not_cover(real):
    """Le Havre: the Pays de Bray lies in its département, and is told so; at the pole's own seat, the record says that it covers."""
    answers = Answers(real)
    assert [p.slug for p in answers.of(real.places.commune("76351")).touching] == ["pays-de-bray"]
    assert [p.slug for p in answers.of(real.places.commune("60333")).covering] == ["pays-de-bray"]


@pytest.mark.parametrize(
    ("end", "words"),
    [((49, 2), "au nord"), ((49, 3.5), "au nord-est"), ((48, 3), "à l’est"), ((47, 2), "au sud"), ((48, 1), "à l’ouest"), ((47, 0.5), "au sud-ouest")],
)
def test_directions_are_said_in_words(end, words):
    assert direction(Point(48, 2), Point(*end)) == words


def test_files_are_the_same_at_each_build(many):
    assert dict(near.files(many)) == dict(near.files(scattered(real_atlas(), 240)))


def test_what_one_answer_reads_stays_small(real):
    """With 300 poles no file tells of more than some eighty, and a look-up has few files of seats to choose from."""
    files = {path.rsplit("/", 1)[-1]: text for path, text in near.files(scattered(real, 300))}
    index = json.loads(files["index.json"])
    seats = [name for name in files if name.startswith("s-")]
    assert len(seats) == sum((len(numbers) - 1) // 4 for numbers in index["s"].values()) < 20
    for name, text in files.items():
        if name != "index.json":
            content = json.loads(text)
            assert len(content.get("p", content)["i"]) <= 2 * near.POLES_A_FILE, name


def test_an_atlas_without_poles_answers_all_the_same(real):
    """Nothing to tell is told as nothing."""
    empty = scattered(real, 0)
    answer = Answers(empty).of(empty.places.commune("35236"))
    assert (answer.covering, answer.near, answer.region) == ((), (), ())
    assert json.loads(dict(near.files(empty))["pres-de-chez-moi/donnees/index.json"])["s"] == {}


def test_basins_and_lands_know_corsica_and_overseas():
    assert near_leaves.basin("2A") == near_leaves.basin("13") == ""
    assert near_leaves.basin("977") == near_leaves.basin("972") != near_leaves.basin("975")
    assert nearby_answer.land("2B") == nearby_answer.land("2A") != nearby_answer.land("06")
