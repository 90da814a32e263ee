"""`python -m bench.editor SITE…`: how long a person takes to type ten poles into the editor of a built site.

A robot types in a real Chromium as a careful, slow person would: Tab to a field when it is near, a click when it is not, a list
pasted from the spreadsheet where it stands. It counts, and counts seconds by the keystroke-level model of Card, Moran and
Newell (« The Keystroke-Level Model for User Performance Time with Interactive Systems », CACM 23(7), 1980): its operators for
pointing, pressing, moving the hand and making up one's mind; a key at 31 words a minute, slower than its average typist.
With two sites (the first being the older), both are told side by side.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from playwright.sync_api import Locator, Page

from tests import browser

POLES = Path(__file__).with_name("editor_poles.yaml")
KEY = 0.36  # seconds: 31 words of 5 letters and a space a minute (the model's average typist: 0.28)
CLICK = 1.1 + 0.2 + 0.4 + 0.4  # pointing, pressing, the hand to the mouse and back
MIND = 1.35  # before each field and each click
SCREEN = 8.0  # to read what is new on a screen; ours, the model has none
NEAR = 4  # presses of Tab that a person makes before taking the mouse


@dataclass
class Count:
    """What one pole costs."""

    keys: int = 0
    clicks: int = 0
    screens: int = 1
    fields: int = 0

    @property
    def seconds(self) -> float:
        """By the written rule."""
        return self.keys * KEY + self.clicks * CLICK + (self.fields + self.clicks) * MIND + self.screens * SCREEN


@dataclass(frozen=True)
class Person:
    """Somebody at the editor, who sees the screen and knows what to type."""

    page: Page
    count: Count

    @property
    def steps(self) -> bool:
        """Whether this editor goes step by step, as it did until November 2026."""
        return self.page.locator("[data-etapes]").count() > 0

    def click(self, what: Locator) -> None:
        """One click."""
        what.click()
        self.count.clicks += 1

    def press(self, *keys: str) -> None:
        """Keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        self.count.keys += len(keys)

    def goto(self, what: Locator) -> None:
        """The focus on a field: by Tab when it is near, else by a click; what hides it is opened first."""
        self.reveal(what)
        self.count.fields += 1
        what.scroll_into_view_if_needed()
        distance = what.evaluate(TABS)
        if 0 <= distance <= NEAR:
            self.count.keys += distance
            what.focus()
        else:
            what.focus()
            self.count.clicks += 1

    def reveal(self, what: Locator) -> None:
        """Steps gone through, parts and folds opened, until the field is on the screen."""
        for _ in range(12):
            if what.is_visible():
                return
            fold = what.locator("xpath=ancestor::details[not(@open)]").first
            if self.steps and what.locator("xpath=ancestor::*[@data-etape][1]").is_hidden():
                self.click(self.page.locator("[data-etape]:not([hidden]) [data-valider]"))
                self.page.wait_for_timeout(400)
                self.count.screens += 1
            elif fold.count():
                self.click(fold.locator("xpath=./summary"))
        assert what.is_visible(), what

    def type(self, what: Locator, text: str) -> None:
        """A text into a field."""
        self.goto(what)
        self.page.keyboard.type(text)
        self.count.keys += len(text)

    def paste(self, what: Locator, text: str) -> None:
        """A text that stands elsewhere."""
        self.goto(what)
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")
        self.count.keys += 1

    def choose(self, menu: Locator, label: str) -> None:
        """An option by its first letters."""
        self.goto(menu)
        option = menu.locator("option").filter(has_text=label).first
        menu.select_option(value=option.get_attribute("value"))
        self.count.keys += 3

    def tick(self, box: Locator) -> None:
        """A box or a choice."""
        self.reveal(box)
        box.check()
        self.count.clicks += 1


# How many presses of Tab lead from where one is to a field; -1 when it stands before.
TABS = """(goal) => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((e) => !e.disabled && e.checkVisibility());
  const stop = (e) => (e.type === "radio" ? e.name : e); // one stop for a group
  const from = all.indexOf(document.activeElement);
  const to = all.indexOf(goal);
  if (from < 0 || to < from) return -1;
  return new Set(all.slice(from + 1, to + 1).map(stop)).size;
}"""


def control(page: Page, key: str, inside: Locator | None = None) -> Locator:
    """The control of a field, by its key."""
    return (inside or page.locator("[data-formulaire]")).locator(f'[data-champ="{key}"]:not([data-chemin]) :is([data-saisie], [data-ajout])').first


