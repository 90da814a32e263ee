"""A source is chosen where the value is typed: proposed, declared there, cited once, without a mark that follows its reader."""

from __future__ import annotations

import pytest

from atlas.check.tracking import clean
from tests import browser
from tests.checking import TODAY, minimal
from tests.editing import Editor

pytestmark = pytest.mark.browser
BY_HAND = "Ce n’est pas elle"
FOLLOWED = "https://exemple.fr/pole?page=2&utm_source=lettre&fbclid=IwAR0#:~:text=six%20ateliers"


@pytest.fixture
def editor(page, static_server, real) -> Editor:
    page.clock.set_fixed_time(f"{TODAY}T12:00:00+01:00")
    return Editor(page, static_server(real)).open()



def opened(editor: Editor, text: str) -> None:
    """Open a record from its file."""
    editor.page.locator("[data-ouvrir-fichier]").set_input_files({"name": "pole-exemple.md", "mimeType": "text/markdown", "buffer": text.encode()})
    browser.until(editor.page, "(texte) => atlasEditeur.etat.texte === texte", text)


def two_sources() -> str:
    return minimal(("    date: 2014\n", "    date: 2014\n  site:\n    titre: Le site du pôle\n    url: https://exemple.fr/\n"), (".[^pub", ".[^site][^pub"))


def test_the_only_source_is_proposed_in_sight_and_taken_away_by_one_press(editor):
    """With the first word of a row; the row says so, and once refused it is not put back."""
    opened(editor, minimal())
    editor.part("chiffres")
    row = editor.add_row("chiffres")
    assert not row.locator("[data-source-proposee]").count()
    row.get_by_label("Libellé").fill("Salariés")
    assert editor.value("chiffres", 0, "source") == "publication-2014"
    note = row.locator("[data-source-proposee]")
    assert note.inner_text().startswith("C’est la seule source déclarée.")
    note.get_by_role("button", name=BY_HAND).click()
    row.get_by_label("Unité").fill("personnes")
    assert editor.value("chiffres", 0) == {"libelle": "Salariés", "unite": "personnes"}
    assert row.locator("[data-source-proposee]").count() == 0


def test_a_row_emptied_keeps_no_proposed_source(editor):
    """What was proposed is no value of its own: it goes with the last word typed."""
    opened(editor, minimal())
    editor.part("chiffres")
    row = editor.add_row("chiffres")
    row.get_by_label("Libellé").fill("Salariés")
    row.get_by_label("Libellé").fill("")
    assert editor.value("chiffres") is None


def test_the_last_source_used_is_proposed_for_the_next_value(editor):
    """Of several, none until one has been chosen; then the same, first in every menu too, and in that of the story."""
    opened(editor, two_sources())
    editor.part("chiffres")
    row = editor.add_row("chiffres")
    row.get_by_label("Libellé").fill("Salariés")
    assert editor.value("chiffres", 0) == {"libelle": "Salariés"}
    row.locator("[data-choix-source]").select_option("site")
    row = editor.add_row("chiffres")
    row.get_by_label("Libellé").fill("Ateliers")
    assert editor.value("chiffres", 1, "source") == "site"
    assert row.locator("[data-source-proposee]").inner_text().startswith("La même source que juste avant.")
    first = "(menu) => [...menu.options].slice(1).map((o) => o.value)"
    assert editor.page.locator("#c-statut-provenance").evaluate(first)[0] == "site"


def test_the_first_source_declared_serves_the_values_that_waited_for_it(editor):
    """Values first, source after: one notice says how many have it, and one press takes it away from all."""
    editor.part("chiffres")
    for label in ("Salariés", "Ateliers"):
        editor.add_row("chiffres").get_by_label("Libellé").fill(label)
    editor.part("acteurs")
    row = editor.add_row("parties_prenantes")
    row.get_by_label("Nom").fill("Ecopya")
    editor.sourced(row, "Le site du pôle")
    notice = editor.page.locator("[data-sujet=sources]")
    assert "La source est mise à 2\u00a0valeurs qui n’en avaient pas." in notice.inner_text()
    assert [editor.value("chiffres", n, "source") for n in (0, 1)] == ["le-site-du-pole"] * 2
    notice.get_by_role("button", name="Défaire").click()
    assert [editor.value("chiffres", n, "source") for n in (0, 1)] == [None, None]
    assert editor.value("parties_prenantes", 0, "source") == "le-site-du-pole"


