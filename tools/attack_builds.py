"""Attack builds: kill them at any moment, and change anything between two of them.

    python -m tools.attack_builds [--morts 200] [--changements 40] [--detours 100] [--graine 1]

After a death, two seconds later, no process of the build may live, and the site must be whole: the old one, or the new. After a
change, the site must be, byte for byte, that of a build with no memory; so must it after a detour, which comes back to what was: other
options, another output, another commit, builds killed or two at once, the site and what is remembered touched by hand, rights included.
On the records of the tests; Linux alone tells of its processes.
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
from functools import partial
from pathlib import Path

from atlas.machine.folders import listing
from atlas.survey.git import head
from tests.sites import MINIATURE, PROJECT, files, git

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
    paths = set(listing(str(target)))
    while count["tuées"] < number:
        turn = count["lancées"] = count["lancées"] + 1
        before = listing(str(target))
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
        after = listing(str(target))
        count["tuées"] += process.returncode < 0 or said.startswith(b"Interrompu.")
        if _OF_PYTHON in said:
            said = b"Interrompu."  # before our first line
        otherwise = process.returncode > 0 and not said.startswith(b"Interrompu.")
        count["autrement finies"] += otherwise
        count["finies avant"] += process.returncode == 0
        count["processus orphelins"] += len(left)
        count["sites abîmés"] += after != before and (after.keys() != paths or any(stamp[0] == 0 < before[path][0] for path, stamp in after.items()))
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


OPTIONS: tuple[tuple[str, ...], ...] = ((), (), (), ("--base-url", "https://ailleurs.example/x/"), ("--comprime", "--archive"))
Turn = tuple[Path, tuple[str, ...]]


def detours(folder: Path, number: int, dice: random.Random) -> Counter[str]:
    """Go away from a site in some way and come back to it: how many are not those of a build with no memory."""
    root, outputs, count = copied(folder), (folder / "projet/site", folder / "autre"), Counter[str]()
    fresh = dict[tuple[object, ...], dict[str, tuple[bytes, int]]]()
    git(root, "init", "--quiet")
    steps = [f"pas-{turn}" for turn in range(3)]
    for turn, step in enumerate(steps):
        _sentence(root, turn)
        git(root, "add", "poles")
        git(root, "commit", "--quiet", "--message", step)
        git(root, "tag", step)

    def drawn() -> Turn:
        return dice.choice(outputs), dice.choice(OPTIONS)

    def apart() -> None:
        """Killed at any moment, its output and options another time's."""
        target, options = drawn()
        process = build(root, target, *options)
        time.sleep(dice.choice((0.3, 1, 3)) * dice.random())
        process.kill()
        process.communicate()

    def together() -> None:
        for process in [build(root, target, *options) for target, options in (drawn(), drawn())]:
            process.communicate()

    ways: tuple[Callable[[], object], ...] = (
        apart, apart, together,
        lambda: _sentence(root, dice.randrange(3)),
        lambda: git(root, "checkout", "--quiet", "--force", "--detach", dice.choice(steps)),
        lambda: git(root, "reset", "--quiet", "--soft", dice.choice(steps)),
        lambda: touched(dice.choice((*outputs, root / ".cache/double")), dice),
        lambda: touched(dice.choice((*outputs, root / ".cache/double")), dice),
        lambda: shutil.rmtree(dice.choice((*outputs, root / ".cache", root / ".cache/double")), ignore_errors=True),
    )  # fmt: skip
    for _ in range(number):
        for way in dice.sample(ways, dice.randrange(3)):
            way()
        target, options = drawn()
        code = build(root, target, *options).wait()
        state = (options, head(root), *sorted(files(root / "poles").items()))
        if state not in fresh:
            shutil.rmtree(folder / "neuf", ignore_errors=True)
            assert build(root, folder / "neuf", "--sans-memoire", *options).wait() == 0
            fresh[state] = stood(folder / "neuf")
        count["détours"] += 1
        wrong = code != 0 or stood(target) != fresh[state]
        count["sites périmés"] += wrong
        if wrong:
            print(f"périmé : {target.name} {options}, {code}", file=sys.stderr)
    return count


def stood(site: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a site with its rights, and every folder."""
    return {str(path.relative_to(site)): (path.read_bytes() if path.is_file() else b"", path.lstat().st_mode) for path in (site, *site.rglob("*"))}


def touched(site: Path, dice: random.Random) -> None:
    """Do something to a file of a site, as a hand would."""
    paths = sorted(path for path in site.rglob("*") if path.is_file() and not path.is_symlink())
    if paths:
        path = dice.choice(paths)
        dice.choice((
            path.unlink, lambda: path.chmod(0o600), lambda: path.parent.chmod(0o700), lambda: path.write_bytes(path.read_bytes() + b" "),
            lambda: _instead(path, path.mkdir), lambda: _instead(path, partial(path.symlink_to, dice.choice(paths))), lambda: path.with_name("de-trop").mkdir(exist_ok=True),
        ))()  # fmt: skip


def _instead(path: Path, make: Callable[[], object]) -> None:
    path.unlink()
    make()


def main() -> int:
    """Attack, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--morts", type=int, default=200)
    parser.add_argument("--changements", type=int, default=40)
    parser.add_argument("--detours", type=int, default=100)
    parser.add_argument("--graine", type=int, default=1)
    options = parser.parse_args()
    dice, wrong = random.Random(options.graine), 0  # noqa: S311 - the same moments each time, as far as a machine has the same twice
    for words, attack, number in (("constructions tuées", kills, options.morts), ("changements", changes, options.changements), ("détours", detours, options.detours)):
        with tempfile.TemporaryDirectory() as folder:
            count = attack(Path(folder), number, dice)
        print(f"{number} {words} :", ", ".join(f"{name} : {found}" for name, found in count.items()), flush=True)
        wrong += sum(count[name] for name in ("autrement finies", "processus orphelins", "sites abîmés", "traces d’erreur", "constructions ensuite refusées", "restes après une construction", "sites périmés"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
