"""What the house holds: configuration, places, lists, grid and records, read from the project's folder."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from atlas import check
from atlas.content import comptes, config, referentiel, retired, vocabularies
from atlas.survey import git
from atlas.geo import places
from atlas.model import from_reading
from atlas.record import reader
from atlas.machine.cache import Cache
from atlas.check.reading import Reading, slim
from atlas.check.shape import read_values
from atlas.content.comptes import Compte
from atlas.content.config import Config
from atlas.model.atlas import Atlas, Pole
from atlas.geo.places import Places
from atlas.problems.report import Problem, is_blocking
from atlas.content.referentiel import Referentiel
from atlas.content.retired import Retired
from atlas.french.folding import slug
from atlas.content.vocabularies import Vocabulary
from atlas.machine.workers import Task, cores, shares

_UNSENT = 2  # eighths of a share: about what sending what a share found costs
PARALLEL_FROM = 60  # records; below, a second process costs more than it brings


@dataclass(frozen=True, slots=True)
class House:
    """Everything but the records: what we wrote ourselves."""

    root: Path
    config: Config
    vocabularies: dict[str, Vocabulary]
    places: Places
    referentiel: Referentiel
    retired: tuple[Retired, ...] = ()
    comptes: tuple[Compte, ...] = ()

    def at(self, base_url: str) -> House:
        """The same house at another public address.

        Raises:
            ValueError: when it is not an http(s) address; the message is French.
        """
        return replace(self, config=self.config.at(base_url))

    def context(self, today: datetime.date, former: Mapping[str, tuple[Reading, ...]] | None = None) -> check.Context:
        """What rules may look things up in; `former` are, by address, the records that left it."""
        return check.Context(self.places, self.vocabularies, today, self.retired, former or {})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of records found."""

    atlas: Atlas | None
    problems: tuple[Problem, ...]
    files: int


def load(root: Path) -> House:
    """Read the house.

    Raises:
        ContentError: when one of our own files cannot be used.
    """
    content = root / "content"
    known = places.load(content / "geo")

    def region_code(text: str) -> str:
        region = known.region_named(text)
        return region.code if region else ""

    grid = referentiel.load(content / "referentiel.yaml")
    return House(
        root,
        config.load(root / "site_config.yaml", region_code),
        vocabularies.load(content / "vocabulaires.yaml") | referentiel.lists(grid),
        known,
        grid,
        retired.load(content / "retires.yaml"),
        comptes.load(content / "comptes.yaml"),
    )


def record_files(root: Path) -> list[tuple[str, bytes]]:
    """The records of `poles/`, as (path from the root, bytes), by name. Links out of the folder are not followed."""
    folder = root / "poles"
    return [
        (f"poles/{path.name}", path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.suffix == ".md" and path.is_file() and not path.is_symlink()
    ]


def examine(house: House, files: list[tuple[str, bytes]], today: datetime.date, published: str = "HEAD") -> Verdict:
    """Check records; the atlas is there when no problem is an error. `published` is the version that the site is made of."""
    return Examination(house, files, today, published).verdict()


class Examination:
    """A check of records, begun beside whatever else there is to do and shared between the processor's cores."""

    def __init__(self, house: House, files: list[tuple[str, bytes]], today: datetime.date, published: str = "HEAD") -> None:
        unique = list(dict(files).items())
        self._house, self._today, self._count = house, today, len(unique)
        many = len(unique) >= PARALLEL_FROM
        # One share is this process's own, for when the verdict is asked: nothing of it has to be sent.
        own, *others = [partial(_examine, house, share, today) for share in shares(unique, cores() if many else 1, more=_UNSENT)]
        self._shares: list[Callable[[], _Share]] = [own, *(Task(work).result for work in others)]
        past = partial(_former, house, frozenset(reader.slug_of(path) for path, _ in unique), published)
        self._past: Callable[[], dict[str, tuple[Reading, ...]]] = Task(past).result if many else past

    def verdict(self) -> Verdict:
        """What was found, once all is."""
        examined = [share() for share in self._shares]
        problems = [problem for share in examined for problem in share.problems]
        readings = sorted((r for share in examined for r in share.readings), key=lambda r: r.record.path)
        context = self._house.context(self._today, self._past())
        problems = check.in_order(problems + check.check_corpus(readings, context))
        if is_blocking(problems):
            return Verdict(None, tuple(problems), self._count)
        made = sorted((pole for share in examined for pole in share.poles), key=lambda p: (slug(p.nom), p.slug))
        house = self._house
        atlas = Atlas(house.config, house.vocabularies, house.places, house.referentiel, tuple(made), house.retired, house.comptes)
        return Verdict(atlas, tuple(problems), self._count)


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
