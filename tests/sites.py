"""Sites the tests build: the miniature atlas, and the real one, each in a folder of its own."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from atlas.machine.publication import Tally
from atlas.problems.report import is_blocking
from atlas.site import build as order
from atlas.site import house

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
    the_house = house.load(root)
    if base_url:
        the_house = the_house.at(base_url)
    verdict = house.examine(the_house, house.record_files(root), TODAY)
    assert not is_blocking(verdict.problems), "\n".join(map(str, verdict.problems))
    assert verdict.atlas is not None
    return order.build(the_house, verdict.atlas, target)


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
