"""Facts about the built sites: the miniature and the real one."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from atlas import urls
from atlas.model.names import place_words
from atlas.pages import pole, pole_tools
from atlas.pages.tools import GROUNDS
from atlas.site import rendering
from tests import pages
from tests.atlases import real_atlas
from tests.observatory import read_records
from tests.repetitions import some
from tests.sites import PROJECT, at_home

SITES = ("miniature", "real")
APART = ("404.html", "style/")  # no page leads there
VERSIONED = re.compile(r"(?<![\w./-])([\w./-]+)\?v=([0-9a-f]{8})")


@pytest.fixture(scope="module", params=SITES)
def built(request) -> tuple[Path, dict[str, pages.Parsed]]:
    folder = request.getfixturevalue(request.param)
    return folder, pages.all_of(folder)


@pytest.fixture(scope="module")
def atlas_pages(real) -> dict[str, pages.Parsed]:
    return pages.all_of(real)


def test_html_has_no_parse_error(built, miniature):
    """A strict HTML5 parser has nothing to say of any page, or of one in twelve and, in the miniature, of each kind, and sees in it what the tests see."""
    kinds = {re.sub("(?<=/)[^/]+/$", "", url): page for url, page in built[1].items()} if built[0] == miniature else {}
    for page in {*some(built[1].values(), 12), *kinds.values()}:
        tree, errors = page.strict()
        assert errors == [], page.url
        assert list(pieces(tree)) == list(pieces(page.tree)), page.url


def pieces(tree) -> Iterator[tuple]:
    """What a tree holds, in its order; spaces between elements and what a code hides apart."""
    for element in tree.iter():
        if isinstance(element.tag, str):
            told = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
            yield element.tag, told, (element.text or "").strip(), (element.tail or "").strip()


def test_each_page_names_itself(built):
    """Every page has one h1, French, and a title and a description of its own."""
    found = built[1].values()
    for page in found:
        assert len(page.all("h1")) == 1, page.url
        assert page.one("html").get("lang") == "fr", page.url
        assert page.titre(), page.url
    titles = [page.titre() for page in found if page.url not in APART]
    assert sorted(titles) == sorted(set(titles))
    descriptions = [e.get("content") for page in found for e in page.all("meta") if e.get("name") == "description"]
    assert len(descriptions) == len(found)
    assert sorted(descriptions) == sorted(set(descriptions))
    assert all(40 <= len(d) <= 320 for d in descriptions), [d for d in descriptions if not 40 <= len(d) <= 320]


def test_a_list_of_results_cuts_no_title_and_no_description(atlas_pages):
    """On the pages of the atlas: 75 characters at most for a title, its site included, and 50 to 170 for a description."""
    for page in atlas_pages.values():
        assert len(page.titre()) <= 75, page.titre()
        (description,) = (e.get("content") for e in page.all("meta") if e.get("name") == "description")
        assert 50 <= len(description) <= 170, description


def test_high_signs_and_quotes_have_their_no_break_spaces(built):
    """No page shows or reads aloud a high sign, a quote or a thousand that an ordinary space could throw to the next line."""
    loose = re.compile(r"[^\s] (?:[;!?»](?=\s|$)|:(?=\s|$))|^ ?[;!?:»](?= )|« |(?<!\d\d\d)\d \d{3}(?!\d)|(?<=[^\W\d_])'(?=[^\W\d_])")
    found = [(page.url, loose.search(text)[0], text.strip()[:60]) for page in built[1].values() for text in page.read_words() if loose.search(text)]
    assert found == []


def test_headings_go_down_one_step_at_a_time(built):
    """No page jumps from a heading to one two levels below."""
    for page in built[1].values():
        levels = [int(e.tag[-1]) for e in page.tree.iter() if isinstance(e.tag, str) and re.search(r"}h[1-6]$", e.tag)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (page.url, levels)


def test_ids_are_unique(built):
    """An id stands once in a page."""
    for page in built[1].values():
        assert len(page.ids()) == len(set(page.ids())), (page.url, [i for i in page.ids() if page.ids().count(i) > 1])


def test_every_internal_address_leads_somewhere(built):
    """Every link, asset and anchor of every page exists; what begins a record in the editor, or chooses what to show, is no anchor."""
    folder, found = built
    prefix = "/atlas/" if "essai.example" in found[""].text else "/"
    frames = {path.relative_to(folder).as_posix() for path in (folder / "embed").rglob("index.html")}
    broken = []
    for page in found.values():
        for tag, address in page.links():
            there = pages.target(page, address, prefix)
            if there is None:
                continue
            url, anchor = there
            if (url == urls.EDITEUR and anchor.startswith("commencer&")) or (url == urls.INTEGRER and f"{urls.EMBED}{anchor}index.html" in frames):
                anchor = ""
            file = folder / url
            file = file / "index.html" if url == "" or url.endswith("/") else file
            if not file.is_file() or (anchor and file.suffix == ".html" and url in found and anchor not in found[url].ids()):
                broken.append((page.url, tag, address))
    assert broken == []


def test_nothing_is_fetched_from_elsewhere(built):
    """No page loads anything from another host, has an inline script, a style attribute or a handler."""
    for page in built[1].values():
        for tag, address in page.links():
            if tag in ("script", "img", "image", "iframe", "source"):
                assert not re.match(r"(?:https?:)?//", address), (page.url, address)
        for link in page.all("link"):
            if link.get("rel") not in ("canonical", "license") and link.get("type") != "application/json+oembed":
                assert not re.match(r"(?:https?:)?//", link.get("href")), (page.url, link.get("href"))
        for script in page.all("script"):
            assert script.get("src") or script.get("type") == "application/ld+json", page.url
        for element in page.tree.iter():
            assert not any(name == "style" or name.startswith("on") for name in getattr(element, "attrib", {})), page.url


def test_style_sheets_and_pictures_fetch_nothing_from_elsewhere(built):
    """No style sheet and no drawing names another host."""
    for path in (*built[0].rglob("*.css"), *built[0].rglob("*.svg")):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert not re.search(r"(url\(|href=)[\"']?(https?:)?//|@import", text), path.name


def test_scripts_store_nothing_but_what_one_writes(built):
    """No script uses a cookie; two keep in this browser what its user writes, and the page on personal data says so."""
    keeping = {"assets/editeur/page.js", "assets/autodiagnostic/page.js"}
    for path in built[0].rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"document\.cookie|sessionStorage|indexedDB", text), path.name
        assert path.relative_to(built[0]).as_posix() in keeping or "localStorage" not in text, path.name
    told = built[1]["donnees-personnelles/"].text
    assert "contribuer/editeur/" in told
    assert "referentiel/autodiagnostic/" in told


def test_every_page_is_reached_from_the_plan_without_javascript(built):
    """The site plan links to every page but the one of errors, and that of the pieces of pages."""
    plan = built[1]["plan-du-site/"]
    reached = {pages.target(plan, address)[0] for tag, address in plan.links() if tag == "a" and pages.target(plan, address)}
    assert {url for url in built[1] if url not in APART} - reached == set()


def test_what_lies_under_a_page_stands_beside_it_in_the_plan(built):
    """By its way back; the poles that are looked for stand with those that are known."""
    plan = built[1]["plan-du-site/"]
    sections = {
        pages.target(plan, a.get("href"))[0]: plan.words(section.find(f"{pages.HTML}h2"))
        for section in plan.all("section") for a in section.iter(f"{pages.HTML}a")
    }  # fmt: skip
    apart = []
    for page in (page for url, page in built[1].items() if url in sections):
        way = [pages.target(page, a.get("href"))[0] for nav in page.all("nav") if nav.get("class") == "fil" for a in nav.iter(f"{pages.HTML}a")]
        above = [url for url in way if url and page.url.startswith(url)][-1:]
        apart += [page.url for url in above if sections[url] != sections[page.url]]
    assert apart == []
    assert sections["poles-cherches/"] == sections["poles/"] == "Les pôles"


def test_an_address_that_bears_a_version_bears_that_of_what_it_names(built):
    """Browsers keep it for a year: where what it names changes, so does what every page, sheet and script asks for."""
    folder = built[0]
    versions: dict[str, str] = {}
    wrong = set()
    texts = [(path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.suffix in {".html", ".css", ".js", ".json"}]
    for name, path in texts:
        text = path.read_text(encoding="utf-8")
        for address, version in set(VERSIONED.findall(text)):
            from_root = address.removeprefix("/atlas").lstrip("/")  # as lists of files and the page of errors write it
            named = next(path for path in (posixpath.normpath(posixpath.join(posixpath.dirname(name), address)), from_root) if (folder / path).is_file())
            versions[named] = versions.get(named) or urls.version(_made_of(folder, named))
            wrong |= {(name, named)} if version != versions[named] else set()
    assert sorted(wrong) == []
    assert {PurePosixPath(name).suffix for name in versions} >= {".css", ".js", ".json", ".svg", ".woff2"}


def _made_of(folder: Path, named: str) -> bytes:
    """What gives a published file its version: itself; the plate of which the grounds of day and night are the halves; all the files of near-me, which change together."""
    if named.startswith(GROUNDS):
        return (PROJECT / "content/plates" / named.removeprefix(GROUNDS).replace("-nuit.svg", ".svg")).read_bytes()
    if named.startswith(urls.PRES_DONNEES):
        return b"".join(path.read_bytes() for path in sorted((folder / urls.PRES_DONNEES).iterdir()))
    return (folder / named).read_bytes()


def test_a_sheet_of_ours_asks_for_no_file_without_its_version(built):
    """A letter or a picture that changes is asked for again."""
    asked = {path.name: re.findall(r'url\("([\w./-]+)"\)', path.read_text(encoding="utf-8")) for path in (built[0] / "assets").rglob("*.css")}
    assert {name: files for name, files in asked.items() if files} == {}


def test_each_page_has_its_landmarks_and_a_skip_link(built):
    """A skip link that works, one header, one main part, one footer, and named navigations."""
    for page in built[1].values():
        first = page.all("a")[0]
        assert first.get("href") == f"#{page.one('main').get('id')}", page.url
        assert page.all("footer"), page.url
        assert all(nav.get("aria-label") for nav in page.all("nav")), page.url


def test_the_menu_says_where_one_is(built):
    """A page that lies under an entry of the menu marks that one, and no page marks two."""
    entries = [url for url, _, _ in rendering.MENU]
    for page in built[1].values():
        found = [pages.target(page, a.get("href")) for a in page.all("a") if a.get("aria-current")]
        marked = [to[0] for to in found if to and to[0] in entries]
        assert len(marked) <= 1, page.url
        assert [url for url in entries if page.url.startswith(url)] in (marked, []), page.url


def test_tables_have_captions_and_scoped_headers(built):
    """Every table says what it holds, and every header cell what it heads."""
    for page in built[1].values():
        for table in page.all("table"):
            assert any(e.tag.endswith("caption") for e in table.iter()), page.url
            assert all(e.get("scope") for e in table.iter() if e.tag.endswith("}th")), page.url


def test_the_page_of_errors_works_at_any_depth(built):
    """The 404 page names everything from the root of the site, prefix included."""
    page = built[1]["404.html"]
    prefix = "/atlas/" if "essai.example" in page.text else "/"
    for _, address in page.links():
        assert address.startswith(("#", "http", prefix)), address


def test_the_sitemap_names_every_page(built):
    """sitemap.xml has every page but those two; robots.txt leads to it."""
    folder, found = built
    urls = re.findall(r"<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text(encoding="utf-8"))
    base = next(e.get("href") for e in found[""].all("link") if e.get("rel") == "canonical")
    assert sorted(urls) == sorted(base + url for url in found if url not in APART)
    assert f"{base}sitemap.xml" in (folder / "robots.txt").read_text(encoding="utf-8")


def test_every_record_has_its_page(atlas_pages):
    """Each record has its page, and the list links to all of them."""
    poles = [url for url in atlas_pages if re.fullmatch(r"poles/[^/]+/", url)]
    assert {f"poles/{path.stem}/" for path in (PROJECT / "poles").glob("*.md")} <= set(poles)
    listed = {pages.target(atlas_pages["poles/"], a)[0] for _, a in atlas_pages["poles/"].links() if "://" not in a}
    assert set(poles) <= listed


def test_a_pole_page_tells_what_its_record_says(atlas_pages):
    """Bouquetot: place, date, sectors, members, circles, figures, sources, verification, completeness, neighbours."""
    page = atlas_pages["poles/eco-domaine-bouquetot/"]
    words = page.words()
    for told in (
        "Saint-Pierre-Azif (Calvados)", "Situation inconnue", "2010", "Ecopya", "Normandie", "Mutualisation de moyens",
        "Coopération stratégique", "Communauté de communes Cœur Côte Fleurie", "68 hectares", "121 555 euros", "Ce que cette fiche dit",
        "Fiche vérifiée le ", "Les pôles les plus proches", "Du même secteur", "Corriger ou compléter", "Signaler une erreur",
    ):  # fmt: skip
        assert told in words.replace("\u202f", " ").replace("\u00a0", " "), told
    assert not [a.get("href") for a in page.all("a") if "departements/27/" in a.get("href", "")]  # the Eure has a Bouquetot too
    told = json.loads(page.words(next(s for s in page.all("script") if s.get("type") == "application/ld+json")))
    data = next(thing for thing in told["@graph"] if thing["@type"] == "Organization")
    assert data["location"]["address"]["addressLocality"] == "Saint-Pierre-Azif"


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("lille-metropole-solidaire", "Cessé, 2025"),
        ("ecossolies-solilab", "Actif, 2025"),
        ("articulteurs", "Situation inconnue, dernière trace : décembre 2013, il y a plus de cinq ans"),
        ("ardaines", "Situation inconnue"),
    ],
)
def test_a_situation_says_when_it_was_seen_or_that_nobody_knows(atlas_pages, slug, told):
    """On the pole's page as in the list of all; an unknown situation that left no trace has no date to say."""
    for page in (atlas_pages[f"poles/{slug}/"], atlas_pages["poles/"]):
        said = [" ".join("".join(e.itertext()).split()) for e in page.all("span") if e.get("class", "").startswith("situation ")]
        assert told in (said[:1] if page.url != "poles/" else said)


