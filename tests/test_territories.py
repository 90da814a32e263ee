"""The pages of intercommunalités, and what the brief of a territory tells, against a plain reading of the records."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from atlas import urls
from atlas.geo import articles
from atlas.geo.perimeters import Territory
from atlas.model import intercommunalites
from atlas.model.atlas import Atlas
from atlas.pages import note
from atlas.pages.around import Around
from atlas.site import examination
from tests import pages
from tests.sites import MINIATURE, PROJECT, TODAY, at_home

SOURCES = {"miniature": MINIATURE, "real": PROJECT}


def atlas_of(source: Path) -> Atlas:
    the_house, _ = at_home()
    atlas = examination.examine(the_house, examination.record_files(source), TODAY).atlas
    assert atlas
    return atlas


@pytest.fixture(scope="module")
def real_atlas() -> Atlas:
    return atlas_of(PROJECT)


@pytest.fixture(scope="module", params=SOURCES)
def built(request) -> tuple[Path, dict[str, pages.Parsed], Atlas]:
    folder = request.getfixturevalue(request.param)
    return folder, pages.all_of(folder), atlas_of(SOURCES[request.param])


def covered(communes: list[tuple[str, str, str, str]], territory: Territory | None) -> set[str]:
    """The codes of all communes of a territory, one commune of France (itself, its SIREN, département, région) after the other."""
    if territory is None:
        return set()
    codes = {place.code for place in (*territory.communes, *territory.epci, *territory.departements)}
    regions = {region.code for region in territory.regions}
    return {code for code, epci, departement, region in communes if code in codes or epci in codes or departement in codes or region in regions}


def reference(atlas: Atlas) -> dict[str, tuple[set[str], set[str], set[str]]]:
    """By SIREN: the poles seated there, those covering it whole, those covering a part."""
    members: dict[str, set[str]] = {}
    known = (atlas.places.commune(code) for code in atlas.places.rows)
    communes = [(c.code, c.epci, c.departement, atlas.places.departements[c.departement].region) for c in known]
    for code, epci, *_ in communes:
        if epci:
            members.setdefault(epci, set()).add(code)
    found: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for pole in atlas.poles:
        seat = pole.seat.epci.code if pole.seat.epci else ""
        inside = covered(communes, pole.territoire)
        for siren, codes in members.items():
            sets = found.setdefault(siren, (set(), set(), set()))
            if siren == seat:
                sets[0].add(pole.slug)
            elif codes <= inside:
                sets[1].add(pole.slug)
            elif codes & inside:
                sets[2].add(pole.slug)
    return {siren: sets for siren, sets in found.items() if any(sets)}


def section_links(page: pages.Parsed, heading: str) -> set[str]:
    """The poles a section of a page leads to."""
    inside = {a.get("href") for section in page.sections(heading) for a in section.iter() if str(a.tag).endswith("}a")}
    return {href.rsplit("poles/", 1)[1].strip("/") for href in inside if "poles/" in href}


def test_each_intercommunalite_touched_has_a_page_and_only_they(built):
    """A seat or a territory, whole or in part, makes a page; nothing else does; each says what a plain reading finds."""
    folder, found, atlas = built
    expected = reference(atlas)
    assert {path.name for path in (folder / "epci").iterdir() if path.is_dir()} == set(expected)
    for siren, sets in expected.items():
        page = found[urls.epci(siren)]
        assert tuple(section_links(page, heading) for heading in ("poles", "entiers", "parties")) == sets, siren
        near = section_links(page, "proches")
        assert not near & set().union(*sets), siren


def test_a_territory_without_known_limits_is_told_as_such(built):
    """On the page of a département and of an intercommunalité: who reaches it by its record, apart, and nobody else; no other list covers it for them."""
    _, found, atlas = built
    for code in atlas.places.departements:
        loose = {p.slug for p in atlas.poles if p.territoire and code in {d.code for d in p.territoire.departements_touches}}
        here = {p.slug for p in atlas.seated[code]}
        page = found[urls.departement(code)]
        assert section_links(page, "sans-limites") == loose - here, code
        assert not section_links(page, "aussi") & loose, code
    for siren, touch in intercommunalites.touched(atlas).items():
        known = {p.slug for p in (*touch.seated, *touch.whole, *(part.pole for part in touch.parts))}
        loose = {p.slug for code in atlas.places.epci_facts[siren].communes for p in atlas.touching[code]}
        assert section_links(found[urls.epci(siren)], "sans-limites") == loose - known, siren


def test_an_unknown_seat_is_never_told_as_near(built):
    """In no list of the nearest has a pole without a known seat a distance; apart, it says so."""
    _, found, atlas = built
    seatless = {p.slug for p in atlas.poles if p.seat.approximate}
    told = 0
    for page in (page for url, page in found.items() if url != urls.STYLE):  # its entries show what an entry looks like
        for entry in page.all("li"):
            words = {e.get("class"): "".join(e.itertext()) for e in entry.iter() if e.get("class")}
            href = next((e.get("href") or "" for e in entry.iter() if str(e.tag).endswith("}a")), "")
            if entry.get("class") == "entree" and href.rstrip("/").split("/")[-1] in seatless:
                assert "distance" not in words, (page.url, href)
                told += "siège inconnu" in words.get("entree-lieu", "")
    assert told


def test_an_intercommunalite_says_what_it_is_made_of(built):
    """Its name, its SIREN, its communes, its inhabitants and its départements are those of the data."""
    _, found, atlas = built
    for siren in intercommunalites.touched(atlas):
        page, facts = found[urls.epci(siren)], atlas.places.epci_facts[siren]
        words = re.sub(r"(?<=\d)\s(?=\d)", "", page.words())
        assert page.words(page.one("h1")) == " ".join(atlas.places.epci[siren].nom.split())
        assert f"SIREN {siren}" in words
        assert f"{facts.total} commune" in words
        assert f"{facts.population} habitants" in words
        targets = {pages.target(page, address)[0] for tag, address in page.links() if tag == "a" and pages.target(page, address)}
        assert {urls.departement(code) for code in facts.communes} <= targets


def test_the_index_and_the_territories_lead_to_every_intercommunalite(built):
    """The index names each one under each of its départements; a département names its own, and no other."""
    _, found, atlas = built
    touched = intercommunalites.touched(atlas)
    for code in atlas.places.departements:
        own = {urls.epci(siren) for siren in touched if code in atlas.places.epci_facts[siren].communes}
        page = found[urls.departement(code)]
        targets = {pages.target(page, address)[0] for tag, address in page.links() if tag == "a" and pages.target(page, address)}
        assert {url for url in targets if url.startswith(urls.EPCI) and url != urls.EPCI} == own, code
    index = found[urls.EPCI]
    told = [pages.target(index, address)[0] for tag, address in index.links() if tag == "a" and pages.target(index, address)]
    for siren in touched:
        assert told.count(urls.epci(siren)) == len(atlas.places.epci_facts[siren].communes), siren


def test_a_part_is_told_in_words(real_atlas):
    """A few communes are named, many are counted, a département is named; all the parts together are the whole."""
    places = real_atlas.places
    siren = next(s for s, facts in places.epci_facts.items() if len(facts.communes) == 2 and min(facts.communes.values()) > 4)
    facts = places.epci_facts[siren]
    one, other = facts.communes
    members = [c for c in map(places.commune, places.rows) if c.epci == siren]
    there = [c for c in members if c.departement == other]
    stranger = next(p for p in real_atlas.poles if not p.seat.epci or p.seat.epci.code != siren)

    def told(**named: tuple[object, ...]) -> tuple[bool, list[str]]:
        pole = replace(stranger, territoire=Territory("Essai", **named))
        touch = intercommunalites.touched(replace(real_atlas, poles=(pole,)))[siren]
        return bool(touch.whole), [part.words for part in touch.parts]

    departement = places.departements[one]
    said = f"ses communes {articles.of_departement(departement)}"
    assert told(departements=(departement,)) == (False, [said])
    assert told(communes=(there[0],)) == (False, [there[0].nom])
    assert told(communes=tuple(there[:4])) == (False, [f"4 de ses {facts.total} communes"])
    assert told(communes=(there[0], members[0]), departements=(departement,)) == (False, [f"{said} et {there[0].nom}"])
    assert told(communes=tuple(there), departements=(departement,)) == (True, [])
    assert told(communes=tuple(members)) == (True, [])
    assert told(epci=(places.epci[siren],), communes=(there[0],)) == (True, [])


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("14", "du Calvados"), ("50", "de la Manche"), ("61", "de l’Orne"), ("35", "d’Ille-et-Vilaine"), ("40", "des Landes"),
        ("75", "de Paris"), ("2A", "de la Corse-du-Sud"), ("974", "de La Réunion"), ("31", "de la Haute-Garonne"), ("68", "du Haut-Rhin"),
        ("34", "de l’Hérault"), ("92", "des Hauts-de-Seine"), ("976", "de Mayotte"), ("987", "de la Polynésie française"),
    ],
)  # fmt: skip
def test_departements_have_their_article(real_atlas, code, words):
    """The little word is the one people say."""
    assert articles.of_departement(real_atlas.places.departements[code]) == words


def brief(atlas: Atlas, told: list[note.Told], **more: object) -> note.Note:
    return note.note(atlas, told, Around(), note.tellings(atlas), subject="le reste", sentence="Rien.", region="", institutions=(), url="x/", **more)


def test_a_crowded_sheet_tells_the_first_and_counts_the_others(real_atlas):
    """Those that fit come in the order given, then names, then a number; nobody is lost, and all are told where pages are many."""
    all_told = note.tellings(real_atlas)
    told = [all_told[pole.slug] for pole in real_atlas.poles]
    for count in (0, 1, 3, 6, 20, 29):
        made = brief(real_atlas, told[:count])
        names = [pole.nom for pole in told[:count]]
        assert [pole.nom for pole in made.poles] + list(made.noms) == names[: count - made.reste]
        assert made.reste >= 0
        assert not made.noms or made.poles
    assert brief(real_atlas, told[:2]).poles == tuple(told[:2])
    assert brief(real_atlas, told).reste > 0
    assert len(brief(real_atlas, told, pages=True).poles) == len(told)


def test_a_brief_names_authorities_first_and_counts_the_others(real_atlas):
    """Local authorities first, three at most; with the others counted, every stakeholder of the record is there."""
    for pole in real_atlas.poles:
        told = note.tellings(real_atlas)[pole.slug]
        authorities = [p.nom for p in pole.parties_prenantes if p.famille == "collectivite"]
        shown = authorities[: note.AUTHORITIES]
        assert all(name in told.autorites for name in shown)
        assert bool(told.autorites) == bool(shown)
        assert len(shown) + told.tus == len(pole.parties_prenantes)
        assert told.autres <= told.tus
        assert bool(told.membres) == (told.autres < told.tus)
