"""The Charter: versions side by side, a text shown only as it is, signatories only by a source."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from atlas.content import bibliography, charter, vocabularies
from atlas.content.yaml_file import ContentError
from tests import pages
from tests.observatory import read_records
from tests.sites import PROJECT, build, copied, rewritten

CONTENT = PROJECT / "content"
VERSIONS = vocabularies.load(CONTENT / "vocabulaires.yaml")["chartes"]
REFERENCES = bibliography.load(CONTENT / "bibliographie.yaml")
SIGNED = """charte:
  version: "2014"
  signee_le: 2014-09-19
  source: liste-essai
sources:
  autre-liste:
    titre: Une liste d’essai, qui ne dit rien de la Charte
    url: https://exemple.fr/autre
  liste-essai:
    titre: Une liste d’essai, pour ce test seul
    url: https://exemple.fr/liste
"""


@pytest.fixture(scope="module")
def changed(miniature, tmp_path_factory) -> Path:
    """A site one of whose poles proves its signature, and one of whose versions of the Charter has its text."""
    folder = tmp_path_factory.mktemp("charte")
    root = copied(miniature.parent, folder)
    record = root / "poles/essai-corse.md"
    rewritten(record, record.read_text(encoding="utf-8").replace("sources:\n", SIGNED, 1))
    (root / "content").unlink()
    (root / "content").mkdir()
    for path in CONTENT.iterdir():
        if path.name != "charte":
            (root / "content" / path.name).symlink_to(path, target_is_directory=path.is_dir())
    shutil.copytree(CONTENT / "charte", root / "content/charte")
    (root / "content/charte/2014.md").write_text(
        '---\nversion: "2014"\ntitre: Un titre d’essai\nstatut: texte intégral\nsource: "Remis par un essai, le 1er janvier"\n---\nArticle d’essai.\n\n- Un engagement d’essai.\n',
        encoding="utf-8",
    )
    build(root, folder / "site")
    return folder / "site"


def test_the_page_is_honest_about_what_is_missing(real):
    """Two places, both empty; no blockquote but the law's; and the signatories are those a record proves, no other."""
    page = pages.parse(real, real / "charte/index.html")
    words = page.words()
    assert words.count("Texte non retrouvé") == 2
    proven = {slug for slug, record in read_records().items() if "charte" in record}
    (place,) = [div for div in page.all("div") if div.get("id") == "signataires"]
    listed = {a.get("href") for a in place.iter() if (a.get("href") or "").startswith("../poles/")}
    assert listed == {f"../poles/{slug}/" for slug in proven}
    assert ("La liste est vide aujourd’hui" in words) == (not proven)
    (quoted,) = page.all("blockquote")
    assert page.words(quoted).startswith("Les pôles territoriaux de coopération économique sont constitués")
    assert "version-2014" in page.ids()
    assert "version-2021" in page.ids()
    assert "signataires" in page.ids()


def test_a_signature_is_shown_with_its_date_and_source(changed):
    """A record that proves its signature stands in the list, with date and source, and says so on its own page and in the data; no other does."""
    page = pages.parse(changed, changed / "charte/index.html")
    table = page.words(page.all("table")[0]).replace("\u00a0", " ")
    assert "Charte de 2014 : 1 pôle dont la signature est prouvée, sur 5" in table
    assert "19 septembre 2014" in table
    assert [a for _, a in page.links() if a.startswith("https://exemple.fr/")] == ["https://exemple.fr/liste"]
    assert "../poles/essai-corse/" in [a for _, a in page.links()]
    pole = pages.parse(changed, changed / "poles/essai-corse/index.html")
    words = pole.words().replace("\u00a0", " ")
    assert re.search(r"Charte nationale\s*signée le 19 septembre 2014 : Charte de 2014", words)
    assert "../../charte/#signataires" in [a for _, a in pole.links()]
    assert '"version": "2014"' in (changed / "api/v1/poles/essai-corse.json").read_text(encoding="utf-8").replace('":"', '": "')
    others = [p for p in (changed / "poles").glob("*/index.html") if p.parent.name != "essai-corse"]
    assert len(others) == 4
    assert not any("Charte nationale" in p.read_text(encoding="utf-8") for p in others)


def test_a_text_that_is_brought_is_shown_whole_with_its_source(changed):
    """The text of one version stands beside the place of the other, as it is, in a quotation, with where it comes from."""
    page = pages.parse(changed, changed / "charte/index.html")
    first = page.all("blockquote")[0]
    assert page.words(first) == "Article d’essai. Un engagement d’essai."
    words = page.words()
    assert words.count("Texte non retrouvé") == 1
    assert "Un titre d’essai" in words
    assert "Remis par un essai" in words


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("2014", '---\nversion: "2014"\nstatut: texte non retrouvé\nsource: rtes-rencontre\n---\nUn texte.\n', "au-dessus d’un texte"),
        ("2014", '---\nversion: "2014"\nstatut: texte intégral\nsource: rtes-rencontre\n---\n', "sans texte"),
        ("2014", '---\nversion: "2014"\nstatut: texte intégral\nsource:\n---\nUn texte.\n', "source"),
        ("2014", '---\nversion: "2014"\nstatut: à peu près\nsource: rtes-rencontre\n---\n', "à peu près"),
        ("2014", '---\nversion: "2021"\nstatut: texte non retrouvé\nsource: rtes-rencontre\n---\n', "version"),
        ("2030", '---\nversion: "2030"\nstatut: texte non retrouvé\nsource: rtes-rencontre\n---\n', "vocabulaires"),
    ],
)
def test_a_version_that_contradicts_itself_is_refused(tmp_path, name, text, said):
    """A text without origin, a place that says « missing » over a text, a version nobody declared: told, not built."""
    folder = tmp_path / "charte"
    shutil.copytree(CONTENT / "charte", folder)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=said):
        charter.load(folder, VERSIONS, REFERENCES)


def test_a_declared_version_has_its_file(tmp_path):
    """A version of the closed list without a file is told by its name."""
    shutil.copytree(CONTENT / "charte", tmp_path / "charte")
    (tmp_path / "charte/2021.md").unlink()
    with pytest.raises(ContentError, match=r"2021\.md"):
        charter.load(tmp_path / "charte", VERSIONS, REFERENCES)
