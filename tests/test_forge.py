"""The addresses of the forge are right, whatever the repository, its branch and its folder."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from atlas.content import forge
from atlas.content.yaml_file import ContentError
from atlas.record import yaml_text
from tests.sites import PROJECT

TEXT = "---\nnom: \"Pôle « d’été » & Cie (l’Île) #1 : 100 % +\"\n---\n\nÉté 🌞\n"


def read(text: str) -> forge.Forge:
    root, faults = yaml_text.parse(text)
    assert root is not None
    assert not faults
    return forge.read(PROJECT / "site_config.yaml", root)


def configured(kind: str) -> forge.Forge:
    """A repository in a group, on another branch, the atlas in a folder of it."""
    return read(f"depot:\n  forge: {kind}\n  adresse: https://forge.example/groupe/sous-groupe/dépôt/\n  branche: été/essai\n  dossier: sites/atlas des pôles/\n")


@pytest.mark.parametrize(
    ("kind", "path", "name"),
    [("github", "/new/été/essai", "filename"), ("gitlab", "/-/new/été/essai", "file_name"), ("gitea", "/_new/été/essai/", "filename")],
)
def test_a_new_file_stands_in_its_folder_on_its_branch(kind, path, name):
    """The page that makes a file knows the branch, the whole path and, where the forge takes it, the content."""
    the_forge = configured(kind)

    parts = urlsplit(forge.filled(the_forge.nouveau, chemin="poles/pole-ete.md", texte=TEXT))
    asked = parse_qs(parts.query, strict_parsing=True)

    assert unquote(parts.path) == f"/groupe/sous-groupe/dépôt{path}"
    assert asked[name] == ["sites/atlas des pôles/poles/pole-ete.md"]
    assert asked.get("value") == ([TEXT] if the_forge.remplit else None)


@pytest.mark.parametrize(("kind", "way"), [("github", "edit"), ("gitlab", "-/edit"), ("gitea", "_edit")])
def test_a_file_is_changed_where_it_is(kind, way):
    """The page that changes a file knows the branch and the whole path, folder by folder: a forge takes « %2F » for a sign of a name."""
    address = forge.filled(configured(kind).modifier, chemin="poles/x.md")
    assert unquote(address).endswith(f"/dépôt/{way}/été/essai/sites/atlas des pôles/poles/x.md")
    assert "%2f" not in address.casefold()


@pytest.mark.parametrize("kind", ["github", "gitlab", "gitea"])
def test_an_issue_bears_its_title_and_its_text(kind):
    """What is written arrives whole, blanks and all: `{corps}` in a title is not filled in."""
    asked = parse_qs(urlsplit(configured(kind).issue("Pôle {corps} & {titre} ?", TEXT)).query, strict_parsing=True)

    assert sorted(asked.values()) == sorted([["Pôle {corps} & {titre} ?"], [TEXT]])


def test_without_a_repository_no_address_is_invented():
    """As the atlas is delivered: nothing configured, nothing linked."""
    none = read("titre: Atlas\n")

    assert {none.page, none.view("x"), none.modifier, none.nouveau, none.issue("t")} == {""}


@pytest.mark.parametrize(
    ("depot", "said"),
    [
        ("{forge: sourcehut, adresse: https://a.example/b}", "depot.forge : lu « sourcehut »"),
        ("{forge: github}", "depot.adresse : lu «  »"),
        ("{adresse: https://a.example/b}", "depot.forge : lu «  »"),
        ("{forge: github, adresse: 'javascript:alert(1)'}", "depot.adresse : lu « javascript:alert(1) »"),
        ("{forge: github, adresse: https://a.example}", "depot.adresse : lu « https://a.example »"),
    ],
)
def test_a_repository_badly_described_is_told(depot, said):
    """The message says which key, what was read and what is expected."""
    with pytest.raises(ContentError) as error:
        read(f"depot: {depot}\n")

    assert said in str(error.value).replace("\u202f", " ").replace("\u00a0", " ")
