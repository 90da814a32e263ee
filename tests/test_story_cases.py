"""The table of stories: what each shows on its page, and that its summary is what the page shows."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import NamedTuple

import pytest
import yaml

from atlas.french.plain_story import plain, summary
from atlas.french.safe_html import story_renderer
from tests.sites import PROJECT

TABLE = PROJECT / "tests/recits.yaml"
NUMBERS = {"a": 1, "b": 2}
_BLOCK = re.compile(r"\s*(</?(?:p|h[2-6]|[uo]l|li|blockquote|hr|br)\b[^>]*>)\s*")


class Case(NamedTuple):
    """A story, and its HTML."""

    cas: str
    recit: str
    html: str


@cache
def cases() -> list[Case]:
    """The table."""
    return [Case(**case) for case in yaml.safe_load(TABLE.read_text(encoding="utf-8"))]


def bare(told: str) -> str:
    """HTML without what shows nothing: spaces around blocks, and those that typography chose."""
    return _BLOCK.sub(r"\1", re.sub("&nbsp;|[\u00a0\u202f]", " ", told)).replace("&gt;", ">").replace("&quot;", '"')


def test_the_page_shows_a_story_as_the_table_says():
    """Every row."""
    shown = {case.cas: bare(str(story_renderer()(case.recit, NUMBERS))) for case in cases()}
    assert shown == {case.cas: case.html for case in cases()}


def test_the_table_is_long_enough():
    """Sixty stories at least, no two alike, each under a name of its own."""
    assert len({case.recit for case in cases()}) == len({case.cas for case in cases()}) == len(cases()) >= 60


def test_no_sign_of_a_story_vanishes_from_its_text():
    """The search reads the words of the page, all of them, without notes."""
    shown = {case.cas: re.sub(r"<sup>.*?</sup>|\[\^c\]", "", case.html) for case in cases()}  # a note that no source has is told by `check`
    bare_words = {name: "".join(html.unescape(re.sub(r"<[^>]*>", "", told)).split()) for name, told in shown.items()}
    assert {case.cas: "".join(plain(case.recit).split()) for case in cases()} == bare_words


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("> 50 structures, C#, nom_de_domaine.fr, 2*3 salles", "> 50 structures, C#, nom_de_domaine.fr, 2*3 salles"),
        ("1982. Un comité.[^a]\n\nAprès.", "1982. Un comité."),
        ("## Titre\n\n---\n\nUn **pôle** `a_b` &amp; [un lien](https://exemple.fr).[^a]\n\nSuite.", "Un pôle a_b & un lien."),
        ("- 20 % d’emplois\n\nAprès.", "- 20\u202f% d’emplois"),
        ("- un\n- deux", "un deux"),
        ("> Un mot\n\nAprès.", "Un mot Après."),
        ("Voici <b>.", "Voici <b>."),
    ],
)
def test_a_summary_is_the_text_of_the_page(story, told):
    """Its signs, its entities, its typography; never a mark of Markdown."""
    assert summary(story) == told
