"""What others show of the atlas, in a page of another origin."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import browser

pytestmark = pytest.mark.browser
HOME = "https://atlas.example/atlas/"
PAGE = '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Un autre site</title><a href="#" id="avant">Avant</a><main style="max-width: 40rem">{}</main>'


@pytest.fixture
def abroad(static_server, tmp_path, home):
    """Puts some HTML that speaks of the atlas at its address in a page of another origin; gives the address of that page."""

    def put(html: str) -> str:
        root, there = home.removesuffix("/atlas/"), HOME.removesuffix("/atlas/")
        Path(tmp_path, "index.html").write_text(PAGE.format(html.replace(there, root)), encoding="utf-8")
        return static_server(tmp_path)

    return put


def code(page, home: str, fragment: str = "") -> str:
    """What the page that gives it says to paste."""
    page.goto(f"{home}donnees/integrer/{fragment}")
    return page.locator("[data-code]").input_value()


def grown(page) -> int:
    """The height of the frame, once it is that of what stands in it."""
    inside = page.frames[1]
    browser.until(page, "document.querySelector('iframe').hasAttribute('height')")
    for _ in range(100):
        height = inside.evaluate("Math.ceil(document.documentElement?.getBoundingClientRect().height ?? 0)")  # it may not have begun
        if page.locator("iframe").get_attribute("height") == str(height):
            return height
        page.wait_for_timeout(50)
    raise AssertionError(page.locator("iframe").get_attribute("height"), height)


def test_the_map_stands_in_a_page_of_another_site(page, home, abroad):
    """The pasted code shows it, as high as it is; the keyboard goes in and out to a pole; nothing is asked elsewhere."""
    there = abroad(code(page, home))
    assert urlsplit(there).port != urlsplit(home).port
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(there)
    frame = page.frame_locator("iframe")
    frame.get_by_role("heading", name="108 pôles").wait_for()
    drawn = grown(page)

    frame.locator("[data-carte-ouvrir]").click()
    frame.locator(".carte-vive .lieu, .carte-vive .grappe").first.wait_for()
    assert grown(page) != drawn
    page.set_viewport_size({"width": 360, "height": 700})
    assert frame.locator("html").evaluate("root => root.scrollWidth <= root.clientWidth")
    grown(page)
    assert [url for url in asked if not url.startswith((home, there))] == []

    page.goto(there)
    grown(page)
    page.locator("#avant").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.localName") == "iframe"
    assert frame.locator(":focus").inner_text() == "Passer la carte"
    page.keyboard.press("Tab")
    chosen = frame.locator(":focus").get_attribute("href")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == home + chosen.removeprefix("../")


def test_a_filtered_map_answers_as_the_explorer_does(page, home, abroad):
    """Words and facets; the link under it leads to the same result; what is not known is told."""
    query = "?region=bretagne,occitanie#q=coop%C3%A9rative"
    code(page, home, f"#{query}")
    browser.until(page, "document.querySelector('[data-code]').value.includes('embed/?region')")
    there = abroad(page.locator("[data-code]").input_value())
    page.goto(there)
    frame = page.frame_locator("iframe")
    frame.get_by_role("heading", name="pôles sur 108").wait_for()
    told = frame.locator("h1").inner_text()
    assert frame.locator("[data-phrase]").inner_text() == "Région\u00a0: Bretagne ou Occitanie\u202f; mots\u00a0: «\u202fcoopérative\u202f»."
    assert frame.locator(".carte-points a:not(.hors)").count() == int(told.split()[0].split("\u00a0")[0])
    frame.locator("[data-carte-ouvrir]").click()
    frame.get_by_text(f"La carte est prête, avec {told.removesuffix(' sur 108')}.").wait_for()
    with page.expect_navigation():
        frame.locator("[data-vers]").click()
    page.locator("[data-compte]").get_by_text(told, exact=True).wait_for()
    assert page.url == f"{home}poles/{query}"

    page.goto(f"{home}embed/?region=atlantide")
    page.get_by_text("Région inconnue de l’atlas\u00a0: «\u202fatlantide\u202f». Ce filtre est ignoré.").wait_for()
    assert page.locator(".carte-points a.hors").count() == 0


def test_a_pole_and_a_territory_stand_there_too(page, home, abroad):
    """Their names, their links that leave the frame, no script needed to read them."""
    for fragment, name, height in (("#poles/epv/", "EPV", 200), ("#departements/35/", "Ille-et-Vilaine", 200)):
        code(page, home, fragment)
        browser.until(page, "address => document.querySelector('[data-code]').value.includes(address)", f"embed/{fragment[1:]}")
        pasted = page.locator("[data-code]").input_value()
        page.goto(abroad(pasted))
        assert name in page.frame_locator("iframe").locator("h1").inner_text()
        assert name in page.locator("iframe").get_attribute("title")
        assert grown(page) > height
        with page.expect_navigation():
            page.frame_locator("iframe").locator(".embed-vers").click()
        assert page.url == home + fragment[1:]


def test_in_wordpress_the_frame_speaks_as_wordpress_expects(page, home, abroad):
    """Locked up there (`allow-scripts` alone), it tells its height and asks for its links to be followed."""
    address = f"{HOME}embed/poles/epv/#?secret=abc123XYZ"
    page.route("**/*.woff2*", lambda route: route.abort("aborted"))  # a frame without an origin is refused our letters: on a slow machine it had the time to say so
    page.goto(abroad(f'<iframe sandbox="allow-scripts" src="{address}" title="EPV" width="600" height="400"></iframe>'))
    page.evaluate("window.dits = []; addEventListener('message', ({ data }) => dits.push(data))")
    page.evaluate("document.querySelector('iframe').width = 500")
    browser.until(page, "dits.some(d => d.message === 'height' && d.secret === 'abc123XYZ' && d.value > 200)")
    page.frame_locator("iframe").locator(".embed-vers").click()
    browser.until(page, "dits.some(d => d.message === 'link')")
    assert page.evaluate("dits.find(d => d.message === 'link').value") == f"{home}poles/epv/"


def test_the_code_follows_what_one_chooses(page, home):
    """Map, territory, pole; what the explorer shows; the address tells it; the preview is as high as it is; hostile addresses give nothing."""
    value = page.locator("[data-code]").input_value
    shown = "[data-apercu]"

    def says(*parts: str) -> None:
        browser.until(page, "parts => parts.every(part => document.querySelector('[data-code]').value.includes(part))", list(parts))

    page.goto(f"{home}poles/?region=bretagne&tri=verification#q=énergie")
    page.wait_for_selector("[data-pret]")
    page.locator("[data-fichiers] > summary").click()
    page.locator("[data-montrer]").click()
    says(f'src="{HOME}embed/?region=bretagne#q=%C3%A9nergie"'.replace("%C3%A9", "é"))
    assert page.locator("#region").input_value() == "bretagne"

    page.goto("about:blank")
    page.goto(f"{home}donnees/integrer/")
    page.locator("#secteur").select_option("culture")
    says(f'src="{HOME}embed/?secteur=culture"', f'href="{HOME}poles/?secteur=culture"')
    page.locator("#hauteur").uncheck()
    browser.until(page, "!document.querySelector('[data-code]').value.includes('<script>')")
    page.locator("#quoi").select_option("lieu")
    page.locator("#territoire").select_option("regions/corse/")
    says(f'src="{HOME}embed/regions/corse/"', 'title="Corse — Atlas des PTCE"', f'href="{HOME}regions/corse/"')
    page.locator("#quoi").select_option("pole")
    page.locator("#pole").fill("Fontaine O Livres")
    page.locator("#pole").press("Enter")
    says(f'src="{HOME}embed/poles/fontaine-o-livres/"', 'title="Fontaine O Livres — Atlas des PTCE"')
    assert page.evaluate("location.hash") == "#poles/fontaine-o-livres/"
    page.frame_locator(shown).get_by_role("heading", name="Fontaine O Livres").wait_for()
    inside = page.frame_locator(shown).locator("html")
    browser.until(page, f"document.querySelector('{shown}').height == {inside.evaluate('root => Math.ceil(root.getBoundingClientRect().height)')}")

    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copier]").click()
    page.get_by_text("Copié.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == value()
    for hostile in ("#javascript:alert(1)", "#//exemple.fr/", '#?a="><script>', "#%E0%A4%A", "#poles/aucun-pole/", "#regions/atlantide/", "#../poles/"):
        page.goto("about:blank")
        page.goto(f"{home}donnees/integrer/{hostile}")
        page.locator("[data-copier]").wait_for()
        assert f'src="{HOME}embed/"' in value()

    page.goto(f"{home}poles/fontaine-o-livres/")
    page.get_by_role("button", name="Copier le lien").click()
    page.get_by_text("Copié.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{HOME}poles/fontaine-o-livres/"
