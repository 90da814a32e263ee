"""A build that remembers gives what a build that remembers nothing gives, byte for byte, whatever changed and whatever became of its memory."""

from __future__ import annotations

import gc
import os
import pickle
import re
import shutil
from collections import OrderedDict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, meta

from atlas.cli.main import main
from atlas.content import library
from atlas.content.yaml_file import ContentError
from atlas.french.folding import fold
from atlas.machine import publication, seen
from atlas.machine.cache import Cache, NoMemory, key_of
from atlas.machine.memory import Action, Memory, Notes
from atlas.site import build as order
from atlas.site import inputs, records, unchanged
from atlas.site.inputs import Inputs
from tests.atlases import real_atlas
from tests.repetitions import COMPLETE, times
from tests.sites import PROJECT, TODAY, build, copied, files, git, once, own, rewritten

CORSICA, REGIONS = "poles/essai-corse.md", "poles/essai-deux-regions.md"


def detached(root: Path) -> None:
    """Give a project places of its own."""
    (root / "content/geo").unlink()
    shutil.copytree(PROJECT / "content/geo", root / "content/geo")


@pytest.fixture(autouse=True)
def _old_enough(monkeypatch):
    """What was just written is believed to stay as it stands, as what was written long ago is: no test waits for two seconds."""
    monkeypatch.setattr(seen, "_SETTLED", -(10**12))


@pytest.fixture
def built(first, tmp_path) -> Path:
    """A copy of it, with the files of the site as they were left."""
    return copied(first, tmp_path)


def fresh(root: Path, base_url: str = "") -> dict[str, bytes]:
    """The site that a build with no memory makes."""
    target = root.parent / "neuf"
    shutil.rmtree(target, ignore_errors=True)
    build(root, target, base_url, remember=False)
    return files(target)


