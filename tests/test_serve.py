"""The preview: what it serves, when open pages are told to be read again, and pages that are seen before the rest of a build."""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas.cli import builder, serve
from atlas.cli.main import main
from atlas.machine import publication, workers
from atlas.machine.folders import listing
from tests.browser import PROMPT
from tests.sites import PROJECT, begun, build, copied, files, finer, linked, rewritten


@pytest.fixture
def root(miniature, tmp_path) -> Path:
    return begun(miniature, tmp_path)


@pytest.fixture
def built(miniature, tmp_path) -> Path:
    """A project that was built into `site` beside it."""
    return copied(miniature.parent, tmp_path)


@pytest.fixture
def served(tmp_path) -> Iterator[tuple[str, serve._State, Path]]:
    """A folder that the preview serves: its address, what is told of it, and the folder."""
    folder = tmp_path / "servi"
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(name, encoding="utf-8")
    state = serve._State()  # noqa: SLF001 - it has no other door
    server = serve._Server(("127.0.0.1", 0), functools.partial(serve._Handler, state=state, directory=str(folder)))  # noqa: SLF001 - likewise
    threading.Thread(target=server.serve_forever, args=(PROMPT,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", state, folder
    server.shutdown()
    server.server_close()


def test_the_preview_shows_the_site_and_its_changes(root, miniature):
    """`serve` prints its address, shows the site, and rebuilds when a record changes."""
    linked(miniature, root / "site")
    (root / "atlas").symlink_to(PROJECT / "atlas", target_is_directory=True)
    (root / "build.py").write_text(
        f"import sys\nsys.path.insert(0, {str(PROJECT)!r})\nfrom pathlib import Path\nfrom atlas.cli.main import main\nsys.exit(main(sys.argv[1:], Path({str(root)!r})))\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([sys.executable, str(root / "build.py"), "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        address = next(found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))

        def page() -> str:
            return urllib.request.urlopen(address + "poles/essai-corse/").read().decode()  # noqa: S310 - our own server

        assert "porte une lettre" in page()
        assert page().endswith('<script src="/.rechargement.js?0"></script>')
        with urllib.request.urlopen(address + ".rechargement.js") as script:  # noqa: S310 - our own server
            assert b"EventSource" in script.read()
            assert (script.headers["Content-Type"], script.headers["X-Content-Type-Options"]) == ("text/javascript; charset=utf-8", "nosniff")
        record = root / "poles/essai-corse.md"
        record.write_text(record.read_text(encoding="utf-8").replace("porte une lettre", "porte une belle lettre"), encoding="utf-8")
        deadline = time.monotonic() + 60
        while "belle lettre" not in page() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert "belle lettre" in page()
        waiting = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        ready = waiting.read_text(encoding="utf-8").split() if waiting.is_file() else []
    finally:
        process.terminate()
        process.wait()
    assert len(ready) < 2
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{pid}/cmdline").exists() for pid in ready) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}/cmdline").exists() for pid in ready), "the process that waits for the next build outlives who asks"


def test_the_preview_reads_its_own_code_again(root):
    """A build of the preview is one that has all loaded, until our code changes: from then on it is a new Python."""
    (root / "build.py").write_text("raise SystemExit(5)", encoding="utf-8")
    with contextlib.closing(builder.Builder(root)) as made:
        loaded = 0 if workers.can_fork() else 5
        assert [made.build(), made.build(["poles/essai-corse.md"])] == [loaded, loaded]
        assert [made.build(["atlas/urls.py"]), made.build(["poles/essai-corse.md"])] == [5, 5]


# The first sign too many of a line, and no more: what a server leaves unread, the system answers by cutting the line, answer and all.
LONGEST = b"GET /" + b"/a" * 32_766


