"""Somebody who follows only the page, on a telephone or with the keyboard alone, reaches a filled « new file » address."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests import browser
from tests.editing import Editor
from tests.test_editor_browser import examined

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page, static_server, github) -> Editor:
    page.set_viewport_size({"width": 360, "height": 740})
    return Editor(page, static_server(github, "/prefixe/")).open()


def reach(editor: Editor, selector: str) -> None:
    """Press Tab until a control has the focus, as one who sees where it is."""
    for _ in range(60):
        if editor.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        editor.page.keyboard.press("Tab")
    pytest.fail(f"{selector} n’est pas atteint au clavier")


def test_the_keyboard_alone_leads_to_a_filled_address(editor, tmp_path):
    """From the top of the page to the address of a right file: Tab, arrows, Enter, Space and letters; each field in its order."""
    page, keys = editor.page, editor.page.keyboard
    reach(editor, "#c-nom")
    keys.type("L’Étang & Cie (pôle d’Évry-sur-l’Œil)")
    reach(editor, "#c-commune")
    keys.type("Redon")
    page.locator("#c-commune-liste [role=option]").first.wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    page.locator("[data-lieu-dit] strong").wait_for()
    reach(editor, "#c-statut input")
    keys.press("Space")
    keys.press("ArrowDown")
    reach(editor, "#c-recit")
    keys.type("Des paysans et une cantine cuisinent ensemble les légumes d’ici.")
    reach(editor, "#recit-source")
    keys.type("+")
    keys.press("Enter")
    page.get_by_label("Titre de la source").wait_for()
    keys.type("Article de l’Écho")
    keys.press("Tab")
    keys.type("www.exemple.fr/article")
    keys.press("Enter")
    reach(editor, "[data-partie=activite] > summary")
    keys.press("Enter")
    reach(editor, "#c-secteurs input")
    keys.press("Space")
    reach(editor, "[data-barre] [data-aller=envoi]")
    keys.press("Enter")
    browser.until(page, "document.activeElement.id === 'etape-envoi'")
    page.locator(".bilan--juste").wait_for()
    reach(editor, "[data-sortie='1'] a")
    parts = urlsplit(page.evaluate("document.activeElement.href"))
    assert (parts.netloc, unquote(parts.path)) == ("forge.example", "/reseau/atlas/new/publication/2026")
    query = parse_qs(parts.query, strict_parsing=True)
    assert query["filename"] == ["sites/atlas des pôles/poles/l-etang-cie-pole-d-evry-sur-l-oeil.md"]
    path = tmp_path / "l-etang-cie-pole-d-evry-sur-l-oeil.md"
    path.write_text(query["value"][0], encoding="utf-8")
    assert examined(path) == []
    assert "statut: actif\n" in query["value"][0]
    assert "ici.[^article-de-l-echo]\n" in query["value"][0]


def test_a_telephone_is_led_and_keeps_its_screen(editor):
    """« Plusieurs départements » says what to fill, there, and leads back; the bar is one line, and moves with the page when the text is doubled.

    The promise of five minutes is for a new pole; a correction has its own.
    """
    page = editor.page
    promise = page.locator(".editeur-promesse")
    assert promise.inner_text().startswith("Un nom, un lieu, quelques phrases, une source")
    editor.open("?pole=epv")
    assert promise.inner_text().startswith("Changez ce qui n’est plus exact")
    editor.open()
    editor.field("nom").fill("Pôle d’essai")
    page.locator("[data-garde]").filter(has_text="Gardé").wait_for()
    bar = page.locator("[data-barre]")
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert bar.evaluate("e => [getComputedStyle(e).position, e.offsetHeight < 80]") == ["sticky", True]
    page.get_by_role("button", name="Plusieurs départements").click()
    focused = page.evaluate("""(() => {
      const [ici, dit] = [document.activeElement, document.activeElement.previousElementSibling];
      const [{ bottom }, { top }] = [ici.getBoundingClientRect(), dit.getBoundingClientRect()];
      return [ici.labels[0].textContent.trim(), dit.textContent, top > 0 && bottom < document.querySelector("[data-barre]").getBoundingClientRect().top];
    })()""")
    assert focused == ["Départements touchés", "Ajoutez ici, un par un, les départements où il agit\xa0: le premier situe le pôle, tous donnent son nom à son territoire. Revenir au début ", True]
    page.get_by_role("button", name="Revenir au début").click()
    browser.until(page, "document.activeElement.matches('[data-plusieurs]')")
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # twice the page’s own 125 %
    assert bar.evaluate("e => [getComputedStyle(e).position, document.documentElement.scrollWidth]") == ["static", 320]
