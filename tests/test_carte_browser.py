"""The map in a real browser, on a small site of its own, under a prefix, with a strict Content-Security-Policy."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from atlas.site import carte
from tests import browser as browsers

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent
POLICY = "default-src 'self'; img-src 'self' data:"
TILES = f"{POLICY} https://data.geopf.fr https://tile.openstreetmap.org"
PLACES = [
    # slug, name, commune, département, région, stage, lat, lon, approximate
    ("bouquetot", "Éco-domaine de Bouquetot", "Saint-Pierre-Azif", "14 Calvados", "28 Normandie", "inconnu", 49.3046, 0.0803, False),
    ("redon", "Les Articulteurs", "Redon", "35 Ille-et-Vilaine", "53 Bretagne", "actif", 47.652, -2.084, False),
    ("jura", "Clus’ter Jura", "Lons-le-Saunier", "39 Jura", "27 Bourgogne-Franche-Comté", "actif", 46.6744, 5.5544, False),
    ("lyon-1", "Pôle des deux rives", "Lyon", "69 Rhône", "84 Auvergne-Rhône-Alpes", "emergent", 45.7578, 4.832, False),
    ("lyon-2", "Pôle du même lieu", "Lyon", "69 Rhône", "84 Auvergne-Rhône-Alpes", "cesse", 45.7578, 4.832, False),
    ("romans", "Pôle Sud Archer", "Romans-sur-Isère", "26 Drôme", "84 Auvergne-Rhône-Alpes", "actif", 45.0464, 5.0517, False),
    ("creuse", "Pôle creusois", None, "23 Creuse", "75 Nouvelle-Aquitaine", "en-sommeil", 46.0903, 2.0189, True),
    ("gironde", "Pôle Sud Aquitain", "Tarnos", "40 Landes", "75 Nouvelle-Aquitaine", "fusionne", 43.5408, -1.4606, False),
    ("paris", "Coopérer à Paris", "Paris", "75 Paris", "11 Île-de-France", "actif", 48.8566, 2.3522, False),
    ("pantin", "Est ensemble", "Pantin", "93 Seine-Saint-Denis", "11 Île-de-France", "inconnu", 48.8938, 2.4027, False),
    ("ajaccio", "Corse solidaire", "Ajaccio", "2A Corse-du-Sud", "94 Corse", "emergent", 41.9192, 8.7386, False),
    ("abymes", "Pôle des Abymes", "Les Abymes", "971 Guadeloupe", "01 Guadeloupe", "actif", 16.2719, -61.5022, False),
    ("basse-terre", "Terre basse", "Basse-Terre", "971 Guadeloupe", "01 Guadeloupe", "inconnu", 15.9979, -61.7261, False),
    ("saint-pierre", "Pôle de l’archipel", "Saint-Pierre", "975 Saint-Pierre-et-Miquelon", " ", "emergent", 46.7811, -56.1764, False),
]  # fmt: skip
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63b87bf70c00052102871a014e6e0000000049454e44ae426082"
)
LABELS = {
    "actif": "Actif",
    "emergent": "En émergence",
    "en-sommeil": "En sommeil",
    "fusionne": "Fusionné",
    "cesse": "Cessé",
    "inconnu": "Situation inconnue",
}
LAND_UNDER = """(name) => {
  const { left, right, top, bottom } = [...document.querySelectorAll(".carte-nom span")].find((e) => e.textContent === name).getBoundingClientRect();
  const land = document.querySelector("path.carte-terre");
  const back = land.getScreenCTM().inverse();
  let found = 0;
  for (let x = left; x <= right; x += 2) for (let y = top; y <= bottom; y += 2) found += land.isPointInFill(new DOMPoint(x, y).matrixTransform(back));
  return found;
}"""  # how many points of a name stand on land
SECTORS = "Culture et industries créatives 2, Formation professionnelle 2"
TERRITORIES = {  # a square around the seat, in degrees; two of them overlap
    "lyon-1": ("69", "Les deux rives", 0.6), "romans": ("26", "Autour de Romans", 0.6), "redon": ("35", "Pays de Redon", 0.4),
    "abymes": ("971", "Les Abymes", 0.05),
}  # fmt: skip
PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Carte d’essai</title><link rel="icon" href="data:,"><link rel="stylesheet" href="../page.css">
<script type="module" src="../page.js"></script></head>
<body><main><h1>Les pôles</h1>
<section class="carte" data-carte data-racine="../" data-lieux="../api/v1/poles.geojson?v=1" data-fond="../assets/carte/fond.json?v=1"
 data-feuilles="{styles}" data-scripts="{scripts}"{auto}>
<div class="carte-image" data-carte-image><p>L’image de la carte.</p></div>
<p class="carte-actions"><button type="button" class="bouton" data-carte-ouvrir hidden>Explorer la carte</button></p>
</section><p><a href="../liste/">La liste</a></p></main></body></html>
"""
SCRIPT = """import { preparerLaCarte } from "./assets/carte/section.js";

window.carte = preparerLaCarte(document.querySelector("[data-carte]"));
"""
# The line on pictures is the theme's: a pane of the map has no width.
STYLE = """img, svg { max-width: 100%; height: auto; } :root { color-scheme: light dark; } body { margin: 0; font-family: system-ui, sans-serif; background: #fbf8f0; }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
@media (prefers-color-scheme: dark) { body { background: #141d22; color: #f1ebdc; } }
"""


