"""The territories on the map, in a real browser: asked for, light, told in words, reached without a mouse."""

from __future__ import annotations

import re

import pytest

from tests.test_carte_browser import POLICY, contrast, luminance, site, visiting  # noqa: F401 — fixtures, and what they share

pytestmark = pytest.mark.browser
SHAPES = "path.carte-territoire"
BOX = "Territoires des pôles montrés"


def opened(visiting):  # noqa: F811
    """The open map, over the middle of the country."""
    visiting.page.add_init_script("document.addEventListener('atlas:carte', ({ detail }) => { window.detail = detail; })")
    return visiting.open().page


def asked(visiting):  # noqa: F811
    return sorted(url.rsplit("/", 1)[1] for url in visiting.requests if "/territoires/" in url)


def test_nothing_is_asked_for_before_the_box_is_ticked(visiting):  # noqa: F811
    page = opened(visiting)
    assert page.locator(SHAPES).count() == 0
    assert asked(visiting) == []
    assert not page.get_by_label(BOX).is_checked()


def test_the_box_draws_the_territories_in_view_and_says_how_many_have_none(visiting):  # noqa: F811
    """Only the files of the départements in view, only those that exist; unticked, all is gone."""
    page = opened(visiting)
    page.get_by_label(BOX).focus()
    page.keyboard.press("Space")
    page.get_by_role("status").filter(has_text=re.compile(r"^3\sterritoires dessinés. 8\spôles en vue")).wait_for()
    assert page.locator(SHAPES).count() == 3
    assert page.locator(".leaflet-territoires-pane svg").bounding_box()["width"] > 900
    assert asked(visiting) == ["26.geojson?v=1", "35.geojson?v=1", "69.geojson?v=1"]
    page.get_by_role("button", name="Guadeloupe (2)").click()
    page.get_by_role("status").filter(has_text="1 territoire dessiné. 1 pôle en vue").wait_for()
    assert page.locator(SHAPES).count() == 1
    page.get_by_label(BOX).uncheck()
    page.get_by_role("status").filter(has_text="Territoires effacés.").wait_for()
    assert page.locator(SHAPES).count() == 0
    assert visiting.complaints == []


def test_the_territories_follow_the_selection(visiting):  # noqa: F811
    page = opened(visiting)
    page.get_by_label(BOX).check()
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 3")
    page.evaluate("carte.montrer(['redon', 'jura'])")
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 1")
    page.evaluate("carte.montrer(null)")
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 3")


def test_a_list_names_each_shape_and_leads_to_its_pole(visiting):  # noqa: F811
    """Whoever has no mouse finds every territory there, and the shape is marked while its line has the focus."""
    page = opened(visiting)
    page.get_by_label(BOX).check()
    page.get_by_text("3 territoires dessinés", exact=True).click()
    lines = page.locator(".carte-territoires li").all_inner_texts()
    assert [" ".join(line.split()) for line in lines] == [
        "Les Articulteurs : Pays de Redon", "Pôle des deux rives : Les deux rives", "Pôle Sud Archer : Autour de Romans",
    ]  # fmt: skip
    link = page.locator(".carte-territoires").get_by_role("link", name="Les Articulteurs")
    link.focus()
    assert page.locator(".carte-territoire--marque").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/atlas/poles/redon/")


def test_a_line_keeps_the_focus_while_the_map_moves_and_others_come_and_go(visiting):  # noqa: F811
    """What is drawn is told again after each movement; the line that is being read does not vanish under the reader."""
    page = opened(visiting)
    page.evaluate("carte.montrer(['redon', 'romans'])")
    page.get_by_label(BOX).check()
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 2")
    page.locator(".carte-territoires summary").click()
    page.locator(".carte-territoires").get_by_role("link", name="Pôle Sud Archer").focus()
    page.evaluate("carte.montrer(['redon', 'romans', 'lyon-1'])")
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 3")
    assert [name.split(" :")[0] for name in page.locator(".carte-territoires li a").all_inner_texts()] == ["Les Articulteurs", "Pôle des deux rives", "Pôle Sud Archer"]
    assert visiting.focused() == "Pôle Sud Archer"
    page.evaluate("carte.montrer(['romans'])")
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 1")
    assert visiting.focused() == "Pôle Sud Archer"
    assert page.locator(".carte-territoire--marque").count() == 1


