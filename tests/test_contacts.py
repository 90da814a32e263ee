"""Whom to call: what the configuration may say of contacts, and what a mistake in it answers."""

from __future__ import annotations

import pytest

from atlas.content import config, contacts_public
from atlas.content.yaml_file import ContentError
from atlas.geo import places
from tests.sites import MINIATURE, PROJECT

BASE = (MINIATURE / "site_config.yaml").read_text(encoding="utf-8").split("contacts:\n")[0]
REST = "licence:\n  nom: a\n  spdx: b\n  adresse: c\n"
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
        ("contacts:\n  national: [a]\n", "un groupe de clés est attendu sous « national »"),
    ],
)
def test_a_mistake_says_what_was_read_and_what_is_expected(tmp_path, text, said):
    """An unknown key or région, a bad address or number, is refused in French, with its line."""
    with pytest.raises(ContentError) as caught:
        read(tmp_path, text)
    assert said in str(caught.value)
    assert "ligne " in str(caught.value)


PLACES = places.load(PROJECT / "content/geo")
PUBLIC = """national:
  - {nom: Réseau, role: relie, site: "https://reseau.example/", sources: [page]}
regions:
  bretagne:
    - {nom: Chambre, role: appuie, telephone: 02 99 00 00 00, sources: [page]}
collectivites:
  "975":
    - {nom: Service, role: suit, sources: [page]}
sources:
  page: {titre: Une page, url: "https://page.example/", consulte_le: 2026-11-29}
"""


def public(tmp_path, text):
    path = tmp_path / "contacts.yaml"
    path.write_text(text, encoding="utf-8")
    return contacts_public.load(path, PLACES)


def test_an_institution_is_of_its_place_and_cites_a_page(tmp_path):
    """A département has those of its région, a collectivity of none its own; each says where it was read."""
    known = public(tmp_path, PUBLIC)
    (chamber,), (service,) = known.of(PLACES.departements["35"]), known.of(PLACES.departements["975"])
    assert (chamber.nom, chamber.telephone, chamber.site, chamber.lu[0].url) == ("Chambre", "02 99 00 00 00", "", "https://page.example/")
    assert service.nom == "Service"
    assert known.of(PLACES.departements["14"]) == ()
    assert known.national[0].domaine == "reseau.example"


@pytest.mark.parametrize(
    ("found", "put", "said"),
    [
        ("role: relie", "rôle: relie", "clé : lu « rôle », attendu l’une de : nom, role, site"),
        ("role: relie, ", "", "un texte est attendu sous « role »"),
        ("https://reseau.example/", "javascript:alert(1)", "site : lu « javascript:alert(1) », attendu une adresse http:// ou https:// complète"),
        ("02 99 00 00 00", "douze", "telephone : lu « douze », attendu un numéro"),
        ("  bretagne", "  bretagnne", "regions : lu « bretagnne », attendu une région"),
        ('"975"', '"35"', "collectivites : lu « 35 », attendu le code d’une collectivité"),
        ("suit, sources: [page]", "suit", "sources : lu «  », attendu au moins un identifiant"),
        ("suit, sources: [page]", "suit, sources: [autre]", "sources : lu « autre », attendu au moins un identifiant"),
        ("national:", "nationale:", "clé : lu « nationale », attendu l’une de : national, regions, collectivites, sources"),
    ],
)
def test_a_mistake_about_an_institution_is_told_with_its_line(tmp_path, found, put, said):
    """An unknown key or place, a bad address or number, an institution that no page names."""
    assert found in PUBLIC
    with pytest.raises(ContentError) as caught:
        public(tmp_path, PUBLIC.replace(found, put, 1))
    assert said in str(caught.value)
    assert "contacts.yaml: erreur [contenu] ligne " in str(caught.value)


def test_every_region_has_its_chamber_and_its_service_of_the_state():
    """Each with a page read and the day; no line is of a person: numbers and addresses stand for institutions, or are not there."""
    known = contacts_public.load(PROJECT / "content/contacts.yaml", PLACES)
    assert set(known.regions) == set(PLACES.regions)
    for found in known.regions.values():
        assert found[0].nom.startswith("CRESS")
        assert len(found) > 1
    everyone = [*known.national, *(one for group in (*known.regions.values(), *known.collectivites.values()) for one in group)]
    assert all(page.url and page.consulte_le for one in everyone for page in one.lu)
