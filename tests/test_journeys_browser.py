"""The tasks of the three users, by the keyboard alone: who repairs near Valence, a page for a council, a figure to correct."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest

from tests import browser

pytestmark = pytest.mark.browser


@pytest.fixture
def root(page, static_server, github) -> str:
    page.set_viewport_size({"width": 360, "height": 740})
    return static_server(github, "/prefixe/")


def reach(page, selector: str, key: str = "Tab") -> None:
    """Press a key until what is looked for has the focus, and is seen to have it."""
    for _ in range(140):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            seen = page.evaluate("(([e, s] = [document.activeElement, getComputedStyle(document.activeElement)]) => e.checkVisibility() && (s.outlineStyle !== 'none' || s.boxShadow !== 'none'))()")
            assert seen, f"{selector} : la prise de focus ne se voit pas"
            return
        page.keyboard.press(key)
    pytest.fail(f"{selector} n’est pas atteint au clavier")


def ask(page, root: str, words: str) -> None:
    """Type in the one field of the home page."""
    page.goto(root)
    page.locator("form[data-lieu]").wait_for()
    reach(page, "form[data-lieu] input")
    page.keyboard.type(words)


def test_a_citizen_finds_who_repairs_near_valence(page, root):
    """A whole question, its place, the poles that say so, the nearest first, then the page of one; the words stay in the fragment."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, root, "qui répare des vélos près de Valence ?")
    page.keyboard.press("Enter")
    page.locator("[data-recherche-lieux] li", has_text="Drôme").wait_for()
    assert "« qui répare des vélos », du plus proche au plus lointain" in page.locator("[data-recherche-lieux] li").first.inner_text().replace("\u202f", " ").replace("\u00a0", " ")
    reach(page, "[data-recherche-lieux] a[href*='tri=distance'][href*='26362']")
    page.keyboard.press("Enter")
    page.locator("main li .distance").first.wait_for()
    assert "km" in page.locator("main li .distance").first.inner_text()
    reach(page, "main li:has(.distance) a[href*='poles/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/poles/la-place-des-possibles/")
    assert "répar" in page.locator("main").inner_text()
    assert not [url for url in asked if "velo" in unquote(url.split("#")[0]).replace("é", "e").lower()]


def test_a_councillor_prints_a_page_on_a_commune(page, root):
    """The name of a commune, an arrow, Enter: the answer; the button that prints stands with it, before the lists."""
    page.add_init_script("window.print = () => { document.documentElement.dataset.imprime = 'oui'; }")
    ask(page, root, "Saint-Nazaire-en-Royans")
    page.locator("[role=option]", has_text="Drôme").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("[data-pres-phrase]", has_text="Saint-Nazaire").wait_for()
    reach(page, "[data-imprimer]")
    assert page.evaluate("!(document.querySelector('.pres-listes').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)")
    page.keyboard.press("Enter")
    page.locator("html[data-imprime]").wait_for(state="attached")
    page.emulate_media(media="print")
    assert "Saint-Nazaire-en-Royans" in page.locator("[data-note-titre]").inner_text()


def test_an_officer_corrects_a_figure(page, root):
    """From a figure of a pole to its field in the editor, where one types at once, then to the page of the forge with one line changed."""
    page.goto(f"{root}poles/epv/")
    reach(page, "main a[href$='&rang=1#c-chiffres']")
    page.keyboard.press("Enter")
    page.locator("[data-editeur][data-pret]").wait_for()
    browser.until(page, "document.activeElement.matches('[data-champ=chiffres] [data-ligne]:first-child [data-champ=valeur] [data-saisie]')")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1,9")
    reach(page, "[data-barre] [data-aller=envoi]")
    page.keyboard.press("Enter")
    browser.until(page, "document.activeElement.id === 'etape-envoi'")
    assert "1,8 →" in page.locator("[data-etape=envoi]").inner_text()
    reach(page, "[data-sortie='1'] :is(a, button)")
    told = page.evaluate("document.querySelector(\"[data-sortie='1'] a\").href")
    assert urlsplit(told).path.endswith("/poles/epv.md")
