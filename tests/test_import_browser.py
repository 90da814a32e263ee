"""A line of a table enters the editor by pasting or dropping: what each column says is shown, and nothing enters without leave."""

from __future__ import annotations

import pytest

from tests.editing import Editor
from tests.test_editor_browser import said

pytestmark = pytest.mark.browser

TABLE = (
    "Annuaire du réseau\t\t\t\t\t\t\t\n"
    "Structure\tVille\tCP\tMail\tSite internet\tSecteur d’activité\tCréation\tNom du contact\n"
    "Pôle tapis\tAubusson\t23200\t\t\t\t\t\n"
    "Pôle laine\tFelletin\t23500\tcontact@laine.exemple.fr\twww.laine.fr\tIndustrie, filature\t12/03/2012\tJeanne Martin\n"
)


@pytest.fixture
def editor(page, static_server, miniature, context) -> Editor:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Editor(page, static_server(miniature, "/atlas/")).open()


def paste(editor: Editor, text: str, where: str) -> None:
    editor.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    editor.page.locator(where).focus()
    editor.page.keyboard.press("Control+V")


def test_one_line_of_a_pasted_table_fills_the_form(editor, tmp_path):
    """The columns are understood as `import` does; one is left aside; the source is declared and given to each field."""
    page = editor.page
    paste(editor, TABLE, "#c-nom")
    frame = page.get_by_role("group", name="Reprendre une ligne d’un tableau")
    frame.get_by_label("Le pôle à reprendre (2\xa0lignes)").select_option(label="2. Pôle laine")
    rows = [[*row.locator("th").inner_text().split("\n"), row.locator("select").evaluate("s => s.value")] for row in frame.locator("tbody tr").all()]
    assert rows == [
        ["Structure", "Pôle laine", "nom"], ["Ville", "Felletin", "commune"], ["CP", "23500", "code_postal"], ["Mail", "contact@laine.exemple.fr", "contact.courriel"],
        ["Site internet", "www.laine.fr", "site_web"], ["Secteur d’activité", "Industrie, filature", "secteurs"], ["Création", "12/03/2012", "annee_creation"], ["Nom du contact", "Jeanne Martin", ""],
    ]  # fmt: skip
    assert editor.field("nom").input_value() == ""
    frame.get_by_label("Ce que dit «\u202fMail\u202f»").select_option(label="Ne pas reprendre")
    frame.get_by_label("Ce qu’est ce tableau, et qui le publie").fill("Annuaire du réseau d’essai")
    frame.get_by_label("Sa date").fill("mars 2026")
    frame.get_by_role("button", name="Reprendre cette ligne").click()
    page.locator("[data-lieu-dit] strong").get_by_text("Felletin").wait_for()
    values, _ = said(editor.download(tmp_path))
    assert {key: values.get(key) for key in ("nom", "departement", "commune", "code_insee", "site_web", "secteurs", "activites", "annee_creation", "contact")} == {
        "nom": "Pôle laine", "departement": "Creuse", "commune": "Felletin", "code_insee": "23079", "site_web": "https://www.laine.fr",
        "secteurs": ["industrie"], "activites": ["filature"], "annee_creation": "2012", "contact": None,
    }  # fmt: skip
    (source,) = values["sources"]
    assert values["sources"][source] == {"titre": "Annuaire du réseau d’essai", "date": "2026-03"}
    assert values["provenance"] == dict.fromkeys(("nom", "site_web", "secteurs", "activites", "annee_creation", "commune"), source)
    assert "Martin" not in editor.text()


def test_what_is_written_already_stays(editor):
    """A field that has a value keeps it, and the page says so."""
    page = editor.page
    editor.field("nom").fill("Mon nom")
    page.locator("[data-ouvrir] > summary").click()
    page.get_by_role("button", name="Reprendre une ligne d’un tableau").click()
    page.get_by_label("Collez ici les cellules").fill("nom;commune;département\nPôle laine;Valence;\nPôle tapis;Aubusson;Creuse\n")
    page.get_by_role("button", name="Reprendre cette ligne").click()
    told = page.locator("[data-sujet=tableau]")
    told.wait_for()
    assert "Laissés tels qu’ils sont dans la fiche, ou illisibles dans le tableau\xa0: Nom." in told.inner_text()
    assert "La commune «\u202fValence\u202f» n’est pas sûre\xa0: choisissez-la dans la liste." in told.inner_text()
    assert editor.field("nom").input_value() == "Mon nom"


def test_what_is_no_table_of_poles_is_pasted_as_text(editor):
    """Two lines without titles stay where they were pasted; in the frame, a sentence says what is missing."""
    page = editor.page
    paste(editor, "Pôle\tlaine", "#c-nom")
    assert page.get_by_role("group", name="Reprendre une ligne d’un tableau").count() == 0
    page.locator("[data-ouvrir] > summary").click()
    page.get_by_role("button", name="Reprendre une ligne d’un tableau").click()
    page.get_by_label("Collez ici les cellules").fill("a;b\n1;2\n")
    page.get_by_role("alert").filter(has_text="Aucune ligne de titres n’est reconnue").wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_label("Collez ici les cellules").count() == 0


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_file_chosen_opens_as_a_table(editor, encoding):
    """In the encodings that spreadsheets write; a workbook is told to be copied from."""
    page = editor.page
    chosen = page.locator("[data-ouvrir-fichier]")
    chosen.set_input_files({"name": "réseau.csv", "mimeType": "text/csv", "buffer": "Nom;Ville;Département\nPôle é <b>;Felletin;Creuse\n".encode(encoding)})
    page.get_by_role("rowheader", name="Nom Pôle é <b>").wait_for()
    chosen.set_input_files({"name": "réseau.xlsx", "mimeType": "application/zip", "buffer": b"PK"})
    page.get_by_text("est un classeur\xa0: copiez-y les titres").first.wait_for()


def test_a_file_that_is_no_record_is_called_what_it_is_and_changes_nothing(editor):
    """A PDF, a document, a self-assessment: said in words, with what to do; what was typed stays."""
    editor.open()
    editor.field("nom").fill("Pôle en cours")
    page = editor.page
    for name, data, told in (
        ("rapport.pdf", b"%PDF-1.7\n", "rapport.pdf » est un PDF, et non une fiche."),
        ("vide.md", b"", "vide.md » est vide, et non une fiche. Une fiche est un petit texte dont le nom finit par .md. Choisissez-en un autre, ou remplissez le formulaire."),
        ("gros.md", b"a" * 1_000_001, "gros.md » est trop gros, et non une fiche. Une fiche est un petit texte dont le nom finit par .md. Copiez plutôt"),
        ("notes.docx", b"PK\x03\x04\x14\x00", "est un document, un classeur ou une archive"),
        ("autodiagnostic.json", b'{\n  "format": "autodiagnostic-ptce"', "Ouvrez ce fichier sur la page de l’autodiagnostic"),
    ):
        page.locator("[data-ouvrir-fichier]").set_input_files({"name": name, "mimeType": "", "buffer": data})
        page.get_by_text(told).first.wait_for()
        assert editor.field("nom").input_value() == "Pôle en cours"
