"""Attack builds: kill them at any moment, and change anything between two of them.

    python -m tools.attack_builds [--morts 200] [--changements 40] [--graine 1]

After a death, two seconds later, no process of the build may live, and the site must be whole: the old one, or the new. After a
change, the site must be, byte for byte, that of a build with no memory. On the records of the tests; Linux alone tells of its processes.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from atlas.machine.folders import listing
from tests.sites import MINIATURE, PROJECT, files

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_OF_PYTHON = b"Fatal Python error: init_import_site"  # how Python itself answers Ctrl-C while it starts
LIVES = 2.0  # seconds a process may outlive who started it
MOMENT = 0.8  # of what a build lasts: later, too many have ended


def copied(folder: Path) -> Path:
    """A project of which everything may be changed, with its own door."""
    root = folder / "projet"
    for name in ("atlas", "content", "templates", "assets"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "build.py", root)
    shutil.copytree(MINIATURE / "poles", root / "poles")
    shutil.copy(MINIATURE / "site_config.yaml", root)
    return root


def build(root: Path, target: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a build, in a session of its own."""
    command = [sys.executable, "build.py", "build", "--output", str(target), *options]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def living(session: int) -> list[str]:
    """What runs in a session."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, own = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(own) == session and state != "Z":
            found.append(process.name)
    return found


def kills(folder: Path, number: int, dice: random.Random) -> Counter[str]:
    """Kill builds until so many have died: how many left somebody alive, or a site that is not whole. Some end before they are killed."""
    root, target, count = copied(folder), folder / "site", Counter[str]()
    lasts = []  # a build that remembers nothing, and one that does
    for rank in range(2):
        _sentence(root, -rank)
        begun = time.monotonic()
        assert build(root, target).wait() == 0
        lasts.append(time.monotonic() - begun)
    paths = {path for path, _ in listing(str(target))}
    while count["tuées"] < number:
        turn = count["lancées"] = count["lancées"] + 1
        before = dict(listing(str(target)))
        _sentence(root, turn)
        remembers = dice.randrange(3) > 0
        if not remembers:
            shutil.rmtree(root / ".cache", ignore_errors=True)
        process, sent = build(root, target), dice.choice(SIGNALS)
        time.sleep(dice.uniform(0, MOMENT * lasts[remembers]))
        process.send_signal(sent)
        _, said = process.communicate()
        until = time.monotonic() + LIVES
        while (left := living(process.pid)) and time.monotonic() < until:
            time.sleep(0.02)
        after = dict(listing(str(target)))
        count["tuées"] += process.returncode < 0 or said.startswith(b"Interrompu.")
        if _OF_PYTHON in said:
            said = b"Interrompu."  # before our first line
        otherwise = process.returncode > 0 and not said.startswith(b"Interrompu.")
        count["autrement finies"] += otherwise
        count["finies avant"] += process.returncode == 0
        count["processus orphelins"] += len(left)
        count["sites abîmés"] += after != before and (after.keys() != paths or any(size == 0 < before[path][0] for path, (size, _, _) in after.items()))
        count["traces d’erreur"] += b"Traceback" in said
        if otherwise or b"Traceback" in said:
            print(sent.name, said.decode(errors="replace"), flush=True)
        for one in left:
            os.kill(int(one), signal.SIGKILL)
    count["constructions ensuite refusées"] = build(root, target).wait()
    count["restes après une construction"] = len(list(folder.glob(".site*")))
    return count


def _sentence(root: Path, turn: int) -> None:
    record = root / "poles" / "essai-corse.md"
    text = record.read_text(encoding="utf-8").partition("\nTour ")[0].rstrip("\n")
    record.write_text(f"{text}\n\nTour {turn}.[^{text.rpartition('[^')[2].partition(']')[0]}]\n", encoding="utf-8")


def changes(folder: Path, number: int, dice: random.Random) -> Counter[str]:
    """Change something and build with what is remembered: how many sites are not those of a build with no memory."""
    root, target, fresh, count = copied(folder), folder / "site", folder / "neuf", Counter[str]()
    assert build(root, target).wait() == 0
    for _ in range(number):
        kind = dice.choice(list(CHANGES))
        undo = CHANGES[kind](root, dice)
        codes = [build(root, target).wait(), build(root, fresh, "--sans-memoire").wait()]
        count["changements"] += 1
        count["refusés"] += codes[0] != 0
        wrong = codes[0] != codes[1] or (codes[0] == 0 and files(target) != files(fresh))
        count["sites périmés"] += wrong
        if wrong:
            print(f"périmé : {kind}, {codes}", file=sys.stderr)
        if codes[0]:
            undo()
    return count


def _edited(pattern: str, edit: Callable[[str, random.Random], str]) -> Callable[[Path, random.Random], Callable[[], object]]:
    def change(root: Path, dice: random.Random) -> Callable[[], object]:
        path = dice.choice(sorted(root.glob(pattern)))
        whole = path.read_bytes()
        path.write_text(edit(whole.decode(), dice), encoding="utf-8", newline="")
        return lambda: path.write_bytes(whole)

    return change


def _swapped(text: str, dice: random.Random) -> str:
    """Two letters of a word change places."""
    at = dice.randrange(len(text) // 2, len(text) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _renamed(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    name = next((number for number, line in enumerate(lines) if line.startswith("nom: ")), 0)
    lines[name] = f"nom: Pôle d’essai n° {dice.randrange(1000)}"
    return "\n".join(lines)


def _forgotten(root: Path, dice: random.Random) -> Callable[[], object]:
    """A piece of what is remembered is cut, and something changes."""
    path = dice.choice(sorted(path for path in (root / ".cache").rglob("*") if path.is_file()))
    path.write_bytes(path.read_bytes()[: dice.randrange(200)])
    return _edited("content/pages/*.md", _swapped)(root, dice)


CHANGES: dict[str, Callable[[Path, random.Random], Callable[[], object]]] = {
    "un récit": _edited("poles/*.md", _swapped),
    "un nom": _edited("poles/*.md", _renamed),
    "une page à nous": _edited("content/pages/*.md", _swapped),
    "un de nos fichiers": _edited("content/*.yaml", _swapped),
    "un gabarit": _edited("templates/*.html", lambda text, dice: f"{text}{{# {dice.random()} #}}\n"),
    "un style": _edited("assets/*.css", lambda text, dice: f"{text}\n.essai-{dice.randrange(10**6)} {{ color: red; }}\n"),
    "un script": _edited("assets/*/page.js", lambda text, dice: f"{text}\n// {dice.random()}\n"),
    "un fond": _edited("content/plates/[0-9]*.svg", lambda text, dice: text.replace("<svg ", f'<svg data-essai="{dice.random()}" ', 1)),
    "ce qui est retenu": _forgotten,
}


def main() -> int:
    """Attack, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--morts", type=int, default=200)
    parser.add_argument("--changements", type=int, default=40)
    parser.add_argument("--graine", type=int, default=1)
    options = parser.parse_args()
    dice, wrong = random.Random(options.graine), 0  # noqa: S311 - the same moments each time, as far as a machine has the same twice
    for attack, number in ((kills, options.morts), (changes, options.changements)):
        with tempfile.TemporaryDirectory() as folder:
            count = attack(Path(folder), number, dice)
        print(f"{number} {'constructions tuées' if attack is kills else 'changements'} :", ", ".join(f"{name} : {found}" for name, found in count.items()), flush=True)
        wrong += sum(count[name] for name in ("autrement finies", "processus orphelins", "sites abîmés", "traces d’erreur", "constructions ensuite refusées", "restes après une construction", "sites périmés"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
