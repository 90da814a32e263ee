"""Records that other tools wrote again: what the check says of each, and that following it makes the record right."""

from __future__ import annotations

import re
import tomllib

import pytest

from atlas.check import check_record
from atlas.check.communes import Asked, misread
from atlas.french.safe_html import story_renderer
from atlas.problems.report import Problem
from tests.checking import ROOT, context, fixture, problems_in, problems_of, told

RECORDS = sorted(path for path in (ROOT / "tests/outils").glob("*.md") if path.name != "README.md")
CHOSEN = "02004"  # where a number may be the code of two communes, the one that the person wrote


def followed(text: str, problem: Problem) -> str:
    """The record once somebody did as told, at the place told."""
    lines = text.split("\n")
    line, start = lines[problem.line - 1], problem.column - 1
    right = re.match(r'écrivez (?:\w+: )?"?(\[\^[\w-]+\]|[^",]+)', problem.fix)
    written = right[1] if right else CHOSEN
    wrong = re.compile(r"\\?\[\\?\^[\w-]+\\?\]|\"[^\"]*\"|'[^']*'|[^\s,\]}]+").match(line, start)
    assert wrong, (problem, line)
    quoted = written if written.startswith("[^") else f'"{written}"'
    lines[problem.line - 1] = line[:start] + quoted + line[wrong.end() :]
    return "\n".join(lines)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_the_check_says_what_a_tool_did(path):
    """Exactly the problems that stand beside the file: of what it changed without harm, nothing."""
    record = fixture(path)
    assert {told(p) for p in problems_of(*record.files)} == record.expected


@pytest.mark.parametrize("path", [path for path in RECORDS if path.stem != "typos"], ids=lambda path: path.stem)
def test_doing_as_told_makes_the_record_right(path):
    """Each advice, followed to the letter from the last to the first, and nothing is left to say.

    A name that a spell fixer changed is known to its author alone.
    """
    text = path.read_text(encoding="utf-8")
    for problem in reversed(problems_in(text)):
        text = followed(text, problem)
    assert problems_in(text) == []
    code = re.search(r'code_insee: "?(\d+)', text)
    assert code
    assert code[1] == "01004"


def test_a_code_read_as_a_number_is_given_back():
    """For every commune of the register whose code begins with a zero: without it, and read in octal."""
    places = context().places
    given = 0
    for code in places.rows:
        commune = places.commune(code)
        if not commune or not code.startswith("0"):
            continue
        for read in {str(int(code)), *([str(int(code, 8))] if set(code) <= set("01234567") else [])}:
            doubt = misread(places, Asked(commune.nom, read, places.departements[commune.departement]))
            assert doubt.blanks.get("valeur") == f'code_insee: "{code}"', (code, read)
            given += 1
    assert given > 4_000


def test_a_lost_narrow_space_changes_nothing():
    """U+202F made a plain space: the same values, the same checks; the site puts it back where French wants it."""
    text = (ROOT / "tests/outils/origine.md").read_text(encoding="utf-8")
    plain = text.replace("\u202f", " ")
    assert plain != text
    assert problems_in(plain) == []
    page = story_renderer()
    whole, lost = (check_record("poles/pole-exemple.md", t.encode(), context())[0] for t in (text, plain))
    assert whole
    assert lost
    assert whole.values == lost.values
    assert page(whole.record.story, {"site": 1, "rapport": 2}) == page(lost.record.story, {"site": 1, "rapport": 2})


def test_formatters_and_spell_fixers_keep_off_the_records():
    """Whoever has Prettier or `typos` run on saving changes no record: each reads the file that says so."""
    kept_off = (ROOT / ".prettierignore").read_text(encoding="utf-8").splitlines()
    assert {"poles/", "content/"} <= set(kept_off)
    assert tomllib.loads((ROOT / "_typos.toml").read_text(encoding="utf-8"))["files"]["extend-exclude"] == ["*"]
