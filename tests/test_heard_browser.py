"""What is heard, held on the accessibility tree: docs/ecoute.md says how each of these was listened to, which no test of ours does."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.browser import Asked
from tests.editing import Editor

pytestmark = pytest.mark.browser
LANDMARKS = {"banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"}
PAGES = (
    "", "poles/", "poles/epv/", "regions/bretagne/", "departements/35/", "observatoire/", "etat-des-fiches/", "donnees/", "charte/", "comprendre/",
    "referentiel/", "referentiel/autodiagnostic/", "pres-de-chez-moi/?commune=26362", "recherche/#q=compost", "contribuer/editeur/", "contribuer/codes/",
)  # fmt: skip


@pytest.fixture
def root(static_server, real) -> str:
    return static_server(real, "/atlas/")


def heard(page) -> list[dict]:
    """What a screen reader is given, in order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        {"role": node["role"]["value"], "name": node.get("name", {}).get("value", ""), "parent": node.get("parentId"), "id": node["nodeId"]}
        for node in nodes if not node.get("ignored")
    ]  # fmt: skip


def named(page, role: str) -> list[str]:
    return [node["name"].replace("\u00a0", " ") for node in heard(page) if node["role"] == role]


def test_every_page_has_few_landmarks_and_says_what_its_links_count(page, root):
    """No more than nine landmarks; no link is a number alone, no picture without a name; a state is told by a paragraph inside it.

    A paragraph that is itself the state, or a state whose paragraph is not displayed, Orca on Firefox reads as « barre d’état » alone.
    """
    asked = Asked(page)
    for path in PAGES:
        page.goto("about:blank")
        page.goto(root + path)
        asked.come()
        told = heard(page)
        marks = Counter(node["role"] for node in told if node["role"] in LANDMARKS)
        assert marks.total() <= 9, (path, marks)
        assert [node["name"] for node in told if node["role"] == "link" and re.fullmatch(r"[\s\d.,/%]*", node["name"])] == [], path
        assert [node for node in told if node["role"] in {"image", "img", "graphics-symbol", "SvgRoot"} and not node["name"]] == [], path
        unread = "all => all.filter((e) => e.checkVisibility() && ![...e.children].some((c) => /^(P|UL)$/.test(c.tagName) && c.checkVisibility())).map((e) => e.outerHTML)"
        assert page.locator("[role=status]").evaluate_all(unread) == [], path


def test_a_note_is_read_in_its_sentence(page, root):
    """One name, « source 4 », without a word hidden beside the number: it would cut the line that is read."""
    page.goto(root + "poles/epv/")
    notes = page.locator("main a.renvoi")
    assert notes.count() > 5
    assert notes.locator("*").count() == 0
    assert all(re.fullmatch(r"source \d+", name) for name in notes.evaluate_all("all => all.map((a) => a.ariaLabel)"))


def test_the_observatory_tells_each_number_once(page, root):
    """A table has a line's words and its number, nothing empty between; what a picture draws beside it is neither read nor met by key."""
    page.goto(root + "observatoire/")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    told = Counter(named(page, "link"))
    assert any(re.fullmatch(r"\d+ pôles?, Culture[^,]*, Bretagne", name) for name in told), [n for n in told if "Bretagne" in n]
    counted = [name for name in told if re.match(r"\d+ pôle", name)]
    assert len(counted) > 100
    assert [name for name in told if re.search(r" : \d+ pôles?$", name)] == []  # what the circles and the columns say
    assert page.locator(".obs-barres tr > :empty").count() == 0
    assert page.locator(".obs svg a:not([tabindex='-1'])").count() == 0


def test_an_indicator_is_said_once_then_by_its_number(page, root):
    """The sentence is a heading; its two questions and its notes say its number; the steps say how many answers of how many."""
    page.goto(root + "referentiel/autodiagnostic/#op1")
    page.locator("[data-auto-titre]").wait_for()
    told = heard(page)
    sentence = next(node["name"] for node in told if node["role"] == "heading" and node["name"].startswith("1.1 "))
    assert [node["role"] for node in told if sentence.removeprefix("1.1 ") in node["name"] and node["role"] not in {"StaticText", "InlineTextBox"}] == ["heading"]
    assert {"Importance pour le projet, 1.1", "Satisfaction, pour le diagnostic, 1.1"} <= {node["name"] for node in told if node["role"] == "group"}
    page.get_by_role("radio", name="plutôt important", exact=True).first.check()
    assert any(re.fullmatch(r"1 .* 1/\d+ réponses", name) for name in named(page, "link"))


def test_the_results_of_a_search_are_headings(page, root):
    """One can go from one to the next; the words above say how many."""
    page.goto(root + "recherche/#q=compost")
    page.locator(".resultat").nth(9).wait_for()
    found = page.locator("[data-recherche-resultats] > li")
    assert found.get_by_role("heading", level=2).count() == found.count() == 10


def test_the_place_field_counts_once_the_hand_rests(page, root):
    """Seven letters typed one after the other are answered in one sentence, with its hint; the next answer leaves the hint out."""
    page.goto(root + "pres-de-chez-moi/")
    field = page.get_by_role("combobox")
    assert field.get_attribute("aria-describedby") is None
    page.evaluate("""() => {
      window.dits = [];
      const etat = document.querySelector("[data-lieu-etat]");
      new MutationObserver(() => { if (etat.textContent) window.dits.push(etat.textContent); }).observe(etat, { childList: true });
    }""")
    field.press_sequentially("valence", delay=150)
    page.locator("[data-lieu-etat]", has_text="Flèches pour choisir").wait_for()
    field.press_sequentially(" d", delay=150)
    page.wait_for_function("() => window.dits.length > 1")
    said = page.evaluate("window.dits")
    assert [text.endswith("Flèches pour choisir.") for text in said] == [True, False], said


def test_a_required_field_left_empty_says_so_in_one_sentence(page, root):
    """At once, without the help and the way to the codes; coming back, that sentence is the message of the field."""
    editor = Editor(page, root).open()
    editor.field("nom").focus()
    page.keyboard.press("Tab")
    said = page.locator("[data-annonce]", has_text="Il manque")
    said.wait_for()
    sentence = said.inner_text()
    assert "Pourquoi" not in sentence
    field = editor.field("nom")
    message = page.locator(f"#{field.get_attribute('aria-errormessage')}")
    assert message.inner_text() == sentence
    assert field.get_attribute("aria-describedby") == "c-nom-aide"
    field.fill("Pôle d’essai")
    page.wait_for_function("() => !document.querySelector('#c-nom').hasAttribute('aria-errormessage')")