def feature(place):
    slug, nom, commune, departement, region, statut, latitude, longitude, approximate = place
    (code, departement_nom), (region_code, region_nom) = departement.split(" ", 1), region.split(" ", 1)
    return {
        "type": "Feature",
        "id": slug,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "nom": nom, "adresse": f"poles/{slug}/", "commune": commune, "departement": code,
            "departement_nom": departement_nom, "region": region_code or None, "region_nom": region_nom or None,
            "secteurs": ["culture"], "secteurs_noms": ["Culture et industries créatives", "Formation professionnelle"],
            "statut": statut, "statut_nom": LABELS[statut],
            "territoire": TERRITORIES[slug][1] if slug in TERRITORIES else "Un pays" if slug == "jura" else None,
            "perimetre": "tracé" if slug in TERRITORIES else "non tracé" if slug == "jura" else None,
            "position": "approximative" if approximate else "siège", "verifie_le": "2026-11-22",
        },
    }  # fmt: skip


def territory(slug):
    """A square territory, as `territoires/<département>.geojson` gives it."""
    nom, latitude, longitude = next((p[1], p[6], p[7]) for p in PLACES if p[0] == slug)
    _, libelle, size = TERRITORIES[slug]
    west, south, east, north = longitude - size, latitude - size, longitude + size, latitude + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "id": slug,
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
        "properties": {"nom": nom, "libelle": libelle, "adresse": f"poles/{slug}/"},
    }


NO_ICON = '<link rel="icon" href="data:,">'  # else a browser asks for one, at a time of its own choosing


def make_site(folder):
    """What the site publishes for the map, with the places above."""
    for name in ("carte", "commun"):
        shutil.copytree(ROOT / "assets" / name, folder / "assets" / name)
    grounds = {carte.FOLDER + path.name: path.read_bytes() for path in (ROOT / "content/plates").glob("*.json")}
    for name, data in (carte.files(ROOT / "assets", carte.script()) | grounds).items():
        target = folder / "assets" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    pages = {
        "api/v1/poles.geojson": json.dumps(
            {"type": "FeatureCollection", "features": [feature(place) for place in PLACES]}
        ),
        "page.css": STYLE,
        "page.js": SCRIPT,
        **{
            f"api/v1/territoires/{code}.geojson": json.dumps({"type": "FeatureCollection", "features": [territory(slug)]})
            for slug, (code, _, _) in TERRITORIES.items()
        },
        **{
            f"poles/resumes/{code.lower()}.json": json.dumps({p[0]: f"Ce que fait {p[1]}." for p in PLACES if p[3].split(" ")[0] == code})
            for code in {p[3].split(" ")[0] for p in PLACES}
        },
        **{f"poles/{slug}/index.html": f"<!doctype html>{NO_ICON}<title>{nom}</title>" for slug, nom, *_ in PLACES},
        "liste/index.html": f"<!doctype html>{NO_ICON}<title>La liste</title>",
    }
    for name, auto in (("carte", ""), ("auto", " data-carte-auto")):
        pages[f"{name}/index.html"] = PAGE.format(
            styles=" ".join(f"../assets/{style}" for style in carte.ASSETS.styles),
            scripts=" ".join(f"../assets/{script}" for script in carte.ASSETS.scripts),
            auto=auto,
        )
    for name, text in pages.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("atlas"))