@pytest.fixture(scope="session")
def changed(first, tmp_path_factory) -> dict[str, bytes]:
    """The site that a build with no memory makes of it, the first words of a record changed."""

    def make(folder: Path) -> None:
        CHANGES["the first words of a record"](copied(first, folder))
        fresh(folder / "projet")

    return files(once(tmp_path_factory, "memoire-changee", make) / "neuf")


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Change one thing of a file."""

    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        rewritten(root / path, text.replace(old, new, 1))

    return change


def appended(path: str, text: str) -> Callable[[Path], None]:
    """Add something at the end of a file."""

    def change(root: Path) -> None:
        rewritten(root / path, (root / path).read_bytes() + text.encode())

    return change


def renamed(root: Path) -> None:
    """Give a record another address, which keeps the one before."""
    text = (root / CORSICA).read_text(encoding="utf-8")
    (root / CORSICA).unlink()
    (root / "poles/essai-corse-du-sud.md").write_text(text.replace("\nstatut:", "\nanciennes_adresses: [essai-corse]\nstatut:", 1), encoding="utf-8")


def moved(root: Path) -> None:
    """Put a commune elsewhere."""
    detached(root)
    replaced("content/geo/communes.csv", "47.6509", "47.6609")(root)


def joined(root: Path) -> None:
    """Add a record that says everything, and that another one took over."""
    text = (PROJECT / "tests/valid/complet.md").read_text(encoding="utf-8")
    text = text.replace("heritier: eco-domaine-bouquetot", "heritier: essai-deux-regions").replace("732829320", "552081317")
    (root / "poles/pole-exemple.md").write_text(text, encoding="utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "the text of a record": appended(CORSICA, "\nUne phrase de plus, sur un télescope.\n"),
    "the first words of a record": replaced(REGIONS, "sans avoir existé", "sans jamais avoir été"),
    "the name of a record": replaced("poles/essai-guadeloupe.md", "nom: ", "nom: Grand "),
    "the seat of a record": replaced(REGIONS, 'commune: Lachapelle-aux-Pots\ncode_insee: "60333"', 'commune: Beauvais\ncode_insee: "60057"'),
    "the territory of a record": replaced(REGIONS, 'departements: ["60", "76"]', 'departements: ["60", "80"]'),
    "the sources of a record": replaced(CORSICA, "titre: ", "titre: Nouveau "),
    "a record renamed": renamed,
    "a record gone": lambda root: (root / "poles/essai-saint-pierre.md").unlink(),
    "a record more, whose heir another is": joined,
    "a vocabulary": replaced("content/vocabulaires.yaml", "label: ", "label: Autre "),
    "a pictogram": replaced("content/vocabulaires.yaml", "home-variant-outline", "wind-turbine"),
    "a page text": appended("content/pages/comprendre.md", "\nUne phrase de plus.\n"),
    "the audit": replaced("content/rgaa.yaml", "\ndate: ", "\ndate: 2026-11-01  # "),
    "the glossary": replaced("content/glossaire.yaml", "definition: ", "definition: Voici. "),
    "a sought pole": replaced("content/cherches.yaml", "nom: ", "nom: Grand "),
    "synonyms": appended("content/synonymes.yaml", "  - [télescope, lunette]\n"),
    "a template": appended("templates/epci.html", "\n{# rien #}\n"),
    "a template that shows": replaced("templates/pole.html", "<h1", "<h1 data-essai"),
    "a macro": replaced("templates/macros.html", "<a class=\"secteur", "<a data-essai class=\"secteur"),
    "the shell": replaced("templates/coque/coque.html", "<main", "<main data-essai"),
    "a style": appended("assets/etat.css", "\n.essai { color: red; }\n"),
    "a script": appended("assets/explorer/page.js", "\nconst essai = 1;\n"),
    "a script named in a list": appended("assets/carte/page.js", "\nconst essai = 1;\n"),
    "the letters of cards": appended("content/cards/lettres.json", " "),
    "a plate": replaced("content/plates/35.svg", "<svg ", "<svg data-essai=\"1\" "),
    "a place": moved,
    "a file of the gazetteer, not its index": appended("content/gazetteer/c-0.json", " "),
    "the configuration": replaced("site_config.yaml", "titre: ", "titre: Autre "),
}  # fmt: skip


def test_every_file_of_ours_is_a_part_that_something_is_made_of():
    """A file that no part names could change, and what is made of it stay: the declaration did, when the audit moved on."""
    named = [path for paths in inputs.PARTS.values() for path in paths]
    parts = tuple(path for path in named if path.endswith("/"))
    assert [path for path in Inputs(PROJECT).files if path not in named and not path.startswith((*parts, "templates/"))] == []


@pytest.mark.parametrize("name", ["accueil.html", "poles.html", "pres-de-chez-moi.html", "editeur.html", "embed/carte.html"])
def test_a_page_that_names_its_scripts_in_a_list_is_made_again_when_one_changes(name):
    """No text of a template names the scripts of the map: which they are is told by a list."""
    known = set()
    for version in ("1", "2"):
        read = Inputs(PROJECT)
        read.dressed("", {"assets/carte/page.js": version})
        known.add(read.digest(f"template {name}"))
    assert len(known) == 2


# By how much is made again of each: what one leaves stale, the others of its group do not make by chance. Each is alone where everything is tried.
STARTS = list(range(len(CHANGES))) if COMPLETE else [list(CHANGES).index(name) for name in ("the text of a record", "a template", "the configuration")]


@pytest.mark.parametrize("names", [list(CHANGES)[start:end] for start, end in pairwise((*STARTS, len(CHANGES)))], ids=lambda names: names[0])
def test_each_kind_of_change_gives_what_a_fresh_build_gives(built, names):
    """The changes of one kind, then a build: what was written is what differs, and the site is that of a fresh build."""
    target, address = built.parent / "site", "https://ailleurs.example/x/" if "the configuration" in names else ""
    before = files(target)
    for name in names:
        CHANGES[name](built)
    tally = build(built, target, address)
    now = files(target)
    assert tally.written == sum(before.get(path) != content for path, content in now.items())
    assert now == fresh(built, address)


def test_a_story_makes_its_page_again_and_no_list(built, monkeypatch):
    """A sentence more at the end of a story: of all that is made of poles, only what shows that story is made, and what weighs it."""
    made = []
    note = Memory.note
    monkeypatch.setattr(Memory, "note", lambda self, done: made.extend(one.name for one in done) or note(self, done))
    CHANGES["the text of a record"](built)
    build(built, built.parent / "site")
    made = [name for name in made if name != "lexique" and not name.startswith("mots ")]
    assert sorted(made) == ["document poles/essai-corse/", "donnees catalogue", "donnees json", "index", "page donnees", "pole essai-corse"]


def test_a_text_of_ours_that_breaks_stops_a_build_that_remembers(built):
    """Each is read only where something is made of it again: whichever breaks, that is told and the site stays."""
    site = files(built.parent / "site")
    for name in library.NAMES:
        path = built / next(path for path in inputs.PARTS[name] if "bibliographie" not in path)
        path = next(path.glob("*.*")) if path.is_dir() else path
        whole = path.read_bytes()
        rewritten(path, whole + b"\xff")
        with pytest.raises(ContentError, match=path.name):
            build(built, built.parent / "site")
        rewritten(path, whole)
    assert files(built.parent / "site") == site


def test_nothing_changed_is_seen_without_building(built):
    """The same records, texts and code, the site as it was left: there is nothing to do; one file touched on either side, and there is."""
    target = built.parent / "site"
    before = files(target)
    assert unchanged.same(Inputs(built), target, TODAY)
    assert not unchanged.same(Inputs(built, "https://ailleurs.example/"), target, TODAY)
    page = target / "poles/index.html"
    content = page.read_bytes() + b" "
    rewritten(page, content)
    assert not unchanged.same(Inputs(built), target, TODAY)
    build(built, target)
    assert files(target) == before
    (target / "de-trop.html").write_text("de trop", encoding="utf-8")
    assert not unchanged.same(Inputs(built), target, TODAY)
    build(built, target)
    assert unchanged.same(Inputs(built), target, TODAY)
    (built / "templates/essai.html").write_text("", encoding="utf-8")
    assert not unchanged.same(Inputs(built), target, TODAY)


def test_a_withdrawn_record_is_in_no_memory(built):
    """Nor is its name: what was remembered of it goes with it."""
    path = built / "poles/essai-saint-pierre.md"
    name = next(line for line in path.read_bytes().splitlines() if line.startswith(b"nom: ")).removeprefix(b"nom: ").strip(b"\"'")
    assert any(name in piece.read_bytes() for piece in _pieces(built))
    CHANGES["a record gone"](built)
    build(built, built.parent / "site")
    assert not [piece.name for piece in _pieces(built) if name in piece.read_bytes()]


SPOILS: dict[str, Callable[[Path, bytes], None]] = {
    "cut": lambda path, content: rewritten(path, content[: len(content) // 2]),
    "emptied": lambda path, _: rewritten(path, b""),
    "one byte off": lambda path, content: rewritten(path, content[:-9] + bytes([content[-9] ^ 1]) + content[-8:]) if len(content) > 9 else None,
    "a folder in its place": lambda path, _: (path.unlink(), path.mkdir())[1],
    "a pipe in its place": lambda path, _: (path.unlink(), os.mkfifo(path))[1],
}


def _pieces(root: Path) -> list[Path]:
    return sorted(path for path in (root / ".cache").rglob("*") if path.is_file())


@pytest.mark.parametrize("turn", range(times(len(SPOILS), 1)))
def test_a_spoilt_memory_is_no_memory(built, changed, turn):
    """Every file of it cut, emptied, off by a byte or replaced, each in its way: the site is that of a fresh build, after a change too."""
    for rank, path in enumerate(_pieces(built), turn):
        list(SPOILS.values())[rank % len(SPOILS)](path, path.read_bytes())
    CHANGES["the first words of a record"](built)
    build(built, built.parent / "site")
    assert files(built.parent / "site") == changed


def test_pieces_that_change_places_are_none(built, changed):
    """Each file of the memory under the name of the next: the site is that of a fresh build."""
    pieces = _pieces(built)
    contents = [path.read_bytes() for path in pieces]
    for path, content in zip(pieces, [*contents[1:], contents[0]], strict=True):
        rewritten(path, content)
    CHANGES["the first words of a record"](built)
    build(built, built.parent / "site")
    assert files(built.parent / "site") == changed


def test_an_aged_piece_is_none(built):
    """Any one file of the memory as it was two builds ago, or every other one: the site stays what it is."""
    target = built.parent / "site"
    old = {path: path.read_bytes() for path in _pieces(built)}
    for name in ("the text of a record", "the name of a record"):
        CHANGES[name](built)
        build(built, target)
    wanted = files(target)
    now = {path: path.read_bytes() for path in _pieces(built)}
    aged = [path for path, content in old.items() if now.get(path, content) != content]
    assert len(aged) > 10
    for paths in [[path] for path in aged] if COMPLETE else (aged[::2], aged[1::2]):
        for path in paths:
            rewritten(path, old[path])
        build(built, target)
        assert files(target) == wanted, paths


@pytest.mark.parametrize("spoilt", ["marker", "folder"])
def test_a_site_with_another_marker_or_an_empty_folder_is_built_again(first, built, spoilt):
    """Neither is a file that a build put, and both would be published for ever."""
    target = built.parent / "site"
    if spoilt == "marker":
        rewritten(target / ".atlas-ptce", "un autre")
    else:
        (target / "de/trop").mkdir(parents=True)
    assert not unchanged.same(Inputs(built), target, TODAY)
    build(built, target)
    assert files(target) == files(first / "site")
    assert not (target / "de").exists()


def test_a_memory_without_its_site_is_none(first, built):
    """The site gone, or another in its place: everything is put again, and who looks on has no other pages to see before the end."""
    target, seen = built.parent / "site", list[None]()
    shutil.rmtree(target)
    assert order.build(Inputs(built), target, TODAY, on_pages=lambda: seen.append(None)).tally
    assert files(target) == files(first / "site")
    assert not seen


@pytest.mark.parametrize("number", range(times(4, 1)))
@settings(max_examples=times(2, 1), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=4, unique=True))
def test_any_sequence_of_changes_gives_what_a_fresh_build_gives(first, tmp_path_factory, number, names):
    """Several changes, a build after each: the last site is the one of a fresh build."""
    folder = tmp_path_factory.mktemp(f"suite{number}")
    copied(first, folder)
    for name in names:
        try:
            CHANGES[name](folder / "projet")
        except (AssertionError, FileNotFoundError):
            continue  # what an earlier change took away
        build(folder / "projet", folder / "site")
    assert files(folder / "site") == fresh(folder / "projet"), names


def test_code_versions_and_pictograms_are_inputs(tmp_path, monkeypatch):
    """A line of our code, a version of what is installed, a pictogram of the theme: each changes the digest that everything stands on."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code/a.py").write_text("1", encoding="utf-8")
    monkeypatch.setattr(inputs, "CODE", tmp_path / "code")
    monkeypatch.syspath_prepend(str(tmp_path / "bibliotheques"))
    (tmp_path / "bibliotheques").mkdir()
    seen = [Inputs(PROJECT).code]
    (tmp_path / "code/a.py").write_text("2", encoding="utf-8")
    seen.append(Inputs(PROJECT).code)
    (tmp_path / "bibliotheques/essai-1.0.dist-info").mkdir()
    seen.append(Inputs(PROJECT).code)
    monkeypatch.setattr(inputs, "_pictograms", lambda names: [b"another", *names])
    seen.append(Inputs(PROJECT).code)
    assert len(set(seen)) == len(seen)
    assert Inputs(PROJECT).code == seen[-1]


