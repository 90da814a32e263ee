"""What happens to a project while it is built, or between two builds: what is remembered is never of two moments at once."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.cli import serve
from atlas.machine import publication, seen
from atlas.machine.cache import Cache
from atlas.machine.folders import OutputError
from atlas.machine.publication import Publication
from atlas.site import build as order
from atlas.site import inputs, site_assets, unchanged
from atlas.site.inputs import Inputs
from atlas.survey import changes
from atlas.survey.git import commits, head
from tests.histories import Repository, record
from tests.repetitions import some
from tests.sites import PROJECT, TODAY, build, copied, files, git, rewritten
from tests.test_memory import CHANGES

ELSEWHERE = "https://ailleurs.example/x/"


@pytest.fixture
def built(first, tmp_path, monkeypatch) -> Path:
    """A project of one's own that was built into the folder `site` beside it, and what it remembers."""
    monkeypatch.setattr(seen, "_SETTLED", -(10**12))
    return copied(first, tmp_path)


def before(monkeypatch: pytest.MonkeyPatch, holder: object, name: str, happens: Callable[[], object]) -> None:
    """Let something happen just before the first call of a function."""
    really = getattr(holder, name)

    def called(*arguments: object, **named: object) -> object:
        monkeypatch.setattr(holder, name, really)
        happens()
        return really(*arguments, **named)

    monkeypatch.setattr(holder, name, called)


def test_a_build_killed_once_it_has_published_is_not_taken_for_the_one_before(built, monkeypatch):
    """For another address, killed after the swap, then asked for as at first: the site is made again, not said to be the same."""
    target = built.parent / "site"
    wanted = files(target)

    def killed() -> None:
        raise KeyboardInterrupt

    before(monkeypatch, Publication, "_double", killed)
    with pytest.raises(KeyboardInterrupt):
        build(built, target, ELSEWHERE)
    assert files(target) != wanted
    assert not unchanged.same(Inputs(built), target, TODAY)
    build(built, target)
    assert files(target) == wanted


def test_a_commit_during_a_build_is_seen_by_the_next(built, monkeypatch):
    """What is new was read before it: the next build reads it again, though no file changed."""
    target = built.parent / "site"
    git(built, "init", "--quiet")
    git(built, "add", "poles")
    git(built, "commit", "--quiet", "--message", "un")
    before(monkeypatch, Publication, "publish", lambda: git(built, "commit", "--quiet", "--allow-empty", "--message", "deux"))
    build(built, target)
    assert not unchanged.same(Inputs(built), target, TODAY)
    build(built, target)
    assert unchanged.same(Inputs(built), target, TODAY)


def test_a_file_that_comes_and_goes_during_a_build_is_not_remembered(built, monkeypatch):
    """It was published by chance: the next build does without."""
    target, passing = built.parent / "site", built / "assets/passage.txt"
    wanted = files(target)
    CHANGES["a style"](built)
    before(monkeypatch, site_assets, "_assets", lambda: passing.write_text("de passage", encoding="utf-8"))
    build(built, target)
    assert (target / "assets/passage.txt").is_file()
    passing.unlink()
    build(built, target)
    assert files(target).keys() == wanted.keys()


def test_what_an_editor_leaves_beside_a_file_is_no_file_of_ours(built):
    """A lock, a backup, a copy of what is not saved yet: neither read, nor published, nor a reason to build."""
    target = built.parent / "site"
    wanted = files(target)
    for name in ("assets/etat.css", "assets/commun/page.js", "templates/pole.html", "content/pages/comprendre.md", "content/charte/2021.md", "content/plates/35.svg", "content/gazetteer/index.json"):
        folder, _, file = name.rpartition("/")
        (built / folder).mkdir(exist_ok=True)
        (built / folder / f".#{file}").symlink_to("camille@machine.4321:17")  # as Emacs says who holds it
        for left in (f".{file}.swp", f"{file}~", f"#{file}#"):
            (built / folder / left).write_text("à moitié", encoding="utf-8")
    assert unchanged.same(Inputs(built), target, TODAY)
    CHANGES["a page text"](built)
    CHANGES["a style"](built)
    build(built, target)
    assert files(target).keys() == wanted.keys()


