"""What people bring ready-made enters the editor by pasting: rows of a spreadsheet, the lines of a self-assessment."""

from __future__ import annotations

import pytest

from tests.assessing import answers, put, view
from tests.editing import Editor
from tests.sites import CSP, PROJECT
from tests.test_editor_browser import changed_lines, examined, said

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page, static_server, real, context) -> Editor:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Editor(page, static_server(real, "/atlas/", CSP))


@pytest.mark.parametrize("pole", ["epv", ""], ids=["of the atlas", "new"])
def test_the_lines_of_a_self_assessment_enter_by_one_paste(editor, pole, tmp_path):
    """From the page that prepares them to the record, by two buttons, a link and a paste; no line is written by hand."""
    page, given = editor.page, answers()
    put(page, f"{editor.root}referentiel/autodiagnostic/", given, pole=pole, date="2026-10-02")
    view(page, "garder")
    page.get_by_role("button", name="Copier ces lignes").click()
    page.get_by_text("Les lignes sont copiées.").wait_for()
    page.get_by_role("link", name="L’éditeur de fiches, où les coller").click()
    page.wait_for_selector("[data-editeur][data-pret]")
    area = page.get_by_label("Les lignes que prépare la page de l’autodiagnostic")
    assert area.evaluate("e => e === document.activeElement")
    page.keyboard.press("Control+V")
    page.get_by_role("button", name="Reprendre ces lignes").click()
    assert "Un autodiagnostic du 2\xa0octobre 2026" in page.locator("[data-autodiagnostic-dit]").inner_text()
    path = editor.download(tmp_path)
    values, _ = said(path)
    wanted = {id_: {use: degree for use, degree in row.items() if degree} for id_, row in given.items()}
    assert values["autodiagnostic"]["reponses"] == {id_: row for id_, row in wanted.items() if row}
    assert values["sources"][values["autodiagnostic"]["source"]]["titre"] == "Autodiagnostic du pôle"
    if pole:
        before = (PROJECT / f"poles/{pole}.md").read_text(encoding="utf-8")
        assert not [line for line in changed_lines(before, editor.text()) if line.startswith("-")]
        assert examined(path) == []


def test_lines_that_are_no_self_assessment_are_refused(editor):
    """Nothing enters, and the page says what to copy."""
    editor.open("#c-autodiagnostic")
    before = editor.text()
    for lines in ("n’importe quoi : a : b", "nom: Un pôle", "autodiagnostic: oui"):
        editor.page.get_by_label("Les lignes que prépare la page de l’autodiagnostic").fill(lines)
        editor.page.get_by_role("button", name="Reprendre ces lignes").click()
        editor.page.get_by_role("alert").filter(has_text="ne se lisent pas").wait_for()
        assert editor.text() == before


def pasted(editor: Editor, key: str, lines: str, count: str) -> None:
    place = editor.page.locator(f'[data-champ="{key}"]').first
    place.get_by_role("button", name="Coller depuis un tableur").click()
    editor.page.get_by_label("Collez ici").fill(lines)
    editor.page.get_by_role("button", name=f"Ajouter {count}").click()


def test_sources_then_figures_come_from_a_spreadsheet(editor, tmp_path):
    """Numbers and dates as people write them; a source is known by its title; the terminal has nothing to say."""
    editor.open("?pole=epv")
    before = (PROJECT / "poles/epv.md").read_text(encoding="utf-8")
    editor.screen("fiche")
    pasted(editor, "sources", "Titre\tDate\tAdresse\nRapport : l’année 2023\t12/03/2024\twww.exemple.fr/rapport\nLes comptes\tjuin 2022\t\n", "2\u00a0lignes")
    editor.part("chiffres")
    pasted(
        editor, "chiffres",
        "Libellé\tValeur\tUnité\tAnnée\tSource\nSurface\t1 200,5\thectares\t2023\tRapport : l’année 2023\nSociétaires\t\"4\u202f000\"\tpersonnes\t2022\tLes comptes\n",
        "2\u00a0lignes",
    )  # fmt: skip
    path = editor.download(tmp_path)
    values, _ = said(path)
    assert values["sources"]["rapport-l-annee-2023"] == {"titre": "Rapport : l’année 2023", "date": "2024-03-12", "url": "https://www.exemple.fr/rapport"}
    assert values["sources"]["les-comptes"] == {"titre": "Les comptes", "date": "2022-06"}
    assert values["chiffres"][-2:] == [
        {"libelle": "Surface", "valeur": "1200.5", "unite": "hectares", "annee": "2023", "source": "rapport-l-annee-2023"},
        {"libelle": "Sociétaires", "valeur": "4000", "unite": "personnes", "annee": "2022", "source": "les-comptes"},
    ]
    assert examined(path) == []
    assert not [line for line in changed_lines(before, editor.text()) if line.startswith("-")]
