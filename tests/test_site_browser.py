"""What a visitor does, in a real browser, on the atlas itself, served under a prefix with every other host refused."""

from __future__ import annotations

import re

import pytest

from tests.sites import PROJECT
from tools import photograph

pytestmark = pytest.mark.browser


def test_map_search_and_pages_work_with_no_other_host(page, home):
    """Home, map, search, a pole, the texts: no failed request, no console error, under a strict policy."""
    page.goto(home)
    page.get_by_role("button", name="Explorer la carte").click()
    page.get_by_role("region", name="Carte des pôles").locator(".leaflet-container").wait_for()
    for path in ("poles/", "poles/epv/", "regions/bretagne/", "departements/35/", "secteurs/culture/", "charte/", "referentiel/", "plan-du-site/"):
        page.goto(home + path)
        assert page.locator("h1").count() == 1
    page.goto(f"{home}recherche/#q=cooperation")
    page.locator("[data-recherche-resultats] a").first.wait_for()


def test_back_to_the_home_page_keeps_the_room_of_the_open_map(page, home):
    """Below the map, where it is not opened again yet, the page is as long as it was left: the browser gives back the same place."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(home)
    pictured = page.evaluate("document.documentElement.scrollHeight")
    page.get_by_role("button", name="Explorer la carte").click()
    page.wait_for_function("() => history.state?.hauteur")
    left = page.evaluate("document.documentElement.scrollHeight")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.goto(f"{home}poles/epv/")
    page.go_back()
    page.locator("[data-carte] [role=status]").wait_for(state="attached")
    assert page.locator("[data-carte-image]").is_visible()
    assert pictured + 50 < page.evaluate("document.documentElement.scrollHeight") == pytest.approx(left, abs=2)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 256), (1280, 900)])
@pytest.mark.parametrize("address", ["", "pres-de-chez-moi/?commune=12145"])
def test_the_map_that_is_asked_for_is_then_on_the_screen(page, home, address, width, height):
    """Wherever its button stood: the map is higher than its picture, and was pushed above the screen, at 400 % wholly."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(home + address)
    button = page.get_by_role("button", name="Explorer la carte")
    button.evaluate("e => scrollBy(0, e.getBoundingClientRect().top - innerHeight / 3)")
    button.press("Enter")
    page.get_by_text("La carte est prête, avec").wait_for()
    top, bottom = page.locator(".carte-toile").evaluate("e => [e.getBoundingClientRect().top, e.getBoundingClientRect().bottom]")
    assert 0 <= top < height / 2
    assert bottom <= height + 1 or bottom - top > height


