"""`python -m bench`: our build beside `mkdocs build` with Material, on the same records, in the same run."""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.measure import MIB, BuildError, Changes, Cost, changes, cost, memory, snapshot

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("build.py", "atlas", "templates", "assets", "content", "site_config.yaml")
PAGE = ROOT / "docs" / "performance.md"
BETWEEN = ("<!-- début des mesures, écrites par « python -m bench --write » -->", "<!-- fin des mesures -->")
RATIO_GOALS = {300: 0.7, 3000: 0.5}
SHARED = next((d for d in ("/dev/shm",) if os.access(d, os.W_OK)), None)  # noqa: S108 - a RAM disk: see docs/performance.md
MEMORY_GOAL = 200 * MIB
GROWTH_MARGIN = 1.1  # of the growth of the number of records
REFERENCE, COLD, AGAIN, EDITED = "mkdocs build", "atlas, à froid", "atlas, rien de changé", "atlas, une fiche changée"
IN_MENU = "mkdocs build, pôles au menu"
MENU_UP_TO = 300  # a build then grows with the square of the number of pages: some minutes at 3,000


@dataclass(slots=True)
class Series:
    """What one kind of build cost, over the rounds."""

    costs: list[Cost] = field(default_factory=list)
    changes: list[Changes] = field(default_factory=list)
    tree: int = 0

    @property
    def wall(self) -> float:
        """Median seconds."""
        return median(c.wall for c in self.costs)

    @property
    def cpu(self) -> float:
        """Median processor seconds."""
        return median(c.cpu for c in self.costs)

    @property
    def process(self) -> int:
        """Bytes of the largest process, over all rounds."""
        return max(c.process for c in self.costs)

    @property
    def peak(self) -> int:
        """Bytes of all processes together, or of the largest where that is more."""
        return max(self.tree, self.process)


Results = dict[str, Series]