def test_an_unknown_seat_is_said_everywhere(real, atlas_pages):
    """« position approximative » stands on the page, on the map's picture, and in every data file."""
    words = atlas_pages["poles/articulteurs/"].words()
    assert "position approximative" in words.lower()
    home = atlas_pages[""]
    title = next(e.text for a in home.all("a") if "articulteurs" in a.get("href", "") for e in a.iter() if e.tag.endswith("title"))
    assert "position approximative" in title
    for name in ("poles.geojson", "poles.json", "poles.csv"):
        assert "approximative" in (real / "api/v1" / name).read_text(encoding="utf-8"), name
    known = json.loads((real / "api/v1/poles.geojson").read_text(encoding="utf-8"))["features"]
    by_id = {feature["id"]: feature["properties"]["position"] for feature in known}
    assert by_id["articulteurs"] == "approximative"
    assert by_id["phares"] == "siège"
    assert [slug for slug, position in by_id.items() if position == "approximative"] == [
        slug for slug in by_id if "\ncommune:" not in (PROJECT / f"poles/{slug}.md").read_text(encoding="utf-8")
    ]


def test_an_unknown_is_shown_as_unknown(atlas_pages):
    """The pole of which nothing is known says so, and nothing more."""
    words = atlas_pages["poles/entreprendre-en-cooperant/"].words()
    assert words.count("inconnu") >= 5
    assert "None" not in words
    assert "0 membre" not in words


