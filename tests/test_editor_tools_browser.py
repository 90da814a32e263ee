"""Files that other tools wrote, opened in the editor; and the plain answers of the form where a place is not known."""

from __future__ import annotations

import re

import pytest

from tests import browser
from tests.checking import INVALID, ROOT, fixture
from tests.editing import Editor

pytestmark = pytest.mark.browser
TOOLS = ROOT / "tests" / "outils"


@pytest.fixture
def editor(page, static_server, github) -> Editor:
    return Editor(page, static_server(github, "/prefixe/")).open()


def give(editor: Editor, name: str, data: bytes) -> None:
    """Open a file by the button, as one from the disk."""
    editor.page.locator("[data-ouvrir-fichier]").set_input_files({"name": name, "mimeType": "text/markdown", "buffer": data})
    editor.page.locator("[data-avis]", has_text="est ouvert").wait_for()


def codes(editor: Editor) -> list[str]:
    """The codes of what is to mend, as the last step lists them."""
    editor.screen("envoi")
    editor.page.evaluate("atlasEditeur.verifier()")
    if editor.page.locator("[data-bilan].bilan--juste").count():
        return []
    told = editor.page.locator("[data-bilan] > ul").first.locator("li:has(a[href*='codes/#'])")
    found = told.evaluate_all("all => all.map((li) => [li.querySelector(\"a[href*='codes/#']\").hash.slice(1), Number(li.dataset.fois ?? 1)])")
    return sorted(code for code, times in found for _ in range(times))


@pytest.mark.parametrize("tool", ["gray-matter", "pandoc-gfm", "prosemirror", "js-yaml", "prettier"])
def test_a_file_that_a_tool_wrote_opens_and_is_told_what_the_terminal_tells(editor, tool):
    """The form is filled, and the same things are to mend."""
    path = TOOLS / f"{tool}.md"
    give(editor, "pole-exemple.md", path.read_bytes())
    assert editor.field("nom").input_value().startswith("Pôle exemple")
    assert codes(editor) == sorted(code for _, _, _, level, code in fixture(path).expected if level == "erreur")


@pytest.mark.parametrize("name", ["pole-exemple.markdown", "pole-exemple.md.txt", "pole-exemple (2).md", "con.md", "Pole exemple.MD"])
def test_a_file_of_another_name_gets_one_that_the_check_accepts(editor, name):
    """Its ending goes, and a name that Windows keeps gives way to the pole's own."""
    give(editor, name, (TOOLS / "origine.md").read_bytes())
    assert codes(editor) == []
    assert editor.page.evaluate("atlasEditeur.etat.chemin").startswith("poles/pole-exemple")


@pytest.mark.parametrize("kind", ["yaml_insecable-avant", "yaml_insecable-apres", "yaml_insecable-en-retrait", "yaml_tirets-longs"])
def test_a_typographic_sign_in_the_place_of_one_of_the_keyboard_is_shown_line_by_line(editor, kind):
    """The text is there to mend, each line with what to write; done, the form comes back."""
    path = INVALID / f"{kind}.md"
    give(editor, "pole-exemple.md", path.read_bytes())
    told = editor.page.locator("[data-fautes-lignes] li")
    told.first.wait_for()
    assert {int(line) for line in re.findall(r"Ligne (\d+)", " ".join(told.all_inner_texts()))} == {line for _, line, *_ in fixture(path).expected}
    box = editor.page.locator("[data-texte-brut]")
    box.fill(re.sub(r"(?m)^[\u00a0 ]*?(?=\u00a0)[\u00a0 ]*", lambda m: m[0].replace("\u00a0", " "), re.sub(r"[\u00a0\u202f]*:[\u00a0\u202f ]", ": ", box.input_value().replace("–", "-"))))
    editor.page.locator("[data-relire]").click()
    browser.until(editor.page, "atlasEditeur.etat.lisible")
    assert codes(editor) == []


def test_a_seat_that_nobody_knows_has_a_plain_answer(editor):
    """The box hides the commune, forgets it, and writes why the département is there; one word more, and the place is right."""
    page = editor.page
    editor.screen("fiche")
    editor.field("nom").fill("Pôle sans siège")
    editor.commune("Guéret", "Guéret")
    box = page.get_by_label("On ne connaît pas le siège")
    box.check()
    assert not editor.field("commune").is_visible()
    assert "commune:" not in editor.text()
    assert "code_insee" not in editor.text()
    editor.field("departement").select_option(label="23 Creuse")
    text = editor.text()
    assert "departement: Creuse" in text
    assert "remarques:\n  departement: Celui où le pôle agit ; son siège n’est pas connu.\n" in text
    editor.screen("fiche")
    box.uncheck()
    assert editor.field("commune").is_visible()
    assert "remarques" not in editor.text()
    assert "departement: Creuse" in editor.text()


def test_several_departements_have_a_plain_answer(editor):
    """The button leads to the list; what is added names the territory, files the pole in the first, and is there again later."""
    page = editor.page
    editor.screen("fiche")
    editor.field("nom").fill("Pôle exemple")
    page.get_by_label("On ne connaît pas le siège").check()
    page.get_by_role("button", name="Plusieurs départements").click()
    added = page.locator("#c-territoire-departements-touches")
    assert added.evaluate("e => e === document.activeElement")
    for label in ("23 Creuse", "19 Corrèze", "87 Haute-Vienne"):
        added.select_option(label=label)
    text = editor.text()
    assert "departement: Creuse" in text
    assert "region: Nouvelle-Aquitaine" in text
    assert 'libelle: Creuse, Corrèze et Haute-Vienne\n  departements_touches: ["23", "19", "87"]' in text
    assert "departement: Le premier de ceux où le pôle agit ; son siège n’est pas connu." in text
    sourced = text.replace("---\n", "---\nstatut: actif\nsources:\n  site: {titre: La page du pôle, date: 2019}\n", 1) + "\nIl file la laine.[^site]\n"
    give(editor, "pole-exemple.md", sourced.encode())
    assert codes(editor) == []
    editor.screen("fiche")
    assert page.get_by_label("On ne connaît pas le siège").is_checked()
    assert not editor.field("commune").is_visible()