def test_a_source_used_nowhere_is_cited_by_one_press_at_the_end(editor):
    """Where the last step tells of it: the story ends with it, and nothing is left to check."""
    opened(editor, minimal(("    date: 2014\n", "    date: 2014\n  site:\n    titre: Le site du pôle\n    url: https://exemple.fr/\n")))
    editor.screen("envoi")
    editor.page.evaluate("atlasEditeur.verifier()")
    told = editor.page.locator("[data-bilan] li", has_text="Rien ne cite encore «\u202fLe site du pôle\u202f».")
    told.get_by_role("button", name="Citer à la fin du récit").click()
    assert editor.text().endswith("voisines.[^publication-2014][^site]\n")
    told.wait_for(state="detached")


def test_marks_that_follow_a_reader_are_taken_off_and_said(editor):
    """In a field and in a new source; « Les remettre » undoes it, and they stay then."""
    editor.part("contact")
    site = editor.field("site_web")
    site.fill(FOLLOWED)
    site.blur()
    assert editor.value("site_web") == clean(FOLLOWED)[0] == "https://exemple.fr/pole?page=2"
    note = editor.page.locator("[data-suivi-ote]")
    assert note.inner_text().startswith("Des marques de suivi sont ôtées de l’adresse\u00a0: utm_source, fbclid, #:~:text.")
    note.get_by_role("button", name="Les remettre").click()
    assert editor.value("site_web") == FOLLOWED
    assert note.count() == 0


def test_the_same_address_typed_twice_offers_the_source_that_is_there(editor):
    """While a new source is typed in a row: told at once, whatever its marks; taken by one press, or made anew."""
    opened(editor, two_sources())
    editor.part("acteurs")
    row = editor.add_row("parties_prenantes")
    row.get_by_label("Nom").fill("Ecopya")
    row.locator("[data-choix-source]").select_option(label="+ une nouvelle source…")
    new = row.locator("[data-source-neuve]")
    address = new.get_by_label("Adresse de la page")
    address.fill("http://www.exemple.fr?utm_campaign=x")
    address.blur()
    assert "Cette adresse est déjà celle de «\u202fLe site du pôle\u202f»." in new.get_by_role("alert").inner_text()
    new.get_by_role("button", name="Prendre cette source").click()
    assert editor.value("parties_prenantes", 0, "source") == "site"
    assert len(editor.value("sources")) == 2


def test_two_sources_of_one_address_become_one(editor):
    """From the message: what cited the second cites the first, in the story too."""
    text = two_sources().replace("  site:\n", "  accueil:\n    titre: L’accueil\n    url: http://exemple.fr\n  site:\n")
    opened(editor, text.replace("verifie_le:", "chiffres:\n  - libelle: Ateliers\n    valeur: 6\n    unite: ateliers\n    source: site\nprovenance:\n  nom: site\nverifie_le:"))
    editor.screen("envoi")
    editor.page.evaluate("atlasEditeur.verifier()")
    editor.page.locator("[data-bilan]").get_by_role("button", name="Garder une seule source").click()
    assert list(editor.value("sources")) == ["publication-2014", "accueil"]
    assert (editor.value("chiffres", 0, "source"), editor.value("provenance", "nom")) == ("accueil", "accueil")
    assert "[^accueil]" in editor.text()
    assert "site" not in editor.text().split("sources:")[0]


def test_a_new_record_given_the_name_of_another_is_told_so_whatever_is_mended(editor):
    """A button that changes the text in several places makes it no correction of the published record."""
    opened(editor, two_sources().replace("  site:\n", "  accueil:\n    titre: L’accueil\n    url: http://exemple.fr\n  site:\n"))
    editor.screen("envoi")
    editor.page.locator("#nom-fichier").fill("epv")
    editor.page.evaluate("atlasEditeur.verifier()")
    editor.page.locator("[data-bilan]").get_by_role("button", name="Garder une seule source").click()
    browser.until(editor.page, "Object.keys(atlasEditeur.etat.valeur('sources')).length === 2")
    assert "nom-de-fichier-en-double" in {problem["code"] for problem in editor.problems()}


