"""Sites the tests build: the miniature atlas, and the real one, each in a folder of its own."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from atlas.machine.publication import Tally
from atlas.site import build as order

PROJECT = Path(__file__).resolve().parent.parent
MINIATURE = PROJECT / "tests" / "site"
TODAY = datetime.date(2026, 11, 23)


def project(folder: Path, source: Path) -> Path:
    """A project in `folder` with the records and configuration of `source` and everything else of the house."""
    folder.mkdir(parents=True)
    shutil.copytree(source / "poles", folder / "poles")
    shutil.copy(source / "site_config.yaml", folder / "site_config.yaml")
    for name in ("content", "templates", "assets"):
        (folder / name).symlink_to(PROJECT / name, target_is_directory=True)
    return folder


def build(root: Path, target: Path, base_url: str = "") -> Tally:
    """Build a project; its records must be without errors."""
    outcome = order.build(root, target, TODAY, base_url)
    assert outcome.tally is not None, "\n".join(map(str, outcome.verdict.problems))
    return outcome.tally


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="session")
def miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature atlas, built: overseas, Corsica, no SIREN, two regions, no commune, a collectivity."""
    folder = tmp_path_factory.mktemp("miniature")
    build(project(folder / "projet", MINIATURE), folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas itself, built."""
    folder = tmp_path_factory.mktemp("reel")
    build(project(folder / "projet", PROJECT), folder / "site")
    return folder / "site"