def test_the_dead_stay_marked(atlas_pages):
    """A pole that ceased is in the list, marked with its date."""
    assert "Cessé" in atlas_pages["poles/lille-metropole-solidaire/"].words()
    assert "2025" in atlas_pages["poles/lille-metropole-solidaire/"].words()
    assert "lille-metropole-solidaire" in atlas_pages["poles/"].text


def test_the_charter_page_says_what_is_established_and_no_more(atlas_pages):
    """Launch, signatures, revision, the law; the place of the text; and no pole is called a signatory but those a source proves."""
    words = atlas_pages["charte/"].words()
    for told in ("19 septembre 2014", "39 pôles", "juin 2021", "rticle 9", "Texte non retrouvé"):
        assert told in words, told
    proven = {slug for slug, record in read_records().items() if "charte" in record}
    for url, page in atlas_pages.items():
        if url.startswith("poles/") and url.split("/")[1] not in proven:
            assert "signataire" not in page.words().lower(), url


def test_the_grid_is_a_whole_tree_in_a_table(atlas_pages):
    """1 theme, 3 + 9 row headers, 27 rows with an anchor, certain and read marked, two doubts."""
    page = atlas_pages["referentiel/"]
    ids = page.ids()
    assert [i for i in ids if re.fullmatch(r"og\d", i)] == ["og1", "og2", "og3"]
    assert [i for i in ids if re.fullmatch(r"op\d", i)] == [f"op{n}" for n in range(1, 10)]
    assert [i for i in ids if re.fullmatch(r"i\d-\d", i)] == [f"i{n}-{k}" for n in range(1, 10) for k in (1, 2, 3)]
    assert len([e for e in page.all("span") if e.get("class") == "doute"]) == 3  # the key of signs, and the two
    assert "Construire et animer" in page.words() or "construire et animer" in page.words()


