"""Every rule tells what is wrong, where, and what to write; all problems at once; nothing a file contains stops it."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from atlas.check.nearest import nearest
from atlas.problems.phrases import CODES, PHRASES
from atlas.problems.report import as_github, as_json, as_text, quote
from tests import at_once
from tests.checking import (
    INVALID,
    ROOT,
    TODAY,
    VALID,
    codes_in,
    context,
    fixture,
    minimal,
    problems_in,
    problems_of,
    told,
)

FIXTURES = sorted(INVALID.glob("*.md"))
POLES = [(f"poles/{path.name}", path.read_bytes()) for path in sorted((ROOT / "poles").glob("*.md"))]


def test_a_fixture_has_exactly_the_problems_it_says():
    """And each of them says what was read, what was expected and what to write, in French signs."""
    for path in FIXTURES:
        found = fixture(path)
        problems = problems_of(*found.files, former=found.former, unreachable=found.unreachable)
        assert found.expected, path.stem
        assert (path.stem, sorted(map(told, problems))) == (path.stem, sorted(found.expected))
        clauses = [clause for problem in problems for clause in (problem.read, problem.expected, problem.fix)]
        assert [(path.stem, clause) for clause in clauses if not clause.strip() or re.search(r"\n|« | »|\w [;!?]|'(?=[a-zé])", clause)] == []


def test_every_code_has_a_fixture_and_every_fixture_a_code():
    cited = {code for path in FIXTURES for *_, code in fixture(path).expected}

    assert cited == {code.id for code in CODES}


def test_codes_are_explained_once_and_in_full():
    ids = [code.id for code in CODES]

    assert len(ids) == len(set(ids))
    assert len(PHRASES) == sum(1 + len(code.variants) for code in CODES)
    for code in CODES:
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code.id)
        assert code.title
        assert code.meaning.endswith(".")
        assert code.wrong != code.right


def test_a_code_that_only_warns_says_so():
    levels = {code.id: set() for code in CODES}
    for path in FIXTURES:
        for *_, level, code in fixture(path).expected:
            levels[code].add(level)

    assert {id_ for id_, found in levels.items() if found == {"avertissement"}} == {c.id for c in CODES if c.warns}


def test_a_word_cut_short_is_the_word_it_begins_when_one_alone_does():
    assert nearest("lat", ["latitude", "longitude"]) == "latitude"
    assert nearest("la", ["latitude", "longitude"]) == ""
    assert nearest("par", ["parties_prenantes", "parcours_en_commun"]) == ""
    assert nearest("agriculture", ["culture", "agriculture-alimentation"]) == "agriculture-alimentation", "it begins a word, and only looks like another"
    assert nearest("Actif", ["actif", "actif-ailleurs"]) == "actif"


def test_the_contrary_of_a_word_is_never_proposed_for_it():
    for contrary in ("inactif", "Inactif", "non actif", "non-actif", "pas actif"):
        assert nearest(contrary, ["actif", "emergent", "cesse"]) == "", contrary
    assert nearest("actf", ["actif", "emergent", "cesse"]) == "actif"


@pytest.mark.parametrize("name", ["minimal.md", "complet.md"])
def test_valid_records_have_no_problem(name):
    heir = "poles/eco-domaine-bouquetot.md"  # of the complete one

    assert problems_of(("poles/pole-exemple.md", (VALID / name).read_bytes()), (heir, (ROOT / heir).read_bytes())) == []


@pytest.mark.parametrize(("days", "codes"), [(0, []), (1, []), (2, ["date-future"])])
def test_a_day_that_has_come_somewhere_is_not_to_come(days, codes):
    """It is already tomorrow in Nouméa when a forge still says today; the day after is nobody's."""
    day = (TODAY + dt.timedelta(days=days)).isoformat()

    assert codes_in(minimal(("verifie_le: 2026-01-15", f"verifie_le: {day}"))) == codes


def test_the_complete_record_uses_every_field():
    from atlas.record.fields import FIELDS  # noqa: PLC0415 - only here

    readings, _ = at_once.check([("poles/pole-exemple.md", (VALID / "complet.md").read_bytes())], context())

    def keys(table, value):
        for field in table:
            assert field.key in value, field.key
            inner = value[field.key]
            if field.fields:
                groups = inner if field.many else inner.values() if field.kind == "table" else [inner]
                merged = {key: item for group in groups for key, item in group.items()}
                keys(field.fields, merged)

    keys(FIELDS, readings[0].values)


