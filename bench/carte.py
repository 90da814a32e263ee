"""`python -m bench.carte`: what pressing « Explorer la carte » costs on a slow phone, beside the build of a commit from before, turn by turn.

The home page is there and at rest; from the press to the first frame where the map says that it is ready and shows a sign one can touch,
and all that was fetched for it. Each build has the real records of its day; what is told is the median.
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

GOAL, WEIGHT_GOAL = 0.6, 110_000
PRESS = """new Promise((done) => {
  const start = performance.now();
  document.querySelector("[data-carte-ouvrir]").click();
  (function look() {
    requestAnimationFrame(() => {
      const sign = document.querySelector(".leaflet-marker-pane :is(.lieu, .grappe)");
      if (sign?.checkVisibility() && /prête/.test(document.querySelector(".carte-etat").textContent)) setTimeout(() => done(performance.now() - start));
      else look();
    });
  })();
})"""


def press(chromium: sync_api.Browser, address: str) -> Visit:
    """A visitor with nothing kept but the home page presses the button."""
    context = chromium.new_context(locale="fr-FR", viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address, wait_until="networkidle", timeout=120_000)
    _, weights = slowed(page)
    seconds = page.evaluate(PRESS) / 1000
    page.wait_for_load_state("networkidle", timeout=120_000)
    come = Visit(seconds, sum(weights))
    context.close()
    return come


def main() -> None:
    """Build both, unless two built sites are given, and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.carte", description="Mesure l’ouverture de la carte sur un téléphone lent.")
    parser.add_argument("sites", type=Path, nargs="*", metavar="SITE", help="le site d’avant et celui d’aujourd’hui, s’ils sont construits")
    parser.add_argument("--tours", type=int, default=5, help="combien de fois chacun")
    asked = parser.parse_args()
    with both(asked.sites) as (chromium, roots):
        come: dict[str, list[Visit]] = {name: [] for name in roots}
        for _ in range(asked.tours):
            for name, root in roots.items():
                come[name].append(press(chromium, root))
    seconds = {name: median(visit.seconds for visit in visits) for name, visits in come.items()}
    weights = {name: median(visit.weight for visit in visits) for name, visits in come.items()}
    rate = seconds[TODAY] / seconds[THEN]
    print("\n".join((
        f"{machine()} ; {load()}", "",
        "| Construction | Touchée au bout de (s) | au mieux (s) | Chargé (o) |", "| --- | ---: | ---: | ---: |",
        *(f"| {name} | {seconds[name]:.2f} | {min(visit.seconds for visit in visits):.2f} | {weights[name]:,.0f} |".replace(",", "\u202f").replace(".", ",") for name, visits in come.items()), "",
        f"- Le temps : {rate:.2f} fois celui d’avant, but {GOAL} au plus : **{'atteint' if rate <= GOAL else 'manqué'}**.".replace(".", ",", 2),
        f"- Le poids : but {WEIGHT_GOAL // 1000} ko au plus : **{'atteint' if weights[TODAY] <= WEIGHT_GOAL else 'manqué'}**.",
    )))  # fmt: skip


if __name__ == "__main__":
    main()
