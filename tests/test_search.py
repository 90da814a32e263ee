"""The search index: what it holds, that its bytes are always the same, and that a change changes little."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas import urls
from atlas.client import search, search_lines
from atlas.client.search import Document
from atlas.client.search_documents import beside
from atlas.content import library, synonyms
from atlas.content.yaml_file import ContentError
from atlas.french.folding import fold
from atlas.french.stemming import EMPTY, stem
from tests import at_once, pages
from tests.atlases import real_atlas
from tests.sites import PROJECT

# The home page is one link away from everywhere, the search page is where one is, and the lists follow from the page above them.
LEFT_OUT = {urls.HOME, urls.RECHERCHE, urls.NOT_FOUND, urls.STYLE}
# fmt: off
POLES = (
    Document(
        "poles/epv/", "EPV – Éoliennes en Pays de Vilaine", "pole", "Redon, Ille-et-Vilaine · Éco-activités",
        "Dans le pays de Redon, aux confins de la Bretagne et de la Loire-Atlantique, EPV aide habitants et collectivités à financer "
        "et à gouverner ensemble des parcs éoliens. Le premier parc éolien est inauguré le 14 juin 2014 à Béganne. "
        "Le montage technique, juridique et financier revient à des structures communes. Le pôle s’occupe aussi d’énergie solaire.",
        names=("Énergies citoyennes en Pays de Vilaine",), places=("Redon", "Ille-et-Vilaine", "Bretagne"), reach=("Béganne", "Avessac"),
        mentions=("Site à Watts (SARL)", "Bégawatts"),
    ),
    Document(
        "poles/articulteurs/", "Les Articulteurs", "pole", "Ille-et-Vilaine · Culture, Emploi et insertion",
        "Les Articulteurs réunissent depuis 2004 des structures de la culture et de l’insertion, pour mettre en œuvre un « chœur » de projets.",
        places=("Ille-et-Vilaine", "Bretagne"), reach=("Pays de Redon et Vilaine",), mentions=("Ciné Manivel", "Compagnie Pied en sol"),
    ),
    Document(
        "poles/eco-domaine-bouquetot/", "Éco-domaine de Bouquetot", "pole", "Saint-Pierre-Azif, Calvados · Alimentation",
        "Un domaine de 68 hectares où l’on cultive la spiruline et où l’énergie est rare : agriculture biologique, tourisme vert.",
        names=("Éco-domaine en Pays d’Auge", "Ecopya"), places=("Saint-Pierre-Azif", "Calvados", "Normandie"),
        mentions=("KEOPS – Noctam’bulles", "Communauté de communes Cœur Côte Fleurie", "A.R.C.A.D.E."),
    ),
    Document(
        "poles/pole-sud-archer/", "Pôle Sud", "pole", "Romans-sur-Isère, Drôme · Industrie",
        "À Romans, capitale de la chaussure, le groupe relance une filière et l’emploi par la coopération entre entreprises.",
        names=("Pôle Sud Archer", "Groupe Archer"), places=("Romans-sur-Isère", "Drôme", "Auvergne-Rhône-Alpes"), mentions=("Coorace",),
    ),
    Document(
        "poles/culture-et-cooperation/", "Culture & Coopération", "pole", "Saint-Étienne, Loire · Culture",
        "Un pôle du spectacle et du cinéma, né d’une coopération d’associations stéphanoises <b>en gras</b> & d’ailleurs.",
        places=("Saint-Étienne", "Loire"), mentions=("Cinéma Le France", "Le Fil (scène de musiques actuelles)", "CD1D"),
    ),
    Document(
        "poles/coursive-boutaric/", "La Coursive Boutaric", "pole", "Dijon, Côte-d’Or · Culture",
        "Dans un immeuble du quartier des Grésilles à Dijon, des entrepreneurs de la culture partagent lieux et copropriété d’outils.",
        places=("Dijon", "Côte-d’Or", "Bourgogne-Franche-Comté"), mentions=("Zutique Productions", "Ville de Dijon"),
    ),
    Document(
        "poles/ressourcerie-montpellier/", "Réalis", "pole", "Montpellier, Hérault · Services aux entreprises",
        "Un lieu où des entreprises sociales de Montpellier s’installent et réparent des objets.",
        places=("Montpellier", "Hérault", "Occitanie"),
    ),
    Document(
        "poles/bou-sol/", "Bou’Sol", "pole", "Marseille, Bouches-du-Rhône · Alimentation",
        "Des boulangeries biologiques où l’on se forme. Le pain y est partagé.", names=("Pain et Partage",), places=("Marseille",),
    ),
)
PLACES = (
    Document("regions/bretagne/", "Bretagne", "region", "Région, 2 pôles", mentions=("Ille-et-Vilaine", "Finistère", "Morbihan")),
    Document("departements/35/", "Ille-et-Vilaine", "departement", "Département 35, 2 pôles", names=("35",)),
    Document("departements/34/", "Hérault", "departement", "Département 34, 1 pôle", names=("34",)),
    Document("secteurs/culture/", "Culture et industries créatives", "secteur", "Secteur d’activité, 3 pôles", "Spectacle, musique, livre.", names=("Culture",)),
    Document("contribuer/", "Contribuer", "page", "Comment signaler un pôle.", "Pour signaler un pôle absent, écrivez-nous. L’hôte vérifie."),
)
# fmt: on
DOCUMENTS = (*POLES, *PLACES)
SYNONYMS = (("réemploi", "ressourcerie", "réparer", "seconde main"), ("énergie renouvelable", "éolien"))



def made(documents=DOCUMENTS) -> dict[str, bytes]:
    """The files of the index of some documents."""
    return dict(at_once.index(documents, SYNONYMS))


def read(documents=DOCUMENTS) -> dict[int, search.Read]:
    """What is read of some documents, by number."""
    return at_once.read_all(documents, search.Groups(SYNONYMS))


def said(word: str, documents=DOCUMENTS) -> dict[str, str]:
    """How much each document says a word, by its address."""
    lines = search.lines_of(read(documents))
    by_number = {number: url for url, number in search_lines.numbers(d.url for d in documents).items()}
    found, number = {}, 0
    for step, level in re.findall("([a-z0-5]+)([A-Z])", lines.get(search_lines.initial(word), {}).get(word, "")):
        value = 0
        for digit in step:
            value = value * 32 + "abcdefghijklmnopqrstuvwxyz012345".index(digit)
        number += value
        found[by_number[number]] = level
    return found


def test_a_document_is_found_by_what_it_is_called_more_than_by_what_it_tells():
    """Its whole title, then its other names, then where it is, then its sentences; a word that says nothing is not kept."""
    assert said("polesud") == {"poles/pole-sud-archer/": "T"}
    assert said("ecopya") == {"poles/eco-domaine-bouquetot/": "N"}
    assert said("redon")["poles/epv/"] > said("redon")["poles/articulteurs/"] > said("chaussure")["poles/pole-sud-archer/"] == "A"
    assert not said("de")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ecodomaine", "poles/eco-domaine-bouquetot/"),
        ("noctambulles", "poles/eco-domaine-bouquetot/"),
        ("arcade", "poles/eco-domaine-bouquetot/"),
        ("bousol", "poles/bou-sol/"),
        ("illeetvilaine", "departements/35/"),
        ("saintpierreazif", "poles/eco-domaine-bouquetot/"),
        ("keops", "poles/eco-domaine-bouquetot/"),
        ("oeuvre", "poles/articulteurs/"),
        ("energie", "poles/epv/"),
        ("=reemploi", "poles/ressourcerie-montpellier/"),
        ("=energrenouvel", "poles/epv/"),
    ],
)
def test_a_name_is_filed_as_it_may_be_typed(typed, address):
    """Without its signs, in one word, without its article; and under the synonyms of what it says."""
    assert address in said(typed)


def test_same_documents_same_bytes():
    """In any order."""
    assert made(reversed(DOCUMENTS)) == made(DOCUMENTS)


@given(st.lists(st.sampled_from(DOCUMENTS), unique=True), st.lists(st.sampled_from(DOCUMENTS), unique=True), st.text("mots été ", max_size=20))
def test_what_is_remembered_and_changed_is_what_would_be_made_anew(before, after, more):
    """Documents that come, go or change leave no trace of what was."""
    old, new = read(before), read([replace(document, body=document.body + more) for document in after])
    gone = {number: one for number, one in old.items() if new.get(number) != one}
    come = {number: one for number, one in new.items() if old.get(number) != one}
    said = search_lines.Said()
    for number, one in gone.items():
        said.gone(number, one.words)
    for number, one in come.items():
        said.come(number, one.words, one.levels)
    lines, counts, wanted = search.lines_of(old), search.Counts({}, {}), search.Counts({}, {})
    lines |= {initial: said.revised(lines.get(initial, {}), words) for initial, words in said.initials().items()}
    assert {initial: filed for initial, filed in lines.items() if filed} == search.lines_of(new)
    for one, times in ((*((one, 1) for one in (*old.values(), *come.values())), *((one, -1) for one in gone.values()))):
        counts.add(one, times)
    for one in new.values():
        wanted.add(one, 1)
    assert counts == wanted


def test_one_changed_record_rewrites_a_few_files():
    """Its page, the files of the words that changed, and the one that says which are which; nothing of the other documents."""
    documents = [replace(POLES[n % len(POLES)], url=f"poles/p{n}/", title=f"Pôle {n}") for n in range(400)]
    changed = [replace(documents[0], body=documents[0].body + " Un télescope."), *documents[1:]]
    before, after = made(documents), made(changed)
    moved = {path for path in after if before.get(path) != after[path]}
    number = search_lines.numbers(d.url for d in documents)["poles/p0/"]
    assert f"pages/{number}.json" in moved
    assert len(moved) <= 4, moved
    assert not before.keys() - after.keys()


def test_numbers_stay_when_documents_come_and_go():
    """Even for poles, odd for the others, one each even where two addresses draw the same."""
    urls = [f"poles/{n}/" for n in range(9000)] + [f"regions/{n}/" for n in range(500)]
    numbers = search_lines.numbers(urls)
    assert len(set(numbers.values())) == len(urls)
    assert all(numbers[url] % 2 == (not url.startswith("poles/")) for url in urls)
    fewer = search_lines.numbers(urls[::2])
    assert sum(fewer[url] != numbers[url] for url in fewer) <= 20


def test_every_word_is_in_the_file_of_the_longest_letters_it_begins_with():
    """No file is larger than agreed, unless it holds one beginning alone; and none has a name that a system could refuse."""
    documents = [replace(POLES[n % len(POLES)], url=f"poles/p{n}/", title=f"Pôle {n:05x} 東京{n}") for n in range(900)]
    words = {path[5:-4]: content.decode() for path, content in at_once.index(documents, SYNONYMS) if path.startswith("mots/")}
    assert all(re.fullmatch("[a-z0-9_]+", start) for start in words)
    for start, text in words.items():
        assert len(text.encode()) <= 2 * search_lines.MOST or len({line.split(" ")[0] for line in text.splitlines()}) == 1
        for line in text.splitlines():
            filed = search_lines.letters(line.split(" ")[0])
            assert max((other for other in words if filed.startswith(other)), key=len) == start
    assert sum(len(text.splitlines()) for text in words.values()) == sum(map(len, search.lines_of(read(documents)).values()))


def test_offered_words_are_those_of_names_and_those_said_twice():
    """A word said once in a sentence is too rare to be what was meant."""
    lexicon = {path: content.decode().split() for path, content in made().items() if path.startswith("lexique/")}
    assert {"Éoliennes", "éolien", "énergie"} & set(lexicon["lexique/e.txt"])
    assert "Montpellier" in lexicon["lexique/m.txt"]
    assert "copropriété" not in lexicon["lexique/c.txt"]


def test_no_document_at_all_is_an_empty_index():
    """An atlas begins somewhere."""
    assert json.loads(made(())["index.json"])["n"] == 0


@pytest.mark.parametrize(
    "family",
    [
        "réparer réparation répare réparatrices réparateur", "maraîcher maraîchère maraîchage maraîchers", "éolien éoliennes", "culture culturel culturelles",
        "boulanger boulangerie boulangeries", "coopérer coopération coopératives coopératif", "social sociale sociaux", "local locaux locales", "lieu lieux",
        "restaurant restauration", "mobile mobilité", "citoyen citoyennes", "énergie énergétique", "producteur production productrices", "déchets déchetterie",
        "industrie industriel industrielle", "accompagner accompagnement", "chaussure chaussures",
    ],
)  # fmt: skip
def test_forms_of_a_word_share_its_stem(family):
    """Singular, plural, feminine, verb and noun."""
    assert len({stem(fold(word)) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("chantier", "chants"), ("quartier", "quart"), ("environnement", "environ"), ("village", "ville"), ("habitat", "habitant")])
def test_words_that_only_look_alike_do_not(one, other):
    """What is left of an ending is enough to tell."""
    assert stem(one) != stem(other)


def test_empty_words_are_folded():
    """They are compared with folded words."""
    assert all(fold(word) == word for word in EMPTY - {"st", "ste"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("synonymes:\n  - seul", "attendu une liste"),
        ("synonymes:\n  - [seul]", "deux mots au moins"),
        ("synonymes:\n  - [vélo, Vélo]", "écrit deux fois"),
        ("synonymes:\n  - [vélo, '…']", "ni lettre ni chiffre"),
        ("synonymes:\n  - [vélo, bicyclette]\n  - [vélo, cycle]", "commence déjà un autre groupe"),
        ("synonymes: vélo", "attendu une liste"),
    ],
)
def test_a_group_of_synonyms_that_is_none_is_told(tmp_path, text, told):
    """With its line, as any content of ours."""
    path = tmp_path / "synonymes.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        synonyms.load(path)


def test_every_page_of_ours_is_in_the_index_under_its_title(real):
    """Whatever the menu and the foot of every page lead to, and whatever the plan lists on its own level, has a document."""
    atlas = real_atlas()
    written = library.Writings(PROJECT / "content", atlas.config, atlas.vocabularies, atlas.places)
    known = {document.url: document.title for document in beside(atlas, written.textes, written.glossaire)}
    found = pages.all_of(real)
    above = {url for url in found if url.count("/") == 1 or url in (urls.AUTODIAGNOSTIC, urls.GRILLE, urls.EDITEUR, urls.CODES)}

    assert len(above) > 20
    for url in above - LEFT_OUT:
        title = "".join(found[url].one("h1").itertext()).strip()
        assert url in known, url
        assert title.startswith(known[url]), url
