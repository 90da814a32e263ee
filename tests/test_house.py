"""The walls: one door to each library, one room that writes, rooms of a size to live in."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.sites import PROJECT

MODULES = sorted((PROJECT / "atlas").rglob("*.py"))
# From the top floor down: a folder imports only what stands below it.
FLOORS = (
    "cli", "site", "documentation", "pages", "exports", "client", "survey", "model", "pictures", "tables", "check", "content", "geo", "french", "record",
    "problems", "machine", "urls",
)  # fmt: skip
# What the data themselves call so, looked at from two floors.
SHARED_WORDS = {"autodiagnostic", "pole", "charter", "places", "referentiel", "territories", "communes", "epci", "regions"}
DOORS = {
    "folium": {"carte.py"},
    "mkdocs": {"coat.py"},
    "yaml": {"yaml_text.py"},
    "markdown": {"markdown_html.py"},
    "nh3": {"markdown_html.py"},
    "openpyxl": {"workbook.py"},
    "xlsxwriter": {"xlsx_poles.py"},
    "segno": {"qr.py"},
}

CALLED_BY_LIBRARIES = {
    "guess_type", "log_message", "handleMatch", "find_class", "filter_stream", "_output_child_pre", "_output_child_post", "load_bytecode",
    "dump_bytecode", "reducer_override",
}  # fmt: skip


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library):
    """Only one module imports it."""
    found = {p.name for p in MODULES if re.search(rf"^\s*(import|from) {library}\b", p.read_text(encoding="utf-8"), re.MULTILINE)}
    assert found == DOORS[library]


def test_no_file_is_a_warehouse():
    """No module or script is over 300 lines."""
    assert [path for path in (*MODULES, PROJECT / "build.py", *(PROJECT / "assets").rglob("*.js")) if len(path.read_text(encoding="utf-8").splitlines()) > 300] == []


def test_each_module_says_what_it_answers():
    """Every module opens with a docstring."""
    assert [path for path in MODULES if not path.read_text(encoding="utf-8").lstrip("r").startswith('"""')] == []


def test_what_only_tests_call_lives_in_tests():
    """The name of every function and method is written a second time where the product is, unless a library calls it."""
    written = [*MODULES, PROJECT / "build.py", *(PROJECT / "templates").rglob("*.html"), *(PROJECT / "bench").glob("*.py"), *(PROJECT / "tools").rglob("*.py")]
    words = Counter(word for path in written for word in re.findall(r"\w+", path.read_text(encoding="utf-8")))
    defined = {
        node.name: path.relative_to(PROJECT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("__")
    }
    assert {name: path for name, path in defined.items() if words[name] < 2 and name not in CALLED_BY_LIBRARIES} == {}


def test_one_room_writes_files_and_one_the_cache():
    """Nobody else writes a file; `cli/main` writes the record `new` was asked for and those `fmt` tidies, `documentation` our own guide."""
    writes = re.compile(r"\.write_(text|bytes)\(|open\([^)]*[\"'][wxa]b?[\"']")
    found = {p.parent.name if p.name == "__init__.py" else p.stem for p in MODULES if writes.search(p.read_text(encoding="utf-8"))}
    assert found <= {"disk", "cache", "main", "documentation"}


@pytest.mark.parametrize("folder", ["pages", "exports", "model", "pictures", "french", "problems"])
def test_who_makes_values_reads_no_file(folder):
    """Pages, exports and what they are made of see values alone; grounds, kept and drawn, are read by their own two modules."""
    for path in (PROJECT / "atlas" / folder).rglob("*.py"):
        if path.name not in ("outlines.py", "plates.py"):
            assert not re.search(r"\.read_(text|bytes)\(|\bopen\(", path.read_text(encoding="utf-8")), path.name


def folder_of(module: str) -> str:
    """The folder of `atlas.folder.module`, or the module that lies in none."""
    return module.split(".")[1] if "." in module else ""


def imports(path: Path) -> set[str]:
    """The modules of the house that a file imports, wherever in the file it does."""
    found = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    named = {f"atlas.{name.name}" for node in found if node.module == "atlas" for name in node.names}
    return named | {node.module for node in found if node.module and node.module.startswith("atlas.")}


def test_every_folder_has_its_floor():
    """The list of floors is the list of folders."""
    there = {path.stem for path in (PROJECT / "atlas").iterdir() if not path.name.startswith("__")}
    assert there == set(FLOORS)


def test_no_folder_imports_one_above_it():
    """What is known flows up: a module sees its own folder and the floors below."""
    places = {path: path.relative_to(PROJECT / "atlas").parts[0].removesuffix(".py") for path in MODULES}
    above = {path: FLOORS[: FLOORS.index(here)] for path, here in places.items() if here != "__init__"}
    assert [(path, module) for path, floors in above.items() for module in imports(path) if folder_of(module) in floors] == []


def test_no_two_rooms_are_confused():
    """A file does not repeat its folder, and two files have one name only where both tell of one thing in the data's own word."""
    rooms = [path for path in MODULES if not path.name.startswith("__")]
    assert not [path for path in rooms if path.stem in (path.parent.name, path.parent.name.removesuffix("s"))]
    names = Counter(path.stem for path in rooms)
    assert {name for name, count in names.items() if count > 1} <= SHARED_WORDS


def test_templates_know_only_our_base():
    """Every page extends `base.html`, a text or a place through `lecture.html` or `territoire.html`, or the frame of what others show; only the shell names the theme's pieces."""
    for path in (*(PROJECT / "templates").glob("*.html"), *(PROJECT / "templates/embed").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        bases = ("embed/cadre.html",) if path.parent.name == "embed" else ("base.html", "lecture.html", "territoire.html")
        if path.name not in ("macros.html", "cadre.html"):
            assert text.startswith(tuple(f'{{% extends "{base}" %}}' for base in bases)), path.name
        assert "partials/" not in text
        assert ".icons/" not in text


def test_nothing_is_said_to_be_safe_in_templates_but_our_own_marks():
    """No template marks a value of a record as safe."""
    for path in (PROJECT / "templates").rglob("*.html"):
        for found in re.findall(r"\{\{[^}]*\|\s*safe[^}]*\}\}", path.read_text(encoding="utf-8")):
            assert re.match(r"\{\{ ' class=\"ici\"' \| safe if", found), (path.name, found)


@pytest.mark.skipif(not (PROJECT / ".git").exists(), reason="copie sans historique")
def test_nothing_that_a_build_makes_is_kept_by_git():
    """Neither the site, nor what is remembered, nor what tools leave, and a new file of theirs is ignored."""
    made = ("site", "build", ".cache", "photos")
    kept, ignored = (
        subprocess.run(["git", *asked], cwd=PROJECT, check=True, capture_output=True, text=True).stdout  # noqa: S607 - this machine's Git
        for asked in (("ls-files", "--", *made), ("check-ignore", *(f"{folder}/essai" for folder in made)))
    )
    assert (kept, ignored.split()) == ("", [f"{folder}/essai" for folder in made])
