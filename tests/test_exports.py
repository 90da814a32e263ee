"""The data files say what the records say, in forms that others can rely on."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from atlas import urls
from atlas.content import config, referentiel
from atlas.exports import (
    FORMATS,
    csv_columns,
    csv_poles,
    geojson_poles,
    json_poles,
    json_schema,
    observatory_tables,
    paths,
    table_schema,
)
from atlas.exports.csv_columns import COLUMNS
from atlas.model import from_reading
from atlas.model.atlas import Atlas
from atlas.model.pole import Figure, Pole
from atlas.record import reader
from atlas.record.fields import FIELDS
from atlas.record.values import READERS, PartialDate, Refusal
from atlas.site import robots
from atlas.survey import observatory
from atlas.survey.changes import News
from atlas.survey.whole import Survey
from tests import at_once
from tests.checking import ROOT, VALID
from tests.checking import context as small_context
from tests.generated import plain

REAL = tuple(sorted((ROOT / "poles").glob("*.md")))
SEATED, UNSEATED = "eco-domaine-bouquetot", "ardaines"
FULL = "pole-exemple-de-redon"
HEADER_LINE = (
    "id,pivot,nom,commune,code_insee,departement,departement_nom,region,region_nom,epci,epci_nom,latitude,longitude,position,"
    "telephone,courriels,site_web,presentation_resume,source,structure_parente,date_maj,autres_noms,statut,statut_nom,"
    "statut_constate_le,annee_creation,profil,profil_nom,secteurs,secteurs_noms,activites,region_2014,territoire,"
    "territoire_regions,territoire_departements,territoire_epci,territoire_communes,lieux,parties_prenantes,gouvernance,"
    "gouvernance_nom,cooperations,chiffres,sources,sources_url,url,licence,anciennes_adresses,heritier,charte,charte_signee_le,autodiagnostic,"
    "reconnaissances,territoire_departements_touches,lieux_roles,parties_prenantes_familles,parties_prenantes_roles,cooperations_moyens,"
    "cooperations_projets,cooperations_strategique,sources_adresses,sources_dates"
)
HEADER = HEADER_LINE.split(",")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    """A pole with a known seat, one without, and one that fills every field."""
    context = replace(small_context(), today=dt.date(9000, 1, 1))
    seated, unseated = ((ROOT / f"poles/{slug}.md").read_bytes() for slug in (SEATED, UNSEATED))
    unseated = re.sub(rb"(?m)^(commune|code_insee):.*\n", b"", unseated)  # should its seat be found one day
    full = (VALID / "complet.md").read_bytes()
    files = [(f"poles/{slug}.md", data) for slug, data in ((SEATED, seated), (UNSEATED, unseated), (FULL, full))]
    readings, problems = at_once.check(files, context)
    assert not [str(problem) for problem in problems if problem.level == "erreur"]
    return Atlas(
        config.load(ROOT / "site_config.yaml", str),
        context.vocabularies,
        context.places,
        referentiel.load(ROOT / "content/referentiel.yaml"),
        tuple(from_reading.build(reading, context.places) for reading in readings),
    )


@pytest.fixture(scope="module")
def validator(atlas) -> jsonschema.Draft7Validator:
    schema = json.loads(json_schema.render(atlas))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def rows_of(atlas: Atlas) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(at_once.csv(atlas), newline=""))}


def with_pole(atlas: Atlas, **changes: object) -> tuple[Atlas, Pole]:
    """The atlas of one changed pole."""
    pole = replace(atlas.by_slug[FULL], **changes)
    return replace(atlas, poles=(pole,)), pole


def as_editors_read(value: object) -> object:
    """The same as an editor reads it (YAML 1.2): plain numbers are numbers, nothing is null."""
    if isinstance(value, dict):
        return {key: as_editors_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_editors_read(item) for item in value]
    if re.fullmatch(r"-?[0-9]+", value):
        return int(value)
    return float(value) if re.fullmatch(r"-?[0-9]+\.[0-9]+", value) else value or None


def front_matter(name: str) -> dict[str, object]:
    path = VALID / name if (VALID / name).exists() else ROOT / "poles" / name
    record, problems = reader.read(f"poles/{name}", path.read_bytes())
    assert record, problems
    return plain(record.root)


# All files


def survey_of(atlas: Atlas) -> Survey:
    """What a build knows of an atlas without a history."""
    return Survey(atlas, lambda: News(known=False), PartialDate(2026, 11, 24))


def given(atlas: Atlas) -> dict[str, bytes]:
    """Every file of every format."""
    return dict(at_once.files(survey_of(atlas)))


def test_files_are_text_that_ends_with_a_newline_and_never_varies(atlas):
    """The same atlas gives the same bytes, readable as they are, at an address of the data folder or of a feed."""
    found = given(atlas)
    assert found == given(atlas)
    for path, data in found.items():
        if path == paths.POLES_XLSX:
            continue
        text = data.decode("utf-8")
        assert text.endswith("\n"), path
        assert "\\u00" not in text, path
        assert path.startswith(urls.API) or path.endswith("flux.xml"), path


def test_no_two_formats_give_the_same_file(atlas):
    """Each address is one format's."""
    paths_ = [path for path, _ in at_once.files(survey_of(atlas))]
    assert len(paths_) == len(set(paths_))


