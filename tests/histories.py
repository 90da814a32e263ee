"""Small real Git repositories for the tests that need a past: an atlas whose records come, change, move and go."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

from atlas.content import config, retired
from atlas.machine.cache import Cache
from atlas.model.atlas import Atlas
from atlas.problems.report import Problem, is_blocking
from atlas.site import examination, house
from atlas.survey import changes
from atlas.survey.changes import News
from tests.checking import minimal
from tests.sites import MINIATURE, PROJECT, TODAY, at_home, project

AUTHOR = "Camille Exemple-Secret"
EMAIL = "camille@secret.example"
PLACES = {"a": "Ille-et-Vilaine", "b": "Gard", "c": "Corse-du-Sud"}


@cache
def _house() -> house.House:
    ours = at_home()[0]
    return replace(ours, config=config.load(MINIATURE / "site_config.yaml", lambda text: region.code if (region := ours.places.region_named(text)) else ""))


def record(name: str = "Pôle exemple", *edits: tuple[str, str]) -> str:
    """A record without problems, of that name, with some of its text changed."""
    return minimal(("nom: Pôle exemple", f"nom: {name}"), *edits)


class Repository:
    """An atlas under Git, begun empty."""

    def __init__(self, folder: Path) -> None:
        source = folder / "source"
        (source / "poles").mkdir(parents=True)
        shutil.copy(MINIATURE / "site_config.yaml", source)
        self.root = project(folder / "projet", source)
        (self.root / "content").unlink()
        (self.root / "content").mkdir()
        for path in (PROJECT / "content").iterdir():
            if path.name != "retires.yaml":
                (self.root / "content" / path.name).symlink_to(path, target_is_directory=path.is_dir())
        self.retire("")
        if shutil.which("git"):  # the tests that need a past are skipped without it
            self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, day: str = "2026-01-01") -> str:
        """Run one Git command; what it commits is of that day, at noon in Paris."""
        settings = {
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_NAME": AUTHOR, "GIT_AUTHOR_EMAIL": EMAIL, "GIT_COMMITTER_NAME": AUTHOR, "GIT_COMMITTER_EMAIL": EMAIL,
            "GIT_AUTHOR_DATE": f"{day}T12:00:00+01:00", "GIT_COMMITTER_DATE": f"{day}T12:00:00+01:00",
        }  # fmt: skip
        done = subprocess.run(
            ("git", *arguments), cwd=self.root, env=os.environ | settings, capture_output=True, text=True, check=True  # noqa: S607
        )
        return done.stdout.strip()

    def write(self, slug: str, text: str) -> None:
        """Put a record there, without a commit."""
        (self.root / "poles" / f"{slug}.md").write_text(text, encoding="utf-8")

    def retire(self, entries: str) -> None:
        """Write the register of withdrawn records."""
        (self.root / "content" / "retires.yaml").write_text(f"retires: {entries or '[]'}\n", encoding="utf-8")

    def commit(self, day: str, **records: str | None) -> str:
        """Write or remove records (`_` for `-` in their names), and commit all there is; gives the name of the step."""
        for name, text in records.items():
            slug = name.replace("_", "-")
            if text is None:
                (self.root / "poles" / f"{slug}.md").unlink()
            else:
                self.write(slug, text)
        self.git("add", "--all", "poles")
        self.git("commit", "--quiet", "--allow-empty", "--message", f"Un pas, par {AUTHOR}", day=day)
        return self.git("rev-parse", "HEAD")

    def house(self) -> house.House:
        """The house of the repository of the tests, whose register of withdrawn records alone may change."""
        return replace(_house(), root=self.root, retired=retired.load(self.root / "content/retires.yaml"))

    def atlas(self) -> Atlas:
        """The atlas as it stands; its records must be without errors."""
        verdict = examination.examine(self.house(), examination.record_files(self.root), TODAY)
        assert not is_blocking(verdict.problems), "\n".join(map(str, verdict.problems))
        assert verdict.atlas is not None
        return verdict.atlas

    def problems(self, published: str = "HEAD") -> tuple[Problem, ...]:
        """What is wrong in the records as they stand."""
        return examination.examine(self.house(), examination.record_files(self.root), TODAY, published).problems

    def codes(self, published: str = "HEAD") -> list[tuple[str, str]]:
        """The file and code of each problem."""
        return [(p.path, p.code) for p in self.problems(published)]

    def news(self, cache: Path | None = None) -> News:
        """What is new."""
        return changes.read(self.root, self.atlas(), Cache(cache or self.root / ".cache"))

    def told(self) -> list[tuple[str, str, str, tuple[str, ...]]]:
        """What is new, the newest first: day, kind, address of today, words."""
        return [(e.when.date().isoformat(), e.kind, e.slug, e.words) for e in self.news().events]
