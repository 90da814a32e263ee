"""On a slow line each wait costs half a second: what needs nothing of another is asked for at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests import browser

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

VALENCE = "26362"
PRES = "pres-de-chez-moi/"
SUITE = ("assets/pres/", "assets/reponse/", f"{PRES}donnees/index.json")  # what the page of the answer asks for, whatever the commune


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


def test_what_is_no_code_of_a_commune_is_looked_for_among_none(page, root, asked):
    """What an address gives for a commune and no place is called is told so, and costs no list of communes."""
    page.goto(f"{root}poles/?de=zzqx")
    page.locator("[data-lieu-etat]", has_text="Aucun lieu trouvé pour").wait_for()
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if path.startswith("assets/lieux/c-")]


def test_what_answers_for_a_place_comes_while_one_types_it(page, root, asked):
    """The list of places is on its way before the script that reads it; the rest, at the first letter: all that the next page asks for but what the commune alone decides."""
    scripts = held(page, "**/assets/lieux/page.js*")
    with page.expect_request("**/assets/lieux/index.json*"):
        page.goto(root, wait_until="commit")
    for route in scripts:
        route.continue_()
    field = page.get_by_label("Un lieu, un pôle, un mot")
    field.focus()
    before = set(asked)
    assert not [path for path in before if path.startswith(SUITE)]
    field.fill("Valence")
    page.get_by_role("option").first.wait_for()
    page.wait_for_load_state("networkidle")
    early = set(asked) - before
    asked.clear()
    page.goto(f"{root}pres-de-chez-moi/?commune={VALENCE}")
    page.locator("[data-pres-phrase]:has-text('Valence')").wait_for()
    browser.until(page, "document.body.classList.contains('pres-lu')")
    shown = {path for path in asked if path.startswith(SUITE)}
    assert shown
    assert shown <= early
    assert "assets/lieux/page.js" in before & set(asked)


def test_the_page_of_the_answer_comes_once_while_one_chooses_a_place(page, root, asked):
    """Not before a place is proposed, so that nothing one waits for waits for it; nor for what has a page of its own."""
    page.goto(root)
    field = page.get_by_label("Un lieu, un pôle, un mot")
    field.fill("Finistère")
    page.get_by_role("option", name="Finistère").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert PRES not in asked
    with page.expect_response(f"**/{PRES}"):
        field.fill("Valence")
    page.get_by_role("option", name="Drôme").first.wait_for()
    field.fill("Saint-Nazaire-en-Royans")
    page.get_by_role("option", name="Saint-Nazaire-en-Royans").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert asked.count(PRES) == 1


def test_who_spares_bytes_is_sent_nothing_beforehand(page, root, asked):
    """A browser that asks for less data gets what it asks for, and no more."""
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(root)
    page.get_by_label("Un lieu, un pôle, un mot").fill("Saint-Nazaire-en-Royans")
    page.get_by_role("option").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if path == PRES or path.startswith((*SUITE, "assets/lieux/c-"))]


def test_what_is_told_of_the_one_place_named_comes_before_it_is_chosen(page, root, asked):
    """Its commune, its territory and the seats around: the page of the answer then asks for nothing else. Several places are left alone."""
    page.goto(root)
    field = page.get_by_label("Un lieu, un pôle, un mot")
    field.fill("Valence")
    page.get_by_role("option", name="Drôme").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if path.startswith("assets/lieux/c-")]
    field.fill("Saint-Nazaire-en-Royans")
    page.get_by_role("option", name="Saint-Nazaire-en-Royans").first.wait_for()
    page.wait_for_load_state("networkidle")
    early = set(asked)
    asked.clear()
    page.get_by_role("option", name="Saint-Nazaire-en-Royans").first.click()
    page.locator("[data-pres-phrase]:has-text('Saint-Nazaire')").wait_for()
    needed = {path for path in asked if path.startswith((f"{PRES}donnees/", "assets/lieux/c-"))}
    assert {path.rsplit("/", 1)[1][:2] for path in needed} == {"in", "c-", "t-", "s-"}
    assert needed <= early


def test_one_types_in_the_field_of_the_home_page_before_its_script_is_there(page, root):
    """What was typed is looked for once it comes; only the button waits."""
    scripts = held(page, "**/assets/lieux/page.js*")
    page.goto(root, wait_until="commit")
    field = page.get_by_label("Un lieu, un pôle, un mot")
    field.click()
    page.keyboard.type("Valence")
    assert page.get_by_role("button", name="Chercher", exact=True).is_disabled()
    assert page.evaluate("document.activeElement.id") == "lieu"
    for route in scripts:
        route.continue_()
    page.get_by_role("option", name="Drôme").first.wait_for()
    assert page.get_by_role("button", name="Chercher", exact=True).is_enabled()


def test_the_answer_is_asked_for_before_the_page_has_all_come(page, root, real):
    """Its script stands before the map and the lists, and waits for no style sheet; what it asks for bears one version, which browsers may keep."""
    text = (real / PRES / "index.html").read_text(encoding="utf-8")
    assert text.index('src="../assets/pres/page.js') < text.index("data-carte-image") < text.index("data-pres-sans") < text.index("<template")
    versions: set[str] = set()
    page.on("request", lambda request: versions.add(urlsplit(request.url).query) if f"/{PRES}donnees/" in request.url else None)
    sheets = held(page, "**/*.css*")
    with page.expect_request(f"**/{PRES}donnees/s-*"):
        page.goto(f"{root}{PRES}?commune={VALENCE}", wait_until="commit")
    for route in sheets:
        route.continue_()
    page.locator("[data-pres-phrase]:has-text('Valence')").wait_for()
    assert len(versions) == 1
    assert versions.pop().startswith("v=")


def test_the_note_draws_its_map_while_what_poles_do_comes(page, root):
    """Printed as soon as both are there."""
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = true; }")
    poles = held(page, "**/api/v1/poles/*")
    page.goto(f"{root}{PRES}?commune={VALENCE}")
    page.locator("[data-imprimer]").click()
    page.locator("[data-note-situation] svg").wait_for(state="attached")
    assert poles
    assert not page.locator("html[data-printed]").count()
    for route in poles:
        route.continue_()
    page.locator("html[data-printed]").wait_for()


def test_what_checks_a_record_leaves_the_line_to_the_script_of_its_form(page, root, asked):
    """It is asked for once the form's script is there, and so are the communes that the record names, before anything can look them up."""
    forms, suites = held(page, "**/assets/editeur/page.js*"), held(page, "**/assets/editeur/suite.js*")
    with page.expect_response("**/contribuer/editeur/fiches/epv.md"):
        page.goto(f"{root}contribuer/editeur/?pole=epv", wait_until="commit")
    browser.until(page, "document.readyState !== 'loading'")
    assert not [path for path in asked if path.startswith(("assets/editeur/suite.js", "assets/lieux/c-"))]
    with page.expect_request("**/assets/editeur/suite.js*"), page.expect_request("**/assets/lieux/c-*"):
        for route in forms:
            route.continue_()
    page.unroute("**/assets/editeur/suite.js*")
    for route in suites:
        route.continue_()
    page.locator("[data-editeur][data-complet]").wait_for()


def test_a_record_with_nothing_wrong_is_sent_without_the_sentences_of_faults(page, root):
    """What says what is wrong is waited for by what has something to say, and by nothing else."""
    sentences = held(page, "**/contribuer/editeur/phrases.json")
    page.goto(f"{root}contribuer/editeur/?pole=epv&rang=1#c-chiffres")
    page.locator("[data-editeur][data-complet]").wait_for()
    value = page.locator("[data-champ=chiffres] [data-ligne]").first.locator("[data-champ=valeur] [data-saisie]")
    value.press_sequentially("9")
    page.locator("[data-barre] [data-aller=envoi]").click()
    page.locator("[data-sorties] [data-sortie]").first.wait_for()
    assert sentences
    page.go_back()
    value.fill("beaucoup")
    for route in sentences:
        route.continue_()
    page.locator("[data-champ=chiffres] .faute").first.wait_for()
