"""What a build promises: the same bytes, nothing lost, nothing else's files touched, only the changed written."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas import check
from atlas.cli.main import main
from atlas.client import search
from atlas.content.config import AddressError
from atlas.machine import folders, publication, workers
from atlas.machine.cache import Cache
from tests import kept
from tests.repetitions import some
from tests.sites import MINIATURE, at_home, build, copied, files, finer, project, rewritten


@pytest.fixture
def root(tmp_path) -> Path:
    """A project that was never built."""
    return project(tmp_path / "projet", MINIATURE)


@pytest.fixture
def built(miniature, tmp_path) -> Path:
    """A project of one's own that was built into the folder `site` beside it, and what it remembers."""
    return copied(miniature.parent, tmp_path)


def test_the_same_tree_gives_the_same_bytes(miniature, root, tmp_path, monkeypatch):
    """Another build, elsewhere, by two processes, with nothing remembered, gives every file byte for byte, each counted as written."""
    monkeypatch.setattr(workers, "cores", lambda: 2)
    kept.forget()
    tally = build(root, tmp_path / "ailleurs")
    found = files(tmp_path / "ailleurs")
    assert found == files(miniature)
    assert (tally.written, tally.kept) == (len(found) - 1, 0)  # the marker is not a file of the site


def test_a_piece_is_remembered_by_its_last_key(tmp_path):
    """One piece a name: the last one takes the place of the one before, and nothing else stays in the folder."""
    memory = Cache(tmp_path / "memoire")
    assert [memory.text("carte", key, lambda key=key: f"carte {key}") for key in ("1", "2")] == ["carte 1", "carte 2"]
    assert memory.text("carte", "2", lambda: pytest.fail("made again")) == "carte 2"
    assert memory.found("carte", "1") is None
    assert [path.name for path in (tmp_path / "memoire").iterdir()] == ["carte"]


def test_a_repeated_build_writes_nothing(built, tmp_path):
    """With nothing changed, every file is kept, as the same file on disk; the marker, which is not one of the site, tells one build from another."""
    target = tmp_path / "site"
    before = {path: (target / path).stat().st_ino for path in files(target)}
    tally = build(built, target)
    assert tally.written == 0
    after = {path: (target / path).stat().st_ino for path in files(target)}
    assert before.pop(folders.MARKER) != after.pop(folders.MARKER)
    assert tally.kept == len(before)
    assert after == before


def test_a_changed_record_alone_is_checked_and_its_words_looked_for_again(built, tmp_path, monkeypatch):
    """The others are remembered, and the site is the one that a build with no memory makes, even where `.cache` cannot be made."""
    record = built / "poles/essai-corse.md"
    rewritten(record, record.read_text(encoding="utf-8") + "\nUn télescope de plus.\n")
    checked, read = [], []
    one, levels = check.check_record, search.levels
    monkeypatch.setattr(check, "check_record", lambda path, *given: checked.append(path) or one(path, *given))
    monkeypatch.setattr(search, "levels", lambda document, groups: read.append(document.url) or levels(document, groups))
    with monkeypatch.context() as alone:
        alone.setattr(workers, "cores", lambda: 1)
        build(built, tmp_path / "site")
    assert (checked, read) == (["poles/essai-corse.md"], ["poles/essai-corse/"])
    shutil.rmtree(built / ".cache")
    (built / ".cache").write_text("un fichier, pas un dossier", encoding="utf-8")
    build(built, tmp_path / "ailleurs")
    assert files(tmp_path / "site") == files(tmp_path / "ailleurs")


def test_a_changed_record_rewrites_only_what_shows_it(built, tmp_path):
    """A word changed in one story rewrites its page, its data and the search, not the other poles."""
    target = tmp_path / "site"
    before = {path: (target / path).stat().st_ino for path in files(target)}
    record = built / "poles/essai-deux-regions.md"
    rewritten(record, record.read_text(encoding="utf-8").replace("sans avoir existé", "sans jamais avoir été"))
    build(built, target)
    anew = {path for path in files(target) if before.get(path) != (target / path).stat().st_ino}
    assert "poles/essai-deux-regions/index.html" in anew
    assert "poles/essai-corse/index.html" not in anew
    assert "index.html" not in anew
    assert not any(path.startswith(("regions/", "departements/", "assets/")) for path in anew)


def test_a_removed_record_leaves_no_page(built, tmp_path):
    """What is gone from the records is gone from the site."""
    target = tmp_path / "site"
    (built / "poles/essai-corse.md").unlink()
    build(built, target)
    assert not (target / "poles/essai-corse").exists()


