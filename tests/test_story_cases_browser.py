"""The editor's preview shows a story as its page will: the whole table, and any text made of the signs of Markdown."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from atlas.french import markdown_html, safe_html
from tests import browser
from tests.repetitions import times
from tests.test_story_cases import NUMBERS, bare, cases

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
READ = """async ([stories, numbers]) => {
  const { lireRecit } = await import("/sources/editeur/recit/lire.js");
  const { creer } = await import("/sources/commun/elements.js");
  const note = (id) => (Object.hasOwn(numbers, id)
    ? creer("sup", {}, creer("a", { class: "renvoi", href: `#source-${numbers[id]}`, "aria-label": `source ${numbers[id]}` }, numbers[id]))
    : null);
  return stories.map((story) => creer("div", {}, ...lireRecit(story, { note })).innerHTML);
}"""
SIGNS = (
    "un pôle", "mot ", " ", "\n", "\n\n", "- ", "* ", "+ ", "1. ", "2. ", "3) ", "2014. ", "> ", "## ", "---", "* * *", "    ", "  ", "\t", "*", "**", "***", "_", "__",
    "`", "``", "\\", "[", "](", ")", "(", "https://exemple.fr/", "<https://exemple.fr>", "[a](https://exemple.fr/b)", "[^a]", "&amp;", "&", "20 %", "é", "«", "’", "\"", "'", "|", "=", "==", "!", "a", "b", "#", "# ",
)  # fmt: skip


@pytest.fixture
def preview(page: Page, miniature: Path, static_server) -> Page:
    browser.give_sources(page)
    page.goto(static_server(miniature, "/"))
    return page


def shown(preview: Page, stories: Sequence[str]) -> list[str]:
    return [bare(told) for told in preview.evaluate(READ, [stories, NUMBERS])]


def test_the_preview_shows_the_table(preview):
    """Every row, to the letter."""
    table = cases()
    found = shown(preview, [case.recit for case in table])
    assert [(case.cas, told) for case, told in zip(table, found, strict=True) if told != case.html] == []


def test_the_preview_and_the_page_read_alike(preview, monkeypatch):
    """Texts drawn from signs that mean something: one reading, in two languages; typography, which is the page's alone, set aside."""
    for module in (markdown_html, safe_html):
        monkeypatch.setattr(module, "as_set", lambda text: text)
    draw, render = random.Random(17), safe_html.story_renderer()  # noqa: S311
    stories = ["".join(draw.choices(SIGNS, k=draw.randint(1, 30))) for _ in range(times(4_000, 1_000))]
    pages = [bare(str(render(story, NUMBERS))) for story in stories]
    assert [(s, a, b) for s, a, b in zip(stories, pages, shown(preview, stories), strict=True) if a != b][:3] == []
