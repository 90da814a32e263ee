"""`python -m bench.saved`: under `serve`, how long from a saved record to the page that shows it.

A client listens to the channel that tells open pages to reload, as their script does; what counts is when it has asked for the page
again and read the new sentence there. What follows from the page, as the index of the search, is made afterwards and does not count.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from bench.again import record, story
from bench.project import BUILD, SHARED, copied, invented, load

GOALS = {300: 0.3, 3000: 0.6}
_ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+/")
_VERSION = re.compile(r"\.rechargement\.js\?(\d+)")


def saved(root: Path, runs: int) -> list[float]:
    """Seconds from each saved file to the page that shows it; the first, which warms up, is left out."""
    subprocess.run(BUILD, cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = []
    with subprocess.Popen((sys.executable, "build.py", "serve", "--port", "0"), cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as preview:
        assert preview.stdout
        home = next(match[0].decode() for line in preview.stdout if (match := _ADDRESS.search(line)))
        for number in range(runs + 1):
            page = f"{home}poles/{record(root, number).stem}/"
            text = _read(page)
            started = time.perf_counter()
            story(root, number)
            while f"mesure numéro {number}" not in text.replace("\u00a0", " "):
                version = _VERSION.findall(text)[-1]
                with urlopen(f"{home}.rechargement?{version}/{page.removeprefix(home)}") as channel:  # noqa: S310 - our own preview
                    while channel.readline().strip() != b"data: neuf":
                        pass
                text = _read(page)
            found.append(time.perf_counter() - started)
            time.sleep(2)  # what follows from the page is made meanwhile
        preview.terminate()
    return found[1:]


def _read(page: str) -> str:
    with urlopen(page) as answer:  # noqa: S310 - our own preview
        return str(answer.read().decode())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.saved", description="De la fiche enregistrée à la page qui la montre, sous « serve ».")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 3000], metavar="N")
    parser.add_argument("--runs", type=int, default=5, help="changements mesurés, dont on prend la médiane (5)")
    options = parser.parse_args()
    print("| Fiches | Temps (s) | But |\n| ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory(prefix="atlas-bench-", dir=SHARED) as name:
        code = copied(Path(name) / "code")
        for size in options.sizes:
            root = Path(name) / f"{size}"
            shutil.copytree(code, root)
            invented(size, root / "poles")
            found = saved(root, options.runs)
            print(f"| {size} | {median(found):.2f} | {GOALS.get(size, '')} |".replace(".", ","), flush=True)
    print(f"\n{load().capitalize()}.")


if __name__ == "__main__":
    main()
