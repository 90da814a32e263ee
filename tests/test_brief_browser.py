"""The brief for a council, as a real browser prints it: one sheet, black on white, with the facts and without the menu."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from atlas.site import examination, house
from bench import generate
from tests.repetitions import some
from tests.sites import MINIATURE, PROJECT, TODAY, build, project

pytestmark = pytest.mark.browser
SHEET = re.compile(rb"/Type\s*/Page\b")
A4 = re.compile(rb"/MediaBox \[0 0 (59[45][.\d]*) (84[12][.\d]*)\]")
# As a font wider than this machine's would: what fits here must fit there.
WIDER = "body .md-typeset * { letter-spacing: 0.03em }"
ADOPT = "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }"
COLOURED = """() => [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && !e.closest('svg')).flatMap((e) => {
  const style = getComputedStyle(e);
  return [style.color, style.backgroundColor, style.borderBottomColor].filter((colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
    return r !== g || g !== b;
  }).map((colour) => `${e.className} ${colour}`);
})"""


def sheets(page, url: str, style: str = "") -> int:
    page.goto(url)
    if style:
        page.evaluate(ADOPT, style)  # which the policy of the site allows, as it allows no <style>
    printed = page.pdf(prefer_css_page_size=True)
    assert A4.search(printed), url
    return len(SHEET.findall(printed))


def folders(site: Path, name: str) -> list[str]:
    return sorted(f"{name}/{path.name}/" for path in (site / name).iterdir() if path.is_dir())


@pytest.mark.parametrize("style", ["", WIDER], ids=["as it is", "wider"])
def test_every_departement_and_intercommunalite_prints_on_one_sheet(page, static_server, miniature, style):
    """In the miniature atlas, with its contacts, each brief (or one in four) is one A4 page, whatever the font."""
    root = static_server(miniature)
    found = folders(miniature, "departements") + folders(miniature, "epci")[::5]
    found = some(found[::5] if style else found, 4)
    assert {url: count for url in found if (count := sheets(page, root + url, style)) != 1} == {}


def test_the_real_briefs_print_on_one_sheet(page, static_server, real):
    """In the atlas itself: the départements and intercommunalités where most poles are, and some without any."""
    root = static_server(real)
    found = [f"departements/{code}/" for code in ("75", "91", "60", "35", "69", "2a", "974", "975", "988")] + folders(real, "epci")[::12]
    assert {url: count for url in found if (count := sheets(page, root + url, WIDER)) != 1} == {}


@pytest.fixture(scope="module")
def dense(tmp_path_factory) -> Path:
    """Of three hundred poles that do not exist, those of the twelve fullest départements, with the contacts of the miniature atlas."""
    folder = tmp_path_factory.mktemp("dense")
    root = project(folder / "projet", MINIATURE)
    for path in (root / "poles").iterdir():
        path.unlink()
    records = [(name, text, re.search("^departement: .*$", text, re.MULTILINE)[0]) for name, text in generate.records(300)]
    fullest = dict(Counter(place for *_, place in records).most_common(12))
    for name, text, place in records:
        if place in fullest:
            (root / "poles" / name).write_text(text, encoding="utf-8")
    build(root, folder / "site")
    return folder / "site"


def test_a_crowded_brief_still_prints_on_one_sheet(page, static_server, dense):
    """Where there are more poles than room, the sheet tells the first ones and names the next."""
    root = static_server(dense)
    pages = {url: (dense / url / "index.html").read_text(encoding="utf-8") for url in folders(dense, "departements") + folders(dense, "epci")}
    crowded = sorted(pages, key=lambda url: (-pages[url].count('class="entree-nom"'), url))[:8]
    fullest = sorted(pages, key=lambda url: (-pages[url].count('class="note-pole"'), url))[:8]
    assert all("Et aussi" in pages[url] for url in crowded[:3])
    assert {url: count for url in (*crowded, *fullest) if (count := sheets(page, root + url, WIDER)) != 1} == {}


def test_a_double_click_prints_once(page, static_server, miniature):
    """Half of the people who use a mouse little double-click a button: a second dialogue would follow the first."""
    page.add_init_script("window.print = () => { window.prints = (window.prints ?? 0) + 1; }")
    page.goto(static_server(miniature, "/") + "departements/14/")
    page.locator("[data-imprimer]").dblclick()
    assert page.evaluate("window.prints") == 1


def test_print_shows_the_brief_and_no_menu(page, static_server, miniature):
    """On paper: title, answer, poles, authorities, law, how to take part, whom to call, date, address; no menu, no button."""
    root = static_server(miniature)
    page.goto(f"{root}departements/60/")
    assert page.locator(".local-image").is_hidden(), "a map for paper"
    page.emulate_media(media="print")
    for selector in (".entete", ".pied", ".fil", ".ecran", "[data-imprimer]", ".evitement"):
        assert not any(found.is_visible() for found in page.locator(selector).all()), selector
    words = page.locator("main").inner_text().replace("\u202f", " ").replace("\u00a0", " ")
    (pole,) = (p for p in examination.examine(house.load(PROJECT), examination.record_files(MINIATURE), TODAY).atlas.poles if p.slug == "essai-deux-regions")
    for fact in (
        "Note pour le conseil : les PTCE et le département de l’Oise",
        "1 pôle a son siège ici",
        pole.nom,
        "Lachapelle-aux-Pots (Oise)",
        "Communauté d’essai",
        "Autres membres : Coopérative d’essai.",
        "Article 9 de la loi du 31 juillet 2014",
        "Prendre part à un pôle",
        "publication du Labo de l’ESS",
        "Le réseau d’essai",
        "reseau@essai.example",
        "CRESS Hauts-de-France, chambre régionale de l’ESS : cresshdf.org",
        "RTES, réseau des collectivités engagées dans l’ESS : rtes.fr",
        "Joindre le pôle, puis proposer une visite",
        "code de la commande publique, L. 2113-12 à L. 2113-16",
        "Licence Ouverte 2.0",
        "https://essai.example/atlas/departements/60/",
    ):
        assert fact in words, fact
    assert words.index("reseau@essai.example") < words.index("CRESS Hauts-de-France"), "who was entrusted to the atlas comes first"
    assert page.get_by_role("img", name="Code QR de l’adresse de cette page").is_visible()
    drawn = page.get_by_role("img", name="sièges et territoires des pôles")
    assert drawn.is_visible()
    assert drawn.locator(".local-territoire").count() == 1
    assert drawn.locator("text", has_text=pole.nom.split(" (")[0][:12]).count() == 1
    page.pdf()
    assert "note imprimée le" in page.locator("[data-imprime-le]").text_content()
    page.goto(f"{root}departements/76/")
    printed = page.locator("main").inner_text()
    assert printed.index("La maison d’essai de Normandie") < printed.index("Le réseau d’essai")
    assert "02 00 00 00 00" in printed


def test_where_no_pole_is_the_brief_tells_the_nearest_and_how_one_begins(page, static_server, miniature):
    """Without a pole: the nearest ones as those of here are told, with how far, how one begins, and whom to call all the same."""
    page.goto(f"{static_server(miniature)}departements/29/")
    page.emulate_media(media="print")
    words = page.locator("main").inner_text().replace("\u202f", " ").replace("\u00a0", " ")
    assert words.index("Les plus proches ailleurs") < words.index(" km (") < words.index("DREETS Bretagne") < words.index("Demander qui coopère déjà")
    assert "Joindre le pôle" not in words


def test_where_an_ocean_parts_it_from_all_the_brief_tells_of_other_lands_overseas(page, static_server, miniature):
    """Martinique has no pole in the miniature atlas, and none is near: the sheet tells those of Guadeloupe, without kilometres, which across a sea mean nothing."""
    page.goto(f"{static_server(miniature)}departements/972/")
    page.emulate_media(media="print")
    words = page.locator("main").inner_text().replace("\u202f", " ").replace("\u00a0", " ")
    assert words.index("D’autres pôles d’outre-mer") < words.index("Guadeloupe") < words.index("Demander qui coopère déjà")
    assert " km" not in words[words.index("D’autres pôles d’outre-mer") : words.index("Demander qui coopère déjà")]


def test_the_law_takes_three_lines_of_the_sheet(page, static_server, miniature):
    """On an A4 sheet, article 9 is told in three lines at most."""
    page.set_viewport_size({"width": 642, "height": 1000})  # the 17 cm between the margins of an A4 sheet, at 96 pixels an inch
    page.emulate_media(media="print")
    page.goto(f"{static_server(miniature)}departements/60/")
    law = page.locator(".note-colonnes p", has_text="Article 9")
    lines = law.evaluate("p => p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight)")
    assert 2 < lines < 3.2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_has_no_colour(page, static_server, miniature, scheme):
    """Words, grounds and rules are black, white or grey, also for who reads in the dark; pictures are drawn in grey."""
    root = static_server(miniature)
    page.emulate_media(media="print", color_scheme=scheme)
    for url in ("departements/60/", "departements/975/", "regions/normandie/", "poles/essai-deux-regions/", "comprendre/"):
        page.goto(root + url)
        assert page.evaluate("[...document.querySelectorAll('*')].every((e) => getComputedStyle(e).transitionDuration === '0s')"), f"{url} : ce qui passe d’une couleur à l’autre s’imprime entre les deux"
        assert page.evaluate(COLOURED) == [], url
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.goto(f"{root}departements/60/")
    assert "grayscale" in page.evaluate("getComputedStyle(document.querySelector('.situation-carte > svg')).filter")


def test_the_button_prints(page, static_server, miniature):
    """The button opens the browser's print; on the screen the printed parts stay hidden, the section for councils is there."""
    root = static_server(miniature)
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{root}departements/35/")
    button = page.get_by_role("button", name="Imprimer une page pour le conseil")
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed") is True
    assert page.get_by_role("heading", name="Pour une collectivité").is_visible()
    assert not page.locator(".note-titre").is_visible()


