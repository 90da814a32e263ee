"""Every page that is not a pole's can be found by its name, and by the words people have for it."""

from __future__ import annotations

import pytest

from tests.test_search_places_browser import ask

EVIDENT = [
    ("glossaire", "glossaire/"), ("lexique", "glossaire/"), ("SCIC", "glossaire/"), ("EPCI", "glossaire/"), ("cluster", "comprendre/"),
    ("clusters", "comprendre/"), ("qu’est-ce qu’un PTCE", "comprendre/"), ("PTCE", "comprendre/"), ("collectivités", "collectivites/"),
    ("mairie", "collectivites/"), ("observatoire", "observatoire/"), ("statistiques", "observatoire/"), ("nombre de PTCE", "observatoire/"),
    ("autodiagnostic", "referentiel/autodiagnostic/"), ("Auto-évaluation", "referentiel/autodiagnostic/"),
    ("grille", "referentiel/autodiagnostic/grille/"), ("référentiel", "referentiel/"), ("signataires", "charte/"), ("éditeur", "contribuer/editeur/"),
    ("quoi de neuf", "quoi-de-neuf/"), ("newsletter", "quoi-de-neuf/"), ("comment créer un PTCE", "comprendre/"), ("qui appeler", "collectivites/"),
    ("marché public réservé", "collectivites/"), ("financement PTCE", "collectivites/"), ("subvention", "collectivites/"), ("loi ess", "comprendre/"),
    ("article 9", "comprendre/"), ("liste des ptce", "poles/"), ("carte des ptce", "poles/"), ("combien de ptce en france", "observatoire/"),
    ("mon pôle n’y est pas", "poles-cherches/"), ("note pour le conseil", "pres-de-chez-moi/"),
]  # fmt: skip


@pytest.mark.browser
def test_an_evident_word_leads_straight_to_its_page(page, static_server, real):
    """One word, and its page stands above the results."""
    root = static_server(real)
    page.goto(f"{root}recherche/")
    for typed, address in EVIDENT:
        ask(page, typed)
        straight = page.locator(".recherche-direct a")
        straight.wait_for()
        assert straight.evaluate("link => link.href") == root + address, typed


FILTERED = [("cessé", "situation=cesse"), ("lauréats 2023", "reconnaissance=appel-2023"), ("pôle témoin", "reconnaissance=temoin-2011")]


@pytest.mark.browser
def test_a_situation_or_a_call_leads_to_the_poles_it_tells_of(page, static_server, real):
    """No record says these words: the list already filtered is the first answer."""
    root = static_server(real)
    page.goto(f"{root}recherche/")
    for typed, filters in FILTERED:
        ask(page, typed)
        first = page.locator(".recherche-direct a, .resultat-titre a").first
        first.wait_for()
        assert first.evaluate("link => link.href") == f"{root}poles/?{filters}", typed
