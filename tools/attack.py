"""Attack the house from outside: thousands of small damages to what we wrote ourselves, and a system that refuses.

    python tools/attack.py [--nombre 1000] [--graine 1] [--construire 40] [--seul]

A damage is made to a copy of `content/` and `site_config.yaml`; what a check and a build read is then read, in this process, and
some of what was accepted is built with the records of the tests. Counts: read all the same, refused with a line, refused without
one, and tracebacks, of which there must be none. Always the same for the same seed. See `docs/securite.md`.

Without `--seul`, what `tools/attack_builds.py` and `tools/attack_browser.py` attack comes after, in this order.
"""

from __future__ import annotations

import argparse
import builtins
import contextlib
import datetime
import errno
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from atlas.cli import main as cli  # noqa: E402
from atlas.content.yaml_file import ContentError  # noqa: E402
from atlas.geo import places  # noqa: E402
from atlas.geo.derived import PlaceError  # noqa: E402
from atlas.pictures import plates  # noqa: E402
from atlas.site import build, cards, house  # noqa: E402
from atlas.site.inputs import Inputs  # noqa: E402

TODAY = datetime.date(2026, 11, 30)
TOLD = re.compile(r"[\w./-]+:\d+:\d+: erreur \[[a-z0-9-]+\] .{10,}")
ODD = ("\x00", "\ufeff", "\u202e", "\t", "\u2028", "\u200b", "{{ ", "](javascript:alert(1))", "[^nulle]", "é" * 300, '"', "'", "[", "{", "&a ", "*a", "!!x ", "|", ">", "%", "# ", "🦊", ": ", "- ", "---\n", "<script>")
OTHER_TYPES = ("[a, b]", "{a: b}", "12", "2026-13-45", "oui", "''", "javascript:alert(1)", "- a", "null", "1e309", "[]", "{}", "https://[", "☃")
DERIVED = ("geo/regions.csv", "geo/departements.csv", "geo/epci.csv", "geo/communes.csv", "geo/communes_com.csv", "geo/collectivites.csv", "plates/regions.json", "cards/lettres.json")

Mutation = Callable[[random.Random, bytes], bytes | None]


def _lines(change: Callable[[random.Random, list[bytes]], object]) -> Mutation:
    def mutate(dice: random.Random, data: bytes) -> bytes:
        lines = data.split(b"\n")
        change(dice, lines)
        return b"\n".join(lines)

    return mutate


def _some(dice: random.Random, lines: list[bytes]) -> int:
    return dice.randrange(len(lines))


def _drop(dice: random.Random, lines: list[bytes]) -> None:
    del lines[_some(dice, lines)]


def _double(dice: random.Random, lines: list[bytes]) -> None:
    number = _some(dice, lines)
    lines.insert(number, lines[number])


def _swap_lines(dice: random.Random, lines: list[bytes]) -> None:
    one, other = _some(dice, lines), _some(dice, lines)
    lines[one], lines[other] = lines[other], lines[one]


def _indent(dice: random.Random, lines: list[bytes]) -> None:
    number = _some(dice, lines)
    lines[number] = dice.choice((b" ", b"  ", b"\t", b"        ")) + lines[number] if dice.choice((True, False)) else lines[number].lstrip()


def _retype(dice: random.Random, lines: list[bytes]) -> None:
    keyed = [number for number, line in enumerate(lines) if re.match(rb"[\s-]*[\w-]+:", line)] or [0]
    number = dice.choice(keyed)
    lines[number] = lines[number].partition(b":")[0] + b": " + dice.choice(OTHER_TYPES).encode()


def _misspell(dice: random.Random, lines: list[bytes]) -> None:
    keyed = [number for number, line in enumerate(lines) if re.match(rb"[\s-]*[\w-]{3,}:", line)] or [0]
    number = dice.choice(keyed)
    lines[number] = re.sub(rb"(\w)(\w)(?=\w*:)", rb"\2\1", lines[number], count=1)


def _odd(dice: random.Random, data: bytes) -> bytes:
    place = dice.randrange(len(data) + 1)
    return data[:place] + dice.choice(ODD).encode() + data[place:]


