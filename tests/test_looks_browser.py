"""What eyes need of every template, once it is drawn."""

from __future__ import annotations

import pytest

from tests.colours import contrast
from tools import photograph

pytestmark = pytest.mark.browser
OUTSIDE = """() => [...document.querySelectorAll("main :is(ul, ol)")].filter((list) => {
  const item = list.querySelector(":scope > li");
  if (!item?.checkVisibility() || getComputedStyle(item).display !== "list-item" || getComputedStyle(item).listStyleType === "none") return false;
  return item.getBoundingClientRect().left - list.parentElement.getBoundingClientRect().left < parseFloat(getComputedStyle(item).fontSize);
}).map((list) => list.className || list.parentElement.className)"""


def test_every_template_keeps_its_edges(page, static_server, real):
    """The name of the site stands at one place from page to page; bullets and numbers stand in the column; nothing reaches out of the window."""
    home = static_server(real)
    places, outside, wide = set(), [], []
    for template, address in photograph.of_each_template(real).items():
        page.goto(home + address)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            places.add((width, page.locator(".entete-titre").bounding_box()["x"]))
            outside += [(template, width, name) for name in page.evaluate(OUTSIDE)]
            wide += [(template, width)] * page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert (len(places), outside, wide) == (2, [], [])


# Every run of words with its colour, the ground it stands on, and its size.
WORDS = """() => {
  const hex = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    return alpha < 1 ? null : `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
  };
  const ground = (element) => hex(getComputedStyle(element).backgroundColor) ?? (element.parentElement ? ground(element.parentElement) : "#ffffff");
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !element.checkVisibility() || element.closest(".lu-seul, script, noscript, .evitement, meter")) continue;
    found.push([walk.currentNode.data.trim().slice(0, 30), hex(getComputedStyle(element).color), ground(element), parseFloat(getComputedStyle(element).fontSize)]);
  }
  return found;
}"""
FOCUSED = """() => {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
  return [document.activeElement.textContent.trim().slice(0, 30), outlineStyle, parseFloat(outlineWidth), outlineColor];
}"""
# What is pressed and does not stand in a sentence.
SMALL = """() => [...document.querySelectorAll("a, button, input, summary")].filter((element) => {
  if (!element.checkVisibility() || element.closest("p:not(.carte-actions), .evitement") && !element.matches(".bouton")) return false;
  const { width, height } = element.getBoundingClientRect();
  const line = element.closest("li, h3, h4, dd, div").getBoundingClientRect();
  return Math.max(height, Math.min(line.height, element.matches("a") ? line.height : 0)) < 24 || width < 24;
}).map((element) => element.outerHTML.slice(0, 80))"""
# Spaces above and below the blocks of the page, in tenths of the unit.
SPACES = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, ul, ol, dl, blockquote, section, .tableau, .chercher, .place)")].flatMap((element) => {
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 10;
  const { marginTop, marginBottom } = getComputedStyle(element);
  return [marginTop, marginBottom].map((space) => parseFloat(space) / unit).filter((count) => Math.abs(count - Math.round(count)) > 0.01)
    .map((count) => `${element.tagName} ${element.className} ${count}`);
})"""


@pytest.fixture
def pieces(page, static_server, real):
    """Opens the page that shows the pieces of all the others, as a visitor of some taste sees it."""

    def opened(**taste):
        page.emulate_media(**taste)
        page.goto(f"{static_server(real)}style/")
        return page

    return opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pieces_of_our_pages_are_read_and_reached(pieces, scheme):
    """Words keep 4.5:1 on their ground, in five sizes; the keyboard shows where it is on every piece, at 3:1."""
    page = pieces(color_scheme=scheme)
    words = page.evaluate(WORDS)
    assert [(said, ink, ground) for said, ink, ground, _ in words if contrast(ink, ground) < 4.5] == []
    rem = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    main = page.evaluate(WORDS.replace("document.body", "document.querySelector('main')"))
    text = {round(size / rem, 3) for said, _, _, size in main if not said.isdigit() and "nom-de-fichier" not in said}
    assert {0.7, 0.8, 0.95, 1.2} < text
    assert len(text) == 5
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    reached = set()
    for _ in range(page.locator("a, button, input, summary").count()):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        said, style, width, colour = page.evaluate(FOCUSED)
        assert (style, width >= 2) == ("solid", True), said
        assert contrast(hexadecimal(colour), hexadecimal(paper)) >= 3, said
        reached.add(said)
    assert {"Un bouton", "Ce qui se déplie", "Un lien qui fait"} <= reached


def hexadecimal(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour.removeprefix("rgb(").removesuffix(")").split(","))


def test_forced_colours_keep_every_piece(pieces):
    """Where the system chooses the colours, a button keeps an edge, a sign its shape, and the focus its frame."""
    page = pieces(forced_colors="active")
    assert page.locator("button.bouton").first.evaluate("element => getComputedStyle(element).borderStyle") == "solid"
    assert page.locator(".secteur .signe").first.evaluate("element => getComputedStyle(element).color === getComputedStyle(element.parentElement).color")
    page.locator("summary").focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED)[1] == "solid"


@pytest.mark.parametrize("width", [360, 1280])
def test_pieces_can_be_pressed_and_keep_one_measure(pieces, width):
    """What is pressed is 24 pixels wide and high, or alone on a line that is; the spaces between blocks are tenths of one unit."""
    page = pieces()
    page.set_viewport_size({"width": width, "height": 740})
    assert page.evaluate(SMALL) == []
    assert page.evaluate(SPACES) == []