class Visit:
    """A page, and what it asked for and complained of."""

    def __init__(self, page, root):
        self.page, self.root = page, root
        self.requests, self.complaints = [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.complaints.append(f"échec : {request.url}"))
        page.on(
            "response",
            lambda response: response.status >= 400 and self.complaints.append(f"{response.status} {response.url}"),
        )
        page.on(
            "console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text)
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self):
        """Go to the page and open the map."""
        self.page.goto(f"{self.root}carte/")
        self.page.get_by_role("button", name="Explorer la carte").click()
        self.ready()
        return self

    def ready(self, shown=14):
        """Wait until the map says it is ready, and how many poles it shows."""
        self.page.get_by_role("status").filter(has_text=f"La carte est prête, avec {shown} pôles.").wait_for()

    def abroad(self):
        """What was asked of other hosts."""
        return [url for url in self.requests if not url.startswith((self.root, "data:"))]

    def focused(self):
        """The name of what has the focus."""
        return self.page.evaluate(
            "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).replace(/\\s/g, ' ')"
        )

    def until(self, expression):
        """Wait until a JavaScript expression is true."""
        browsers.until(self.page, expression)

    def tab_to(self, name, most=40):
        """Press Tab until the focus is on what has this name."""
        seen = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            seen.append(self.focused())
            if seen[-1] == name:
                return
        pytest.fail(f"{name} : Tab n’y mène pas, mais à {seen}")


@pytest.fixture
def visiting(browser, site, request):
    """A visit to the map; options of the browser's context and of the policy come from the test's parameters."""
    options = {
        "policy": POLICY,
        "reduced_motion": "reduce",
        "viewport": {"width": 1000, "height": 900},
        **getattr(request, "param", {}),
    }
    policy = options.pop("policy")
    with browsers.serve(site, "/atlas/", {"Content-Security-Policy": policy}) as root:
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        yield Visit(context.new_page(), root)
        context.close()


def test_nothing_is_loaded_before_the_map_is_opened(visiting):
    visiting.page.goto(f"{visiting.root}carte/")
    visiting.page.get_by_role("button", name="Explorer la carte").wait_for()
    assert not [url for url in visiting.requests if "leaflet" in url or "geojson" in url]


def test_the_map_opens_asks_nothing_abroad_and_complains_of_nothing(visiting):
    page = visiting.open().page
    assert page.get_by_role("region", name="Carte interactive des pôles").is_visible()
    assert not page.locator("[data-carte-image]").is_visible()
    assert page.locator(".carte-terre, .carte-voisins, .carte-departement, .carte-region").count() == 4
    assert page.get_by_role("button", name="Les Articulteurs, Redon, Ille-et-Vilaine").is_visible()
    assert visiting.focused() == "Carte interactive des pôles"
    assert visiting.abroad() == []
    assert visiting.complaints == []


