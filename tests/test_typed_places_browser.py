"""What is typed means the same in the browser: the whole table, through the reading that the site and the editor share, and by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import browser
from tests.test_typed_places import PLACES, agrees, code, rows

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PRES = "pres-de-chez-moi/"
READ = """async (typed) => {
  const { nomsDe } = await import("/sources/lieux/noms.js");
  const noms = nomsDe("assets/lieux/index.json");
  const told = [];
  for (const text of typed) {
    const site = await noms.chercher(text);
    const record = await noms.chercher(text, true, "cam");
    const seat = record.ouvre && (await noms.lieu(record.ouvre.code));
    const anchors = ({ trouves }) => trouves.map(({ exactement }) => exactement.ancre);
    told.push([anchors(site), site.ouvre?.exactement.ancre ?? "", site.comment, seat?.code ?? "?"]);
  }
  return told;
}"""


@pytest.fixture
def reader(page: Page, real: Path, static_server) -> Page:
    browser.give_sources(page)
    page.goto(static_server(real, "/"))
    return page


def test_the_browser_reads_the_table_as_python_does(reader):
    """Every row: what the site opens or lists, and the commune that the editor would write in a record."""
    table = rows()
    wrong = []
    for row, (found, opens, how, seat) in zip(table, reader.evaluate(READ, [row.typed for row in table]), strict=True):
        if not agrees(row.site, [code(one) for one in found], code(opens), how):
            wrong.append((row, opens, how, found[:5]))
        # A code that is one commune's postal code and another's INSEE code is a postal code in a form, and a choice in a terminal.
        elif seat != row.record and not (row.record == "?" and row.site.lstrip("m") and row.typed.isdigit()):
            wrong.append((row, seat))
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("75011", "pres-de-chez-moi/?commune=75111"),
        ("Paris 11", "pres-de-chez-moi/?commune=75111"),
        ("29200", "pres-de-chez-moi/?commune=29019"),
        ("Valence, Drôme", "pres-de-chez-moi/?commune=26362"),
        ("PACA", "regions/provence-alpes-cote-d-azur/"),
        ("Manche", "departements/50/"),
    ],
)
def test_enter_opens_what_is_named_exactly(page, real, static_server, typed, address):
    """On « Près de chez moi », one exact answer opens its page."""
    root = static_server(real, "/")
    page.goto(root + PRES)
    field = page.locator("form[data-lieu] input")
    field.fill(typed)
    field.press("Enter")
    page.wait_for_url(f"{root}{address}")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("yeu", "L’Île-d’Yeu"), ("Evry", "Évry"), ("Aix", "Aix"), ("reunion", "La Réunion"), ("26021", "Autichamp"), ("pays d’Auray", "Auray"), ("nord Aveyron", "Aveyron"),
        ("agglo de Pau", "Communauté d’agglomération Pau Béarn Pyrénées"), ("CC Redon", "Communauté d’agglomération Redon Agglomération"), ("je suis maire de Millau, quels pôles ?", "Millau"),
    ],
)  # fmt: skip
def test_enter_on_a_guess_shows_the_list(page, real, static_server, typed, first):
    """A guess is never opened as if it had been chosen: the list is shown, exact names first, each with its département."""
    page.goto(static_server(real, "/") + PRES)
    field = page.locator("form[data-lieu] input")
    field.fill(typed)
    field.press("Enter")
    option = page.locator("[data-lieu-liste]:not([hidden]) li").first
    option.wait_for()
    assert option.locator(".lieu-option-nom").inner_text() == first
    assert "(" in option.locator(".lieu-option-detail").inner_text()
    assert page.url.endswith(PRES)


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("commune=Millau", "pres-de-chez-moi/?commune=12145"),
        ("commune=35000 Rennes", "pres-de-chez-moi/?commune=35238"),
        ("departement=Aveyron", "departements/12/"),
        ("epci=Rennes Métropole", "pres-de-chez-moi/?epci=243500139"),
    ],
)
def test_an_address_written_by_hand_names_its_place(page, real, static_server, asked, address):
    """A name where the address has a code is read as if it had been typed, and the answer takes its place: Back leaves the page."""
    root = static_server(real, "/")
    page.goto(f"{root}glossaire/")
    page.goto(f"{root}{PRES}?{asked}")
    page.wait_for_url(f"{root}{address}")
    page.go_back()
    page.wait_for_url(f"{root}glossaire/")


@pytest.mark.parametrize("address", ["", PRES])
def test_what_was_typed_is_there_on_the_way_back(page, real, static_server, address):
    """A name half typed, a look at another page, Back: it is in the field still."""
    root = static_server(real, "/")
    page.goto(root + address)
    page.locator("form[data-lieu] input").fill("Mill")
    page.locator("[data-lieu-liste]:not([hidden]) li").first.wait_for()
    page.goto(f"{root}glossaire/")
    page.go_back()
    page.locator("form[data-lieu] button[type=submit]:not([disabled])").wait_for()
    assert page.locator("form[data-lieu] input").input_value() == "Mill"


def test_a_doubtful_name_in_an_address_is_a_choice(page, real, static_server):
    """« Aix » opens nothing: the list is shown, and the page says why it looks for a name."""
    page.goto(f"{static_server(real, '/')}{PRES}?commune=Aix")
    page.locator("[data-lieu-liste]:not([hidden]) li").first.wait_for()
    assert "« Aix », dans l’adresse" in page.locator("[data-pres-etat]").inner_text().replace("\u202f", " ")
    assert page.url.endswith("?commune=Aix")


@pytest.mark.parametrize(("address", "field"), [(PRES, "form[data-lieu] input"), ("recherche/", "[data-recherche] input"), ("poles/", "#explorer-q"), (f"{PRES}?commune={'zq' * 300}", "")])
def test_a_page_pasted_in_a_field_is_quoted_by_its_beginning(page, real, static_server, address, field):
    """Ten thousand signs are not told again in the answer."""
    page.goto(static_server(real, "/") + address)
    if field:
        page.locator(field).fill("zqx " * 2_500)
        page.locator(field).press("Enter")
    page.wait_for_function("() => document.querySelector('main').innerText.includes('zq')")
    assert max(len(line) for line in page.locator("main").inner_text().splitlines()) < 400


@pytest.mark.parametrize("kind", ["quartier", "cité", "hameau", "lieu-dit", "ZUP"])
def test_a_part_of_a_town_is_told_that_the_town_is_read(page, real, static_server, kind):
    """The atlas knows no neighbourhood, by whatever word one calls it: the commune that is named with it is offered."""
    page.goto(static_server(real, "/") + PRES)
    field = page.locator("form[data-lieu] input")
    field.fill(f"{kind} Bellevue, Nantes")
    field.press("Enter")
    page.wait_for_function("() => document.querySelector('[data-lieu-etat]').textContent.includes('ni les quartiers ni les hameaux')")
    assert page.locator("[data-lieu-liste]:not([hidden]) li").first.inner_text().startswith("Nantes")


def test_someone_who_typed_a_postal_code_is_not_told_to_type_one(page, real, static_server):
    """Five digits of no commune lead to what they may be, in words; a name of nothing says what can be typed."""
    page.goto(static_server(real, "/") + PRES)
    field, told = page.locator("form[data-lieu] input"), page.locator("[data-lieu-etat]")
    field.fill("35605")
    field.press("Enter")
    page.locator("[data-lieu-liste]:not([hidden]) li").first.wait_for()
    assert "CEDEX" in told.inner_text()
    field.fill("Poudlard")
    field.press("Enter")
    page.wait_for_function("() => /On peut taper.*D’un quartier, d’un hameau ou d’un lieu-dit, tapez la commune/.test(document.querySelector('[data-lieu-etat]').textContent)")
    field.fill("Monaco")
    field.press("Enter")
    page.wait_for_function("() => document.querySelector('[data-lieu-etat]').textContent.includes('pas en France')")


def test_an_arrondissement_keeps_its_own_place():
    """The register knows where each is; the city's own point is another."""
    assert PLACES.former_commune("75111").code == "75056"
