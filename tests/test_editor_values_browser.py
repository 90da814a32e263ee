"""What people type as they write it on paper becomes what a record holds, or is asked about; a pole that is there already is told by its name."""

from __future__ import annotations

import pytest

from tests.editing import Editor
from tests.sites import CSP

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page, static_server, real, context) -> Editor:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Editor(page, static_server(real, "/atlas/", CSP)).open()


# ---- A pole that may be there already ----


@pytest.mark.parametrize(("key", "typed", "told"), [
    ("nom", "bouquetot", "Éco-domaine de Bouquetot, Saint-Pierre-Azif, Calvados (le nom se ressemble)"),
    ("nom", "Ecodomaine de Bouquetto", "Éco-domaine de Bouquetot, Saint-Pierre-Azif, Calvados (le nom se ressemble)"),
    ("porteur", "L’association Ecopya", "Éco-domaine de Bouquetot, Saint-Pierre-Azif, Calvados (la structure porteuse est la même)"),
    ("site_web", "http://www.epv.eolien-citoyen.fr", "EPV – Éoliennes en Pays de Vilaine, Ille-et-Vilaine (le site est le même)"),
])  # fmt: skip
def test_a_pole_of_the_same_name_or_structure_is_shown_under_the_field_that_tells_it(editor, key, typed, told):
    """Whatever the case, the accents, a slip, the legal form, `www`."""
    editor.see(key).fill(typed)
    near = editor.page.locator("[data-deja]")
    near.locator("li").filter(has_text=told).first.wait_for()
    assert near.evaluate("e => e.previousElementSibling.dataset.champ") == key


def test_a_neighbour_is_not_taken_for_the_same_pole(editor):
    """In a big town, among poles of the same place and with its name in one's own, nothing is said."""
    page = editor.page
    editor.commune("Lille", "Lille Nord")
    editor.field("nom").fill("Les Menuiseries de Lille")
    editor.field("nom").blur()
    page.evaluate("atlasEditeur.verifier()")
    editor.field("nom").fill("bouquetot")  # then it speaks, of what it should: the silence before was no delay
    page.locator("[data-deja] li").first.wait_for()
    assert page.locator("[data-deja] li").count() == 1
    assert "Lille" not in page.locator("[data-deja]").inner_text()


def test_two_poles_of_one_name_in_two_departements_are_a_warning(editor):
    """The record stays right, and its file has a name of its own; in one département, it is an error."""
    page = editor.page
    editor.field("nom").fill("CoopAxis")
    editor.commune("Lille", "Lille Nord")
    page.locator("[data-deja] li").first.wait_for()
    assert [(p["level"], p["code"]) for p in editor.problems("nom")] == [("avertissement", "nom-en-double")]
    assert page.evaluate("atlasEditeur.etat.slug") == "coopaxis-lille"
    editor.commune("Loches", "Loches Indre-et-Loire")
    assert [(p["level"], p["code"]) for p in editor.problems("nom")] == [("erreur", "nom-en-double")]
