"""The words of the trade explain themselves once a page, in prose only, and their glossary holds."""

from __future__ import annotations

import re
import time
import timeit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from atlas.content import bibliography, glossary, library
from atlas.content.yaml_file import ContentError
from atlas.french.folding import slug
from atlas.french.safe_html import story_renderer
from atlas.french.typography import printed
from atlas.pages import understanding
from tests import pages
from tests.sites import PROJECT, at_home

CONTENT = PROJECT / "content"
REFERENCES = bibliography.load(CONTENT / "bibliographie.yaml")
GLOSSARY = glossary.load(CONTENT / "glossaire.yaml", REFERENCES)
LINK = re.compile(r'<a class="terme" href="([^"]*)"[^>]*>(.*?)</a>')
STORY = story_renderer()


def read(html: str, url: str = "poles/x/") -> str:
    """A text with its words explained."""
    return GLOSSARY.reader(url)(Markup(html))  # noqa: S704 - what the tests themselves write


def words_in(html: str, url: str = "poles/x/") -> list[str]:
    """The words that a text explains, in order."""
    return [word for _, word in LINK.findall(read(html, url))]


def test_the_first_use_of_a_word_leads_to_its_entry():
    """« SCIC » is linked once, from wherever the page is, with its meaning beside it; the second one is not."""
    html = read("<p>Une SCIC, puis une autre SCIC.</p>")
    assert LINK.findall(html) == [("../../glossaire/#scic", "SCIC")]
    assert 'data-nom="Société coopérative d’intérêt collectif"' in html
    assert "utilité sociale" in html
    assert words_in("<p>Une SCIC.</p>", "charte/") == ["SCIC"]
    assert "../glossaire/#scic" in read("<p>Une SCIC.</p>", "charte/")


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://x.fr/">la SCIC</a></p>', "<h2 id=\"t\">Une SCIC</h2>", "<p><code>SCIC</code></p>", "<pre><code>SCIC\nSCIC</code></pre>",
        "<blockquote>\n<p>La SCIC est la loi.</p>\n</blockquote>", '<p><sup><a href="#n">SCIC</a></sup></p>', '<div class="footnote"><p>SCIC</p></div>',
        '<p><a href="https://x.fr/" title="SCIC">là</a></p>', "<p>ESSENTIEL, CRESSON, PTCEs, LESS</p>", "<p>scic, ess</p>", "<p>&ESS;</p>",
    ],
)  # fmt: skip
def test_a_word_is_left_alone_where_it_should_be(html):
    """Not in links, headings, code, quotations, notes, attributes, nor inside another word."""
    assert read(html) == html


def test_elisions_plurals_and_longer_names_are_known():
    """« l’ESS » has its word; « Labo de l’ESS » is one word, and does not use up « ESS »."""
    assert words_in("<p>Le Labo de l’ESS étudie l’ESS.</p>") == ["Labo de l’ESS", "ESS"]
    assert words_in("<p>Des groupements d’employeurs et un tiers-lieu.</p>") == ["groupements d’employeurs", "tiers-lieu"]


def test_a_page_made_of_several_texts_explains_a_word_once():
    """The story, then the examples, then the governance: one reader, one explanation."""
    reader = GLOSSARY.reader("poles/x/")
    assert glossary.marks(reader(Markup("<p>Une SCIC.</p>")))
    assert not glossary.marks(reader(printed("SCIC à cinq collèges")))


@given(st.text(max_size=200))
def test_reading_adds_links_and_nothing_else(text):
    """Whatever a contributor writes, taking our links away gives back what there was."""
    html = STORY(f"{text} ESS {text} SCIC", {})
    assert LINK.sub(r"\2", GLOSSARY.reader("poles/x/")(html)) == html


def test_hostile_text_stays_text():
    """A tag typed in a governance is printed as typed, and the words in it are words."""
    told = GLOSSARY.reader("poles/x/")(printed('<script>alert("SCIC")</script>'))
    assert "<script" not in told
    assert glossary.marks(told)


def test_it_costs_less_than_a_tenth_of_a_millisecond_a_page():
    """Reading a real story takes 0.1 ms at most, on the whole of the records."""
    stories = [STORY(path.read_text(encoding="utf-8").split("---\n", 2)[2], {}) for path in (PROJECT / "poles").glob("*.md")]
    best = min(timeit.repeat(lambda: [GLOSSARY.reader("poles/x/")(story) for story in stories], number=5, repeat=7, timer=time.process_time)) / 5
    assert best / len(stories) < 1e-4


# The glossary itself


def test_every_entry_is_complete_and_sourced(real):
    """The page has every term, what it stands for, one or two sentences and a source; the index leads to each, as a dictionary does, in their order."""
    page = pages.parse(real, real / "glossaire/index.html")
    terms = yaml.safe_load((CONTENT / "glossaire.yaml").read_text(encoding="utf-8"))["termes"]
    assert {"PTCE", "ESS", "SCIC", "SCOP", "CAE", "GEIQ", "IAE", "EPCI"} <= {term["terme"] for term in terms}
    words = page.words().replace("\u00a0", " ")
    for term in terms:
        assert term["terme"] in words
        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", term["definition"])) <= 3, term["terme"]
    assert words.count("Source :") == len(terms)
    linked = [a.get("href") for nav in page.all("nav") if nav.get("aria-label") == "Les mots du glossaire" for a in nav.iter() if a.get("href")]
    assert linked == [f"#{slug(word)}" for word in sorted((term["terme"] for term in terms), key=slug)]
    assert linked == [f"#{id_}" for id_ in page.ids() if f"#{id_}" in linked]
    assert 'class="terme"' not in page.text


def test_the_glossary_does_not_lead_to_itself():
    """A text of its page may use its words, each of which is explained there; the same text elsewhere has links."""
    ours = library.Writings(CONTENT, at_home()[0].config, at_home()[0].vocabularies, at_home()[0].places)
    text = next(text for text in ours.textes.values() if any("PTCE" in part.html for part in text.parts))
    vars(ours)["textes"] = {"glossaire": text, "comprendre": text}
    told = dict(understanding.explained(ours))
    assert told["glossaire"] == text
    assert LINK.search(told["comprendre"].html)


@pytest.mark.parametrize(
    ("yaml_text", "said"),
    [
        ("termes:\n  - {terme: A, definition: D, source: absente}\n", "absente"),
        ("termes:\n  - {terme: A, source: loi-ess}\n", "definition"),
        ("termes:\n  - {terme: A, definition: D, source: loi-ess}\n  - {terme: B, formes: [A], definition: D, source: loi-ess}\n", "« A »"),
    ],
)
def test_a_glossary_that_cannot_be_is_refused(tmp_path, yaml_text, said):
    """No source, no definition, the same word twice: told with its words."""
    path = tmp_path / "glossaire.yaml"
    path.write_text(yaml_text, encoding="utf-8")
    with pytest.raises(ContentError, match=said):
        glossary.load(path, REFERENCES)


def test_pages_load_the_script_only_where_a_word_needs_it(real):
    """A pole's page with a word has the script and the style; one without has neither."""
    with_words, without = 0, 0
    for path in (real / "poles").glob("*/index.html"):
        text = path.read_text(encoding="utf-8")
        assert ('class="terme"' in text) == ("assets/glossaire/page.js" in text) == ("assets/glossaire/page.css" in text), path
        with_words += 'class="terme"' in text
        without += 'class="terme"' not in text
    assert with_words > 10
    for name in ("", "recherche/", "glossaire/"):
        assert "assets/glossaire/page.js" not in (real / name / "index.html").read_text(encoding="utf-8")
