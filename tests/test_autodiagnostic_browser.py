"""The self-assessment in a real browser: by keyboard, kept, saved, compared, printed; the same figures as Python's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from atlas import urls
from atlas.content.referentiel import USES
from tests import browser
from tests.assessing import DEGREES, FIGURES, GRID, OWN, PREFIX, answers, compare, document, file, kept, put, view
from tests.figures import Answers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def root(real, static_server) -> str:
    return static_server(real, PREFIX) + urls.AUTODIAGNOSTIC


def filled_by_keyboard(page: Page, given: Answers) -> None:
    """Answer everything with Tab, arrows, Space and Enter alone, from « Qui répond » to the profile."""
    page.locator("[data-onglet=repondre]").focus()
    page.keyboard.press("Enter")
    browser.until(page, "document.activeElement.matches('[data-auto-titre]')")
    for main in GRID.objectives:
        for _ in range(9):  # at most: what stands between the last answer, or the title, and the way on
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('[data-auto-feuille] .auto-pas a.bouton')"):
                break
        page.keyboard.press("Enter")
        browser.until(page, "id => location.hash === `#${id}` && document.activeElement.matches('[data-auto-titre]')", main.id)
        for indicator in main.children:
            for use in USES:
                page.keyboard.press("Tab")
                # The one that is checked is « sans réponse », the last: one arrow goes round to the first degree.
                for _ in range(DEGREES.index(given[indicator.id][use]) + 1 if given[indicator.id][use] else 0):
                    page.keyboard.press("ArrowRight")
            page.keyboard.press("Tab")  # « Une note, une preuve »
            assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
            if indicator.id == FIGURES.ids[4]:
                page.keyboard.press("Enter")
                page.keyboard.press("Tab")
                page.keyboard.type("Vu en réunion <b>de mai</b>")
                page.keyboard.press("Tab")
                page.keyboard.type("Le compte rendu")


def check_profile(page: Page, given: Answers) -> None:
    """The profile says what Python counts, for each objective and in words."""
    expected = FIGURES.findings(given)
    for id_, place in [(id_, page.locator(f"[data-ligne='{id_}']")) for id_ in FIGURES.ids]:
        for use in USES:
            cell = place.locator(f"[data-lecture={use}]").inner_text()
            words = {d.id: getattr(d, use) for d in GRID.degrees}.get(given[id_][use], "sans réponse")
            assert cell.split("\u00a0", 1)[-1] == words, id_
    strongest = [d.id for d in GRID.by_strength]
    for main in GRID.objectives:
        ids = [i.id for i in main.children]
        for use in USES:
            cell = page.locator(f"[data-objectif={main.id}] [data-lecture={use}]")
            words = [getattr(d, use) for d in GRID.by_strength]
            middle = FIGURES.middle(FIGURES.given(given, use, ids))
            both = [words[place] for place in dict.fromkeys(middle)] if middle else ["sans réponse"]
            said = both[0] if len(both) == 1 else f"entre «\u202f{both[0]}\u202f» et «\u202f{both[1]}\u202f»"
            assert cell.locator("[data-mediane]").inner_text() == said
            counts = FIGURES.distribution(given, use, ids)
            detail = cell.locator("[data-detail]").inner_text().replace("\u00a0", " ")
            told = dict(reversed(part.split(" ", 1)) for part in re.split(r", | et ", detail))
            assert {word: int(n) for word, n in told.items()} == {
                **{words[n]: count for n, count in enumerate(counts["comptes"]) if count},
                **({"sans réponse": counts["sans"]} if counts["sans"] else {}),
            }
    headed = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".auto-constat")].map((s) =>
          [s.querySelector("h4").textContent, [...s.querySelectorAll("[data-constat]")].map((li) => li.dataset.constat)]))"""
    )
    assert headed.get("Priorités") == expected["priorites"]
    assert headed.get("Points d’appui") == expected["appuis"]
    assert headed.get("Acquis", []) == expected["acquis"]
    assert headed.get("En attente", []) == expected["attente"]
    petals = page.locator(".rose").first.locator(".petale--fort").count()
    assert petals == sum(given[id_]["importance"] in strongest[:3] for id_ in FIGURES.ids)