def row_of(person: Person, key: str) -> Locator:
    """An empty row of a list."""
    place = person.page.locator(f'[data-champ="{key}"][data-sorte]').first
    rows = place.locator("[data-ligne]")
    if rows.count() == 0 or "data-vide" not in (rows.last.evaluate("e => e.outerHTML.split('>')[0]")):
        button = place.locator("[data-ajouter-ligne]")
        person.reveal(button)
        person.click(button)
    return rows.nth(rows.count() - 1)


# What each of the ten has beside what its own lines say: ten members in a spreadsheet, five figures.
MEMBERS = "Nom\tFamille\n" + "".join(f"{name}\t{family}\n" for name, family in (
    ("L’Atelier du coin", "Économie sociale et solidaire"), ("Mairie de la ville", "Collectivités locales"), ("Menuiserie Dupré", "Entreprises"),
    ("Les Jardins d’Anaïs", "Économie sociale et solidaire"), ("Lycée des métiers", "Formation"), ("Communauté de communes", "Collectivités locales"),
    ("Le Garage solidaire", "Économie sociale et solidaire"), ("Université d’à côté", "Recherche"), ("Transports Le Goff", "Entreprises"),
    ("La Ressourcerie", "Économie sociale et solidaire"),
))  # fmt: skip
FIGURES = (("Surface", "1200", "m²", "2024"), ("Membres", "34", "structures", "2025"), ("Salariés", "18", "personnes", "2024"), ("Chiffre d’affaires", "250000", "euros", "2023"), ("Apprentis", "12", "personnes", "2025"))  # fmt: skip


def identity(person: Person, pole: dict[str, Any]) -> None:
    """Its name and its seat, or its département."""
    page = person.page
    person.type(page.locator("#c-nom"), pole["nom"])
    if commune := pole.get("commune"):
        person.type(page.locator("#c-commune"), commune)
        page.locator("#c-commune-liste [role=option]").first.wait_for()
        person.press("ArrowDown", "Enter")
        page.locator("[data-lieu-dit] strong").wait_for()
    else:
        person.choose(page.locator("#c-departement"), pole["departement"])


def status(person: Person, pole: dict[str, Any]) -> None:
    """What it is today."""
    person.tick(person.page.get_by_label(pole["statut"], exact=True))


def story(person: Person, pole: dict[str, Any]) -> None:
    """A few sentences, and the page where they were read, declared and cited on the spot."""
    page = person.page
    person.type(page.locator("#c-recit"), pole["recit"])
    person.choose(page.locator("#recit-source"), "nouvelle source")
    person.type(page.get_by_label("Titre de la source"), pole["source"]["titre"])
    person.type(page.get_by_label("Adresse de la page").first, pole["source"]["url"])
    person.press("Enter")


def sectors(person: Person, pole: dict[str, Any]) -> None:
    """What it works at."""
    for name in pole["secteurs"]:
        person.tick(person.page.locator("[data-champ=secteurs]").get_by_label(name, exact=True))


def members(person: Person, pole: dict[str, Any]) -> None:
    """Who carries it, and ten members from a spreadsheet."""
    page = person.page
    person.type(page.locator("#c-porteur"), pole["porteur"])
    rows = page.locator('[data-champ="parties_prenantes"]').first
    if rows.locator("[data-ligne]").count():
        person.paste(control(page, "nom", rows.locator("[data-ligne]").last), MEMBERS)
    else:
        person.click(rows.get_by_role("button", name="Coller depuis un tableur"))
        person.paste(page.get_by_label("Collez ici"), MEMBERS)
    everyone = page.get_by_label("Source de ces lignes")
    if not everyone.input_value():
        person.choose(everyone, pole["source"]["titre"])
    person.click(page.get_by_role("button", name="Ajouter 10"))


def sourced(person: Person, row: Locator) -> None:
    """The source of a row, unless it is already proposed."""
    menu = row.locator("select[data-choix-source]").first
    if not menu.input_value():
        person.goto(menu)
        menu.select_option(index=1)
        person.count.keys += 2


def cooperation(person: Person, pole: dict[str, Any]) -> None:
    """One sentence of what is shared."""
    row = row_of(person, "moyens")
    person.type(control(person.page, "texte", row), pole["cooperation"])
    sourced(person, row)


def figures(person: Person, _: dict[str, Any]) -> None:
    """Five figures with their year and their source."""
    for texts in FIGURES:
        row = row_of(person, "chiffres")
        for key, text in zip(("libelle", "valeur", "unite", "annee"), texts, strict=True):
            person.type(control(person.page, key, row), text)
        sourced(person, row)


def contact(person: Person, pole: dict[str, Any]) -> None:
    """How to reach it."""
    person.type(person.page.locator("#c-site-web"), pole["site"])
    person.type(control(person.page, "courriel"), pole["courriel"])