@pytest.mark.parametrize("format_", FORMATS, ids=lambda f: f.files.__module__)
def test_the_data_page_names_a_file_of_each_format(atlas, format_):
    """Whoever reads the list finds each format, by an address that answers."""
    named = {urls.API + path for path in re.findall(r"\]\(\.\./api/v1/([^)]+)\)", format_.about)} | set(re.findall(r"\]\(\.\./((?:donnees/)?flux\.xml)\)", format_.about))
    assert named
    assert named <= {path for path, _ in format_.files(survey_of(atlas))}
    assert format_.path in named
    assert format_.champs or format_.like or not format_.path.endswith(("poles.csv", ".xlsx", ".geojson", "poles.json")), "its fields are explained"


def test_an_empty_atlas_has_all_its_files(atlas):
    """Before the first record, every file is there and well formed."""
    found = given(replace(atlas, poles=()))
    assert found[paths.POLES_CSV].decode() == HEADER_LINE + "\r\n"
    assert {path for path in given(atlas) if not re.search("/(poles|territoires|murmurations)/", path)} == set(found)
    for path, data in found.items():
        if path.endswith("json"):
            json.loads(data)


@pytest.mark.parametrize("slug", [SEATED, UNSEATED])
def test_every_format_says_whether_the_position_is_approximate(atlas, slug):
    """A reader of any one file knows that a point is not a seat."""
    told = "siège" if slug == SEATED else "approximative"
    assert rows_of(atlas)[slug]["position"] == told
    assert {p["id"]: p["position"] for p in json.loads(at_once.json(atlas))["poles"]}[slug] == told
    features = json.loads(geojson_poles.render(atlas))["features"]
    assert {f["id"]: f["properties"]["position"] for f in features}[slug] == told
    assert json.loads(at_once.json_of(atlas, atlas.by_slug[slug]))["pole"]["position"] == told


def test_codes_stay_text(atlas):
    """« 01 » and « 2A004 » are not numbers, and a SIREN is not one either."""
    ain = atlas.places.commune("01004")
    seat = replace(atlas.by_slug[FULL].seat, commune=ain, departement=atlas.places.departements["01"], region=atlas.places.regions["01"])
    changed, _ = with_pole(atlas, seat=seat)
    pole, row = json.loads(at_once.json(changed))["poles"][0], rows_of(changed)[FULL]
    for found in (pole, row):
        assert (found["code_insee"], found["departement"], found["region"]) == ("01004", "01", "01")
    assert (pole["siren"], row["pivot"]) == ("732829320", "732829320")
    types = {field["name"]: field["type"] for field in json.loads(table_schema.render(atlas))["fields"]}
    codes = {"code_insee", "departement", "region", "epci", "pivot", "telephone", "territoire_communes"}
    assert {types[name] for name in codes} == {"string"}


# JSON


def test_json_has_every_public_field(atlas):
    """Every field of the table is written, and every pole has the same keys."""
    assert set(json_poles.WRITERS) <= {field.key for field in FIELDS}
    data = json.loads(at_once.json(atlas))
    assert data["licence"] == "etalab-2.0"
    assert data["source"] == f"{atlas.config.titre}, {atlas.config.adresse}"
    assert data["date"] == str(atlas.updated)
    assert len({tuple(pole) for pole in data["poles"]}) == 1
    assert set(data["poles"][0]) >= {field.key for field in FIELDS} - {"coordonnees"}


