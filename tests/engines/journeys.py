"""What a visitor does, in three engines: `make engines`. Few journeys, each where engines have differed or may."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from atlas import urls
from tests.engines.visiting import Visitor

pytestmark = pytest.mark.engine
LEFT = "JSON.stringify([history.state.vue, Math.round(document.querySelector('.carte-toile').getBoundingClientRect().top / 20)])"


@pytest.fixture(scope="session")
def templates(prefixed: Path) -> dict[str, str]:
    """A page of each template, by its name: the site says on each page which one made it."""
    found: dict[str, str] = {}
    for path in sorted(prefixed.rglob("index.html")):
        said = re.search(r'class="md-grid page page--([a-z-]+)"|<body class="(embed)"', path.read_text(encoding="utf-8"))
        folder = path.parent.relative_to(prefixed).as_posix()
        if said:
            found.setdefault(said[1] or folder[:10], "" if folder == "." else f"{folder}/")
    return found


def test_a_page_of_every_template_loads_and_says_nothing_wrong(visitor: Visitor, templates):
    """No script breaks, nothing is refused by the policy, nothing is missing; each page has its title."""
    assert len(templates) > 35
    for path in templates.values():
        visitor.go(path)
        visitor.until("!document.querySelector('[data-editeur]:not([data-pret])')")  # what a page that is left was asking for is, for WebKit, refused
        assert visitor.run("return document.querySelectorAll('h1').length") == 1, path
        # A frame that is still on its way when its page is left is, for Firefox, one that failed.
        for frame in visitor.run("return [...document.querySelectorAll('iframe')]"):
            visitor.run("arguments[0].scrollIntoView()", frame)
            visitor.until("arguments[0].contentDocument.readyState === 'complete' && arguments[0].contentWindow.location.href !== 'about:blank'", frame)


def test_search_answers_and_comes_back(visitor: Visitor):
    """Words typed give results; from one of them, Back finds words and results again."""
    visitor.go(urls.RECHERCHE).write("#q", "réemploi")
    whole = "/«\\s*réemploi/.test(document.querySelector('[data-recherche-etat]')?.textContent) && document.querySelector('[data-recherche-resultats]:not([aria-busy=true]) .resultat-titre')"
    visitor.until(whole)
    before = visitor.texts(".resultat-titre")
    visitor.click(".resultat-titre a")
    visitor.until("!location.pathname.includes('/recherche/') && document.readyState === 'complete'")
    visitor.back()
    visitor.until(f"document.querySelector('#q')?.value === 'réemploi' && {whole}")
    assert visitor.texts(".resultat-titre") == before


def test_the_explorer_filters_and_comes_back(visitor: Visitor):
    """A choice keeps fewer poles, hides the others from the eye and from Tab; Back from a pole finds the choice, Back again the whole list."""
    visitor.go(urls.POLES)
    visitor.until("document.querySelector('[data-pret]')")
    every = visitor.texts(".explorer-liste .entree-nom a")
    box = "input[name=secteur][value=culture]"
    if not visitor.run("return document.querySelector(arguments[0]).checkVisibility()", box):
        visitor.click("#facette-secteur")
    visitor.run("document.querySelector(arguments[0]).closest('.choix').click()", box)
    visitor.until("location.search === '?secteur=culture' && document.querySelector('[data-resultats][aria-busy=false]')")
    kept = visitor.texts(".explorer-liste [data-vivante] .entree-nom a")
    assert 0 < len(kept) < len(every)
    visitor.run("document.querySelector('.resultat-compte').focus()")
    for _ in range(len(kept) + 30):
        visitor.press("TAB")
        assert not visitor.run("return document.activeElement.closest('[data-complete]')"), "un pôle caché reçoit le focus"
    visitor.click("[data-vivante] .entree-nom a")
    visitor.until("/poles.[^/]+.$/.test(location.pathname) && document.readyState === 'complete'")
    visitor.back()
    visitor.until("document.querySelector('[data-pret]') && document.querySelector(arguments[0]).checked", box)
    assert visitor.texts(".explorer-liste [data-vivante] .entree-nom a") == kept


@pytest.mark.parametrize("page", ["", urls.POLES], ids=["accueil", "explorateur"])
def test_back_from_a_pole_gives_the_map_as_it_was_left(visitor: Visitor, page: str):
    """Open, at the same view and the same height, whether the engine kept the page alive or loads it again."""
    visitor.go(page)
    visitor.click("[data-carte-ouvrir]")
    visitor.until("history.state?.vue")
    before = visitor.run("return history.state.vue[2]")
    visitor.run("document.querySelector('.carte-vive .leaflet-control-zoom-in').click()")
    visitor.until("history.state.vue[2] > arguments[0]", before)
    visitor.run(f"addEventListener('pagehide', () => sessionStorage.setItem('laisse', {LEFT}))")
    visitor.run("location.href = new URL('poles/epv/', arguments[0]).href", visitor.root)
    visitor.until("/epv/.test(location.pathname) && document.readyState === 'complete'")
    visitor.back()
    visitor.until("document.querySelector('.carte-vive .leaflet-marker-icon')")
    visitor.until(f"sessionStorage.getItem('laisse') === {LEFT}")


def test_a_place_leads_to_its_answer(visitor: Visitor):
    """A place typed, chosen by the arrows: its sentence and its poles; from one of them, Back finds the answer."""
    visitor.go(urls.PRES).write("#lieu", "Redon")
    visitor.until("/^Redon/.test(document.querySelector('#lieu-0-0')?.textContent.trim() ?? '')")
    visitor.press("ARROW_DOWN", "ENTER")
    visitor.until("new URL(location).searchParams.get('commune') === '35236' && document.querySelector('[data-pres-phrase]').innerText.includes('Redon')")
    sentence = visitor.words("[data-pres-phrase]")
    visitor.click("[data-pres-listes] a[href*='poles/']")
    visitor.until("/poles.[^/]+.$/.test(location.pathname) && document.readyState === 'complete'")
    visitor.back()
    visitor.until("document.querySelector('[data-pres-phrase]')?.innerText")
    assert visitor.words("[data-pres-phrase]") == sentence


def test_the_map_is_read_by_keyboard(visitor: Visitor):
    """Enter opens it, Tab reaches a pole, Enter tells of it and leads to its page."""
    visitor.go("")
    visitor.run("arguments[0].focus()", visitor.element("[data-carte-ouvrir]"))
    visitor.press("ENTER")
    visitor.element(".leaflet-marker-icon")
    visitor.tab_to(".leaflet-marker-icon.lieu:not(.groupe)")
    visitor.press("ENTER")
    visitor.until("document.activeElement.closest('.leaflet-popup')")
    visitor.press("ENTER")
    visitor.until("/poles.[^/]+.$/.test(location.pathname)")


def test_the_editor_keeps_what_was_written_when_one_comes_back(visitor: Visitor):
    """A name, a place chosen, a box: left by a link of the page and found by Back, all are there, on the screen and in the record."""
    visitor.go(urls.EDITEUR)
    visitor.until("document.querySelector('[data-editeur][data-pret]')")
    visitor.write("#c-nom", "Pôle d’essai")
    visitor.write("#c-commune", "Redon")
    visitor.element("#c-commune-liste [role=option]")
    visitor.press("ARROW_DOWN", "ENTER")
    visitor.element("[data-lieu-dit] strong")
    visitor.click("#c-statut input")
    visitor.click(".entete-titre")
    visitor.until("!document.querySelector('[data-editeur]') && document.readyState === 'complete'")
    visitor.back()
    visitor.until("document.querySelector('[data-editeur][data-pret]')")
    told = "[document.querySelector('#c-nom').value, document.querySelector('[data-lieu-dit] strong')?.textContent, document.querySelector('#c-statut input').checked]"
    visitor.until(f"document.querySelector('[data-lieu-dit] strong') && {told}[0]")
    assert visitor.run(f"return {told}") == ["Pôle d’essai", "Redon", True]
    assert "Pôle d’essai" in str(visitor.run("return JSON.stringify({ ...localStorage })"))


def test_words_copied_from_a_page_are_pasted_with_their_links(visitor: Visitor):
    """A paragraph of the Charter, by the clipboard of the machine: its words and its link come, even before what pastes, its styles do not, and no policy is offended."""
    visitor.go(urls.CHARTE)
    copied = str(visitor.run("""const p = [...document.querySelectorAll("main p")].find((p) => p.querySelector("a[href]") && p.checkVisibility());
      getSelection().selectAllChildren(p); return p.querySelector("a[href]").textContent.trim()"""))
    visitor.with_control("c")
    with visitor.narrow(360):  # where what pastes comes at the first gesture
        visitor.go(urls.EDITEUR)
        visitor.until("document.querySelector('[data-editeur][data-pret]')")
        visitor.click("#c-recit")
        visitor.with_control("v")
        visitor.until("document.querySelector('#c-recit').value.replace(/\\s/g, ' ').includes(`[${arguments[0].replace(/\\s/g, ' ')}](http`)", copied)


def test_the_self_assessment_is_kept_and_told(visitor: Visitor):
    """An answer given by the arrows is found again after a reload, and in the profile."""
    visitor.go(urls.AUTODIAGNOSTIC).click("[data-auto-feuille] .auto-pas a.bouton")
    visitor.until("location.hash && document.activeElement.matches('[data-auto-titre]')")
    answer = "[data-auto-feuille] input[type=radio]:checked"
    visitor.run("document.querySelector(arguments[0]).focus()", answer)
    visitor.press("ARROW_LEFT", "ARROW_LEFT")  # from the last, « sans réponse »: in WebKit no arrow goes round to the first
    given = visitor.run("return document.querySelector(arguments[0]).value", answer)
    assert given
    visitor.run("location.hash = 'profil'")
    visitor.until("document.querySelector('[data-auto-profil] [data-lecture]')")
    told = visitor.words("[data-auto-profil]")
    visitor.driver.refresh()
    visitor.until("document.querySelector('[data-auto-reprise]')?.checkVisibility()")
    assert visitor.words("[data-auto-profil]") == told
    assert given in str(visitor.run("return JSON.stringify({ ...localStorage })"))
