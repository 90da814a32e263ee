"""« Près de chez moi » in a real browser: the same answer as Python's, names typed as people type them, few bytes, one sheet."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from atlas.client import near
from atlas.geo.places import Point
from atlas.pictures.projection import FRAMES, MAINLAND
from tests import browser
from tests.atlases import real_atlas, scattered
from tests.nearby_answer import Answers
from tests.repetitions import some
from tests.sites import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

PREFIX = "/atlas/"
PRES = "pres-de-chez-moi/"
FUNCTIONS = """async () => {
  const [{ nomsDe }, { reponsesDe }] = await Promise.all(["lieux/noms", "pres/calcul"].map((nom) => import(`/sources/${nom}.js`)));
  window.noms = nomsDe("assets/lieux/index.json");
  window.repondre = reponsesDe("pres-de-chez-moi/donnees/index.json");
}"""
LIMIT = 30_000  # bytes, compressed, for one whole look-up


@pytest.fixture(scope="module")
def many():
    return scattered(real_atlas(), 300)


@pytest.fixture(scope="module")
def data(many, tmp_path_factory) -> Path:
    """The data of 300 poles, the gazetteer, and an empty page."""
    folder: Path = tmp_path_factory.mktemp("donnees")
    (folder / "assets").mkdir()
    (folder / "assets/lieux").symlink_to(PROJECT / "content/gazetteer", target_is_directory=True)
    for path, text in near.files(many):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    page = '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Essai</title><link rel="icon" href="data:,">'
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def functions(page: Page, data: Path, static_server: Callable[..., str]) -> Page:
    """A page with `noms` and `repondre` on the data of 300 poles."""
    browser.give_sources(page)
    page.goto(static_server(data, PREFIX))
    page.evaluate(FUNCTIONS)
    return page


@pytest.fixture
def root(real: Path, static_server: Callable[..., str]) -> str:
    return static_server(real, PREFIX)


def test_the_browser_answers_as_python_does(functions, many):
    """For 200 communes, overseas and islands included: the same poles, in the same order, at the same distances."""
    codes = random.Random(5).sample(sorted(many.places.rows), 190)  # noqa: S311
    codes += ["35236", "75056", "13055", "69123", "97411", "97611", "97302", "2A004", "98818", "29083"]
    given = functions.evaluate("async (codes) => Promise.all(codes.map(async (code) => repondre(await noms.lieu(code))))", codes)
    answers = Answers(many)
    for code, got in zip(codes, given, strict=True):
        answer = answers.of(many.places.commune(code))
        lists = (
            ("couvrent", answer.covering), ("epci", answer.epci), ("touchent", answer.touching), ("departement", answer.departement),
            ("region", answer.region), ("sansSiege", answer.apart),
        )  # fmt: skip
        for name, poles in lists:
            if isinstance(got[name], int):
                assert got[name] == len(poles), (code, name)
            else:
                assert [p["slug"] for p in got[name]] == [p.slug for p in poles], (code, name)
        assert [p["slug"] for p in got["proches"]] == [n.pole.slug for n in answer.near], code
        for there, here in zip(got["proches"], answer.near, strict=True):
            assert there["km"] == pytest.approx(here.km, abs=1e-6)
            assert there["direction"] == here.direction
            assert not there["approximatif"]


def test_from_an_arrondissement_distances_start_at_its_own_point(functions, many):
    """Each of the 45 of Paris, Lyon and Marseille: the poles of its city, the nearest from where it is, its own name in the sentence."""
    answers = Answers(many)
    with (PROJECT / "content/geo/arrondissements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 45
    asked = []
    for row in rows:
        city = many.places.commune(row["commune"])
        departement = many.places.departements[city.departement]
        place = {"code": city.code, "nom": city.nom, "epci": city.epci, "departement": city.departement, "region": departement.region, "approche": False}
        asked.append(place | {"point": [float(row["latitude"]), float(row["longitude"])], "arrondissement": {"code": row["code"], "nom": row["nom"].removesuffix(" Arrondissement")}})
    told = functions.evaluate(
        """async (places) => {
          const { phrase, remarques } = await import("/sources/reponse/phrases.js");
          return Promise.all(places.map(async (lieu) => {
            const reponse = await repondre(lieu);
            return [reponse.proches.map((p) => [p.slug, p.km, p.direction]), phrase(lieu, reponse), remarques(lieu, reponse, false)];
          }));
        }""",
        asked,
    )
    for place, (nearest, sentence, remarks) in zip(asked, told, strict=True):
        answer = answers.of(many.places.commune(place["code"]), Point(*place["point"]))
        assert [(slug, direction) for slug, _, direction in nearest] == [(n.pole.slug, n.direction) for n in answer.near]
        assert [km for _, km, _ in nearest] == pytest.approx([n.km for n in answer.near], abs=1e-6)
        assert place["arrondissement"]["nom"] in sentence
        assert "toute la commune" not in remarks
    assert len({nearest[0][1] for nearest, _, _ in told}) > 40


def test_no_sentence_says_couvre_without_a_record_that_does(page, real, static_server):
    """For every commune of France, or one in ten: the sentence of the page says « couvre » of as many poles as are made of it, by their records."""
    atlas = real_atlas()
    browser.give_sources(page)
    page.goto(static_server(real, PREFIX))
    asked, expected = [], []
    for code in some(atlas.places.rows, 10):
        commune = atlas.places.commune(code)
        departement = atlas.places.departements[commune.departement]
        point = commune.point or departement.point
        place = {"code": code, "nom": commune.nom, "epci": commune.epci, "departement": commune.departement, "region": departement.region, "point": [point.latitude, point.longitude]}
        asked.append(place | {"approche": commune.point is None})
        names = {code, commune.epci, commune.departement, f"R{departement.region}"} - {"", "R"}
        expected.append(sum(
            bool(names & {*(c.code for c in t.communes), *(e.code for e in t.epci), *(d.code for d in t.departements), *(f"R{r.code}" for r in t.regions)})
            for pole in atlas.poles if (t := pole.territoire)
        ))  # fmt: skip
    said = page.evaluate(
        """async (places) => {
          const [{ reponsesDe }, { phrase, remarques }] = await Promise.all(["pres/calcul", "reponse/phrases"].map((nom) => import(`/sources/${nom}.js`)));
          const repondre = reponsesDe("pres-de-chez-moi/donnees/index.json");
          return Promise.all(places.map(async (lieu) => {
            const reponse = await repondre(lieu);
            return [phrase(lieu, reponse), remarques(lieu, reponse, false)];
          }));
        }""",
        asked,
    )
    counted = {"Aucun pôle connu": 0, "Un pôle": 1, "Deux pôles": 2, "Trois pôles": 3, "Quatre pôles": 4}
    wrong = []
    for place, count, (sentence, remarks) in zip(asked, expected, said, strict=True):
        subject = re.match(r"(.*?) (?:ne couvre|couvre|couvrent) ", sentence)
        if subject is None or counted[subject[1]] != count or re.search(r"(?<!rien ne dit s’il )\b(?:couvre|contient)\b", remarks):
            wrong.append((place["nom"], sentence, remarks))
    assert wrong == []


def test_the_browser_knows_what_python_knows_of_a_commune(functions, many):
    """Name, intercommunalité, département and point of 200 communes."""
    codes = random.Random(6).sample(sorted(many.places.rows), 200)  # noqa: S311
    for code, got in zip(codes, functions.evaluate("(codes) => Promise.all(codes.map((code) => noms.lieu(code)))", codes), strict=True):
        commune = many.places.commune(code)
        point = commune.point or many.places.departements[commune.departement].point
        assert (got["nom"], got["departement"], got["epci"]) == (commune.nom, commune.departement, commune.epci)
        assert got["point"] == [point.latitude, point.longitude]
        assert got["approche"] == (commune.point is None)


HARD = [
    ("Saint-Denis", "93066"), ("St Denis", "93066"), ("L'Haÿ-les-Roses", "94038"), ("lhay les roses", "94038"), ("l'hay", "94038"),
    ("OEUILLY", "51410"), ("Œuilly", "02565"), ("Y", "80829"), ("Le Mans", "72181"), ("mans", "72181"), ("Paris 18", "75118"),
    ("75018", "75118"), ("97411", "97411"), ("51300", "51649"), ("Mamoudzou", "97611"), ("Ajaccio", "2A004"), ("2A004", "2A004"),
    ("Bouquetot", "27102"), ("ste genevieve des bois", "91549"), ("Saint-Denis (974)", "97411"), ("saint denis 11", "11339"),
    ("Châtillon-en-Michaille", "01091"), ("NOUMEA", "98818"), ("redon agglomeration", "243500741"), ("ille et vilaine", "35"),
    ("BRETAGNE", "53"), ("2b", "2B"), ("stains", "93072"), ("communauté de communes des hauts de flandre", "200040954"),
]  # fmt: skip
WRONG = [
    ("Rdeon", "35236"), ("Mamouzou", "97611"), ("Bouqetot", "27102"), ("Sain-Dennis", "93066"), ("Ajacio", "2A004"), ("Lhay les rose", "94038"),
    ("Xarseille", "13055"), ("Grenolbe", "38185"), ("Vitry le Francois", "51649"), ("Pariss", "75056"),
]  # fmt: skip


def test_hard_names_find_their_place(functions):
    """As people type them: accents, apostrophes, articles and saints in any way, codes, old names, one letter."""
    for typed, code in HARD:
        found = functions.evaluate("(q) => noms.chercher(q)", typed)["trouves"]
        assert code in [p["code"] for p in found], typed
        if typed not in ("51300", "97411", "Œuilly", "OEUILLY", "Saint-Denis"):
            assert code in [p["code"] for p in found[:4]], (typed, [p["nom"] for p in found[:4]])


def test_a_typing_error_still_finds(functions):
    """A letter wrong, missing, doubled or swapped, at the beginning, in the middle or at the end."""
    for typed, code in WRONG:
        answer = functions.evaluate("(q) => noms.chercher(q)", typed)
        assert code in [p["code"] for p in answer["trouves"]], typed


def test_homonyms_and_a_postal_code_of_many_communes_are_told_apart(functions):
    """Each homonym comes with its département; 51300 gives all of its 46 communes."""
    found = functions.evaluate("() => noms.chercher('saint-denis')")
    assert [p["departement"] for p in found["trouves"][: found["exacts"]]] == ["93", "974", "11", "30"]
    assert all(f"({p['departement']})" in p["detail"] for p in found["trouves"])
    postal = functions.evaluate("() => noms.chercher('51300')")
    assert postal["postaux"] == len({p["code"] for p in postal["trouves"][:46]}) == 46
    assert [(p["nom"], p["detail"]) for p in postal["trouves"][46:]] == [("Isle-sur-Marne", "Marne (51), code Insee 51300")]


def test_a_code_may_be_a_postal_code_an_insee_code_or_neither(functions):
    """Each is told for what it is; what begins a code is a département, or is said to be too short."""
    for typed, postal, insee in (("35600", True, False), ("35236", False, True), ("75056", False, True), ("99999", False, False), ("2a004", False, True), ("35605", False, False)):
        answer = functions.evaluate("(q) => noms.chercher(q)", typed)
        assert bool(answer.get("postaux")) is postal, typed
        assert any("code Insee" in p["detail"] for p in answer["trouves"]) is insee, typed
    assert functions.evaluate("() => noms.chercher('2a')")["trouves"][0]["nom"] == "Corse-du-Sud"
    assert {"971", "972", "973", "974", "976"} <= {p["code"] for p in functions.evaluate("() => noms.chercher('97')")["trouves"]}
    assert functions.evaluate("() => noms.chercher('3560')") == {"trouves": [], "exacts": 0, "ouvre": None, "comment": "incomplet"}


def test_a_position_finds_the_commune_of_the_nearest_town_hall(functions, many):
    """From the point of 40 communes, that commune; far from France, none."""
    codes = [c for c in random.Random(7).sample(sorted(many.places.rows), 42) if many.places.commune(c).point][:40]  # noqa: S311
    points = [[p.latitude, p.longitude] for c in codes if (p := many.places.commune(c).point)]
    assert functions.evaluate("(points) => Promise.all(points.map((p) => noms.autour(...p)))", points) == codes
    assert functions.evaluate("() => noms.autour(52.52, 13.4)") is None


def weighed(page: Page) -> list[tuple[str, int]]:
    """What the page will have fetched from now on: the path, and the bytes once compressed."""
    seen: list[tuple[str, int]] = []
    page.on("response", lambda r: seen.append((urlsplit(r.url).path, len(gzip.compress(r.body())))))
    return seen


@pytest.mark.parametrize("typed", ["Redon", "saint-denis", "51300", "Vitry le Francois", "Sain-Dennis", "97411"])
def test_one_look_up_weighs_less_than_30_kb(page, data, static_server, typed):
    """Every key pressed, a typing error mended, then the answer, with 300 poles: what is fetched stays under 30 kB compressed."""
    browser.give_sources(page)
    page.goto(static_server(data, PREFIX))
    page.evaluate(FUNCTIONS)
    seen = weighed(page)
    page.evaluate(
        """async (q) => {
          for (let n = 1; n <= q.length; n += 1) await noms.chercher(q.slice(0, n), false);
          const { trouves } = await noms.chercher(q);
          await repondre(await noms.lieu(trouves[0].code));
        }""",
        typed,
    )
    assert sum(size for _, size in seen) <= LIMIT, seen


def test_files_come_in_few_turns(functions):
    """Over 60 communes, one answer in ten at most asks for seats once more after it has read some: each turn is a wait on a slow network."""
    late = functions.evaluate(
        """async () => {
          const { c } = await noms.index();
          const { reponsesDe } = await import("/sources/pres/calcul.js");
          const real = window.fetch;
          let [asked, late] = [0, 0];
          for (let n = 0; asked < 60; n += 3) {
            const lieu = await noms.lieu(`${c[n % c.length].padEnd(2, "1").slice(0, 2)}${String(1 + n).padStart(3, "0")}`);
            if (!lieu) continue;
            let [read, more] = [false, false];
            window.fetch = async (address, options) => {
              const seats = String(address).includes("/s-");
              more ||= seats && read;
              const answer = await real(address, options);
              read ||= seats;
              return answer;
            };
            await reponsesDe("pres-de-chez-moi/donnees/index.json")(lieu);
            window.fetch = real;
            asked += 1;
            late += more;
          }
          return late;
        }"""
    )
    assert late <= 6


def test_the_answer_by_its_address_comes_before_what_it_does_not_need(page, root):
    """What reads a typed name is asked for once the answer is there, and so are the picture of the map, its ground and the letters of titles."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.removeprefix(PREFIX)))
    page.goto(f"{root}{PRES}?commune=35236")
    page.locator("form[data-lieu]").wait_for()
    browser.until(page, "document.fonts.check('700 20px Newsreader')")
    assert page.locator("[data-pres-phrase]").is_visible()
    needed = asked[: min(map(asked.index, ("assets/lieux/page.js", "assets/situation/france.svg", "assets/coque/newsreader.woff2")))]
    assert [path for path in needed if path.startswith(f"{PRES}donnees/t-")]
    assert needed.count(f"{PRES}donnees/index.json") == 1
    assert not [path for path in needed if path.startswith("assets/carte/")]
    page.locator("[data-carte-image] a:not(.hors)").first.wait_for()
    assert page.locator("[data-carte-image] a").count() == len(list((PROJECT / "poles").glob("*.md")))


