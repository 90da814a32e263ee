"""`python -m tools.photograph SITE [FOLDER] [TEMPLATE…]`: every template of a built site, at three widths, light, dark and printed.

One page of each template, that with the most to show, as a visitor has it once its scripts have run: whole, in FOLDER (`photos/`, which is
not committed).

`python -m tools.photograph SITE --readme` makes the two pictures of README.md instead: make them again when what they show changes.
"""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests import browser

if TYPE_CHECKING:
    from playwright import sync_api

ROOT = Path(__file__).resolve().parents[1]
PHOTOS = ROOT / "photos"
WIDTHS = (360, 768, 1280)
PAPER = 673  # pixels: what an A4 sheet holds between its margins
HEIGHTS = {360: 740, 768: 1024, 1280: 800}
SCHEMES = ("light", "dark")
LONGEST = 6_000  # pixels: beyond, a picture is cut
# Addresses that show more than the page alone does.
ASKED = {"pres-de-chez-moi": "pres-de-chez-moi/?commune=35236", "recherche": "recherche/#q=réemploi"}
# What README.md shows: the address, the size of the window, its grain, what must be there first.
README = {
    "la-carte.webp": ("", (1280, 800), 1, ".carte-image svg"),
    "pres-de-chez-moi.webp": ("pres-de-chez-moi/?commune=12145", (390, 844), 1.5, "[data-pres-phrase]:not(:empty)"),
}
PICTURES = ROOT / "docs" / "images"
LIGHT = 120_000  # bytes, each of those
_TEMPLATE = re.compile(rb'class="md-grid page page--([\w-]+)"')


def of_each_template(site: Path) -> dict[str, str]:
    """The address of one page of each template: the heaviest, for the records of a real atlas make pages of all lengths."""
    found: dict[str, tuple[int, str]] = {}
    for path in site.rglob("*.html"):
        content = path.read_bytes()
        if named := _TEMPLATE.search(content):
            address = path.relative_to(site).as_posix().removesuffix("index.html")
            template = named[1].decode()
            found[template] = max(found.get(template, (0, "")), (len(content), address))
    return {template: ASKED.get(template, address) for template, (_, address) in sorted(found.items())}


def taken(chromium: sync_api.Browser, home: str, addresses: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Each picture and its name."""
    for width in WIDTHS:
        page = chromium.new_page(viewport={"width": width, "height": HEIGHTS[width]}, locale="fr-FR", reduced_motion="reduce")
        for template, address in addresses.items():
            page.goto("about:blank")
            page.goto(home + address)
            page.wait_for_load_state("networkidle")
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                yield f"{template}-{width}-{scheme}.jpeg", whole(page)
            if width == WIDTHS[-1]:
                page.set_viewport_size({"width": PAPER, "height": HEIGHTS[width]})
                page.emulate_media(media="print", color_scheme="light")
                yield f"{template}-print.jpeg", whole(page)
                page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
                page.emulate_media(media="screen")
        page.close()


def whole(page: sync_api.Page) -> bytes:
    """The page from top to bottom."""
    size = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    return page.screenshot(type="jpeg", quality=80, full_page=True, clip={"x": 0, "y": 0, "width": size[0], "height": min(size[1], LONGEST)})


def for_readme(chromium: sync_api.Browser, home: str) -> None:
    """The two pictures of README.md, as light as a page may be heavy."""
    for name, (address, (width, height), grain, awaited) in README.items():
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="fr-FR", color_scheme="light")
        page = context.new_page()
        page.goto(home + address)
        page.wait_for_selector(awaited)
        page.wait_for_load_state("networkidle")
        taken = context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 72, "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": grain}})
        picture = base64.b64decode(taken["data"])
        if len(picture) >= LIGHT:
            sys.exit(f"{name} : {len(picture)} octets, {LIGHT} au plus")
        (PICTURES / name).write_bytes(picture)
        print(f"{PICTURES / name} : {len(picture)} octets")
        context.close()


def main() -> int:
    """Take them; 0 when all are there."""
    site, *rest = sys.argv[1:]
    if rest == ["--readme"]:
        with browser.launch() as chromium, browser.serve(Path(site)) as home:
            for_readme(chromium, home)
        return 0
    folder = Path(rest[0]) if rest else PHOTOS
    addresses = of_each_template(Path(site))
    wanted = {template: addresses[template] for template in rest[1:] or addresses}
    folder.mkdir(parents=True, exist_ok=True)
    with browser.launch() as chromium, browser.serve(Path(site)) as home:
        for name, picture in taken(chromium, home, wanted):
            (folder / name).write_bytes(picture)
            print(folder / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
