"""Whom to call: what the configuration may say of contacts, and what a mistake in it answers."""

from __future__ import annotations

import re

import pytest

from atlas.content import config
from atlas.content.yaml_file import ContentError
from tests.sites import MINIATURE

BASE = (MINIATURE / "site_config.yaml").read_text(encoding="utf-8").split("contacts:\n")[0]
REST = "licence:\n  nom: a\n  spdx: b\n  adresse: https://licence.example/\n"
CODES = {"bretagne": "53", "53": "53", "normandie": "28"}


def read(tmp_path, text):
    path = tmp_path / "site_config.yaml"
    path.write_text(BASE + REST + text, encoding="utf-8")
    return config.load(path, lambda key: CODES.get(key, "")).contacts


def test_no_contact_is_no_mistake(tmp_path):
    """A configuration without contacts, or with empty ones, knows nobody."""
    empty = "contacts:\n  national:\n    nom: ''\n    courriel: ''\n  regions:\n    bretagne:\n      nom: ''\n"
    for text in ("", "contacts:\n", "contacts:\n  national:\n  regions: {}\n", empty):
        contacts = read(tmp_path, text)
        assert contacts.national is None
        assert contacts.of_region("53") is None


@pytest.mark.parametrize("key", ["bretagne", "'53'"])
def test_a_region_is_named_or_coded(tmp_path, key):
    """A région's contact is found by its code, however the file names it; what is not told is empty."""
    contacts = read(tmp_path, f"contacts:\n  regions:\n    {key}:\n      nom: Maison\n      telephone: 02 99 00 00 00\n")
    assert contacts.of_region("53") == config.Contact("Maison", "", "", "02 99 00 00 00", "")
    assert contacts.of_region("28") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contacts:\n  regional: {}\n", "contacts : lu « regional », attendu l’une de ces clés : national, regions"),
        ("contacts:\n  national:\n    tel: '1'\n", "contacts.national : lu « tel », attendu l’une de ces clés : nom, role, courriel, telephone, adresse"),
        ("contacts:\n  regions:\n    bretagnne: {}\n", "contacts.regions : lu « bretagnne », attendu le nom d’une région"),
        ("contacts:\n  regions:\n    bretagne: {nom: a}\n    '53': {nom: b}\n", "lu « 53 », attendu une seule fois chaque région"),
        ("contacts:\n  regions:\n    bretagne:\n      courriel: moi\n", "contacts.regions.bretagne.courriel : lu « moi », attendu une adresse"),
        ("contacts:\n  national:\n    telephone: douze\n", "contacts.national.telephone : lu « douze », attendu un numéro"),
        ("contacts:\n  national: [a]\n", "contacts.national : lu une liste, attendu un groupe de clés"),
    ],
)
def test_a_mistake_says_what_was_read_and_what_is_expected(tmp_path, text, said):
    """An unknown key or région, a bad address or number, is refused in French, with its line."""
    with pytest.raises(ContentError) as caught:
        read(tmp_path, text)
    told = " ".join(str(caught.value).split())
    assert said in told
    assert re.match(r"site_config\.yaml:\d+:\d+: erreur ", told)