@pytest.mark.parametrize("which", ["code", "bibliotheques"])
def test_code_that_changed_since_it_was_loaded_is_seen(monkeypatch, tmp_path, which):
    """A line of our code, a version of what is installed: newer than what this process loaded."""
    for name in ("code/a.py", "bibliotheques/essai-1.0.dist-info/METADATA"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("1", encoding="utf-8")
    monkeypatch.setattr(inputs, "CODE", tmp_path / "code")
    monkeypatch.syspath_prepend(str(tmp_path / "bibliotheques"))
    monkeypatch.setattr(inputs, "LOADED", time.time_ns() + 10**9)
    read = Inputs(PROJECT)
    read.read()
    assert read.settled()
    monkeypatch.setattr(inputs, "LOADED", (tmp_path / which).stat().st_ctime_ns - 10**6)
    assert not read.settled()


def test_code_that_changed_since_it_was_loaded_is_not_believed(built, monkeypatch):
    """A preview lives for hours: what it makes with the code of this morning is not remembered as made with that of now."""
    target = built.parent / "site"
    CHANGES["the text of a record"](built)
    with monkeypatch.context() as this_morning:
        this_morning.setattr(inputs, "LOADED", 0)
        build(built, target)
    assert not unchanged.same(Inputs(built), target, TODAY)
    build(built, target)
    assert unchanged.same(Inputs(built), target, TODAY)


RIGHTS: dict[str, Callable[[Path, Path], object]] = {
    "a page that nobody else may read": lambda site, _: (site / "index.html").chmod(0o600),
    "a page that anybody may write": lambda site, _: (site / "poles/index.html").chmod(0o666),
    "a folder that nobody else may enter": lambda site, _: (site / "poles").chmod(0o700),
    "a folder of the twin that nobody else may enter": lambda _, twin: (twin / "api/v1").chmod(0o700),
    "the twin": lambda _, twin: twin.chmod(0o700),
    "the site": lambda site, _: site.chmod(0o700),
}


def _rights(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mode for path in (folder, *folder.rglob("*"))}


@pytest.mark.skipif(os.name == "nt", reason="un système qui n’a pas de tels droits")
@pytest.mark.parametrize("kind", some(RIGHTS, 3))
def test_what_is_published_has_the_rights_of_what_is_new(built, kind):
    """Rights changed by hand in the site, or in the folder that waits: the next site is as one that is made in an empty folder."""
    target = built.parent / "site"
    for page in ("index.html", "poles/index.html"):
        rewritten(target / page, (target / page).read_bytes())  # pages of one's own
    shutil.rmtree(built / ".cache/double")
    build(built, target)  # for the twin
    wanted = _rights(target)
    RIGHTS[kind](target, built / ".cache/double")
    if "twin" not in kind:
        assert not unchanged.same(Inputs(built), target, TODAY)
    for name in ("a style", "a page text"):  # each folder is the site once
        CHANGES[name](built)
        build(built, target)
        assert _rights(target) == wanted


@pytest.mark.skipif(os.name == "nt", reason="un système qui n’a pas de tels droits")
def test_who_may_read_is_asked_anew_at_each_build(built):
    """A site built once so that nobody else may read it: built again by somebody who lets all read, it is read by all."""
    target = built.parent / "site"
    wanted = _rights(target)
    mask = os.umask(0o077)
    try:
        build(built, target)
        assert not any(mode & 0o077 for mode in _rights(target).values())
        assert unchanged.same(Inputs(built), target, TODAY)
    finally:
        os.umask(mask)
    assert not unchanged.same(Inputs(built), target, TODAY)
    build(built, target)
    assert _rights(target) == wanted


def test_what_came_where_the_site_goes_is_not_replaced(tmp_path):
    """A folder that somebody made there during the build holds what only they have."""
    target = tmp_path / "ailleurs"
    began = publication.begin(target, tmp_path / "projet")
    put = {"a.html": began.put("a.html", b"un")[0]}
    target.mkdir()
    (target / "lettre.txt").write_text("à garder", encoding="utf-8")
    with pytest.raises(OutputError):
        began.publish(put)
    began.abandon()
    assert files(target) == {"lettre.txt": "à garder".encode()}
    assert not list(tmp_path.glob(".ailleurs*"))


def test_a_file_that_another_build_puts_meanwhile_is_not_kept_for_the_one_that_was_there(tmp_path):
    """The sites change places between a look at a file and its taking over."""
    site, project = tmp_path / "site", tmp_path / "projet"
    first = publication.begin(site, project)
    stamp, _ = first.put("a.html", b"un")
    first.publish({"a.html": stamp})
    second = publication.begin(site, project)
    really = os.link

    def late(old: str, fresh: str) -> None:
        rewritten(Path(old), b"deux")
        really(old, fresh)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("atlas.machine.disk.os.link", late)
        assert second.keep("a.html", stamp) is None
        assert second.put("a.html", b"un")[1]
    assert second.read("a.html") == b"un"


def _spoken_of(root: Path, name: str) -> list[str]:
    pieces = (path for path in (root / ".cache").rglob("*") if path.is_file())
    return [str(path.relative_to(root)) for path in pieces if name.encode() in path.read_bytes()]


@pytest.mark.parametrize("also", some(["another address", "another library", "a piece that was lost"], 3))
def test_a_withdrawn_record_is_in_no_memory_whatever_else_changes(built, monkeypatch, tmp_path, also):
    """What was remembered under another key, or of which the list was lost, goes with it too; and so does what a killed build had begun to write."""
    path = built / "poles/essai-saint-pierre.md"
    name = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("nom: ")).removeprefix("nom: ").strip("\"'")
    (built / ".cache/actions.999999999").write_text(f"{name}, à moitié", encoding="utf-8")
    assert len(_spoken_of(built, name)) > 3
    path.unlink()
    if also == "another library":
        (tmp_path / "bibliotheques/essai-1.0.dist-info").mkdir(parents=True)
        monkeypatch.setattr(inputs, "LOADED", time.time_ns() + 10**9)
        monkeypatch.syspath_prepend(str(tmp_path / "bibliotheques"))
    elif also == "a piece that was lost":
        for piece in ("actions", "recherche", "fiches"):
            (built / ".cache" / piece).unlink()
    build(built, built.parent / "site", ELSEWHERE if also == "another address" else "")
    assert _spoken_of(built, name) == []


