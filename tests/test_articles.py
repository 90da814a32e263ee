"""The little word before a place: the one people say, for every commune, intercommunalité and département of France."""

from __future__ import annotations

import re

import pytest

from atlas.french.folding import fold
from atlas.geo import articles
from atlas.pages.data import LONGEST_TITLE
from tests import browser

PLURAL = "(?:Alpes|Hautes|Ardennes|Bouches|Côtes|Landes|Pyrénées|Yvelines|Deux|Vosges|Hauts)-?"


@pytest.mark.parametrize(
    ("nom", "said"),
    [
        ("Le Havre", "du Havre"), ("Les Sables-d’Olonne", "des Sables-d’Olonne"), ("La Rochelle", "de La Rochelle"),
        ("L’Haÿ-les-Roses", "de L’Haÿ-les-Roses"), ("Redon", "de Redon"), ("Ajaccio", "d’Ajaccio"), ("Évreux", "d’Évreux"),
        ("Œuilly", "d’Œuilly"), ("Yvetot", "d’Yvetot"), ("Y", "d’Y"), ("Yutz", "de Yutz"), ("Hyères", "d’Hyères"), ("Haguenau", "de Haguenau"),
        ("Lesneven", "de Lesneven"), ("Lens", "de Lens"), ("Paris 11e", "de Paris 11e"), ("Aux Marais", "d’Aux Marais"),
    ],
)  # fmt: skip
def test_a_commune_is_said_with_its_little_word(nom, said):
    """« Le » and « Les » melt into it, « La » and « L’ » stay, a vowel takes the apostrophe."""
    assert articles.of(nom) == said


def test_no_commune_of_france_is_said_badly(known):
    """None keeps « de Le » or « de Les », none elides before an article, none keeps « de » before a vowel; the name stays whole otherwise."""
    melted = 0
    for code in known.rows:
        nom = known.commune(code).nom
        said = articles.of(nom)
        assert not re.match(r"d(?:e |’)(?:Les?) ", said), said
        assert not re.match(r"de [aeiou]", fold(said)) or re.match("de (?:la|le|les|l)", fold(said)), said
        if re.match("(?:Le|Les) ", nom):
            melted += 1
            assert said == re.sub("^Le ", "du ", re.sub("^Les ", "des ", nom))
        else:
            assert said in (f"de {nom}", f"d’{nom}")
    assert melted > 1000


def test_an_intercommunalite_has_the_article_of_its_kind(known):
    """Every name that begins by a common noun has one; those that begin by the name of a town have none."""
    nouns = {"Communauté": "la", "Métropole": "la", "Eurométropole": "l’", "Agglomération": "l’"}
    alone = set()
    for epci in known.epci.values():
        first = epci.nom.split()[0]
        said = articles.the_epci(epci)
        if first in nouns:
            assert said.replace("’", "’ ").split()[0] == nouns[first], said
        else:
            alone.add(epci.nom)
            assert said == epci.nom
    assert not {nom for nom in alone if re.match("(?:Commun|Métropole|Agglo|Syndicat|Établissement|District|Pays|Union)", nom)}


def test_a_short_name_of_an_intercommunalite_fits_in_a_title(known):
    """Of all of them: its nature abbreviated, what stands between brackets left out."""
    assert [said for epci in known.epci.values() if len(said := articles.short_epci(epci)) > LONGEST_TITLE] == []


def test_every_departement_has_its_article(known):
    """« du », « de la », « de l’ », « des », « de » or « d’ », never before a sound it does not suit; plural names alone have « des »."""
    for departement in known.departements.values():
        said = articles.of_departement(departement)
        assert said.endswith(departement.nom), said
        word = said.removesuffix(departement.nom).strip()
        vowel = bool(re.match("[aeiouy]", fold(departement.nom))) or departement.nom == "Hérault"
        assert (word in ("d’", "de l’")) == vowel or word == "des", said
        assert (word == "des") == bool(re.match(PLURAL, departement.nom)), said


def test_the_browser_says_what_python_says(page, static_server, tmp_path, known):
    """Every commune and every intercommunalité, by assets/commun/phrases.js."""
    (tmp_path / "index.html").write_text('<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">', encoding="utf-8")
    browser.give_sources(page)
    page.goto(static_server(tmp_path))
    communes = [known.commune(code).nom for code in known.rows]
    epci = list(known.epci.values())
    of, the = page.evaluate(
        """async ([communes, epci]) => {
          const { deLieu, lIntercommunalite } = await import("/sources/commun/phrases.js");
          return [communes.map(deLieu), epci.map(lIntercommunalite)];
        }""",
        [communes, [e.nom for e in epci]],
    )
    assert of == [articles.of(nom) for nom in communes]
    assert the == [articles.the_epci(e) for e in epci]
