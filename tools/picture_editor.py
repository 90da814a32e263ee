"""`python -m tools.picture_editor SITE`: the pictures of the editor that CONTRIBUTING.md shows, taken in a real browser.

Make them again when the editor changes: fill `depot` and `contact` in `site_config.yaml` for the time of a build, so that
every way of sending is open, and give its folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests import browser

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "images"
LATER = "2027-02-03T12:00:00+01:00"  # « Toujours exact ? » has something to send
WIDTH, HEIGHT, TALL = 1000, 760, 960  # pixels


def main() -> int:
    """Take the pictures, in the order of the guide; 0 when all are there."""
    site = Path(sys.argv[1]).resolve()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with browser.launch() as chromium, browser.serve(site) as home:
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="fr-FR")
        page.clock.set_fixed_time(LATER)

        def opened(address: str) -> None:
            page.goto("about:blank")
            page.goto(f"{home}{address}")
            page.wait_for_selector("[data-pret]")

        def keep(name: str, top: str) -> None:
            page.locator(top).evaluate("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 24)")
            page.wait_for_timeout(600)
            page.screenshot(path=str(PICTURES / name))

        page.goto(f"{home}poles/epv/")
        page.locator(".etat").screenshot(path=str(PICTURES / "page-d-un-pole.png"))
        opened("contribuer/editeur/?pole=epv&verifie=1")
        keep("editeur-relire-et-envoyer.png", "h1")
        page.set_viewport_size({"width": WIDTH, "height": TALL})
        keep("editeur-sorties.png", "#sorties")
        opened("contribuer/editeur/")
        page.locator("#c-nom").fill("Pôle de la laine")
        page.locator("#c-commune").press_sequentially("Felletin", delay=30)
        page.locator("[role=listbox] [role=option]").first.click()
        keep("editeur-nom-et-lieu.png", "h1")
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        page.locator("[data-partie=contact] > summary").click()
        page.locator("#c-site-web").fill("pole-laine,fr")
        page.locator("#c-site-web").blur()
        keep("editeur-a-corriger.png", "[data-partie=contact]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
