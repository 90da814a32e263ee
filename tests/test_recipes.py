"""The three recipes of docs/architecture.md, followed as they are written on a copy of the project."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import MINIATURE, PROJECT, once

DOCUMENT = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
# « …after `anchor` in `path`: », « …at the end of `path`: », « …`path`: »; the words before a block say where it goes.
BLOCK = re.compile(r"(?P<words>[^\n]+)\n\n```\w*\n(?P<text>.*?)```", re.DOTALL)
AFTER = re.compile(r"[Aa]fter `(?P<anchor>[^`…]+)…?\)?`[^`]*(?:`[A-Z_]+` of )?`(?P<path>[\w/.]+)`")
PAGE = "La page des codes :"
# One process of the copy's own program: what it loads, it loads once.
TOLD = f"""
from pathlib import Path
from atlas.cli.main import main
from atlas.documentation.guide import codes_page
for asked in (["build"], ["check", "poles/pole-exemple.md"], ["new", "Pôle nouveau", "--commune", "Redon"]):
    assert main(asked, Path.cwd()) == 0, asked
print({PAGE!r}, codes_page())
"""
IMPORT = re.compile(r"\(and its import, from `(?P<module>[\w.]+)`\)")


def recipe(title: str) -> str:
    """The words of one recipe."""
    return DOCUMENT.split(f"### {title}\n", 1)[1].split("\n### ", 1)[0]


def follow(title: str, root: Path) -> None:
    """Do what a recipe says, block by block."""
    for block in BLOCK.finditer(recipe(title)):
        words, text = block["words"], block["text"]
        if found := AFTER.search(words):
            path = root / found["path"]
            before = path.read_text(encoding="utf-8")
            (line,) = (line for line in before.splitlines(keepends=True) if line.startswith(found["anchor"]) or found["anchor"] in line.lstrip())
            after = before.replace(line, line + text, 1)
            if imported := IMPORT.search(words):
                name = text.strip().strip(",").split(".")[0]
                after = after.replace("\n\nfrom atlas", f"\n\nfrom {imported['module']} import {name}\nfrom atlas", 1)
            path.write_text(after, encoding="utf-8")
        else:
            path = root / re.findall(r"`([\w/.-]+\.\w+)`", words)[0]
            kept = path.read_text(encoding="utf-8").rstrip() + "\n\n\n" if "at the end of" in words else ""
            path.write_text(kept + text, encoding="utf-8")


@pytest.fixture(scope="session")
def copy(miniature, tmp_path_factory) -> Path:
    """The project with the miniature's records and a code of its own, in which the recipes were followed; and its site."""

    def make(root: Path) -> None:
        for name in ("atlas", "poles", "tests/invalid"):
            source = MINIATURE / name if name == "poles" else PROJECT / name
            shutil.copytree(source, root / name)  # with what Python compiled: what a recipe changes is compiled again
        for name in ("content", "templates", "assets"):
            (root / name).symlink_to(PROJECT / name, target_is_directory=True)
        shutil.copy(MINIATURE / "site_config.yaml", root)
        shutil.copy(PROJECT / "build.py", root)
        if (compiled := miniature.parent / "projet/.cache/gabarits").is_dir():  # none is written that the process had already
            shutil.copytree(compiled, root / ".cache/gabarits")
        for title in ("Add a field", "Add a check", "Add an export"):
            follow(title, root)
        changed(root, "\nsources:\n", '\ncontact:\n  telephone_standard: "02 31 00 00 99"\nsources:\n')
        shutil.copy(root / "tests/invalid/nom_en-capitales.md", root / "poles/pole-exemple.md")
        done = subprocess.run([sys.executable, "-c", TOLD], cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        (root / "dit.txt").write_text(done.stdout, encoding="utf-8")

    return once(tmp_path_factory, "recettes", make)


def changed(root: Path, old: str, new: str, name: str = "essai-deux-regions") -> None:
    """Change a record of the copy."""
    path = root / f"poles/{name}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_field_reaches_every_place(copy):
    """An invented field, added by its recipe alone, is checked, promised, published, shown, asked for and explained."""
    site = copy / "site"
    pole = json.loads((site / "api/v1/poles/essai-deux-regions.json").read_text(encoding="utf-8"))["pole"]
    assert "31000099" in json.dumps(pole["contact"])
    header, *rows = (site / "api/v1/poles.csv").read_text(encoding="utf-8").splitlines()
    assert "standard" in header
    assert any("31000099" in row for row in rows)
    schema = json.loads((site / "api/v1/schema/pole.schema.json").read_text(encoding="utf-8"))
    assert "telephone_standard" in schema["properties"]["contact"]["properties"]
    assert "standard" in (site / "api/v1/schema/poles.tableschema.json").read_text(encoding="utf-8")
    page = (site / "poles/essai-deux-regions/index.html").read_text(encoding="utf-8")
    assert "Standard" in page
    assert "telephone_standard" in (site / "contribuer/editeur/index.html").read_text(encoding="utf-8")
    (new,) = (p for p in (copy / "poles").glob("*nouveau*.md"))
    assert "telephone_standard" in new.read_text(encoding="utf-8")


def test_a_check_reaches_every_place(copy):
    """An invented rule, added by its recipe alone, is told where it should be, and explained to people."""
    told = (copy / "dit.txt").read_text(encoding="utf-8")
    assert re.search(r"pole-exemple\.md:3:6: avertissement .*nom-en-capitales", told), told
    assert "nom-en-capitales" in (copy / "site/contribuer/editeur/phrases.json").read_text(encoding="utf-8")
    assert "Le nom est en capitales" in told.partition(PAGE)[2]


def test_an_export_reaches_every_place(copy):
    """An invented format, added by its recipe alone, is written, and the data page tells of it."""
    site = copy / "site"
    assert len((site / "api/v1/noms.txt").read_text(encoding="utf-8").splitlines()) == len(list(MINIATURE.glob("poles/*.md"))) + 1
    assert 'href="../api/v1/noms.txt"' in (site / "donnees/index.html").read_text(encoding="utf-8")
