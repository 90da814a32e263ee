"""Paper: a page prints from a dark screen as it does from a light one, and the comparison of self-assessments is a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

import pytest

from atlas import urls
from atlas.site.answers import VERSION
from tests.assessing import GRID, PREFIX, answers, compare, document, file
from tests.browser import Asked

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PAGES = (
    "", "observatoire/", "comprendre/", "collectivites/", "glossaire/", "charte/", "referentiel/", urls.GRILLE,
    "poles/", "poles/epv/", "regions/bretagne/", "departements/35/", "etat-des-fiches/",
)  # fmt: skip
# A4 (210 mm) less the margins of `@page`, in CSS pixels.
SHEET = 672


def paper(page: Page) -> bytes:
    """The page as PDF, without the moment it was made."""
    return re.sub(rb"/(CreationDate|ModDate) \(.*?\)", b"", page.pdf(prefer_css_page_size=True))


@pytest.mark.parametrize("url", PAGES)
def test_paper_does_not_know_a_dark_screen(page: Page, real, static_server, url):
    """Byte for byte, the PDF of a dark screen is that of a light one: maps, pictures and tables alike."""
    asked = Asked(page)
    page.goto(static_server(real, PREFIX) + url)
    asked.come()
    light = paper(page)
    page.emulate_media(color_scheme="dark")
    page.reload()
    asked.come()
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert paper(page) == light


@pytest.mark.parametrize("url", [*PAGES, "poles-cherches/", "quoi-de-neuf/", "donnees/", "contact/", "pres-de-chez-moi/?commune=12145", "recherche/#q=compost"])
def test_paper_shows_nothing_that_only_a_screen_can_do(page: Page, real, static_server, url):
    """No button, no field, no link that sends, copies or begins a record: « Copier le lien » was on the sheet of each pole."""
    asked = Asked(page)
    page.goto(static_server(real, PREFIX) + url)
    asked.come()
    page.emulate_media(media="print")
    shown = page.locator("button, input, select, textarea, a[href^='mailto:?'], a[href*='editeur/#commencer']").evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 120))"
    )
    assert shown == []


@pytest.mark.parametrize(("scheme", "asked"), [("light", ["35.svg"]), ("dark", ["35-nuit.svg"])])
def test_the_page_chooses_the_ground_of_its_map(page: Page, real, static_server, scheme, asked):
    """One file is asked for, of the colours that the reader prefers, and shown under what is drawn: a browser that tells images nothing shows the same."""
    seen: list[SplitResult] = []
    page.on("request", lambda request: seen.append(urlsplit(request.url)) if "/situation/" in request.url else None)
    page.emulate_media(color_scheme=scheme)
    all_asked = Asked(page)
    page.goto(static_server(real, PREFIX) + "departements/35/")
    all_asked.come()
    assert [url.path.rsplit("/", 1)[1] for url in seen] == asked
    assert re.fullmatch(VERSION, seen[0].query), "a browser keeps it from one page to the next"
    image = page.locator(".situation-image picture img")
    assert image.evaluate("e => e.currentSrc.includes(%r) && e.naturalWidth > 0 && e.checkVisibility()" % asked[0])  # noqa: UP031 - braces of a function
    assert not page.locator(".situation-image .fond-imprime").is_visible()


@pytest.fixture
def compared(page: Page, real, static_server) -> Page:
    """Three files side by side, one of them with a long name."""
    page.goto(static_server(real, PREFIX) + urls.AUTODIAGNOSTIC)
    heads = [
        ("Équipe", "interne", "2025-10-01"),
        ("Équipe", "interne", "2026-10-01"),
        ("Partenaires et financeurs réunis le mercredi", "externe", "2026-10-03"),
    ]
    compare(page, [file(document(answers(full=True), qui=q, regard=r, date=d), f"{n}.json") for n, (q, r, d) in enumerate(heads)])
    return page


def test_the_comparison_is_a_report(compared: Page):
    """Who is compared, on which grid, everything in words and tables; no menu, no button, no field; every head on each sheet."""
    light = paper(compared)
    assert 5 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", light)) <= 12
    compared.emulate_media(color_scheme="dark")
    assert paper(compared) == light
    compared.emulate_media(media="print")
    printed = compared.locator("main").inner_text()
    for words in ("La comparaison", "Équipe interne, 1er\u00a0octobre 2025", GRID.version, "Interne et externe", "De 2025 à 2026", "désaccord"):
        assert words in printed
    for words in ("Répondre", "Imprimer", "Ôter", "Les fichiers à comparer", "Compter aussi"):
        assert words not in printed
    for tag in ("button", "input", "nav", "label"):
        assert compared.locator(f"{tag}:visible").count() == 0, tag


def test_no_table_of_the_comparison_is_cut(compared: Page):
    """On the width of a sheet every cell lies inside it, and no row or head of a table is parted or left behind."""
    compared.set_viewport_size({"width": SHEET, "height": 900})
    compared.emulate_media(media="print")
    widest = compared.evaluate("Math.max(...[...document.querySelectorAll('main *')].map((e) => e.getBoundingClientRect().right))")
    assert widest <= SHEET + 1
    kept = "(tags) => tags.every(([tag, name, value]) => [...document.querySelectorAll(`[data-auto-comparaison] ${tag}`)].every((e) => getComputedStyle(e)[name] === value))"
    assert compared.evaluate(kept, [["tr", "breakInside", "avoid"], ["thead", "breakAfter", "avoid"], ["caption", "breakAfter", "avoid"]])


def test_printed_answers_say_what_was_asked(page: Page, real, static_server):
    """On paper as on the screen, the list of a search says of what it is one."""
    page.goto(static_server(real, PREFIX) + f"{urls.RECHERCHE}#q=laine")
    page.get_by_text("pour « laine »").wait_for()
    page.emulate_media(media="print")
    assert page.get_by_text("pour « laine »").is_visible()
