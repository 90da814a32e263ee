"""The search page in a real browser, under a prefix, on documents made from real facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from atlas.client import search
from atlas.client.search_lines import numbers
from atlas.content import synonyms
from atlas.french.folding import fold
from atlas.french.stemming import EMPTY, stem
from atlas.site import scripts
from tests.atlases import real_atlas
from tests.browser import Asked, give_sources, until
from tests.test_search import DOCUMENTS, made

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
EXPECT_MS = 5000
# The contract of templates/recherche.html, and no more.
PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Rechercher</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="../assets/coque/page.css"><link rel="stylesheet" href="../assets/recherche/page.css">
<body class="md-typeset" data-md-color-scheme="default" data-racine="../"><main class="page"><h1>Rechercher</h1>
<section class="recherche" data-recherche data-racine="../">
<form role="search" class="chercher" hidden><label for="q">Un pôle, un lieu, un membre, un mot</label>
<div class="chercher-ligne"><input id="q" type="search" autocomplete="off"><button class="bouton">Chercher</button></div></form>
<p role="status" aria-live="polite" data-recherche-etat></p><ol data-recherche-resultats></ol>
<noscript><p>Sans JavaScript, la liste.</p></noscript></section></main>
<script defer src="../assets/coque/dossier.js"></script>
<script type="module" src="../assets/recherche/page.js"></script><script type="module" src="../assets/coque/page.js"></script>"""
ELSEWHERE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>{title}</title><link rel="icon" href="data:,">
<body data-racine="{root}"><h1>{title}</h1><p><a href="{root}recherche/">Rechercher</a></p>
<script type="module" src="{root}assets/coque/page.js"></script>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder: Path = tmp_path_factory.mktemp("site")
    pages = {"recherche/index.html": PAGE, "index.html": ELSEWHERE.format(title="Accueil", root="")}
    for document in DOCUMENTS:
        pages[f"{document.url}index.html"] = ELSEWHERE.format(
            title=document.title, root="../" * document.url.count("/")
        )
    files = {path: text.encode() for path, text in pages.items()}
    files |= {f"recherche/index/{path}": content for path, content in made().items()}
    files |= {f"assets/{path}": (ROOT / "assets" / path).read_bytes() for path in ("coque/page.css", "coque/newsreader.woff2", "recherche/page.css", "coque/dossier.js")}
    files |= {f"assets/{path}": scripts.bundle(ROOT / "assets", path) for path in ("coque/page.js", "recherche/page.js")}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def root(site: Path, static_server: Callable[..., str]) -> str:
    return static_server(site, "/atlas/")


@pytest.fixture
def asked(page: Page, root: str) -> Callable[[str], list[str]]:
    """Types a query and gives the titles found, the direct way first, once the page has answered it."""
    page.set_default_timeout(EXPECT_MS)
    page.goto(f"{root}recherche/")

    def ask(query: str) -> list[str]:
        page.get_by_label("Un pôle, un lieu").fill("")
        page.wait_for_function("() => document.querySelector('[data-recherche-etat]').textContent === ''")
        page.get_by_label("Un pôle, un lieu").fill(query)
        page.wait_for_function("() => /«\\s/.test(document.querySelector('[data-recherche-etat]').textContent)")
        whole(page)
        return titles(page)

    return ask


def whole(page: Page) -> None:
    """Waits until every result of the first ten is shown."""
    page.locator("[data-recherche-resultats]:not([aria-busy=true])").wait_for(state="attached")


def titles(page: Page) -> list[str]:
    return page.locator(".resultat-titre").all_inner_texts()


def status(page: Page) -> str:
    return re.sub(r"\s+", " ", page.locator("[data-recherche-etat]").inner_text())


def answered(page: Page, query: str) -> str:
    page.wait_for_function("q => document.querySelector('[data-recherche-etat]').textContent.includes(q)", arg=query)
    whole(page)
    return status(page)


EPV = "EPV – Éoliennes en Pays de Vilaine"
BOUQUETOT = "Éco-domaine de Bouquetot"


