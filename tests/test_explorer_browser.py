"""The explorer in a real browser, on the atlas itself, under a prefix and a strict policy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from atlas.client.poles_list import Row
from tests import compact
from tests.browser import shifts, until, watch_shifts

pytestmark = pytest.mark.browser
ADDRESSES = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "addresses.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def rows(prefixed) -> list[Row]:
    return compact.decode((prefixed / "poles/liste.json").read_text(encoding="utf-8"))


@pytest.fixture
def opened(page, home) -> Callable[[str], object]:
    """Opens the explorer at an address, ready."""

    def go(address: str = "poles/"):
        page.goto("about:blank")
        page.goto(home + address)
        page.wait_for_selector("[data-pret]")
        return page

    return go


def values(row: Row) -> dict[str, set[str]]:
    """What a pole answers to, facet by facet."""
    region = {value: of for value, _, of in FACETS["departement"]}[row.departement]
    return {
        "region": {region}, "departement": {row.departement}, "secteur": set(row.secteurs), "famille": set(row.familles),
        "cooperation": set(row.cooperations), "situation": {row.situation}, "type": {row.type}, "reconnaissance": set(row.reconnaissances),
    }  # fmt: skip


def kept(rows: list[Row], chosen: dict[str, set[str]]) -> list[str]:
    """The poles that answer to one value at least of each facet."""
    return [row.slug for row in rows if all(values(row)[facet] & wanted for facet, wanted in chosen.items())]


@pytest.fixture(scope="module", autouse=True)
def facets(prefixed):
    """The facets as the site tells them."""
    import json  # noqa: PLC0415 - only here

    FACETS.update(json.loads((prefixed / "poles/liste.json").read_text(encoding="utf-8"))["facettes"])


FACETS: dict[str, list[list[str]]] = {}


def listed(page) -> list[str]:
    """The poles shown, in order, once they all are: a long list is asked for its end."""
    page.wait_for_selector("[data-resultats][aria-busy=false]", state="attached")
    while (more := page.locator("[data-suite]")).is_visible():
        more.click()
    return page.locator(".explorer-liste .entree-nom a:visible").evaluate_all("all => all.map(a => a.pathname.split('/').at(-2))")


def told(page) -> dict[tuple[str, str], int]:
    """The number beside each value."""
    found = page.locator(".choix").evaluate_all(
        "all => all.map(l => [l.control.name, l.control.value, Number(l.querySelector('.compte').textContent)])"
    )
    return {(facet, value): count for facet, value, count in found}


def check(page, facet: str, value: str) -> None:
    """Choose a value, or give it up, as a finger would."""
    box = page.locator(f"input[name={facet}][value='{value}']")
    if not box.is_visible():
        page.locator(f"#facette-{facet}").click()
    page.locator(".choix", has=box).click()


def text(page, name: str) -> str:
    return re.sub(r"\s+", " ", page.locator(f"[data-{name}]").inner_text())


def state(page) -> str:
    return unquote(re.sub(r".*/atlas/", "", page.url))


CHOICES = [
    {},
    {"secteur": {"culture"}},
    {"secteur": {"culture", "numerique"}},
    {"region": {"bretagne", "ile-de-france"}, "situation": {"inconnu"}},
    {"departement": {"35"}, "secteur": {"eco-activites"}},
    {"famille": {"collectivite"}, "cooperation": {"moyens"}},
    {"type": {"multi-activites"}},
    {"reconnaissance": {"appel-2013", "appel-2015"}, "situation": {"actif"}},
    {"region": {"corse"}},
]


def test_a_choice_keeps_what_answers_and_counts_what_would(opened, rows):
    """The list and every number are those one finds by reading the records: « ou » in a facet, « et » between them."""
    for chosen in CHOICES:
        page = opened()
        for facet, wanted in chosen.items():
            for value in sorted(wanted):
                check(page, facet, value)
        assert listed(page) == kept(rows, chosen)
        for (facet, value), count in told(page).items():
            assert count == len(kept(rows, {**chosen, facet: {value}})), (facet, value)
        address = "&".join(f"{facet}={','.join(w for w, *_ in FACETS[facet] if w in chosen[facet])}" for facet in FACETS if facet in chosen)
        assert state(page) == f"poles/{'?' if address else ''}{address}"
        page.reload()
        page.wait_for_selector("[data-pret]")
        assert listed(page) == kept(rows, chosen)


def test_an_address_once_given_stays_true(opened, rows):
    """It sets the same filters, words and order for ever; what it does not know is said and ignored."""
    for address, sets, unknown in ADDRESSES:
        page = opened(address)
        expected = [part.split("=", 1) for part in sets.split()]
        boxes = {tuple(pair) for pair in page.locator(".choix input:checked").evaluate_all("all => all.map(i => [i.name, i.value])")}
        assert boxes == {(name, value) for name, value in expected if name not in ("q", "tri")}, address
        said = dict(expected)
        assert page.locator("#explorer-q").input_value() == said.get("q", "").replace("_", " "), address
        assert page.locator("#explorer-tri").input_value() == said.get("tri", "nom"), address
        notice = text(page, "avis")
        assert ("ignoré" in notice) == bool(unknown), (address, notice)
        assert unknown in notice
        if "q" not in said:
            chosen: dict[str, set[str]] = {}
            for facet, value in boxes:
                chosen.setdefault(facet, set()).add(value)
            expected = set(kept(rows, chosen))
            found = listed(page)
            assert (set(found) <= expected, len(found)) == (True, len(expected)), address


def test_back_restores_each_choice_and_typing_leaves_one_step(opened, rows):
    """Back undoes the last choice; forward does it again; letters do not each make a step; a pole's page leads back to the list."""
    page = opened()
    check(page, "secteur", "culture")
    check(page, "situation", "inconnu")
    page.locator("#explorer-q").press_sequentially("dijon")
    page.wait_for_function("() => location.hash === '#q=dijon'")
    assert listed(page) == ["coursive-boutaric"]
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('.actif').length === 1")
    assert listed(page) == kept(rows, {"secteur": {"culture"}})
    assert page.locator("#explorer-q").input_value() == ""
    page.go_forward()
    page.wait_for_function("() => document.querySelector('#explorer-q').value === 'dijon'")
    page.locator(".entree-nom a:visible").click()
    page.wait_for_url("**/poles/coursive-boutaric/")
    page.go_back()
    page.wait_for_selector("[data-pret]")
    assert state(page) == "poles/?secteur=culture&situation=inconnu#q=dijon"
    assert listed(page) == ["coursive-boutaric"]


