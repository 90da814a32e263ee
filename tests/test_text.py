"""Markdown to safe HTML: what is hostile comes out as words, what is French comes out well set."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.french.markdown_html import _clean, _engine
from atlas.french.plain_story import plain, shortened, summary
from atlas.french.safe_html import _MARKDOWN, _paragraphs, as_set, page_renderer, story_renderer

render = story_renderer()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](data:text/html,<b>)",
        "[x](vbscript:x)",
        "<javascript:alert(1)>",
        "![x](https://ailleurs.example/espion.png)",
        "[x]: javascript:alert(1)\n\n[x]",
        "<div onclick=x>\n\ntexte\n\n</div>",
        "`<b>` <b style='x'>gras</b>",
        "[x](//ailleurs.example)",
        "[x](../../etc/passwd)",
        "<!-- -->\n<?php ?>",
        "<svg/onload=alert(1)>",
    ],
)
def test_a_story_cannot_carry_code(hostile):
    """No tag, handler, scheme or image of a contributor is ever alive in the page."""
    html = str(render(hostile, {}))
    tags = re.findall(r"<[^>]*>", html)
    assert all(re.fullmatch(r"</?(p|em|strong|code|a|ul|li|br)( href=\"https?://[^\"]*\")?>", tag) for tag in tags), html


@given(st.text(max_size=300))
def test_no_text_makes_a_tag_we_do_not_know(story):
    """Whatever is typed, only known tags without handlers come out."""
    for tag in re.findall(r"<(/?\w+)([^>]*)>", str(render(story, {"s": 1}))):
        assert tag[0].strip("/") in {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre", "h2", "h3", "h4", "sup", "hr", "span", "h1", "h5", "h6"}
        assert not re.search(r"\bon\w+=|style=|javascript:", tag[1])


def test_notes_lead_to_numbered_sources():
    """`[^id]` becomes a numbered link to the source; an unknown id stays as typed."""
    html = render("Un fait.[^rtes] Un autre.[^absent]", {"rtes": 3})
    assert '<sup><a class="renvoi" href="#source-3" aria-label="source 3">3</a></sup>' in html
    assert "[^absent]" in html


def test_typography_is_set_in_words_and_not_in_code():
    """Apostrophes, quotes and spaces are set in text; addresses and attributes are left alone."""
    html = str(render("L'été : « oui » ! Voir [l'adresse](https://exemple.fr/l'ete?a=1).", {}))
    assert "L’été\u00a0: «\u202foui\u202f»\u202f!" in html
    assert 'href="https://exemple.fr/l\'ete?a=1"' in html.replace("&#x27;", "'").replace("%27", "'")


def test_a_page_of_ours_may_link_inside_and_have_notes():
    """Relative links and footnotes work in our own texts; headings get ids."""
    html, headings = page_renderer()("## Un titre\n\n[là](../charte/) et ici[^n].\n\n[^n]: Une note.")
    assert 'href="../charte/"' in html
    assert headings[0].titre == "Un titre"
    assert f'id="{headings[0].id}"' in html
    assert "Une note." in html


def test_a_summary_is_cut_before_the_sign_that_follows_its_last_word():
    """Neither the sign nor the narrow space that binds it to the word is left before the dots."""
    assert shortened("Le premier ouvre à Trilport ; un autre à Avon", 32) == "Le premier ouvre à Trilport…"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Le pôle réunit à Redon des ateliers et de petites fabriques", "Le pôle réunit à Redon des ateliers…"),
        ("Le pôle réunit à Redon, depuis 2014, quelque 12 ateliers du bois", "Le pôle réunit à Redon, depuis 2014…"),
        ("Un pôle réunit des ateliers. La région le porte depuis 2014", "Un pôle réunit des ateliers."),
        ("Aller. Le pôle réunit à Redon les ateliers d’un collectif", "Aller. Le pôle réunit à Redon…"),
        ("Le pôle de Redon prépare ce que l’on « ne peut » pas faire", "Le pôle de Redon prépare…"),
        ("Un pôle est porté à Redon par Les Amis du Bien-Vieillir, en 2014", "Un pôle est porté à Redon…"),
        ("Un pôle y prend la suite de celui de Néo 56, en mars de cette année", "Un pôle y prend la suite…"),
        ("Le pôle réunit des gens de l’économie sociale et solidaire", "Le pôle réunit des gens…"),
        ("Le pôle ouvre à Redon un atelier qui transforme les fruits du pays", "Le pôle ouvre à Redon un atelier…"),
        ("Le pôle du pays se dit Autonomie MCE-M3S. Derrière ces lettres, rien", "Le pôle du pays se dit…"),
    ],
)
def test_a_summary_is_cut_where_a_sentence_may_stop(text, cut):
    """After a sentence or a clause that ends late enough; else never on an article, a preposition, a count, a sign that opens."""
    assert shortened(text, 40) == cut


def test_a_summary_is_the_first_paragraph_without_marks():
    """Notes, links and emphasis are words; a long paragraph is cut at a word."""
    story = "## Titre\n\nUn **pôle** de [Redon](https://x.fr).[^a]\n\nSuite."
    assert summary(story) == "Un pôle de Redon."
    assert shortened("mot " * 100, 20) == "mot mot mot mot mot…"
    assert plain(story) == "Titre Un pôle de Redon. Suite."
    assert summary("") == ""


@given(st.lists(st.text(alphabet="ab é’« »\u00a0\u202f.,;:?'\"()0-—…\n", max_size=40), max_size=6).map("\n\n".join))
def test_plain_prose_needs_no_markdown_engine(story):
    """What is made of plain prose without the engine is what the engine would have made."""
    if not _MARKDOWN.search(story) and story.strip():
        engine = _clean(_engine([]).convert(story), {"http", "https"}, relative="deny")
        assert _paragraphs(story) == engine


@given(st.text(alphabet="a0é’'« »\u00a0\u202f.;:?!%", min_size=1, max_size=12))
def test_a_text_is_set_alike_wherever_it_stands(text):
    """What follows its last sign, a tag or nothing, is no part of a text: it is set as it would be alone."""
    html = _clean(f"<p>{text}</p><p><em>{text}</em></p>", set(), relative="deny")
    assert html == f"<p>{as_set(text)}</p><p><em>{as_set(text)}</em></p>"


def test_a_note_after_a_colon_leaves_its_space_unbroken():
    """« vivre : » followed by a note is set as it is before any other word."""
    told = story_renderer()("Deux la font vivre :[^a] les Anges.", {"a": 1})
    assert "vivre\u00a0:<sup>" in told
