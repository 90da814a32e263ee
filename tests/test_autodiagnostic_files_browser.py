"""The files of the self-assessment in a real browser: older grids, refusals in words, hostile texts, what is kept, what is published, a grid that changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from atlas import urls
from tests.assessing import DEGREES, FIGURES, GRID, OWN, PREFIX, answers, compare, document, file, kept, put, view
from tests.browser import Asked, until
from tests.checking import minimal, problems_in

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def root(real, static_server) -> str:
    return static_server(real, PREFIX) + urls.AUTODIAGNOSTIC


def test_an_older_grid_opens_and_says_so(page: Page, root):
    """Unknown indicators are set aside, listed and kept in the file; missing ones have no answer; a changed wording is told."""
    given = answers(full=True)
    old = document({id_: row for id_, row in given.items() if id_ != FIGURES.ids[0]}, grille={"version": "3.6"})
    old["reponses"]["i10-1"] = {"enonce": "il tient un journal", "importance": "fort", "note": "à garder"}
    old["reponses"][FIGURES.ids[1]]["enonce"] = "il est connu"
    old["reponses"][FIGURES.ids[2]]["importance"] = "sept"
    page.goto(root + "#garder")
    page.set_input_files("#auto-importer", file(old))
    told = page.locator("[data-auto-importe]")
    told.wait_for()
    words = told.inner_text()
    for part in ("version «\u202f3.6\u202f»", "i10-1 (il tient un journal)", "ne dit rien de 1\u00a0indicateur\u00a0: 1.1", "a changé depuis pour 1.2", "1.3, importance\u00a0: «\u202fsept\u202f»"):
        assert part in words
    now = kept(page)
    assert now[FIGURES.ids[0]] == {"importance": "", "satisfaction": ""}
    assert now[FIGURES.ids[5]] == given[FIGURES.ids[5]]
    page.reload()
    aside = json.loads(page.evaluate("key => localStorage.getItem(key)", OWN))["mises_de_cote"]
    assert aside["i10-1"]["note"] == "à garder"
    view(page, "profil")
    assert "i10-1\u00a0: il tient un journal" in page.locator("[data-auto-profil]").inner_text()


GOOD = json.dumps(document(answers()))
HOSTILE: dict[str, tuple[object, str]] = {
    "tronque": (GOOD[: len(GOOD) // 2], f"il s’arrête à la ligne {GOOD[: len(GOOD) // 2].count(chr(10)) + 1}, avant sa fin. Reprenez le fichier d’origine"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "Ce fichier est un PDF, et n’est pas un autodiagnostic enregistré par cette page. Prenez celui"),
    "word": (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "Ce fichier est un document, un classeur"),
    "ancien-word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "un ancien document de Word"),
    "image": (b"\x89PNG\r\n\x1a\n", "Ce fichier est une image"),
    "fiche": ("---\nnom: Pôle\n---\n", "Ce fichier est une fiche de pôle"),
    "vide": ("", "Ce fichier est vide, et n’est pas un autodiagnostic"),
    "etranger": ('{"type": "FeatureCollection", "features": []}', "Ce fichier est du JSON, que lisent des programmes, et n’est pas un autodiagnostic"),
    "liste": ("[1, 2]", "n’est pas un autodiagnostic"),
    "binaire": (bytes(range(256)) * 20, "n’est pas un autodiagnostic"),
    "enorme": (GOOD + " " * 1_000_001, "bien trop gros"),
    "profond": ("[" * 400_000, "n’est pas un autodiagnostic"),
    "futur": (document(answers()) | {"version_du_format": 2}, "version plus récente"),
    "sans-format": (document(answers()) | {"version_du_format": "un"}, "dans quel format"),
    "sans-reponses": (document(answers()) | {"reponses": []}, "les réponses manquent"),
    "prototype": (GOOD.replace('"i1-1"', '"__proto__"'), "n’est pas un identifiant"),
    "balise": (GOOD.replace('"i1-1"', '"<img src=x onerror=alert(1)>"'), "n’est pas un identifiant"),
    "texte-geant": (document({}) | {"reponses": {"i1-1": {"note": "a" * 5000}}}, "trop long"),
    "type-faux": (document({}) | {"reponses": {"i1-1": {"importance": {"a": 1}}}}, "un texte est attendu"),
    "trop": (document({}) | {"reponses": {f"i{n}": {} for n in range(400)}}, "bien trop de réponses"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_is_refused_in_words_and_changes_nothing(page: Page, root, name):
    """Truncated, foreign, hostile: a sentence beside the field, in both places, and the answers are what they were."""
    content, words = HOSTILE[name]
    mine = answers()
    put(page, root, mine)
    before = page.evaluate("key => localStorage.getItem(key)", OWN)
    view(page, "garder")
    page.set_input_files("#auto-importer", file(content))
    page.locator("[data-auto-erreur-importer]", has_text=words).wait_for()
    assert "Vos réponses n’ont pas changé" in page.locator("[data-auto-erreur-importer]").inner_text()
    assert page.locator("#auto-importer").get_attribute("aria-describedby") == "auto-importer-erreur"
    assert page.evaluate("key => localStorage.getItem(key)", OWN) == before
    view(page, "comparer")
    page.set_input_files("#auto-ouvrir", [file(content, "mauvais.json"), file(document(answers()), "bon.json")])
    page.locator("[data-auto-erreur-ouvrir]", has_text="mauvais.json").wait_for()
    assert page.locator("[data-auto-jeux] > li").count() == 1, "the good one is opened all the same"
    view(page, "profil")
    assert page.locator("[data-auto-profil] img, [data-auto-profil] script").count() == 0


def test_texts_of_a_file_are_texts(page: Page, root):
    """Names, notes and statements that hold markup or reversed text are shown as they are, and nothing of them runs."""
    bad = document(answers(full=True), qui="<img src=x onerror=document.body.dataset.touche=1>", evaluateurs=["ess", "<script>"])
    bad["reponses"]["i1-1"]["note"] = "<script>document.body.dataset.touche=1</script>\u202e"
    bad["reponses"]["i99"] = {"enonce": "<svg onload=document.body.dataset.touche=1>"}
    page.goto(root + "#garder")
    page.set_input_files("#auto-importer", file(bad))
    page.locator("[data-auto-importe]", has_text="<svg onload").wait_for()
    compare(page, [file(bad)])
    view(page, "profil")
    shown = page.locator("[data-auto-profil] [data-ligne=i1-1]").inner_text()
    assert "<script>document" in shown
    assert "\u202e" not in shown
    assert page.evaluate("document.body.dataset.touche") is None


def test_what_is_kept_but_cannot_be_read_is_told(page: Page, root):
    """A broken key in the browser does not stop the page, and is not erased before one answers."""
    page.goto(root)
    page.evaluate("key => localStorage.setItem(key, '{\"format\"')", OWN)
    page.reload()
    page.locator("[data-auto-reprise]", has_text="n’a pas pu être relu").wait_for()
    assert page.evaluate("key => localStorage.getItem(key)", OWN) == '{"format"'


def test_a_browser_that_keeps_nothing_is_told(page: Page, root):
    """Where storage is refused one can still answer, and is told to save."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('non'); } });")
    page.goto(root + "#op1")
    page.get_by_label("très important").first.check()
    page.locator("[data-auto-refus]", has_text="ne garde pas").wait_for()
    view(page, "profil")
    assert page.locator(".petale--fort").count() == 1