def test_names_of_towns_come_with_the_scale_from_our_own_files(visiting):
    """From afar no town is asked for; nearer, large ones, then small ones of the région in view. No two names touch, nor a sign."""
    page = visiting.page
    page.add_init_script("document.addEventListener('atlas:carte', ({ detail }) => { window.carteDessinee = detail.carte; })")
    visiting.open()
    named = "[...document.querySelectorAll('.carte-nom--ville')].map((e) => e.textContent)"
    page.evaluate("() => { carteDessinee.setView([45.2, 5], 4.5, { animate: false }); }")
    assert page.evaluate(named) == []
    page.evaluate("() => { carteDessinee.setView([45.1, 5.2], 7.3, { animate: false }); }")
    visiting.until(f"{named}.includes('Grenoble')")
    assert not [url for url in visiting.requests if "villes-" in url]
    page.evaluate("() => { carteDessinee.setView([44.6, 5.1], 10.2, { animate: false }); }")
    visiting.until(f"{named}.includes('Dieulefit')")
    assert {url.rsplit("/", 1)[1] for url in visiting.requests if "villes-" in url} <= {"villes-84.json", "villes-93.json", "villes-76.json"}
    page.evaluate("() => { carteDessinee.setView([45.1, 5.2], 8.1, { animate: false }); }")
    touching = page.evaluate("""() => {
      const boxes = [...document.querySelectorAll(".carte-nom span, .lieu-nom:not(.masque), .grappe")].map((e) => e.getBoundingClientRect());
      const touch = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      return [boxes.length, boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => touch(a, b))).length];
    }""")
    assert touching[0] > 8
    assert touching[1] == 0
    assert visiting.abroad() == []


def test_the_map_opens_by_itself_when_told_to(visiting):
    visiting.page.goto(f"{visiting.root}auto/")
    visiting.ready()
    assert visiting.complaints == []


def test_a_map_that_cannot_load_says_so_and_can_be_tried_again(visiting):
    page = visiting.page
    page.route("**/poles.geojson*", lambda route: route.abort())
    page.goto(f"{visiting.root}carte/")
    page.get_by_role("button", name="Explorer la carte").click()
    page.get_by_role("status").filter(has_text="La carte n’a pas pu être chargée").wait_for()
    assert page.locator("[data-carte-image]").is_visible()
    page.unroute("**/poles.geojson*")
    page.get_by_role("button", name="Explorer la carte").click()
    visiting.ready()


def test_a_file_opened_from_a_folder_keeps_its_picture(browser, site):
    page = browser.new_page()
    page.goto((site / "carte" / "index.html").as_uri())
    assert page.locator("[data-carte-image]").is_visible()
    assert not page.get_by_role("button", name="Explorer la carte").is_visible()
    page.close()


def test_keyboard_leads_to_a_marker_its_popup_its_link_and_its_page(visiting):
    page = visiting.open().page
    visiting.tab_to("Les Articulteurs, Redon, Ille-et-Vilaine")
    page.keyboard.press("Enter")
    popup = page.get_by_role("dialog", name="Les Articulteurs")
    assert popup.is_visible()
    assert "Redon, Ille-et-Vilaine" in popup.inner_text()
    assert "Culture et industries créatives · Formation professionnelle" in popup.inner_text()
    assert visiting.focused() == "Les Articulteurs"
    page.keyboard.press("Escape")
    popup.wait_for(state="detached")
    assert visiting.focused() == "Les Articulteurs, Redon, Ille-et-Vilaine"
    page.keyboard.press("Space")
    page.locator("path.carte-territoire").wait_for(state="attached")  # else leaving gives up its file, which counts as a complaint
    page.keyboard.press("Enter")
    page.wait_for_url("**/atlas/poles/redon/")
    assert visiting.complaints == []


def test_a_popup_is_heard_whole_with_its_sentence(visiting):
    """What describes the dialog has the place, the sentence, the sectors and the situation: not the name alone."""
    page = visiting.open().page
    page.get_by_role("button", name="Les Articulteurs, Redon, Ille-et-Vilaine").click()
    visiting.until("document.querySelector('.bulle-resume:not([hidden])')")
    heard = page.evaluate("(dialog => document.getElementById(dialog.getAttribute('aria-describedby')).innerText)(document.querySelector('[role=dialog]'))")
    assert [" ".join(line.split()) for line in heard.splitlines() if line] == [
        "Redon, Ille-et-Vilaine", "Ce que fait Les Articulteurs.", "Culture et industries créatives · Formation professionnelle",
        "Territoire : Pays de Redon", "Situation : actif",
    ]  # fmt: skip
    assert visiting.complaints == []
    assert page.evaluate("document.querySelector('.leaflet-popup').getBoundingClientRect().top >= document.querySelector('.carte-toile').getBoundingClientRect().top + 8")