NOTE = "[...document.querySelectorAll('[data-note-tete], [data-note-corps], [data-note-situation]')].map((e) => e.innerText)"
ABRIDGED = "Note abrégée"


@pytest.fixture
def answer(page, static_server, real):
    """Millau, whose answer is there, and a print that is counted."""
    page.add_init_script("window.print = () => { document.body.dataset.imprime = `${document.body.dataset.imprime ?? ''}|`; }")
    page.goto(f"{static_server(real)}pres-de-chez-moi/?commune=12145")
    page.locator("[data-pres-phrase]", has_text="Millau").wait_for()
    page.locator("body.pres-lu").wait_for()
    return page


def test_the_keys_that_print_give_the_note_of_the_button(answer):
    """Ctrl+P asks what poles do and prints once, word for word what the button prints; before, nothing was asked for."""
    asked = []
    answer.on("request", lambda request: asked.append(request.url) if "/api/v1/poles/" in request.url else None)
    answer.keyboard.press("Control+p")
    answer.locator("body[data-imprime='|']").wait_for()
    answer.emulate_media(media="print")
    note = answer.evaluate(NOTE)
    assert any("Collectivités" in part for part in note)
    assert ABRIDGED not in "".join(note)
    answer.emulate_media(media="screen")
    before = len(asked)
    answer.locator("[data-imprimer]").click()
    answer.locator("body[data-imprime='||']").wait_for()
    assert before == len(asked) > 0, "what has come is not asked for again"
    answer.emulate_media(media="print")
    assert answer.evaluate(NOTE) == note


