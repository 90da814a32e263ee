"""Where the processor time of our build goes: `python -m bench.costs 300`.

Samples of the stack by processor time: unlike a profiler that counts calls, it does not make small
functions look dear, and a busy machine changes little. On one core all our work is done in one process, so that all is seen.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import FrameType

from bench.again import cold
from bench.project import BUILD, ROOT, SHARED, copied, invented

INTERVAL = 0.002  # seconds of processor time; the system may look less often
SHOWN = 45


def sample(target: str) -> None:
    """Run the build of the current folder; write, as JSON, how often each function was running, itself or below it."""
    own: Counter[str] = Counter()
    below: Counter[str] = Counter()

    def look(_signal: int, frame: FrameType | None) -> None:
        seen = set()
        while frame:
            name = f"{_short(frame.f_code.co_filename)} {frame.f_code.co_name}"
            if not seen:
                own[name] += 1
            seen.add(name)
            frame = frame.f_back
        below.update(seen)

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        from atlas.cli.main import main as answer  # noqa: PLC0415 - loading it is looked at too

        if answer(BUILD[2:]):
            raise SystemExit
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime
    Path(target).write_text(json.dumps({"seconds": seconds, "own": own, "below": below}), encoding="utf-8")


def _short(file: str) -> str:
    parts = Path(file).parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    for name in ("atlas", "templates"):
        if name in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(name) - 1 :])
    return Path(file).name


def main() -> None:
    """Build once to warm up, then once more while looking, and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.costs", description="Dit où passe le temps de processeur d’une construction.")
    parser.add_argument("size", type=int, nargs="?", default=300, metavar="N", help="nombre de fiches (300)")
    parser.add_argument("--again", action="store_true", help="la reconstruction quand rien n’a changé, plutôt qu’à froid")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory(prefix="atlas-bench-", dir=SHARED) as folder:
        project = copied(Path(folder) / "projet")
        invented(options.size, project / "poles")
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        subprocess.run(BUILD, cwd=project, check=True, capture_output=True)
        if not options.again:
            cold(project, 1)
        seen = Path(folder) / "vu.json"
        look = f"from bench.costs import sample; sample({str(seen)!r})"
        subprocess.run((sys.executable, "-c", look), cwd=project, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = json.loads(seen.read_text(encoding="utf-8"))
    total = sum(found["own"].values())
    each = found["seconds"] / total  # the system looks less often than asked
    print(f"{options.size} fiches : {found['seconds']:.2f} s de processeur")
    places: Counter[str] = Counter()
    for name, count in found["own"].items():
        places[name.split(" ")[0]] += count
    for title, counts in (("par fichier", places), ("fonctions, elles seules", found["own"]), ("fonctions, avec ce qu’elles appellent", found["below"])):
        print(f"\n{title}")
        for name, count in Counter(counts).most_common(SHOWN):
            print(f"{count * each:8.2f} s {100 * count / total:5.1f} %  {name}")


if __name__ == "__main__":
    main()