@pytest.mark.parametrize("visiting", [{"viewport": {"width": width, "height": 740}, "has_touch": True, "is_mobile": True} for width in (320, 360)], indirect=True)
def test_on_a_phone_a_popup_is_whole_and_nothing_covers_it(visiting):
    """A sheet at the foot of the map, over the buttons; the point of which it tells stays in sight above it."""
    page = visiting.open().page
    page.evaluate("carte.montrer(['jura', 'redon'])")
    page.get_by_role("button", name=re.compile("^Clus’ter Jura")).click()
    visiting.until("document.querySelector('.bulle-resume:not([hidden])')")
    told = page.evaluate("""() => {
      const box = (e) => e.getBoundingClientRect();
      const [sheet, map, sign] = [".leaflet-popup", ".carte-toile", ".lieu[aria-label^='Clus']"].map((s) => document.querySelector(s)).map(box);
      const seen = [...document.querySelectorAll(".bulle p, .bulle button")].filter((e) => {
        const { x, y, width, height } = box(e);
        return document.elementFromPoint(x + Math.min(width, 20) / 2, y + height / 2)?.closest("p, button") === e;
      });
      return [sheet.left >= map.left, sheet.right <= map.right, sheet.bottom <= map.bottom + 1, sign.bottom <= sheet.top + 8, sign.top >= map.top - 8, seen.length];
    }""")
    assert told[:5] == [True] * 5
    assert told[5] >= 5


def test_the_legend_tells_every_sign_by_its_shape(visiting):
    page = visiting.open().page
    assert page.locator(".carte-legende li").all_inner_texts()[-3:] == ["Position approximative", "5\nPlusieurs pôles", "Territoire d’un pôle"]
    shapes = page.locator(".carte-legende .lieu").evaluate_all("(all) => all.map((e) => ['::before', '::after'].map((p) => getComputedStyle(e, p).backgroundImage + getComputedStyle(e, p).borderStyle + getComputedStyle(e, p).backgroundColor).join())")
    assert len(set(shapes)) == len(shapes) == 7


def test_an_approximate_place_says_so(visiting):
    page = visiting.open().page
    page.get_by_role("button", name="Pôle creusois, Creuse (position approximative)").click()
    assert "position approximative" in page.get_by_role("dialog", name="Pôle creusois").inner_text()
    page.get_by_role("button", name="Fermer").click()
    assert visiting.focused() == "Pôle creusois, Creuse (position approximative)"


def test_enter_on_a_cluster_zooms_and_moves_the_focus_into_it(visiting):
    page = visiting.open().page
    page.evaluate("carte.montrer(['paris', 'pantin'])")
    page.locator(".grappe").focus()
    for _ in range(8):
        assert visiting.focused() == f"2 pôles : {SECTORS}. Zoomer"
        before = page.evaluate_handle("document.activeElement")
        page.keyboard.press("Enter")
        browsers.until(page, "(before) => document.activeElement !== before && document.activeElement.matches('.grappe, .lieu')", before)
        if page.locator(".lieu:focus").count():
            break
    assert visiting.focused() in ("Coopérer à Paris, Paris", "Est ensemble, Pantin, Seine-Saint-Denis")
    assert visiting.complaints == []


def test_every_sign_stands_where_the_map_puts_it(visiting):
    """Clusters too, however many they are: none is pushed by the one before it."""
    page = visiting.open().page
    page.evaluate("carte.montrer(['paris', 'pantin', 'lyon-1', 'lyon-2', 'redon'])")
    assert page.locator(".grappe").count() == 2
    gaps = page.evaluate("""() => {
      const pane = document.querySelector(".leaflet-marker-pane").getBoundingClientRect();
      return [...document.querySelectorAll(".leaflet-marker-icon:is(.grappe, .lieu)")].map((sign) => {
        const { x, y, width, height } = sign.getBoundingClientRect(), place = sign._leaflet_pos;
        return Math.hypot(x + width / 2 - pane.x - place.x, y + height / 2 - pane.y - place.y);
      });
    }""")
    assert len(gaps) >= 3
    assert max(gaps) < 1


