"""The editor opens with its form alone: what one does before the rest has come is kept, and done when it comes."""

from __future__ import annotations

import re
from typing import Any

import pytest

from atlas.problems.phrases import PIECES
from tests import browser
from tests.editing import Editor
from tests.sites import PROJECT

pytestmark = pytest.mark.browser

LATE = re.compile(r"/editeur/(suite|reste)\.js|/editeur/(phrases|poles|colonnes)\.json")


class Held:
    """The requests for what comes later: held, until they are let go or made to fail."""

    def __init__(self, page) -> None:
        self.waiting = []
        self.answer = self.waiting.append
        page.route(LATE, self.come)

    def come(self, route) -> None:
        """One more."""
        self.answer(route)

    def go(self) -> None:
        """Let all go, those to come too."""
        self._now(lambda route: route.continue_())

    def fail(self) -> None:
        """Make all fail, those to come too."""
        self._now(lambda route: route.abort("aborted"))

    def _now(self, answer) -> None:
        self.answer = answer
        while self.waiting:
            answer(self.waiting.pop())


@pytest.fixture
def held(page) -> Held:
    page.set_default_timeout(10_000)
    return Held(page)


def field(page, key: str):
    return page.locator(f'[data-formulaire] [data-champ="{key}"]:not([data-chemin]) [data-saisie]').first


def test_the_form_is_used_before_the_rest_comes(page, static_server, github, held):
    """Typed, chosen, ticked and left before the rest: it is in the record at once, and what follows from it is done when the rest comes."""
    page.goto(static_server(github, "/prefixe/") + "contribuer/editeur/")
    page.wait_for_selector("[data-editeur][data-pret]")
    assert page.locator("[data-complet]").count() == 0
    field(page, "nom").fill("Pôle d’essai")
    field(page, "commune").fill("Redon")
    page.locator("#c-statut input").first.check()
    field(page, "recit").fill("Un récit.")
    page.locator("[data-partie] > summary").first.click()
    field(page, "annee_creation").fill("en 2015")
    field(page, "annee_creation").blur()
    page.locator("[data-barre] [data-aller=envoi]").click()
    assert page.locator("[data-etape=fiche]").is_visible()
    held.go()
    page.locator("[data-etape=envoi] [data-bilan] h3").wait_for()
    page.evaluate("import(document.querySelector(\"script[src*='editeur/page.js']\").src).then(({ editeur }) => { window.editeur = editeur; })")
    browser.until(page, "window.editeur?.etat.valeurs.code_insee === '35236'")
    told = page.evaluate("editeur.etat.valeurs")
    assert (told["nom"], told["commune"], told["departement"], told["annee_creation"]) == ("Pôle d’essai", "Redon", "Ille-et-Vilaine", "2015")
    assert told["statut"]
    assert page.evaluate("editeur.etat.leRecit").strip() == "Un récit."


def test_what_is_pasted_too_early_enters_in_its_place(page, static_server, github, held):
    """Prose copied from a page and put in the story before the rest has come keeps its link, when it comes."""
    page.goto(static_server(github, "/prefixe/") + "contribuer/editeur/")
    page.wait_for_selector("[data-editeur][data-pret]")
    page.evaluate("""() => {
      const zone = document.querySelector("#c-recit");
      zone.addEventListener("copy", (event) => {
        event.preventDefault();
        event.clipboardData.setData("text/plain", "Un lien.");
        event.clipboardData.setData("text/html", '<p>Un <a href="https://exemple.fr/">lien</a>.</p>');
      });
      zone.value = "x";
      zone.focus();
      zone.select();
    }""")
    page.keyboard.press("ControlOrMeta+c")
    page.keyboard.press("Delete")
    page.keyboard.press("ControlOrMeta+v")
    assert page.locator("#c-recit").input_value() == ""
    held.go()
    browser.until(page, "document.querySelector('#c-recit').value === 'Un [lien](https://exemple.fr/).'")


def test_what_does_not_come_is_said_and_tried_again(page, static_server, github, held):
    """Without the rest, the form keeps what is typed and says what is missing; asked again, it comes, and the second screen opens."""
    page.goto(static_server(github, "/prefixe/") + "contribuer/editeur/?pole=epv&rang=1#c-chiffres")
    page.wait_for_selector("[data-editeur][data-pret]")
    browser.until(page, "document.activeElement.matches('[data-champ=chiffres] [data-ligne]:first-child [data-champ=valeur] [data-saisie]')")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1,9")
    held.fail()
    page.locator("[data-sujet=suite]", has_text="n’a pas pu être chargée").wait_for()
    held.go()
    page.locator("[data-barre] [data-aller=envoi]").click()
    page.locator("[data-etape=envoi] ins", has_text="1,9").wait_for()
    assert page.locator("[data-sujet=suite]").count() == 0


