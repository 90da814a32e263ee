"""`python -m bench.nearby`: what one look-up of « Près de chez moi » weighs, and what its files cost a build.

For each number of synthetic poles the files are written as a build writes them, served on this machine, and a real Chromium
looks some nine hundred names and codes up, key after key, then answers; what it fetched is weighed as a host would send it, by
gzip. Beside the hard names stand one commune in a hundred, one postal code in fifty, and names with a letter forgotten.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from functools import cache
from pathlib import Path
from statistics import median
from typing import NamedTuple

from atlas.client import near
from atlas.geo.places import Places
from atlas.model.atlas import Atlas
from bench.project import machine
from tests import browser
from tests.atlases import real_atlas, scattered

ROOT = Path(__file__).resolve().parents[1]
PAGE = Path(__file__).with_suffix(".md")
SIZES = (30, 300, 10_000)
GOAL = 30_000  # bytes, gzip, for one whole look-up
TYPED = (
    "Redon", "saint-denis", "Y", "lhay les roses", "51300", "75018", "Mamoudzou", "Ajaccio", "Le Mans", "paris", "Bouquetot", "Nouméa",
    "Sain-Dennis", "Vitry le Francois", "marseille", "Cergy", "Lille", "Saint-Martin-d'Hères", "montreuil", "toulouse",
)  # fmt: skip
# One after the other, each as if it was the first of its visitor; nothing where no commune is found.
LOOK_UP = """async (typed) => {
  const [{ nomsDe }, { reponsesDe }] = await Promise.all(["lieux/noms", "pres/calcul"].map((name) => import(`/sources/${name}.js`)));
  const real = window.fetch;
  const told = [];
  for (const q of typed) {
    const seen = [];
    window.fetch = (address, options) => { seen.push(new URL(address).pathname); return real(address, options); };
    // its own address, so that nothing is known from the look-up before
    const noms = nomsDe(`assets/lieux/index.json#${told.length}`);
    for (let n = 1; n <= q.length; n += 1) await noms.chercher(q.slice(0, n), false);
    const { trouves } = await noms.chercher(q);
    const found = trouves.find((p) => "cam".includes(p.genre));
    let time = null;
    if (found) {
      const lieu = await noms.lieu(found.code);
      const start = performance.now();
      await reponsesDe("pres-de-chez-moi/donnees/")(lieu);
      time = performance.now() - start;
    }
    told.push([seen, time]);
  }
  window.fetch = real;
  return told;
}"""


class Measure(NamedTuple):
    """Seconds to make the files (best of three), how many, the bytes of each look-up, and the milliseconds of each answer."""

    seconds: float
    files: int
    weights: dict[str, int]
    times: list[float]


def looked_up(places: Places) -> list[str]:
    """What is typed."""
    communes = [c for code in sorted(places.rows) if (c := places.commune(code))]
    postal = sorted({code for commune in communes for code in commune.codes_postaux})
    slips = [c.nom[: len(c.nom) // 2] + c.nom[len(c.nom) // 2 + 1 :] for c in communes[50::140]]
    return list(dict.fromkeys((*TYPED, *(c.nom for c in communes[::100]), *postal[::50], *slips)))


def measured(atlas: Atlas, folder: Path) -> Measure:
    """Write the files for an atlas into `folder`, and look names up there."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        files = dict(near.files(atlas))
        seconds.append(time.perf_counter() - start)
    (folder / "assets").mkdir(parents=True)
    (folder / "assets/lieux").symlink_to(ROOT / "content/gazetteer", target_is_directory=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "index.html").write_text('<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">', encoding="utf-8")
    typed = looked_up(atlas.places)
    with browser.launch() as chromium, browser.serve(folder) as root:
        page = chromium.new_page()
        browser.give_sources(page)
        page.goto(root)
        told = page.evaluate(LOOK_UP, typed)
    weight = cache(lambda path: len(gzip.compress((folder / path.lstrip("/")).read_bytes())))
    weights = {q: sum(map(weight, seen)) for q, (seen, _) in zip(typed, told, strict=True)}
    return Measure(min(seconds), len(files), weights, [time for _, time in told if time is not None])


def main() -> None:
    """Measure and say; `--write` keeps the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"écrire {PAGE.name}")
    write = parser.parse_args().write
    model, lines, verdicts = real_atlas(), [], []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            seconds, count, weights, times = measured(scattered(model, size), Path(folder) / "site")
        over = sum(weight > GOAL for weight in weights.values())
        worst = max(weights, key=lambda typed: weights[typed])
        row = (
            f"{size:,}", f"{count:,}", f"{seconds * 1000:.0f}", f"{median(weights.values()):,.0f}", f"{weights[worst]:,}", worst, f"{median(times):.0f}",
        )  # fmt: skip
        lines.append("| " + " | ".join(cell.replace(",", " ") for cell in row) + " |")
        verdicts.append(f"- À {f'{size:,}'.replace(',', ' ')} pôles, recherches au-dessus du but : {over} sur {len(weights)}. **{'Manqué' if over else 'Atteint'}**.")
    text = "\n".join((
        "# « Près de chez moi », mesuré", "",
        "Écrit par `python -m bench.nearby --write`. Une recherche compte toutes les frappes, la faute corrigée s’il y en a une, et la réponse. But : 30 000 octets au plus, pour chacune des recherches essayées : les noms difficiles, une commune sur cent, un code postal sur cinquante, et des noms où manque une lettre.", "",
        machine(), "",
        "| Pôles | Fichiers de réponse | Les écrire (ms) | Une recherche, médiane (o) | La plus lourde (o) | laquelle | Répondre, médiane (ms) |",
        "| ---: | ---: | ---: | ---: | ---: | --- | ---: |", *lines, "", *verdicts, "",
    ))  # fmt: skip
    print(text)
    if write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
