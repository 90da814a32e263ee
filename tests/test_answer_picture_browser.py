"""The picture of an answer of « Près de chez moi »: a name is that of the sign it stands at, on the screen and on paper."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
# Each name that is written, how far its own sign is from it and the nearest of the others that are not at the same place, in letters.
NAMES = """(picture) => {
  const letter = Number(picture.style.getPropertyValue("--lettre"));
  const signs = new Map([...picture.querySelectorAll(".carte-points a")].map((a) => [a.getAttribute("href").split("/").at(-2), a.getAttribute("transform").match(/[\\d.]+/g).map(Number)]));
  const names = new Map([...document.querySelectorAll("[data-pres-listes] .entree > a")].map((a) => [a.textContent.split(/ [–(]/)[0], a.getAttribute("href").split("/").at(-2)]));
  return [...picture.querySelectorAll(".ici text:not(.ici-nom)")].map((text) => {
    const { x, y, width, height } = text.getBBox();
    const away = ([px, py]) => Math.hypot(Math.max(x - px, 0, px - x - width), Math.max(y - py, 0, py - y - height)) / letter;
    const own = signs.get(names.get(text.textContent));
    const others = [...signs.values()].filter(([px, py]) => Math.hypot(px - own[0], py - own[1]) > letter);
    return [text.textContent, away(own), Math.min(...others.map(away))];
  });
}"""


@pytest.mark.parametrize("code", ["75113", "75056", "93001", "31555", "59350", "44109", "35238", "12145", "13201", "97411"])
def test_a_name_stands_at_its_own_sign_and_at_no_other(page, home, code):
    """Where signs are crowded they are drawn apart, and the names stood where the seats are: beside nothing, or the sign of another."""
    page.goto(f"{home}pres-de-chez-moi/?commune={code}")
    page.locator(".pres-carte .ici text").first.wait_for(state="attached")
    page.pdf()  # « beforeprint » draws the map of the sheet
    page.locator("[data-note-situation] .ici").wait_for(state="attached")
    for where in (".pres-carte svg.carte-image", "[data-note-situation] svg.carte-image"):
        if where.startswith("[data"):
            page.emulate_media(media="print")
        names = page.locator(where).evaluate(NAMES)
        assert names
        assert [name for name, own, other in names if own > 0.8 or other < 0.3] == []


@pytest.mark.parametrize("code", ["75113", "35238", "59350", "75056"])
def test_the_commune_is_named_among_crowded_signs(page, home, code):
    """Askew where there is no room beside, above or below."""
    page.goto(f"{home}pres-de-chez-moi/?commune={code}")
    page.locator(".pres-carte .ici text").first.wait_for(state="attached")
    assert page.locator(".pres-carte .ici-nom").text_content() in page.locator("[data-pres-titre]").inner_text()
