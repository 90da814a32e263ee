"""The map on a small screen: what is asked of it is on the screen, and the page does not jump when it goes."""

from __future__ import annotations

import pytest

from tests.browser import drawn

pytestmark = pytest.mark.browser
PHONE, ZOOMED = {"width": 360, "height": 740}, {"width": 320, "height": 256}  # 400 % of a screen of 1280 × 1024
INSIDE = "e => { const { top, bottom } = e.getBoundingClientRect(); return top >= -1 && bottom <= innerHeight + 1; }"
# A sign of one pole that is on the screen, as far from the top of the map as may be.
LOWEST = """() => [...document.querySelectorAll(".leaflet-marker-icon.lieu")].map((e) => [e.getBoundingClientRect(), e])
  .filter(([r]) => r.top > 40 && r.bottom < innerHeight - 4 && r.left > 0 && r.right < innerWidth).sort(([a], [b]) => b.top - a.top)[0][1]"""


def opened(page, address):
    """The home page with its map open."""
    page.goto(address)
    page.get_by_role("button", name="Explorer la carte").press("Enter")
    page.get_by_text("La carte est prête, avec").wait_for()
    drawn(page)


@pytest.mark.parametrize(("screen", "above"), [(PHONE, 0), (PHONE, 150), (ZOOMED, 0), (ZOOMED, 60)])
def test_a_popup_is_on_the_screen_and_the_page_stays_when_it_goes(page, home, screen, above):
    """With the map partly above the screen too; the page followed the popup as it went, by its whole height and more."""
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(screen)
    opened(page, home)
    page.locator(".carte-toile").evaluate("(e, above) => scrollBy(0, e.getBoundingClientRect().top + above)", above)
    drawn(page)
    sign = page.evaluate_handle(LOWEST).as_element()
    assert sign
    sign.press("Enter")
    popup = page.locator(".leaflet-popup")
    popup.locator(".bulle-resume:not([hidden])").wait_for()
    drawn(page)
    assert popup.evaluate(INSIDE)
    before = page.evaluate("scrollY")
    page.keyboard.press("Escape")
    popup.wait_for(state="detached")
    drawn(page)
    assert page.evaluate("document.activeElement.classList.contains('leaflet-marker-icon')")
    assert page.evaluate(f"({INSIDE})(document.activeElement)")
    assert abs(page.evaluate("scrollY") - before) < min(screen["height"] / 2, 150)
