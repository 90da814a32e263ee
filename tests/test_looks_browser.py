"""What eyes need of every template, once it is drawn."""

from __future__ import annotations

import pytest

from tools import photograph

pytestmark = pytest.mark.browser
OUTSIDE = """() => [...document.querySelectorAll("main :is(ul, ol)")].filter((list) => {
  const item = list.querySelector(":scope > li");
  if (!item?.checkVisibility() || getComputedStyle(item).display !== "list-item" || getComputedStyle(item).listStyleType === "none") return false;
  return item.getBoundingClientRect().left - list.parentElement.getBoundingClientRect().left < parseFloat(getComputedStyle(item).fontSize);
}).map((list) => list.className || list.parentElement.className)"""


@pytest.mark.parametrize("width", [360, 1280])
def test_every_template_keeps_its_edges(page, static_server, real, width):
    """The name of the site stands at one place from page to page; bullets and numbers stand in the column; nothing reaches out of the window."""
    home = static_server(real)
    page.set_viewport_size({"width": width, "height": 740})
    places, outside, wide = set(), [], []
    for template, address in photograph.of_each_template(real).items():
        page.goto(home + address)
        places.add(page.locator(".entete-titre").bounding_box()["x"])
        outside += [(template, name) for name in page.evaluate(OUTSIDE)]
        wide += [template] * page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert (len(places), outside, wide) == (1, [], [])
