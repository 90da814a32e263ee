"""The policy in a real browser: what the site needs goes through, what it does not is refused and told."""

from __future__ import annotations

import pytest

from tests.browser import until

pytestmark = pytest.mark.browser
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
# What a hostile record would try, had it gone through all that stands before.
TRIED = """() => {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.effectiveDirective));
  const add = (tag, values) => document.body.append(Object.assign(document.createElement(tag), values));
  add("script", { textContent: "window.ran = 1" });
  add("img", { src: "https://tile.openstreetmap.org/0/0/0.png" });
  add("style", { textContent: "body { opacity: 0 }" });
  add("base", { href: "https://ailleurs.example/" });
  add("iframe", { src: "https://ailleurs.example/" });
  document.querySelector("h1").setAttribute("style", "opacity: 0");
  fetch("https://ailleurs.example/").catch(() => {});
}"""


def test_a_page_refuses_what_it_was_not_written_to_do(page, static_server, real, complaints):
    """Inline scripts and styles, other hosts, a base, a frame: refused on a page without a map, each in the browser's own words."""
    page.goto(static_server(real) + "contact/")
    page.evaluate(TRIED)
    until(page, "window.refused.length >= 7")
    expected = ["base-uri", "connect-src", "frame-src", "img-src", "script-src-elem", "style-src-attr", "style-src-elem"]
    assert sorted(page.evaluate("window.refused")) == expected
    assert page.evaluate("[window.ran, getComputedStyle(document.querySelector('h1')).opacity, document.baseURI === location.href]") == [None, "1", True]
    assert len([told for told in complaints if "Content Security Policy" in told]) >= 6, complaints
    assert not [told for told in complaints if told.startswith("demandé ailleurs")]
    complaints.clear()


@pytest.mark.parametrize("path", ["", "poles/", "pres-de-chez-moi/?commune=35236"])
def test_a_map_may_show_both_grounds(page, static_server, real, path):
    """On each page that has the map: Plan IGN and OpenStreetMap, once their buttons are pressed; the fixture fails on a refusal."""
    grounds = {"Plan IGN": "https://data.geopf.fr/**", "OpenStreetMap": "https://tile.openstreetmap.org/**"}
    for pattern in grounds.values():
        page.route(pattern, lambda route: route.fulfill(body=PIXEL, content_type="image/gif"))
    page.goto(static_server(real) + path)
    page.get_by_role("button", name="Explorer la carte").click()
    for name, pattern in grounds.items():
        with page.expect_response(pattern):
            page.locator(".carte-bouton", has_text=name).first.evaluate("button => button.click()")
        page.locator("img.leaflet-tile-loaded").first.wait_for(state="attached")
