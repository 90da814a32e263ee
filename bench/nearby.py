"""`python -m bench.nearby`: what one look-up of « Près de chez moi » weighs, and what its files cost a build.

For each number of synthetic poles the files are written as a build writes them, served on this machine, and a real Chromium
looks names up, key after key, then answers; what it fetched is weighed as a host would send it, by gzip.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from pathlib import Path
from statistics import median

from atlas import nearfiles
from atlas.model import Atlas
from bench.__main__ import machine
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
LOOK_UP = """async (q) => {
  const noms = atlasNoms("assets/lieux/index.json");
  for (let n = 1; n <= q.length; n += 1) await noms.chercher(q.slice(0, n), false);
  const { trouves } = await noms.chercher(q);
  const { genre, code } = trouves.find((p) => p.genre !== "d" && p.genre !== "e");
  const lieu = await noms.lieu(code);
  const start = performance.now();
  await atlasRepondre("pres-de-chez-moi/donnees/")(lieu);
  return performance.now() - start;
}"""


def measured(atlas: Atlas, folder: Path) -> tuple[float, int, dict[str, int], list[float]]:
    """Seconds to make the files (best of three), how many, the bytes of each look-up, and the milliseconds of each answer."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        files = dict(nearfiles.files(atlas))
        seconds.append(time.perf_counter() - start)
    (folder / "assets").mkdir(parents=True)
    (folder / "assets/lieux").symlink_to(ROOT / "content/gazetteer", target_is_directory=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    scripts = ""
    for name in ("lieux-noms.js", "repondre.js"):
        (folder / "assets" / name).write_bytes((ROOT / "assets" / name).read_bytes())
        scripts += f'<script src="assets/{name}"></script>'
    (folder / "index.html").write_text(f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">{scripts}', encoding="utf-8")
    weights, times = {}, []
    with browser.launch() as chromium, browser.serve(folder) as root:
        for typed in TYPED:
            page = chromium.new_context().new_page()
            page.goto(root)
            seen: list[str] = []
            page.on("request", lambda request, seen=seen: seen.append(request.url))  # type: ignore[misc]
            times.append(page.evaluate(LOOK_UP, typed))
            paths = [folder / url.removeprefix(root).split("?")[0] for url in seen]
            weights[typed] = sum(len(gzip.compress(path.read_bytes())) for path in paths)
            page.context.close()
    return min(seconds), len(files), weights, times


def main() -> None:
    """Measure and say; `--write` keeps the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"écrire {PAGE.name}")
    write = parser.parse_args().write
    model, lines, verdicts = real_atlas(), [], []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            seconds, count, weights, times = measured(scattered(model, size), Path(folder) / "site")
        worst = max(weights, key=lambda typed: weights[typed])
        row = (
            f"{size:,}", f"{count:,}", f"{seconds * 1000:.0f}", f"{median(weights.values()):,.0f}", f"{weights[worst]:,}", worst, f"{median(times):.0f}",
        )  # fmt: skip
        lines.append("| " + " | ".join(cell.replace(",", " ") for cell in row) + " |")
        verdicts.append(f"- À {size:,} pôles : ".replace(",", " ") + f"**{'atteint' if weights[worst] <= GOAL else 'manqué'}**.")
    text = "\n".join((
        "# « Près de chez moi », mesuré", "",
        "Écrit par `python -m bench.nearby --write`. Une recherche compte toutes les frappes, la faute corrigée s’il y en a une, et la réponse ; but : 30 000 octets au plus.", "",
        machine(), "",
        "| Pôles | Fichiers de réponse | Les écrire (ms) | Une recherche, médiane (o) | La plus lourde (o) | laquelle | Répondre, médiane (ms) |",
        "| ---: | ---: | ---: | ---: | ---: | --- | ---: |", *lines, "", *verdicts, "",
    ))  # fmt: skip
    print(text)
    if write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