def test_a_full_browser_does_not_lose_answers_in_silence(page: Page, root):
    """No room left: it is told where one is reading, leaving asks first, saving works; with room again the warning goes."""
    page.goto(root + "#op1")
    page.evaluate("""() => {
      window.ecrire = Storage.prototype.setItem;
      Storage.prototype.setItem = () => { throw new DOMException('plein', 'QuotaExceededError'); };
    }""")
    page.get_by_role("radio", name="très important", exact=True).last.check()
    warning = page.locator("[data-auto-refus]", has_text="ne garde pas")
    warning.wait_for()
    box = warning.bounding_box()
    assert box
    assert 0 <= box["y"] <= box["y"] + box["height"] <= page.evaluate("innerHeight")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    view(page, "garder")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Enregistrer mon fichier").click()
    rows = json.loads(saved.value.path().read_text(encoding="utf-8"))["reponses"]
    assert [row["importance"] for row in rows.values() if row["importance"]] == [DEGREES[0]]
    page.evaluate("() => { Storage.prototype.setItem = window.ecrire; location.hash = '#op2'; }")
    page.get_by_role("radio", name="important", exact=True).first.check()
    warning.wait_for(state="hidden")


def test_replacing_answers_is_asked(page: Page, root):
    """A file does not take the place of answers without a yes."""
    mine = answers()
    put(page, root, mine)
    view(page, "garder")
    page.set_input_files("#auto-importer", file(document(answers())))
    page.locator("dialog[open] button[value=non]").click()
    assert kept(page) == mine


