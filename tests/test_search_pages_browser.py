"""Every page that is not a pole's can be found by its name, and by the words people have for it."""

from __future__ import annotations

import pytest

from atlas import urls
from atlas.client.search_documents import beside
from atlas.content import library
from tests import pages
from tests.atlases import real_atlas
from tests.sites import PROJECT
from tests.test_search_places_browser import ask

# The home page is one link away from everywhere, the search page is where one is, and the lists follow from the page above them.
LEFT_OUT = {urls.HOME, urls.RECHERCHE, urls.NOT_FOUND, urls.STYLE}


def test_every_page_of_ours_is_in_the_index_under_its_title(real):
    """Whatever the menu and the foot of every page lead to, and whatever the plan lists on its own level, has a document."""
    atlas = real_atlas()
    written = library.Writings(PROJECT / "content", atlas.config, atlas.vocabularies, atlas.places)
    known = {document.url: document.title for document in beside(atlas, written.textes, written.glossaire)}
    found = pages.all_of(real)
    above = {url for url in found if url.count("/") == 1 or url in (urls.AUTODIAGNOSTIC, urls.GRILLE, urls.EDITEUR, urls.CODES)}

    assert len(above) > 20
    for url in above - LEFT_OUT:
        title = "".join(found[url].one("h1").itertext()).strip()
        assert url in known, url
        assert title.startswith(known[url]), url


EVIDENT = [
    ("glossaire", "glossaire/"), ("lexique", "glossaire/"), ("SCIC", "glossaire/"), ("EPCI", "glossaire/"), ("cluster", "comprendre/"),
    ("clusters", "comprendre/"), ("qu’est-ce qu’un PTCE", "comprendre/"), ("PTCE", "comprendre/"), ("collectivités", "collectivites/"),
    ("mairie", "collectivites/"), ("observatoire", "observatoire/"), ("statistiques", "observatoire/"), ("nombre de PTCE", "observatoire/"),
    ("autodiagnostic", "referentiel/autodiagnostic/"), ("Auto-évaluation", "referentiel/autodiagnostic/"),
    ("grille", "referentiel/autodiagnostic/grille/"), ("référentiel", "referentiel/"), ("signataires", "charte/"), ("éditeur", "contribuer/editeur/"),
    ("quoi de neuf", "quoi-de-neuf/"), ("newsletter", "quoi-de-neuf/"), ("comment créer un PTCE", "comprendre/"),
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
