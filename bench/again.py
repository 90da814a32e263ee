"""`python -m bench.again`: what a rebuild costs by what changed, beside the build of another version of the code, on the same records.

The ratios are what counts.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.measure import MIB, Builder, Case, Spent, measured
from bench.project import BEFORE, BUILD, NEEDED, SHARED, copied, invented, load, project, version

_SEAT = re.compile(r"\n(?:region|departement|commune|code_insee): [^\n]*")


def story(root: Path, number: int) -> None:
    """A sentence at the end of one story."""
    path = record(root, number)
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\nPhrase ajoutée par la mesure numéro {number}.\n", encoding="utf-8")


def name(root: Path, number: int) -> None:
    """Another name for one pole: what all lists show of it."""
    path = record(root, 7 * number + 1)
    path.write_text(path.read_text(encoding="utf-8").replace("\nnom: ", f"\nnom: Grand {number} ", 1), encoding="utf-8")


def place(root: Path, number: int) -> None:
    """One seat somewhere else: that of another record."""
    records = [path for path in sorted((root / "poles").glob("*.md")) if "\ncoordonnees:" not in path.read_text(encoding="utf-8")]
    here, there = (records[(offset + 11 * number) % len(records)] for offset in (2, 7))
    text, other = (path.read_text(encoding="utf-8") for path in (here, there))
    for line in _SEAT.findall(text):
        text = text.replace(line, "", 1)
    here.write_text(text.replace("\nnom: ", "".join(_SEAT.findall(other)) + "\nnom: ", 1), encoding="utf-8")


def template(root: Path, number: int) -> None:
    """A comment in the template of one family of pages."""
    with (root / "templates" / "epci.html").open("a", encoding="utf-8") as stream:
        stream.write(f"{{# mesure {number} #}}\n")


def cold(root: Path, _: int) -> None:
    """Nothing of an earlier build."""
    for name in ("site", ".cache"):
        shutil.rmtree(root / name, ignore_errors=True)


CASES: dict[str, Case] = {
    "à froid": cold,
    "rien de changé": lambda *_: None,
    "un récit": story,
    "un lieu": place,
    "un nom": name,
    "un gabarit": template,
}


def record(root: Path, number: int) -> Path:
    """The record that a change of that number is made to."""
    records = sorted((root / "poles").glob("*.md"))
    return records[(len(records) // 2 + number) % len(records)]


def floor(site: Path, folder: Path) -> float:
    """Seconds to write the same bytes in the same folders, and nothing else."""
    files = [(path.relative_to(site), path.read_bytes()) for path in site.rglob("*") if path.is_file()]
    started = time.perf_counter()
    for path, content in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return time.perf_counter() - started


def table(size: int, found: dict[str, dict[str, Spent]], lowest: float) -> Iterator[str]:
    """Lines of a Markdown table: this build, the one before, and the ratio."""
    for case, by_name in found.items():
        ours, theirs = ([spent for spent, _ in by_name[name]] for name in ("maintenant", "avant"))
        wall, cpu = ((median(getattr(c, kind) for c in ours), median(getattr(c, kind) for c in theirs)) for kind in ("wall", "cpu"))
        memory = tuple(max(c.process for c in costs) / MIB for costs in (ours, theirs))
        written = tuple(by_name[name][-1][1] for name in ("maintenant", "avant"))
        cells = (f"{size}", case, *(f"{a:.2f} / {b:.2f} = {a / b:.3f}" for a, b in (wall, cpu)), f"{memory[0]:.0f} / {memory[1]:.0f}", f"{written[0]} / {written[1]}")
        yield f"| {' | '.join(cells)} |".replace(".", ",")
    yield f"| {size} | écrire les mêmes octets | {lowest:.2f} | | | |".replace(".", ",")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.again", description="Ce que coûte une reconstruction, selon ce qui a changé.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[30, 300, 3000], metavar="N")
    parser.add_argument("--runs", type=int, default=3, help="tours, dont on prend la médiane (3)")
    parser.add_argument("--before", default=BEFORE, metavar="VERSION", help=f"l’autre version ({BEFORE})")
    options = parser.parse_args()
    print("| Fiches | Changé | Temps (s) | Processeur (s) | Mémoire (Mio) | Fichiers écrits |\n| ---: | --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory(prefix="atlas-bench-", dir=SHARED) as name:
        codes = {"avant": version(options.before, Path(name) / "avant", *NEEDED), "maintenant": copied(Path(name) / "maintenant")}
        for size in options.sizes:
            here = Path(name) / str(size)
            records = invented(size, here / "fiches")
            builders = [Builder(which, project(here / which, code, records), BUILD) for which, code in codes.items()]
            found = measured(CASES, builders, options.runs)
            print("\n".join(table(size, found, floor(here / "maintenant" / "site", here / "plancher"))), flush=True)
            shutil.rmtree(here)
    print(f"\n{load().capitalize()}.")


if __name__ == "__main__":
    main()