FIRST = [
    ("cooperation", ["Culture & Coopération", "Pôle Sud"]), ("coopération", ["Culture & Coopération", "Pôle Sud"]), ("éoliennes", [EPV]),
    ("eolien", [EPV]), ("oeuvre", ["Les Articulteurs"]), ("œuvre", ["Les Articulteurs"]), ("coeur cote fleurie", [BOUQUETOT]),
    ("d'énergie", [EPV, BOUQUETOT]), ("d’énergie", [EPV, BOUQUETOT]), ("Ille et Vilaine", ["Les Articulteurs", EPV]),
    ("Ille-et-Vilaine", ["Les Articulteurs", EPV]), ("Zutique Productions", ["La Coursive Boutaric"]), ("ciné manivel", ["Les Articulteurs"]),
    ("Saint-Pierre-Azif", [BOUQUETOT]), ("st pierre azif", [BOUQUETOT]), ("béganne", [EPV]), ("le parc éolien de Béganne", [EPV]),
    ("Bouqueto", [BOUQUETOT]), ("arch", ["Pôle Sud"]), ("Montpelier", ["Réalis"]), ("A.R.C.A.D.E.", [BOUQUETOT]), ("arcade", [BOUQUETOT]),
    ("ecodomaine", [BOUQUETOT]), ("ÉcoDomaine de Bouquetot", [BOUQUETOT]), ("noctam bulles", [BOUQUETOT]), ("bousol", ["Bou’Sol"]),
    ("Pôle Sud", ["Pôle Sud"]), ("ressourcerie", ["Réalis"]), ("boutiques de seconde main", ["Réalis"]), ("réparation", ["Réalis"]),
    ("énergies renouvelables", [EPV]), ("qui fait de l’éolien en Bretagne ?", [EPV]), ("Quels pôles dans la Drôme", ["Pôle Sud"]),
    ("boulanger", ["Bou’Sol"]), ("emploi", ["Les Articulteurs", "Pôle Sud"]), ("signaler un pôle", ["Contribuer"]), ("« parc éolien »", [EPV]),
    ('"pays de Redon"', [EPV, "Les Articulteurs"]), ("bou sol", ["Bou’Sol"]), ("BOU'SOL", ["Bou’Sol"]), ("l’insertion", ["Les Articulteurs"]),
]  # fmt: skip


def test_finds_what_it_should_and_first(asked):
    found = {query: asked(query) for query, _ in FIRST}
    assert {query: titles for query, titles in found.items() if sorted(titles[: len(dict(FIRST)[query])]) != sorted(dict(FIRST)[query])} == {}


OF_THAT_NAME = [
    ("Ille et Vilaine", "Ille-et-Vilaine"), ("bretagne", "Bretagne"), ("contribuer", "Contribuer"), ("culture", "Culture et industries créatives"),
]  # fmt: skip


def test_a_page_of_that_very_name_is_one_key_away(asked, page):
    for query, name in OF_THAT_NAME:
        asked(query)
        assert page.locator(".recherche-direct a").inner_text() == name, query


MISSPELT = [
    ("Montpelleir", "Montpellier", "Réalis"), ("eolinne", "Éoliennes", EPV), ("copération", "coopération", "Culture & Coopération"),
    ("Bouqetot", "Bouquetot", BOUQUETOT), ("Sint-Pierre-Azif", "Saint-Pierre-Azif", BOUQUETOT),
    ("Zutike Production", "Zutique Production", "La Coursive Boutaric"),
]  # fmt: skip


def test_a_misspelt_name_is_offered_never_run(asked, page):
    for query, proposed, first in MISSPELT:
        asked(query)
        assert f"Vouliez-vous dire {proposed} ?" in status(page)
        assert status(page).count("«") == 1
        page.get_by_role("link", name=proposed, exact=True).first.click()
        answered(page, f"pour «\u202f{proposed}")
        assert "Vouliez-vous dire" not in status(page)
        assert titles(page)[0] == first, query
        page.go_back()
        assert f"« {query} »" in answered(page, query)


def test_a_word_that_only_looks_like_another_finds_nothing_by_it(asked, page):
    """« réparer » is not « préparer », « femmes » is not « ferme »: what is typed is answered, or nothing is."""
    assert asked("chaufferie") == []
    assert status(page).startswith("Aucun résultat pour « chaufferie ».")


NOWHERE = ["zzzzqqq", "xyzzy plugh", "ééé???", "ʻokina", "<img src=x onerror=alert(1)>", "a" * 300, "constructor", "__proto__ toString", "#%", "…", "« »"]
QUOTED = 80  # signs of what was typed


def test_no_result_gives_ways_on(asked, page):
    for query in NOWHERE:
        assert asked(query) == [], query
        quoted = query if len(query) <= QUOTED else f"{query[:QUOTED]}…"
        assert status(page).startswith(f"Aucun résultat pour « {quoted} ».")
        ways = page.locator(".recherche-voies a").evaluate_all("l => l.map(a => a.pathname)")
        assert ways == [f"/atlas/{p}" for p in ("poles/", "pres-de-chez-moi/", "regions/", "secteurs/", "contribuer/")], query


