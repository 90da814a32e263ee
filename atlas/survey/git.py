"""What became of the record files, as Git remembers it: the only door to Git. Facts of files and days, never of people.

The history read is the one of what was published: the first parents of the checked-out commit, where what a merge brought
came on the day of the merge. Where there is no Git, or only a part of the history, nothing is said of it. What was read once
is remembered: at each later build only the steps that came since are read.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from atlas.machine.cache import Cache
from atlas.record.fields import RECORD_LIMIT

FOLDER = "poles"
ADDED, CHANGED, DELETED = "A", "M", "D"
_RECORD = re.compile(rf"{FOLDER}/([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
_NAME = re.compile(r"[0-9a-f]{40,64}")
_COMMIT = re.compile(r"([0-9a-f]{40,64}) (\S*)")
_FACTS = re.compile(r":(\d+) (\d+) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])\d*")
_FILE = "100"  # how the mode of a plain file starts: a link is no record
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# Nothing of the caller's own settings, no way to the network (a partial clone would fetch), no lock.
_SETTINGS = {"GIT_OPTIONAL_LOCKS": "0", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}
_LOG = (
    "log", "-z", "--first-parent", "-m", "--no-renames", "--relative", "--no-color", "--no-show-signature",
    "--raw", "--no-abbrev", "--format=%H %cI",
)  # fmt: skip
_PIECE, _SHAPE = "historique", "1"  # of what is remembered, and in which shape

Reader = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record file; `old` and `new` name its contents, and are zeros when there are none."""

    kind: str
    slug: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One step of what was published."""

    id: str
    when: dt.datetime
    changes: tuple[Change, ...]


def left(root: Path, cache: Cache, there: frozenset[str], version: str = "HEAD") -> dict[str, tuple[str, ...]]:
    """By address, the names of the contents that were published there and left it, the newest first.

    They were removed at a step up to a version, or still there at that version and not among the records of today (`there`).
    Nothing where the whole history is not known.
    """
    found: dict[str, list[str]] = {}
    for step in commits(root, cache, version) or ():
        for change in step.changes:
            if change.kind == DELETED:
                found.setdefault(change.slug, []).append(change.old)
            elif change.slug not in there:
                found.setdefault(change.slug, [change.new])
    return {slug: tuple(dict.fromkeys(names)) for slug, names in found.items()}


def commits(root: Path, cache: Cache, version: str = "HEAD") -> tuple[Commit, ...] | None:
    """Every step up to a version that touched a record, the newest first; None where the whole history is not known."""
    told = _standing(root, version).splitlines()
    if len(told) != 3 or told[1] != "false":  # noqa: PLR2004 - where we are in it, whether it is shallow, and what is checked out
        return None
    found = tuple(_commits(_words(_log(root, told[2], cache, f"{_SHAPE} {told[0]}".rstrip()))))
    return found or None  # a folder of files inside a repository that does not know them


def head(root: Path) -> str:
    """What is checked out, where we are in it, and whether the history behind it is whole; nothing without Git."""
    return _standing(root, "HEAD")


def _standing(root: Path, version: str) -> str:
    return _text(_ask(root, "rev-parse", "--show-prefix", "--is-shallow-repository", version))


def base(root: Path, since: str) -> str | None:
    """Where what is checked out left the way of a version: what came there later does not count. None where Git knows none."""
    return _text(_ask(root, "merge-base", "--end-of-options", since, "HEAD")).strip() or None


def changed(root: Path, version: str) -> frozenset[str]:
    """The paths of the records that differ from what they were at a version: changed, new or gone."""
    differing = _ask(root, "diff", "-z", "--name-only", "--no-renames", "--relative", version, "--", FOLDER)
    unknown = _ask(root, "ls-files", "-z", "--others", "--exclude-standard", "--", FOLDER)
    return frozenset(path for path in _words(_text(differing) + _text(unknown)) if path.endswith(".md"))


def _log(root: Path, head: str, cache: Cache, key: str) -> str:
    """What Git tells of all steps up to `head`, from memory as far as it goes. The key says in which folder: two of a repository have each their records."""
    known, _, before = (cache.found(_PIECE, key) or "").partition("\n")
    if known == head:
        return before
    since = f"{known}..{head}" if _leads(root, known, head) else head
    asked = _ask(root, *_LOG, since, "--", FOLDER)
    told = _text(asked) if since == head else f"{_text(asked)}\0{before}"
    if asked is not None:
        cache.keep(_PIECE, key, f"{head}\n{told}")
    return told


def _leads(root: Path, known: str, head: str) -> bool:
    """Whether first parents lead from `head` back to a step we know."""
    if not _NAME.fullmatch(known):
        return False
    between = _text(_ask(root, "rev-list", "--first-parent", "--parents", f"{known}..{head}", "--")).splitlines()
    return bool(between) and between[-1].split()[1:2] == [known]


def day(root: Path) -> dt.date | None:
    """The day of the checked-out commit, in its own time; None without Git. A partial history is enough."""
    told = _ask(root, "log", "-1", "--format=%cI", "--no-show-signature", "--", ".")
    return _instant(told.decode("ascii", "replace").strip()).date() if told else None


@contextmanager
def contents(root: Path) -> Iterator[Reader]:
    """A reader of past contents by their names: bytes, none of them when there are too many for a record; None when missing."""
    try:
        process = subprocess.Popen(
            ("git", "cat-file", "--batch"), cwd=root, env=_environment(),  # noqa: S607 - wherever this machine keeps Git
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError:
        yield lambda _: None
        return
    with process:
        yield lambda name: _content(process, name)


def _content(process: subprocess.Popen[bytes], name: str) -> bytes | None:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(name.encode() + b"\n")
        process.stdin.flush()
    except OSError:
        return None
    head = process.stdout.readline().split()
    if head[1:2] != [b"blob"]:  # else name, type, size: « missing », or nothing from a process that died
        return None
    size = int(head[2])
    kept = process.stdout.read(size) if size <= RECORD_LIMIT else b""
    size -= len(kept)
    while size > 0:
        size -= len(process.stdout.read(min(size, RECORD_LIMIT))) or size
    process.stdout.read(1)
    return kept


def _commits(words: Iterator[str]) -> Iterator[Commit]:
    """The steps of `git log --raw -z`: each its head, then facts and path by turns."""
    head: re.Match[str] | None = None
    changes: list[Change] = []
    for word in words:
        if facts := _FACTS.fullmatch(word):
            record = _RECORD.fullmatch(next(words, ""))
            if record:
                changes += _change(record[1], *facts.groups())
        elif found := _COMMIT.fullmatch(word):
            if head and changes:
                yield Commit(head[1], _instant(head[2]), tuple(changes))
            head, changes = found, []
    if head and changes:
        yield Commit(head[1], _instant(head[2]), tuple(changes))


def _change(slug: str, mode_before: str, mode_after: str, old: str, new: str, _: str) -> Iterator[Change]:
    before, after = mode_before.startswith(_FILE), mode_after.startswith(_FILE)
    if before or after:
        yield Change(CHANGED if before and after else ADDED if after else DELETED, slug, old, new)


def _instant(text: str) -> dt.datetime:
    """A moment as Git writes it; a date that no calendar knows is put at the beginning."""
    try:
        found = dt.datetime.fromisoformat(text)
        found.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return _EPOCH
    return found if found.tzinfo else _EPOCH


def _text(told: bytes | None) -> str:
    return (told or b"").decode("utf-8", "replace")


def _words(told: str) -> Iterator[str]:
    return (word.lstrip("\n") for word in told.split("\0"))


def _ask(root: Path, *arguments: str) -> bytes | None:
    """What Git answers, or None when it is not there or refuses; where no folder above is its own, it is not asked."""
    here = root.resolve()
    if not any(os.path.lexists(folder / ".git") for folder in (here, *here.parents)):
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - our own words
            ("git", "-c", "log.showRoot=true", *arguments),  # noqa: S607 - wherever this machine keeps it
            cwd=root, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return None
    return answer.stdout if answer.returncode == 0 else None


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | _SETTINGS