def test_the_templates_that_one_calls_for_are_those_that_jinja_finds():
    """What a template extends, includes or imports, to the end: our quick look finds what the engine's own does."""
    ours = Inputs(PROJECT)
    ours.dressed("", {})
    folder = PROJECT / "templates"
    for path in folder.glob("*.html"):
        wanted, found = [path.name], set()
        while wanted:
            name = wanted.pop()
            if name not in found:
                found.add(name)
                there = folder / name
                text = there.read_text(encoding="utf-8") if there.is_file() else ""
                wanted += filter(None, meta.find_referenced_templates(Environment(autoescape=True).parse(text)))
        assert set(ours.closure(path.name)) >= found


def test_what_is_read_while_it_changes_is_not_remembered(tmp_path):
    """A file that is written during a build: what was made of it has no digest to stand on."""
    root = own(tmp_path / "projet")
    read = Inputs(root)
    assert read.files
    assert read.settled()
    appended("templates/pole.html", "\n")(root)
    assert not read.settled()


def test_a_file_that_nobody_touched_is_not_read_again(tmp_path, monkeypatch):
    """One that was changed is, even where its size and its date are as before; so is one that had just been changed, whose next change may bear the same date."""
    root = own(tmp_path / "projet")
    read: list[str] = []
    monkeypatch.setattr(inputs, "plain_file", read.append)  # asked of each file before it is read

    def whole() -> str:
        read.clear()
        ours = Inputs(root)
        told = ours.whole()
        ours.seen.save()
        return told

    first = whole()
    assert len(read) > 100
    assert whole() == first
    assert read == []
    record = root / CORSICA
    was, text = record.stat(), record.read_bytes()
    record.write_bytes(text.replace(b"lettre", b"lettrE"))
    os.utime(record, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert whole() != first
    assert read == [str(record)]
    monkeypatch.setattr(seen, "_SETTLED", 2 * 10**9)
    record.write_bytes(text)
    assert whole() == whole() == first
    assert read == [str(record)]
    os.utime(record, ns=(was.st_atime_ns, was.st_mtime_ns))  # whatever date it bears
    assert whole() == whole() == first
    assert read == [str(record)]


def test_a_record_is_checked_among_others_that_are_not_read_again(first, tmp_path, monkeypatch, capsys):
    """Whoever writes one waits for that one alone, however many there are; that another already has its name is still seen."""
    monkeypatch.setattr(seen, "_SETTLED", -(10**12))
    root = copied(first, tmp_path)
    for path in (path for folder in ("poles", "content", "templates", "assets") for path in (root / folder).rglob("*") if path.is_file()):
        rewritten(path, path.read_bytes())  # of one's own: a file to which another test gives one more name is read again
    build(root, tmp_path / "site")
    record, other = root / CORSICA, "poles/essai-guadeloupe.md"
    name = re.search(r"^nom: .*$", (root / other).read_text(encoding="utf-8"), re.MULTILINE)[0]
    read: list[str] = []
    monkeypatch.setattr(inputs, "plain_file", read.append)  # asked of each file before it is read
    assert main(["check", str(record)], root) == 0
    assert read == []
    rewritten(record, re.sub(r"^nom: .*$", name, record.read_text(encoding="utf-8"), flags=re.MULTILINE))
    main(["check", str(record)], root)
    assert other in capsys.readouterr().out
    assert [path for path in read if "/poles/" in path] == []


def test_an_action_is_kept_by_what_it_found_out_too(tmp_path):
    """An input that an action only met while it worked: when its digest changes, the action is made again."""
    digests = {"gabarit": "1"}

    def once(made: list[str]) -> None:
        memory = Memory(Cache(tmp_path / "memoire"), "", lambda name: digests[name])
        output = publication.begin(tmp_path / "site", tmp_path / "projet")

        def make(notes: Notes) -> list[tuple[str, bytes]]:
            made.append("fait")
            notes.found.add("gabarit")
            return [("page.html", digests["gabarit"].encode())]

        action = Action("page", key_of("entrée"), make)
        if not memory.keep(action, output):
            memory.note([memory.make(action, output)])
        memory.save()
        output.publish(memory.files())

    made: list[str] = []
    once(made)
    once(made)
    assert made == ["fait"]
    digests["gabarit"] = "2"
    once(made)
    assert made == ["fait", "fait"]
    assert (tmp_path / "site/page.html").read_bytes() == b"2"


def test_an_action_that_would_look_elsewhere_is_made_again(tmp_path):
    """What it chose to look at last time is as it was, but today it would choose another: a pole came nearer than its neighbours."""
    made = []
    for near in ("cahors", "cahors", "figeac", "figeac"):
        memory = Memory(Cache(tmp_path / "memoire"), "", lambda _: "1")
        output = publication.begin(tmp_path / "site", tmp_path / "projet")

        def make(notes: Notes, near: str = near) -> list[tuple[str, bytes]]:
            made.append(near)
            notes.shown = near
            return [("page.html", near.encode())]

        action = Action("page", key_of("entrée"), make, near)
        if not memory.keep(action, output):
            memory.note([memory.make(action, output)])
        memory.save()
        output.publish(memory.files())
        assert (tmp_path / "site/page.html").read_text(encoding="utf-8") == near
    assert made == ["cahors", "figeac"]


def test_a_build_can_do_without_memory(tmp_path):
    """Nothing is found in no memory, and nothing stays in it."""
    memory = NoMemory(tmp_path)
    memory.keep("a", "1", "texte")
    memory.keep_value("b", "1", (1,))
    assert memory.found("a", "1") is None
    assert memory.value("b", "1") is None
    assert not list(tmp_path.iterdir())


def test_history_is_an_input(built):
    """A commit that changes no record file's bytes on disk: the news of the repository may be others, so a build is made."""
    target = built.parent / "site"
    commit = ("commit", "--quiet", "--allow-empty", "--message", "essai")
    git(built, "init", "--quiet")
    git(built, "add", "poles")
    git(built, *commit)
    unknown = "L’historique n’est pas disponible ici"
    assert unknown in (target / "quoi-de-neuf/index.html").read_text(encoding="utf-8")
    assert not unchanged.same(Inputs(built), target, TODAY)
    build(built, target)
    assert unknown not in (target / "quoi-de-neuf/index.html").read_text(encoding="utf-8")
    assert unchanged.same(Inputs(built), target, TODAY)
    git(built, *commit)
    assert not unchanged.same(Inputs(built), target, TODAY)


@pytest.mark.parametrize("asked", [fold, OrderedDict, Path("x"), len, records.Reader], ids=["ours", "a-class", "a-path", "built-in", "a-reader"])
def test_what_is_remembered_makes_nothing_but_our_own_values(asked):
    """A function, even ours, a class of others or one that holds no plain values is refused, whatever the bytes ask for."""
    with pytest.raises(pickle.UnpicklingError):
        records.unpacked(pickle.dumps(asked), {})


def test_a_pole_comes_back_as_it_was():
    """Each of the atlas, its places put back from the register of today; and nothing is left that only a search for cycles, which a build does without, would free."""
    atlas = real_atlas()
    reader = records.Reader(atlas.places)
    gc.collect()
    for pole in atlas.poles:
        again = reader.pole(records.examined(b"", 0, (), None, pole))
        assert {name: getattr(again, name) for name in records.NAMES} == {name: getattr(pole, name) for name in records.NAMES}
    del again
    assert gc.collect() == 0