def test_the_accessibility_statement_is_honest(atlas_pages):
    """The state of the configuration stands on the home page and in the statement, from there alone."""
    state = at_home()[0].config.accessibilite
    assert f"Accessibilité : {state}" in atlas_pages[""].words(atlas_pages[""].one("body"))
    assert state in atlas_pages["accessibilite/"].words()


def test_overseas_has_its_pages(built):
    """Every département and overseas collectivity has its page; distances never cross an ocean."""
    found = built[1]
    for code in ("971", "972", "973", "974", "976", "975", "977", "978", "986", "987", "988", "2a", "2b", "01", "95"):
        assert f"departements/{code}/" in found
    assert " km" not in found["departements/988/"].words().replace("\u00a0", " ")


def test_hostile_words_stay_words(miniature):
    """A tag in a name, a quote in an address: shown as typed, never parsed."""
    page = pages.parse(miniature, miniature / "poles/essai-guadeloupe/index.html")
    assert "École <d’essai>" in page.words()
    assert "https://guadeloupe.essai.example/?a=1&b=l%27essai" in [a for _, a in page.links()]
    assert "n’existe pas : il sert à voir l’outre-mer".replace(" :", "\u00a0:") in page.words().replace("pas :", "pas\u00a0:")


def test_no_word_of_this_machine_gets_out(built):
    """No path of the machine that builds is in any file."""
    for path in built[0].rglob("*"):
        if path.is_file() and path.suffix in (".html", ".js", ".css", ".json", ".geojson", ".csv", ".xml", ".txt", ".svg"):
            assert str(PROJECT) not in path.read_text(encoding="utf-8"), path


def test_the_title_of_a_pole_keeps_its_name_and_its_place_where_there_is_room():
    """A short name comes with its place, a longer one alone; of a very long one, what stands before its dash."""
    atlas = real_atlas()
    plain = SimpleNamespace(reader=lambda _: lambda html: html, situation=lambda *_: ("", ""))
    tools = pole_tools(atlas, lambda *_: Markup("<p></p>"), plain, plain)
    like = atlas.by_slug["epv"]
    place = place_words(like)
    alone, no_room = "Un nom qui prend presque toute la place, et rien d’autre", "Un nom qui ne laisse pas la place de dire où il est"
    assert len(alone) <= 58 < min(len(f"{alone}, {place}"), len(f"{no_room}, {place}"))
    for name, title in (
        ("Pôle court", f"Pôle court, {place}"),
        (alone, alone),
        (f"Pôle court – {alone} et plus encore", f"Pôle court, {place}"),
        (f"{no_room} – suite de ce nom", no_room),
    ):
        assert pole.page(atlas, replace(like, nom=name), tools).titre == title
