"""The nearest poles: the grid finds what measuring all would find."""

from __future__ import annotations

import random
from dataclasses import dataclass

from atlas.geo.places import Departement, Point
from atlas.model import neighbours


@dataclass(frozen=True)
class _Seat:
    point: Point
    departement: Departement
    approximate: bool = False


@dataclass(frozen=True)
class _Pole:
    slug: str
    seat: _Seat


def _pole(number, latitude, longitude, departement="35", *, approximate=False):
    place = Point(latitude, longitude)
    return _Pole(f"p{number:04d}", _Seat(place, Departement(departement, "", "", place), approximate))


def test_the_grid_finds_what_measuring_all_finds():
    """For poles spread at random, and crowded, the five nearest are the five nearest."""
    chance = random.Random(3)  # noqa: S311 - a place on a map, not a secret
    poles = [_pole(i, chance.uniform(42, 51), chance.uniform(-5, 8)) for i in range(300)]
    poles += [_pole(i, chance.gauss(48.85, 0.05), chance.gauss(2.35, 0.05)) for i in range(300, 400)]
    index = neighbours.index(poles)
    for pole in chance.sample(poles, 60):
        found = [n.pole.slug for n in index.nearest(pole.seat.point, "metropole", 5, {pole.slug})]
        measured = sorted((pole.seat.point.distance_km(p.seat.point), p.slug) for p in poles if p is not pole)[:5]
        assert found == [slug for _, slug in measured]


def test_a_sea_is_not_crossed():
    """A pole of Guadeloupe has no neighbour in Martinique nor in the hexagon."""
    poles = [_pole(1, 16.2, -61.5, "971"), _pole(2, 14.6, -61.0, "972"), _pole(3, 48.8, 2.3, "75"), _pole(4, 16.0, -61.7, "971")]
    index = neighbours.index(poles)
    assert [n.pole.slug for n in index.nearest(Point(16.2, -61.5), "971", 9, {"p0001"})] == ["p0004"]


def test_corsica_is_of_the_hexagon():
    """The island's neighbours are across the Mediterranean, with their distance."""
    assert neighbours.zone("2A") == neighbours.zone("13")
    assert neighbours.zone("974") == "974"


def test_few_poles_are_all_measured_however_far():
    """With 24 poles in a zone, one that lies 14° away is found; with one more, the search stops at 12°."""
    near = [_pole(number, 48, -1) for number in range(neighbours.FEW - 1)]
    far = _pole(99, 48, 13)
    start = Point(48, -1)
    assert len(neighbours.index([*near, far]).nearest(start, "metropole", 99)) == neighbours.FEW
    crowd = [*near, _pole(98, 48, -1), far]
    assert far.slug not in [n.pole.slug for n in neighbours.index(crowd).nearest(start, "metropole", 99)]


def test_a_pole_known_by_its_departement_alone_is_told_apart_and_never_measured():
    """It is among the nearest of no place; it comes apart when the middle of its département is near enough, the nearest first."""
    seats = [_pole(1, 48, 0), _pole(2, 48, 1)]
    lost = [_pole(3, 48, 0.1, "35", approximate=True), _pole(4, 48, 2, "44", approximate=True), _pole(5, 48, 0.1, "35", approximate=True), _pole(6, 16, -61, "971", approximate=True)]
    index = neighbours.index([*seats, *lost])
    start = Point(48, 0)
    assert [n.pole.slug for n in index.nearest(start, "metropole", 9)] == ["p0001", "p0002"]
    assert [p.slug for p in index.apart(start, "metropole", 100)] == ["p0003", "p0005"]
    assert [p.slug for p in index.apart(start, "metropole", 1000)] == ["p0003", "p0005", "p0004"]
    assert [p.slug for p in index.apart(start, "metropole", 1000, {"p0003"})] == ["p0005", "p0004"]
    assert index.apart(start, "973", 1000) == ()
