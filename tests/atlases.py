"""Atlases made for tests: as many poles as wanted, with seats and territories of every kind, the same each time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from atlas.french.folding import slug
from atlas.geo.perimeters import Territory
from atlas.geo.places import Commune, Places
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole, Seat
from atlas.site import examination
from tests.sites import TODAY, at_home

KINDS = ("none", "vague", "communes", "epci", "epci", "departement", "region", "reach", "epci and reach")


@cache
def real_atlas() -> Atlas:
    """The atlas of the repository, checked; read once, for nobody can change it."""
    the_house, records = at_home()
    atlas = examination.examine(the_house, list(records), TODAY).atlas
    assert atlas is not None
    return atlas


def scattered(model: Atlas, count: int, seed: int = 3) -> Atlas:
    """An atlas of `count` poles seated where people live, some overseas, some known to their département alone."""
    rng = random.Random(seed)  # noqa: S311
    places = model.places
    communes = _communes() if places is real_atlas().places else [c for code in places.rows if (c := places.commune(code))]
    seats = rng.choices(communes, [c.population**0.5 + 20 for c in communes], k=count)
    poles = [_pole(model.poles[n % len(model.poles)], n, seat, places, rng, communes) for n, seat in enumerate(seats)]
    return Atlas(model.config, model.vocabularies, places, model.referentiel, tuple(sorted(poles, key=lambda p: p.nom)))


@cache
def _communes() -> list[Commune]:
    places = real_atlas().places
    return [c for code in places.rows if (c := places.commune(code))]


def _pole(like: Pole, number: int, commune: Commune, places: Places, rng: random.Random, communes: Sequence[Commune]) -> Pole:
    departement = places.departements[commune.departement]
    region, epci = places.regions.get(departement.region), places.epci.get(commune.epci)
    point = commune.point
    if point is None or rng.random() < 0.05:
        seat = Seat(region, departement, None, None, departement.point, approximate=True)
    else:
        seat = Seat(region, departement, epci, commune, point, approximate=False)
    kind = rng.choice(KINDS)
    territory = {
        "none": None,
        "vague": Territory("Autour d’ici"),
        "communes": Territory("", communes=(commune, *rng.sample(communes, 3))),
        "epci": Territory("", epci=(epci,) if epci else (), communes=() if epci else (commune,)),
        "departement": Territory("", departements=(departement,)),
        "region": Territory("", regions=(region,)) if region and number % 5 == 0 else Territory("", departements=(departement,)),
        "reach": Territory("Vers là-bas", departements_touches=tuple(dict.fromkeys((departement, places.departements[rng.choice(communes).departement])))),
        "epci and reach": Territory("D’ici à là-bas", epci=(epci,) if epci else (), departements_touches=(departement,)),
    }[kind]
    # An address is drawn from the name: all of it in 12 of the 29 real records of November 2026, part of it in the others.
    nom = f"Pôle {rng.randrange(10**6):06}-{number} de {commune.nom}"
    address = slug(nom) if number % 29 < 12 else slug(nom.split(" de ", maxsplit=1)[0])
    return replace(like, slug=address, nom=nom, seat=seat, territoire=territory)
