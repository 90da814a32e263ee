"""The examination of the records: each checked by itself, shared between the cores, then all together."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from atlas import check
from atlas.check.reading import Reading, slim
from atlas.check.shape import read_values
from atlas.french.folding import slug
from atlas.machine.cache import Cache
from atlas.machine.workers import Task, shares
from atlas.model import from_reading
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.problems.report import Problem, is_blocking
from atlas.record import reader
from atlas.site.house import House
from atlas.survey import git


_RECORD = re.compile(r"\.(md|mdown|mkdn?|markdown|txt|text|ya?ml)(\W.*)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of records found."""

    atlas: Atlas | None
    problems: tuple[Problem, ...]
    files: int


def record_files(root: Path) -> list[tuple[str, bytes]]:
    """The records of `poles/`, as (path from the root, bytes), by name. Links out of the folder are not followed.

    What was meant for one comes with them (`x.markdown`, `x.md.txt`, `sub/x.md`): the check tells of its name, instead of
    nobody ever telling that it is not read.
    """
    folder = root / "poles"
    return [(path.relative_to(root).as_posix(), path.read_bytes()) for path in sorted(_texts(folder))]


def _texts(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_symlink() or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _texts(path)
        elif _RECORD.search(path.name) and path.is_file():
            yield path


def examine(house: House, files: Sequence[tuple[str, bytes]], today: datetime.date, published: str = "HEAD") -> Verdict:
    """Check records; the atlas is there when no problem is an error. `published` is the version that the site is made of."""
    unique = list(dict(files).items())
    # The first share is this process's own: nothing of it has to be sent.
    own, *others = [partial(_examine, house, share, today) for share in shares(unique)]
    tasks = [Task(work) for work in others]
    examined = [own(), *(task.result() for task in tasks)]
    problems = [problem for share in examined for problem in share.problems]
    readings = sorted((r for share in examined for r in share.readings), key=lambda r: r.record.path)
    past = _former(house, frozenset(reader.slug_of(path) for path, _ in unique), published)
    problems = check.in_order(problems + check.check_corpus(readings, house.context(today, past)))
    if is_blocking(problems):
        return Verdict(None, tuple(problems), len(unique))
    made = sorted((pole for share in examined for pole in share.poles), key=lambda p: (slug(p.nom), p.slug))
    atlas = Atlas(house.config, house.vocabularies, house.places, house.referentiel, tuple(made), house.retired, house.comptes)
    return Verdict(atlas, tuple(problems), len(unique))


@dataclass(frozen=True, slots=True)
class _Share:
    """What one process found in its records; readings are slim."""

    poles: list[Pole]
    readings: list[check.Reading]
    problems: list[Problem]


def _examine(house: House, files: Sequence[tuple[str, bytes]], today: datetime.date) -> _Share:
    share = _Share([], [], [])
    context = house.context(today)
    for path, data in files:
        reading, problems = check.check_record(path, data, context)
        share.problems.extend(problems)
        if reading:
            share.readings.append(slim(reading))
            if not is_blocking(problems):
                share.poles.append(from_reading.build(reading, house.places))
    return share


def _former(house: House, there: frozenset[str], published: str) -> dict[str, tuple[Reading, ...]]:
    """By address, what the records that left it last said, as far as it can be read."""
    left = git.left(house.root, Cache(house.root / ".cache"), there, published)
    if not left:
        return {}
    found: dict[str, list[Reading]] = {address: [] for address in left}
    with git.contents(house.root) as content:
        for address, names in left.items():
            for name in names:
                record = reader.read("", content(name) or b"")[0]
                if record:
                    found[address].append(slim(read_values(record, house.vocabularies)[0]))
    return {address: tuple(readings) for address, readings in found.items()}
