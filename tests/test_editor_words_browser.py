"""What the editor shows of a bad record: in the form the words of a form, in the text box of a broken file those of the terminal."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from atlas.problems.phrases import say
from atlas.problems.report import AVERTISSEMENT, PERSONAL, Problem
from atlas.site import examination
from tests import browser
from tests.checking import INVALID, TODAY, VALID, fixture, minimal
from tests.editing import Editor
from tests.form_cases import cases
from tests.form_messages import OF_A_FILE, Message, Shown, files_of, openable, told
from tests.repetitions import some
from tests.sites import PROJECT, at_home
from tools.form_messages import line

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser
NAME = "pole-exemple.md"
SHOWN = {  # where each problem is told once: at the last step, or above the text of a file that cannot be read
    True: "[data-bilan] li", False: "[data-fautes-lignes] li",
}  # fmt: skip
NO_RECORD = ("fichier_entete-absente", "fichier_page-web", "fichier_rtf", "yaml_sans-cles")  # the page refuses them, as it does a letter
LISTED = (PROJECT / "docs" / "messages-du-formulaire.md").read_text(encoding="utf-8")


TYPED_OR_OF_A_FILE = re.compile(r"poles/|\b[a-z]+_[a-z_]+\b")  # unless it stands in the field


def words_of_a_file(message: Message) -> list[str]:
    """What in a sentence can only be understood with the file before one’s eyes."""
    found = [word[0] for word in TYPED_OR_OF_A_FILE.finditer(message.said) if word[0] not in message.typed]
    return [*found, *(word[0] for word in OF_A_FILE.finditer(message.said))]


@pytest.fixture
def editor(page, static_server, real) -> Editor:
    page.clock.set_fixed_time(f"{TODAY}T12:00:00+01:00")
    return Editor(page, static_server(real)).open()


def terminal(data: bytes) -> list[Problem]:
    """What `check` says of a record beside those of the atlas."""
    the_house, others = at_home()
    verdict = examination.examine(the_house, [*others, (f"poles/{NAME}", data)], TODAY)
    return [p for p in verdict.problems if p.path == f"poles/{NAME}"]


def sentence(line: str | Problem) -> str:
    """What follows « champ : » : « lu …, attendu … → … »."""
    told = str(line)
    return told[told.index("lu ") :]


def words(places: Locator) -> list[str]:
    """The text of elements, but for their links to the page of codes and their buttons."""
    return places.evaluate_all("""(all) => all.map((element) => {
      const copy = element.cloneNode(true);
      for (const gone of copy.querySelectorAll("a[href^='../codes/'], button")) gone.remove();
      return copy.textContent.trim();
    })""")


def shown(editor: Editor, data: bytes) -> list[str]:
    """What stands on the screen once a file is opened."""
    page = editor.page
    page.locator("[data-ouvrir-fichier]").set_input_files({"name": NAME, "mimeType": "text/markdown", "buffer": data})
    browser.until(page, "(octets) => new TextEncoder().encode(atlasEditeur.etat.texte).length === octets", len(data))
    page.evaluate("atlasEditeur.verifier()")
    readable = page.evaluate("atlasEditeur.etat.lisible")
    if readable:
        editor.screen("envoi")
        page.evaluate("atlasEditeur.verifier()")
    return words(page.locator(SHOWN[readable]))


def test_the_form_tells_each_problem_without_a_word_of_the_file(page, static_server, real):
    """Every fixture and case it can open, or one in five: as many problems as `check` finds, each told as docs/messages-du-formulaire.md lists it."""
    form = Shown(page, static_server(real))
    count = 0
    tried = some([*openable(), *cases()], 5)
    for name, files in tried:
        messages = form.messages(files)
        assert sorted(message.code for message in messages) == sorted(problem.code for problem in told(files)), name
        assert {message.said: found for message in messages if (found := words_of_a_file(message))} == {}
        assert [line(message) for message in messages if line(message) not in LISTED] == [], "python -m tools.form_messages SITE"
        count += len(messages)
    assert count >= len(tried)
    assert LISTED.count("\n| ") - 2 * LISTED.count("\n## ") >= 60


def test_a_broken_file_is_told_in_the_terminal_s_words(editor):
    """Above the text box, where the file stands: every fixture that a browser can open and the form cannot, or one in four."""
    single = [(path, files[0][1]) for path in sorted(INVALID.glob("*.md")) if len(files := fixture(path).files) == 1]
    texts = [data for path, data in single if len(data) < 300_000 and data == data.decode("utf-8", "ignore").encode() and not files_of(path) and path.stem not in NO_RECORD]
    assert len(texts) > 30
    for data in some(texts, 4):
        assert sorted(map(sentence, shown(editor, data))) == sorted(map(sentence, terminal(data))), data.decode()[:600]


def test_each_field_tells_its_own_problem(editor):
    """Beside the field, « À corriger » or « À vérifier », then the sentence that the last step says."""
    data = (VALID / "minimal.md").read_text(encoding="utf-8").replace("statut: actif\n", "statut: actfi\n").replace("nom: ", "site_web: www.a.fr\nnom: ").encode()
    found = {p.field: p for p in terminal(data)}
    assert {"statut", "site_web"} <= found.keys()
    said = shown(editor, data)
    for field, problem in found.items():
        (beside,) = words(editor.page.locator(f'[data-champ="{field}"] > [data-fautes]').first)
        level = "À vérifier" if problem.level == AVERTISSEMENT else "À corriger"
        assert beside.startswith(f"{level}\u00a0: ")
        assert any(told.endswith(beside.partition("\u00a0: ")[2]) for told in said)


def test_an_unknown_word_written_twice_is_told_by_itself(editor):
    """No list has a label for it: each sentence about it quotes it as it was written."""
    said = shown(editor, minimal(("statut: actif", "statut: actif\nsecteurs: [lainerie, lainerie]")).encode())
    doubled = [told for told in said if "y est deux fois" in told]
    assert len(doubled) == 1
    assert "«\u202flainerie\u202f» y est deux fois" in doubled[0]


def test_a_list_on_the_line_of_its_key_is_told_as_such(editor):
    """A dash where no list can begin is told in the words of the terminal, and not as a colon out of place."""
    data = minimal(("statut: actif", "activites: - le tri")).encode()
    (said,) = shown(editor, data)
    assert sentence(said) == sentence(terminal(data)[0])
    assert "un tiret là où une liste ne peut pas commencer" in said


def test_a_problem_of_the_name_of_the_file_leads_to_that_name(editor):
    """Nothing of the form has it: its link, at the last step, puts the cursor where the file is named."""
    shown(editor, minimal().encode())
    editor.page.locator("#nom-fichier").fill("epv")
    editor.page.evaluate("atlasEditeur.verifier()")
    editor.page.locator("[data-bilan]").get_by_role("link", name="Le nom du fichier").click()
    assert editor.page.evaluate("document.activeElement.id") == "nom-fichier"


def test_a_line_under_another_key_goes_into_its_field_by_a_button(editor):
    """A key written by its label, nearly right, or out of its group: one press each, and what it said is in the form, and nowhere else."""
    shown(editor, minimal(("nom: Pôle exemple", "Nom: Pôle exemple"), ("statut: actif", "Situation: actif\nanne_creation: 2014\ncourriel: contact@exemple.fr")).encode())
    for name in ("Nom", "Situation", "Année de création", "Courriel"):
        editor.page.locator("[data-bilan]").get_by_role("button", name=f"Mettre dans «\u202f{name}\u202f»", exact=True).click()
    browser.until(editor.page, "atlasEditeur.etat.valeur('contact', 'courriel')")
    assert editor.errors() == []
    assert editor.page.locator("#c-nom").input_value() == "Pôle exemple"
    assert editor.field("courriel").input_value() == "contact@exemple.fr"
    assert terminal(editor.text().encode()) == terminal(minimal(("statut: actif", "statut: actif\nannee_creation: 2014\ncontact:\n  courriel: contact@exemple.fr")).encode())


def test_a_source_of_a_wrong_name_is_renamed_by_a_button(editor):
    """Where it is described and wherever it is cited, in a field and in the story."""
    shown(editor, minimal(
        ("  publication-2014:", "  La publication (2014):"), ("statut: actif", "statut: actif\nannee_creation: 2014\nprovenance: {annee_creation: La publication (2014)}"),
        ("[^publication-2014]", "[^La publication (2014)]"),
    ).encode())  # fmt: skip
    editor.page.locator("[data-bilan]").get_by_role("button", name="Corriger ce nom", exact=True).click()
    browser.until(editor.page, "atlasEditeur.etat.valeur('provenance', 'annee_creation') === 'la-publication-2014'")
    assert editor.errors() == []
    assert "[^la-publication-2014]" in editor.text()
    assert terminal(editor.text().encode()) == terminal(minimal(("statut: actif", "statut: actif\nannee_creation: 2014\nprovenance: {annee_creation: publication-2014}")).encode())


def test_one_commune_of_several_is_chosen_by_a_button(editor):
    """« Saint-Denis » left as typed: the message asks which, and one press fills the commune, its code, its département and its région."""
    commune = editor.page.locator("#c-commune")
    commune.fill("Saint-Denis")
    commune.blur()
    told = editor.page.locator("#c-commune-fautes")
    told.get_by_text("4 communes s’appellent «\u202fSaint-Denis\u202f». Laquelle est-ce\u202f?").wait_for()
    told.get_by_role("button", name="Saint-Denis (La Réunion)").click()
    browser.until(editor.page, "atlasEditeur.etat.valeur('code_insee') === '97411'")
    assert [editor.value(key) for key in ("commune", "departement", "region")] == ["Saint-Denis", "La Réunion", "La Réunion"]
    assert not any("commune" in error.lower() for error in editor.errors())


@pytest.mark.parametrize(("old", "new", "field", "button", "value"), [
    ("statut: actif", "statut: actfi", "statut", "Mettre Actif", "actif"),
    ("statut: actif", "statut: actif\nsite_web: www.exemple.fr", "site_web", "Mettre https://www.exemple.fr", "https://www.exemple.fr"),
    ("departement: Ille-et-Vilaine", "departement: Ille-et-Vilaine\ncoordonnees: {latitude: -1.68, longitude: 48.11}", "coordonnees", "Mettre 48.11, -1.68", {"latitude": "48.11", "longitude": "-1.68"}),
    ("departement: Ille-et-Vilaine", "departement: Ille-et-Vilaine\nterritoire:\n  libelle: Redon\n  departements: [Morbian]", "territoire.departements", "Mettre Morbihan", ["Morbihan"]),
])  # fmt: skip
def test_the_word_that_the_message_proposes_is_set_by_its_button(editor, old, new, field, button, value):
    """Where the problem is told at the end: one press, and it is told no more."""
    shown(editor, minimal((old, new)).encode())
    editor.page.locator("[data-bilan]").get_by_role("button", name=button, exact=True).click()
    assert editor.value(*field.split(".")) == value
    assert editor.errors() == []


@pytest.mark.parametrize(("old", "new", "place"), [
    ("statut: actif", "statut: actfi", "[data-bilan]"), ("statut: actif", "statut: actfi", '[data-champ="statut"] > [data-fautes]'),
    ("nom: Pôle exemple", "nom: Pôle exemple : là", "[data-fautes-lignes]"),
])  # fmt: skip
def test_a_problem_leads_to_the_explanation_of_its_code(editor, old, new, place):
    """« Pourquoi ? », in a new tab so that nothing typed is left, and named by the code; wherever the problem is told."""
    data = (VALID / "minimal.md").read_text(encoding="utf-8").replace(old, new).encode()
    (problem,) = (p for p in terminal(data) if p.level != AVERTISSEMENT)
    shown(editor, data)
    if "champ" in place:
        editor.screen("fiche")
    link = editor.page.locator(place).get_by_role("link", name=f"Pourquoi\u202f? {problem.code} (nouvel onglet)", exact=True)
    with editor.page.context.expect_page() as opened:
        link.click()
    explained = opened.value.locator(f"h3#{problem.code}")
    explained.wait_for()
    opened.value.wait_for_function("(code) => document.querySelector(':target')?.id === code", arg=problem.code)


def test_a_link_reached_by_keyboard_is_still_there_after_the_check(editor):
    """From a wrong field back to « Pourquoi ? » : the check that follows does not take the focus away."""
    editor.part("contact")
    site = editor.field("site_web")
    site.fill("pas une adresse")
    site.blur()
    link = editor.page.locator("#c-site-web-fautes a")
    link.wait_for()
    site.focus()
    editor.page.keyboard.press("Shift+Tab")
    editor.page.evaluate("atlasEditeur.verifier()")
    assert link.evaluate("e => e === document.activeElement")


def test_what_a_new_source_lacks_is_told_in_the_same_words(editor):
    """Before it enters the record: a title, then a date or an address."""
    editor.part("acteurs")
    row = editor.add_row("parties_prenantes")
    row.locator("[data-choix-source]").select_option(label="+ une nouvelle source…")
    new = row.locator("[data-source-neuve]")
    new.get_by_role("button", name="Ajouter cette source").click()
    assert new.get_by_role("alert").inner_text() == "Il manque «\u202fTitre de la source\u202f». Remplissez ce champ."
    new.get_by_label("Titre de la source").fill("Un article")
    new.get_by_role("button", name="Ajouter cette source").click()
    assert new.get_by_role("alert").inner_text() == "Cette source n’a ni date ni adresse\u00a0: un lecteur ne la retrouverait pas. Donnez au moins l’une des deux."
    assert say("source-sans-date-ni-lien", lu="x").read not in new.inner_text()


def test_what_the_consent_excludes_is_never_said_to_wait(editor):
    """A mobile number and an address that names someone are to settle before sending; what else may be checked can wait, apart."""
    editor.open()
    editor.shown("telephone").fill("06 39 98 00 01")
    editor.shown("courriel").fill("marie.durand@exemple.fr")
    editor.shown("site_web").fill("http://exemple.fr/")
    editor.screen("envoi")
    editor.page.evaluate("atlasEditeur.verifier()")
    told = editor.page.locator("[data-bilan]")
    told.get_by_role("heading", name="2\xa0points à régler avant d’envoyer").wait_for()
    listed = told.locator("h4:has-text('avant d’envoyer') + p + ul a[href*='codes/#']")
    assert {a.split("#")[1] for a in listed.evaluate_all("all => all.map((a) => a.href)")} == {"telephone-mobile", "courriel-personnel"} <= PERSONAL
    constants = re.search(r"PERSONNELS = (\[.*?\])", (PROJECT / "assets/editeur/problemes.js").read_text(encoding="utf-8"))
    assert constants
    assert set(json.loads(constants[1])) == PERSONAL


def test_what_is_missing_is_told_by_what_the_screen_shows(editor):
    """An answer is chosen among those that are there; the first source has its empty card: no button is to be pressed, none is a list."""
    editor.open()
    editor.screen("envoi")
    told = editor.page.locator("[data-bilan]")
    told.get_by_text("Il manque « Situation ». Choisissez une réponse.").wait_for()
    told.get_by_text("Il manque « Sources ». Remplissez « Source 1 ».").wait_for()
    told.get_by_text("Il manque « Département ». Choisissez dans la liste.").wait_for()
