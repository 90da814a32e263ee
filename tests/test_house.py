"""The walls: one door to each library, one room that writes, rooms of a size to live in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites import PROJECT

MODULES = sorted((PROJECT / "atlas").rglob("*.py"))
DOORS = {
    "folium": {"carte.py"},
    "mkdocs": {"coat.py"},
    "yaml": {"yaml_text.py"},
    "pagefind_bin": {"search.py"},
    "markdown": {"markdown_html.py"},
    "nh3": {"markdown_html.py"},
}


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library):
    """Only one module imports it."""
    found = {p.name for p in MODULES if re.search(rf"^\s*(import|from) {library}\b", p.read_text(encoding="utf-8"), re.MULTILINE)}
    assert found == DOORS[library]


@pytest.mark.parametrize("path", [*MODULES, PROJECT / "build.py", *(PROJECT / "assets").rglob("*.js")], ids=lambda p: p.name)
def test_no_file_is_a_warehouse(path):
    """No module or script is over 300 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_each_module_says_what_it_answers(path):
    """Every module opens with a docstring."""
    assert path.read_text(encoding="utf-8").lstrip("r").startswith('"""')


def test_one_room_writes_the_site_and_one_the_cache():
    """Nobody else writes a file; `cli/main` writes the record `new` was asked for and those `fmt` tidies, `documentation` our own guide."""
    writes = re.compile(r"\.write_(text|bytes)\(|open\([^)]*[\"'][wxa]b?[\"']")
    found = {p.parent.name if p.name == "__init__.py" else p.stem for p in MODULES if writes.search(p.read_text(encoding="utf-8"))}
    assert found <= {"publication", "cache", "main", "documentation"}


def test_pages_and_exports_read_no_file():
    """Pages and exports see values alone; the texts of the house are read in one place."""
    for folder in ("pages", "exports"):
        for path in (PROJECT / "atlas" / folder).glob("*.py"):
            if path.name != "texts.py":
                assert not re.search(r"\.read_(text|bytes)\(|\bopen\(", path.read_text(encoding="utf-8")), path.name


def test_templates_know_only_our_base():
    """Every page extends `base.html`; only the shell names the theme's pieces."""
    for path in (PROJECT / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        if path.name != "macros.html":
            assert text.startswith('{% extends "base.html" %}'), path.name
        assert "partials/" not in text
        assert ".icons/" not in text


def test_nothing_is_said_to_be_safe_in_templates_but_our_own_marks():
    """No template marks a value of a record as safe."""
    for path in (PROJECT / "templates").rglob("*.html"):
        for found in re.findall(r"\{\{[^}]*\|\s*safe[^}]*\}\}", path.read_text(encoding="utf-8")):
            assert re.match(r"\{\{ ' class=\"ici\"' \| safe if", found), (path.name, found)
