"""The search index: what it holds, that its bytes are always the same, and how it fails."""

from __future__ import annotations

import json
import shutil
import stat
import sys
from pathlib import Path

import pytest

from atlas.client import search
from atlas.client.search import Document
from atlas.machine.workers import Task

# fmt: off
POLES = (
    Document(
        "poles/epv/", "EPV – Éoliennes en Pays de Vilaine", "pole", "Redon, Ille-et-Vilaine · Éco-activités",
        "Dans le pays de Redon, aux confins de la Bretagne et de la Loire-Atlantique, EPV aide habitants et collectivités à financer "
        "et à gouverner ensemble des parcs éoliens. Le premier parc éolien est inauguré le 14 juin 2014 à Béganne. "
        "Le montage technique, juridique et financier revient à des structures communes. Le pôle s’occupe aussi d’énergie solaire.",
        "Énergies citoyennes en Pays de Vilaine ; Site à Watts (SARL) ; Bégawatts ; Béganne ; Avessac ; Ille-et-Vilaine ; Bretagne",
    ),
    Document(
        "poles/articulteurs/", "Les Articulteurs", "pole", "Ille-et-Vilaine · Culture, Emploi et insertion",
        "Les Articulteurs réunissent depuis 2004 des structures de la culture et de l’insertion, pour mettre en œuvre un « chœur » de projets.",
        "Ciné Manivel ; Compagnie Pied en sol ; Ille-et-Vilaine ; Bretagne ; Pays de Redon et Vilaine",
    ),
    Document(
        "poles/eco-domaine-bouquetot/", "Éco-domaine de Bouquetot", "pole", "Saint-Pierre-Azif, Calvados · Alimentation",
        "Un domaine de 68 hectares où l’on cultive la spiruline et où l’énergie est rare : agriculture biologique, tourisme vert.",
        "Éco-domaine en Pays d’Auge ; Ecopya ; KEOPS – Noctam’bulles ; Communauté de communes Cœur Côte Fleurie ; Saint-Pierre-Azif ; Calvados ; Normandie",
    ),
    Document(
        "poles/pole-sud-archer/", "Pôle Sud", "pole", "Romans-sur-Isère, Drôme · Industrie",
        "À Romans, capitale de la chaussure, le groupe relance une filière et l’emploi par la coopération entre entreprises.",
        "Pôle Sud Archer ; Groupe Archer ; Coorace ; Romans-sur-Isère ; Drôme ; Auvergne-Rhône-Alpes",
    ),
    Document(
        "poles/culture-et-cooperation/", "Culture & Coopération", "pole", "Saint-Étienne, Loire · Culture",
        "Un pôle du spectacle et du cinéma, né d’une coopération d’associations stéphanoises <b>en gras</b> & d’ailleurs.",
        "Cinéma Le France ; Le Fil (scène de musiques actuelles) ; CD1D ; Saint-Étienne ; Loire",
    ),
    Document(
        "poles/coursive-boutaric/", "La Coursive Boutaric", "pole", "Dijon, Côte-d’Or · Culture",
        "Dans un immeuble du quartier des Grésilles à Dijon, des entrepreneurs de la culture partagent lieux et copropriété d’outils.",
        "Zutique Productions ; Ville de Dijon ; Dijon ; Côte-d’Or ; Bourgogne-Franche-Comté",
    ),
    Document(
        "poles/ressourcerie-montpellier/", "Réalis", "pole", "Montpellier, Hérault · Services aux entreprises",
        "Un lieu où des entreprises sociales de Montpellier s’installent et réparent des objets.",
        "Montpellier ; Hérault ; Occitanie",
    ),
    Document(
        "poles/bou-sol/", "Bou’Sol", "pole", "Marseille, Bouches-du-Rhône · Alimentation",
        "Des boulangeries biologiques où l’on se forme. Le pain y est partagé.", "Pain et Partage ; Marseille",
    ),
)
PLACES = (
    Document("regions/bretagne/", "Bretagne", "region", "Région, 2 pôles", "Région Bretagne.", "Ille-et-Vilaine, Finistère et Morbihan"),
    Document("departements/35/", "Ille-et-Vilaine", "departement", "Département 35, 2 pôles", "Département Ille-et-Vilaine.", "35"),
    Document("departements/34/", "Hérault", "departement", "Département 34, 1 pôle", "Département Hérault.", "34"),
    Document("secteurs/culture/", "Culture et industries créatives", "secteur", "Secteur d’activité, 3 pôles", "Spectacle, musique, livre.", "Culture"),
    Document("contribuer/", "Contribuer", "page", "Comment signaler un pôle.", "Pour signaler un pôle absent, écrivez-nous. L’hôte vérifie.", ""),
)
# fmt: on
DOCUMENTS = (*POLES, *PLACES)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return search.bundle(DOCUMENTS)


