"""The editor as built: its fields, its data, the ways that lead to it."""

from __future__ import annotations

import json
import re

import pytest

from atlas import urls
from atlas.content import forge
from atlas.pages import editeur
from atlas.record.fields import FIELDS
from tests.checking import context
from tests.pages import parse
from tests.sites import MINIATURE, PROJECT

BESIDE = {"provenance", "remarques"}  # asked with the field they speak of


@pytest.fixture(scope="module")
def made(miniature):
    return parse(miniature, miniature / "contribuer/editeur/index.html")


def test_each_field_has_its_place(miniature):
    """Every field of the table is asked once, and the story with them."""
    page = (miniature / "contribuer/editeur/index.html").read_text(encoding="utf-8")
    asked = {key: page.count(f' id="{urls.editor_field(key)}"') for key in {f.key for f in (*FIELDS, editeur.STORY)} - BESIDE}
    assert asked == dict.fromkeys(asked, 1)


def test_each_field_is_readable_without_a_script(made):
    """Label, help and what is required stand in the page itself."""
    words = made.words()
    for field in FIELDS:
        if field.key not in BESIDE:
            assert field.label in words
    assert words.count("obligatoire") >= sum(f.required for f in FIELDS)


def test_each_field_has_its_help_and_an_example(made):
    """In plain words, whatever the control; what only holds other fields leaves the example to them."""
    holders = {"groupe", "liste", "sources", "autodiagnostic"}
    shown = [field for tag in ("div", "fieldset") for field in made.all(tag) if field.get("data-champ") and not field.get("data-chemin")]
    assert len(shown) > 50
    for field in shown:
        (told,) = [e for e in field.iter() if (e.get("class") or "") == "champ-aide"][:1]
        words = made.words(told)
        assert words, field.get("data-champ")
        assert "Par exemple" in words or field.get("data-sorte") in holders, field.get("data-champ")


def test_a_choice_is_made_among_all_the_words_of_its_list(made):
    """A field of choices offers each of them, and no other field offers any."""
    choices = {field.key: set(context().vocabularies[field.choices]) for field in FIELDS if field.kind == "choix"}
    offered = {e.get("data-champ"): {i.get("value") for i in e.iter() if i.get("value")} for e in made.all("fieldset") if e.get("data-sorte") in ("radios", "cases")}
    assert choices
    assert {key: offered.get(key) for key in choices} == choices
    assert {f.key for f in FIELDS if f.kind != "choix"} & offered.keys() == set()


def test_each_control_has_a_name_and_its_help(made):
    """A label or a legend for each control, and what describes it exists."""
    ids = {e.get("id") for e in made.tree.iter() if isinstance(e.tag, str)}
    named = {label.get("for") for label in made.all("label")}
    for tag in ("input", "select", "textarea"):
        for control in made.all(tag):
            if control.get("type") not in ("radio", "checkbox"):
                assert control.get("id") in named
            for described in (control.get("aria-describedby") or "").split():
                assert described in ids, described


def test_its_scripts_are_three_files(made, miniature):
    """What shows the form, in one request, and what asks for the record first; what checks and what helps come after, and ask the first for what it holds."""
    early, script = [address for e in made.all("script") if (address := e.get("src")) and "assets/coque/" not in address]
    assert early.partition("?")[0].endswith("assets/editeur-fiche/page.js")
    (root,) = [e for e in made.all("div") if e.get("data-editeur") is not None]
    addresses = [script, root.get("data-suite"), root.get("data-reste")]
    names = [address.partition("?")[0].removeprefix("../../assets/") for address in addresses]
    assert names == ["editeur/page.js", "editeur/suite.js", "editeur/reste.js"]
    assert [path.name for path in sorted((miniature / "assets/editeur").rglob("*.js"))] == ["page.js", "reste.js", "suite.js"]
    texts = [(miniature / "assets" / name).read_text(encoding="utf-8") for name in names]
    for rank, text in enumerate(texts):
        asked = re.findall(r'^import .* from "\./([^"]+)";$', text, re.MULTILINE)
        assert asked == [address.rpartition("/")[2] for address in addresses[:rank]]
    declared = [set(re.findall(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", text, re.MULTILINE)) for text in texts]
    assert "lireFiche" in declared[0]
    assert "verificateurDe" in declared[1]
    assert "collerDepuisTableur" in declared[2]


def test_the_forge_comes_as_data(made):
    """The templates of addresses are those of the configuration."""
    (root,) = [e for e in made.all("div") if e.get("data-editeur") is not None]
    assert json.loads(root.get("data-forge")) == forge.at("github", "https://forge.example/reseau/atlas").templates()
    assert root.get("data-courriel") == "contact@essai.example"


def test_each_record_is_published_byte_for_byte(miniature):
    """What the editor opens is the file itself."""
    for path in (MINIATURE / "poles").glob("*.md"):
        assert (miniature / urls.EDITEUR_FICHES / path.name).read_bytes() == path.read_bytes()


def test_each_pole_leads_to_its_editor(miniature):
    """To correct, to confirm, to report: each with the address of the pole."""
    for path in (MINIATURE / "poles").glob("*.md"):
        page = parse(miniature, miniature / f"poles/{path.stem}/index.html")
        links = {page.words(a): a.get("href") for a in page.all("a")}
        assert links["Corriger ou compléter cette fiche"] == f"../../contribuer/editeur/?pole={path.stem}"
        assert links["Toujours exact ? Le confirmer"] == f"../../contribuer/editeur/?pole={path.stem}&verifie=1"
        assert f"essai.example%2Fatlas%2Fpoles%2F{path.stem}%2F" in links["Signaler une erreur"]


def test_the_page_for_contributors_leads_to_the_editor_first(miniature):
    """In its text, the first link is the editor."""
    page = parse(miniature, miniature / "contribuer/index.html")
    (article,) = page.all("article")
    links = [e.get("href") for e in article.iter() if isinstance(e.tag, str) and e.tag.endswith("}a")]
    assert links[0] == "editeur/"


def test_what_the_editor_keeps_is_said():
    """The page on personal data speaks of the draft kept in the browser."""
    told = (PROJECT / "content/pages/donnees-personnelles.md").read_text(encoding="utf-8")
    assert "garde votre brouillon dans votre navigateur" in told