def _swap_bytes(dice: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(dice.choice((1, 3, 10))):
        one, other = dice.randrange(len(made)), dice.randrange(len(made))
        made[one], made[other] = made[other], made[one]
    return bytes(made)


def _as_another(dice: random.Random, data: bytes) -> bytes:
    return dice.choice((b"", b"\xff\xfe" + data[:200], b"\x89PNG\r\n\x1a\n" * 9, data + b"\xe9", data.replace(b"\n", b"\r\n"), b"a" * 3_000_000, b"[" * 5_000))


MUTATIONS: dict[str, Mutation] = {
    "une ligne ôtée": _lines(_drop),
    "une ligne doublée": _lines(_double),
    "deux lignes échangées": _lines(_swap_lines),
    "un retrait changé": _lines(_indent),
    "une valeur d’un autre type": _lines(_retype),
    "une clé mal écrite": _lines(_misspell),
    "le fichier coupé": lambda dice, data: data[: dice.randrange(len(data))],
    "un signe étrange": _odd,
    "des octets échangés": _swap_bytes,
    "un autre contenu": _as_another,
    "le fichier effacé": lambda *_: None,
}


@dataclass
class Count:
    """What became of the damages; `wrong` are those of which nothing or not enough was said."""

    outcomes: Counter[str] = field(default_factory=Counter)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def note(self, kind: str, outcome: str, told: str = "") -> None:
        """One more; `told` when it is no good."""
        self.outcomes[outcome] += 1
        self.by_kind.setdefault(kind, Counter())[outcome] += 1
        if told:
            self.wrong.append(told)


REASONS = ("ENOSPC", "EDQUOT", "EACCES", "EROFS", "EIO", "EMFILE", "ENAMETOOLONG", "ELOOP", "ENOENT", "ENOMEM")
PLACES = ("projet/poles/", "projet/content/pages/", "projet/content/geo/communes.csv", "projet/site_config.yaml", "site.neuf-", "projet/templates/")
ACCEPTED, PLACED, UNPLACED, TRACEBACK = "acceptée", "refusée, avec sa ligne", "refusée sans ligne", "trace d’erreur"


def copied(folder: Path) -> Path:
    """A project with the records of the tests and all that is ours; what is derived and large is shared."""
    shutil.copytree(PROJECT / "content", folder / "content", copy_function=_linked)
    shutil.copytree(PROJECT / "tests" / "site" / "poles", folder / "poles")
    shutil.copy(PROJECT / "site_config.yaml", folder / "site_config.yaml")
    for name in ("templates", "assets"):
        (folder / name).symlink_to(PROJECT / name, target_is_directory=True)
    return folder


def _linked(source: str, target: str) -> None:
    Path(target).symlink_to(source)


def ours(root: Path) -> list[Path]:
    """What may be damaged: our texts and settings, and less often what is derived."""
    content = root / "content"
    texts = [root / "site_config.yaml", *sorted(content.glob("*.yaml")), *sorted(content.glob("pages/*.md")), *sorted(content.glob("charte/*.md")), *sorted(content.glob("recettes/*"))]
    return texts * 3 + [content / name for name in DERIVED]


def attack(root: Path, number: int, seed: int, to_build: int = 0) -> Count:
    """Make so many damages one after the other, each on whole files; the first accepted ones are also built."""
    count, targets, dice = Count(), ours(root), random.Random(seed)  # noqa: S311 - the same damages each time
    with _known_places(root):
        for turn in range(number):
            path, kind = dice.choice(targets), dice.choice(list(MUTATIONS))
            whole = path.read_bytes()
            path.unlink()  # a link to the real one
            made = MUTATIONS[kind](dice, whole)
            if made is not None:
                path.write_bytes(made)
            where = f"n° {turn}, {path.relative_to(root)}, {kind}"
            if made != whole:
                outcome = _judged(count, kind, where, lambda: read(root))
                if outcome == ACCEPTED and to_build > 0:
                    to_build -= 1
                    _judged(count, "construite", where, lambda: _build(root))
            path.unlink(missing_ok=True)
            path.write_bytes(whole)
    return count


def read(root: Path) -> None:
    """What a check and a build read of ours."""
    whole = house.load(root)
    house.writings(whole).read()
    plates.load(root / "content" / "plates", whole.places)
    cards.Cards(root / "content" / "cards", SimpleNamespace(config=whole.config))  # type: ignore[arg-type] - all that it reads before it draws


def _build(root: Path) -> None:
    build.build(Inputs(root), root / "site", TODAY, remember=False)


def _judged(count: Count, kind: str, where: str, act: Callable[[], object]) -> str:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            act()
    except (ContentError, PlaceError) as error:
        placed = all(TOLD.fullmatch(line) for line in str(error).split("\n"))
        outcome, told = (PLACED, "") if placed else (UNPLACED, f"{where} : {error}")
    except Exception:  # noqa: BLE001 - what is looked for
        outcome, told = TRACEBACK, f"{where}\n{''.join(traceback.format_exc().splitlines(keepends=True)[-7:])}"
    else:
        outcome, told = ACCEPTED, ""
    count.note(kind, outcome, told)
    return outcome


@contextlib.contextmanager
def _known_places(root: Path) -> Iterator[None]:
    """The 35,000 communes are read again only where one of their files is damaged."""
    load, known = places.load, places.load(PROJECT / "content" / "geo")

    def kept(folder: Path) -> places.Places:
        whole = all((root / "content" / name).is_file() and (root / "content" / name).read_bytes() == (PROJECT / "content" / name).read_bytes() for name in DERIVED[:-1])
        return known if whole else load(folder)

    places.load = kept
    try:
        yield
    finally:
        places.load = load


def refused(root: Path) -> Count:
    """What a build answers when the system refuses one of its files, for each reason and each kind of file (simulated)."""
    count = Count()
    shutil.rmtree(root / "site", ignore_errors=True)  # else the same files are linked, and none is written
    for reason in REASONS:
        for where in PLACES:
            _refusing(count, root, getattr(errno, reason), f"{reason} {where}", where)
    return count


def _refusing(count: Count, root: Path, reason: int, told: str, where: str) -> None:
    real, said = builtins.open, io.StringIO()

    def refuse(path: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever is opened
        if isinstance(path, str | os.PathLike) and where in os.fspath(path):
            raise OSError(reason, os.strerror(reason), os.fspath(path))
        return real(path, *rest, **named)

    builtins.open = refuse
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            code = cli.main(["build"], root)
    except Exception:  # noqa: BLE001 - what is looked for
        count.note("refus", TRACEBACK, f"{told}\n{traceback.format_exc()}")
        return
    finally:
        builtins.open = real
    sentence = said.getvalue().strip()
    good = code in (1, 2) and "\n" not in sentence and where.strip("/").rpartition("/")[2] in sentence
    count.note("refus", "dit en une phrase" if good else "mal dit", "" if good else f"{told} : {code} {sentence}")


def main() -> int:
    """Attack, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nombre", type=int, default=1000)
    parser.add_argument("--graine", type=int, default=1)
    parser.add_argument("--construire", type=int, default=40)
    parser.add_argument("--seul", action="store_true", help="ni constructions tuées, ni navigateur")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = copied(Path(folder) / "projet")
        count = attack(root, options.nombre, options.graine, options.construire)
        system = refused(root)
    print("\n\n".join((*count.wrong, *system.wrong)))
    columns = (ACCEPTED, PLACED, UNPLACED, TRACEBACK)
    print(f"\n{'':28}", *(f"{name:>24}" for name in columns))
    for kind, found in count.by_kind.items():
        print(f"{kind:28}", *(f"{found[name]:24}" for name in columns))
    print(f"{'en tout':28}", *(f"{count.outcomes[name]:24}" for name in columns))
    print(f"\nrefus du système : {sum(system.outcomes.values())},", ", ".join(f"{name} : {number}" for name, number in system.outcomes.items()))
    wrong = bool(count.wrong or system.wrong)
    if not options.seul:
        wrong |= any([_beside("attack_builds"), _beside("attack_browser", "--nombre", "20000")])
    return 1 if wrong else 0


def _beside(name: str, *arguments: str) -> int:
    print(flush=True)
    return subprocess.run([sys.executable, "-m", f"tools.{name}", "--graine", "1", *arguments], cwd=PROJECT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