@pytest.mark.parametrize("width", [360, 1280])
def test_each_link_of_the_picture_answers_in_its_middle_or_a_corner(page, home, width):
    """Whoever points at what the focus surrounds reaches that very pole, even where a line leads from a dot to its name; where there is no room, by the letters."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(home)
    silent = page.evaluate("""() => [...document.querySelectorAll(".carte-points a")].filter((a) => {
      a.scrollIntoView({ block: "center" });
      const { left, top, right, bottom } = a.getBoundingClientRect();
      const places = [[(left + right) / 2, (top + bottom) / 2], [left + 2, top + 2], [right - 2, bottom - 2], [right - 2, top + 2], [left + 2, bottom - 2]];
      const text = a.querySelector("text")?.getBoundingClientRect();
      for (let part = 1; text && part < 20; part += 1) places.push([text.left + (text.width * part) / 20, text.top + 8]);
      return !places.some(([x, y]) => a.contains(document.elementFromPoint(x, y)));
    }).map((a) => a.textContent)""")
    assert page.locator(".carte-points a").count() == len(list((PROJECT / "poles").glob("*.md")))
    assert silent == []


def test_a_pole_is_opened_from_its_marker_by_keyboard(page, home):
    """The map opens with Enter, Tab reaches a marker or a group, Enter leads on to the page of a pole."""
    page.goto(home)
    page.get_by_role("button", name="Explorer la carte").focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-marker-icon").first.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.className")
        if "leaflet-marker-icon" in str(focused) and "lieu" in str(page.evaluate("document.activeElement.outerHTML")):
            name = page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")
            if "pôles" not in name:
                break
    else:
        pytest.fail("aucun pôle seul n’est atteint au clavier")
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup a").first.wait_for()
    page.wait_for_function("() => document.activeElement.closest('.leaflet-popup')")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/atlas/poles/[^/]+/$"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cooperation", "Comprendre les PTCE|Culture & Coopération|Pôle tarnais"),
        ("coopération", "Culture & Coopération|Pôle tarnais|Comprendre"),
        ("éoliennes", "EPV"),
        ("eolien", "EPV"),
        ("d'énergie", "EPV|Éco-activités et énergie"),
        ("oeuvre", ""),
        ("œuvre", ""),
        ("Ille et Vilaine", "Ille-et-Vilaine|EPV|Articulteurs"),
        ("Juratri", "Clus’Ter Jura"),
        ("Lachapelle-aux-Pots", "PTCE Pays de Bray"),
        ("romans sur isere", "Pôle Sud"),
    ],
)
def test_a_search_finds_what_it_should(page, home, words, expected):
    """With and without accents, plural, elision, member, commune: the first results hold what was meant."""
    page.goto(f"{home}recherche/")
    page.get_by_role("searchbox").fill(words)
    page.locator("[data-recherche-resultats] a").first.wait_for()
    found = page.locator("[data-recherche-resultats] li").all_inner_texts()[:6]
    assert any(re.search(expected, text) for text in found), found
    assert page.locator("[data-recherche-etat]").inner_text()


def test_both_spellings_of_oeuvre_find_the_same(page, home):
    """œuvre and oeuvre give one list."""
    lists = []
    for words in ("oeuvre", "œuvre"):
        page.goto("about:blank")
        page.goto(f"{home}recherche/#q={words}")
        page.locator("[data-recherche-resultats][aria-busy=false] a").first.wait_for()
        lists.append(page.locator("[data-recherche-resultats] a").evaluate_all("all => all.map(a => a.pathname)"))
    assert lists[0] == lists[1]


def test_a_misspelt_name_proposes_the_right_one(page, home):
    """« Bouqueto » leads to Bouquetot."""
    page.goto(f"{home}recherche/#q=Bouqueto")
    page.locator("[data-recherche]").get_by_text(re.compile("Bouquetot")).first.wait_for()


def test_no_result_gives_a_way_on(page, home):
    """A word that exists nowhere: a sentence and links to the lists."""
    page.goto(f"{home}recherche/#q=zzzzqqqx")
    page.wait_for_function("() => /[Aa]ucun/.test(document.querySelector('[data-recherche]').textContent)")
    assert page.locator("[data-recherche] a[href$='poles/']").count() >= 1


@pytest.mark.parametrize(("typed", "leads"), [
    ("recyclerie", "recherche/#q=recyclerie"),  # no place has this name
    ("Pôle Sud", "recherche/#q=P%C3%B4le%20Sud"),
    ("26000", "pres-de-chez-moi/?commune=26362"),  # one place
    ("Valence", ["Valence Drôme (26)", "Valence Tarn-et-Garonne (82)", "Valence Charente (16)"]),  # several
    ("bois", ["Chercher « bois » dans toutes les pages", "Bois Charente-Maritime (17)"]),  # a word, and a place
    ("Archer", ["Chercher « Archer » dans toutes les pages", "Arches Vosges (88)"]),  # a word, and nearly a place
])  # fmt: skip
def test_the_one_field_of_the_home_page_takes_a_place_or_a_word(page, home, typed, leads):
    """What is certain opens; what may be two things is a choice. No server is told what was typed."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(home)
    page.get_by_label("Un lieu, un pôle, un mot").fill(typed)
    page.keyboard.press("Enter")
    if isinstance(leads, str):
        page.wait_for_url(f"**/{leads}")
    else:
        page.locator("[data-lieu-etat]", has_text=re.compile("choisissez|Voici")).wait_for()
        shown = [" ".join(text.split()) for text in page.locator("[role=option]").all_inner_texts()]
        assert shown[: len(leads)] == leads
    assert not any(typed in url.split("#")[0] for url in asked)


