"""What the house holds: configuration, places, lists, grid and records, read from the project's folder."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from atlas import check, config, places, poles, referentiel, vocabularies
from atlas.config import Config
from atlas.model import Atlas
from atlas.places import Places
from atlas.problems import Problem, is_blocking
from atlas.referentiel import Referentiel
from atlas.slugs import slug
from atlas.vocabularies import Vocabulary


@dataclass(frozen=True, slots=True)
class House:
    """Everything but the records: what we wrote ourselves."""

    root: Path
    config: Config
    vocabularies: dict[str, Vocabulary]
    places: Places
    referentiel: Referentiel

    def at(self, base_url: str) -> House:
        """The same house at another public address.

        Raises:
            ValueError: when it is not an http(s) address; the message is French.
        """
        return replace(self, config=self.config.at(base_url))

    def context(self, today: datetime.date) -> check.Context:
        """What rules may look things up in."""
        return check.Context(self.places, self.vocabularies, today)


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
    return House(
        root,
        config.load(root / "site_config.yaml"),
        vocabularies.load(content / "vocabulaires.yaml"),
        places.load(content / "geo"),
        referentiel.load(content / "referentiel.yaml"),
    )


def record_files(root: Path) -> list[tuple[str, bytes]]:
    """The records of `poles/`, as (path from the root, bytes), by name. Links out of the folder are not followed."""
    folder = root / "poles"
    return [
        (f"poles/{path.name}", path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.suffix == ".md" and path.is_file() and not path.is_symlink()
    ]


def examine(house: House, files: list[tuple[str, bytes]], today: datetime.date) -> Verdict:
    """Check records; the atlas is there when no problem is an error."""
    readings, problems = check.check(files, house.context(today))
    if is_blocking(problems):
        return Verdict(None, tuple(problems), len(files))
    made = sorted((poles.build(reading, house.places) for reading in readings), key=lambda p: (slug(p.nom), p.slug))
    atlas = Atlas(house.config, house.vocabularies, house.places, house.referentiel, tuple(made))
    return Verdict(atlas, tuple(problems), len(files))