def test_holds_what_the_page_needs_and_no_interface_of_pagefinds(files):
    assert {"pagefind.js", "pagefind-entry.json", "wasm.fr.pagefind", "suggestions.json"} <= files.keys()
    assert sum(path.startswith("fragment/") for path in files) == len(DOCUMENTS)
    assert not [
        path
        for path in files
        if "ui" in path.split("/")[0] or "worker" in path or "highlight" in path or "unknown" in path
    ]
    assert json.loads(files["pagefind-entry.json"])["languages"]["fr"]["page_count"] == len(DOCUMENTS)


def test_same_documents_same_bytes(files):
    for _ in range(3):
        assert search.bundle(iter(DOCUMENTS)) == files
    assert list(files) == sorted(files)


def test_beside_the_build(files):
    assert Task(lambda: search.bundle(iter(DOCUMENTS))).result() == files


def test_names_no_other_host(files):
    assert b"http" not in files["suggestions.json"]
    assert not [path for path in files if b"unpkg" in files[path] or b"jsdelivr" in files[path]]


def test_an_index_is_known_again_and_nothing_else(files):
    """What is remembered of an index gives its files back, and never a path that leads out of it."""
    told = search.digests(files)
    assert list(search.digests_of(told)) == list(files)
    assert search.digests_of("") == {}
    for path in ("../../secret", "../x.pf_meta", "a/../../x.pf_index", "/etc/passwd", "fragment/../x.pf_meta"):
        assert not search.digests_of(f"{'0' * 64} {path}\n")


def test_many_documents_cross_no_wires():
    """More questions than a pipe holds, so that a writer who waited for no reader would stop for ever."""
    many = [Document(f"poles/p{n}/", f"Pôle {n}", "pole", "", "mot " * 400, "") for n in range(300)]
    assert sum(path.startswith("fragment/") for path in search.bundle(many)) == 300


def test_a_document_of_one_title_is_found():
    assert (
        sum(path.startswith("fragment/") for path in search.bundle([Document("a/", "Seul", "page", "", "", "")])) == 1
    )


@pytest.mark.parametrize(
    ("written", "spread"),
    [
        ("d’énergie", "d’\u2060 énergie"),
        ("Ille-et-Vilaine", "Ille-\u2060 et-\u2060 Vilaine"),
        ("et/ou", "et/\u2060 ou"),
        ("EPV – Éoliennes", "EPV – Éoliennes"),
        ("(l’une)", "(l’\u2060 une)"),
        ("-1 et l’ - x", "-\u2060 1 et l’ - x"),
        ("Œuvre, cœur", "O\u2060euvre, co\u2060eur"),
    ],
)
def test_inner_signs_are_spread_and_ligatures_undone(written, spread):
    assert search._spread(written) == spread  # noqa: SLF001 - the browser undoes exactly this


def test_suggestions_are_titles_then_frequent_words():
    told = json.loads(search.suggestions(DOCUMENTS))
    assert told["noms"] == [d.title for d in DOCUMENTS]
    assert {"Bouquetot", "coopération", "Archer", "Montpellier", "Éoliennes", "Zutique"} <= set(told["mots"])
    assert "copropriété" not in told["mots"]  # said once, in a sentence: too rare to be what was meant
    assert told["mots"][0] == "Vilaine"
    assert len({word.lower() for word in told["mots"]}) == len(told["mots"])


def test_without_pagefind_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(search.SearchError, match=r"pip install 'pagefind\[bin\]'"):
        search.bundle(DOCUMENTS)


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("exit 3", "arrêté avant la fin"),
        # {"message_id":0,"payload":{"type":"Error","message":"non"}}, then anything
        (
            "printf 'eyJtZXNzYWdlX2lkIjowLCJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJub24ifX0=,e30=,e30=,'; cat > /dev/null",
            "refuse.*non",
        ),
    ],
)
def test_a_broken_pagefind_is_an_error_not_a_wait(monkeypatch, tmp_path: Path, script, says):
    fake = tmp_path / "pagefind"
    fake.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(search, "_executable", lambda: str(fake))
    with pytest.raises(search.SearchError, match=says):
        search.bundle(DOCUMENTS[:1])
