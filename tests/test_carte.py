"""What the build writes for the map: folium tamed, libraries of our own, places as GeoJSON."""

from __future__ import annotations

import gzip
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
from atlas.pictures import underlay
from atlas.record.values import PartialDate
from atlas.site import carte

ASSETS = Path(__file__).resolve().parent.parent / "assets"
PLATES = Path(__file__).resolve().parent.parent / "content" / "plates"


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
    published = carte.files(ASSETS, carte.script())
    assert {carte.LIBRARIES, carte.STYLE} < set(published)
    assert set(carte.ASSETS.styles + carte.ASSETS.scripts) <= set(published) | {"carte/page.js"}
    assert [name for name in published if name.endswith((".js", ".css"))] == [carte.LIBRARIES, carte.STYLE]


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


def test_the_ground_is_light_and_lies_on_this_earth():
    """Every line of it, read back, goes from place to place on the globe; what the map waits for stays under 22 kB on the wire."""
    text = (PLATES / underlay.FOND).read_bytes()
    fond = json.loads(text)
    fine, coarse = fond["pas"]
    assert len(gzip.compress(text, 6)) < 22_000
    for steps, lines in ((fine, [*fond["departements"], *fond["regions"], *(line for _, ours in fond["terres"] for line in ours)]), (coarse, fond["voisins"])):
        points = [point for line in lines for point in read_back(line, steps)]
        assert len(points) > 1000
        assert all(-180 <= longitude <= 180 and -90 <= latitude <= 90 for longitude, latitude in points)
    assert [code for code, _ in fond["terres"]] == ["hexagone", "971", "972", "973", "974", "976", "975", "977", "978", "986", "987", "988"]


def read_back(line, steps):
    """What `assets/carte/fond.js` reads in a line."""
    x, y, signs = line.split(",", 2)
    points = [(int(x), int(y))]
    for east, north in zip(signs[::2], signs[1::2], strict=True):
        points.append((points[-1][0] + ord(east) - 81, points[-1][1] + ord(north) - 81))
    return [(longitude / steps, latitude / steps) for longitude, latitude in points]


def test_a_long_line_is_written_in_steps_that_one_sign_can_tell():
    """Whatever the distance, the end is where it was; a line that stays where it is is not written."""
    line = [Point(48.0, -1.0), Point(48.001, -1.0), Point(44.5, 3.252)]
    written = underlay.written(line, 250)
    assert read_back(written, 250)[0] == (-1.0, 48.0)
    assert read_back(written, 250)[-1] == (3.252, 44.5)
    assert all(36 <= ord(sign) <= 126 for sign in written.split(",", 2)[2])
    assert underlay.written([Point(1, 1), Point(1.001, 1)], 250) == ""


def test_towns_are_named_by_size_and_every_seat_of_a_departement_from_afar():
    names = json.loads((PLATES / underlay.NAMES).read_text(encoding="utf-8"))
    far = [nom for nom, *_ in names["villes"][0]]
    assert far[:3] == ["Paris", "Marseille", "Lyon"]
    assert "Privas" in {nom for nom, *_ in names["villes"][2]}
    assert len(names["departements"]) == 107
    near = json.loads((PLATES / underlay.towns_file("84")).read_text(encoding="utf-8"))
    assert {"Romans-sur-Isère", "Dieulefit"} <= {nom for towns in near for nom, *_ in towns}


def test_the_fingerprint_follows_folium_and_this_module(monkeypatch):
    before = carte.fingerprint()
    assert before == carte.fingerprint()
    monkeypatch.setattr(metadata, "version", lambda _: "9.9")
    assert carte.fingerprint() != before
