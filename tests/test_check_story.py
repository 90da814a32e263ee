"""A story holds what Markdown can show safely, and a record nobody's private details; positions are the file's."""

from __future__ import annotations

import pytest

from tests.checking import codes_in, minimal, problems_in, with_story


@pytest.mark.parametrize(
    "story",
    [
        "`<b>` et ``un ` accent <i>``",
        "```<b>``` et a | b",
        "| a\n| b",
        "[NDLR]: le pôle",
        "3 < 4 > 2, x <3, a<= b",
        "[x](https://exemple.fr) [y](<http://exemple.fr/a>) [z](https://exemple.fr/a_(b) 'titre')",
        "Bravo ![^publication-2014]",
        "Un \\`accent\\` et ## deux dièses",
        "## Titre\n\n---\n\n- [ ] case",
        "Le javascript: est un langage ; data: aussi.",
        "[a] (b) et f(x) = [y]",
    ],
)
def test_ordinary_markdown_is_accepted(story):
    assert codes_in(with_story(story)) == []


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("<B>", ["html-interdit"]),
        ("<br/>", ["html-interdit"]),
        ("</div>", ["html-interdit"]),
        ("<?php", ["html-interdit"]),
        ("<!DOCTYPE x>", ["html-interdit"]),
        ("\\<b>", ["html-interdit"]),
        ("<img src=x onerror=y>", ["html-interdit"]),
        ("`<b>` <i>", ["html-interdit"]),
        ("`a\n\n<b>`", ["html-interdit"]),
        ("```\n<b>", ["ecriture-non-lue", "html-interdit"]),
        ("```html\n<b>\n```", ["ecriture-non-lue"]),
        ("~~~\nx\n~~~\n\n~~~\ny\n~~~", ["ecriture-non-lue", "ecriture-non-lue"]),
        ("| a | b |\n|:-:|---|\n| 1 | 2 |", ["ecriture-non-lue"]),
        ("a | b\n--|--", ["ecriture-non-lue"]),
        ("[x][y]\n\n[y]: https://exemple.fr", ["ecriture-non-lue"]),
        ("    <b>", ["html-interdit"]),
        ("[x](JAVASCRIPT:y)", ["lien-interdit"]),
        ("[x](java\nscript:y)", ["lien-interdit"]),
        ("[x](&#106;avascript:y)", ["lien-interdit"]),
        ("[x](javascript&colon;y)", ["lien-interdit"]),
        ("[x](%6Aavascript:y)", ["lien-interdit"]),
        ("[x]( javascript:y 'z')", ["lien-interdit"]),
        ("[x][y]\n\n[y]: <javascript:z>", ["lien-interdit", "lien-interdit"]),
        ("[x][y]\n\n[y]:\n  data:z", ["lien-interdit"]),
        ("<JaVascript:x>", ["lien-interdit"]),
        ("<contact@exemple.fr>", ["courriel-dans-un-texte", "lien-interdit"]),
        ("[x](//exemple.fr)", ["lien-interdit"]),
        ("[x](#y)", ["lien-interdit"]),
        ("[x](ftp://exemple.fr)", ["lien-interdit"]),
        ("[x](http:exemple)", ["lien-mal-forme"]),
        ("[x](https://a.fr/<b>)", ["html-interdit", "lien-mal-forme"]),
        ("![x](y)", ["image-interdite", "lien-interdit"]),
        ("![x][y]", ["image-interdite"]),
        ("#Titre", ["titre-de-niveau-1"]),
        ("Titre\n=====", ["titre-de-niveau-1"]),
        ("x[^autre]", ["source-non-declaree"]),
        ("`[^autre]` x[^ publication-2014]", ["source-non-declaree"]),
    ],
)
def test_what_a_story_may_not_hold_is_refused(story, expected):
    assert sorted(codes_in(with_story(story))) == sorted(expected)


@pytest.mark.parametrize(
    ("story", "line"),
    [
        ("| Structure | Rôle | Depuis |\n| --- | --- | --- |\n| Laine | porteur | 2014 |", "« - Laine : porteur, 2014 »"),
        ("a | b\n--|--", "- a : b"),
        ("[x][y]\n\n[y]: https://exemple.fr", "[texte du lien](https://exemple.fr)"),
    ],
)
def test_what_the_page_does_not_show_is_told_with_the_line_to_write(story, line):
    (problem,) = problems_in(with_story(story))
    assert line.strip("« »") in problem.fix


def test_positions_in_the_story_are_those_of_the_file():
    text = with_story("é <b>x</b>\n\nfin <i>")

    found = [(p.line, p.column) for p in problems_in(text)]
    lines = text.split("\n")

    assert [lines[line - 1][column - 1 :][:3] for line, column in found] == ["<b>", "<i>"]


@pytest.mark.parametrize(
    ("email", "warned"),
    [
        ("contact@exemple.fr", False),
        ("pole.laine@exemple.fr", False),
        ("contact.ouest@exemple.fr", False),
        ("laine-bretagne@laine.fr", False),
        ("marie.durand@exemple.fr", True),
        ("m-durand@exemple.fr", True),
        ("poleexemple@gmail.com", True),
        ("poleexemple@free.fr", True),
    ],
)
def test_a_personal_address_is_warned_of(email, warned):
    record = minimal(("statut: actif\n", f"statut: actif\ncontact: {{courriel: {email}}}\n"))

    assert codes_in(record) == (["courriel-personnel"] if warned else [])


@pytest.mark.parametrize(
    ("number", "warned"),
    [
        ("02 99 00 00 00", False),
        ("01.40.00.00.00", False),
        ("+33 2 99 00 00 00", False),
        ("0262 00 00 00", False),
        ("06 39 98 00 01", True),
        ("07.00.00.00.00", True),
        ("+33 6 39 98 00 01", True),
        ("+33 (0)6 39 98 00 01", True),
        ("0692 00 00 00", True),
        ("+262 692 00 00 00", True),
        ("+687 75 00 00", True),
    ],
)
def test_a_mobile_number_is_warned_of(number, warned):
    record = minimal(("statut: actif\n", f'statut: actif\ncontact: {{telephone: "{number}"}}\n'))

    assert codes_in(record) == (["telephone-mobile"] if warned else [])


def test_numbers_that_are_no_telephones_are_left_alone():
    assert codes_in(with_story("En 2006, 12 345 678 euros ; SIREN 732 829 320 ; page 0612 ; 1063998000112.")) == []