def test_what_is_published_passes_the_checks(page: Page, root):
    """The lines the page gives, put into a record, have no problem; they hold no name, no note, no proof."""
    page.goto(root + "#garder")
    assert page.locator("[data-auto-fiche]").input_value().startswith("# Rien à publier")
    assert "de quel pôle" in page.locator("#garder, [data-vue=garder]").first.inner_text()
    put(page, root, answers(), qui="Marie Durand", regard="externe", date="2025-10-01", evaluateurs=["ess", "collectivite"])
    page.locator("[data-onglet=repondre]").click()
    page.goto(root + "#op1")
    page.locator(".auto-plus summary").first.click()
    page.get_by_label("Note").first.fill("un secret")
    view(page, "garder")
    block = page.locator("[data-auto-fiche]").input_value()
    assert "Durand" not in block
    assert "secret" not in block
    field, source = block.split("# Les lignes suivantes vont sous « sources », avec les autres :\n")
    assert problems_in(minimal(("sources:\n", f"{field}sources:\n{source}"))) == []


def test_who_answers_is_shown_as_it_was_left_and_can_be_taken_back(page: Page, root):
    """A family that was ticked is ticked when the page comes back; unticked, it is no more around the table."""
    put(page, root, answers(), evaluateurs=["ess", "collectivite"])
    page.goto(root + "#depart")
    ticked = page.locator("input[name=evaluateurs]:checked")
    ticked.first.wait_for(state="attached")
    assert ticked.evaluate_all("all => all.map((box) => box.value)") == ["ess", "collectivite"]
    page.locator(".auto-plus summary").first.click()
    ticked.first.uncheck()
    until(page, "key => JSON.parse(localStorage.getItem(key)).evaluateurs.join() === 'collectivite'", OWN)


def test_a_note_or_a_proof_that_was_written_is_in_sight(page: Page, root):
    """Either one opens what is folded under its answer; where there is neither, it stays folded."""
    main = GRID.objectives[0]
    noted, proven, *_ = (indicator.id for indicator in main.children)
    written = document(answers())
    written["reponses"][noted]["note"] = "Vu en réunion"
    written["reponses"][proven]["preuve"] = "Le compte rendu"
    page.goto(root)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [OWN, json.dumps(written)])
    page.reload()
    page.evaluate("id => { location.hash = id; }", main.id)
    page.locator(f"[data-indicateur='{noted}']").wait_for()
    opened = page.locator("[data-indicateur]").evaluate_all("all => all.filter((part) => part.querySelector('details').open).map((part) => part.dataset.indicateur)")
    assert opened == [noted, proven]


def test_nothing_leaves(page: Page, root):
    """From the first answer to the comparison, the page asks for nothing."""
    coming = Asked(page)
    page.goto(root)
    coming.come()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("location.hash = '#op2'")
    page.get_by_role("radio", name="important", exact=True).first.check()
    page.locator(".auto-plus summary").first.click()
    page.get_by_label("Note").first.fill("rien ne part")
    compare(page, [file(document(answers())), file(document(answers()))])
    view(page, "profil")
    assert [url for url in asked if "icone.svg" not in url] == []


@pytest.fixture
def turned(tmp_path: Path, static_server: Callable[..., str]) -> str:
    """The site of a grid whose scale is reversed and whose 1.3 and 2.3 are swapped."""
    from tests.test_autodiagnostic import build, other_house, renumbered, swapped  # noqa: PLC0415 - only here

    build(other_house(tmp_path / "projet", lambda text: renumbered(swapped(text))), tmp_path / "site")
    return static_server(tmp_path / "site", PREFIX) + urls.AUTODIAGNOSTIC


def test_the_page_follows_a_grid_that_changed(page: Page, turned):
    """A file of before opens with the same words at the new places and numbers, and without a line of code the figures hold."""
    given = answers(full=True)
    given["i1-3"]["importance"] = "tres-fort"
    put(page, turned, given)
    view(page, "profil")
    moved = page.locator("[data-ligne='i1-3']")
    assert moved.locator(".auto-numero").inner_text() == "2.3"
    assert moved.locator("[data-lecture=importance]").inner_text() == "6\u00a0très important"
    headed = page.locator(".auto-constat", has=page.locator("h4", has_text="Priorités")).locator("[data-constat]")
    ids = [i for i in FIGURES.findings(given)["priorites"] if i not in ("i1-3", "i2-3")]
    assert [i for i in headed.evaluate_all("l => l.map((x) => x.dataset.constat)") if i not in ("i1-3", "i2-3")] == ids