def test_a_shell_read_after_it_changed_is_not_kept_as_the_one_before(built, monkeypatch):
    """Changed while a build looks at the rest, then put back before the next: the pages have the shell that is there."""
    target, shell = built.parent / "site", built / "templates/coque/coque.html"
    wanted, text = files(target), shell.read_text(encoding="utf-8")
    (built / ".cache/base.html").unlink()
    before(monkeypatch, order.examination, "examine", lambda: rewritten(shell, text.replace("<main", "<main data-essai")))
    build(built, target)
    assert files(target) != wanted
    rewritten(shell, text)
    build(built, target)
    assert files(target) == wanted


def test_two_files_that_change_names_are_seen_by_the_preview(built):
    """Git writes many files in one moment: two of them may bear the same date."""
    one, other = built / "poles/essai-corse.md", built / "poles/essai-guadeloupe.md"
    for path in (one, other):
        rewritten(path, path.read_bytes())  # of one's own: its date is that of all its names
        os.utime(path, ns=(10**18, 10**18))
    before = dict(serve._stamps(built))  # noqa: SLF001 - it has no other door
    one.rename(built / "autre")
    other.rename(one)
    (built / "autre").rename(other)
    after = dict(serve._stamps(built))  # noqa: SLF001 - likewise
    assert {path for path in before if before[path] != after[path]} == {"poles/essai-corse.md", "poles/essai-guadeloupe.md"}


def test_the_history_of_another_folder_is_not_taken_over(tmp_path):
    """Two atlases in one repository, the second begun as a copy of the first, memory and all: each has its own past."""
    repository = Repository(tmp_path)
    for name in ("un", "deux"):
        (repository.root / name).mkdir()
        shutil.copytree(repository.root / "poles", repository.root / name / "poles")
    first, second = repository.root / "un", repository.root / "deux"
    (first / "poles/essai.md").write_text(record(), encoding="utf-8")
    repository.git("add", "--all", "un")
    repository.git("commit", "--quiet", "--message", "un")
    assert len(commits(first, Cache(first / ".cache"))) == 1
    shutil.copytree(first / ".cache", second / ".cache")
    assert commits(second, Cache(second / ".cache")) is None
    assert head(first) != head(second)


def test_what_changed_is_told_with_the_places_of_today(tmp_path):
    """A comparison is remembered for the places and the code that it was made with."""
    repository = Repository(tmp_path)
    repository.commit("2026-01-10", pole_exemple=record())
    repository.commit("2026-02-10", pole_exemple=record("Pôle exemple", ("structures voisines", "structures lointaines")))
    cache, atlas = Cache(tmp_path / "memoire"), repository.atlas()
    told = changes.read(repository.root, atlas, cache, "un")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes.change_words, "difference", lambda *_: changes.Difference(("autre chose",)))
        assert changes.read(repository.root, atlas, cache, "un") == told
        assert changes.read(repository.root, atlas, cache, "deux") != told
