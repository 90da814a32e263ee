"""The system says no: a full disk, a folder without rights, a loop of links. One French sentence with the path, the old site whole.

What a container can do for real is done for real (limits of the process, loops, missing folders, busy ports, pipes); what root is
never refused is refused by a function of `os` in its place.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from atlas.cli import serve
from atlas.cli.main import main
from atlas.geo import derived
from atlas.machine import publication, refusals, workers
from atlas.machine.folders import Stamp, listing
from tests.limits import small_files
from tests.sites import PROJECT, copied, files, rewritten

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits and links as Linux has them")


@pytest.fixture
def root(miniature, tmp_path, monkeypatch) -> Path:
    """The miniature atlas, built, whose next build has something to make; everything is made in this process."""
    monkeypatch.setattr(workers, "cores", lambda: 1)
    root = copied(miniature.parent, tmp_path)
    (tmp_path / "site").rename(root / "site")
    for path in (root / "poles").iterdir():
        rewritten(path, path.read_bytes())  # a copy of one's own
    record = min((root / "poles").glob("*.md"))
    record.write_bytes(record.read_bytes() + b"\n")
    return root


def refused(root: Path, capsys, *arguments: str, code: int = 1) -> str:
    """The one sentence that a command answers; the site that was there is whole, and nothing is left beside it."""
    before = listing(str(root / "site"))
    capsys.readouterr()
    assert main(list(arguments) or ["build"], root) == code
    told = [line for line in capsys.readouterr().err.replace("\r", "\n").split("\n") if line.strip() and "\x1b" not in line]
    assert "Traceback" not in "".join(told)
    assert listing(str(root / "site")) == before
    assert not [path.name for path in root.iterdir() if ".neuf-" in path.name]
    assert not re.search(r"\b(No such|Permission|denied|space left|Too many|Errno)\b", told[-1])
    return re.sub(r"\s", " ", told[-1])


def raising(number: int, name: str):
    """A function of the system that refuses every path with this in it, and does the rest."""

    def wrap(real):
        def call(path, *rest, **named):
            if isinstance(path, str | bytes | os.PathLike) and name in os.fsdecode(path):
                raise OSError(number, os.strerror(number), os.fsdecode(path))
            return real(path, *rest, **named)

        return call

    return wrap


WORDS = {
    errno.ENOSPC: "le disque est plein ; libérez de la place",
    errno.EDQUOT: "libérez de la place",
    errno.EACCES: "l’accès est refusé ; vérifiez",
    errno.EROFS: "le disque est en lecture seule ; choisissez",
    errno.EIO: "le disque répond mal",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ENOTSUP: "le système refuse",
}


def test_whatever_the_system_refuses_is_one_sentence(root, capsys, monkeypatch):
    """A write into the fresh site, a record, a text of ours, a template: refused in its place, told with its path (simulated)."""
    places = [(number, "projet/poles/") for number in WORDS] + [(errno.ENOSPC, where) for where in ("site.neuf-", "content/pages", "templates", "site_config.yaml")]
    real = open
    for number, where in places:
        monkeypatch.setattr("builtins.open", raising(number, where)(real))
        monkeypatch.setattr(Path, "open", open)
        told = refused(root, capsys)
        assert WORDS[number] in told
        assert where.removeprefix("projet/").rstrip("/-") in told


def test_a_disk_that_is_full_half_way_leaves_the_old_site(root, capsys):
    """No file may have more than two hundred bytes (real: RLIMIT_FSIZE); what is remembered is not spoilt either."""
    with small_files():
        told = refused(root, capsys)
    # A file of the fresh site, or what is put aside for later, in a file without a name: of that one, its folder is told, and nothing below it.
    assert re.search(rf"(\.site\.neuf-\S+|{re.escape(tempfile.gettempdir())}\W*) : le fichier dépasse la taille que le système permet", told)
    assert main(["build"], root) == 0


def test_a_record_is_not_lost_for_want_of_room(root, capsys):
    """`fmt` keeps what it cannot write again, and `new` leaves no beginning of a record, which would be one that exists."""
    record = root / "poles" / "essai-corse.md"
    record.write_bytes(record.read_bytes().replace(b"nom: ", b"nom:    "))
    before = files(root / "poles")
    with small_files():
        assert "essai-corse.md" in refused(root, capsys, "fmt", str(record))
        assert "nouveau.md" in refused(root, capsys, "new", "Nouveau", "--commune", "35236")
    assert files(root / "poles") == before
    assert main(["fmt", str(record)], root) == 0
    assert main(["new", "Nouveau", "--commune", "35236"], root) == 0


ALONE = ("unshare", "--user", "--map-root-user", "--mount")
CODE = "import sys; from pathlib import Path; from atlas.cli.main import main; sys.exit(main(sys.argv[2:], Path(sys.argv[1])))"


@pytest.mark.skipif(not shutil.which("unshare") or subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode, reason="disks of one’s own are not allowed here")
def test_a_disk_that_is_really_full_or_read_only_is_told(root, tmp_path):
    """A disk of one megabyte, then one that nothing can be written to (real: mounted for this test)."""
    disk = tmp_path / "disque"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size=1m tmpfs "$2"; one() { "$0" -c "$3" "$1" build --output "$2/site"; echo "code $?" >&2; ls -A "$2" >&2; };'
        ' one "$@"; mount -o remount,ro "$2"; one "$@"'
    )
    done = subprocess.run([*ALONE, "sh", "-c", script, sys.executable, str(root), str(disk), CODE], cwd=PROJECT, capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if "avertissement" not in line]
    assert [line for line in told if line.startswith("code")] == ["code 1", "code 2"]
    assert re.search(r"disque/\.site\.neuf-\d+/\S+ : le disque est plein ; libérez de la place, puis recommencez\.", told[0]), told
    assert "le disque est en lecture seule" in told[-2]
    assert len(told) == 4, told  # no traceback, and nothing left on the disk


def test_few_file_handles_are_told(root, capsys):
    """When no file can be opened any more (real: RLIMIT_NOFILE)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.ExitStack() as taken:
        held = [taken.enter_context(open(os.devnull)) for _ in range(3)]  # noqa: PTH123
        resource.setrlimit(resource.RLIMIT_NOFILE, (held[-1].fileno() + 1, hard))
        try:
            assert main(["check"], root) == 1
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert "trop de fichiers sont ouverts à la fois" in capsys.readouterr().err


