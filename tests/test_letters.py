"""The letters of the headings: small, whole for French, still while they come, and asked for by our own pages alone."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests import browser as browsers
from tests.sites import PROJECT
from tools.cut_letters import LETTERS, LIMIT, NARROW, SIGNS

SHEETS = sorted((PROJECT / "assets").rglob("*.css"))
WATCH = """window.moves = []; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.moves.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });"""


def test_one_file_holds_every_sign_of_the_headings(real):
    """Under 30 kB, with its licence beside the others'; what a heading says is written with it alone."""
    assert LETTERS.read_bytes()[:4] == b"wOF2"
    assert LETTERS.stat().st_size <= LIMIT
    assert "SIL OPEN FONT LICENSE Version 1.1" in (PROJECT / "LICENSES/OFL-1.1-newsreader.txt").read_text(encoding="utf-8")
    told = {sign: path for path in real.rglob("*.html") for sign in "".join(headings(path.read_text(encoding="utf-8")))}
    assert {sign: path for sign, path in told.items() if sign not in SIGNS + chr(NARROW) + "\n"} == {}


def headings(html: str) -> list[str]:
    return [unescape(re.sub("<[^>]*>", "", found)) for found in re.findall(r"<h[1-4]\b[^>]*>(.*?)</h[1-4]>", html, re.DOTALL)]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.relative_to(PROJECT / "assets").as_posix())
def test_what_is_set_in_them_is_bold(path):
    """There is one weight: a rule that asks for it says bold, or dresses a heading."""
    for selector, rule in re.findall(r"([^{}]*)\{([^{}]*var\(--serif\)[^{}]*)\}", path.read_text(encoding="utf-8")):
        assert re.search(r"font: [67]00|font-weight: [67]00", rule) or "h1" in selector, selector


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_letters_come(page, static_server, real, width):
    """Held back until the page is drawn with what stands in, then given: shifts stay under 0.02 in all; the address changes with the file."""
    home = static_server(real)
    page.set_viewport_size({"width": width, "height": 740})
    page.add_init_script(WATCH)
    held: list = []
    page.route("**/newsreader.woff2?v=*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no builtin
    for path in ("", "poles/epv/", "comprendre/", "observatoire/", "secteurs/culture/"):
        page.goto(home + path, wait_until="domcontentloaded")
        for _ in range(100):
            if held:
                break
            page.wait_for_timeout(50)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        before = page.evaluate("moves.length")
        held.pop().continue_()
        browsers.until(page, "[...document.fonts].some((face) => face.family === 'Newsreader' && face.status === 'loaded')")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert sum(page.evaluate("moves")[before:]) < 0.02, path


def test_a_frame_in_the_page_of_others_asks_for_none(page, static_server, real):
    """What others show stays light: headings there are set in what the system has."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{static_server(real)}embed/poles/epv/")
    assert page.locator("h1").evaluate("element => getComputedStyle(element).fontFamily").startswith("Charter")
    assert [url for url in asked if "woff2" in url] == []