def test_json_says_what_the_record_says(atlas):
    """Words have their labels, dates are ISO, places have codes and names, sources and remarks are there in full."""
    pole = next(p for p in json.loads(at_once.json(atlas))["poles"] if p["id"] == FULL)
    assert pole["url"] == f"{atlas.config.adresse}poles/{FULL}/"
    assert (pole["commune"], pole["code_insee"], pole["departement"], pole["region_nom"]) == ("Redon", "35236", "35", "Bretagne")
    assert (pole["epci"], pole["latitude"], pole["longitude"]) == ("243500741", 47.6514, -2.0847)
    assert (pole["secteurs"], pole["secteurs_noms"][1]) == (["eco-activites", "culture"], "Culture et industries créatives")
    assert (pole["statut"], pole["statut_nom"], pole["statut_constate_le"]) == ("fusionne", "Fusionné", "2025-11")
    assert (pole["heritier"], pole["heritier_nom"]) == (SEATED, "Éco-domaine de Bouquetot")
    assert pole["anciennes_adresses"] == ["exemple-en-pays-de-vilaine", "per"]
    assert pole["territoire"]["departements"] == [{"code": "35", "nom": "Ille-et-Vilaine"}, {"code": "56", "nom": "Morbihan"}]
    assert pole["parties_prenantes"][0]["role_nom"] == "Porteur"
    assert pole["contact"] == {"courriel": "contact@exemple.fr", "telephone": "0299000000"}
    assert pole["sources"][1]["url"] == "https://www.exemple.fr/histoire_(suite)?a=1&b=2"
    assert pole["provenance"] == {"nom": "publication-2014", "annee_creation": "site"}
    assert pole["remarques"]["annee_creation"].startswith("Année de l’association")
    assert pole["recit"] == atlas.by_slug[FULL].story
    assert "**trois** structures" in pole["recit"]


def test_the_file_of_a_pole_says_the_same_as_the_file_of_all(atlas):
    """One pole alone is the same pole, with licence, source and its own date."""
    everybody = json.loads(at_once.json(atlas))
    for pole, whole in zip(atlas.poles, everybody["poles"], strict=True):
        alone = json.loads(at_once.json_of(atlas, pole))
        assert alone == {key: everybody[key] for key in ("licence", "source")} | {"date": str(pole.verifie_le), "pole": whole}
    assert paths.pole_json(FULL) == f"api/v1/poles/{FULL}.json"


def test_json_numbers_are_exact(atlas):
    """A figure keeps every digit it was written with, beyond what a binary fraction can hold."""
    written = ["123456789012345.123456", "0.1", "-2", "1.50", "0.000001", "68"]
    figures = tuple(Figure("Chiffre", Decimal(text), "euros", "", 0, "site") for text in written)
    changed, pole = with_pole(atlas, chiffres=figures, story='Un texte : "\\u00001.5" et rien.')
    text = at_once.json_of(changed, pole)
    assert re.findall(r'"valeur":([^,]+),', text) == written
    read = json.loads(text, parse_float=Decimal, parse_int=Decimal)["pole"]
    assert [figure["valeur"] for figure in read["chiffres"]] == [Decimal(number) for number in written]
    assert read["recit"] == pole.story


def test_nothing_is_published_that_the_field_table_keeps_private(atlas, monkeypatch):
    """A field made private leaves with its labels, its remark and its provenance; a part of a group leaves alone."""
    hidden = {"annee_creation", "site_web", "contact.telephone", "parties_prenantes.role"}

    def without(field, path=""):
        here = f"{path}{field.key}"
        parts = tuple(without(part, f"{here}.") for part in field.fields)
        return replace(field, public=here not in hidden, fields=parts)

    private = tuple(without(field) for field in FIELDS)
    monkeypatch.setattr(json_poles, "FIELDS", private)
    pole = json.loads(at_once.json_of(atlas, atlas.by_slug[FULL]))["pole"]
    assert not {"annee_creation", "site_web"} & set(pole)
    assert pole["contact"] == {"courriel": "contact@exemple.fr"}
    assert set(pole["parties_prenantes"][0]) == {"nom", "famille", "famille_nom", "source"}
    assert pole["provenance"] == {"nom": "publication-2014"}
    assert pole["remarques"] == {}
    left_out = {column.name for column in COLUMNS if not csv_columns.is_public(column, private)}
    assert left_out == {"annee_creation", "site_web", "telephone", "parties_prenantes_roles"}