def test_the_27_are_filled_by_keyboard_saved_reloaded_and_opened_again(page: Page, root, tmp_path):
    """By keyboard alone; the figures are Python's; a reload keeps all; saved, erased and opened, nothing is lost."""
    given = answers()
    page.goto(root)
    filled_by_keyboard(page, given)
    assert kept(page) == given
    done = sum(bool(row[use]) for row in given.values() for use in USES)
    page.locator("[data-auto-annonce]", has_text=re.compile(rf"^{done}\sréponses sur 54\.$")).wait_for(state="attached")
    view(page, "profil")
    check_profile(page, given)
    page.reload()
    page.locator("[data-auto-reprise]", has_text="sont reprises").wait_for()
    check_profile(page, given)
    view(page, "garder")
    with page.expect_download() as saving:
        page.locator("[data-auto-exporter]").press("Enter")
    path = tmp_path / saving.value.suggested_filename
    saving.value.save_as(path)
    assert re.fullmatch(r"autodiagnostic-\d{4}-\d\d-\d\d\.json", path.name)
    saved = path.read_text(encoding="utf-8")
    assert json.loads(saved)["reponses"][FIGURES.ids[4]]["preuve"] == "Le compte rendu"
    page.locator("[data-auto-effacer]").press("Enter")
    page.locator("dialog[open] button[value=oui]").press("Enter")
    browser.until(page, "key => localStorage.getItem(key) === null", OWN)
    page.reload()
    view(page, "profil")
    assert "Rien n’est encore rempli" in page.locator("[data-auto-profil]").inner_text()
    view(page, "garder")
    page.set_input_files("#auto-importer", path)
    page.locator("[data-auto-importe]", has_text="Le fichier est ouvert").wait_for()
    view(page, "profil")
    check_profile(page, given)
    assert "Vu en réunion <b>de mai</b>" in page.locator(f"[data-ligne='{FIGURES.ids[4]}']").inner_text()
    assert page.evaluate("key => localStorage.getItem(key)", OWN) == saved


def test_every_group_is_a_real_one(page: Page, root):
    """Each reading of each indicator is a fieldset of seven radios, named by the indicator for those who do not see it."""
    page.goto(root + "#op1")
    for indicator in GRID.objectives[0].children:
        for use in USES:
            group = page.get_by_role("group", name=re.compile(rf"^{use}.*{GRID.numbers[indicator.id]}", re.IGNORECASE))
            assert group.get_by_role("radio").count() == len(DEGREES) + 1
            assert group.get_by_role("radio", name="sans réponse").is_checked()
    page.get_by_label("très important").first.check()
    page.locator("[data-indicateur]").first.get_by_role("radio", name="sans réponse").first.check()
    assert kept(page)[FIGURES.ids[0]]["importance"] == ""


