"""`python -m bench.again`: what a rebuild costs by what changed, beside the build of another version of the code, on the same records.

Each round does every case with both, one after the other, so that what else the machine does weighs on both alike. The ratios are what counts.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from bench.measure import MIB, Changes, Cost, changes, cost, snapshot
from bench.project import NEEDED, ROOT, SHARED, copied

BEFORE = "cb333fc"  # the last build that remembered nothing of a record
_SEAT = re.compile(r"\n(?:region|departement|commune|code_insee): [^\n]*")
BUILD = (sys.executable, "build.py", "build", "--output", "site")


def story(root: Path, number: int) -> None:
    """A sentence at the end of one story."""
    record = _record(root, number)
    record.write_text(f"{record.read_text(encoding='utf-8').rstrip()}\n\nPhrase ajoutée par la mesure numéro {number}.\n", encoding="utf-8")


def name(root: Path, number: int) -> None:
    """Another name for one pole: what all lists show of it."""
    record = _record(root, 7 * number + 1)
    record.write_text(record.read_text(encoding="utf-8").replace("\nnom: ", f"\nnom: Grand {number} ", 1), encoding="utf-8")


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


CASES: dict[str, Callable[[Path, int], None]] = {
    "à froid": cold,
    "rien de changé": lambda *_: None,
    "un récit": story,
    "un lieu": place,
    "un nom": name,
    "un gabarit": template,
}


def _record(root: Path, number: int) -> Path:
    records = sorted((root / "poles").glob("*.md"))
    return records[(len(records) // 2 + number) % len(records)]


def version(name: str, folder: Path) -> Path:
    """The code of a version, taken from the history."""
    packed = subprocess.run(("git", "archive", name, *NEEDED), cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def floor(site: Path, folder: Path) -> float:
    """Seconds to write the same bytes in the same folders, and nothing else."""
    files = [(path.relative_to(site), path.read_bytes()) for path in site.rglob("*") if path.is_file()]
    started = time.perf_counter()
    for path, content in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return time.perf_counter() - started


def measured(roots: dict[str, Path], runs: int) -> dict[tuple[str, str], list[tuple[Cost, Changes]]]:
    """What each case cost, by case and version."""
    found: dict[tuple[str, str], list[tuple[Cost, Changes]]] = {(case, name): [] for case in CASES for name in roots}
    for number in range(runs):
        for case, prepare in CASES.items():
            for name, root in roots.items():
                prepare(root, number + 1)
                before = snapshot(root / "site")
                spent = cost(BUILD, root)
                found[case, name].append((spent, changes(before, snapshot(root / "site"))))
            print(f"  tour {number + 1}, {case} : " + ", ".join(f"{name} {found[case, name][-1][0].cpu:.2f} s" for name in roots), file=sys.stderr, flush=True)
    return found


def table(size: int, found: dict[tuple[str, str], list[tuple[Cost, Changes]]], lowest: float) -> Iterator[str]:
    """Lines of a Markdown table: this build, the one before, and the ratio."""
    cases = dict.fromkeys(case for case, _ in found)
    for case in cases:
        ours, theirs = ([spent for spent, _ in found[case, name]] for name in ("maintenant", "avant"))
        wall, cpu = ((median(getattr(c, kind) for c in ours), median(getattr(c, kind) for c in theirs)) for kind in ("wall", "cpu"))
        memory = tuple(max(c.process for c in costs) / MIB for costs in (ours, theirs))
        written = tuple(found[case, name][-1][1].written for name in ("maintenant", "avant"))
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
        codes = {"avant": version(options.before, Path(name) / "avant"), "maintenant": copied(Path(name) / "maintenant")}
        for size in options.sizes:
            roots = {which: Path(name) / f"{which}-{size}" for which in codes}
            for which, code in codes.items():
                shutil.copytree(code, roots[which])
                shutil.rmtree(roots[which] / "poles", ignore_errors=True)
            subprocess.run((sys.executable, "-m", "bench.generate", str(size), str(roots["avant"] / "poles")), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            shutil.copytree(roots["avant"] / "poles", roots["maintenant"] / "poles")
            found = measured(roots, options.runs)
            print("\n".join(table(size, found, floor(roots["maintenant"] / "site", Path(name) / "plancher"))), flush=True)
            for root in (*roots.values(), Path(name) / "plancher"):
                shutil.rmtree(root)
    print(f"\nCharge de la machine : {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