# CSV and TableSchema


def test_csv_rows_have_the_columns_of_the_header(atlas):
    """The header never changes, every row has all its cells, and lines end as RFC 4180 says."""
    text = at_once.csv(atlas)
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert rows[0] == HEADER
    assert {len(row) for row in rows} == {len(HEADER)}
    assert len(rows) == len(atlas.poles) + 1
    assert text.count("\n") == text.count("\r\n") == len(rows)


def test_csv_says_what_the_record_says(atlas):
    """Lists are joined, numbers are plain, unknown is empty."""
    row = rows_of(atlas)[FULL]
    assert (row["latitude"], row["longitude"], row["annee_creation"], row["date_maj"]) == ("47.6514", "-2.0847", "2010", "2026-01-15")
    assert (row["telephone"], row["courriels"]) == ("0299000000", "contact@exemple.fr")
    assert (row["secteurs"], row["autres_noms"]) == ("eco-activites|culture", "Exemple en Pays de Vilaine|PER")
    assert (row["territoire"], row["territoire_regions"], row["territoire_communes"]) == ("Pays de Redon", "53|52", "35236|56011")
    assert row["chiffres"] == "Puissance raccordée : 13.5 MW (2023)|Variation : -2 emplois"
    assert row["cooperations"] == "moyens|projets|strategique"
    assert row["presentation_resume"] == "Le pôle exemple réunit trois structures voisines. Quel succès\u202f!"
    assert (row["source"], row["licence"]) == (atlas.config.titre, "etalab-2.0")
    unseated = rows_of(atlas)[UNSEATED]
    assert (unseated["commune"], unseated["code_insee"], unseated["epci"], unseated["pivot"]) == ("", "", "", "")


def test_csv_has_every_public_field():
    """What has no column is in the JSON alone, on purpose."""
    published = {column.field.partition(".")[0] for column in COLUMNS}
    assert {field.key for field in FIELDS if field.public} - published == {"provenance", "remarques"}


def test_csv_is_what_its_table_schema_says(atlas):
    """The schema names the columns in order, and every cell keeps to its constraints."""
    fields = json.loads(table_schema.render(atlas))["fields"]
    assert [field["name"] for field in fields] == HEADER
    forms = {"number": r"-?\d+(\.\d+)?", "integer": r"\d+", "year": r"\d{4}", "date": r"\d{4}-\d\d-\d\d", "string": r"(?s).*"}
    for row in rows_of(atlas).values():
        for field in fields:
            cell, limits = row[field["name"]], field["constraints"]
            assert cell or not limits["required"], field
            assert not cell or re.fullmatch(forms[field["type"]], cell), (field, cell)
            assert not cell or re.search(limits.get("pattern", ""), cell), (field, cell)
            assert not cell or cell in limits.get("enum", [cell]), (field, cell)
            assert len(cell) <= limits.get("maxLength", 10**6), (field, cell)


def test_table_schema_examples_keep_to_the_schema(atlas):
    """Every column is explained, and an example is one that could be."""
    for field in json.loads(table_schema.render(atlas))["fields"]:
        assert field["title"]
        assert field["description"].endswith(".")
        example, limits = field.get("example"), field["constraints"]
        if example:
            assert re.search(limits.get("pattern", ""), example), field
            assert example in limits.get("enum", [example]), field


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+33 (0)1", "'+33 (0)1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("texte;=1+1", "texte;'=1+1"),
        ("-2.0847", "-2.0847"),
        ("+33299000000", "+33299000000"),
        ("01004", "01004"),
        ("Pôle ; -relais", "Pôle ; -relais"),
        ("L’=", "L’="),
    ],
)
def test_no_cell_is_a_formula(text, told):
    """What a spreadsheet would compute gets an apostrophe; numbers and plain text stay as they are."""
    assert csv_poles.harmless(text) == told


