"""The map that a brief prints."""

from __future__ import annotations

import re

import pytest

from atlas.geo.perimeters import Perimeters, Territory
from atlas.geo.places import Point
from atlas.pictures.local import HEIGHT, WIDTH, Seat, local_map
from tests.sites import at_home


@pytest.fixture(scope="module")
def drome():
    """The outline of a département."""
    house, _ = at_home()
    places = house.places
    return Perimeters(places).of(Territory("", departements=(places.departements["26"],)))


def test_names_find_room_or_stay_away_and_a_hostile_one_is_text(drome):
    """Ten seats of one town: no two names meet, none leaves the map, markup is escaped."""
    seats = [Seat(f"Pôle <b>{rank}</b>", Point(44.93 + rank / 1000, 4.89), here=True) for rank in range(10)]
    drawn = local_map(drome, (), (), seats, 'Carte "Drôme"')
    assert "<b>" not in drawn
    assert drawn.count("<circle") == 10
    tops = [float(y) for y in re.findall(r'<text class="local-nom" x="[\d.]+" y="([\d.]+)"', drawn)]
    assert 1 <= len(tops) <= 4
    assert all(8 < y < HEIGHT for y in tops)


def test_a_seat_far_away_does_not_widen_the_map(drome):
    """A pole of La Réunion whose territory is here has no dot; one of the next département has."""
    alone = local_map(drome, (), (), [], "x")
    assert local_map(drome, (), (), [Seat("Ailleurs", Point(-21.1, 55.5), here=True)], "x") == alone
    near = local_map(drome, (), (), [Seat("Tout près", Point(45.3, 4.6), here=False)], "x")
    assert "Tout près" in near
    assert float(re.search(r'cx="([\d.]+)"', near)[1]) < WIDTH / 2
