"""What a problem is, and how it is told: to a person, to a machine, to a forge."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass, replace

from atlas.machine.refusals import shown
from atlas.problems.phrases import piece, say

ERREUR = "erreur"
AVERTISSEMENT = "avertissement"
LOST = "adresse-perdue"
PERSONAL = frozenset({"courriel-personnel", "courriel-dans-un-texte", "telephone-mobile"})


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one file.

    `line` and `column` count from 1; `code` is an anchor of `docs/codes.md`; `field` is the dotted path of the
    field (empty for the file as a whole). `read`, `expected` and `fix` are French clauses: what was read, what was
    expected, what to write instead.
    """

    path: str
    line: int
    column: int
    code: str
    field: str
    read: str
    expected: str
    fix: str
    level: str = ERREUR

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}: {self.level} [{self.code}] "
        subject = f"{_flat(self.field)}\u00a0: " if self.field else ""
        said = where + subject + piece("probleme", lu=self.read, attendu=self.expected, ecrire=self.fix)
        return shown(said.replace("\n", "�"))  # names of files are in it, and may hold anything


def tell(path: str, mark: tuple[int, int], id_: str, field: str = "", **blanks: object) -> Problem:
    """A phrase said of a place of a file; `mark` is its line and column.

    Raises:
        KeyError: when there is no such phrase, or a blank of it was not given.
    """
    said = say(id_, **blanks)
    level = AVERTISSEMENT if said.warns else ERREUR
    return Problem(path, *mark, said.code, field, said.read, said.expected, said.fix, level)


def quote(text: str, limit: int = 60) -> str:
    """The text between French quotes, cut at `limit` characters, on one line, control characters shown."""
    flat = _flat(text)
    if len(flat) > limit:
        flat = flat[: limit - 1] + "…"
    return f"«\u202f{flat}\u202f»"


def to_write(line: str, limit: int = 100) -> str:
    """A line to write, or to mend, as it is told: without its indentation; where it is cut, that is seen, for whoever copies it."""
    bare = line.strip()
    return bare if len(bare) <= limit else f"{bare[: limit - 1].rstrip()}…"


def _flat(text: str) -> str:
    """On one line, control characters shown: a key may hold them as well as a value."""
    return "".join(c if c.isprintable() else "�" for c in shown(" ".join(text.split())))


def is_blocking(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether these problems stop a build: errors do, warnings only when `strict`."""
    return any(strict or p.level == ERREUR for p in problems)


def summary(problems: Iterable[Problem], files: int) -> str:
    """One French sentence that counts files, errors and warnings."""
    levels = [p.level for p in problems]
    errors, warnings = levels.count(ERREUR), levels.count(AVERTISSEMENT)

    def count(n: int, word: str) -> str:
        return f"{n} {word}{'s' if n > 1 else ''}"

    told = f"{count(files, 'fiche')} : {count(errors, 'erreur')}, {count(warnings, 'avertissement')}."
    return told + (" Chaque code entre crochets est expliqué dans docs/codes.md." if levels else "")


def of_proposal(problem: Problem, changed: Container[str]) -> Problem | None:
    """The problem as a proposal that changes these files is told it, or None for somebody else's warning.

    Against what was published, a lost address is known for sure: an error of the proposal that loses it.
    """
    if problem.code == LOST:
        return replace(problem, level=ERREUR) if problem.path in changed else problem
    return problem if problem.level == ERREUR or problem.path in changed else None


def discreet(problem: Problem) -> Problem:
    """The same problem, without repeating what may be somebody's: what a forge shows is hard to take back."""
    return replace(problem, read="ce qui semble une donnée personnelle") if problem.code in PERSONAL else problem


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem, for a terminal."""
    return "\n".join(map(str, problems))


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of objects, one a problem, with the attributes of `Problem` as keys."""
    return json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands (`::error file=…`), which GitHub and compatible forges show beside the line."""
    return "\n".join(_annotation(discreet(problem)) for problem in problems)


def _annotation(problem: Problem) -> str:
    def escaped(text: str, also: str = "") -> str:
        for char in "%\r\n" + also:
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    command = "error" if problem.level == ERREUR else "warning"
    message = str(problem).split(": ", 1)[1]
    where = f"file={escaped(shown(problem.path.replace(chr(10), '�')), ':,')},line={problem.line},col={problem.column}"
    return f"::{command} {where},title={escaped(problem.code, ':,')}::{escaped(message)}"


def as_gitlab(problems: Iterable[Problem]) -> str:
    """A Code Quality report, which GitLab shows beside the lines of a merge request.

    A fingerprint tells a problem from the others of its file, whatever line it has moved to.
    """
    told: list[dict[str, object]] = []
    seen: Counter[str] = Counter()
    for problem in problems:
        what = repr((problem.path, problem.code, problem.field, problem.read))
        seen[what] += 1
        told.append(
            {
                "description": str(discreet(problem)).split(": ", 1)[1],
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(f"{what} {seen[what]}".encode()).hexdigest(),
                "severity": "major" if problem.level == ERREUR else "minor",
                "location": {"path": problem.path, "lines": {"begin": problem.line}},
            }
        )
    return json.dumps(told, ensure_ascii=False, indent=2)


FORMATS = {"text": as_text, "json": as_json, "github": as_github, "gitlab": as_gitlab}
