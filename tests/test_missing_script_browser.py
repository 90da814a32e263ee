"""A script that does not come, on a network that cuts: it is asked for again; else the page is as without JavaScript, and says so."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
MISSING = "Une partie de cette page n’a pas pu être chargée. Vérifiez la connexion, puis rechargez la page."


@pytest.fixture(autouse=True)
def only_the_script_failed(page, complaints):  # noqa: ARG001 - before the page’s own complaints are counted
    """What does not come is all that the console complains of."""
    yield
    assert [said for said in complaints if "page.js" not in said or not said.startswith("sans réponse")] == []
    complaints.clear()


def cut(page, script: str, times: int) -> None:
    """The first requests for a script fail."""
    left = [times]

    def answer(route):
        left[0] -= 1
        if left[0] >= 0:
            route.abort()
        else:
            route.continue_()

    page.route(f"**/{script}*", answer)


# A page, its script, what shows that this one came, and what is left without it.
PAGES = [
    ("", "accueil/page.js", "[data-carte-ouvrir]:not([hidden])", "Par département"),
    ("recherche/#q=laine", "recherche/page.js", "[data-recherche-resultats] a", "La recherche par mot demande JavaScript"),
    ("pres-de-chez-moi/?commune=12145", "pres/page.js", "[data-pres-phrase]:not(:empty)", "La réponse commune par commune demande JavaScript"),
    ("contribuer/editeur/", "editeur/page.js", "[data-editeur][data-pret]", "Cette page a besoin de JavaScript"),
    ("poles/?region=bretagne", "explorer/page.js", "[data-pret]", "3.EVA"),
]
on_each = pytest.mark.parametrize(("address", "script", "sign", "left"), PAGES, ids=[script.partition("/")[0] for _, script, *_ in PAGES])


@on_each
def test_a_script_that_failed_once_is_asked_for_again(page, home, address, script, sign, left):  # noqa: ARG001 - of the table
    """And the page answers as if nothing had happened."""
    cut(page, script, 1)
    page.goto(home + address)
    page.locator(sign).first.wait_for(state="attached")
    assert page.get_by_text(MISSING).count() == 0


@on_each
def test_a_page_without_its_script_says_so_and_what_is_left(page, home, address, script, sign, left):  # noqa: ARG001 - of the table
    """Neither blank, nor the whole list for one that was asked for."""
    cut(page, script, 99)
    page.goto(home + address)
    page.get_by_role("alert").get_by_text(MISSING).wait_for()
    page.get_by_text(left).first.wait_for()


def test_the_menu_opens_by_itself_where_nothing_can_open_it(page, home):
    """On a telephone, it is folded behind a button that its script answers."""
    page.set_viewport_size({"width": 360, "height": 740})
    cut(page, "coque/page.js", 99)
    page.goto(f"{home}glossaire/")
    page.locator("#menu").get_by_role("link", name="Près de chez moi").wait_for()
    assert page.get_by_text(MISSING).count() == 0