def test_errors_leave_the_old_site_untouched(built, tmp_path, capsys):
    """A record with an error: exit 1, every problem told, no file of the site changed."""
    target = tmp_path / "site"
    before = files(target)
    rewritten(built / "poles/essai-corse.md", "---\nnom: [\n---\n")
    (built / "poles/essai-faux.md").write_text("rien", encoding="utf-8")
    assert main(["build", "--output", str(target)], built) == 1
    told = capsys.readouterr().err
    assert "poles/essai-corse.md:" in told
    assert "poles/essai-faux.md:1:1: erreur [entete-absente]" in told
    assert "intact" in told
    assert files(target) == before
    assert list(tmp_path.glob(".site*")) == []


# Where a build may be killed: in which room, at which of its functions, at which call of it, before or after that has done its work.
# Every other one is tried each time, the others where everything is.
MOMENTS = {
    "files are taken over": (publication.Publication, "keep", 300, "after"),
    "nothing is written yet": (publication, "begin", 1, "before"),
    "all is written": (publication.Publication, "publish", 1, "before"),
    "the first file is written": (publication.Publication, "write", 2, "after"),
    "the new site is in its place": (publication, "exchange", 1, "after"),
    "the changed page is written": (publication.Publication, "put", 1, "after"),
    "the old one is gone": (publication.Publication, "publish", 1, "after"),
}


@pytest.mark.skipif(not workers.can_fork(), reason="un système qui ne copie pas un processus")
@pytest.mark.parametrize("moment", some(MOMENTS, 2))
def test_a_killed_build_leaves_the_old_site_whole(built, tmp_path, finer_site, moment):
    """Killed at any moment, a build leaves the old site or the new one, whole; the next build clears what it left."""
    target = tmp_path / "site"
    before = files(target)
    finer(built)
    child = os.fork()
    if not child:
        try:
            workers.cores = lambda: 1  # so that it is this process which comes to the moment
            _killed_at(*MOMENTS[moment])
            build(built, target)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL, "the build did not come so far"
    now = files(target)
    assert (now == finer_site) == (moment in ("the new site is in its place", "the old one is gone"))
    assert now in (before, finer_site)
    build(built, target)
    assert files(target) == finer_site
    assert list(tmp_path.glob(".site*")) == []


def _killed_at(room: object, name: str, call: int, when: str) -> None:
    """Let this process be killed there, as by the system."""
    real, calls = getattr(room, name), 0

    def counted(*given: object) -> object:
        nonlocal calls
        calls += 1
        if (calls, when) == (call, "before"):
            os.kill(os.getpid(), signal.SIGKILL)
        done = real(*given)
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(room, name, counted)


TAMPERED: dict[str, Callable[[Path], object]] = {
    "as it was left": lambda _: None,
    "a page less": lambda twin: (twin / "index.html").unlink(),
    "a page too many": lambda twin: (twin / "poles/de-trop.html").write_text("de trop", encoding="utf-8"),
    "another page": lambda twin: rewritten(twin / "index.html", "une autre"),
    "the same page, written into": lambda twin: (twin / "index.html").write_text("une autre", encoding="utf-8"),
    "a folder for a page": lambda twin: ((twin / "index.html").unlink(), (twin / "index.html").mkdir()),
    "a page for a folder": lambda twin: (shutil.rmtree(twin / "poles"), rewritten(twin / "poles", "une page")),
    "a link for a folder": lambda twin: ((twin / "poles").rename(twin.parent / "ailleurs"), (twin / "poles").symlink_to(twin.parent / "ailleurs")),
    "a page for a folder of folders": lambda twin: (shutil.rmtree(twin / "api"), rewritten(twin / "api", "une page")),
    "empty folders": lambda twin: (twin / "de/trop").mkdir(parents=True),
    "no marker": lambda twin: (twin / ".atlas-ptce").unlink(),
    "a marker written into": lambda twin: (twin / ".atlas-ptce").write_text("un autre", encoding="utf-8"),
    "a link to the site": lambda twin: (shutil.rmtree(twin), twin.symlink_to(twin.parents[2] / "site")),
    "a pipe": lambda twin: (shutil.rmtree(twin), os.mkfifo(twin)),  # which would be waited for without end
    "a link to itself elsewhere": lambda twin: (twin.rename(twin.parent / "ailleurs"), twin.symlink_to(twin.parent / "ailleurs")),
}


