"""A link begins a record in the editor: what it says is typed for the reader, judged as if typed, and sent nowhere."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

import pytest

from atlas import urls
from tests import browser, pages
from tests.editing import Editor

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page, static_server, github) -> Editor:
    return Editor(page, static_server(github, "/prefixe/"))


def begin(*said: tuple[str, str]) -> str:
    return f"#commencer&{urlencode(said)}"


def test_the_links_of_the_page_begin_records_whose_first_fields_are_right(editor, github):
    """One of each shape: it shows the name, the département and the pages that were read; the check finds fault with none of what it brought."""
    quest = pages.parse(github, github / urls.CHERCHES / "index.html")
    links = [a.get("href").partition("#")[2] for a in quest.all("a") if "cherche-lien" in (a.get("class") or "")]
    shapes = {tuple(pair.partition("=")[0] for pair in fragment.split("&")): fragment for fragment in links}
    assert shapes
    for fragment in shapes.values():
        editor.open(f"#{fragment}")
        values = editor.page.evaluate("atlasEditeur.etat.valeurs")
        said = {pair.split("=")[0]: pair for pair in fragment.split("&")[1:]}
        assert ("nom" in values) == ("nom" in said)
        assert editor.field("nom").input_value() == values.get("nom", "")
        assert len(values["sources"]) == len(re.findall(r"(?<=&)titre=", fragment))
        assert ("departement" in values) == ("departement" in said)
        assert "hors de la liste" not in editor.page.locator("#c-departement").inner_text()
        editor.page.evaluate("atlasEditeur.verifier()")
        wrong = [text for text in editor.errors() if re.match(r"(Nom|Département|Région|Sources|Reconnaissances)\b", text)]
        assert not [text for text in wrong if "Il manque" not in text], (fragment, wrong)


def test_what_is_begun_says_so_and_takes_the_rest_of_the_way(editor, tmp_path):
    """A notice tells what came with the link; the record, completed, is the file with its source, its call and its provenance."""
    editor.open(begin(("nom", "EDENN"), ("departement", "Haute-Garonne"), ("appel", "emergents-2021"), ("titre", "Un article"), ("url", "https://exemple.fr/a"), ("date", "2022-01-10"), ("lue", "2026-11-29")))
    assert "Cette fiche est commencée" in editor.page.locator("[data-avis]").inner_text()
    assert editor.page.locator("h1").inner_text() == "EDENN"
    assert editor.page.locator("#c-departement").input_value() != ""
    text = editor.download(tmp_path).read_text(encoding="utf-8")
    assert "nom: EDENN\n" in text
    assert "departement: Haute-Garonne\n" in text
    assert "  - appel: emergents-2021\n    source: un-article\n" in text
    assert "  un-article:\n    titre: Un article\n    date: 2022-01-10\n    url: https://exemple.fr/a\n    consulte_le: 2026-11-29\n" in text
    assert "  nom: un-article\n" in text


HOSTILE = [
    ("nom", "<img src=x onerror=document.title='pris'>"),
    ("departement", "<script>document.title='pris'</script>"),
    ("appel", "un-appel-invente"),
    ("titre", "Titre\u202e\u200b \"]}\n---\nnom: Autre"),
    ("url", "javascript:document.title='pris'"),
    ("date", "naguère"),
    ("lue", "2999-99-99"),
]


def test_a_hostile_link_is_only_text_that_the_form_judges(editor):
    """Tags stay letters, an address that is none is refused, hidden signs do not come in, nothing else of the record is touched."""
    page = editor.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    editor.open(begin(*HOSTILE, ("statut", "actif"), ("__proto__", "x"), ("recit", "Un récit."), ("verifie_le", "2001-01-01")))
    assert "pris" not in page.title().split(" — ")[0].replace("document.title='pris'", "")
    assert page.locator("[data-editeur] img").count() == 0
    assert editor.field("nom").input_value() == HOSTILE[0][1]
    values = page.evaluate("atlasEditeur.etat.valeurs")
    assert set(values) == {"nom", "departement", "reconnaissances", "provenance", "sources", "verifie_le"}
    assert values["verifie_le"] != "2001-01-01"
    assert page.evaluate("atlasEditeur.etat.lisible")
    ((_, source),) = values["sources"].items()
    assert not re.search("[\u202e\u200b]", source["titre"])
    told = " ".join(editor.errors())
    for wrong in ("javascript:", "un-appel-invente", "naguère"):
        assert wrong in told
    assert not [url for url in asked if "commencer" in url or "pris" in url]


@pytest.mark.parametrize("fragment", ["#commencer&", "#commencer&nom=", "#commencer&%", "#%", "#%E0%A4%A", "#commencer", "#commencer&titre=%00&url=x"])
def test_a_broken_link_opens_an_editor_like_any_other(editor, fragment):
    editor.open(fragment)
    assert editor.page.locator("[data-editeur][data-panne]").count() == 0
    editor.field("nom").fill("Un pôle")
    assert "nom: Un pôle\n" in editor.text()


def test_a_link_too_long_is_cut(editor):
    """A name of a hundred thousand signs and a thousand pages do not fill the record."""
    sources = [pair for n in range(1000) for pair in (("titre", f"Page {n}"), ("url", "https://exemple.fr/"))]
    editor.open(begin(("nom", "é" * 100_000), *sources))
    values = editor.page.evaluate("atlasEditeur.etat.valeurs")
    assert 0 < len(values["nom"]) < 1000
    assert 0 < len(values["sources"]) < 20


def test_work_under_way_is_not_lost_to_a_link(editor):
    """A draft comes back before what the link says, which takes its place only when asked; a link merely looked at leaves no draft."""
    page = editor.page
    editor.open(begin(("nom", "Regardé"), ("titre", "Un article"), ("url", "https://exemple.fr/")))
    editor.open()
    assert editor.field("nom").input_value() == ""
    editor.field("nom").fill("En cours")
    browser.until(page, "Object.keys(localStorage).some((cle) => localStorage[cle].includes('En cours'))")
    editor.open(begin(("nom", "Arrivé"), ("titre", "Un article"), ("url", "https://exemple.fr/")))
    assert editor.field("nom").input_value() == "En cours"
    page.locator("[data-effacer]").click()
    assert editor.field("nom").input_value() == "Arrivé"


def test_what_the_address_says_is_written_as_the_page_writes_it():
    """The house's own way of making the link is the one the editor reads."""
    assert urls.begin(nom="L’Étang & Cie", appel="", titre=("a", "b")) == f"{urls.EDITEUR}#commencer&nom={quote('L’Étang')}+%26+Cie&titre=a&titre=b"
