"""A hundred poles break nothing: on the map no cluster hides another sign, and pages keep to the width of a phone."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

COVERED = """() => {
  const signs = [...document.querySelectorAll(".leaflet-marker-icon:is(.grappe, .lieu)")].map((sign) => {
    const { x, y, width, height } = sign.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2, r: sign.matches(".grappe") ? 18 : 7, nom: sign.textContent };
  });
  const pairs = signs.flatMap((a, i) => signs.slice(i + 1).map((b) => [a, b]));
  const hides = ([a, b]) => a.r + b.r > 14 && Math.hypot(a.x - b.x, a.y - b.y) < a.r + b.r;
  return [signs.length, pairs.filter(hides).map(([a, b]) => `${a.nom} / ${b.nom}`)];
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_cluster_covers_a_pole_that_stands_alone(page, home, width):
    """At the first view of the map and nearer, on a phone and on a screen, no cluster touches the dot of a pole."""
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script("document.addEventListener('atlas:carte', ({ detail }) => { window.carte = detail.carte; })")
    page.goto(home)
    page.get_by_text("Explorer la carte").click()
    page.wait_for_selector(".grappe")
    signs, covered = page.evaluate(COVERED)
    assert signs > 5
    assert covered == []
    for zoom in (5.3, 6, 6.7, 7.5, 8.4):
        page.evaluate("(zoom) => { window.carte.setZoom(zoom, { animate: false }); }", zoom)
        assert page.evaluate(COVERED)[1] == [], zoom


@pytest.mark.parametrize("path", ["", "poles/", "observatoire/", "observatoire/laureats/", "observatoire/reconnaissances/", "regions/ile-de-france/"])
def test_a_page_of_many_poles_keeps_to_the_width_of_a_phone(page, home, path):
    """Nothing is wider than 360 px."""
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(home + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_number_is_never_cut_in_two(page, home):
    """Beside a name on two lines, « 26 » stays on one."""
    page.goto(home)
    lines = page.locator(".compte").evaluate_all("(all) => all.map((e) => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).fontSize))")
    assert len(lines) > 20
    assert max(lines) < 2