class Bench:
    """The two sites of one number of records."""

    def __init__(self, code: Path, folder: Path, size: int) -> None:
        self.atlas, self.mkdocs, self.menu, self.size = folder / "atlas", folder / "mkdocs", folder / "menu", size
        shutil.copytree(code, self.atlas)
        self.said = _our("bench.generate", str(size), str(self.atlas / "poles"))
        _our("bench.reference", str(self.atlas / "poles"), str(self.mkdocs))
        _our("bench.reference", str(self.atlas / "poles"), str(self.menu), "--menu")
        self.records = sorted((self.atlas / "poles").glob("*.md"))
        self.edits = 0

    def results(self, runs: int) -> Results:
        """Costs of each kind of build: a first round that warms up and looks at the memory, then timed rounds."""
        mkdocs = (sys.executable, "-m", "mkdocs", "build", "-q")
        ours = (sys.executable, "build.py", "build", "--output", "site")
        steps: list[tuple[str, Callable[[], None], Sequence[str], Path]] = [(REFERENCE, partial(_forget, self.mkdocs), mkdocs, self.mkdocs)]
        if self.size <= MENU_UP_TO:
            steps.append((IN_MENU, partial(_forget, self.menu), mkdocs, self.menu))
        steps += [
            (COLD, partial(_forget, self.atlas), ours, self.atlas),
            (AGAIN, lambda: None, ours, self.atlas),
            (EDITED, self._edit, ours, self.atlas),
        ]
        found: Results = {name: Series() for name, *_ in steps}
        for name, prepare, command, folder in steps:
            prepare()
            found[name].tree = memory(command, folder)
        for number in range(runs):
            for name, prepare, command, folder in steps:
                prepare()
                before = snapshot(folder / "site")
                found[name].costs.append(cost(command, folder))
                found[name].changes.append(changes(before, snapshot(folder / "site")))
            _tell(f"{self.size} fiches, tour {number + 1} sur {runs} : " + ", ".join(f"{n} {_number(s.costs[-1].wall)} s" for n, s in found.items()))
        return found

    def _edit(self) -> None:
        """Add a sentence to the story of one record, never the same twice."""
        self.edits += 1
        path = self.records[(len(self.records) // 2 + self.edits) % len(self.records)]
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"\nPhrase ajoutée par la mesure numéro {self.edits}.\n")


def _forget(folder: Path) -> None:
    """Leave nothing of an earlier build."""
    for name in ("site", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


def copied(folder: Path) -> Path:
    """Our code and texts, copied once: what is edited during a measure does not disturb it."""
    folder.mkdir()
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, folder / name)
    return folder


def table(all_results: dict[int, Results]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield "| Fiches | Construction | Temps (s) | ÷ mkdocs | Processeur (s) | ÷ mkdocs | Mémoire (Mio) | Tous processus (Mio) | Fichiers écrits |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for size, results in all_results.items():
        reference = results[REFERENCE]
        for name, series in results.items():
            done = series.changes[-1]
            cells = (
                _whole(size), name, _number(series.wall), _number(series.wall / reference.wall), _number(series.cpu),
                _number(series.cpu / reference.cpu), _mib(series.process), _mib(series.tree) if series.tree else "?",
                _whole(done.written) if name in (REFERENCE, IN_MENU, COLD) else f"{_whole(done.written)} sur {_whole(done.there)}",
            )  # fmt: skip
            yield f"| {' | '.join(cells)} |"


def verdicts(all_results: dict[int, Results]) -> Iterator[str]:
    """One line a goal."""
    for size, results in all_results.items():
        if size in RATIO_GOALS:
            ours, theirs = results[COLD], results[REFERENCE]
            pairs = [a.wall / b.wall for a, b in zip(ours.costs, theirs.costs, strict=True)]
            ratio, goal = ours.wall / theirs.wall, RATIO_GOALS[size]
            told = f"À {_whole(size)} fiches, temps à froid : {_number(ratio)} fois celui de mkdocs ({_number(min(pairs))} à {_number(max(pairs))} selon les tours), but {_number(goal)} au plus"
            yield _verdict(told, reached=ratio <= goal)
    for size, results in all_results.items():
        process, together = (max(getattr(results[name], kind) for name in (COLD, AGAIN, EDITED)) for kind in ("process", "peak"))
        told = f"À {_whole(size)} fiches, mémoire du plus gros processus : {_mib(process)} Mio, but moins de 200 (tous ensemble : {_mib(together)})"
        yield _verdict(told, reached=process < MEMORY_GOAL)
    if len(all_results) > 1:
        yield _growth(all_results)
    for size, results in all_results.items():
        idle, edited = results[AGAIN].changes, results[EDITED].changes
        still, moved = (max(c.written for c in seen) for seen in (idle, edited))
        needless = max(c.written - c.different for c in edited)
        told = f"À {_whole(size)} fiches, fichiers écrits par une reconstruction : {_whole(still)} quand rien n’a changé, but 0 ; {_whole(moved)} quand une fiche a changé, dont {_whole(needless)} au même contenu, but 0"
        yield _verdict(told, reached=not still and not needless)


def _growth(all_results: dict[int, Results]) -> str:
    small, large = min(all_results), max(all_results)
    grown = {name: all_results[large][name].wall / all_results[small][name].wall for name in (COLD, REFERENCE)}
    goal = GROWTH_MARGIN * large / small
    told = f"De {_whole(small)} à {_whole(large)} fiches, temps à froid multiplié par {_number(grown[COLD])} (mkdocs : {_number(grown[REFERENCE])}), but {_number(goal)} au plus"
    return _verdict(told, reached=grown[COLD] <= goal)


def _verdict(told: str, *, reached: bool) -> str:
    return f"- {told} : **{'atteint' if reached else 'manqué'}**."


def machine() -> str:
    """What the figures were taken on, in a sentence."""
    try:
        model = next(line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.machine()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "folium"))
    return f"{model}, {cores} cœurs, Python {platform.python_version()}, {versions}"


def write_between(page: Path, report: str) -> None:
    """Put the report between the markers of a page."""
    start, end = BETWEEN
    text = page.read_text(encoding="utf-8")
    fresh, found = re.subn(f"{re.escape(start)}.*?{re.escape(end)}", lambda _: f"{start}\n\n{report}\n{end}", text, flags=re.DOTALL)
    if not found:
        raise SystemExit(f"{page.name} : les marques « {start} » et « {end} » manquent.")
    page.write_text(fresh, encoding="utf-8")


def _our(module: str, *arguments: str) -> str:
    """Run a module of ours in a process of its own, so that this one stays small."""
    done = subprocess.run((sys.executable, "-m", module, *arguments), cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _whole(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")


def _mib(value: int) -> str:
    return f"{value / MIB:.0f}"


def main() -> int:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Mesure la construction du site à côté de mkdocs, sur les mêmes fiches.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 3000], metavar="N", help="nombres de fiches (300 3000)")
    parser.add_argument("--runs", type=int, default=3, help="tours de mesure, dont on prend la médiane (3)")
    parser.add_argument("--output", type=Path, metavar="FICHIER", help="écrit aussi le tableau dans ce fichier")
    parser.add_argument("--write", action="store_true", help="met le tableau dans docs/performance.md")
    options = parser.parse_args()
    if not hasattr(os, "wait4"):
        parser.error("la mesure a besoin d’un système Unix")
    load = [_load()]
    results: dict[int, Results] = {}
    said = []
    with tempfile.TemporaryDirectory(prefix="atlas-bench-", dir=SHARED) as folder:
        code = copied(Path(folder) / "code")
        for size in sorted(set(options.sizes)):
            try:
                bench = Bench(code, Path(folder) / str(size), size)
                said.append(bench.said)
                results[size] = bench.results(options.runs)
            except (BuildError, subprocess.CalledProcessError) as error:
                _tell(f"{size} fiches : une construction a échoué.\n{getattr(error, 'stderr', '') or error}")
                return 1
            load.append(_load())
            shutil.rmtree(Path(folder) / str(size))
    context = f"{machine()}. Médianes de {options.runs} tours alternés ; charge de la machine : {' puis '.join(map(_number, load))}. {' '.join(said)}"
    report = "\n".join((*table(results), "", *verdicts(results), "", context, ""))
    print(report)
    if options.output:
        options.output.write_text(report, encoding="utf-8")
    if options.write:
        write_between(PAGE, report)
    return 0


def _load() -> float:
    return os.getloadavg()[0]


if __name__ == "__main__":
    sys.exit(main())