def test_a_telephone_asks_for_the_rest_at_the_first_gesture(page, static_server, github):
    """A record where nothing is written has nothing to check: what checks it comes once a finger is down, and the menu of poles with it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(static_server(github, "/prefixe/") + "contribuer/editeur/")
    page.wait_for_selector("[data-editeur][data-pret]")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if LATE.search(url)] == []
    page.locator("[data-ouvrir] > summary").click()
    page.wait_for_selector("[data-editeur][data-complet]")
    browser.until(page, "document.querySelector('#ouvrir-pole').length > 1")


def test_the_record_to_correct_is_asked_for_before_the_editor_comes(page, static_server, github):
    """Its text is on its way while the script that reads it is, and is asked for once."""
    asked: list[str] = []
    held: list[Any] = []
    free = False
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/editeur/page.js*", lambda route: route.continue_() if free else held.append(route))
    with page.expect_request("**/fiches/epv.md"):
        page.goto(static_server(github, "/prefixe/") + "contribuer/editeur/?pole=epv", wait_until="commit")
    free = True
    for route in held:
        route.continue_()
    page.wait_for_selector("[data-editeur][data-pret]")
    assert len([url for url in asked if url.endswith("/fiches/epv.md")]) == 1


@pytest.mark.parametrize(("line", "field"), [("Site web", "#c-site-web"), ("Situation", "#c-statut input"), ("siège", "#c-commune")])
def test_a_line_of_the_identity_card_leads_to_its_field(page, static_server, github, line, field):
    """By its pencil, or by the name of what is not known yet."""
    page.goto(static_server(github, "/prefixe/") + "poles/epv/")
    page.locator(".identite").get_by_role("link", name=line if line == "siège" else f"Corriger : {line}", exact=True).click()
    page.wait_for_selector("[data-editeur][data-complet]")
    browser.until(page, "(field) => document.activeElement.matches(field) && document.activeElement.checkVisibility()", field)


def test_a_seat_that_nobody_knows_is_told_from_its_box(page, static_server, github):
    """The field of the commune goes away once the rest has come; who came for it is on the box that brings it back."""
    record = (PROJECT / "poles/epv.md").read_text(encoding="utf-8")
    said = re.sub(r"(?m)^remarques:$", f'remarques:\n  departement: "{PIECES["siege-inconnu"]}"', record)
    page.route("**/fiches/epv.md", lambda route: route.fulfill(body=said))
    page.goto(static_server(github, "/prefixe/") + "contribuer/editeur/?pole=epv#c-commune")
    page.wait_for_selector("[data-editeur][data-complet]")
    browser.until(page, "document.activeElement.matches('[data-sans-siege]:checked')")


@pytest.mark.parametrize("query", ["?pole=epv", ""])
def test_a_link_to_a_group_leads_where_one_writes(page, static_server, github, query):
    """Its first field, with the title of the group in sight on a telephone; of radio buttons, the one that is chosen, as by the Tab key: an arrow changes no record unseen."""
    editor = Editor(page, static_server(github, "/prefixe/"))
    page.set_viewport_size({"width": 360, "height": 740})
    editor.open(query)
    groups = page.evaluate("[...document.querySelectorAll('fieldset[data-champ][id]')].filter((group) => !group.closest('[data-ligne]')).map((group) => group.id)")
    assert {"c-statut", "c-contact", "c-territoire", "c-sources"} <= set(groups)
    for group in groups:
        page.evaluate("(group) => { location.hash = group; }", group)
        browser.until(page, "(group) => document.activeElement.matches(`#${group} *`)", group)
        assert page.evaluate("""() => { const at = document.activeElement;
          return at.checkVisibility() && at.matches("input, select, textarea, [data-ajouter-ligne]") && (at.type !== "radio" || at.checked || !document.querySelector(`[name="${at.name}"]:checked`)); }"""), group
        browser.until(page, """() => { const at = document.activeElement, title = (at.matches("button") ? at : at.closest("[data-ligne], fieldset")).getBoundingClientRect();
          return title.top >= 0 && at.getBoundingClientRect().bottom <= innerHeight - document.querySelector("[data-barre]").offsetHeight; }""")