def extent(person: Person, pole: dict[str, Any]) -> None:
    """The départements where it lies, when they are several."""
    if label := pole.get("territoire"):
        person.type(control(person.page, "libelle", person.page.locator("[data-champ=territoire]")), label)
    lies_in = control(person.page, "departements_touches")
    for name in pole.get("touches", ()):
        person.choose(lies_in if lies_in.count() else control(person.page, "departements"), name)  # older ones knew no better


def send(person: Person) -> None:
    """The last screen, with nothing to mend, up to the way of sending."""
    page = person.page
    if person.steps:
        while page.locator("[data-etape=envoi]").is_hidden():
            person.click(page.locator("[data-etape]:not([hidden]) [data-valider]"))
            page.wait_for_timeout(400)
            person.count.screens += 1
    else:
        person.click(page.locator("[data-barre] [data-aller=envoi]"))
        person.count.screens += 1
    page.wait_for_timeout(800)
    assert page.locator(".bilan--juste").count(), page.locator("[data-bilan]").inner_text()
    for box in page.locator("[data-etape=envoi] input[data-accord]").all():
        person.tick(box)
    page.locator("[data-sorties] :is(a.bouton, [data-telecharger])").first.wait_for()
    person.count.clicks += 1


STEPWISE: tuple[Callable[[Person, dict[str, Any]], None], ...] = (identity, extent, status, story, sectors, members, cooperation, figures, contact)
AT_ONCE: tuple[Callable[[Person, dict[str, Any]], None], ...] = (identity, status, story, sectors, members, figures, contact, extent, cooperation)


def typed(page: Page, home: str, pole: dict[str, Any], *, whole: bool) -> Count:
    """One pole, from an empty form to the way of sending; the shortest record that is one, or all that is known."""
    page.goto(f"{home}contribuer/editeur/")
    page.wait_for_selector("[data-editeur][data-pret]")
    person = Person(page, Count())
    parts = STEPWISE if person.steps else AT_ONCE
    for part in parts if whole else tuple(p for p in parts if p in (identity, status, story)):
        part(person, pole)
    send(person)
    return person.count


def corrected(page: Page, home: str, slug: str) -> Count:
    """A website corrected, from the page of the pole."""
    page.goto(f"{home}poles/{slug}/")
    person = Person(page, Count())
    person.click(page.get_by_role("link", name="Corriger ou compléter cette fiche"))
    page.wait_for_selector("[data-editeur][data-pret]")
    person.count.screens += 1
    if person.steps:
        person.click(page.locator("[data-etapes] [data-aller=contact]"))
        person.count.screens += 1
    person.reveal(page.locator("#c-site-web"))
    page.locator("#c-site-web").fill("https://www.exemple.fr/")
    person.count.keys += 1 + len("https://www.exemple.fr/")
    person.count.fields += 1
    if person.steps:
        person.click(page.locator("[data-etapes] [data-aller=envoi]"))
    else:
        person.click(page.locator("[data-barre] [data-aller=envoi]"))
    person.count.screens += 1
    return person.count


def measured(site: Path) -> dict[str, list[Count]]:
    """The ten poles whole, the ten as short as can be, and one correction."""
    poles = yaml.safe_load(POLES.read_text(encoding="utf-8"))
    with browser.launch() as chromium, browser.serve(site) as home:

        def fresh() -> Page:
            """A browser that has kept nothing."""
            context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR", permissions=["clipboard-read", "clipboard-write"])
            page = context.new_page()
            page.set_default_timeout(15_000)
            return page

        return {
            "dix pôles entiers": [typed(fresh(), home, pole, whole=True) for pole in poles],
            "la plus petite fiche": [typed(fresh(), home, pole, whole=False) for pole in poles],
            "corriger un site": [corrected(fresh(), home, "epv")],
        }


def table(sites: dict[str, dict[str, list[Count]]]) -> str:
    """What each site costs, as medians and the worst."""
    lines = ["| quoi | site | touches | clics | écrans | secondes (médiane) | secondes (le pire) |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for what in next(iter(sites.values())):
        for name, found in sites.items():
            counts = found[what]
            keys, clicks, screens, seconds = (median(getattr(c, key) for c in counts) for key in ("keys", "clicks", "screens", "seconds"))
            lines.append(f"| {what} | {name} | {keys:.0f} | {clicks:.0f} | {screens:.0f} | {seconds:.0f} | {max(c.seconds for c in counts):.0f} |")
    return "\n".join(lines)


def main() -> int:
    """Measure each site named, and print the table."""
    parser = argparse.ArgumentParser(description="Ce que coûte un pôle tapé dans l’éditeur.")
    parser.add_argument("sites", nargs="+", type=Path, help="les dossiers de sites construits, le plus ancien d’abord")
    print(table({str(site): measured(site) for site in parser.parse_args().sites}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
