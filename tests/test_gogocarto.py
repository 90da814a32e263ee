"""GoGoCarto takes our poles and their categories: its importer's own rules, written again here, give back what the records say."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, replace

import pytest

from atlas.exports import csv_columns, gogocarto
from atlas.geo.places import Point
from atlas.model.atlas import Atlas
from tests import at_once
from tests.atlases import real_atlas, scattered

# `Element::CORE_FIELDS`, and the other names of its fields (`ElementImportMappingOntologyService`), of its namespace `App`.
CORE = (
    "id", "name", "categories", "streetAddress", "addressLocality", "postalCode", "addressCountry", "latitude", "longitude", "images", "files", "owner", "source",
    "sourceKey", "openHours", "email", "customFormatedAddress",
)  # fmt: skip
OTHER_NAMES = {
    "title": "name", "nom": "name", "titre": "name", "mail": "email", "taxonomy": "categories", "address": "streetAddress", "city": "addressLocality",
    "postcode": "postalCode", "country": "addressCountry", "lat": "latitude", "long": "longitude", "lng": "longitude", "lon": "longitude",
}  # fmt: skip

ODD = ('=HYPERLINK("https://exemple.fr";"ici")', "007", 'dit "oui"; +1, non | peut-être', "une\nligne\r\net l’autre", "M. A. \\ B.", "<b>gras</b>")


@dataclass(frozen=True)
class Element:
    """What the importer makes of a row: its own fields, the categories by name, and all that has no field of its own."""

    core: dict[str, str]
    categories: tuple[str, ...]
    custom: dict[str, object]


def slugified(text: str) -> str:
    """Its `slugify`: no accents, hyphens, no plural."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"-+", "-", re.sub(r"[^\w]+", "-", plain)).strip("-").rstrip("s").lower()


def options_of(taxonomy: bytes) -> dict[str, str]:
    """The names of a tree's options by what finds them (`createOptionsMappingTable`)."""
    found = {}
    for category in json.loads(taxonomy):
        for option in category["options"]:
            assert slugified(option["name"]) not in found, "two options under one name"
            found[slugified(option["name"])] = option["name"]
    return found


def imported(data: bytes, taxonomy: bytes) -> list[Element]:
    """The elements it makes of our file, once the tree is there: `loadJson`, `transform`, `mapOntology`, `mapTaxonomy`, `createElementFromArray`."""
    content = json.loads(data.decode().replace("\n", ""))
    assert content.get("ontology") != "gogofull", "it would look for the API of another GoGoCarto"
    rows, options = content["data"], options_of(taxonomy)
    assert "elements" not in content
    assert "features" not in content
    return [_element(dict(row), options) for row in rows if any(row.values()) and "name" in row]


def _element(row: dict, options: dict[str, str]) -> Element:
    geo, address = row.pop("geo"), row.pop("address")
    assert not set(address) & set(row), "an address would take the place of a field"
    row |= {"latitude": geo["latitude"], "longitude": geo["longitude"]} | address
    known = {name.lower(): name for name in CORE}
    core, custom = {}, {}
    for name, value in row.items():
        assert "." not in name, "no dot in a key of MongoDB"
        assert not isinstance(value, dict), "each of its keys would be offered for mapping"
        assert not name.startswith("image"), "it would be taken for an address of a picture"
        short = re.sub("^bf_|_", "", name).lower()
        field = known.get(short) or OTHER_NAMES.get(short) or ("categories" if short.startswith("category") else "")
        if not field:
            custom[name] = value
            continue
        assert field not in core, f"two keys for {field}"
        core[field] = value
    categories = tuple(options[slugified(category["name"].strip().replace(".", "_"))] for category in core.pop("categories"))
    assert categories, "an element without a category waits for a moderator"
    assert str(core["id"])
    assert float(core["latitude"]) != 0 != float(core["longitude"]), "a position of 0 is none for it"
    return Element({name: str(value) for name, value in core.items()}, categories, custom)