def test_a_print_that_nothing_announced_says_what_it_lacks(answer):
    """The menu of the browser waits for nothing: the sheet has its map, says that it is abridged, and what gives the rest."""
    answer.pdf()  # « beforeprint »
    answer.emulate_media(media="print")
    assert "Imprimer une page pour le conseil" in answer.get_by_text(ABRIDGED).inner_text()
    assert answer.locator("[data-note-situation] svg").is_visible()
    answer.emulate_media(media="screen")
    assert not answer.get_by_text(ABRIDGED).is_visible()


@pytest.mark.parametrize("way", ["back", "unknown code"])
def test_without_an_answer_on_the_screen_the_sheet_tells_of_no_place(page, home, way):
    """Back to the empty question, or on to a code that no place has: the sheet is the one of a page just opened, and told of the place before; the next answer has its own."""
    page.goto(f"{home}pres-de-chez-moi/")
    page.emulate_media(media="print")
    new = page.evaluate(NOTE)
    page.emulate_media(media="screen")
    field = page.get_by_role("combobox")
    field.fill("Millau")
    field.press("Enter")
    page.locator("[data-pres-phrase]", has_text="Millau").wait_for()
    if way == "back":
        page.go_back()
    else:
        page.evaluate("location.hash = 'commune=99999'")
    page.locator("[data-pres]").wait_for(state="hidden")
    page.emulate_media(media="print")
    assert page.evaluate(NOTE) == new
    assert not page.locator("[data-note-situation]").is_visible()
    page.emulate_media(media="screen")
    field.fill("Redon")
    field.press("Enter")
    page.locator("[data-pres-phrase]", has_text="Redon").wait_for()
    page.emulate_media(media="print")
    assert "Redon" in "".join(page.evaluate(NOTE))


def test_a_note_whose_details_did_not_come_says_so(answer, complaints):
    """The button prints all the same, and the sheet tells that it is abridged."""
    answer.route("**/api/v1/poles/*", lambda route: route.abort())
    answer.locator("[data-imprimer]").click()
    answer.locator("body[data-imprime='|']").wait_for()
    answer.emulate_media(media="print")
    assert answer.get_by_text(ABRIDGED).is_visible()
    assert all("/api/v1/poles/" in said for said in complaints)
    complaints.clear()


def test_without_javascript_the_button_is_not_there(browser, static_server, miniature):
    """Without JavaScript there is no dead button, and a sentence says that the browser prints the same."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{static_server(miniature)}departements/35/")
    assert page.locator("[data-imprimer]").is_hidden()
    assert "L’impression du navigateur" in page.locator(".note-imprimer").inner_text()
    context.close()