def test_active_filters_are_seen_and_lifted_one_by_one_or_all(opened, rows):
    """Each has a button that names it; the last one empties all; focus is not lost."""
    page = opened("poles/?region=bretagne&secteur=culture,emploi-insertion")
    chips = page.locator("[data-actifs] button")
    assert [re.sub(r"\s+", " ", c) for c in chips.all_inner_texts()] == [
        "Bretagne", "Culture et industries créatives", "Emploi, insertion et parcours", "Tout effacer",
    ]  # fmt: skip
    page.get_by_role("button", name=re.compile("Retirer Secteur.*Culture")).click()
    assert listed(page) == kept(rows, {"region": {"bretagne"}, "secteur": {"emploi-insertion"}})
    assert page.evaluate("document.activeElement.matches('[data-compte]')")
    page.get_by_role("button", name="Tout effacer").click()
    assert len(listed(page)) == len(rows)
    assert state(page) == "poles/"


def test_the_list_put_away_is_out_of_reach_and_comes_back(opened, rows):
    """While filters are on, the whole list takes no room and no focus; without them it is there again."""
    page = opened("poles/?region=bretagne")
    away = """() => {
      const whole = document.querySelector("[data-complete]");
      const link = whole.querySelector(".entree a");
      link.focus();
      return [whole.getBoundingClientRect().height, link.checkVisibility(), document.activeElement === link];
    }"""
    assert page.evaluate(away) == [0, False, False]
    page.locator(".actif").first.click()
    height, visible, focused = page.evaluate(away)
    assert (height > 0, visible, focused) == (True, True, True)
    assert page.locator("[data-complete] .entree").count() == len(rows)


def test_an_empty_result_says_which_filter_to_lift(opened, rows):
    """« Sans “Bretagne”, 3 pôles »: the number is true, and the button does it."""
    page = opened("poles/?region=bretagne&secteur=numerique,industrie&situation=cesse")
    assert text(page, "compte") == f"Aucun pôle sur {len(rows)}"
    without = kept(rows, {"secteur": {"numerique", "industrie"}, "situation": {"cesse"}})
    advice = text(page, "conseils")
    assert ("Sans « Bretagne »" in advice) == bool(without)
    page.locator("[data-conseils] button").first.click()
    assert listed(page)
    page = opened("poles/?region=corse")
    assert f"Sans « Corse », {len(rows)} pôles" in text(page, "conseils")