def test_each_menu_of_sources_has_its_own_name(editor):
    """« La source de : Activités », « Source de : Chiffre 2 »: a narrow screen shows nine of them one above the other."""
    editor.part("chiffres")
    editor.add_row("chiffres").get_by_label("Libellé").fill("Salariés")
    editor.page.set_viewport_size({"width": 320, "height": 640})
    names = editor.page.locator("[data-formulaire] select[data-choix-source]").evaluate_all("(all) => all.map((menu) => menu.labels[0].textContent.replace(/\\s+/g, ' ').trim())")
    assert len(names) > 12
    assert len(set(names)) == len(names)
    assert {"La source de : Activités", "Mutualisation de projets, phrase 1", "Chiffre 2"} <= {name.removeprefix("Source de : ").removesuffix("obligatoire").strip() for name in names}
    assert editor.page.evaluate("document.documentElement.scrollWidth") == 320


def test_many_values_without_a_source_are_one_line_and_one_press(editor):
    """Ten members pasted, two sources declared and none chosen: one line with a link to each, and one source for all."""
    opened(editor, two_sources())
    editor.part("acteurs")
    page = editor.page
    place = page.locator('[data-champ="parties_prenantes"]').first
    place.get_by_role("button", name="Coller depuis un tableur").click()
    page.get_by_label("Collez ici").fill("Nom\tFamille\n" + "".join(f"Membre {n}\tEntreprises\n" for n in range(1, 9)) + "Membre 9\tGuilde\nMembre 10\tComité\nMembre 11\tGuilde\nMembre 12\tGuilde\n")
    page.get_by_role("button", name="Ajouter 12\xa0lignes").click()
    editor.screen("envoi")
    page.evaluate("atlasEditeur.verifier()")
    lines = page.locator("[data-bilan] > ul").first.locator("li")
    assert lines.count() == 3
    assert lines.nth(1).inner_text().startswith("Partie prenante 9, famille\u202f; Partie prenante 11, famille\u202f; Partie prenante 12, famille\xa0: «\u202fGuilde\u202f» n’est pas dans la liste.")
    sources = lines.nth(0)
    assert sources.inner_text().startswith("12\xa0valeurs sans source\xa0: Partie prenante 1 (Membre 1)\u202f; Partie prenante 2 (Membre 2)")
    sources.get_by_role("link", name="Partie prenante 7 (Membre 7)").click()
    assert "Partie prenante 7" in page.evaluate("document.activeElement.closest('[data-ligne]').getAttribute('aria-label')")
    editor.screen("envoi")
    sources.get_by_label("La source de ces 12 valeurs").select_option(label="+ une nouvelle source…")
    editor.page.locator("[data-source-neuve]").get_by_label("Titre de la source").fill("L’annuaire")
    editor.page.locator("[data-source-neuve]").get_by_label("Adresse de la page").fill("https://exemple.fr/annuaire")
    editor.page.locator("[data-source-neuve]").get_by_role("button", name="Ajouter cette source").click()
    browser.until(page, "document.querySelector('[data-pour-toutes]')?.value === 'l-annuaire'")
    sources.get_by_role("button", name="Donner cette source à toutes").click()
    assert {row["source"] for row in editor.value("parties_prenantes")} == {"l-annuaire"}
    lines.filter(has_text="valeurs sans source").wait_for(state="detached")
    assert lines.count() == 2
    assert {menu.input_value() for menu in place.locator("[data-ligne]:not([data-vide]) [data-choix-source]").all()} == {"l-annuaire"}


def test_a_note_of_the_preview_leads_to_its_source(editor):
    """Its number is that of the source in the list, and its link leads to that line."""
    opened(editor, two_sources())
    editor.screen("envoi")
    editor.preview()
    notes = editor.page.locator(".apercu-recit .renvoi")
    notes.first.wait_for()
    led = notes.evaluate_all("all => all.map((a) => [a.textContent, document.querySelector(a.hash)?.textContent.split(/[.,]/)[0]])")
    assert led == [["2", "Le site du pôle"], ["1", "La publication de 2014"]]


def test_what_is_no_address_is_shown_as_no_site(editor):
    """In the preview, a source whose address cannot be read has its title and its date alone."""
    opened(editor, minimal(("    date: 2014\n", "    date: 2014\n    url: pas une adresse\n")))
    editor.screen("envoi")
    editor.preview()
    source = editor.page.locator("#apercu-source-1")
    source.wait_for()
    assert source.inner_text() == "La publication de 2014, 2014."
