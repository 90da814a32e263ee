"""`python -m bench.answer`: what a first visit costs on a slow phone, beside the build of a commit from before, turn by turn.

Two visits with nothing kept: « Près de chez moi » by its address, until its answer is there to be seen, and the home page, until it
shows something. Each build has the real records of its day; what is told is the median, and everything that was fetched.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.phone import THEN, TODAY, Visit, both, slowed
from bench.project import load, machine

if TYPE_CHECKING:
    from playwright import sync_api

GOAL = 0.6  # of the time from before, for the answer
PLACES = ("35236", "80021", "26198", "97411", "44109")
# A frame is drawn once the style sheets are there: what is in the page in one is seen.
WATCH = """(function look() {
  requestAnimationFrame(() => {
    const said = document.querySelector(%r);
    if (said?.checkVisibility() && said.textContent.trim()) window.shownAt = performance.now();
    else look();
  });
})()"""

SEEN = """new Promise((done) => { (function wait() { if (window.shownAt) done(window.shownAt); else setTimeout(wait, 20); })(); })"""


def visit(chromium: sync_api.Browser, address: str, shows: str) -> Visit:
    """A visitor with nothing kept, on a slow phone."""
    context = chromium.new_context(locale="fr-FR", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(WATCH % shows)
    _, weights = slowed(page)
    page.goto(address, wait_until="commit", timeout=120_000)
    seconds = page.evaluate(SEEN) / 1000
    page.wait_for_load_state("networkidle", timeout=120_000)
    come = Visit(seconds, sum(weights))
    context.close()
    return come


def main() -> None:
    """Build both, unless two built sites are given, and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.answer", description="Mesure une première visite sur un téléphone lent.")
    parser.add_argument("sites", type=Path, nargs="*", metavar="SITE", help="le site d’avant et celui d’aujourd’hui, s’ils sont construits")
    with both(parser.parse_args().sites) as (chromium, roots):
        lines, rates = [], []
        for title, paths, shows in (
            ("« Près de chez moi » par son adresse", [f"pres-de-chez-moi/?commune={code}" for code in PLACES], "[data-pres-phrase]"),
            ("l’accueil", [""] * len(PLACES), "h1"),
        ):
            come: dict[str, list[Visit]] = {name: [] for name in roots}
            for path in paths:
                for name, root in roots.items():
                    come[name].append(visit(chromium, root + path, shows))
            seconds = {name: median(each.seconds for each in visits) for name, visits in come.items()}
            rates.append(seconds[TODAY] / seconds[THEN])
            for name, visits in come.items():
                cells = (title, name, f"{seconds[name]:.2f}", f"{seconds[name] / seconds[THEN]:.2f}", f"{median(each.weight for each in visits):,.0f}".replace(",", "\u202f"))
                lines.append("| " + " | ".join(cells).replace(".", ",") + " |")
        print("\n".join((
            f"{machine()} ; {load()}", "",
            "| Visite | Construction | Vu au bout de (s) | ÷ avant | Chargé (o) |", "| --- | --- | ---: | ---: | ---: |", *lines, "", f"- La réponse : {rates[0]:.2f} fois le temps d’avant, but {GOAL} au plus : **{'atteint' if rates[0] <= GOAL else 'manqué'}**.".replace(".", ",", 2),
        )))  # fmt: skip


if __name__ == "__main__":
    main()