@pytest.mark.parametrize(
    ("typed", "offered", "state"),
    [
        ("réemploi près de Valence", "« réemploi », du plus proche au plus lointain : Valence (26)", "?tri=distance&de=26362#q=r%C3%A9emploi"),
        ("agriculture dans le Lot", "« agriculture », dans ce département : Lot (46)", "?departement=46#q=agriculture"),
        ("formation dans l’Ain", "Les pôles, dans ce département : Ain (01)", "?departement=01"),  # none: « aînés » is no Ain
    ],
)
def test_a_place_read_in_words_that_find_little_is_offered(opened, typed, offered, state):
    """What no pole says word for word is asked again by its place, at one press."""
    page = opened(f"poles/#q={typed}")
    page.locator("[data-conseils] button", has_text=offered).click()
    assert page.url.endswith(state)
    assert page.locator("[data-compte]").evaluate("(e) => e === document.activeElement")


def test_who_asks_for_what_is_near_home_is_shown_the_way(opened):
    """The page that knows where one lives, above the poles whose pages say these words."""
    page = opened("poles/#q=proche de chez moi")
    page.locator("[data-avis]", has_text="par le texte de").wait_for()
    assert page.locator("[data-avis] a").get_attribute("href").endswith("/pres-de-chez-moi/")


def test_words_are_found_in_names_and_places_at_once_then_in_pages(opened):
    """Without accents nor elision; a word only a page says comes after, and is said to; a nonsense word finds nobody."""
    page, waiting, far = opened(), [], True
    page.route("**/recherche/index/**", lambda route: waiting.append(route) if far else route.continue_())
    for words, expected in {"eoliennes": "epv", "l'ardèche": "smac-07", "saint etienne": "culture-et-cooperation"}.items():
        page.locator("#explorer-q").fill(words)
        assert expected in listed(page), words
    page.locator("#explorer-q").fill("spiruline")
    assert listed(page) == []
    far = False
    for route in waiting:
        route.continue_()
    page.locator(".entree-nom a[href*='eco-domaine-bouquetot']:visible").wait_for()
    assert "1 pôle est trouvé par le texte de sa page" in text(page, "avis")
    page.locator("#explorer-q").fill("zzzqqxv")
    page.locator("[data-conseils]").get_by_text("zzzqqxv").wait_for()
    assert listed(page) == []
    assert "Sans « zzzqqxv »" in text(page, "conseils")


