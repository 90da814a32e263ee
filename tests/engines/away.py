"""What a visitor takes away from the site, in three engines: a page printed, and pages read without a network."""

from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path

import pytest
from selenium.webdriver.common.print_page_options import PrintOptions

from atlas import urls
from tests import browser
from tests.engines.driving import ENGINES
from tests.engines.visiting import Visitor

pytestmark = pytest.mark.engine
READ = "departements/76/"
KEPT = """const [url, done] = arguments;
  (async () => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).match(url)))).some(Boolean))().then(done, () => done(false))"""


def pages(pdf: bytes) -> int:
    """How many pages a printed file has, whether its objects are written one by one or packed together."""
    packed = [_unpacked(found[1]) for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)]
    return sum(len(re.findall(rb"/Type\s*/Page\b", part)) for part in (pdf, *packed))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize("engine", [engine for engine in ENGINES if engine.name != "webkit"], ids=lambda engine: engine.name, indirect=True)  # whose driver does not print
def test_a_note_for_the_council_is_one_sheet(visitor: Visitor):
    """That of a département, whole, on an A4."""
    visitor.go(READ)
    sheet = PrintOptions()
    sheet.page_width, sheet.page_height, sheet.background = 21.0, 29.7, False
    assert pages(base64.b64decode(visitor.driver.print_page(sheet))) == 1


def test_what_was_read_is_read_again_without_a_network(visitor: Visitor, prefixed: Path):
    """The site stops answering: the last page is there, dressed, and one that was never read says which were. A reload asked by Firefox's driver passes by the worker, one asked by the page does not."""
    with browser.serve(prefixed, "/atlas/") as root:
        reader = Visitor(visitor.driver, root)
        reader.go().click(f"a[href$='{urls.POLES}']")
        reader.until("location.pathname.endsWith('/poles/') && navigator.serviceWorker.controller")
        reader.go(READ)
        reader.wait(lambda: reader.driver.execute_async_script(KEPT, root + READ), "la page est gardée")
    reader.run("location.assign('#relue'); location.reload()")
    reader.until("location.hash === '#relue' && performance.getEntriesByType('navigation')[0].type === 'reload' && document.readyState === 'complete'")
    assert reader.words("h1") == "Seine-Maritime"
    assert reader.run("return [...document.styleSheets].every((sheet) => sheet.cssRules.length)")
    reader.run("location.assign(arguments[0])", f"{root}regions/bretagne/")
    reader.until("location.pathname.endsWith(arguments[0])", f"/{urls.HORS_CONNEXION}")
    reader.until("document.querySelector('[data-garder] li a[href$=\"departements/76/\"]')")
