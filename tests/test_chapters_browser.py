"""Long pages on a telephone: chapters fold, nothing is out of reach."""

from __future__ import annotations

import pytest

from tests.browser import shifts, watch_shifts

pytestmark = pytest.mark.browser
LONG = ("comprendre/", "collectivites/", "charte/", "referentiel/", "contribuer/codes/", "donnees/", "observatoire/")


@pytest.fixture
def telephone(page, home):
    """A telephone, and the address of the site."""
    page.set_viewport_size({"width": 360, "height": 740})
    return page, home


def test_a_long_page_is_the_list_of_its_chapters(telephone):
    """The first is open, the others are closed, and what is in the first screen does not move."""
    page, home = telephone
    watch_shifts(page)
    for address in LONG:
        page.goto(home + address)
        page.locator("details.chapitre").first.wait_for()
        assert page.locator("details.chapitre").evaluate_all("all => all.map((e) => e.open)") == [True] + [False] * (page.locator("details.chapitre").count() - 1)
        assert page.evaluate("document.documentElement.scrollHeight") < 8 * 740, address
        assert shifts(page) < 0.02, address


def test_an_anchor_opens_its_chapter(telephone):
    """From elsewhere, from the page, to a heading, a source or a question; printing opens everything."""
    page, home = telephone
    page.goto(f"{home}comprendre/#depuis-2014")
    heading = page.locator("#depuis-2014")
    assert heading.evaluate("e => e.closest('details').open")
    page.wait_for_function("() => { const top = document.getElementById('depuis-2014').getBoundingClientRect().top; return top >= 0 && top < 740; }")
    note = page.locator(".chapitre[open] .footnote-ref").first
    source = note.get_attribute("href").removeprefix("#")
    assert page.locator(".footnote").is_hidden()
    note.click()
    page.wait_for_function("(id) => { const top = document.getElementById(id).getBoundingClientRect().top; return top >= 0 && top < 740; }", arg=source)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.chapitre:not([open])").count() == 0
    page.goto(f"{home}observatoire/#gouvernance")
    page.locator(".obs:has(#gouvernance) .obs-barres").wait_for()


def test_without_script_or_on_a_wide_screen_nothing_is_folded(browser, page, home):
    """The whole text, and its table of contents."""
    visitor = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    for reader in (visitor.new_page(), page):
        for address in LONG:
            reader.goto(home + address, wait_until="load")
            assert reader.locator("main h2:visible").count() > 6
            assert reader.locator(".sommaire").is_visible()
            assert reader.locator("details.chapitre").count() == 0
    visitor.close()
