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


@dataclass(frozen=True)
class _Pole:
    slug: str
    seat: _Seat


def _pole(number, latitude, longitude, departement="35"):
    place = Point(latitude, longitude)
    return _Pole(f"p{number:04d}", _Seat(place, Departement(departement, "", "", place)))


def test_the_grid_finds_what_measuring_all_finds():
    """For poles spread at random, and crowded, the five nearest are the five nearest."""
    chance = random.Random(3)  # noqa: S311 - a place on a map, not a secret
    poles = [_pole(i, chance.uniform(42, 51), chance.uniform(-5, 8)) for i in range(300)]
    poles += [_pole(i, chance.gauss(48.85, 0.05), chance.gauss(2.35, 0.05)) for i in range(300, 400)]
    index = neighbours.index(poles)
    for pole in chance.sample(poles, 60):
        found = [n.pole.slug for n in index.nearest(pole.seat.point, "metropole", 5, pole.slug)]
        measured = sorted((pole.seat.point.distance_km(p.seat.point), p.slug) for p in poles if p is not pole)[:5]
        assert found == [slug for _, slug in measured]


def test_a_sea_is_not_crossed():
    """A pole of Guadeloupe has no neighbour in Martinique nor in the hexagon."""
    poles = [_pole(1, 16.2, -61.5, "971"), _pole(2, 14.6, -61.0, "972"), _pole(3, 48.8, 2.3, "75"), _pole(4, 16.0, -61.7, "971")]
    index = neighbours.index(poles)
    assert [n.pole.slug for n in index.nearest(Point(16.2, -61.5), "971", 9, "p0001")] == ["p0004"]


def test_corsica_is_of_the_hexagon():
    """The island's neighbours are across the Mediterranean, with their distance."""
    assert neighbours.zone("2A") == neighbours.zone("13")
    assert neighbours.zone("974") == "974"
