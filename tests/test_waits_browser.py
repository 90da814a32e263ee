"""On a slow line each wait costs half a second: what needs nothing of another is asked for at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

VALENCE = "26362"


@pytest.fixture
def root(static_server, real) -> str:
    return static_server(real, "/prefixe/")


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The files that pages ask for, below the prefix."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(urlsplit(request.url).path.removeprefix("/prefixe/")))
    return seen


def held(page: Page, pattern: str) -> list[Route]:
    """What matches waits until it is let go."""
    waiting: list[Route] = []
    page.route(pattern, lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    return waiting


@pytest.mark.parametrize(("question", "slips"), [("réparer près de Valence", False), ("bois à moins de 30 km d’Épinal", False), ("Renness", True)])
def test_a_question_near_a_place_is_searched_without_looking_for_slips_in_it(page, root, asked, question, slips):
    """It names no place, and its words leave the page at once; one word alone may be a name with a slip."""
    page.goto(root)
    field = page.get_by_label("Un lieu, un pôle, un mot")
    field.fill(question)
    field.press("Enter")
    if slips:
        page.locator("[role=option]", has_text="Ille-et-Vilaine").wait_for()
    else:
        page.wait_for_url("**/recherche/#q=*")
    assert slips == any(path.startswith("assets/lieux/f-") for path in asked)


def test_a_place_that_is_told_comes_before_the_pages(page, root, asked):
    """The way to the poles near Valence needs none of the pages that are found, and no words of its département."""
    pages = held(page, "**/recherche/index/pages/*")
    page.goto(f"{root}recherche/#q=réparer près de Valence")
    page.locator(f"[data-recherche-lieux] a[href*='tri=distance'][href*='{VALENCE}']").wait_for()
    assert not page.locator("[data-recherche-resultats] li").count()
    assert not [path for path in asked if path.startswith("recherche/index/mots/dep")]
    for route in pages:
        route.continue_()
    page.locator("[data-recherche-resultats] li").first.wait_for()


def test_the_explorer_reads_what_its_address_asks_while_its_list_comes(page, root, asked):
    """The commune one starts from, and the words typed."""
    lists = held(page, "**/poles/liste.json")
    with page.expect_request("**/assets/lieux/c-*"), page.expect_request("**/recherche/index/mots/re*"):
        page.goto(f"{root}poles/#tri=distance&de={VALENCE}&q=réparer", wait_until="commit")
    for route in lists:
        route.continue_()
    page.locator("main li .distance").first.wait_for()
    assert asked.count("poles/liste.json") == 1
