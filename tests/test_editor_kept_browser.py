"""Nothing typed vanishes: drafts, what is not confirmed yet, a page that comes back with blank fields, a store that cannot be read."""

from __future__ import annotations

import pytest

from tests.editing import Editor
from tests.sites import CSP

pytestmark = pytest.mark.browser
# What Safari's engine does on Back, after `pageshow`, to each field that is not to be completed: its first value again.
BACK = """() => {
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  for (const field of document.querySelectorAll("input")) {
    field.value = field.defaultValue;
    field.checked = field.defaultChecked;
  }
}"""
BLANK = "() => document.querySelectorAll('[data-formulaire] input, [data-formulaire] textarea').forEach((field) => { if (!/radio|checkbox/.test(field.type)) field.value = ''; })"


@pytest.fixture
def editor(page, static_server, github) -> Editor:
    return Editor(page, static_server(github, "/prefixe/", CSP))


def value(editor: Editor, *path: str) -> object:
    """What the record says at a path."""
    return editor.page.evaluate("(path) => atlasEditeur.etat.valeur(...path)", list(path))


# The page comes back


@pytest.mark.parametrize(
    ("address", "field", "typed"),
    [
        ("contribuer/editeur/", "#c-nom", "Un pôle"),
        ("recherche/", "[data-recherche] input", "énergie"),
        ("poles/", "#explorer-q", "culture"),
        ("pres-de-chez-moi/", "form[data-lieu] input", "Redon"),
        ("referentiel/autodiagnostic/", "[data-autodiagnostic] .auto-choix input >> nth=0", None),
    ],
)
def test_a_field_keeps_what_it_shows_when_the_page_comes_back(editor, address, field, typed):
    """Wherever one types or ticks: an engine that sets fields back to their first value finds the present one."""
    page = editor.page
    page.goto(editor.root + address)
    place = page.locator(field)
    place.wait_for()
    if typed:
        place.fill(typed)
    else:
        place.uncheck()
    page.evaluate(BACK)
    assert place.input_value() == typed if typed else not place.is_checked()


def test_rows_are_moved_by_what_the_record_says_whatever_the_fields_show(editor):
    """Every field blank as an engine may leave them: a row moved, changed, taken away and put back loses nothing."""
    editor.open("?pole=pole-sud-archer")
    page = editor.page
    before = value(editor, "parties_prenantes")
    sources = value(editor, "sources")
    editor.step("acteurs")
    page.evaluate(BLANK)
    rows = page.locator("[data-champ=parties_prenantes] [data-ligne]")
    rows.first.locator("[data-descendre]").click()
    swapped = [before[1], before[0], *before[2:]]
    assert value(editor, "parties_prenantes") == swapped
    assert before[1]["nom"] in rows.first.locator("[data-ligne-dit]").inner_text()
    rows.nth(2).locator("[data-oter]").click()
    page.get_by_role("button", name="Remettre").click()
    assert value(editor, "parties_prenantes") == swapped
    assert editor.field("nom", rows.nth(2)).input_value() == swapped[2]["nom"]
    rows.nth(2).locator("[data-pli]").click()
    page.evaluate(BLANK)
    editor.field("source", rows.nth(2)).select_option("")
    assert value(editor, "parties_prenantes")[2] == {key: said for key, said in swapped[2].items() if key != "source"}

    editor.step("sources")
    first = page.locator("[data-champ=sources] [data-ligne]").first
    page.evaluate(BLANK)
    first.locator("[data-descendre]").click()
    assert value(editor, "sources") == sources
