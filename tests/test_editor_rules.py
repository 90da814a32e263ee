"""What the editor's rules are given: one catalogue of sentences, small files, places that are those of the register."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from atlas import urls
from atlas.client import editor_rules
from atlas.french.typography import french
from atlas.problems.phrases import CODES, FORM_WORDS, PHRASES, formulaire, piece, say
from atlas.record.fields import FIELDS, Field
from tests.form_cases import NEVER_SHOWN
from tests.form_messages import OF_A_FILE
from tests.sites import PROJECT

FIRST, THEN, ALL = 5_000, 6_000, 24_000  # bytes, compressed: what a form needs to open; what checks it; with what says what is wrong
MODULES = [path for folder in ("check", "record") for path in (PROJECT / "atlas" / folder).rglob("*.py") if path.name != "fields.py"]


@pytest.fixture(scope="module")
def rules(real):
    return {key: value for name in (urls.EDITEUR_REGLES, urls.EDITEUR_LISTES, urls.EDITEUR_PHRASES) for key, value in json.loads((real / name).read_text(encoding="utf-8")).items()}


def test_the_sentences_live_in_the_catalogue_alone():
    """No rule has a French sentence of its own: none holds two accented or elided words in a row."""
    sentence = re.compile(r"""["'][^"'\n]*(?:[àâçéèêëîïôùûœ’][^"'\n]* [^"'\n]*){3,}["']""")
    for path in MODULES:
        code = re.sub(r'""".*?"""|#[^\n]*', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not sentence.findall(code), path.name


def test_each_phrase_says_every_clause_and_warns_once():
    """A code that warns says so for all its variants; a variant says it only where its code does not."""
    for phrase in PHRASES.values():
        assert all((phrase.read, phrase.expected, phrase.fix)), phrase.id
    assert not [code.id for code in CODES if code.warns and any(variant.warns for variant in code.variants)]


def test_each_phrase_is_said_somewhere():
    """A sentence that no rule can say is a defect."""
    words = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    for id_ in PHRASES:
        code, _, variant = id_.partition("/")
        assert f'"{id_}"' in words or (code in words and re.search(rf'["/]{re.escape(variant)}"', words)), id_


def test_the_words_of_the_form_are_of_a_phrase_and_its_blanks():
    """Each is that of a phrase; it asks for no blank that the rule does not give, but for what to do with the field."""
    blanks = re.compile(r"\{([a-z_]+)\}")
    known = {code.id: set(blanks.findall(" ".join(f"{p.read} {p.expected} {p.fix}" for p in code.phrases()))) for code in CODES}
    assert formulaire.WORDS.keys() <= PHRASES.keys()
    for id_, words in FORM_WORDS.items():
        assert set(blanks.findall(words)) <= known[id_.partition("/")[0]] | {"geste"}, id_


def test_the_list_of_the_messages_of_the_form_is_of_today():
    """Otherwise: `python -m tools.form_messages SITE`. Each message listed can still be said, and every sentence listed is one of the catalogue."""
    sayable = [re.compile(re.sub(r"\\\{[a-z_]+\\\}", ".+", re.escape(french(words)))) for words in FORM_WORDS.values()]
    listed = [row.split(" | ")[2] for row in (PROJECT / "docs/messages-du-formulaire.md").read_text(encoding="utf-8").splitlines() if row.startswith("| ")]
    told = [re.sub(r"\\([\\`*_{}\[\]<>|#~])", r"\1", said) for said in listed if said not in ("Ce que dit le formulaire", "---")]
    assert [said for said in told if not any(pattern.fullmatch(said) for pattern in sayable)] == []


def test_a_blank_left_empty_is_refused():
    """A phrase said without what goes into it would be told with its braces: it is an error."""
    assert say("champ-manquant", libelle="Nom", cle="nom", exemple="{cle}").fix == "remplissez ce champ, par exemple avec {cle} (dans le fichier, nom: {cle})"
    with pytest.raises(KeyError):
        say("champ-manquant", libelle="Nom", cle="nom")
    with pytest.raises(KeyError):
        piece("endroit", fichier="x")


HELPERS = {"lieux", "phrases", "texte", "valeurs"}  # what the rules stand on: atlas/geo/places.py, phrases, typography and values


def test_each_twin_stands_beside_its_rule_by_name():
    """A file of rules of the editor is called like the check it repeats."""
    checks = {path.stem for path in (PROJECT / "atlas").rglob("check/**/*.py")}
    twins = {path.stem for path in (PROJECT / "assets/editeur/regles").glob("*.js")}
    assert twins >= HELPERS
    assert twins - HELPERS <= checks


def test_no_number_of_the_rules_is_written_twice():
    """The scripts have the limits from `regles.json`: none holds one of those numbers again, where it would be a limit."""
    limits = {str(n) for n in editor_rules.LIMITS.values() if isinstance(n, int) and n >= 60}
    for folder in ("regles", "yaml"):
        for path in (PROJECT / "assets/editeur" / folder).glob("*.js"):
            code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            compared = re.findall(r"[<>]=? ?([0-9][0-9_]*)\b|: ([0-9][0-9_]{2,})\b", code)
            assert not {n.replace("_", "") for pair in compared for n in pair if n} & limits, path.name


def test_the_rules_are_small_and_whole(rules, real):
    """The field table is all there with its closed lists, and the three files stay light, above all what a form waits for."""
    def keys(fields: tuple[Field, ...]) -> list[object]:
        return [[field.key, keys(field.fields)] for field in fields]

    def given(fields: list[dict[str, object]]) -> list[object]:
        return [[field["key"], given(field["fields"])] for field in fields]  # type: ignore[arg-type]

    assert given(rules["champs"]) == keys(FIELDS)
    first, then, later = (len(gzip.compress((real / name).read_bytes())) for name in (urls.EDITEUR_REGLES, urls.EDITEUR_LISTES, urls.EDITEUR_PHRASES))
    assert first < FIRST
    assert then < THEN
    assert first + then + later < ALL
    assert {f["choices"] for f in rules["champs"]} - {""} <= rules["listes"].keys()


def test_the_other_poles_are_told_in_columns(real):
    """Each pole is there once, in the order of the files, with what the rules between records compare."""
    told = json.loads((real / urls.EDITEUR_POLES).read_text(encoding="utf-8"))
    assert told["fichiers"] == sorted(f"poles/{path.name}" for path in (PROJECT / "poles").glob("*.md"))
    columns = ("fichiers", "noms", "departements", "communes", "sieges")
    assert {len(told[column]) for column in columns} == {len(told["fichiers"])}
    row = told["fichiers"].index("poles/eco-domaine-bouquetot.md")
    assert [told[column][row] for column in columns[2:5]] == ["14", "14645", "Saint-Pierre-Azif"]
    assert told["porteurs"][str(row)] .startswith("ECOPYA")


def test_every_sentence_of_the_form_is_listed_and_none_speaks_of_a_file():
    """In docs/messages-du-formulaire.md, seen on its screen; of the table itself, no key, no bracket, no word of YAML."""
    rows = "\n".join(" ".join(re.sub(r"\\(.)", r"\1", row).split()) for row in (PROJECT / "docs/messages-du-formulaire.md").read_text(encoding="utf-8").splitlines() if row.startswith("| "))
    unseen = set()
    for id_, words in FORM_WORDS.items():
        told = re.split(r"\{\w+\}", " ".join(french(words).split()))
        sentence = re.compile(".*?".join(map(re.escape, told)))
        assert not OF_A_FILE.search(" ".join(told)), id_
        if not sentence.search(rows):
            unseen.add(id_)
    assert unseen == NEVER_SHOWN, "python -m tools.form_messages SITE ; sinon, une fiche dans tests/form_cases.py"
