"""At 400 %, with the spacing that a reader may ask for: nothing scrolls sideways, and what the keyboard reaches is seen."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
# A screen of 1280 × 1024 at 400 %; WCAG 1.4.12.
ZOOMED = {"width": 320, "height": 256}
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
ADOPT = "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"
# Some point of what has the focus, a label of it or what it draws, is on top; a sheet of points tells it.
SEEN = """() => {
  const e = document.activeElement, { left, top, width, height } = e.getBoundingClientRect();
  const own = (t) => t && (t === e || e.contains(t) || [...(e.labels ?? [])].some((label) => label.contains(t)) || (e.closest("svg")?.contains(t) ?? false));
  const at = [0.02, 0.25, 0.5, 0.75, 0.98];
  return e === document.body || at.some((x) => at.some((y) => own(document.elementFromPoint(left + width * x, top + height * y)))) || `${e.tagName} ${e.textContent.trim().slice(0, 40)}`;
}"""
STEPS = 60


@pytest.mark.parametrize(
    "address",
    ["", "pres-de-chez-moi/?commune=12145", "poles/?region=bretagne&secteur=culture", "poles/epv/", "contribuer/editeur/?pole=epv", "referentiel/autodiagnostic/", "observatoire/"],
)
def test_at_four_hundred_per_cent_nothing_is_out_of_sight(page, home, address):
    """No sideways scroll, and sixty steps of the keyboard, each of which shows where it is."""
    page.set_viewport_size(ZOOMED)
    page.goto(home + address)
    page.wait_for_load_state("networkidle")
    page.evaluate(ADOPT, SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
    hidden = set()
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        if seen is not True:
            hidden.add(seen)
    assert hidden == set()