def test_three_files_are_compared_as_python_does(page: Page, root):
    """Agreements and disagreements, internal against external, last year against this one: the words and the order are Python's."""
    given = [answers(), answers(), answers()]
    heads = [("Équipe", "interne", "2025-10-01"), ("Équipe", "interne", "2026-10-01"), ("Commune", "externe", "2026-10-03")]
    page.goto(root)
    compare(page, [file(document(g, qui=q, regard=r, date=d), f"{n}.json") for n, (g, (q, r, d)) in enumerate(zip(given, heads, strict=True))])
    confronted = FIGURES.confronted(given)
    for use in USES:
        room = page.locator(f"[data-ensemble={use}]")
        told = room.locator("tr[data-accord]").evaluate_all("rows => rows.map((r) => [r.dataset.ligne, r.dataset.accord])")
        assert told == [[id_, confronted[id_, use][0]] for id_ in FIGURES.ids]
        wide = [id_ for id_ in FIGURES.ids if confronted[id_, use][0] == "desaccord"]
        listed = room.locator("[data-desaccord]").evaluate_all("lines => lines.map((l) => l.dataset.desaccord)")
        assert listed == sorted(wide, key=lambda id_: -confronted[id_, use][1])
        counts = [sum(confronted[id_, use][0] == word for id_ in FIGURES.ids) for word in ("accord", "nuance", "desaccord")]
        assert [int(n) for n in re.findall(r"\d+", room.locator("[data-bilan]").inner_text())] == [sum(counts), *counts]
    for key, before, after in (("regards", given[:2], given[2:]), ("annees", given[:1], given[1:])):
        opposed = FIGURES.opposed(before, after)
        for use in USES:
            rows = page.locator(f"[data-face={key}-{use}] tr[data-sens]")
            told = rows.evaluate_all("rows => rows.map((r) => [r.dataset.ligne, r.dataset.sens, r.classList.contains('auto-desaccord')])")
            assert told == [[id_, *opposed[id_, use]] for id_ in FIGURES.ids if opposed[id_, use][0]]
    page.get_by_role("button", name="Ôter Commune").click()
    assert page.locator("[data-face^=regards]").count() == 0
    page.reload()
    assert page.locator("[data-auto-jeux] li").count() == 0, "files opened to compare are not kept"


def test_a_phone_is_told_the_disagreements_first(page: Page, root):
    """On a narrow screen the tables of a comparison wait behind their title, which a finger or a key opens; paper has them all."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(root)
    compare(page, [file(document(answers(), qui=who), f"{who}.json") for who in ("Équipe", "Commune", "Région", "Voisine")])
    tables = page.locator("[data-vue=comparer] table")
    assert tables.count() > 1
    assert not any(table.is_visible() for table in tables.all())
    assert page.locator("[data-ensemble=importance] [data-bilan]").is_visible()
    assert page.evaluate("document.documentElement.scrollHeight") < 12_000
    page.locator("[data-ensemble=importance] summary").focus()
    page.keyboard.press("Enter")
    assert tables.first.is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(table.is_visible() for table in tables.all())
    page.reload()
    compare(page, [file(document(answers(), qui=who), f"{who}.json") for who in ("Équipe", "Commune")])
    assert not tables.first.is_visible()
    page.set_viewport_size({"width": 1280, "height": 740})
    browser.until(page, "() => [...document.querySelectorAll('[data-vue=comparer] table')].every((table) => table.checkVisibility())")  # on a wide screen nothing folds them


def test_figures_are_those_of_python_for_two_hundred_grids(page: Page, root):
    """Counts, middles, findings, agreements: the browser and Python never differ."""
    browser.give_sources(page)
    page.goto(root)
    given = [answers() for _ in range(200)]
    told = page.evaluate(
        """async (given) => {
          const { calculsDe } = await import("/sources/autodiagnostic/calculs.js");
          const c = calculsDe(JSON.parse(document.querySelector("[data-grille]").dataset.grille));
          const ids = c.objectifs.map((o) => o.indicateurs.map(({ id }) => id));
          return given.map((r, n) => ({
            constats: c.constats(r), remplis: c.remplis(r),
            repartitions: c.LECTURES.map((l) => ids.map((i) => c.repartition(r, l, i))),
            medianes: c.LECTURES.map((l) => ids.map((i) => c.medianeDe(r, l, i))),
            confronter: c.confronter(given.slice(n, n + 3)).map((x) => c.LECTURES.map((l) => [x[l].accord, x[l].ecart])),
            opposer: c.opposer(given.slice(n, n + 2), given.slice(n + 2, n + 3)).map((x) => c.LECTURES.map((l) => [x[l].sens, x[l].oppose])),
          }));
        }""",
        given,
    )
    groups = [[i.id for i in main.children] for main in GRID.objectives]
    for n, (mine, one) in enumerate(zip(told, given, strict=True)):
        confronted, opposed = FIGURES.confronted(given[n : n + 3]), FIGURES.opposed(given[n : n + 2], given[n + 2 : n + 3])
        assert mine == {
            "constats": FIGURES.findings(one),
            "remplis": FIGURES.filled(one),
            "repartitions": [[FIGURES.distribution(one, use, ids) for ids in groups] for use in USES],
            "medianes": [[FIGURES.middle(FIGURES.given(one, use, ids)) for ids in groups] for use in USES],
            "confronter": [[list(confronted[id_, use]) for use in USES] for id_ in FIGURES.ids],
            "opposer": [[list(opposed[id_, use]) for use in USES] for id_ in FIGURES.ids],
        }


def test_the_report_prints_clean(page: Page, root):
    """Whatever is on screen, the print is the report: who, pictures, words, tables, notes; no button, no menu; a few sheets."""
    given = answers(full=True)
    put(page, root, given, qui="Collège des salariés", regard="interne", date="2026-10-01")
    sheets = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))
    assert 3 <= sheets <= 6
    page.emulate_media(media="print")
    printed = page.locator("main").inner_text()
    for words in ("Collège des salariés", "1er\u00a0octobre 2026", GRID.version, "Priorités", "médiane", "Ni note d’ensemble"):
        assert words in printed
    for words in ("Répondre", "Imprimer", "Comparer", "Fil d’Ariane", "restent dans ce navigateur", "Importance pour le projet : 1.1"):
        assert words not in printed
    assert page.locator(".rose").count() == 2
    for tag in ("button", "input", "nav"):
        assert page.locator(f"{tag}:visible").count() == 0, tag


def test_before_any_answer_the_grid_is_printed(page: Page, root):
    """Nothing answered yet, the print is the grid to fill with a pen, not a blank sheet; an answer, and it is the report again."""
    page.goto(root)
    sheets = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))
    page.emulate_media(media="print")
    assert sheets == 2
    assert page.locator(".papier-cases:visible").count() == 54
    put(page, root, answers(full=True))
    page.pdf()
    assert page.locator(".papier-cases:visible").count() == 0
    assert page.locator(".rose:visible").count() == 2


def test_the_blank_grid_prints_on_few_sheets(page: Page, real, static_server):
    """The paper form holds on one sheet of two sides, with its boxes."""
    page.goto(static_server(real, PREFIX) + urls.GRILLE)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))) == 2


def test_without_javascript_the_grid_remains(browser: Browser, root):
    """No dead button: a sentence, and the whole grid to print."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root)
    assert page.locator(".papier-cases:visible").count() == 54
    assert page.locator("[data-autodiagnostic]").is_hidden()
    assert "demande JavaScript" in page.locator("main").inner_text()
    context.close()