def test_the_field_of_the_home_page_is_in_the_first_screen_of_a_telephone(page, home):
    """Above the map, whole."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(home)
    box = page.get_by_role("button", name="Chercher", exact=True).bounding_box()
    assert box["y"] + box["height"] < page.locator("[data-carte]").bounding_box()["y"]
    assert box["y"] + box["height"] < 740


def test_a_lost_visitor_has_a_field_with_the_words_of_the_address(page, home, complaints):
    """On the page of errors, at any depth: one presses, and the search has looked for them."""
    page.goto(f"{home}poles/eoliennes-citoyennes/")
    field = page.get_by_role("combobox")
    field.wait_for()
    assert field.input_value() == "eoliennes citoyennes"
    page.get_by_role("button", name="Chercher", exact=True).click()
    page.wait_for_url("**/recherche/#q=eoliennes%20citoyennes")
    complaints.clear()


def test_without_javascript_nothing_is_empty(browser, home):
    """Home, list, a pole, search: the words, the links and the picture map are there."""
    visitor = browser.new_context(java_script_enabled=False)
    page = visitor.new_page()
    page.goto(home)
    assert page.locator("[data-carte-image] a").count() == len(list((PROJECT / "poles").glob("*.md")))
    assert page.get_by_role("button", name="Explorer la carte").count() == 0
    assert page.get_by_role("link", name="Les pôles", exact=True).is_visible()
    page.goto(home + "poles/")
    assert page.locator(".entree-nom a").count() == len(list((PROJECT / "poles").glob("*.md")))
    for path in ("hors-connexion/", "recherche/"):
        page.goto(home + path)
        assert "JavaScript" in page.locator("main").inner_text()
    assert page.locator("form").is_hidden()
    visitor.close()


def test_no_table_is_cut_on_a_telephone(page, static_server, real):
    """On every template, and where figures are longest, a table fits; what is a grid by nature (sectors × régions, the paper to fill in) scrolls by itself."""
    home = static_server(real)
    longest = [f"poles/{slug}/" for slug in ("cartoucherie", "reuniverre", "ecopal", "eva-haute-vallee-aude", "epv")]
    cut = []
    for address in [*photograph.of_each_template(real).values(), *longest]:
        page.goto(home + address)
        for width in (320, 360):
            page.set_viewport_size({"width": width, "height": 740})
            cut += page.locator(".tableau:not(:has(.obs-matrice, .papier-cases))").evaluate_all(
                "(all, where) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => [where, e.getAttribute('aria-label'), e.scrollWidth - e.clientWidth])", f"{address} {width}"
            )
    assert not cut


def test_the_phone_menu_opens_and_closes_by_keyboard(context, home):
    """At 360 px the menu is folded; Enter opens it, Escape closes it and gives the focus back."""
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(home)
    button = page.get_by_role("button", name="Menu")
    assert not page.get_by_role("link", name="Les secteurs", exact=True).is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Les secteurs", exact=True).is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Les secteurs", exact=True).is_visible()
    assert button.evaluate("e => e === document.activeElement")


def test_the_site_reads_from_a_folder(browser, prefixed):
    """Opened as files, pages read as without JavaScript, the menu open, links lead to pages; nothing but the modules is refused."""
    visitor = browser.new_context()
    page = visitor.new_page()
    errors = []
    page.on("console", lambda message: errors.append(f"{message.text} {message.location['url']}") if message.type == "error" else None)
    page.goto((prefixed / "index.html").as_uri())
    page.get_by_role("link", name="Les secteurs", exact=True).click()
    page.wait_for_url("**/secteurs/index.html")
    page.get_by_role("link", name=re.compile("Culture et industries")).first.click()
    page.wait_for_url("**/secteurs/culture/index.html")
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.get_by_role("link", name="Les pôles", exact=True).is_visible()
    page.goto((prefixed / "recherche/index.html").as_uri())
    assert page.get_by_text("La recherche par mot demande JavaScript").is_visible()
    # A module, and the lists that its fields would ask for at once, are all that a folder cannot give.
    lists = ("/page.js", "recherche/index/index", "assets/lieux/index")
    assert [error for error in errors if not any(path in error for path in lists)] == []
    visitor.close()