def test_a_hostile_record_puts_no_formula_in_the_csv(atlas):
    """Names, lists and stories are covered alike; a bar in an item does not make two."""
    changed, _ = with_pole(
        atlas, site_web="https://exemple.fr/a;b?c;=WEBSERVICE(A1)", nom='=cmd|"/c calc"', autres_noms=("@x", "a|b"), porteur='dit "oui", +1', resume="=1 " * 87
    )
    row = rows_of(changed)[FULL]
    assert row["site_web"] == "https://exemple.fr/a;b?c%3B=WEBSERVICE(A1)", "an address takes no apostrophe"
    assert row["nom"].startswith("'=")
    assert row["autres_noms"] == "'@x|a/b"
    assert row["structure_parente"] == 'dit "oui", +1'
    assert row["presentation_resume"].startswith("'=")
    assert len(row["presentation_resume"]) <= csv_columns.RESUME_LIMIT
    assert not [cell for cell in row.values() if re.match(r"[=+@\t\r]|-(?![0-9.]+$)", cell)]


# JSON Schema


def test_the_schema_accepts_real_records(validator):
    """As the atlas reads them, and as an editor does."""
    for name in (*(path.name for path in REAL), "complet.md", "minimal.md"):
        for data in (read := front_matter(name), as_editors_read(read)):
            assert [(name, error.message) for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"inconnue": "x"},
        {"gouvernance": {"forme": "association", "source": "site", "inconnue": "x"}},
        {"statut": "vivant"},
        {"statut": None},
        {"nom": " "},
        {"nom": "x" * 121},
        {"secteurs": ["culture", "cuisine"]},
        {"secteurs": ["culture", "culture"]},
        {"secteurs": "culture"},
        {"secteurs": ["culture", "formation", "numerique", "industrie", "batiment"]},
        {"sources": {}},
        {"sources": {"Pas Un Id": {"titre": "x"}}},
        {"sources": {"site": {"url": "https://exemple.fr"}}},
        {"provenance": {"couleur": "site"}},
        {"chiffres": [{"libelle": "x", "valeur": "douze", "unite": "y", "source": "site"}]},
        {"coordonnees": {"latitude": 47.0}},
        {"site_web": "javascript:alert(1)"},
    ],
)
def test_the_schema_refuses_what_the_check_refuses(validator, change):
    """Unknown keys and words, missing values, lengths, wrong forms."""
    assert list(validator.iter_errors(front_matter("complet.md") | change))


def test_the_schema_wants_the_required_fields_and_only_them(validator):
    """A field left empty is as good as absent, unless it is required."""
    assert validator.schema["required"] == [field.key for field in FIELDS if field.required]
    data = front_matter("complet.md")
    for field in FIELDS:
        assert bool(list(validator.iter_errors(data | {field.key: None}))) == field.required, field.key


def test_each_property_of_the_schema_explains_itself(validator):
    """At every depth, a title and a description: what a text editor shows while one writes."""
    told = []

    def walk(node):
        if isinstance(node, dict):
            told.extend(node.get("properties", {}).values())
            for inner in node.values():
                walk(inner)
        elif isinstance(node, list):
            for inner in node:
                walk(inner)

    walk(validator.schema)
    assert len(told) > 100
    assert all(one.get("title") and one.get("description") for one in told)


def test_the_schema_says_what_the_field_table_says(atlas, validator):
    """Titles, help, limits and words come from the table and the closed lists; every example is valid."""
    assert validator.schema["$id"] == atlas.config.adresse + paths.POLE_SCHEMA

    def held(fields, properties):
        assert list(properties) == [field.key for field in fields]
        for field in fields:
            told = properties[field.key]
            assert (told["title"], told["description"]) == (field.label, field.help)
            one = told["items"] if field.many else told
            if field.choices:
                words = [word["const"] for word in one["oneOf"] if "const" in word]
                assert words == list(atlas.vocabularies[field.choices])
            if field.kind == "groupe":
                held(field.fields, one["properties"])
            for example in told.get("examples", ()):
                jsonschema.Draft7Validator(told).validate(example)

    held(FIELDS, validator.schema["properties"])