def views() -> Iterator[tuple[int, str]]:
    for width in (320, 360, 1280):
        for name in ("depart", "op9", "profil", "comparer", "garder"):
            yield width, name


@pytest.mark.parametrize(("width", "name"), [*views()])
def test_nothing_overflows(page: Page, root, width, name):
    """No part of the page is wider than the screen, however narrow."""
    page.set_viewport_size({"width": width, "height": 740})
    put(page, root, answers(full=True), qui="Une personne au nom très très long " * 4)
    compare(page, [file(document(answers(), qui="Équipe")), file(document(answers(), qui="Commune", regard="externe"))])
    page.evaluate("name => { location.hash = name; }", name)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_wrong_field_is_told_in_words(page: Page, root):
    """A pole's address that cannot be one is refused beside its field, and not kept."""
    page.goto(root)
    page.get_by_text("Dire qui répond").click()
    page.fill("#auto-pole", "Éco domaine !")
    page.keyboard.press("Tab")
    page.locator("#auto-pole-erreur", has_text="minuscules sans accent").wait_for()
    assert page.locator("#auto-pole").get_attribute("aria-invalid") == "true"
    page.fill("#auto-pole", "eco-domaine-bouquetot")
    page.keyboard.press("Tab")
    assert page.locator("#auto-pole-erreur").inner_text() == ""
    assert json.loads(page.evaluate("key => localStorage.getItem(key)", OWN))["pole"] == "eco-domaine-bouquetot"
