"""`python -m bench.journeys`: what three visitors spend with the atlas on a slow phone, beside the build of a commit from before.

A citizen looks for whom repairs things near Valence, a councillor prints a page on a small commune, the officer of a network corrects a
figure. Each goes the shortest way there is in each build, and does without thinking what can be done: taps are fingers on the screen
(typing is one, letters are not told); a screen is one that is seen, or the height of one that is scrolled over. A hand takes its time, in
which the line goes on: a letter and a move are those of Card, Moran and Newell (CACM 23(7), 1980). Seconds are all that was waited for
besides; `--sans-mains` takes hands for instant, and tells what is waited for when nothing comes meanwhile.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bench.phone import THEN, TODAY, both, slowed
from bench.project import load, machine

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, ViewportSize

HALF, TIME = 0.5, 0.6  # of before, at most
PHONE: ViewportSize = {"width": 360, "height": 740}
TIMES = 3
KEY, MOVE = 0.28, 1.1  # seconds for a letter, by who types as most people do, and for the hand to come to what is touched
LOOK = 30  # milliseconds between two looks at a page
# How many screens are scrolled over to see the head of something, which is then in the middle of one.
REACH = """(e) => {
  const { top, height } = e.getBoundingClientRect();
  const beyond = Math.max(-top, top + Math.min(height, 200) - innerHeight, 0);
  if (beyond) e.scrollIntoView({ block: "center", behavior: "instant" });
  return Math.ceil(beyond / innerHeight);
}"""
PRINT = """window.print = () => { document.documentElement.dataset.imprime = "oui"; }"""
PRINTED = "html[data-imprime]"


class Spent(NamedTuple):
    """What a journey took."""

    taps: int
    screens: int
    seconds: float


class Walk:
    """A visitor with nothing kept, on a slow phone; every step waits for what it needs, and for nothing else."""

    def __init__(self, page: Page, root: str, *, hands: bool) -> None:
        self.page, self.root, self.taps, self.screens = page, root, 0, 0
        self.key, self.move = (KEY, MOVE) if hands else (0.0, 0.0)
        self.busy = 0.0  # seconds that the hands took

    def _hand(self, seconds: float, since: float) -> None:
        """A gesture of so many seconds, begun then: what the page makes of it meanwhile is not waited for."""
        self.page.wait_for_timeout(max(0.0, since + seconds - time.monotonic()) * 1000)
        self.busy += seconds

    def come(self, path: str) -> None:
        """Open an address."""
        self.page.goto(self.root + path, wait_until="commit", timeout=120_000)
        self.screens += 1

    def await_(self, what: str | Locator) -> Locator:
        """What is looked for, once it is there: `wait_for` ends by looking every half second, as long as a turn of the line."""
        found = (self.page.locator(what) if isinstance(what, str) else what).first
        end = time.monotonic() + 60
        while not found.is_visible():
            assert time.monotonic() < end, f"{what} never came to {self.page.url}"
            self.page.wait_for_timeout(LOOK)
        return found

    def see(self, what: str | Locator) -> Locator:
        """Scroll to what is looked for, once it is there."""
        found = self.await_(what)
        self.screens += found.evaluate(REACH)
        return found

    def tap(self, what: str | Locator, *, screen: bool = False) -> None:
        """Touch something; `screen`: another one comes."""
        seen = self.see(what)
        self._hand(self.move, time.monotonic())
        seen.click()
        self.taps += 1
        self.screens += screen

    def type(self, what: str | Locator, words: str) -> None:
        """Touch a field and write."""
        self.tap(what)
        for letter in words:
            start = time.monotonic()
            self.page.keyboard.type(letter)
            self._hand(self.key, start)

    def choose(self, what: str | Locator, label: str) -> None:
        """Touch a menu, then one of its words."""
        seen = self.see(what)
        self._hand(2 * self.move, time.monotonic())
        seen.select_option(label=label)
        self.taps += 2


def repairs_before(walk: Walk) -> None:
    """No page holds the word; another one finds two poles, without how far they are: the list, by distance, then tells the nearer."""
    walk.come("")
    walk.type("form[role=search] input", "réparation")
    walk.tap("form[role=search] button", screen=True)
    walk.see("[data-recherche-etat]:has-text('Aucun résultat')")
    walk.page.locator("#q").fill("")
    walk.type("#q", "recyclerie")
    walk.see("[data-recherche-resultats] a[href*='poles/domb-innov/']")
    walk.tap("button:has-text('Menu')")
    walk.tap(walk.page.get_by_role("link", name="Les pôles", exact=True), screen=True)
    walk.choose("#explorer-tri", "distance")
    walk.type("[role=combobox]", "Valence")
    walk.tap(walk.page.get_by_role("option", name="Drôme"))
    walk.await_("main li .distance")
    walk.see("main li:has(a[href*='poles/domb-innov/'])")


def repairs_now(walk: Walk) -> None:
    """One field takes the whole question, and its answer leads to who says so, the nearest first."""
    walk.come("")
    walk.type(walk.page.get_by_label("Un lieu, un pôle, un mot"), "réparer près de Valence")
    walk.tap(walk.page.get_by_role("button", name="Chercher", exact=True), screen=True)
    walk.tap("[data-recherche-lieux] li:has-text('Drôme') a[href*='tri=distance']", screen=True)
    walk.see("main li .distance")


def council_before(walk: Walk) -> None:
    """The field of places, the answer, and the button that prints."""
    _council(walk, "form[data-lieu] input")


def council_now(walk: Walk) -> None:
    """The one field, the answer, and the button that prints."""
    _council(walk, walk.page.get_by_label("Un lieu, un pôle, un mot"))


def _council(walk: Walk, field: str | Locator) -> None:
    walk.come("")
    walk.type(field, "Saint-Nazaire-en-Royans")
    walk.tap(walk.page.get_by_role("option", name="Drôme"), screen=True)
    walk.see("[data-pres-phrase]:has-text('Saint-Nazaire')")
    walk.tap("[data-imprimer]")
    walk.await_(PRINTED)


def figure_before(walk: Walk) -> None:
    """Eight steps: their list, the figures, the last one."""
    walk.come("poles/epv/")
    walk.see("#chiffres")
    walk.tap(walk.page.get_by_role("link", name="Corriger ou compléter cette fiche"), screen=True)
    walk.await_("[data-editeur][data-pret]")
    walk.tap("summary:has-text('Toutes les étapes')")
    walk.tap("nav [data-aller=chiffres], [data-etapes] [data-aller=chiffres]", screen=True)
    _figure(walk)
    walk.tap("summary:has-text('Toutes les étapes')")
    walk.tap("nav [data-aller=envoi], [data-etapes] [data-aller=envoi]", screen=True)
    walk.see("[data-sortie='1'] a")


def figure_now(walk: Walk) -> None:
    """From a figure to its field in the editor, then to what is sent."""
    walk.come("poles/epv/")
    walk.tap(walk.page.locator("#chiffres ~ * tbody tr").nth(1).get_by_role("link", name="Corriger"), screen=True)
    walk.await_("[data-editeur][data-pret]")
    _figure(walk)
    walk.tap("[data-barre] [data-aller=envoi]", screen=True)
    walk.see("[data-sortie='1'] a")


def _figure(walk: Walk) -> None:
    """The second one, folded unless it was asked for."""
    row = walk.page.locator("[data-champ=chiffres] [data-ligne]").nth(1)
    fold = row.locator("[data-pli][aria-expanded=false]")
    if fold.count():
        walk.tap(fold)
    walk.type(row.locator("[data-champ=valeur] [data-saisie]"), "9")


JOURNEYS: dict[str, tuple[Callable[[Walk], None], Callable[[Walk], None]]] = {
    "qui répare, près de Valence": (repairs_before, repairs_now),
    "une page pour un conseil": (council_before, council_now),
    "un chiffre à corriger": (figure_before, figure_now),
}


def walked(chromium: Browser, root: str, journey: Callable[[Walk], None], *, hands: bool) -> Spent:
    """One visitor, from nothing."""
    context = chromium.new_context(locale="fr-FR", viewport=PHONE, has_touch=True, service_workers="block")  # its files would come without the slow line
    page = context.new_page()
    page.add_init_script(PRINT)
    slowed(page)
    walk, start = Walk(page, root, hands=hands), time.monotonic()
    journey(walk)
    spent = Spent(walk.taps, walk.screens, time.monotonic() - start - walk.busy)
    context.close()
    return spent


def main() -> None:
    """Build both, unless two built sites are given, and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.journeys", description="Mesure trois parcours sur un téléphone lent.")
    parser.add_argument("sites", type=Path, nargs="*", metavar="SITE", help="le site d’avant et celui d’aujourd’hui, s’ils sont construits, avec une forge")
    parser.add_argument("--sans-mains", action="store_true", help="tout est tapé et touché d’un coup")
    asked = parser.parse_args()
    hands = not asked.sans_mains
    with both(asked.sites, forge=True) as (chromium, roots):
        lines = ["| Parcours | Touchers | Écrans | Secondes |", "| --- | ---: | ---: | ---: |"]
        for name, (then, now) in JOURNEYS.items():
            turns = [(walked(chromium, roots[THEN], then, hands=hands), walked(chromium, roots[TODAY], now, hands=hands)) for _ in range(TIMES)]
            old, new = (Spent(turns[0][i].taps, turns[0][i].screens, median(turn[i].seconds for turn in turns)) for i in (0, 1))
            lines.append(f"| {name} | {_cell(old.taps, new.taps, HALF)} | {_cell(old.screens, new.screens, HALF)} | {_cell(old.seconds, new.seconds, TIME)} |")
    print(f"{machine()} ; {load()} ; médianes de {TIMES} tours{'' if hands else ', sans mains'}.\n", *lines, sep="\n")


def _cell(before: float, now: float, goal: float) -> str:
    said = [f"{value:.1f}".replace(".", ",") if isinstance(value, float) else str(value) for value in (before, now)]
    rate = now / before
    return f"{said[0]} → {said[1]}, ÷ avant : {rate:.2f}".replace(".", ",") + ("" if rate <= goal else ", **manqué**")


if __name__ == "__main__":
    main()
