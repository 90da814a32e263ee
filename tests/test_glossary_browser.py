"""The words of the trade explain themselves to a pointer, a keyboard and a finger, in a real browser."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
LATER = 1_000  # ms: more than any delay of the script
TOUCH = {"has_touch": True, "is_mobile": True, "viewport": {"width": 360, "height": 700}}


@pytest.fixture
def text(page, home):
    """The page « Comprendre », which has several words."""
    page.goto(f"{home}comprendre/")
    return page


def bubble(page):
    return page.locator("#glose")


def word(page, term: str):
    return page.locator("a.terme").filter(has_text=term).first


def test_a_pointer_opens_may_enter_and_leaves(page, home):
    """Hovering shows the meaning; it stays while the pointer is in it, and goes when it leaves. The clock of the page is ours."""
    page.clock.install()
    page.goto(f"{home}comprendre/")
    word(page, "RTES").hover()
    page.clock.run_for(LATER)
    bubble(page).wait_for(state="visible")
    assert "Réseau des collectivités" in bubble(page).inner_text()
    box = bubble(page).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    page.clock.run_for(LATER)
    assert bubble(page).is_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(LATER)
    bubble(page).wait_for(state="hidden")


def test_a_keyboard_opens_escapes_and_follows(text, home):
    """Focus shows the meaning and names it to a screen reader; Escape closes it, focus stays; Enter goes to the entry."""
    link = word(text, "RTES")
    link.focus()
    text.keyboard.press("Shift+Tab")
    text.keyboard.press("Tab")
    bubble(text).wait_for(state="visible")
    assert link.get_attribute("aria-describedby") == bubble(text).get_attribute("id")
    assert bubble(text).get_attribute("role") == "tooltip"
    text.keyboard.press("Escape")
    bubble(text).wait_for(state="hidden")
    assert link.get_attribute("aria-describedby") is None
    assert link.evaluate("e => e === document.activeElement")
    text.keyboard.press("Enter")
    text.wait_for_url(f"{home}glossaire/#rtes")


def test_one_meaning_at_a_time(text):
    """Going from a word to the next shows the second meaning alone."""
    word(text, "RTES").focus()
    text.keyboard.press("Tab")
    bubble(text).wait_for(state="visible")
    assert "Conseil national" in bubble(text).inner_text()
    assert text.locator("[role=tooltip]").count() == 1
    assert text.locator("a.terme[aria-describedby]").count() == 1


def test_a_finger_explains_then_follows(browser, home):
    """The first tap explains and stays on the page, a tap elsewhere closes, two taps on the word lead to the glossary."""
    visitor = browser.new_context(locale="fr-FR", **TOUCH)
    page = visitor.new_page()
    page.goto(f"{home}comprendre/")
    page.locator("details.chapitre").first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    link = word(page, "RTES")
    link.tap()
    bubble(page).wait_for(state="visible")
    assert page.url.endswith("/comprendre/")
    assert "Touchez encore" in bubble(page).inner_text()
    box = bubble(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    bubble(page).tap(position={"x": 5, "y": 5})
    assert bubble(page).is_visible()
    page.locator("h1").tap()
    bubble(page).wait_for(state="hidden")
    link.tap()
    bubble(page).wait_for(state="visible")
    link.tap()
    page.wait_for_url(f"{home}glossaire/#rtes")
    visitor.close()


def test_without_javascript_a_word_is_a_link(browser, home):
    """No script: the word leads to its entry, which says the same."""
    visitor = browser.new_context(java_script_enabled=False)
    page = visitor.new_page()
    page.goto(f"{home}poles/pays-de-bray/")
    word(page, "SCIC").click()
    page.wait_for_url(f"{home}glossaire/#scic")
    assert "utilité sociale" in page.locator("#scic").inner_text()
    visitor.close()


def test_print_shows_the_words_alone(text):
    """On paper a word has no underline, and no meaning floats over the text."""
    word(text, "RTES").hover()
    bubble(text).wait_for(state="visible")
    text.emulate_media(media="print")
    assert not bubble(text).is_visible()
    assert word(text, "RTES").evaluate("e => getComputedStyle(e).textDecorationLine") == "none"


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_overflows(page, home, width):
    """At 400 % (320 px) and on a desk, no page of ours scrolls sideways, words open or not."""
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("comprendre", "collectivites", "charte", "glossaire"):
        page.goto(f"{home}{name}/")
        if page.locator("a.terme").count():
            page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
            page.locator("a.terme").last.hover()
            bubble(page).wait_for(state="visible")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_a_circle_leads_to_its_poles(text, home):
    """By keyboard, a circle opens the explorer with its form of cooperation chosen, and as many poles as it said."""
    circle = text.locator("svg a.forme--moyens")
    count = int(circle.locator(".forme-combien").text_content().split()[0])
    circle.focus()
    text.keyboard.press("Enter")
    text.wait_for_url(f"{home}poles/?cooperation=moyens")
    text.wait_for_selector("[data-pret]")
    assert str(count) in text.locator("main").inner_text()
    assert text.locator(".entree:visible").count() == count