@pytest.mark.parametrize(
    ("kind", "texts"),
    {
        "entier": ("42", "0", "-1", "4.5", "1 200", "1" * 16),
        "nombre": ("13.5", "-2", "68", "13,5", "1e3", ".5", "0.1234567"),
        "annee": ("2014", "1800", "1799", "14", "20145"),
        "date": ("2014", "2014-09", "2014-09-19", "2014-13", "2014-9", "19/09/2014", "1700"),
        "url": ("https://exemple.fr/a?b=1", "http://é.exemple.fr", "exemple.fr", "ftp://exemple.fr", "https://a.fr/ b", 'https://a.fr/"'),
        "siren": ("732829320", "732 829 320", "73282932", "7328293201", "abc"),
        "code-insee": ("01004", "2A004", "97411", "1004", "2C004", "014145", "00516"),
        "degres": ("47.6514", "-2.0847", "47,65", "1000"),
        "courriel": ("contact@exemple.fr", "contact@exemple", "contact exemple@a.fr"),
        "telephone": ("02 99 00 00 00", "02.99.00.00.00", "+33 2 99 00 00 00", "+590590000000", "99 00 00 00", "00 99 00 00 00", "+1 2 3 4 5 6 7 8"),
    }.items(),
)
def test_patterns_agree_with_the_readers(kind, texts):
    """The schema takes a text for a value of its kind exactly when the atlas does."""
    validator = jsonschema.Draft7Validator(json_schema.KINDS[kind])
    assert {text: validator.is_valid(text) for text in texts} == {text: not isinstance(READERS[kind](text), Refusal) for text in texts}


@pytest.mark.parametrize("number", [7, 516, 1004, 1028, 35236, 97411, 100_000])
def test_a_bare_code_is_taken_by_both_or_the_schema_says_why(number):
    """A reader of YAML gives the schema a number; the check reads the text: where they differ, the schema has a comment."""
    kind = json_schema.KINDS["code-insee"]
    let_through = jsonschema.Draft7Validator(kind).is_valid(number)
    taken = not isinstance(READERS["code-insee"](str(number)), Refusal)
    assert let_through or not taken
    if let_through and not taken:
        assert "refuse 1004" in kind["$comment"]


def test_every_kind_has_a_schema():
    """A new kind of value cannot be forgotten."""
    assert set(json_schema.KINDS) == set(READERS) - {"choix"}


# Data package, sitemap, robots


def test_the_data_package_leads_to_files_that_exist(atlas):
    """Every path, and the schema of the table, is one of the files; licence, source and date are said."""
    found = given(atlas)
    package = json.loads(found[paths.DATAPACKAGE])
    led = [part[key] for part in package["resources"] for key in ("path", "schema") if isinstance(part.get(key), str)]
    seen = dict(observatory_tables.tables(atlas, observatory.of(atlas)))
    assert {urls.API + path for path in led} <= set(found)
    assert set(seen) <= {urls.API + path for path in led}
    assert all(part["format"] == part["path"].rsplit(".", 1)[1] for part in package["resources"])
    assert len({part["name"] for part in package["resources"]}) == len(package["resources"])
    whole = {path for path in found if path.startswith(urls.API) and path.count("/") == 2} - {paths.DATAPACKAGE, paths.CATALOG_TTL, paths.CATALOG_JSONLD}
    assert whole <= {urls.API + part["path"] for part in package["resources"]}, "every file of data is described"
    assert package["licenses"][0]["name"] == "etalab-2.0"
    assert package["version"] == str(atlas.updated)
    assert package["sources"][0]["path"] == atlas.config.adresse
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])


def test_the_sitemap_is_xml_whatever_the_addresses():
    """Addresses are whole, escaped and encoded; the date is said only when known."""
    pages = [("", "2026-11-22"), ("poles/?a=1&b=<é>", ""), ("poles/epv/", "2026-11")]
    text = robots.sitemap("https://exemple.fr/atlas/", pages)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = ET.fromstring(text)  # noqa: S314 - our own text
    assert found.tag == f"{space}urlset"
    assert [(url.findtext(f"{space}loc"), url.findtext(f"{space}lastmod")) for url in found] == [
        ("https://exemple.fr/atlas/", "2026-11-22"),
        ("https://exemple.fr/atlas/poles/?a=1&b=%3C%C3%A9%3E", None),
        ("https://exemple.fr/atlas/poles/epv/", "2026-11"),
    ]
    assert text.endswith("\n")


def test_robots_are_told_where_the_sitemap_is():
    """Everything may be read."""
    assert robots.robots("https://exemple.fr/atlas/").splitlines() == ["User-agent: *", "Allow: /", "", "Sitemap: https://exemple.fr/atlas/sitemap.xml"]