def elements_of(atlas: Atlas) -> dict[str, Element]:
    """What the importer makes of an atlas, by id."""
    found = imported(at_once.elements(atlas).encode(), gogocarto.taxonomy(atlas).encode())
    assert len(found) == len(atlas.poles)
    return {element.core["id"]: element for element in found}


@pytest.mark.parametrize("atlas", [real_atlas(), scattered(real_atlas(), 60)], ids=["real", "scattered"])
def test_each_pole_becomes_an_element_with_its_place_and_categories(atlas):
    """Its id, name and position, where it is, its sectors and its situation; nothing is moved to another field."""
    for slug, element in elements_of(atlas).items():
        pole = atlas.by_slug[slug]
        assert element.core["name"] == pole.nom
        assert (float(element.core["latitude"]), float(element.core["longitude"])) == (pole.seat.point.latitude, pole.seat.point.longitude)
        assert element.core.get("addressLocality", "") == (pole.seat.commune.nom if pole.seat.commune else "")
        assert element.categories == (*(atlas.label("secteurs", id_) for id_ in pole.secteurs), atlas.label("statuts", pole.statut))
        assert element.core.get("email", "") == pole.courriel
        assert element.core["source"] == atlas.config.titre
        assert element.custom["url"].endswith(f"/poles/{slug}/")
        assert element.custom["licence"] == atlas.config.licence.spdx
        if pole.seat.commune and len(pole.seat.commune.codes_postaux) > 1:
            assert "postalCode" not in element.core, "which of them is not known"


def test_an_element_holds_all_that_the_table_does():
    """Every column of the CSV that says something of a pole is a field of its own, or one of GoGoCarto's; what is unknown has no key."""
    atlas = real_atlas()
    for slug, element in elements_of(atlas).items():
        cells = {column.name: column.make(atlas, atlas.by_slug[slug]) for column in csv_columns.COLUMNS}
        said = {gogocarto.NAMES.get(name, name) for name, cell in cells.items() if cell not in (None, "", ())} - gogocarto.ELSEWHERE
        assert said == (set(element.custom) | set(element.core)) - {"latitude", "longitude", "addressLocality", "postalCode", "addressCountry"}


def test_an_odd_record_comes_back_as_it_is():
    """Quotes, bars, line breaks, formulas, commas in names and in lists; a seat on the meridian; three hundred members."""
    atlas = real_atlas()
    model = next(pole for pole in atlas.poles if pole.seat.commune and pole.parties_prenantes)
    for text in ODD:
        members = tuple(replace(model.parties_prenantes[0], nom=f"{text}, {number}; n° 0{number} | x") for number in range(300))
        pole = replace(model, nom=text, parties_prenantes=members, seat=replace(model.seat, point=Point(48.5, 0.0)))
        (element,) = elements_of(replace(atlas, poles=(pole,))).values()
        assert element.core["name"] == text
        assert element.custom["parties_prenantes"] == [member.nom for member in members]
        assert float(element.core["longitude"]) == 0.0001


def test_the_map_finds_each_category_by_its_id():
    """GoGoCartoJs compares ids as texts: each is one option's, whatever the list; a pole without a sector is shown all the same."""
    atlas = real_atlas()
    tree = json.loads(gogocarto.taxonomy(atlas))
    assert all(category["id"] and category["isMandatory"] is False for category in tree)
    ids = [option["id"] for category in tree for option in category["options"]]
    assert len(ids) == len(set(ids))
    data = json.loads(at_once.elements(atlas))["data"]
    assert {category["id"] for element in data for category in element["categories"]} <= set(ids)


def test_the_head_says_licence_source_and_date():
    """As in every JSON of ours."""
    atlas = real_atlas()
    content = json.loads(at_once.elements(atlas))
    assert (content["licence"], content["date"]) == (atlas.config.licence.spdx, str(atlas.updated))
    assert content["source"] == f"{atlas.config.titre}, {atlas.config.adresse}"
