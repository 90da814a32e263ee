"""What the build writes for the map: folium tamed, libraries of our own, places as GeoJSON."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from atlas.content.config import Config, Forge, Licence
from atlas.content.vocabularies import Term
from atlas.exports import geojson_poles
from atlas.geo.places import Commune, Departement, Places, Point, Region
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole, Seat
from atlas.record.values import PartialDate
from atlas.site import carte

ASSETS = Path(__file__).resolve().parent.parent / "assets"
GEO = Path(__file__).resolve().parent.parent / "content" / "geo"


def test_the_script_is_the_same_at_every_build():
    assert carte.script() == carte.script()


def test_the_script_holds_nothing_folium_brings_by_itself():
    text = carte.script()
    assert "$(" not in text
    assert "<script" not in text
    assert not re.search(r"[0-9a-f]{32}", text)
    assert not re.search(r"[^\x00-\x7f]", re.sub(r"(//|/\*).*", "", text))
    hosts = set(re.findall(r"https?://([^/\"]+)", text))
    assert hosts == {"data.geopf.fr", "tile.openstreetmap.org", "www.openstreetmap.org"}


def test_no_background_is_shown_by_itself():
    assert re.findall(r"(\w+)\.addTo\(", carte.script()) == ["atlas_grappes"]


def test_another_folium_is_refused_with_a_sentence():
    with pytest.raises(carte.CarteError, match=r"folium 9\.9 n’écrit plus .* jQuery"):
        carte.check_shape("$(document).ready()", "9.9")


def test_libraries_are_whole_and_name_no_missing_file():
    files = carte.libraries()
    assert files == carte.libraries()
    assert b"sourceMappingURL" not in b"".join(files.values())
    assert b'version="1.9' in files["carte/leaflet.js"]
    sheet = files["carte/leaflet.css"].decode()
    assert {f"carte/{name}" for name in re.findall(r"url\((images/[^)]+)\)", sheet)} <= set(files)
    published = set(files) | {carte.SCRIPT} | {path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.*")}
    assert set(carte.ASSETS.styles + carte.ASSETS.scripts) <= published


def test_a_missing_package_is_told_with_a_sentence(monkeypatch):
    def missing(package):
        raise metadata.PackageNotFoundError(package)

    monkeypatch.setattr(metadata, "files", missing)
    with pytest.raises(carte.CarteError, match="xstatic-leaflet n’est pas installé"):
        carte.libraries()
    monkeypatch.setattr(metadata, "files", lambda _: None)
    with pytest.raises(carte.CarteError, match=r"leaflet\.css manque dans son paquet xstatic \(présents : aucun\)"):
        carte.libraries()


def pole(slug, seat, **values):
    filled = {
        "slug": slug, "territoire": None, "nom": f"Pôle {slug} « l’essai »", "seat": seat, "secteurs": ("culture",), "statut": "actif",
        "verifie_le": PartialDate(2026, 11, 22),
    }  # fmt: skip
    blank = dict.fromkeys(Pole.__dataclass_fields__, ())
    return Pole(**blank | filled | values)


@pytest.fixture
def atlas(tmp_path):
    calvados = Departement("14", "Calvados", "28", Point(49.1, -0.36))
    miquelon = Departement("975", "Saint-Pierre-et-Miquelon", "", Point(46.95, -56.32), (-56.6, 46.55, -55.9, 47.35))
    town = Commune("14645", "Saint-Pierre-Azif", "14", ("14950",), "", 190, Point(49.3046, 0.0803))
    config = Config(
        titre="L’atlas", sous_titre="", description="", adresse="https://atlas.example/", editeur="", directeur="",
        hebergeur="", courriel="", depot=Forge(), accessibilite="non conforme", accessibilite_date="",
        licence=Licence("Licence Ouverte 2.0", "etalab-2.0", "https://licence.example/"),
    )  # fmt: skip
    words = {
        "secteurs": {"culture": Term("culture", "Culture et industries créatives", "", "", "Culture", "")},
        "statuts": {"actif": Term("actif", "Actif", "", "", "Actif", "")},
    }
    return Atlas(
        config, words, Places(tmp_path, {}, {}, {}, {}), SimpleNamespace(),
        (
            pole("a", Seat(Region("28", "Normandie"), calvados, None, town, Point(49.30461234, 0.08034567), approximate=False)),
            pole("b", Seat(None, miquelon, None, None, miquelon.point, approximate=True), verifie_le=PartialDate(2025)),
        ),
    )  # fmt: skip


def test_geojson_says_where_each_pole_is(atlas):
    collection = json.loads(geojson_poles.render(atlas))
    assert collection["type"] == "FeatureCollection"
    assert (collection["licence"], collection["date"]) == ("etalab-2.0", "2026-11-22")
    assert collection["source"] == "L’atlas, https://atlas.example/"
    first, second = collection["features"]
    assert first["id"] == "a"
    assert first["geometry"] == {"type": "Point", "coordinates": [0.0803, 49.3046]}
    assert first["properties"] == {
        "nom": "Pôle a « l’essai »", "adresse": "poles/a/", "commune": "Saint-Pierre-Azif", "departement": "14",
        "departement_nom": "Calvados", "region": "28", "region_nom": "Normandie", "secteurs": ["culture"],
        "secteurs_noms": ["Culture et industries créatives"], "statut": "actif", "statut_nom": "Actif",
        "position": "siège", "territoire": None, "perimetre": None, "verifie_le": "2026-11-22",
        "reconnaissances": [], "reconnaissances_noms": [],
    }  # fmt: skip
    assert second["geometry"]["coordinates"] == [-56.32, 46.95]
    assert [second["properties"][key] for key in ("commune", "region", "position")] == [None, None, "approximative"]


def test_geojson_is_compact_and_the_same_at_every_build(atlas):
    text = geojson_poles.render(atlas)
    assert text == geojson_poles.render(atlas)
    assert text.count("\n") == 1
    assert ": " not in text.replace("« ", "")


def test_an_empty_atlas_is_a_valid_collection(atlas):
    empty = Atlas(atlas.config, atlas.vocabularies, atlas.places, atlas.referentiel, ())
    collection = json.loads(geojson_poles.render(empty))
    assert (collection["features"], collection["date"]) == ([], None)


def test_outlines_are_there_and_on_this_earth():
    for source in carte.OUTLINES.values():
        collection = json.loads((GEO / source).read_text(encoding="utf-8"))
        points = [p for f in collection["features"] for p in corners(f["geometry"]["coordinates"])]
        assert all(-180 <= longitude <= 180 and -90 <= latitude <= 90 for longitude, latitude in points)


def corners(coordinates):
    if isinstance(coordinates[0], (int, float)):
        return [coordinates]
    return [point for part in coordinates for point in corners(part)]


def test_the_fingerprint_follows_folium_and_this_module(monkeypatch):
    before = carte.fingerprint()
    assert before == carte.fingerprint()
    monkeypatch.setattr(metadata, "version", lambda _: "9.9")
    assert carte.fingerprint() != before