@pytest.mark.parametrize("tampered", some(TAMPERED, 3))
def test_the_folder_that_was_replaced_is_believed_file_by_file(built, tmp_path, finer_site, tampered):
    """It waits in what is remembered with the very files of the site, a removed page gone from both; whatever was done to it, the next site is the one of a fresh build."""
    target, twin = tmp_path / "site", built / ".cache" / publication.TWIN
    shutil.rmtree(twin)
    (target / "de-trop.html").write_text("de trop", encoding="utf-8")
    rewritten(target / "index.html", (target / "index.html").read_bytes())  # a page of one's own, which may be written into
    build(built, target)
    assert {path: (twin / path).stat().st_ino for path in files(twin)} == {path: (target / path).stat().st_ino for path in files(target)}
    assert "de-trop.html" not in files(target)
    TAMPERED[tampered](twin)
    build(finer(built), target)
    assert files(target) == finer_site == files(twin)
    assert not target.is_symlink()
    assert not twin.is_symlink()
    assert [path for path in target.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


@pytest.mark.skipif(not workers.can_fork(), reason="un système qui ne copie pas un processus")
def test_a_twin_whose_looker_died_is_done_without(built, tmp_path, monkeypatch):
    """For want of memory, say: the site is linked from the one before, and no build fails for it."""
    monkeypatch.setattr(workers, "cores", lambda: 2)
    twin, target = built / ".cache" / publication.TWIN, tmp_path / "site"
    began = publication.begin(target, built, twin, workers.Task(lambda: os._exit(9)))
    assert began.there == {}
    assert not twin.exists()
    began.abandon()


@pytest.mark.parametrize("twin", [None, "double"])
def test_two_builds_of_one_number_do_not_share_a_folder(tmp_path, twin):
    """In containers each build may be process 1: what a dead one left is cleared, and of two at work the first sees that its folder is another's."""
    source, target = tmp_path / "projet", tmp_path / "site"
    source.mkdir()
    first, second = (publication.begin(target, source, twin and tmp_path / twin) for _ in range(2))
    stamps = {"a.html": second.put("a.html", b"a")[0]}
    with pytest.raises(publication.OutputError, match="effacé pendant la construction"):
        first.publish({})
    assert not target.exists()
    second.publish(stamps)
    assert files(target).keys() == {"a.html", ".atlas-ptce"}


def test_a_folder_of_somebody_elses_is_never_replaced(root, tmp_path, capsys):
    """A folder with files we did not build is refused, and so is the project itself."""
    precious = tmp_path / "photos"
    precious.mkdir()
    (precious / "vacances.txt").write_text("à garder", encoding="utf-8")
    assert main(["build", "--output", str(precious)], root) == 2
    assert main(["build", "--output", str(root)], root) == 2
    assert main(["build", "--output", str(root.parent)], root) == 2
    assert (precious / "vacances.txt").read_text(encoding="utf-8") == "à garder"
    assert "pas construits" in capsys.readouterr().err


def test_an_empty_folder_is_welcome(root, tmp_path):
    """An empty folder can become the site."""
    (tmp_path / "vide").mkdir()
    output = publication.begin(tmp_path / "vide", root)
    output.publish({"index.html": output.put("index.html", b"une page")[0]})
    assert (tmp_path / "vide/index.html").read_bytes() == b"une page"


def test_an_atlas_without_records_stands_at_the_address_that_is_given(root, tmp_path):
    """With no pole at all, it builds and says so; --base-url moves canonical addresses and the page of errors; a wrong one is refused before anything is done."""
    for path in (root / "poles").iterdir():
        path.unlink()
    assert main(["build", "--output", str(tmp_path / "s"), "--base-url", "https://ailleurs.example/x"], root) == 0
    page = (tmp_path / "s/404.html").read_text(encoding="utf-8")
    assert 'href="/x/poles/"' in page
    listed = (tmp_path / "s/poles/index.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "https://ailleurs.example/x/poles/" in listed
    assert "0 pôle" in listed
    assert main(["build", "--output", str(tmp_path / "s"), "--base-url", "ailleurs"], root) == 2


@pytest.mark.parametrize("address", ["ftp://exemple.fr/", "https:///atlas/", "//exemple.fr/", "https://exemple.fr/?a=1", "https://exemple.fr/#a"])
def test_an_address_is_one_of_the_web_and_of_a_folder(address):
    """A scheme that no browser opens, no host, a query or an anchor: pages could not be found under it."""
    with pytest.raises(AddressError, match="attendu une adresse comme https://"):
        at_home()[0].at(address)


def test_links_refused_means_copies(built, tmp_path, monkeypatch):
    """Where the disk refuses hard links, files are copied and the site is the same."""
    target = tmp_path / "site"
    before = files(target)

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("atlas.machine.disk.os.link", refuse)
    monkeypatch.setattr(publication, "exchange", lambda *_: False)
    build(built, target)
    assert files(target) == before


def test_a_build_counts_each_file_once(built, tmp_path):
    """Written or kept: the two numbers together are always all the files of the site."""
    target = tmp_path / "site"
    record = built / "poles/essai-corse.md"
    rewritten(record, record.read_text(encoding="utf-8").replace("porte une lettre", "porte deux signes"))
    tally = build(built, target)
    assert 0 < tally.written < tally.kept
    assert tally.written + tally.kept == len(files(target)) - 1  # the marker is not a file of the site
