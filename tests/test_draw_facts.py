"""The draw of facts: it gives every sourced value once, with its page, and the same ones for the same seed."""

from __future__ import annotations

import pytest

from tools import draw_facts

RECORD = """---
nom: Pôle exemple
statut: actif
departement: Ille-et-Vilaine
secteurs: [culture, formation]
parties_prenantes:
  - nom: Une association
    famille: ess
    source: page
cooperations:
  moyens:
    - texte: Un atelier partagé.
      source: page
provenance:
  nom: page
  secteurs: livre
sources:
  page:
    titre: Une page
    url: https://exemple.fr/page
  livre:
    titre: Un livre
    date: 2014
verifie_le: 2026-01-15
---

Le pôle naît en 2010.[^page] Il grandit ensuite,[^livre][^page] puis essaime.[^livre]

Rien n’est sûr de la suite.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "exemple.md").write_text(RECORD, encoding="utf-8")
    return tmp_path


def test_every_sourced_value_is_told_once_with_its_page(folder):
    told = [(fact.path, fact.value, fact.source) for fact in draw_facts.facts(folder)]
    assert told == [
        ("nom", "Pôle exemple", "page"),
        ("secteurs", "culture ; formation", "livre"),
        ("parties_prenantes[0]", "nom = Une association, famille = ess", "page"),
        ("cooperations.moyens[0]", "texte = Un atelier partagé.", "page"),
        ("récit, paragraphe 1", "Le pôle naît en 2010.", "page"),
        ("récit, paragraphe 1", "Il grandit ensuite", "livre"),
        ("récit, paragraphe 1", "Il grandit ensuite", "page"),
        ("récit, paragraphe 1", "(Il grandit ensuite) puis essaime.", "livre"),
    ]
    assert {fact.url for fact in draw_facts.facts(folder)} == {"https://exemple.fr/page", ""}


def test_the_same_seed_gives_the_same_draw(folder, capsys):
    def draw(seed, number):
        draw_facts.main([seed, str(number), "--fiches", str(folder)])
        return capsys.readouterr().out

    assert draw("7", 3) == draw("7", 3)
    assert len({draw(str(seed), 3) for seed in range(20)}) > 1
    assert draw("7", 3).startswith("3 faits tirés parmi 8")


def test_no_more_is_drawn_than_there_is(folder, capsys):
    draw_facts.main(["1", "50", "--fiches", str(folder)])
    out = capsys.readouterr().out
    assert out.startswith("8 faits tirés parmi 8")
    assert "https://exemple.fr/page" in out
    assert "sans adresse" in out


def test_a_record_that_cannot_be_read_is_said(folder):
    (folder / "casse.md").write_text("pas d’en-tête", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"casse\.md ne se lit pas"):
        draw_facts.facts(folder)


def test_the_records_of_the_atlas_can_be_drawn_from():
    known = draw_facts.facts(draw_facts.PROJECT / "poles")
    assert all(fact.title for fact in known)
    assert all(fact.value for fact in known)
