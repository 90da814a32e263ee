"""A data file that does not come, comes as something else, or never ends: the page says so, and answers nothing that it has not read."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
PATIENCE = 31_000  # milliseconds: a little more than a page waits for a byte
PORTAL = {"status": 200, "content_type": "text/html", "body": "<!doctype html><title>Wifi</title><p>laine</p>"}
UNREAD = "La liste des lieux n’a pas pu être lue"


@pytest.fixture(autouse=True)
def only_what_was_refused(page, complaints):  # noqa: ARG001 - before the page’s own complaints are counted
    """What does not come is all that the console complains of."""
    yield
    assert [said for said in complaints if not said.startswith(("réponse 404", "sans réponse"))] == []
    complaints.clear()


@pytest.mark.parametrize("answer", [{"status": 404, "body": "non"}, PORTAL], ids=["404", "portal"])
def test_a_name_whose_list_could_not_be_read_is_not_searched_for_as_a_word(page, home, answer):
    """On the home page, Enter says what could not be read, and offers the search; it opens neither that nor the place typed before."""
    page.goto(home)
    field = page.locator("form[data-lieu] input")
    field.fill("Redon")
    page.locator("[data-lieu-liste] li").first.wait_for()
    page.route("**/assets/lieux/*.json*", lambda route: route.fulfill(**answer))
    field.fill("Millau")
    field.press("Enter")
    page.locator("[data-lieu-etat]", has_text=UNREAD).wait_for()
    assert page.url == home
    assert [told.replace("\u202f", " ").split("\n")[0] for told in page.locator("[data-lieu-liste] li").all_inner_texts()] == ["Chercher « Millau »"]
    page.unroute("**/assets/lieux/*.json*")
    field.press("Enter")
    page.wait_for_url(lambda url: "commune=12145" in url)


def test_a_search_that_could_not_read_the_places_says_so(page, home):
    """« Aucun résultat » is then no word on places."""
    page.route("**/assets/lieux/*.json*", lambda route: route.fulfill(status=404, body="non"))
    page.goto(f"{home}recherche/#q=Millau")
    page.get_by_text("Les noms de lieux n’ont pas pu être lus.").wait_for()


def test_a_page_in_the_place_of_words_is_no_answer(page, home):
    """Words cut out of a portal’s page would be an index in which nothing is found."""
    page.route("**/recherche/index/mots/*.txt*", lambda route: route.fulfill(**PORTAL))
    page.goto(f"{home}recherche/#q=laine")
    page.get_by_text("La recherche n’a pas pu lire son index.").wait_for()


def test_a_result_that_could_not_be_read_keeps_its_place(page, home):
    """What is counted is shown, or said not to have been read."""
    asked = []
    page.route("**/recherche/index/pages/*.json*", lambda route: route.fulfill(status=404, body="non") if asked else (asked.append(1), route.continue_()))
    page.goto(f"{home}recherche/#q=laine")
    page.get_by_text("Ce résultat n’a pas pu être lu.").first.wait_for()
    page.locator("[data-recherche-resultats][aria-busy=false]").wait_for()
    counted = int(page.locator("[data-recherche-etat]").inner_text().split("\u00a0")[0])
    assert page.locator("[data-recherche-resultats] > li").count() == min(counted, 10)


def test_an_answer_that_never_ends_is_given_up(page, home):
    """Half a minute without a byte is a failure, which the page already knows how to say."""
    page.clock.install()
    held = []
    page.route("**/pres-de-chez-moi/donnees/s-*.json*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.goto(f"{home}pres-de-chez-moi/?commune=12145")
    page.get_by_text("La réponse vient…").wait_for()
    page.wait_for_timeout(300)
    page.clock.run_for(PATIENCE)
    page.locator("[data-pres-etat]", has_text="La réponse n’a pas pu être lue.").wait_for()
    assert held


@pytest.mark.parametrize(("address", "shows"), [
    ("poles/?secteur=culture&vue=carte", ".leaflet-marker-icon"), ("pres-de-chez-moi/?commune=12145", "[data-pres-listes] a"),
    ("recherche/#q=laine", "[data-recherche-resultats] a"),
])  # fmt: skip
def test_what_a_line_cuts_once_is_asked_for_again(page, home, address, shows):
    """Firefox and Safari cut what a page waits for when a link is followed, though it stays until the answer, or for good where that is a file."""
    cut = set()

    def once(route):
        if (url := route.request.url) in cut or route.request.resource_type not in ("fetch", "script") or "/page.js" in url or "/suite.js" in url:
            route.continue_()
        else:
            cut.add(url)
            route.abort("aborted")

    page.goto(home + address.partition("#")[0].partition("?")[0])
    page.route("**/*", once)
    page.goto(home + address)
    if "carte" in address:
        page.locator("[data-carte-ouvrir]:visible, button:text('Voir la carte')").first.click()
        page.locator("[data-carte-ouvrir]").first.click()
    page.locator(shows).first.wait_for()
    assert cut
    assert page.get_by_text("n’a pas pu").count() == 0


@pytest.mark.parametrize("address", ["", "poles/epv/", "poles/", "comprendre/", "contribuer/editeur/"])
def test_without_its_style_sheets_a_page_is_read_and_its_signs_are_signs(page, home, address):
    """A mark, an icon, a sign of a sector keep their size: they do not fill the screen before the first word."""
    page.route("**/*.css*", lambda route: route.abort())
    page.goto(home + address)
    page.locator("h1").wait_for()
    wide = page.evaluate("[...document.querySelectorAll('.marque, .signe, .cercle-signe, .entete svg')].filter((e) => e.getBoundingClientRect().width > 40).length")
    assert wide == 0
    assert page.locator("h1").bounding_box()["y"] < 1_000


def test_a_script_that_is_late_is_told_of_until_it_comes(page, home):
    """A page that needs it says that a part is late; nothing is undone, and the words go when it comes."""
    page.clock.install()
    held = []
    page.route("**/assets/explorer/page.js*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.goto(f"{home}poles/?region=bretagne", wait_until="commit")
    page.locator("main").wait_for()
    page.wait_for_timeout(500)
    page.clock.run_for(PATIENCE)
    page.get_by_role("alert").get_by_text("tarde à venir").wait_for()
    held[0].continue_()
    page.locator("[data-pret]").first.wait_for(state="attached")
    assert page.get_by_text("tarde à venir").count() == 0