@pytest.mark.parametrize(
    "request_",
    [b"GARBAGE\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /%00 HTTP/1.0\r\n\r\n", b"GET /a\x00 HTTP/1.0\r\n\r\n", LONGEST],
    ids=lambda sent: repr(sent[:14]),
)
def test_a_request_that_is_none_is_refused_without_a_traceback(tmp_path, capfd, request_):
    """What no browser sends is answered by an error, and the terminal says nothing of it."""
    server = serve._Server(("127.0.0.1", 0), functools.partial(serve._Handler, state=serve._State(), directory=str(tmp_path)))  # noqa: SLF001 - it has no other door
    threading.Thread(target=server.serve_forever, args=(PROMPT,), daemon=True).start()
    with contextlib.closing(socket.create_connection(server.server_address)) as sent:
        sent.sendall(request_)
        sent.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: sent.recv(65_536), b""))
    server.shutdown()
    server.server_close()
    assert re.search(rb"\b(400|404|414|505)\b", answer), answer[:200]
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="un système qui n’échange pas deux dossiers en un geste")
def test_pages_are_seen_before_what_follows_from_them(built, tmp_path, finer_site):
    """While the preview builds, the changed page is there among all the files of before, yesterday's search with it; the end is the site of any build, and so is the next."""
    target, seen, record = tmp_path / "site", [], built / "poles/essai-corse.md"
    before, text = files(target), record.read_bytes()
    finer(built)
    order = functools.partial(main, ["build", "--output", str(target)], built)
    assert order(lambda: seen.append(files(target))) == 0
    (during,) = seen
    assert during.keys() == before.keys()
    page = "poles/essai-corse/index.html"
    assert b"belle lettre" in during[page]
    assert b"belle lettre" not in before[page]
    searched = [path for path in before if path.startswith("recherche/")]
    assert searched
    assert all(during[path] == before[path] for path in searched)
    assert files(target) != during
    assert files(target) == finer_site
    assert listing(str(target)) == listing(str(built / ".cache" / publication.TWIN))
    rewritten(record, text)
    assert order() == 0
    assert files(target) == before
    assert len(seen) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="un système qui n’échange pas deux dossiers en un geste")
def test_a_build_killed_once_its_pages_are_seen_leaves_a_whole_site(built, tmp_path, finer_site):
    """No file is missing, and the next build is the one that would have been."""
    target = tmp_path / "site"
    before = files(target)
    finer(built)
    child = os.fork()
    if not child:
        try:
            main(["build", "--output", str(target)], built, lambda: os.kill(os.getpid(), signal.SIGKILL))
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL, "the pages were not seen before the end"
    assert files(target).keys() == before.keys()
    build(built, target)
    assert files(target) == finer_site
    assert list(tmp_path.glob(".site*")) == []


@pytest.mark.skipif(not workers.can_fork(), reason="un système qui ne copie pas un processus")
def test_who_looks_at_the_twin_ends_with_the_build(built, tmp_path, monkeypatch, capsys):
    """Another process looks at it beside the check; a build that has nothing to do, or that refuses, leaves none behind."""
    monkeypatch.setattr(workers, "cores", lambda: 2)
    order = functools.partial(main, ["build", "--output", str(tmp_path / "site")], built, lambda: None)
    finer(built)
    assert order() == 0
    assert order() == 0
    assert "Site inchangé" in capsys.readouterr().out
    (built / "poles/essai-faux.md").write_text("sans en-tête", encoding="utf-8")
    assert order() == 1
    assert multiprocessing.active_children() == []


def test_a_page_is_read_again_when_it_changed_or_when_all_is_new(served):
    """While a build goes on, a page is told of its own file alone, and not twice; at its end every page opened before it began is."""
    home, state, folder = served

    def opened(path: str) -> Iterator[str]:
        """What an open page is told, an event after the other."""
        with urllib.request.urlopen(home + path) as page:  # noqa: S310 - our own server
            version = re.search(r"/\.rechargement\.js(\?\d+)", page.read().decode())
        assert version
        told = urllib.request.urlopen(f"{home}/.rechargement{version[1]}{path}", timeout=60)  # noqa: S310 - likewise
        _until(lambda: len(state.changed._waiters) > waiting)  # noqa: SLF001 - so that it is told of what follows
        return (line.decode().strip() for line in told if line.strip())

    waiting = 0
    first = opened("/a/")
    waiting = 1
    other = opened("/b/")
    state.begin()
    rewritten(folder / "a/index.html", "a, autrement")
    state.tell(whole=False)
    assert (next(first), next(other)) == (": attente", ": attente")
    assert next(first) == "data: neuf"
    again = opened("/a/")
    state.tell(whole=True)
    assert (next(again), next(other)) == (": attente", ": attente")
    assert next(other) == "data: neuf"
    state.begin()
    state.tell(whole=True)
    assert [next(again), next(again)] == [": attente", "data: neuf"]


def test_a_page_of_a_preview_that_was_started_again_is_read_again(served):
    """Its browser asks the new preview by itself, which knows nothing of its version."""
    home, _, _ = served
    for version in ("7", "-", "٣", "9" * 5000):
        with urllib.request.urlopen(f"{home}/.rechargement?{urllib.request.quote(version)}/a/", timeout=60) as told:  # noqa: S310 - our own server
            assert told.read() == b"data: neuf\n\n"


def _until(true: object) -> None:
    deadline = time.monotonic() + 60
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