def test_poles_at_the_very_same_point_are_fanned_out(visiting):
    page = visiting.open().page
    page.evaluate("carte.montrer(['lyon-1', 'lyon-2'])")
    page.locator(".grappe").focus()
    assert visiting.focused() == f"2 pôles : {SECTORS}. Déplier"
    page.keyboard.press("Space")
    visiting.until("document.activeElement.matches('.lieu')")
    names = {"Pôle des deux rives, Lyon, Rhône", "Pôle du même lieu, Lyon, Rhône"}
    assert visiting.focused() in names
    assert all(page.get_by_role("button", name=name).is_visible() for name in names)
    assert visiting.complaints == []


@pytest.mark.parametrize(
    ("button", "marker"),
    [
        ("Guadeloupe (2)", "Pôle des Abymes, Les Abymes, Guadeloupe"),
        ("Saint-Pierre-et-Miquelon (1)", "Pôle de l’archipel, Saint-Pierre, Saint-Pierre-et-Miquelon"),
    ],
)
def test_overseas_is_one_button_away(visiting, button, marker):
    page = visiting.open().page
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name=marker).wait_for()
    assert page.get_by_role("button", name=marker).bounding_box()
    page.get_by_role("button", name="Hexagone (11)").click()
    page.get_by_role("button", name=re.compile("^Clus’ter Jura")).wait_for()


def test_every_overseas_departement_has_its_button_even_without_a_pole(visiting):
    """In two rows of three; the collectivités wait behind one more, and each is named on the map once there."""
    names = visiting.open().page.get_by_role("group", name="Aller à").get_by_role("button").all_inner_texts()
    assert [" ".join(name.split()) for name in names] == [
        "Hexagone (11)", "Guadeloupe (2)", "Martinique (0)", "Guyane (0)", "La Réunion (0)", "Mayotte (0)", "Saint-Pierre-et-Miquelon (1)",
    ]  # fmt: skip
    visiting.page.get_by_text("Autres outre-mer…").click()
    assert [" ".join(name.split()) for name in visiting.page.locator(".carte-ailleurs button").all_inner_texts()] == [
        "Saint-Barthélemy (0)", "Saint-Martin (0)", "Wallis et Futuna (0)", "Polynésie française (0)", "Nouvelle-Calédonie (0)",
    ]  # fmt: skip
    for name in ("Saint-Martin", "Wallis et Futuna", "Polynésie française", "Nouvelle-Calédonie"):
        visiting.page.get_by_role("button", name=name).click()
        visiting.until(f"[...document.querySelectorAll('.carte-nom')].filter((e) => e.textContent === '{name}').length === 1")
        assert visiting.page.evaluate(LAND_UNDER, name) == 0, name


@pytest.mark.parametrize("visiting", [{"policy": TILES}], indirect=True)
@pytest.mark.parametrize(
    ("name", "host"), [("Afficher le Plan IGN", "data.geopf.fr"), ("Afficher OpenStreetMap", "tile.openstreetmap.org")]
)
def test_detailed_backgrounds_are_asked_for_after_the_button_that_names_their_host(visiting, name, host):
    page = visiting.page
    page.route(
        re.compile(rf"https://{re.escape(host)}/"),
        lambda route: route.fulfill(status=200, content_type="image/png", body=PIXEL),
    )
    visiting.open()
    page.get_by_text("Fond de carte détaillé…").click()
    button = page.get_by_role("button", name=name)
    assert host in button.locator("xpath=..").inner_text()
    assert visiting.abroad() == []
    button.click()
    page.locator("img.leaflet-tile-loaded").first.wait_for()
    assert visiting.abroad()
    assert all(url.startswith(f"https://{host}/") for url in visiting.abroad())
    page.get_by_role("button", name="Revenir au fond de l’atlas").click()
    assert page.locator("img.leaflet-tile").count() == 0
    assert visiting.complaints == []