@pytest.mark.parametrize("change", [lambda d: b"\xef\xbb\xbf" + d, lambda d: d.replace(b"\n", b"\r\n")], ids=["bom", "crlf"])
def test_byte_order_mark_and_windows_line_ends_are_accepted(change):
    assert problems_in(change(minimal().encode())) == []


def test_the_poles_of_the_atlas_have_no_error():
    assert [str(p) for p in problems_of(*POLES) if p.level == "erreur"] == []


def test_all_problems_of_all_files_come_at_once_in_order():
    wrong = minimal(("statut: actif", "statut: actiff"), ("2026-01-15", "2026"), ("structures", "<b>structures"))

    problems = problems_of(("poles/pole-exemple.md", wrong.encode()), ("poles/b.md", b"rien"))

    assert [(p.path, p.code) for p in problems] == [
        ("poles/b.md", "entete-absente"),
        ("poles/pole-exemple.md", "mot-inconnu"),
        ("poles/pole-exemple.md", "date-incomplete"),
        ("poles/pole-exemple.md", "html-interdit"),
    ]


def test_a_file_that_cannot_be_read_is_told_of_its_name_too():
    """Both at once: who mends the text does not come back for the name."""
    assert [problem.code for problem in problems_in("rien", "poles/Pole-Exemple.md")] == ["entete-absente", "nom-de-fichier"]


def test_problems_print_as_text_json_and_annotations():
    problems = problems_in(minimal(("statut: actif", "statut: actiff")))

    assert as_text(problems).startswith("poles/pole-exemple.md:3:9: erreur [mot-inconnu] statut")
    assert [p["code"] for p in json.loads(as_json(problems))] == ["mot-inconnu"]
    assert as_github(problems).startswith("::error file=poles/pole-exemple.md,line=3,col=9,title=mot-inconnu::")


def test_what_was_read_is_told_on_one_line_and_cut_where_it_is_long():
    """In French quotes; what a terminal would obey is shown as a sign."""
    assert quote("Un  pôle\n\tde\x1b laine") == "«\u202fUn pôle de\ufffd laine\u202f»"
    assert quote("mot " * 30) == f"«\u202f{('mot ' * 30)[:59]}…\u202f»"


def test_a_path_given_twice_is_checked_once():
    data = minimal().encode()

    assert problems_of(("poles/pole-exemple.md", data), ("poles/pole-exemple.md", data)) == []


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("../pole-exemple.md", None),
        ("pole exemple.md", "pole-exemple.md"),
        ("Pôle-Exemple.md", "pole-exemple.md"),
        ("pole_exemple.md", "pole-exemple.md"),
        ("pole-exemple.markdown", "pole-exemple.md"),
        ("pole-exemple.md.txt", "pole-exemple.md"),
        ("aux.md", "pole-exemple.md"),
        ("com1.md", "pole-exemple.md"),
        ("-pole-exemple.md", "pole-exemple.md"),
        (".md", "pole-exemple.md"),
        ("pole-exemple-" + "x" * 60 + ".md", "pole-exemple.md"),
        ("日本.md", "pole-exemple.md"),
    ],
)
def test_a_file_name_is_an_address(name, suggested):
    problems = problems_in(minimal(), f"poles/{name}")

    assert [p.fix for p in problems if p.code == "nom-de-fichier"] == ([f"renommez le fichier en {suggested}"] if suggested else [])


@pytest.mark.parametrize(
    ("slug", "nom", "agrees"),
    [
        ("epv", "EPV – Éoliennes en Pays de Vilaine", True),
        ("epv", "Énergies du Pays de Vilaine", True),
        ("smac-07", "SMAC 07", True),
        ("clus-ter-jura", "Clus’Ter Jura", True),
        ("ecodomaine", "Éco Domaine", True),
        ("pole-de-la-laine", "Pôle du bois", False),
        ("autre-chose", "Pôle exemple", False),
    ],
)
def test_a_file_name_shares_a_word_with_the_name(slug, nom, agrees):
    problems = problems_in(minimal(("nom: Pôle exemple", f"nom: {nom}")), f"poles/{slug}.md")

    assert [p.code for p in problems] == ([] if agrees else ["nom-de-fichier"])


