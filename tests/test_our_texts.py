"""Our own texts and settings are checked as records are: every mistake is told with its file, line and column."""

from __future__ import annotations

import re
import shutil

import pytest

from atlas.content import bibliography, config, library, texts, vocabularies
from atlas.content.yaml_file import ContentError
from atlas.geo import derived, places
from tests.repetitions import times
from tests.sites import PROJECT, at_home
from tools import attack

CONFIG = (PROJECT / "site_config.yaml").read_text(encoding="utf-8")
PAGE = "---\ntitre: Essai\n---\n\n"


def told(of, path, text) -> list[str]:
    """What is said of a file of ours that has this text; nothing when all is well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        of(path)
    except (ContentError, derived.PlaceError) as error:
        return [re.sub(r"\s", " ", line) for line in str(error).split("\n")]
    return []


def settings(path):
    return config.load(path, str)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("titre: Atlas", "titer: Atlas", "3:1: erreur [contenu] lu « titer », attendu l’une de ces clés : titre, sous_titre"),
        ("titre: Atlas", "titer: Atlas", "→ écrivez titre:"),
        ("adresse: https://www.etalab", "adresse: javascript:alert(1) https://www.etalab", "erreur [lien-mal-forme] licence.adresse : lu « javascript:alert(1)"),
        ("adresse: https://atlas", "adresse: data:text/html,atlas", "erreur [lien-mal-forme] adresse"),
        ("etat: partiellement conforme", "etat: conforme", "erreur [mot-inconnu] accessibilite.etat : lu « conforme »"),
        ('courriel: ""', "courriel: moi", "erreur [courriel-mal-forme] contact.courriel"),
        ("titre: Atlas", "titre: [Atlas]\n#", "erreur [type-faux] titre : lu une liste, attendu un texte"),
        ("titre: Atlas", 'titre: "Atlas \\u202E"\n#', "erreur [caractere-interdit] lu le caractère invisible U+202E"),
        ("titre: Atlas", "titre: Atlas\u202e", "erreur [caractere-interdit] lu le caractère invisible U+202E après « titre: Atlas »"),
        ("  forge: \"\"\n  adresse: \"\"", "  forge: svn\n  adresse: https://a.fr/b", "erreur [mot-inconnu] depot.forge : lu « svn »"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_settings_is_told_where_it_is(tmp_path, right, wrong, said):
    """An unknown key with the nearest one, a link that is none of the web, a word out of its list, a wrong type, a hidden sign."""
    assert right in CONFIG
    lines = told(settings, tmp_path / "site_config.yaml", CONFIG.replace(right, wrong, 1))
    assert any(said in line for line in lines), lines
    assert all(re.match(r"site_config\.yaml:\d+:\d+: erreur \[", line) for line in lines)


def test_all_the_mistakes_of_a_file_are_told_at_once(tmp_path):
    """Three wrong lines of the bibliography are three sentences, each with its path from the root, its line and its column."""
    text = "un:\n  cort: A\n  titre: B\n  url: javascript:x\ndeux: [a]\n"
    lines = told(bibliography.load, tmp_path / "content/bibliographie.yaml", text)
    assert [line.split(" ")[0] for line in lines] == [f"content/bibliographie.yaml:{place}:" for place in ("2:3", "4:8", "5:7")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PAGE + "Un fait.[^nulle]\n", "page.md:5:9: erreur [contenu] la note [^nulle]"),
        (PAGE + "Un\n\n[lien](javascript:alert(1))\n", "page.md:7:8: erreur [contenu] lien : lu « javascript:alert(1"),
        (PAGE + "Voici {{ rien }}.\n", "page.md:5:7: erreur [contenu] valeur inconnue : « {{ rien }}"),
        ("---\ntitre: A\nchappo: b\n---\n", "page.md:3:1: erreur [contenu] lu « chappo »"),
        ("sans en-tête\n", "page.md:1:1: erreur [contenu] attendu un en-tête"),
        (PAGE.encode() + "é".encode("latin-1"), "page.md:5:1: erreur [encodage]"),
        (b"\xff\xfea\x00", "page.md:1:1: erreur [encodage] lu un fichier en UTF-16"),
        (b"x" * 1_000_001, "page.md:1:1: erreur [fichier-trop-gros] lu plus de 1000 ko"),
    ],
)
def test_a_mistake_in_a_page_is_told_where_it_is(tmp_path, text, said):
    """An unknown note, value or key, a link by another scheme, another encoding, a file without end: one sentence and its place."""
    settings = at_home()[0].config
    (line,) = told(lambda path: texts.load(path.parent, settings, {}), tmp_path / "content/pages/page.md", text)
    assert line.startswith(f"content/pages/{said}")


def test_a_page_that_the_house_links_to_may_not_be_missing(tmp_path):
    """Without the legal notice no page is read, and the file is named."""
    ours = at_home()[0]
    for name in ("pages", "charte"):
        shutil.copytree(PROJECT / "content" / name, tmp_path / "content" / name)
    (tmp_path / "content/pages/mentions-legales.md").unlink()
    with pytest.raises(ContentError, match=r"content/pages/mentions-legales\.md:1:1: erreur \[contenu\] le fichier manque : remettez-le"):
        assert library.Writings(tmp_path / "content", ours.config, ours.vocabularies, ours.places).textes
    assert {path.stem for path in (PROJECT / "content/pages").glob("*.md")} >= set(texts.PAGES)


def test_a_closed_list_is_whole(tmp_path):
    """A list that is not there, or a sign that the theme does not have, is told."""
    text = (PROJECT / "content/vocabulaires.yaml").read_text(encoding="utf-8")
    path = tmp_path / "content/vocabulaires.yaml"
    (line,) = told(vocabularies.load, path, text.replace("\nregards:", "\n#gards:").partition("\n#gards:")[0])
    assert line == "content/vocabulaires.yaml:1:1: erreur [contenu] la liste « regards » manque"
    (line,) = told(lambda path: vocabularies.load(path, lambda _: False), path, text)
    assert re.match(r"content/vocabulaires\.yaml:6:5: erreur \[contenu\] icone : lu « home-variant-outline »", line)


def test_a_derived_file_that_is_no_longer_whole_is_told(tmp_path):
    """A row cut short, a département or an intercommunalité that nobody knows, a file that is gone: one sentence with the line, and how to get it back."""
    geo = tmp_path / "content" / "geo"
    shutil.copytree(PROJECT / "content/geo", geo, ignore=shutil.ignore_patterns("contours", "*.geojson"))
    read = lambda path: places.load(path.parent)  # noqa: E731 - a name for what is read
    for name, was, becomes, said in (
        ("departements.csv", "01,Ain,84,01053,", "01,Ain,84,", "2:1: erreur [lieux] lu 5 colonnes, attendu 6"),
        ("departements.csv", "02,Aisne,32,", "02,Aisne,99,", "3:1: erreur [lieux] ce n’est pas ce que"),
        ("departements.csv", "46.0999", "nord", "2:1: erreur [lieux] ce n’est pas ce que"),
        ("departements.csv", "", None, "1:1: erreur [lieux] ce n’est pas ce que"),
        ("collectivites.csv", "17.9053", "nord", "3:1: erreur [lieux] ce n’est pas ce que"),
        ("communes.csv", "01640,240100883", "01640,240100000", "3:1: erreur [lieux] ce n’est pas ce que"),
        ("communes.csv", "01002,", "99002,", "3:1: erreur [lieux] ce n’est pas ce que"),
        ("communes_com.csv", "97502,", "99502,", "3:1: erreur [lieux] ce n’est pas ce que"),
    ):
        whole = (geo / name).read_text(encoding="utf-8")
        assert was in whole, (name, was)
        (line,) = told(read, geo / name, "" if becomes is None else whole.replace(was, becomes, 1))
        assert line.startswith(f"content/geo/{name}:{said}")
        assert f"git restore content/geo/{name}" in line
        (geo / name).write_text(whole, encoding="utf-8")


def test_damages_leave_neither_a_traceback_nor_a_sentence_without_its_line(tmp_path):
    """The attack in small, by sixty damages or ten: what is damaged is read all the same or refused in words, with a path, a line and a column."""
    asked = times(60, 10)
    count = attack.attack(attack.copied(tmp_path / "projet"), asked, 3)
    assert count.wrong == []
    assert count.outcomes[attack.PLACED] > asked / 3
    assert sum(count.outcomes.values()) > asked * 0.8