def test_another_script_may_choose_the_places(visiting):
    page = visiting.page
    page.goto(f"{visiting.root}carte/")
    page.evaluate("carte.montrer(['redon', 'abymes'])")
    page.evaluate(
        "document.addEventListener('atlas:carte', ({ detail }) => { window.prete = [...detail.lieux.keys()].length; })"
    )
    page.get_by_role("button", name="Explorer la carte").click()
    visiting.ready(2)
    assert page.evaluate("window.prete") == len(PLACES)
    assert page.locator(".leaflet-marker-pane .lieu").count() == 1
    assert page.get_by_role("button", name="Hexagone (1)").is_visible()
    page.evaluate("carte.montrer(['jura'], { cadrer: true })")
    page.get_by_role("button", name=re.compile("^Clus’ter Jura")).wait_for()
    page.evaluate("carte.montrer(null)")
    assert page.get_by_role("button", name="Hexagone (11)").is_visible()


@pytest.mark.parametrize("visiting", [{"viewport": {"width": 1000, "height": 500}}], indirect=True)
def test_the_wheel_scrolls_the_page_until_the_map_has_the_focus(visiting):
    page = visiting.page
    page.add_init_script(
        "document.addEventListener('atlas:carte', ({ detail }) => { window.zoom = () => detail.carte.getZoom(); })"
    )
    visiting.open()
    before = page.evaluate("zoom()")
    page.locator(".carte-toile").hover(position={"x": 500, "y": 100})
    page.mouse.wheel(0, 100)
    visiting.until("window.scrollY > 0")
    assert page.evaluate("zoom()") == before
    page.locator(".carte-toile").focus()
    page.mouse.wheel(0, -300)
    visiting.until(f"zoom() > {before}")


@pytest.mark.parametrize(
    "visiting", [{"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}], indirect=True
)
def test_on_a_phone_the_map_fits_and_leaves_the_page_its_finger(visiting):
    page = visiting.open().page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    canvas = page.locator(".carte-toile")
    assert "none" not in canvas.evaluate("e => getComputedStyle(e).touchAction")
    canvas.tap(position={"x": 200, "y": 60})
    assert canvas.evaluate("e => getComputedStyle(e).touchAction") == "none"


@pytest.mark.parametrize("visiting", [{"viewport": {"width": 360, "height": 740}}, {}], indirect=True)
def test_every_target_has_24_pixels(visiting):
    page = visiting.open().page
    page.get_by_text("Fond de carte détaillé…").click()
    page.locator(".lieu").first.click()
    small = page.evaluate(
        "[...document.querySelectorAll('.carte-vive :is(button, [role=button], summary)')].filter(e => e.offsetWidth)"
        ".map(e => [e.getAttribute('aria-label') || e.textContent, e.getBoundingClientRect()])"
        ".filter(([, r]) => r.width < 24 || r.height < 24).map(([name]) => name)"
    )
    assert small == []


@pytest.mark.parametrize("visiting", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True)
def test_markers_stand_out_from_the_land_in_both_schemes(visiting):
    page = visiting.open().page
    colours = page.evaluate(
        "[['.lieu', 'color'], ['.carte-terre', 'fill'], ['.carte-voisins', 'fill'], ['.carte-toile', 'backgroundColor'], ['.lieu-nom', 'color']]"
        ".map(([s, p]) => getComputedStyle(document.querySelector(s))[p])"
    )
    marker, *grounds, label = [luminance(colour) for colour in colours]
    assert min(contrast(marker, ground) for ground in grounds) >= 3
    assert min(contrast(label, ground) for ground in grounds) >= 4.5


def luminance(colour):
    channels = [int(c) / 255 for c in re.findall(r"\d+", colour)[:3]]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