def test_little_memory_is_told(root, capsys, monkeypatch):
    """Memory that is refused (simulated), and a second process that dies of it."""
    for error, said in ((MemoryError(), "La mémoire manque : fermez"), (workers.WorkerError("Un processus s’est arrêté."), "s’est arrêté")):

        def lack(*_: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr("atlas.site.house.remembered", lack)
        assert said in refused(root, capsys)


def test_what_is_not_there_is_told(root, capsys):
    """No `poles/`, a record that is a pipe, a text of ours in a loop of links (all real): told, and nothing waits."""
    away, poles = root / "ailleurs", root / "poles"
    poles.rename(away)
    assert "poles : ce fichier ou ce dossier manque" in refused(root, capsys)
    away.rename(poles)
    os.mkfifo(root / "boucle.md")
    assert "boucle.md" in refused(root, capsys, "check", str(root / "boucle.md"), code=2)
    config = root / "site_config.yaml"
    config.unlink()
    config.symlink_to(config)
    assert "site_config.yaml : ses liens tournent en rond" in refused(root, capsys)
    config.unlink()
    assert "site_config.yaml : ce fichier ou ce dossier manque" in refused(root, capsys)
    assert "site_config.yaml:1:1: erreur [contenu] le fichier manque" in refused(root, capsys, "check")
    os.mkfifo(config)
    for command in ("build", "check"):
        assert "site_config.yaml : ce n’est pas un fichier ordinaire" in refused(root, capsys, command)
    for read in (derived.rows, derived.tree):
        with pytest.raises(OSError, match="site_config") as found:
            read(config)
        assert "ce n’est pas un fichier ordinaire" in refusals.words(found.value)


@pytest.mark.parametrize("path", ["templates/pole.html", "assets/coque/page.css"])
def test_what_pages_are_made_with_is_missed_when_it_goes(root, capsys, path):
    """A template or a style that a template names: a site without it would be built of dead addresses."""
    folder = root / path.partition("/")[0]
    folder.unlink()  # a link to ours
    shutil.copytree(PROJECT / folder.name, folder)
    (root / path).unlink()
    told = refused(root, capsys)
    assert told.startswith(path), told
    assert f"« git restore {path} »" in told


def test_nothing_is_built_into_what_is_read(root, capsys):
    """An output inside what a build reads would be read by the next one: refused, by its real path too."""
    for place in ("content", "content/pages/x", "poles/x", "assets/site", "templates/site", ".cache/site"):
        told = refused(root, capsys, "build", "--output", str(root / place), code=2)
        assert f"est dans « {place.split('/')[0]} », que la construction lit" in told


def test_an_output_that_cannot_be_exchanged_is_refused(root, capsys, monkeypatch):
    """A loop of links (real), a file, a disk that is mounted there (real: /proc; then simulated)."""
    loop = root / "boucle"
    loop.unlink(missing_ok=True)
    loop.symlink_to(loop)
    assert "tournent en rond" in refused(root, capsys, "build", "--output", str(loop), code=2)
    loop.unlink()
    monkeypatch.setattr(Path, "is_mount", lambda _: True)
    assert "Un disque est monté" in refused(root, capsys, "build", "--output", str(root / "ailleurs"), code=2)


def test_a_site_that_another_build_swept_away_is_not_published(root, capsys, monkeypatch):
    """What was being made is removed half-way, by who could not see that we live: the old site stays whole, and it is told."""
    publish = publication.Publication.publish

    def swept(output: publication.Publication, put: Mapping[str, Stamp]) -> None:
        shutil.rmtree(output.fresh)
        output.write("robots.txt", b"")
        publish(output, put)

    monkeypatch.setattr(publication.Publication, "publish", swept)
    assert "a été effacé pendant la construction" in refused(root, capsys, code=2)


def test_when_the_exchange_fails_the_old_site_comes_back(root, capsys, monkeypatch):
    """Where two folders cannot change names in one step, and the second name is refused (simulated)."""
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if ".neuf-" in path.name and not path.name.endswith(".ancien"):
            raise OSError(errno.EBUSY, "", str(path), None, str(target))
        return rename(path, target)

    monkeypatch.setattr(publication, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    assert "cet endroit est occupé" in refused(root, capsys)


def test_a_port_that_cannot_be_had_is_told(root, capsys):
    """A port out of range is refused at once; a busy one (real) with another to try."""
    for wrong in ("65536", "-1", "1e3", "٣"):
        with pytest.raises(SystemExit) as left:
            main(["serve", f"--port={wrong}"], root)
        assert left.value.code == 2
        assert re.search(rf"--port : lu « {wrong} », attendu un nombre entier de 0 à 65535", capsys.readouterr().err)

    class Still:
        def build(self, _changed: object = ()) -> int:
            return 0

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve.serve(root, port, Still()) == 2
    assert f"Port {port} : Un autre programme s’en sert : essayez « --port 0 »." in re.sub(r"\s", " ", capsys.readouterr().out)


def test_a_record_is_measured_before_it_is_read(root, capsys):
    """Of a file of a terabyte (real, and empty on the disk), no more is read than tells that it is too big."""
    huge = root / "poles" / "enorme.md"
    huge.touch()
    os.truncate(huge, 2**40)
    try:
        for arguments in (["check"], ["check", str(huge)]):
            assert main(arguments, root) == 1
            assert "poles/enorme.md:1:1: erreur [fichier-trop-gros] lu plus de 200 ko" in capsys.readouterr().out
        assert main(["fmt", "--check", str(huge)], root) == 1
    finally:
        huge.unlink()


def test_signs_that_turn_a_text_round_are_shown_by_their_name(root, capsys):
    """In the name of a file or in a value, the terminal never receives them."""
    whole = (root / "poles" / "essai-corse.md").read_bytes()
    records = [root / "poles" / name for name in ("a\u202eb.md", "b\x1b[31m.md", "c\npoles/d.md:1:1.md".replace("/", ":"), os.fsdecode(b"\xff\xfe.md"))]
    for record in records:
        record.write_bytes(whole)  # so that each is named in what is said of the others
    try:
        for form in ("text", "github"):
            assert main(["check", "--format", form], root) == 1
    finally:
        for record in records:
            record.unlink()
    assert main(["check", str(root / "c\u2066\x1b[31m.md")], root) == 2
    told = "".join(capsys.readouterr())
    assert "a‹U+202E›b.md" in told
    assert "c‹U+2066›�[31m.md" in told
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x1b\ud800-\udfff]|^poles:d", told, re.MULTILINE)
    assert refusals.shown("a\u200fb") == "a‹U+200F›b"
