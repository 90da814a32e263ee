"""`python -m bench.explorer`: what the explorer of the poles weighs and how fast it answers, in a real Chromium.

For each number of synthetic records the site is built, served on this machine, and its page asked: bytes of the compact file
and of the page, time to decipher the file, time from a click on a filter to the page laid out again, and to the picture shown.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench import generate
from bench.project import copied, machine
from tests import browser

if TYPE_CHECKING:
    from playwright import sync_api

PAGE = Path(__file__).with_suffix(".md")
SIZES = (30, 300, 10_000)
FILE_GOAL = {300: 20_000}  # bytes, gzip
FILTER_GOAL = 33.4  # milliseconds: two frames of a screen that shows sixty a second
SPARED = 0.05  # the share of the clicks that may miss it: this machine does other things too
CLICKS = 40

# Deciphering, five times. Then a click on every few values of every facet, and once more to undo it.
PARSE = """async () => {
  const { dechiffrer } = await import("/sources/explorer/filtres.js");
  const text = await (await fetch(document.querySelector("[data-explorer]").dataset.liste)).text();
  return [...Array(5)].map(() => {
    const start = performance.now();
    dechiffrer(JSON.parse(text));
    return performance.now() - start;
  });
}"""
CLICK = """async (count) => {
  const boxes = Array.from(document.querySelectorAll(".choix input"));
  const step = Math.max(1, Math.floor(boxes.length / count));
  const times = [];
  for (const box of boxes.filter((_, i) => i % step === 0)) {
    for (let twice = 0; twice < 2; twice += 1) {
      await new Promise((done) => setTimeout(done, 250)); // what the last click left to do, done
      await new Promise((done) => requestAnimationFrame(done));
      const start = performance.now();
      box.click();
      document.body.getBoundingClientRect();
      const laid = performance.now();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push([laid - start, performance.now() - start]);
    }
  }
  return times;
}"""
TYPE = """async (words) => {
  const field = document.querySelector("#explorer-q");
  const times = [];
  for (const word of words) {
    for (let end = 1; end <= word.length; end += 1) {
      await new Promise((done) => setTimeout(done, 60));
      const start = performance.now();
      field.value = word.slice(0, end);
      field.dispatchEvent(new Event("input"));
      document.body.getBoundingClientRect();
      times.push(performance.now() - start);
    }
  }
  return times;
}"""
WORDS = ("bretagne", "ferme", "saint-étienne", "énergie")


@dataclass(frozen=True, slots=True)
class Measure:
    """Bytes once compressed, and milliseconds."""

    poles: int
    file: int
    page: int
    parse: float
    laid: tuple[float, ...]
    shown: tuple[float, ...]
    typed: tuple[float, ...]


def measure(size: int, folder: Path) -> Measure:
    """Build a site of `size` records in `folder`, and ask its explorer."""
    code = copied(folder)
    generate.write(size, code / "poles")
    subprocess.run((sys.executable, "build.py", "build", "--output", "site"), cwd=code, check=True, capture_output=True)
    site = code / "site"
    with browser.launch() as chromium, browser.serve(site) as home:
        page: sync_api.Page = chromium.new_page(viewport={"width": 1280, "height": 900})
        browser.give_sources(page)
        page.goto(f"{home}poles/")
        page.wait_for_selector("[data-pret]")
        parse = page.evaluate(PARSE)
        clicks = page.evaluate(CLICK, CLICKS)
        page.goto(f"{home}poles/?tri=verification")
        page.wait_for_selector("[data-pret]")
        typed = page.evaluate(TYPE, WORDS)
    return Measure(
        size, _weight(site / "poles/liste.json"), _weight(site / "poles/index.html"), median(parse),
        tuple(laid for laid, _ in clicks), tuple(shown for _, shown in clicks), tuple(typed),
    )  # fmt: skip


def _weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def report(measures: list[Measure]) -> str:
    """The measures as a Markdown table, and what they say of the goals."""
    lines = [
        ("| Pôles | `poles/liste.json`, gzip (o) | Page, gzip (o) | Déchiffrer (ms) | Filtrer, médiane (ms) | Filtrer, au pire (ms) "
         "| Jusqu’à l’image, médiane (ms) | au pire (ms) | Une frappe, médiane (ms) | au pire (ms) |"),
        f"|{' ---: |' * 10}",
    ]
    for m in measures:
        times = (m.parse, *(figure(of) for of in (m.laid, m.shown, m.typed) for figure in (median, max)))
        told = " | ".join(f"{time:.1f}".replace(".", ",") for time in times)
        lines.append(f"| {_whole(m.poles)} | {_whole(m.file)} | {_whole(m.page)} | {told} |")
    lines.append("")
    for m in measures:
        if m.poles in FILE_GOAL:
            lines.append(f"- À {_whole(m.poles)} pôles, fichier : {_whole(m.file)} octets, but moins de {_whole(FILE_GOAL[m.poles])} : {_verdict(m.file < FILE_GOAL[m.poles])}.")
        slow = sum(time > FILTER_GOAL for time in m.laid)
        lines.append(f"- À {_whole(m.poles)} pôles, filtres plus lents que deux images ({str(FILTER_GOAL).replace('.', ',')} ms) : {slow} sur {len(m.laid)}, but {SPARED * 100:.0f} % au plus : {_verdict(slow <= SPARED * len(m.laid))}.")
    return "\n".join(lines)


def _whole(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")


def _verdict(reached: bool) -> str:  # noqa: FBT001 - a word for a truth
    return "**atteint**" if reached else "**manqué**"


def main() -> None:
    """Measure and print; with `--write`, keep the table beside this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--write", action="store_true", help=f"met le tableau dans bench/{PAGE.name}")
    wanted = parser.parse_args()
    measures = []
    for size in wanted.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measures.append(measure(size, Path(folder) / "projet"))
    told = report(measures)
    print(told)
    if wanted.write:
        head = "# L’explorateur, mesuré\n\nÉcrit par `python -m bench.explorer --write` ; ce que chaque colonne mesure est dit dans `bench/explorer.py`.\n\n"
        PAGE.write_text(f"{head}{machine()}\n\n{told}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
