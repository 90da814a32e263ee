"""The territories as data: shapes a GIS accepts, only where the perimeter is known, and the same by département."""

from __future__ import annotations

import dataclasses
import itertools
import json
from types import SimpleNamespace

import pytest

from atlas import urls
from atlas.content.vocabularies import Term
from atlas.exports import geojson_poles, geojson_territoires
from atlas.geo import places
from atlas.geo.perimeters import Territory
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole, Seat
from atlas.record.values import PartialDate
from tests.sites import PROJECT

LICENCE = SimpleNamespace(spdx="etalab-2.0")
CONFIG = SimpleNamespace(titre="L’atlas", adresse="https://atlas.example/", licence=LICENCE)


@pytest.fixture(scope="module")
def atlas():
    known = places.load(PROJECT / "content" / "geo")
    redon, drome = known.epci["243500741"], known.departements["26"]
    territories = {
        "drome": Territory("La Drôme", departements=(drome,)),
        "inconnu": None,
        "melange": Territory("Deux rives", epci=(redon,), departements=(known.departements["975"],)),
        "miquelon": Territory("L’archipel", departements=(known.departements["975"],)),
        "nom-seul": Territory("Pays de Redon"),
        "redon": Territory("Autour de « Redon »", epci=(redon,)),
    }
    seat = Seat(known.regions["53"], known.departements["35"], redon, None, known.departements["35"].point, approximate=True)
    blank = dict.fromkeys(Pole.__dataclass_fields__, ())
    poles = (
        Pole(**blank | {"slug": slug, "nom": slug.title(), "seat": seat, "territoire": territory, "statut": "actif", "verifie_le": PartialDate(2026, 11, 24)})
        for slug, territory in territories.items()
    )  # fmt: skip
    words = {"statuts": {"actif": Term("actif", "Actif", "", "", "Actif", "")}}
    return Atlas(CONFIG, words, known, SimpleNamespace(), tuple(poles))


@pytest.fixture(scope="module")
def collection(atlas):
    return json.loads(geojson_territoires.render(atlas))


def doubled(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))


def test_only_known_perimeters_are_there(collection):
    """Neither an unknown territory, nor a name alone, nor a collectivity we have no outline of."""
    assert [feature["id"] for feature in collection["features"]] == ["drome", "melange", "redon"]


def test_licence_source_date_and_precision_are_told(collection):
    assert (collection["licence"], collection["date"]) == ("etalab-2.0", "2026-11-24")
    assert collection["source"] == "L’atlas, https://atlas.example/"
    assert "IGN" in collection["contours"]
    assert collection["precision_km"] == 0.3


def test_each_feature_says_what_its_territory_is_made_of(collection):
    melange = collection["features"][1]["properties"]
    assert (melange["libelle"], melange["epci"], melange["departements"]) == ("Deux rives", ["243500741"], ["975"])
    assert melange["sans_contour"] == ["Saint-Pierre-et-Miquelon"]
    assert melange["adresse"] == "poles/melange/"


def test_rings_are_closed_right_handed_and_rounded(collection):
    """Outer rings counterclockwise, holes clockwise (RFC 7946); four decimals, which is finer than the outlines."""
    for feature in collection["features"]:
        assert feature["geometry"]["type"] == "MultiPolygon"
        for outer, *holes in feature["geometry"]["coordinates"]:
            assert doubled(outer) > 0
            assert all(doubled(hole) < 0 for hole in holes)
            for ring in (outer, *holes):
                assert ring[0] == ring[-1]
                assert all(round(value, 4) == value for point in ring for value in point)


def test_the_enclave_is_a_hole(collection):
    drome = collection["features"][0]["geometry"]["coordinates"]
    assert sum(len(polygon) - 1 for polygon in drome) == 1


def test_the_files_by_departement_hold_the_same_features(atlas, collection):
    """Under the département of the seat, and no file where there is nothing."""
    files = dict(geojson_territoires.by_departement(atlas))
    assert list(files) == [urls.territoires_of("35")]
    assert json.loads(files[urls.territoires_of("35")]) == collection


def test_an_atlas_without_perimeters_is_an_empty_collection(atlas):
    vague = dataclasses.replace(atlas, poles=tuple(p for p in atlas.poles if p.slug in ("inconnu", "nom-seul")))
    assert json.loads(geojson_territoires.render(vague))["features"] == []
    assert list(geojson_territoires.by_departement(vague)) == []


def test_the_points_say_whether_there_is_a_shape(atlas):
    features = json.loads(geojson_poles.render(atlas))["features"]
    said = {f["id"]: (f["properties"]["territoire"], f["properties"]["perimetre"]) for f in features}
    assert said["redon"] == ("Autour de « Redon »", "tracé")
    assert said["nom-seul"] == ("Pays de Redon", "non tracé")
    assert said["miquelon"] == ("L’archipel", "non tracé")
    assert said["inconnu"] == (None, None)


def test_it_is_the_same_at_every_build(atlas):
    again = dataclasses.replace(atlas)
    assert geojson_territoires.render(atlas) == geojson_territoires.render(again)
