"""On the search page, a question that is the name of a place also leads to the answer for that place."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from tests.browser import drawn

pytestmark = pytest.mark.browser
PLACES = "[data-recherche-lieux]:not([hidden]) li"


@pytest.fixture
def search(page, static_server, real):
    page.goto(f"{static_server(real)}recherche/")
    return page


def ask(search, typed):
    """Type a question in the place of the one before, once nothing is left of what answered that one."""
    field = search.get_by_label("Un pôle, un lieu")
    field.fill("")
    search.locator("[data-recherche-etat]:empty").wait_for(state="attached")
    search.locator("[data-recherche-lieux]").wait_for(state="hidden")
    field.fill(typed)


NAMED = [
    ("redon agglomeration", "pres-de-chez-moi/#epci=243500741", "intercommunalité, Ille-et-Vilaine (35)"),
    ("Redon", "pres-de-chez-moi/#commune=35236", "Ille-et-Vilaine (35)"),
    ("lhay les roses", "pres-de-chez-moi/#commune=94038", "Val-de-Marne (94)"),
    ("Creuse", "departements/23/", "département (23)"),
    ("poles a lyon", "pres-de-chez-moi/#commune=69123", "(69)"),
    ("pôles à Lyon", "pres-de-chez-moi/#commune=69123", "(69)"),
    ("qui répare des vélos près de Valence ?", "pres-de-chez-moi/#commune=26362", "Drôme (26)"),
    ("agriculture dans le Lot", "poles/#departement=46&q=agriculture", "« agriculture », dans ce département"),
    ("ressourcerie en Bretagne", "poles/#region=53&q=ressourcerie", "« ressourcerie », dans cette région"),
    ("insertion lot", "poles/#departement=46&q=insertion", "« insertion », dans ce département"),
    ("réemploi Valence", "poles/#tri=distance&de=26362&q=r%C3%A9emploi", "du plus proche au plus lointain"),
    ("réemploi à moins de 50 km de Nantes", "poles/#tri=distance&de=44109&q=r%C3%A9emploi", "« réemploi », du plus proche au plus lointain"),
    (normalize("NFD", "réemploi à moins de 50 km de Nantes"), "poles/#tri=distance&de=44109&q=r%C3%A9emploi", "« réemploi »"),  # as a Mac pastes it
    ("réemploi près d’Auray", "poles/#tri=distance&de=56007&q=r%C3%A9emploi", "« réemploi », du plus proche au plus lointain"),
    ("cutlure lille", "poles/#tri=distance&de=59350&q=culture", "« culture »"),
    ("alimentation proche de chez moi", "pres-de-chez-moi/", "dites votre commune"),
    ("bordeau", "pres-de-chez-moi/#commune=33063", "Gironde (33)"),  # what the home sends, on Enter
    ("11e arrondissement", "pres-de-chez-moi/#commune=13211", "(13)"),
    ("75011", "pres-de-chez-moi/#commune=75111", "(75)"),
]


def test_a_place_named_is_a_link_to_its_answer(search):
    """Communes, intercommunalités and départements, with or without accents; the place goes in the fragment, which no server gets."""
    asked = []
    search.on("request", lambda request: asked.append(request.url))
    for typed, address, told in NAMED:
        asked.clear()
        ask(search, typed)
        place = search.locator(PLACES, has=search.locator(f"a[href$='{address}']"))
        place.wait_for()
        assert told in place.inner_text().replace("\u00a0", " ").replace("\u202f", " "), typed
        assert not [url for url in asked if typed.split()[0].lower() in url.lower()]


def test_a_word_that_is_no_place_shows_none(search):
    """Nothing is offered, and what was offered before goes."""
    search.get_by_label("Un pôle, un lieu").fill("Redon")
    search.locator(PLACES).first.wait_for()

    search.get_by_label("Un pôle, un lieu").fill("des jardins en commun")
    search.locator("[data-recherche-lieux]").wait_for(state="hidden")
    search.get_by_label("Un pôle, un lieu").fill("filière bois")  # a village too, that nobody means
    search.locator("[data-recherche-lieux]:not([aria-busy])").wait_for(state="hidden")


def test_the_places_of_a_question_that_is_gone_never_come_back(search):
    """The line is slow and the first answer late: it does not take the place of the second."""
    late, slow = [], True
    search.route("**/assets/lieux/*-*.json*", lambda route: late.append(route) if slow else route.continue_())
    field = search.get_by_label("Un pôle, un lieu")
    field.fill("Redon")
    while not late:
        drawn(search)
    slow = False
    field.fill("Creuse")
    search.locator(PLACES, has=search.locator("a[href$='departements/23/']")).wait_for()
    told = search.locator(PLACES).all_inner_texts()
    with search.expect_event("requestfinished", lambda request: request == late[-1].request):
        for route in late:
            route.continue_()
    for _ in range(9):
        drawn(search)
    assert search.locator(PLACES).all_inner_texts() == told


def test_a_place_offered_answers(search):
    """One click gives the poles that cover it."""
    search.get_by_label("Un pôle, un lieu").fill("Redon")
    search.locator(PLACES).first.locator("a").click()

    search.locator("[data-pres]:not([hidden])").wait_for()


QUESTIONS = [
    ("formation dans l’Ain", "Domb’Innov", "Aucun pôle ne réunit tous les mots"),  # « aînés » is no Ain
    ("formation dans l'Ain", "Domb’Innov", "Aucun pôle ne réunit tous les mots"),
    ("agriculture dans le Lot", "Figeacteurs", "pour « agriculture dans le Lot »"),  # before who speaks of the river
    ("pôles à Lyon 3e", "Domb’Innov", "c’est son département qui est cherché (69), où l’atlas ne connaît aucun siège"),
]


def test_the_place_of_a_question_is_no_beginning_of_other_words(search):
    """Its words are looked for as they are, and who is there comes first."""
    for typed, first, told in QUESTIONS:
        ask(search, typed)
        search.locator("[data-recherche-etat]", has_text="dans" if "dans" in typed else "Lyon").wait_for()
        search.locator(".resultat-titre").first.wait_for()
        assert search.locator(".resultat-titre").first.inner_text() == first, typed
        assert told in search.locator("[data-recherche-etat]").inner_text().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_list_that_would_be_empty_is_told_and_not_offered(search):
    """« Formation » is said by no pole of the Ain: the département has its line and no link to a list of nothing."""
    search.get_by_label("Un pôle, un lieu").fill("formation dans l’Ain")
    line = search.locator(PLACES, has_text="formation").first
    line.wait_for()
    assert "« formation », dans ce département : aucun pôle de l’atlas." in line.inner_text().replace("\u00a0", " ").replace("\u202f", " ")
    assert line.locator("a").count() == 1


def test_a_list_of_a_departement_is_offered_where_a_pole_answers(search):
    """Its link leads to the explorer, where what it says is found."""
    search.get_by_label("Un pôle, un lieu").fill("agriculture dans le Lot")
    search.locator(f"{PLACES} a", has_text="dans ce département").first.click()
    search.wait_for_selector("[data-explorer][data-pret]")
    search.locator("[data-resultats] .entree", has_text="Figeacteurs").wait_for()