def test_what_is_typed_is_never_asked_of_the_server(opened, page, home):
    """No request says the words, not even when the page is loaded again."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened()
    page.locator("#explorer-q").fill("spiruline")
    page.locator(".entree-nom a:visible").wait_for()
    page.reload()
    page.locator(".entree-nom a[href*='bouquetot']:visible").wait_for()
    assert not [url for url in asked if "spiruline" in url.split("#")[0]]
    assert all(url.startswith((home, "data:", "about:")) for url in asked)


def test_the_count_is_announced_once_the_reader_pauses(opened, rows):
    """A status message tells how many, a moment after the last gesture."""
    page = opened()
    check(page, "secteur", "culture")
    expected = len(kept(rows, {"secteur": {"culture"}}))
    page.wait_for_function("n => document.querySelector('[data-annonce]').textContent.startsWith(`${n}\u00a0pôles sur`)", arg=expected)
    assert page.locator("[role=status] [data-annonce]").count() == 1


def test_order_by_verification_and_by_distance(opened, page, rows):
    """The latest first; then, with a position that leaves the device in no request, the nearest seat first, and how far; seats unknown last."""
    opened("poles/?tri=verification")
    dates = {row.slug: row.verifie for row in rows}
    assert [dates[slug] for slug in listed(page)] == sorted(dates.values(), reverse=True)[: len(listed(page))]
    assert "vérifié le" in page.locator(".entree-lieu:visible").first.text_content()
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 47.322, "longitude": 5.0415})  # Dijon
    page.locator("#explorer-tri").select_option("distance")
    assert "à partir d’où" in text(page, "avis")
    page.get_by_role("button", name="Depuis ma position").click()
    page.wait_for_function("() => document.querySelector('.entree-mention')?.textContent.includes('km')")
    assert listed(page)[0] == "coursive-boutaric"
    told = page.locator(".entree-mention").all_text_contents()
    kilometres = [int(found[1]) for words in told if (found := re.search(r"(\d+)\s*km", words))]
    assert kilometres == sorted(kilometres)
    seatless = {row.slug for row in rows if row.approximate}
    assert {slug for slug, words in zip(listed(page), told, strict=True) if words == "siège inconnu"} == seatless & set(listed(page))
    assert all("km" in words for words in told[: len(kilometres)])
    assert state(page) == "poles/?tri=distance"


def test_distances_from_a_commune_are_in_the_address(opened, page, rows):
    """Its name is completed, its code goes into the address, and that address gives the same list again; Back undoes it."""
    opened("poles/?secteur=culture&tri=distance")
    page.get_by_role("combobox", name="À partir d’une commune").press_sequentially("dijon")
    page.get_by_role("option", name="Dijon Côte-d’Or (21)", exact=True).click()
    page.wait_for_function("() => document.querySelector('.entree-mention')?.textContent.includes('km')")
    assert listed(page)[0] == "coursive-boutaric"
    assert set(listed(page)) == set(kept(rows, {"secteur": {"culture"}}))
    assert state(page) == "poles/?secteur=culture&tri=distance&de=21231"
    order = listed(page)
    page.go_back()
    page.wait_for_function("() => !document.querySelector('.entree-mention')?.textContent.includes('km')")
    assert listed(page) == kept(rows, {"secteur": {"culture"}})
    opened("poles/?secteur=culture&tri=distance&de=21231")
    page.wait_for_function("() => document.querySelector('[data-depuis-dit]').textContent.includes('depuis Dijon (Côte-d’Or)')")
    assert listed(page) == order
    check(page, "secteur", "culture")
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('.actif').length === 1")
    assert listed(page) == order
    opened("poles/?de=21231")
    page.wait_for_function("() => document.querySelector('[data-depuis-dit]').textContent.includes('depuis Dijon (Côte-d’Or)')")
    opened("poles/?tri=loin&de=21231")  # an order that nobody knows is told; a place to start from says which is meant
    page.wait_for_function("() => document.querySelector('[data-depuis-dit]').textContent.includes('depuis Dijon (Côte-d’Or)')")
    assert "Tri inconnu" in text(page, "avis")
    assert listed(page)[0] == "coursive-boutaric"
    opened("poles/?tri=distance&de=99999")
    page.wait_for_function("() => document.querySelector('[data-depuis-dit]').textContent.includes('inconnu')")


def test_on_a_phone_the_map_that_is_asked_for_takes_the_place_of_the_filters(opened, page):
    """Unfolded, they kept the map and the list below the screen: the button seemed to do nothing. Its other way gives the list."""
    page.set_viewport_size({"width": 360, "height": 740})
    opened("poles/")
    filters = page.get_by_role("button", name="Filtrer")
    for ask, shown in (("Voir la carte", "[data-carte-image]"), ("Voir la liste", "[data-complete] li")):
        filters.click()
        assert filters.get_attribute("aria-expanded") == "true"
        page.get_by_role("button", name=ask).click()
        assert filters.get_attribute("aria-expanded") == "false"
        assert page.locator(shown).first.evaluate("e => e.getBoundingClientRect().top") < 740


def test_an_address_written_by_hand_starts_from_a_commune_by_its_name(opened, page):
    """`?de=Dijon` is read as if typed: alone of its name it becomes its code, in the same place of the history; « Valence » is to be chosen, nothing is unknown."""
    opened("poles/?secteur=culture&de=Dijon")
    page.wait_for_function("() => document.querySelector('[data-depuis-dit]').textContent.includes('depuis Dijon (Côte-d’Or)')")
    assert state(page) == "poles/?secteur=culture&tri=distance&de=21231"
    assert listed(page)[0] == "coursive-boutaric"
    page.go_back()
    assert page.url == "about:blank"
    opened("poles/?tri=distance&de=valence")
    page.get_by_role("option", name="Valence Drôme (26)", exact=True).click()
    page.wait_for_function("() => document.querySelector('[data-depuis-dit]').textContent.includes('depuis Valence (Drôme)')")
    assert state(page) == "poles/?tri=distance&de=26362"
    assert "inconnu" not in text(page, "avis")


def test_a_region_is_known_by_its_code_and_what_is_unknown_is_told_in_its_gender(opened, page, rows):
    """`?region=53`, the code of the register, is Bretagne; a filter of which the atlas knows nothing is told in French."""
    opened("poles/?region=53")
    assert state(page) in ("poles/?region=53", "poles/?region=bretagne")
    assert listed(page) == kept(rows, {"region": {"bretagne"}})
    opened("poles/?region=99&situation=x&secteur=x&famille=x&cooperation=x&type=x&departement=x")
    said = text(page, "avis")
    told = ("Région inconnue", "Situation inconnue", "Secteur inconnu", "Parties prenantes inconnues", "Coopération inconnue", "Type inconnu", "Département inconnu")
    for words in told:
        assert f"{words} de l’atlas : « " in said.replace("\u202f", " "), said


def test_the_map_keeps_the_same_selection(opened, page, rows):
    """The picture at once; the interactive map when it opens, and after."""
    opened("poles/?secteur=culture")
    expected = set(kept(rows, {"secteur": {"culture"}}))
    page.wait_for_function("n => document.querySelectorAll('.carte-points a:not(.hors)').length === n", arg=len(expected))
    shown = page.locator(".carte-points a:not(.hors)").evaluate_all("all => all.map(a => a.getAttribute('href').split('/').at(-2))")
    assert set(shown) == expected
    page.evaluate("document.addEventListener('atlas:carte', (e) => { window.lieux = e.detail; })")
    page.get_by_role("button", name="Explorer la carte").click()
    page.wait_for_function("() => window.lieux")
    count = "(wanted) => [...window.lieux.lieux.values()].filter((marker) => marker.__parent).length === wanted"
    until(page, count, len(expected))
    check(page, "situation", "actif")
    until(page, count, len(kept(rows, {"secteur": {"culture"}, "situation": {"actif"}})))


def test_keyboard_alone_is_enough(opened, page, rows):
    """Tab reaches words, values and chips; Space chooses; Enter lifts; every stop is seen."""
    opened()
    page.locator("#explorer-q").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "bretagne":
            break
    page.keyboard.press("Space")
    assert listed(page) == kept(rows, {"region": {"bretagne"}})
    assert page.evaluate("document.activeElement.value") == "bretagne"
    assert page.evaluate("getComputedStyle(document.activeElement.closest('.choix')).outlineStyle") != "none"
    page.locator("#explorer-tri").focus()
    page.keyboard.press("Tab")
    assert "Retirer" in page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    assert len(listed(page)) == len(rows)


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone_the_list_comes_first_and_the_map_is_a_button_away(opened, page, rows, width):
    """Nothing overflows; filters and map open by a button each; targets are large enough."""
    page.set_viewport_size({"width": width, "height": 740})
    opened("poles/?secteur=culture,eco-activites")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".entree-nom a:visible").count() == len(kept(rows, {"secteur": {"culture", "eco-activites"}}))
    assert not page.locator(".explorer-carte").is_visible()
    page.get_by_role("button", name="Voir la carte").click()
    assert page.locator(".explorer-carte").is_visible()
    assert not page.locator(".entree-nom a:visible").count()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("button", name="Voir la liste").click()
    page.get_by_role("button", name="Filtrer (2)").click()
    page.locator("#facette-situation").click()
    page.locator("#facette-departement").click()
    small = page.locator(".choix:visible, .actif:visible, .explorer-bascules button:visible, summary:visible").evaluate_all(
        "all => all.filter((e) => e.getBoundingClientRect().height < 24).map((e) => e.textContent)"
    )
    assert not small
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_script_the_list_is_whole_and_the_filters_are_links(browser, home, rows):
    """Every pole, and from the column to the page of a région; nothing that does not work is shown."""
    visitor = browser.new_context(java_script_enabled=False)
    page = visitor.new_page()
    page.goto(f"{home}poles/?region=bretagne")
    assert page.locator(".entree-nom a:visible").count() == len(rows)
    assert not page.locator(".explorer input:visible, .explorer select:visible, .explorer button:visible").count()
    page.locator("[data-facette=region] a", has_text="Bretagne").first.click()
    page.wait_for_url("**/regions/bretagne/")
    visitor.close()


@pytest.mark.parametrize(("width", "script"), [(320, True), (360, True), (360, False), (1280, True)])
def test_poles_come_first_and_stay_where_they_are_when_scripts_start(browser, home, width, script):
    """On a phone the first pole is in the first screen, with script or without; nothing moves, at the bare address or a filtered one."""
    visitor = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 740})
    page = visitor.new_page()
    if script:
        watch_shifts(page)
    for address in ("poles/", "poles/?secteur=culture"):
        page.goto(home + address)
        if script:
            page.wait_for_selector("[data-pret]")
            assert shifts(page) < 0.01, address
        assert page.locator(".entree-nom a:visible").first.evaluate("a => a.getBoundingClientRect().bottom") < 580
        assert page.locator(".facette:visible").count() == (0 if width < 960 else page.locator(".facette").count())
        assert page.locator(".explorer-voies a:visible").count() == (0 if script else 3)
    visitor.close()


def test_the_nearest_pole_is_in_the_first_screen_of_a_phone(opened, page):
    """What a question about a place leads to: the start is known, hence folded; how far the first pole is shows without scrolling, and another start is a tap away."""
    page.set_viewport_size({"width": 360, "height": 740})
    opened("poles/?tri=distance&de=26362#q=répare")
    page.locator("main li .distance").first.wait_for()
    page.wait_for_function("() => document.querySelector('main li .distance').getBoundingClientRect().bottom < 740")
    assert page.get_by_role("combobox", name="À partir d’une commune").is_hidden()
    page.get_by_text("Partir d’ailleurs").click()
    assert page.get_by_role("combobox", name="À partir d’une commune").is_visible()


def test_back_from_a_pole_gives_the_map_as_it_was_left(opened, page):
    """On a phone, open, at the same place, under the same filter; left for the list, it is the list."""
    page.set_viewport_size({"width": 360, "height": 740})
    opened("poles/?secteur=culture")
    page.get_by_role("button", name="Voir la carte").click()
    page.get_by_role("button", name="Explorer la carte").click()
    page.wait_for_function("() => history.state?.vue")
    zoom = page.evaluate("history.state.vue[2]")
    page.locator(".carte-vive .leaflet-control-zoom-in").click()
    page.wait_for_function("(zoom) => history.state.vue[2] > zoom", arg=zoom)
    left = page.evaluate("history.state.vue")
    page.goto(page.url.replace("poles/?secteur=culture", "poles/epv/"))
    page.go_back()
    page.wait_for_selector("[data-pret]")
    page.locator(".carte-vive .leaflet-control-zoom-in").wait_for()
    page.wait_for_function("(left) => JSON.stringify(history.state.vue) === JSON.stringify(left)", arg=left)
    assert not page.locator(".entree-nom a:visible").count()
    page.get_by_role("button", name="Voir la liste").click()
    page.goto(page.url.replace("poles/?secteur=culture", "poles/epv/"))
    page.go_back()
    page.wait_for_selector("[data-pret]")
    assert page.locator(".entree-nom a:visible").count()


def test_printed_it_is_the_list_and_its_filters_as_a_sentence(opened, page):
    """No controls, no map."""
    opened("poles/?secteur=culture&situation=actif")
    page.emulate_media(media="print")
    assert page.locator("[data-phrase]").is_visible()
    assert text(page, "phrase") == "Filtres — secteur : Culture et industries créatives ; situation : Actif."
    assert not page.locator(".filtres:visible, .explorer-carte:visible, .actifs:visible").count()


def test_when_the_compact_file_cannot_be_read_the_list_remains(page, home, complaints):
    """A sentence says so, and the links still lead on."""
    page.route("**/poles/liste.json", lambda route: route.fulfill(status=503))
    page.goto(f"{home}poles/?secteur=culture")
    page.wait_for_function("() => document.querySelector('[data-avis]').textContent.includes('liste complète')")
    assert page.locator(".entree-nom a:visible").count() > 9
    complaints.clear()


def test_a_word_without_end_stays_in_the_page(opened):
    """What an address holds, or a paste, breaks anywhere: the page does not scroll sideways."""
    page = opened(f"poles/#q={'a' * 2000}")
    page.locator(".actif").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
