"""Sites the tests build: the miniature atlas, and the real one; those that several files read are built once for all workers."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from atlas.geo.perimeters import Perimeters
from atlas.geo.places import Places
from atlas.machine.folders import Stamp, listing
from atlas.machine.publication import Tally
from atlas.site import build as order
from atlas.site import examination, house
from atlas.site.inputs import Inputs

PROJECT = Path(__file__).resolve().parent.parent
MINIATURE = PROJECT / "tests" / "site"
TODAY = datetime.date(2026, 11, 30)
GITHUB = "depot:\n  forge: github\n  adresse: https://forge.example/reseau/atlas\n  branche: publication/2026\n  dossier: sites/atlas des pôles\n"
PATIENCE = 600  # seconds a worker waits for what another one makes
_shared: dict[Path, dict[str, Stamp]] = {}  # as this process found them


def project(folder: Path, source: Path) -> Path:
    """A project in `folder` with the records and configuration of `source` and everything else of the house."""
    folder.mkdir(parents=True)
    shutil.copytree(source / "poles", folder / "poles")
    shutil.copy(source / "site_config.yaml", folder / "site_config.yaml")
    for name in ("content", "templates", "assets"):
        (folder / name).symlink_to(PROJECT / name, target_is_directory=True)
    return folder


def own(folder: Path) -> Path:
    """A project of the miniature all of which may be changed, but the places of the repository, which are shared."""
    folder.mkdir(parents=True)
    shutil.copytree(MINIATURE / "poles", folder / "poles")
    shutil.copy(MINIATURE / "site_config.yaml", folder)
    for name in ("content", "templates", "assets"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("geo"))
    (folder / "content/geo").symlink_to(PROJECT / "content/geo", target_is_directory=True)
    return folder


def build(root: Path, target: Path, base_url: str = "", *, remember: bool = True) -> Tally:
    """Build a project; its records must be without errors."""
    outcome = order.build(Inputs(root, base_url), target, TODAY, remember=remember)
    assert outcome.tally is not None, "\n".join(map(str, outcome.verdict.problems))
    return outcome.tally


def linked(source: Path, target: Path) -> None:
    """The same files on disk, under other names: who changes one puts another in its place (`rewritten`), as a build does."""
    shutil.copytree(source, target, symlinks=True, copy_function=os.link)


def copied(built: Path, folder: Path) -> Path:
    """A project like one that was built into `site` beside it, and that site: the same files on disk, as what it remembers knows them."""
    for name in ("projet", "site"):
        linked(built / name, folder / name)
    return folder / "projet"


def begun(built: Path, folder: Path) -> Path:
    """A project like the one whose site is `built`, with no site of its own, which knows what was read of it."""
    root = project(folder / "projet", built.parent / "projet")
    linked(built.parent / "projet/.cache", root / ".cache")
    return root


def git(folder: Path, *arguments: str) -> None:
    """Ask Git, as nobody in particular."""
    who = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *who, *arguments), cwd=folder, check=True, capture_output=True)  # noqa: S607 - this machine's Git


def rewritten(path: Path, content: bytes | str) -> None:
    """Put a file in the place of another, whose other names keep what they had."""
    path.unlink(missing_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def finer(root: Path) -> Path:
    """The same project, a sentence more in a record."""
    record = root / "poles/essai-corse.md"
    rewritten(record, record.read_bytes() + b"\nUne belle lettre de plus.\n")
    return root


@cache
def at_home() -> tuple[house.House, tuple[tuple[str, bytes], ...]]:
    """The house of the repository and its records, read once."""
    return house.load(PROJECT), tuple(examination.record_files(PROJECT))


@pytest.fixture(scope="session")
def known() -> Places:
    """The places of the repository."""
    return at_home()[0].places


@pytest.fixture(scope="session")
def outlines(known: Places) -> Perimeters:
    """The outlines of the repository."""
    return Perimeters(known)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path."""
    at = len(f"{folder}/")
    paths = sorted(f"{place}/{name}" for place, _, names in os.walk(folder) for name in names)
    return {path[at:]: _content(path) for path in paths if os.path.isfile(path)}  # noqa: PTH113 - thousands of them


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - likewise
        return file.read()