@pytest.mark.parametrize("way", ["Escape", "Fermer"])
def test_a_point_where_territories_overlap_names_them_all(visiting, way):  # noqa: F811
    page = opened(visiting)
    page.evaluate("carte.montrer(['redon'])")  # no marker stands in the way
    page.evaluate("carte.territoires(['lyon-1', 'romans'])")
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 2")
    at = page.evaluate("(({ x, y }) => ({ x, y }))(detail.carte.latLngToContainerPoint([45.3, 4.9]))")
    page.locator(".carte-toile").click(position=at)
    popup = page.get_by_role("dialog", name="2 territoires se recouvrent ici")
    assert [" ".join(t.split()) for t in popup.get_by_role("listitem").all_inner_texts()] == [
        "Pôle des deux rives : Les deux rives", "Pôle Sud Archer : Autour de Romans",
    ]  # fmt: skip
    assert visiting.focused() == "Pôle des deux rives"
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        popup.get_by_role("button", name=way).press("Enter")
    popup.wait_for(state="detached")
    assert page.evaluate("document.activeElement.className").startswith("carte-toile")  # and not nowhere
    assert visiting.complaints == []


def test_the_territory_of_an_open_popup_is_drawn_and_told(visiting):  # noqa: F811
    page = opened(visiting)
    page.get_by_role("button", name=re.compile("^Les Articulteurs")).click()
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 1")
    assert "Territoire : Pays de Redon" in " ".join(page.get_by_role("dialog").inner_text().split())
    page.get_by_role("button", name="Fermer").click()
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 0")
    page.get_by_role("button", name=re.compile("^Clus’ter Jura")).click()
    assert "Un pays (périmètre non tracé)" in page.get_by_role("dialog").inner_text()
    assert asked(visiting) == ["35.geojson?v=1"]


def test_another_script_may_ask_for_territories_before_the_map_opens(visiting):  # noqa: F811
    page = visiting.page
    page.goto(f"{visiting.root}carte/")
    page.evaluate("carte.territoires(['romans', 'jura', 'personne'])")
    page.get_by_role("button", name="Explorer la carte").click()
    visiting.ready()
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 1")
    page.evaluate("carte.territoires([])")
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 0")
    assert visiting.complaints == []


def test_a_file_that_does_not_come_is_told_and_can_be_tried_again(visiting):  # noqa: F811
    page = opened(visiting)
    page.route("**/territoires/26.geojson*", lambda route: route.abort())
    page.get_by_label(BOX).check()
    page.get_by_role("status").filter(has_text="n’ont pas pu être chargés").wait_for()
    assert page.locator(SHAPES).count() == 2
    page.unroute("**/territoires/26.geojson*")
    page.get_by_label(BOX).uncheck()
    page.get_by_label(BOX).check()
    visiting.until(f"document.querySelectorAll('{SHAPES}').length === 3")


def test_a_cluster_shows_of_what_it_is_made(visiting):  # noqa: F811
    """In its name, and beside it while it is aimed at with a pointer or the keyboard."""
    page = opened(visiting)
    page.evaluate("carte.montrer(['lyon-1', 'lyon-2'])")
    cluster, words = page.locator(".grappe"), page.locator(".grappe-detail")
    assert not words.is_visible()
    cluster.hover()
    assert words.is_visible()
    page.mouse.move(0, 0)
    assert not words.is_visible()
    visiting.tab_to("2 pôles : Culture et industries créatives 2, Formation professionnelle 2. Déplier")
    assert words.is_visible()


@pytest.mark.parametrize("visiting", [{"viewport": {"width": 360, "height": 740}}, {"color_scheme": "dark"}], indirect=True)
def test_shapes_stand_out_from_the_land_and_the_box_is_large_enough(visiting):  # noqa: F811
    page = opened(visiting)
    page.get_by_label(BOX).check()
    page.locator(SHAPES).first.wait_for()
    stroke, land = (luminance(page.evaluate(f"getComputedStyle(document.querySelector('{css}')).{what}"))
                    for css, what in ((SHAPES, "stroke"), (".carte-terre", "fill")))  # fmt: skip
    assert contrast(stroke, land) >= 3
    assert page.locator(".carte-territoires label").bounding_box()["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_policy_of_the_site_is_enough(visiting):  # noqa: F811
    assert POLICY.startswith("default-src 'self'")
    page = opened(visiting)
    page.get_by_label(BOX).check()
    page.locator(SHAPES).first.wait_for()
    assert visiting.abroad() == []
    assert visiting.complaints == []