@pytest.mark.parametrize(
    "place",
    [
        "departement: Ille-et-Vilaine\ncommune: Redon",
        "departement: 35\ncommune: REDON\ncode_insee: 35236",
        "region: 53\ndepartement: Ille et Vilaine",
        "departement: La Réunion\ncommune: Saint-Denis",
        "departement: Aude\ncommune: St Denis",
        "departement: Corse-du-Sud\ncode_insee: 2A004",
        'departement: "988"\ncommune: Nouméa\ncoordonnees: {latitude: -22.27, longitude: 166.44}',
        "departement: Saint-Pierre-et-Miquelon",
        "departement: Sarthe\ncoordonnees: {latitude: 48.0, longitude: 0.0}",
    ],
)
def test_places_may_be_written_in_several_ways(place):
    assert problems_in(minimal(("departement: Ille-et-Vilaine", place))) == []


@pytest.mark.parametrize(
    ("place", "code", "said"),
    [
        ("departement: Ile et Vilaine", "departement-inconnu", "écrivez Ille-et-Vilaine"),
        ("departement: Ile et Vilaine\ncommune: Redon", "departement-inconnu", "departement: Ille-et-Vilaine"),
        ("departement: 1", "departement-inconnu", "écrivez Ain"),
        ("departement: Ain\nregion: Rhône-Alpes", "region-inconnue", "region: Auvergne-Rhône-Alpes"),
        ("departement: Guyane\ncommune: Saint-Denis", "commune-homonyme", '"93066"'),
        ("departement: Seine\ncommune: Saint-Denis", "commune-homonyme", '"93066"'),
        ("departement: Rhône\ncommune: Lyon 3e Arrondissement", "commune-ancienne", "commune: Lyon"),
        ('departement: Gard\ncommune: Redon\ncode_insee: "35600"', "code-postal", '"35236"'),
        ('departement: Ille-et-Vilaine\ncode_insee: "35600"', "code-postal", "Redon (35236)"),
        ('departement: Ille-et-Vilaine\ncommune: Rennes\ncode_insee: "35000"', "code-postal", '"35238"'),
        ("departement: Rhône\ncommune: Lyon\ncode_insee: 69383", "code-insee-ancien", "69123"),
        ("departement: Ille-et-Vilaine\ncommune: Xyz", "commune-inconnue", "vérifiez le nom"),
    ],
)
def test_a_wrong_place_is_told_with_the_right_one(place, code, said):
    problems = problems_in(minimal(("departement: Ille-et-Vilaine", place)))

    assert said in {p.code: p.fix for p in problems}[code]


def test_three_copies_each_name_another():
    data = minimal().encode()
    problems = problems_of(*((f"poles/pole-exemple{n}.md", data) for n in ("", "-2", "-3")))

    assert [(p.path, p.code) for p in problems] == [
        ("poles/pole-exemple-2.md", "fiche-en-double"),
        ("poles/pole-exemple-3.md", "fiche-en-double"),
        ("poles/pole-exemple.md", "fiche-en-double"),
    ]


def test_similar_names_far_apart_are_not_warned_of():
    other = minimal(("nom: Pôle exemple", "nom: Pôle exemplaire"), ("Ille-et-Vilaine", "Gard"))

    assert problems_of(("poles/pole-exemple.md", minimal().encode()), ("poles/pole-exemplaire.md", other.encode())) == []


@pytest.mark.parametrize("nom", [
    "Con", "Aux", "NUL", "COM1", "Prn !", "Le PTCE", "Pôle territorial de coopération économique", "日本", "…", "D", "x" * 120,
    "Pôle de coopération économique pour les territoires et par les territoriaux, dans une économie avec les pôles",
    "PTCE " + "à " * 57,
])  # fmt: skip
def test_a_proposed_file_name_is_one_that_the_check_accepts(nom):
    """Whatever a file is called, the name it is told to take is told nothing more."""
    text = minimal(("nom: Pôle exemple", f'nom: "{nom}"'))

    def proposed(name: str) -> list[str]:
        told = [p.fix for p in problems_in(text, f"poles/{name}") if p.code == "nom-de-fichier"]
        return [fix.removeprefix("renommez le fichier en ") for fix in told]

    for name in ("sans-aucun-rapport.md", "Sans Rapport.markdown", "con.md"):
        for better in proposed(name):
            assert proposed(better) == [], (name, better)
    assert proposed("sans-aucun-rapport.md")