def test_a_very_long_question_is_answered(asked):
    assert EPV in asked("énergie éolien " + "parc solaire en Bretagne " * 200)


def test_an_unknown_word_beside_known_ones_is_said_and_left_out(asked, page):
    assert asked("béganne zzzzqqq") == [EPV]
    assert status(page) == "Aucun pôle ne réunit tous les mots de « béganne zzzzqqq » ; voici ce qui en dit une partie."


def test_all_the_words_come_before_a_part_of_them(asked, page):
    """And a line says where the first end."""
    assert asked("énergie solaire") == [EPV, BOUQUETOT]
    assert status(page) == "1 résultat pour « énergie solaire »."
    assert page.locator(".resultat").nth(1).inner_text().startswith("Avec une partie des mots")


def test_words_no_page_unites_are_answered_in_part_and_said(asked, page):
    assert sorted(asked("spiruline manivel")) == ["Les Articulteurs", BOUQUETOT]
    assert status(page).startswith("Aucun pôle ne réunit tous les mots")


def test_results_say_where_and_why(asked, page):
    asked("parc éolien")
    result = page.locator(".resultat").first
    assert result.locator(".resultat-lieu").inner_text() == "Pôle · Redon, Ille-et-Vilaine · Éco-activités"
    assert "parc" in result.locator("mark").all_inner_texts()
    assert result.locator("a").evaluate("a => a.pathname") == "/atlas/poles/epv/"
    asked("zutique")
    assert page.locator(".resultat-noms").inner_text() == "Cité\u00a0: Zutique Productions"
    asked("énergie solaire")
    assert page.locator(".resultat").first.locator("mark").all_inner_texts()[-2:] == ["énergie", "solaire"]
    assert "aussi d’énergie solaire." in page.locator(".resultat-extrait").first.inner_text()
    asked("chœur")
    assert page.locator("mark").all_inner_texts() == ["chœur"]
    assert "œuvre un « chœur » de projets" in page.locator(".resultat-extrait").first.text_content()


def test_what_a_record_says_is_text(asked, page):
    asked("stéphanoises")
    assert "stéphanoises <b>en gras</b> & d’ailleurs" in page.locator(".resultat-extrait").inner_text()
    assert page.locator(".resultat-extrait b").count() == 0


def test_typing_letter_by_letter_never_loses_the_answer(asked, page):
    field = page.get_by_label("Un pôle, un lieu")
    field.fill("")
    field.press_sequentially("coopération", delay=40)
    answered(page, "coopération")
    assert titles(page)[0] == "Culture & Coopération"
    for typed in ("coop", "coopé", "coopéra", "coopérati"):
        assert asked(typed)[0] == "Culture & Coopération"
        assert "Vouliez" not in status(page)


def test_an_address_made_by_hand_asks_its_question(page, root):
    """`?q=` is how people and other sites write it; from then on the question is where no server hears it."""
    page.goto(f"{root}recherche/?q=d’énergie")
    answered(page, "énergie")
    assert page.get_by_label("Un pôle, un lieu").input_value() == "d’énergie"
    assert unquote(page.url) == f"{root}recherche/#q=d’énergie"


def test_the_question_lives_in_the_fragment_and_no_server_hears_it(page, root):
    heard: list[str] = []
    page.on("request", lambda request: heard.append(unquote(request.url) + (request.post_data or "")))
    page.goto(f"{root}recherche/")
    page.get_by_label("Un pôle, un lieu").fill("d’énergie")
    answered(page, "énergie")
    assert unquote(page.url).endswith("/recherche/#q=d’énergie")
    page.reload()
    answered(page, "énergie")
    assert page.get_by_label("Un pôle, un lieu").input_value() == "d’énergie"
    page.get_by_role("link", name=EPV).click()
    page.wait_for_url("**/poles/epv/")
    page.go_back()
    answered(page, "énergie")
    assert EPV in titles(page)
    assert not [url for url in heard if "nergie" in url.split("#")[0] or re.search(r"\?(?!v=[0-9a-f]{8}$)", url.split("#")[0])]
    page.get_by_label("Un pôle, un lieu").fill("")
    page.wait_for_function("() => location.hash === ''")
    assert titles(page) == []


def test_by_keyboard_alone_from_any_page(page, root):
    page.goto(f"{root}poles/epv/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/atlas/recherche/")
    page.get_by_role("searchbox").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("bouquetot/")
    answered(page, "bouquetot/")
    for _ in range(2):  # the button, then the first result
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == BOUQUETOT
    page.keyboard.press("Enter")
    page.wait_for_url("**/poles/eco-domaine-bouquetot/")