def configured(folder: Path, built: Path, depot: str, email: str = "contact@atlas.example") -> Path:
    """Another site of the records of one that is built, with the settings of the atlas, a forge and a contact."""
    root = copied(built.parent, folder)
    text = (PROJECT / "site_config.yaml").read_text(encoding="utf-8")
    head, tail = text[: text.index("\ndepot:\n") + 1], text[text.index("\naccessibilite:\n") + 1 :]
    text = (head + depot + tail).replace('contact:\n  courriel: ""', f"contact:\n  courriel: {email or chr(34) * 2}")
    rewritten(root / "site_config.yaml", text)
    build(root, folder / "site", "https://atlas.example/prefixe/")
    return folder / "site"


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills once in the whole run, and nobody changes: the worker that asks first makes it, the others wait for it."""
    folder = _once(factory, name, make)
    _shared.setdefault(folder, listing(str(folder)))
    return folder


def touched() -> list[str]:
    """The shared files that some test changed: written into, dated or given other rights by another of their names, or in their place."""
    found = ((folder, before, listing(str(folder))) for folder, before in _shared.items())
    return [str(folder / path) for folder, before, now in found for path in before.keys() | now.keys() if before.get(path) != now.get(path)]


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    base = factory.getbasetemp()
    common = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "partages"
    common.mkdir(exist_ok=True)
    folder, ready, failed = common / name, common / f"{name}.pret", common / f"{name}.echec"
    try:
        folder.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + PATIENCE
        while not ready.exists():
            assert not failed.exists(), f"{name} : un autre processus n’a pas pu le construire"
            assert time.monotonic() < deadline, f"{name} : attendu {PATIENCE} secondes"
            time.sleep(0.05)
        return folder
    try:
        make(folder)
    except BaseException:
        failed.touch()
        raise
    ready.touch()
    return folder


@pytest.fixture(scope="session")
def miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature atlas, built: overseas, Corsica, no SIREN, two regions, no commune, a collectivity."""
    return once(tmp_path_factory, "miniature", lambda folder: build(project(folder / "projet", MINIATURE), folder / "site")) / "site"


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory, miniature: Path) -> Path:
    """The same as a project of one's `own` and its site, with what it remembers."""

    def make(folder: Path) -> None:
        root = own(folder / "projet")
        linked(miniature.parent / "projet/.cache", root / ".cache")
        linked(miniature, folder / "site")
        build(root, folder / "site")

    return once(tmp_path_factory, "memoire", make)


@pytest.fixture(scope="session")
def finer_site(tmp_path_factory: pytest.TempPathFactory, miniature: Path) -> dict[str, bytes]:
    """The files that a build with no memory makes of the miniature, `finer`."""
    made = once(tmp_path_factory, "miniature-changee", lambda folder: build(finer(begun(miniature, folder)), folder / "site", remember=False))
    return files(made / "site")


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas itself, built."""
    return once(tmp_path_factory, "reel", lambda folder: build(project(folder / "projet", PROJECT), folder / "site")) / "site"


@pytest.fixture(scope="session")
def prefixed(tmp_path_factory: pytest.TempPathFactory, real: Path) -> Path:
    """The atlas itself, built for a folder of another host."""
    return once(tmp_path_factory, "prefixe", lambda folder: build(copied(real.parent, folder), folder / "site", "https://atlas.example/atlas/")) / "site"


@pytest.fixture
def home(static_server: Callable[..., str], prefixed: Path) -> str:
    """The address of the atlas in that folder."""
    return static_server(prefixed, "/atlas/")


@pytest.fixture(scope="session")
def github(tmp_path_factory: pytest.TempPathFactory, real: Path) -> Path:
    """The atlas itself, built with a forge and a contact, under a prefix."""
    return once(tmp_path_factory, "github", lambda folder: configured(folder, real, GITHUB)) / "site"
