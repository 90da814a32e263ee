"""What the editor shows of a bad record is what the terminal says of it: the same sentences, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.problems.report import AVERTISSEMENT, Problem
from atlas.site import examination
from tests import browser
from tests.checking import INVALID, TODAY, VALID, fixture
from tests.editing import Editor
from tests.repetitions import some
from tests.sites import CSP, at_home

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser
NAME = "pole-exemple.md"
SHOWN = {  # where each problem is told once: at the last step, or above the text of a file that cannot be read
    True: "[data-bilan] li", False: "[data-fautes-lignes] li",
}  # fmt: skip


@pytest.fixture
def editor(page, static_server, real) -> Editor:
    page.clock.set_fixed_time(f"{TODAY}T12:00:00+01:00")
    return Editor(page, static_server(real, "/", CSP)).open()


def terminal(data: bytes) -> list[Problem]:
    """What `check` says of a record beside those of the atlas."""
    the_house, others = at_home()
    verdict = examination.examine(the_house, [*others, (f"poles/{NAME}", data)], TODAY)
    return [p for p in verdict.problems if p.path == f"poles/{NAME}"]


def sentence(line: str | Problem) -> str:
    """What follows « champ : » : « lu …, attendu … → … »."""
    told = str(line)
    return told[told.index("lu ") :]


def words(places: Locator) -> list[str]:
    """The text of elements, but for their links to the page of codes."""
    return places.evaluate_all("""(all) => all.map((element) => {
      const copy = element.cloneNode(true);
      for (const link of copy.querySelectorAll("a[href^='../codes/']")) link.remove();
      return copy.textContent.trim();
    })""")


def shown(editor: Editor, data: bytes) -> list[str]:
    """What stands on the screen once a file is opened."""
    page = editor.page
    page.locator("[data-ouvrir-fichier]").set_input_files({"name": NAME, "mimeType": "text/markdown", "buffer": data})
    browser.until(page, "(octets) => new TextEncoder().encode(atlasEditeur.etat.texte).length === octets", len(data))
    page.evaluate("atlasEditeur.verifier()")
    readable = page.evaluate("atlasEditeur.etat.lisible")
    if readable:
        editor.screen("envoi")
        page.evaluate("atlasEditeur.verifier()")
    return words(page.locator(SHOWN[readable]))


def test_each_bad_record_is_told_in_the_terminal_s_words(editor):
    """Every fixture that a browser can open, or one in four: as many problems, and the sentence of each whole.

    That both find the same problems in every one, test_editor_rules_browser.py holds each time.
    """
    files = [files[0] for path in sorted(INVALID.glob("*.md")) if len(files := fixture(path).files) == 1]
    texts = [data for _, data in files if len(data) < 300_000 and data == data.decode("utf-8", "ignore").encode()]
    assert len(texts) > 100
    texts, count = some(texts, 4), 0
    for data in texts:
        told = sorted(map(sentence, terminal(data)))
        assert sorted(map(sentence, shown(editor, data))) == told, data.decode()[:600]
        count += len(told)
    assert count > len(texts)


def test_each_field_tells_its_own_problem(editor):
    """Beside the field, « À corriger » or « À vérifier », then the terminal's sentence."""
    data = (VALID / "minimal.md").read_text(encoding="utf-8").replace("statut: actif\n", "statut: actfi\n").replace("nom: ", "site_web: www.a.fr\nnom: ").encode()
    told = {p.field: p for p in terminal(data)}
    assert {"statut", "site_web"} <= told.keys()
    shown(editor, data)
    for field, problem in told.items():
        place = editor.page.locator(f'[data-champ="{field}"] > [data-fautes]').first
        level = "À vérifier" if problem.level == AVERTISSEMENT else "À corriger"
        assert words(place) == [f"{level}\u00a0: {sentence(problem)}"]


@pytest.mark.parametrize(("old", "new", "place"), [
    ("statut: actif", "statut: actfi", "[data-bilan]"), ("statut: actif", "statut: actfi", '[data-champ="statut"] > [data-fautes]'),
    ("statut: actif", "statut: actif : là", "[data-fautes-lignes]"),
])  # fmt: skip
def test_a_problem_leads_to_the_explanation_of_its_code(editor, old, new, place):
    """« Pourquoi ? », in a new tab so that nothing typed is left, and named by the code; wherever the problem is told."""
    data = (VALID / "minimal.md").read_text(encoding="utf-8").replace(old, new).encode()
    (problem,) = (p for p in terminal(data) if p.level != AVERTISSEMENT)
    shown(editor, data)
    if "champ" in place:
        editor.screen("fiche")
    link = editor.page.locator(place).get_by_role("link", name=f"Pourquoi\u202f? {problem.code} (nouvel onglet)", exact=True)
    with editor.page.context.expect_page() as opened:
        link.click()
    explained = opened.value.locator(f"h3#{problem.code}")
    explained.wait_for()
    opened.value.wait_for_function("(code) => document.querySelector(':target')?.id === code", arg=problem.code)


def test_a_link_reached_by_keyboard_is_still_there_after_the_check(editor):
    """From a wrong field back to « Pourquoi ? » : the check that follows does not take the focus away."""
    editor.part("contact")
    site = editor.field("site_web")
    site.fill("pas une adresse")
    site.blur()
    link = editor.page.locator("#c-site-web-fautes a")
    link.wait_for()
    site.focus()
    editor.page.keyboard.press("Shift+Tab")
    editor.page.evaluate("atlasEditeur.verifier()")
    assert link.evaluate("e => e === document.activeElement")


def test_what_a_new_source_lacks_is_told_in_the_same_words(editor):
    """Before it enters the record: a title, then a date or an address."""
    editor.part("acteurs")
    row = editor.add_row("parties_prenantes")
    row.locator("[data-choix-source]").select_option(label="+ une nouvelle source…")
    new = row.locator("[data-source-neuve]")
    new.get_by_role("button", name="Ajouter cette source").click()
    assert new.get_by_role("alert").inner_text() == "lu aucune valeur, attendu «\u202fTitre\u202f», qui est obligatoire → remplissez ce champ, par exemple avec Fiche du RTES sur l’éco-domaine (dans le fichier, titre: Fiche du RTES sur l’éco-domaine)"
    new.get_by_label("Titre de la source").fill("Un article")
    new.get_by_role("button", name="Ajouter cette source").click()
    text = (VALID / "minimal.md").read_text(encoding="utf-8")
    bad = text.replace("sources:\n", "sources:\n  un-article: {titre: Un article}\n")
    assert bad != text
    assert new.get_by_role("alert").inner_text() in map(sentence, terminal(bad.encode()))
