"""A profile of each pole is one that an index of Murmurations takes, and says no more than the record."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from atlas.exports import murmurations, paths
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from tests.atlases import real_atlas, scattered
from tests.test_exports import survey_of

COUNTRY = {"FR"}
ODD = ('=HYPERLINK("https://exemple.fr";"ici")', "007", 'dit "oui"; +1, non | peut-être', "une\nligne", "<b>gras</b>", "x" * 150)


def accepted(text: bytes) -> dict:
    """A profile by the rules of `organizations_schema-v1.0.0` and of its fields, written here again."""
    said = json.loads(text)
    assert said["linked_schemas"] == ["organizations_schema-v1.0.0"]
    assert 0 < len(said["name"]) <= 200
    assert re.match("https?://", said.get("primary_url", "https://"))
    assert len(said.get("primary_url", "")) <= 2000
    assert all(set(link) == {"name", "url"} and re.match("https?://", link["url"]) for link in said["urls"])
    tags = said["tags"]
    assert 1 <= len(tags) <= 100
    assert len(set(tags)) == len(tags)
    assert all(len(tag) <= 100 for tag in tags)
    assert said.get("status", "active") in {"active", "completed", "cancelled", "on_hold", "in_planning"}
    assert said["country_iso_3166"] in COUNTRY
    if "geolocation" in said:
        assert set(said["geolocation"]) == {"lat", "lon"}
        assert abs(said["geolocation"]["lat"]) <= 90
        assert abs(said["geolocation"]["lon"]) <= 180
    assert all(isinstance(said.get(name, ""), str) for name in ("description", "telephone", "unique_id", "locality", "region"))
    assert re.fullmatch(r"(\+[0-9]{8,14})?", said.get("telephone", ""))
    assert all(said.values()), "what is unknown has no key"
    return said


def profile(atlas: Atlas, pole: Pole) -> dict:
    return accepted(murmurations.profile(atlas, pole))


@pytest.mark.parametrize("atlas", [real_atlas(), scattered(real_atlas(), 60)], ids=["real", "scattered"])
def test_each_pole_has_a_profile_that_an_index_takes(atlas):
    """At its address and at its former ones, all in the list; where it stands only if a source says it; its situation in a word or a tag."""
    files = dict(murmurations.FORMAT.files(survey_of(atlas)))
    told = json.loads(files[paths.MURMURATIONS])["profiles"]
    assert told == [atlas.config.adresse + paths.murmurations(pole.slug) for pole in atlas.poles]
    for pole in atlas.poles:
        said = accepted(files[paths.murmurations(pole.slug)])
        assert all(files[paths.murmurations(slug)] == files[paths.murmurations(pole.slug)] for slug in pole.anciennes_adresses)
        assert (said["name"], said["unique_id"], said.get("primary_url", "")) == (pole.nom, pole.slug, pole.site_web)
        assert ("geolocation" in said) is not pole.seat.approximate
        assert ("status" in said) is not (atlas.label("statuts", pole.statut) in said["tags"])
        assert said["urls"][0]["url"].endswith(f"/poles/{pole.slug}/")
        assert (said["licence"], said["date"]) == (atlas.config.licence.spdx, str(pole.verifie_le))


@pytest.mark.parametrize(("departement", "written", "told"), [
    ("35", "0299000000", "+33299000000"), ("974", "0262000000", "+262262000000"), ("971", "+590590000000", "+590590000000"),
    ("988", "250000", ""), ("35", "", ""),
])  # fmt: skip
def test_a_telephone_is_international_or_left_out(departement, written, told):
    """Its prefix is that of the place."""
    atlas = real_atlas()
    pole = replace(atlas.poles[0], telephone=written, seat=replace(atlas.poles[0].seat, departement=atlas.places.departements[departement]))
    assert profile(atlas, pole).get("telephone", "") == told


@pytest.mark.parametrize("text", ODD)
def test_an_odd_record_is_a_profile_too(text):
    """Its words come back as they are; a tag that is too long or told twice is not a tag."""
    atlas = real_atlas()
    said = profile(atlas, replace(atlas.poles[0], nom=text, resume=text, activites=(text, text.upper(), *(f"activité {n}" for n in range(120)))))
    assert (said["name"], said["description"]) == (text, text)
    assert (text in said["tags"]) is (len(text) <= 100)
