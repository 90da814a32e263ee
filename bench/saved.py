"""`python -m bench.saved`: under `serve`, how long from a saved record to the page that shows it.

A client listens to the channel that tells open pages to reload, as their script does; what counts is when it has asked for the page
again and read the new sentence there. The processor time is that of the whole preview, children and watching included.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.request import urlopen

from bench.again import record, story
from bench.project import BUILD, SHARED, copied, invented, load

GOALS = {300: 0.3, 3000: 0.6}
_ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+/")
_TICKS = os.sysconf("SC_CLK_TCK")


class Saved(NamedTuple):
    """Seconds from the saved file to the page that shows it, and processor seconds."""

    wall: float
    cpu: float


def saved(root: Path, runs: int) -> list[Saved]:
    """What each change costs; the first, which warms up, is left out."""
    subprocess.run(BUILD, cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = []
    with subprocess.Popen((sys.executable, "build.py", "serve", "--port", "0"), cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as preview:
        assert preview.stdout
        home = next(match[0].decode() for line in preview.stdout if (match := _ADDRESS.search(line)))
        for number in range(runs + 1):
            page = f"{home}poles/{record(root, number).stem}/"
            with urlopen(f"{home}.rechargement") as channel:  # noqa: S310 - our own preview
                started, spent = time.perf_counter(), _spent(preview.pid)
                story(root, number)
                while channel.readline().strip() != b"data: neuf":
                    pass
                with urlopen(page) as answer:  # noqa: S310 - likewise
                    assert f"mesure numéro {number}" in answer.read().decode().replace("\u00a0", " "), page
                found.append(Saved(time.perf_counter() - started, _spent(preview.pid) - spent))
        preview.terminate()
    return found[1:]


def _spent(pid: int) -> float:
    """Processor seconds of a process and of all that it started, ended or not."""
    used = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(folder.name) == pid or int(told[1]) == pid:
            used += sum(map(int, told[11:15])) / _TICKS
    return used


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.saved", description="De la fiche enregistrée à la page qui la montre, sous « serve ».")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 3000], metavar="N")
    parser.add_argument("--runs", type=int, default=5, help="changements mesurés, dont on prend la médiane (5)")
    options = parser.parse_args()
    print("| Fiches | Temps (s) | But | Processeur (s) |\n| ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory(prefix="atlas-bench-", dir=SHARED) as name:
        code = copied(Path(name) / "code")
        for size in options.sizes:
            root = Path(name) / f"{size}"
            shutil.copytree(code, root)
            invented(size, root / "poles")
            found = saved(root, options.runs)
            wall, cpu = (median(getattr(one, kind) for one in found) for kind in ("wall", "cpu"))
            print(f"| {size} | {wall:.2f} | {GOALS.get(size, '')} | {cpu:.2f} |".replace(".", ","), flush=True)
    print(f"\n{load().capitalize()}.")


if __name__ == "__main__":
    main()