def test_more_than_ten_come_by_tens(page, tmp_path, site, static_server):
    many = [search.Document(f"poles/p{n}/", f"Pôle {n}", "pole", "Redon", "Une scierie.", "") for n in range(23)]
    target = tmp_path / "site"
    for path in ("recherche/index.html", *(p.relative_to(site).as_posix() for p in (site / "assets").rglob("*.*"))):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes((site / path).read_bytes())
    for path, content in made(many).items():
        (target / "recherche/index" / path).parent.mkdir(parents=True, exist_ok=True)
        (target / "recherche/index" / path).write_bytes(content)
    page.goto(f"{static_server(target)}recherche/#q=scierie")
    assert answered(page, "pour") == "23 résultats pour « scierie »."
    assert len(titles(page)) == 10
    page.get_by_role("button", name="Plus de résultats (encore 13)").click()
    page.get_by_role("button", name="Plus de résultats (encore 3)").wait_for()
    assert page.evaluate("document.activeElement === document.querySelectorAll('.resultat-titre a')[10]")
    page.get_by_role("button", name="Plus de résultats").click()
    page.wait_for_function("() => document.querySelectorAll('.resultat').length === 23")
    assert not page.locator(".recherche-suite").is_visible()
    assert len(set(titles(page))) == 23


def test_an_index_out_of_reach_is_said_and_tried_again(page, root, complaints):
    page.route("**/mots/*", lambda route: route.abort())
    page.goto(f"{root}recherche/#q=redon")
    assert "n’a pas pu lire son index" in answered(page, "réessayez")
    assert page.locator(".recherche-voies a").count() == 5
    complaints.clear()
    page.unroute("**/mots/*")
    page.get_by_role("button", name="Chercher").click()
    answered(page, "pour «\u202fredon\u202f»")
    assert titles(page)[0] == EPV


def test_from_a_folder_reads_as_without_javascript(page, site, complaints):
    """No module runs there: what is said is what a browser without JavaScript shows, and the form stays hidden."""
    page.goto((site / "recherche/index.html").as_uri())
    assert page.get_by_text("Sans JavaScript, la liste.").is_visible()
    assert not page.locator("form").is_visible()
    complaints.clear()


def test_a_first_query_costs_less_than_a_picture(page, root):
    weights: dict[str, int] = {}
    page.on(
        "response",
        lambda response: weights.update({response.url.split("/atlas/")[1]: int(response.headers["content-length"])}),
    )
    asked = Asked(page)
    page.goto(f"{root}recherche/")
    asked.come()
    before = set(weights)
    page.get_by_label("Un pôle, un lieu").fill("redon")
    answered(page, "redon")
    fetched = {path: weight for path, weight in weights.items() if path not in before}
    assert sum(fetched.values()) < 20_000, fetched
    assert not [path for path in fetched if "lexique" in path]


def test_the_letters_of_titles_are_no_part_of_a_first_answer(page, root):
    """Who comes from elsewhere with a question reads it in the letters of the system; who comes from a page of ours has ours already."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    coming = Asked(page)
    page.goto(f"{root}recherche/#q=redon")
    answered(page, "redon")
    coming.come()
    assert not [url for url in asked if ".woff2" in url]
    page.goto(f"{root}recherche/")
    until(page, "document.fonts.check('700 20px Newsreader')")
    assert [url for url in asked if ".woff2" in url]


def test_words_are_cut_in_the_browser_as_at_the_build(page, root):
    """Every word of the atlas has the same stem, every pole the same number, and the same words are empty."""
    atlas = real_atlas()
    names = [commune.nom for code in atlas.places.rows if (commune := atlas.places.commune(code))]
    texts = [pole.story for pole in atlas.poles] + names + [word for group in synonyms.load(ROOT / "content/synonymes.yaml") for word in group]
    words = sorted({word for text in texts for word in fold(text).split()})
    slugs = [f"p{n}" for n in range(9000)] + [pole.slug for pole in atlas.poles]
    give_sources(page)
    page.goto(root)
    cut, empty, numbered = page.evaluate(
        """async ([words, slugs]) => {
          const { VIDES, racineDe } = await import("/sources/commun/racines.js");
          const { numeros } = await import("/sources/recherche/moteur.js");
          return [words.map(racineDe), [...VIDES], [...numeros(slugs)]];
        }""",
        [words, slugs],
    )
    assert cut == [stem(word) for word in words]
    assert set(empty) == EMPTY
    assert {f"poles/{slug}/": number for number, slug in numbered} == numbers(f"poles/{slug}/" for slug in slugs)
