"""The observatory in a real browser: on a phone, in the dark, without JavaScript, by key, on paper."""

from __future__ import annotations

import re

import pytest

from tests.colours import contrast
from tests.test_brief_browser import COLOURED

pytestmark = pytest.mark.browser
OBSERVATORY = "observatoire/"
# Every text of the pictures: its words and how tall its letters are on the screen, in pixels.
LETTERS = """() => [...document.querySelectorAll('.obs svg text')].filter((e) => e.checkVisibility()).map((e) => {
  const scale = e.getScreenCTM().a;
  return [e.textContent, parseFloat(getComputedStyle(e).fontSize) * scale];
})"""
CELLS = """() => [...document.querySelectorAll('.obs-case a')].map((a) => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const hex = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return '#' + [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((v) => v.toString(16).padStart(2, '0')).join('');
  };
  return [hex(getComputedStyle(a).color), hex(getComputedStyle(a.closest('td')).backgroundColor)];
})"""


@pytest.fixture
def root(static_server, real):
    return static_server(real, "/atlas/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_it_fits_every_screen(page, root, width, scheme):
    """Nothing sticks out, opened or closed; the letters of the pictures stay legible; numbers can be touched."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(root + OBSERVATORY)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width >= 360:
        assert [found for found in page.evaluate(LETTERS) if found[1] < 10.5] == []
    small = page.evaluate(
        "[...document.querySelectorAll('.obs-barres tbody tr:has(a), .obs-case a')].map((e) => e.getBoundingClientRect()).filter((r) => r.width < 24 || r.height < 24).length"
    )
    assert small == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_numbers_of_the_matrix_stand_out(page, root, scheme):
    """Every number of the matrix keeps 4.5:1 on its tint."""
    page.emulate_media(color_scheme=scheme)
    page.goto(root + OBSERVATORY)
    found = page.evaluate(CELLS)
    assert len(found) > 30
    assert [pair for pair in found if contrast(*pair) < 4.5] == []


def test_a_number_opens_the_explorer_on_its_poles(page, root):
    """A click anywhere on the line of a sector, and the key on a cell of the matrix: the explorer shows as many poles."""
    page.goto(root + OBSERVATORY)
    line = page.locator("[data-tableau=secteurs] tbody tr").nth(3)
    number = int(re.match(r"\d+", line.locator("a").inner_text())[0])
    line.scroll_into_view_if_needed()
    box = line.locator("th").bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)
    page.wait_for_selector("[data-pret]")
    assert page.locator("[data-compte]").inner_text().replace("\u00a0", " ").startswith(f"{number} pôle")
    page.goto(root + OBSERVATORY)
    cell = page.locator(".obs-case a").first
    number = int(cell.inner_text())
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-pret]")
    assert page.locator("[data-compte]").inner_text().replace("\u00a0", " ").startswith(f"{number} pôle")


def test_every_number_is_followed_to_as_many_poles(page, root):
    """Each number of each table, cell, circle, column and base is opened as a visitor would: there are as many poles behind it."""
    page.goto(root + OBSERVATORY)
    links = page.evaluate("""() => [...document.querySelectorAll('.obs a')].map((a) => [
      new URL(a.getAttribute('href'), location), (a.querySelector('text') ?? a).textContent.trim(),
    ]).filter(([url, words]) => url.origin === location.origin && /^\\d/.test(words)).map(([url, words]) => [url.href, parseInt(words, 10)])""")
    assert len(links) > 120
    numbers = dict(links)
    assert all(numbers[address] == number for address, number in links), "one address, two numbers"
    found = {}
    for address in (a for a in numbers if "/poles/?" not in a):
        page.goto(address)
        anchor = address.partition("#")[2]
        found[address] = page.locator(f"section:has(> h2#{anchor})" if anchor else "main ul.etat-liste >> nth=0").locator("li").count()
    page.goto(root + "poles/")
    page.wait_for_selector("[data-pret]")
    for address in (a for a in numbers if "/poles/?" in a):  # as « back » and « forward » do, without loading the page again
        page.evaluate("address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }", address)
        found[address] = int(re.match(r"\d+", page.locator("[data-compte]").inner_text())[0])
    assert found == numbers


def test_without_javascript_nothing_is_missing(browser, root):
    """The same words, with and without."""
    told = []
    for able in (True, False):
        visitor = browser.new_context(java_script_enabled=able)
        tab = visitor.new_page()
        tab.goto(root + OBSERVATORY)
        told.append([tab.locator("main").text_content(), tab.locator("main svg").count()])
        visitor.close()
    assert told[0] == told[1]


def test_lines_join_the_two_columns_of_names(page, root):
    """Each line between names and poles begins at the height of its name and ends at that of its pole."""
    page.goto(root + OBSERVATORY)
    ends = page.evaluate("""() => [...document.querySelectorAll('.obs-fil')].map((fil) => {
      const place = fil.getScreenCTM(), long = fil.getTotalLength();
      return [fil.getPointAtLength(0), fil.getPointAtLength(long)].map((p) => Math.round(p.y * place.d + place.f));
    })""")
    heights = page.evaluate("""() => ['.obs-gauche li', '.obs-droite li'].map((names) => [...document.querySelectorAll(names)].map((li) => {
      const { top, bottom } = li.getBoundingClientRect();
      return Math.round((top + bottom) / 2);
    }))""")
    assert ends
    for left, right in ends:
        assert min(abs(left - height) for height in heights[0]) <= 2
        assert min(abs(right - height) for height in heights[1]) <= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_prints_whole_and_without_colour(page, root, scheme):
    """On paper: black, white and grey, the sources of the published counts opened, the base and the date of each table."""
    page.emulate_media(media="print", color_scheme=scheme)
    page.goto(root + OBSERVATORY)
    assert page.evaluate(COLOURED) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    words = page.locator("main").inner_text()
    assert "tableau (CSV)" not in words
    assert words.count("Données du") == 13
    assert page.evaluate("document.querySelector('.obs-sources').getBoundingClientRect().height") > 200