def test_the_seats_are_asked_for_before_the_commune_is_known(page, root):
    """Its département, told by its code, is enough: one wait less on a slow line."""
    waiting: list[Route] = []
    page.route("**/assets/lieux/c-*.json*", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright takes no builtin
    with page.expect_request(re.compile(rf"/{PRES}donnees/s-\d+\.json\?")):
        page.goto(f"{root}{PRES}?commune=35236")
    assert waiting
    for route in waiting:
        route.continue_()
    page.locator("[data-pres-phrase]").wait_for()


def test_what_writes_the_answer_is_asked_for_again_after_a_cut_line(page, root):
    """A browser remembers that a module failed: choosing another place asks by another address."""
    page.route("**/assets/reponse/page.js*", lambda route: route.abort("aborted"))
    page.goto(f"{root}{PRES}?commune=35236")
    browser.until(page, "document.querySelector('[data-pres-etat]').textContent.includes('Vérifiez la connexion')")
    page.unroute("**/assets/reponse/page.js*")
    page.locator("form[data-lieu] input").fill("Rennes")
    page.get_by_role("option", name="Rennes").first.click()
    page.locator("[data-pres-phrase]").wait_for()


@pytest.mark.parametrize("code", ["26362", "35236", "75056", "97411"])
def test_on_a_phone_the_answer_is_seen_at_once(page, root, code):
    """Its sentence ends in the first screen, its map comes before its lists, a pole is named once, and nothing moves."""
    page.set_viewport_size({"width": 360, "height": 740})
    browser.watch_shifts(page)
    page.goto(f"{root}{PRES}?commune={code}")
    page.locator(".pres-carte .ici").wait_for(state="attached")
    page.locator("form[data-lieu] input").wait_for()
    tops = page.evaluate("() => ['[data-pres-phrase]', '.pres-carte', '[data-pres-listes]'].map((e) => document.querySelector(e).getBoundingClientRect()).map((e) => [e.top, e.bottom])")
    assert tops[0][1] < 740
    assert [top for top, _ in tops] == sorted(top for top, _ in tops)
    named = [link.get_attribute("href") for link in page.locator('[data-pres-listes] a[href*="poles/"]').all()]
    assert len(named) == len(set(named))
    assert browser.shifts(page) < 0.02


def test_the_picture_is_framed_on_the_answer(page, root):
    """The commune has its mark where Python's projection puts it; the nearest seats are in the frame, and named where there is room."""
    page.goto(f"{root}{PRES}?commune=26362")
    mark = page.locator(".pres-carte .ici circle")
    mark.wait_for(state="attached")
    point = real_atlas().places.commune("26362").point
    assert point
    assert [float(mark.get_attribute(key) or 0) for key in ("cx", "cy")] == pytest.approx(MAINLAND.project(point), abs=0.1)
    x, y, width, height = (float(n) for n in page.locator(".pres-carte svg.carte-image").get_attribute("viewBox").split())
    for seat in page.locator("[data-pres-listes] li:has(.distance) > a").all():
        dot = page.locator(f'.carte-points a[href$="/{str(seat.get_attribute("href")).split("/")[-2]}/"]').get_attribute("transform")
        dx, dy = (float(n) for n in re.findall(r"[\d.]+", str(dot)))
        assert x < dx < x + width
        assert y < dy < y + height
    assert "Pôle Sud" in page.locator(".pres-carte .ici").text_content()


def test_the_picture_cuts_no_name(page, root):
    """Lille, beside Belgium; Nice and Calais, by the sea; Ajaccio, whose sea has room; Cayenne, whose frame is not as wide as others: what is named is named whole."""
    for code in ("59350", "06088", "62193", "97302", "2A004"):
        page.goto(f"{root}{PRES}?commune={code}")
        page.locator(".pres-carte .ici text").first.wait_for(state="attached")
        frame, *names = page.evaluate("""() => {
          const box = (element) => { const { left, top, right, bottom } = element.getBoundingClientRect(); return [left, top, right, bottom]; };
          const image = document.querySelector(".pres-carte svg.carte-image");
          const names = Array.from(image.querySelectorAll(".ici text, .noms-fond text")).filter((name) => name.getClientRects().length && getComputedStyle(name).display !== "none");
          return [box(image), ...names.map(box)];
        }""")
        assert names
        for left, top, right, bottom in names:
            assert (frame[0] <= left, frame[1] <= top, right <= frame[2], bottom <= frame[3]) == (True,) * 4, code
        ratio = (frame[2] - frame[0]) / (frame[3] - frame[1])
        width, height = (float(n) for n in str(page.locator(".pres-carte svg.carte-image").get_attribute("viewBox")).split()[2:])
        assert ratio == pytest.approx(width / height, rel=0.02), code


def test_overseas_the_commune_has_its_mark_on_the_inset_or_there_is_no_map(page, root):
    """In each of the five, where Python's projection puts it, and named; of the lands that the picture does not show, no picture of another."""
    page.goto(f"{root}{PRES}?commune=98735")
    page.locator("[data-pres-phrase]", has_text="Papeete").wait_for()
    page.locator("[data-pres-listes] section").first.wait_for()
    assert page.locator(".pres-carte").inner_text().strip() == ""
    for code in ("97105", "97209", "97302", "97411", "97608"):
        page.goto(f"{root}{PRES}?commune={code}")
        mark = page.locator(".pres-carte .ici circle")
        mark.wait_for(state="attached")
        commune = real_atlas().places.commune(code)
        frame = FRAMES[commune.departement]
        place = [float(mark.get_attribute(key) or 0) for key in ("cx", "cy")]
        assert place == pytest.approx(frame.project(commune.point), abs=0.1)
        assert page.locator(".pres-carte svg.carte-image").get_attribute("viewBox") == f"{frame.x:.1f} {frame.y:.1f} {frame.width:.1f} {frame.height:.1f}"
        assert page.locator(".pres-carte .ici-nom").text_content() == commune.nom


def test_a_note_without_other_seats_leaves_no_blank_before_those_that_nobody_knows(page, home):
    """In Cayenne the one known seat near is told above; who has none known begins the paragraph, under its name as on the page of a département."""
    page.goto(f"{home}{PRES}?commune=97302")
    page.locator("[data-pres-listes] section").first.wait_for()
    assert page.locator("[data-note-proches]").inner_html().startswith("<b>Siège inconnu\u00a0:</b> ".replace("\u00a0", "&nbsp;"))


def test_with_the_keyboard_alone(page, root):
    """Type, go down, choose: the answer is a sentence, the address permanent, the focus on the answer; Escape closes."""
    page.goto(root + PRES)
    page.locator("#lieu").focus()
    page.keyboard.type("saint-denis", delay=10)
    field = page.get_by_role("combobox")
    page.locator("#lieu-0-1", has_text="La Réunion (974)").wait_for()  # on a slow machine « sa », then « saint » are answered first
    assert field.get_attribute("aria-expanded") == "true"
    page.locator("[data-lieu-etat]", has_text=re.compile(r"\d+\spropositions")).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    assert "La Réunion (974)" in page.locator(f"#{active}").inner_text()
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.get_attribute("aria-activedescendant") is None
    assert field.input_value() == "saint-denis"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?commune=97411")
    page.wait_for_function("() => document.activeElement.matches('[data-pres-titre]')")
    assert page.locator("[data-pres-titre]").inner_text() == "Saint-Denis (La Réunion)"
    assert "Saint-Denis" in page.title()


def test_enter_takes_what_is_certain_and_asks_otherwise(page, root):
    """The one commune of a name is chosen at once; of homonyms, one must be pointed at."""
    page.goto(root + PRES)
    page.fill("#lieu", "Bouquetot")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?commune=27102")
    page.wait_for_function("() => document.querySelector('[data-pres-titre]').textContent.startsWith('Bouquetot')")  # the answer has come and will not move what is typed
    page.fill("#lieu", "saint-denis")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('[data-lieu-etat]').textContent.includes('choisissez')")
    assert page.locator("[role=option]").count() >= 4
    assert page.url.endswith("?commune=27102")


def test_back_restores_the_answer_before(page, root):
    """Two choices, then Back twice: the first answer, then the empty page."""
    page.goto(root + PRES)
    for name, code in (("Redon", "35236"), ("Ajaccio", "2A004")):
        page.fill("#lieu", name)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/?commune={code}")
        page.wait_for_function(f"() => document.querySelector('[data-pres-titre]').textContent.startsWith('{name}')")
    page.go_back()
    page.wait_for_function("() => document.querySelector('[data-pres-titre]').textContent.startsWith('Redon')")
    page.go_back()
    page.locator("[data-pres-sans]").wait_for()
    assert page.locator("[data-pres]").is_hidden()


def test_addresses_lead_on(page, root):
    """A région, a département and an intercommunalité go to their pages; an old code to today's commune; nonsense is told."""
    page.goto(f"{root}{PRES}?departement=2a")
    page.wait_for_url("**/departements/2a/")
    page.goto(f"{root}{PRES}?region=bretagne")
    page.wait_for_url("**/regions/bretagne/")
    page.goto(f"{root}{PRES}?commune=01091")
    page.locator("[data-pres-remarques]", has_text="Valserhône").wait_for()
    for key, value in (("commune", "99999"), ("region", "constructor"), ("region", "__proto__")):
        page.goto(f"{root}{PRES}?{key}={value}")
        page.locator("[data-pres-etat]", has_text=value).wait_for()
    assert page.locator("[data-pres-sans]").is_visible()


def test_an_intercommunalite_has_its_page_or_the_answer_of_its_largest_commune(page, root, real):
    """Where a pole touches it, its page; elsewhere, the answer says from where it is given."""
    touched = sorted(p.name for p in (real / "epci").iterdir() if p.is_dir())
    page.goto(f"{root}{PRES}?epci={touched[0]}")
    page.wait_for_url(f"**/epci/{touched[0]}/")
    places = real_atlas().places
    siren = next(s for s, facts in places.epci_facts.items() if s not in touched and places.epci[s].nom.startswith("Communauté") and "35" in facts.communes)
    page.goto(f"{root}{PRES}?epci={siren}")
    said = page.locator("[data-pres-remarques]", has_text="la plus peuplée").inner_text()
    assert re.search("ne touche (?:à coup sûr )?la Communauté", said)
    commune = places.commune(places.epci_facts[siren].principale)
    assert page.locator("[data-pres-titre]").inner_text() == f"{commune.nom} ({places.departements[commune.departement].nom})"


def test_from_the_home_page_nothing_chosen_is_asked_of_the_server(page, root):
    """The choice travels in the fragment and becomes the permanent address there: no request ever holds it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(root)
    page.fill("#lieu", "Redon")
    page.get_by_role("option", name="Redon Ille-et-Vilaine").click()
    page.wait_for_url("**/pres-de-chez-moi/?commune=35236")
    page.locator("[data-pres-phrase]", has_text="Redon").wait_for()
    # `Request.url` has the fragment, which no server receives.
    assert not [url for url in asked if "35236" in url.split("#")[0] or "redon" in url.lower().split("#")[0]]


def test_the_position_stays_here(page, root, context):
    """Granted, it gives the commune of the nearest town hall; refused, a sentence says what to do."""
    page.goto(root + PRES)
    page.locator("[data-lieu-position]").click()
    page.locator("[data-lieu-etat]", has_text="tapez le nom de votre commune").wait_for()
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 47.6512, "longitude": -2.0848})
    page.locator("[data-lieu-position]").click()
    page.wait_for_url("**/?commune=35236")
    assert "reste dans votre appareil" in page.locator(".lieu-position").inner_text()


def test_without_javascript_the_departements_answer(browser, root):
    """The form is not shown; each département has its link."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root + PRES)
    assert page.locator("form[data-lieu]").is_hidden()
    assert page.locator(".pres-sans a[href*='departements/']").count() >= 107
    assert "demande JavaScript" in page.locator("main").inner_text()
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_overflows(page, root, width):
    """On a phone as on a screen, the answer and the open list stay within the page."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{root}{PRES}?commune=75056")
    page.locator("[data-pres-phrase]", has_text="Paris").wait_for()
    page.fill("#lieu", "saint")
    page.get_by_role("option").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_territory_without_known_limits_is_said_to_reach_and_not_to_cover(page, root):
    """Around Redon and at Le Havre: « à coup sûr », and who reaches the département; on the sheet for the council too."""
    answers = Answers(real_atlas())
    for code, nom, pole in (("35236", "Redon", "EPV – Éoliennes en Pays de Vilaine"), ("76351", "Le Havre", "PTCE Pays de Bray")):
        told = [p.nom for p in answers.of(answers.atlas.places.commune(code)).touching]
        assert pole in told
        page.goto(f"{root}{PRES}?commune={code}")
        sentence = page.locator("[data-pres-phrase]", has_text=nom).inner_text()
        assert f"Aucun pôle connu ne couvre {nom} à coup sûr" in sentence
        many = len(told) > 1
        assert ("pôles s’étendent" if many else "pôle s’étend") + f" dans votre département, sans que {'leurs' if many else 'ses'} limites soient connues" in sentence
        section = page.locator("[data-pres-listes] section", has=page.locator("h3", has_text=f"sans que {'leurs' if many else 'ses'} limites soient connues"))
        assert section.locator("li > a").all_inner_texts() == told
        assert "contient" not in page.locator("[data-pres]").inner_text()
        note = page.locator("[data-note-poles] li").all_text_contents()
        assert sum("dont le territoire s’étend dans le département, sans que ses limites soient connues" in line for line in note) == sum(line.startswith(tuple(told)) for line in note) > 0
    assert "depuis la mairie du Havre." in page.locator("[data-pres-listes]").inner_text()


def test_of_a_territory_known_by_its_name_alone_nothing_is_said_to_contain_the_commune(functions):
    """Not even perhaps: « Agglomération de Calais » does not hold Loos-en-Gohelle. The sentence says that nothing is certain, the remark names the poles, and where they are."""
    sentence, said, several = functions.evaluate(
        """async () => {
          const { phrase, remarques } = await import("/sources/reponse/phrases.js");
          const lieu = { nom: "Redon", departement: "35", region: "53" };
          const pole = { nom: "Essai", departement: "35", vague: "Pays d’essai", etendue: "" };
          const reponse = { couvrent: [], epci: [], touchent: [], departement: [pole], region: [], proches: [], sansSiege: [] };
          const dela = { ...pole, departement: "44" };
          return [phrase(lieu, reponse), remarques(lieu, reponse, false), remarques(lieu, { ...reponse, epci: [dela], departement: [pole] }, false)];
        }"""
    )
    assert sentence == "Aucun pôle connu ne couvre Redon à coup sûr."
    assert said == "Le territoire d’un pôle de votre département n’est connu que par son nom, et rien ne dit s’il contient Redon\u00a0: Essai (Pays d’essai)."
    assert several.startswith("Les territoires de 2 pôles d’ici ne sont connus que par leur nom, et rien ne dit s’ils contiennent Redon")


def test_another_pole_is_said_only_where_there_is_one(page, root):
    """« Aucun autre pôle » where a pole told above has its seat there; else « aucun pôle »."""
    page.goto(f"{root}{PRES}?commune=76351")
    page.locator("[data-pres-phrase]", has_text="Le Havre").wait_for()
    assert "Aucun autre" not in page.locator("[data-pres-listes]").inner_text()
    page.goto(f"{root}{PRES}?commune=60333")
    page.locator("[data-pres-phrase]", has_text="Lachapelle").wait_for()
    assert page.locator(".pres-rien p").first.inner_text().startswith("Aucun autre pôle connu")


def test_only_known_seats_are_ranked(page, root):
    """Rennes: the nearest has a seat, a distance and a direction; who is known by a département alone has neither, and no « environ »."""
    page.goto(f"{root}{PRES}?commune=35238")
    page.locator("[data-pres-phrase]", has_text="Rennes").wait_for()
    assert "environ" not in page.locator("[data-pres]").inner_text()
    for entry in page.locator("[data-pres-listes] li", has=page.locator(".approximatif")).all():
        assert "siège inconnu" in entry.inner_text()
        assert entry.locator(".distance").count() == 0
    nearest = page.locator("[data-pres-listes] li", has=page.locator(".distance")).first.inner_text()
    assert "Dinan" in nearest
    assert re.search(r"à \d+\skm, au nord", nearest)


def test_the_map_shows_the_commune_and_the_circle(page, root):
    """Once opened, the map has a mark for the commune, a circle to the farthest of the nearest, and the poles told of."""
    page.goto(f"{root}{PRES}?commune=35236")
    page.locator("[data-pres-phrase]", has_text="Redon").wait_for()
    page.locator("[data-carte-ouvrir]").click()
    page.locator(".carte-ici").wait_for(state="attached")
    assert page.locator(".carte-rayon").count() == 1
    told = {link.get_attribute("href") for link in page.locator('[data-pres-listes] a[href*="poles/"]').all()}
    page.get_by_role("status").filter(has_text=f"avec {len(told)} pôles").wait_for()


def printed(page, address: str, nom: str) -> None:
    """Ask for the note of an answer by its button, and hold that what was ready when the page asked to print is one A4 sheet."""
    page.add_init_script("window.print = () => { document.body.dataset.imprime = 'oui'; }")  # `evaluate` would call what it gives
    page.goto(address)
    page.locator("[data-pres-phrase]", has_text=nom).wait_for()
    assert page.locator("body[data-imprime]").count() == 0
    page.locator("[data-imprimer]").click()
    page.locator("body[data-imprime]").wait_for()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))) == 1


@pytest.mark.parametrize(("code", "nom"), [("75056", "Paris"), ("35238", "Rennes"), ("44109", "Nantes"), ("13055", "Marseille"), ("97411", "Saint-Denis")])
def test_a_crowded_answer_prints_on_one_sheet_too(page, root, code, nom):
    """Where most poles are, and where there is none: one A4 page, with what is told of them."""
    printed(page, f"{root}{PRES}?commune={code}", nom)
    if code == "97411":  # who is named last is at the kilometres that the sentence tells
        assert re.search(r"EcoPAL \(à 24.km", page.locator("[data-note-suite]").text_content())


def test_the_commune_prints_on_one_sheet(page, root):
    """The button fetches the details, and the print is one A4 page that holds the law, the nearest and the address."""
    printed(page, f"{root}{PRES}?commune=76217", "Dieppe")
    page.emulate_media(media="print")
    words = page.locator("main").inner_text()
    for said in (
        "Dieppe (Seine-Maritime)", "Intercommunalité\u00a0: ", "Article 9", "Relier.", "CRESS Normandie", "DREETS Normandie", "?commune=76217", "note imprimée le",
    ):  # fmt: skip
        assert said in words
    told = page.locator("[data-note-poles] li p:first-child").all_inner_texts()
    assert told
    apart = page.locator("[data-pres-listes] li .distance").evaluate_all("spans => spans.map((span) => [span.closest('li').querySelector('a').textContent, span.textContent])")
    assert any(line.startswith(pole) for pole, _ in apart for line in told)
    assert all(where in line for pole, where in apart for line in told if line.startswith(pole)), "what the screen measures, the sheet measures"
    assert all(re.search(r"\((?:actif|cessé|situation inconnue)[^)]*\)$", line) for line in told), told
    assert "Utiliser ma position" not in words
    drawn = page.locator("[data-note-situation] svg")
    assert drawn.is_visible()
    assert "Dieppe" in drawn.locator(".ici").text_content(), "the commune is named on the map of its note"


@pytest.mark.parametrize(("code", "nom"), [("98613", "Uvea"), ("97302", "Cayenne")])
def test_where_an_ocean_parts_it_from_all_the_sheet_tells_of_other_lands_overseas(page, root, code, nom):
    """Nobody near but those of here, if any: poles of a like situation, without kilometres, and no map of what it does not show; one A4 page."""
    printed(page, f"{root}{PRES}?commune={code}", nom)
    page.emulate_media(media="print")
    words = page.locator("[data-note-corps]").inner_text().replace("\u00a0", " ")
    overseas = words[words.index("D’autres pôles d’outre-mer") :]
    assert overseas.count("(La Réunion)") == 3
    assert " km" not in overseas
    assert page.locator("[data-note-situation]").is_visible() == (code == "97302")
