"""What the editor spares a telephone while it opens, and gives back once it is used."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

BOXES = "[...document.querySelectorAll('[data-partie] > .champ')].filter((field) => getComputedStyle(field).display !== 'none').length"


def test_what_is_folded_has_no_box_until_all_has_come(page, static_server, github):
    """A browser that fills forms in measures no folded field while the page opens; after a first gesture, « find in page » reaches them again."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(static_server(github, "/prefixe/") + "contribuer/editeur/")
    page.wait_for_selector("[data-editeur][data-pret]")
    assert page.locator("[data-complet]").count() == 0
    assert page.evaluate(BOXES) == 0
    page.locator("[data-partie=contact] > summary").click()  # a fold that opens shows its fields at once, before the rest
    assert page.locator("#c-site-web").is_visible()
    page.wait_for_selector("[data-editeur][data-complet]")
    assert page.evaluate(BOXES) == page.locator("[data-partie] > .champ").count()
