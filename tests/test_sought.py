"""The poles we look for: named with the page that names them, never one the atlas describes, each a click away from its record."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from atlas import urls
from atlas.content import sought
from atlas.content.yaml_file import ContentError
from atlas.french.folding import fold
from atlas.survey import quest
from tests import pages, shingles
from tests.atlases import real_atlas
from tests.observatory import read_records
from tests.sites import PROJECT

FILE = PROJECT / "content" / "cherches.yaml"
GOOD = """cherches:
  - nom: Pôle cherché
    connu: Une phrase.
    departement: "35"
    appel: appel-2013
    sources: [page]
sources:
  page:
    titre: Un article
    url: https://exemple.fr/
"""


@pytest.fixture(scope="module")
def page(real) -> pages.Parsed:
    return pages.parse(real, real / urls.CHERCHES / "index.html")


@pytest.fixture(scope="module")
def told() -> dict:
    """The file, read by another library than the atlas's own reader."""
    return yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def found(text: str, tmp_path) -> tuple[sought.Sought, ...]:
    atlas = real_atlas()
    path = tmp_path / "cherches.yaml"
    path.write_text(text, encoding="utf-8")
    return sought.load(path, atlas.vocabularies["reconnaissances"], atlas.places)


def entries(page: pages.Parsed) -> list:
    return [li for li in page.all("li") if "entree" in (li.get("class") or "").split()]


def begun(entry) -> str:
    (link,) = [a.get("href") for a in entry.iter() if "cherche-lien" in (a.get("class") or "")]
    return link


# The file


def test_each_pole_has_what_is_known_of_it_and_a_page_that_was_read(tmp_path):
    (one,) = found(GOOD, tmp_path)
    assert (one.nom, one.nomme, one.connu, one.appel) == ("Pôle cherché", True, "Une phrase.", "appel-2013")
    assert (one.departement.nom, one.region.nom) == ("Ille-et-Vilaine", "Bretagne")
    assert [reading.url for reading in one.lu] == ["https://exemple.fr/"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("nom: Pôle cherché", 'nom: ""'), ("connu: Une phrase.", 'connu: ""'), ('departement: "35"', "departement: Bretagne du Sud"),
        ("appel: appel-2013", "appel: appel-1999"), ("appel: appel-2013", "appel: se-dit-ptce"), ("sources: [page]", "sources: []"),
        ("sources: [page]", "sources: [autre]"), ("sources: [page]", "sources: page"), ("titre: Un article", 'titre: ""'),
        ("https://exemple.fr/", "javascript:alert(1)"), ("    url:", "    date: hier\n    url:"), ("connu:", "sans_nom: peut-être\n    connu:"),
        ("connu:", "region: Armorique\n    connu:"),
    ],
)  # fmt: skip
def test_a_pole_without_what_it_needs_stops_the_build_in_words(tmp_path, right, wrong):
    """A name, a sentence, a place and a call that exist, a page that was read: without one of them the file says which line."""
    assert right in GOOD
    with pytest.raises(ContentError, match=r"cherches\.yaml:\d+:\d+: erreur .*attendu"):
        found(GOOD.replace(right, wrong, 1), tmp_path)


def test_every_page_of_the_file_is_cited_and_none_twice_by_a_pole(told):
    cited = [id_ for one in told["cherches"] for id_ in one["sources"]]
    assert set(cited) == set(told["sources"])
    assert all(len(set(one["sources"])) == len(one["sources"]) for one in told["cherches"])


def test_no_name_is_looked_for_twice(told):
    names = [fold(name) for one in told["cherches"] for name in (one["nom"], *one.get("autres_noms", ()))]
    assert len(names) == len(set(names))


def test_what_is_known_is_told_in_words_of_our_own(told):
    """One or two sentences, and no run of eight words of the publication."""
    runs = shingles.known()
    for one in told["cherches"]:
        assert 1 <= len(re.findall(r"[.?!](?= |$)", one["connu"])) <= 2, one["nom"]
        assert not shingles.copied(one["connu"], runs)


# The page


def test_no_name_of_the_page_is_the_name_of_a_record(page):
    """Neither the name nor another name of a pole that is looked for is one that a record bears."""
    records = read_records().values()
    described = {fold(name) for record in records for name in (record["nom"], *record.get("autres_noms", ()))}
    (names, others) = ([page.words(e) for entry in entries(page) for e in entry.iter() if cls in (e.get("class") or "").split()] for cls in ("entree-nom", "cherche-autres"))
    assert names
    assert not described & {fold(name) for name in (*names, *(o.removeprefix("Aussi : ") for o in others))}


def test_a_pole_that_gets_a_record_leaves_the_page(tmp_path):
    """It is found under its name, or another, whatever its accents and case; who has no name is not found by what we call him."""
    atlas = real_atlas()
    (one,) = found(GOOD, tmp_path)
    two = replace(one, nom="Ailleurs", autres_noms=("POLE CHERCHE",))
    unnamed = replace(one, nomme=False)
    assert quest.of(atlas, (one, two, unnamed)).cherches == (one, two, unnamed)
    described = replace(atlas, poles=(replace(atlas.poles[0], autres_noms=("Pôle Cherché",)), *atlas.poles[1:]))
    assert quest.of(described, (one, two, unnamed)).cherches == (unnamed,)


def test_each_call_says_how_many_laureates_are_described_named_and_unknown(page, told):
    """The three numbers make the length of the list; they are counted here otherwise, and drawn as many squares."""
    atlas, records = real_atlas(), read_records()
    calls = [t for t in atlas.vocabularies["reconnaissances"].values() if t.laureats]
    lines = [li for li in page.all("li") if li.get("class") is None and any("appel-compte" in (e.get("class") or "") for e in li.iter())]
    assert len(lines) == len(calls) == 7
    for call, line in zip(calls, lines, strict=True):
        rows = [[r for r in record.get("reconnaissances") or () if r["appel"] == call.id] for record in records.values()]
        described = sum(any(not (call.sauf and call.sauf in r.get("phase", "")) for r in found) for found in rows)
        names = {one["nom"] for one in told["cherches"] if one.get("appel") == call.id and "sans_nom" not in one}
        shown = names & {page.words(h) for h in page.all("h3")}
        unknown = call.laureats - described - len(shown)
        numbers = [int(n) for n in re.findall(r"\d+(?= (?:décrit|nommé|dont))", page.words(line).replace("\u00a0", " "))]
        assert numbers == [described, len(shown), unknown], call.label
        drawn = [e.get("class").split("--")[1] for e in line.iter() if "case--" in (e.get("class") or "")]
        assert drawn == ["decrit"] * described + ["nomme"] * len(shown) + ["inconnu"] * unknown


def test_each_pole_has_one_link_that_begins_its_record_with_what_is_known(page, told):
    """Name, place, call and every page that was read; the fragment alone says so, which no server receives."""
    by_name = {one["nom"]: one for one in told["cherches"]}
    assert entries(page)
    for entry in entries(page):
        one = by_name[page.words(next(e for e in entry.iter() if e.tag.endswith("}h3")))]
        parts = urlsplit(begun(entry))
        assert (parts.path, parts.query) == (f"../{urls.EDITEUR}", "")
        said = parse_qs(parts.fragment, keep_blank_values=True)
        assert said.get("nom", []) == ([] if "sans_nom" in one else [one["nom"]])
        assert said.get("appel", [""]) == [one.get("appel", "")]
        assert said["titre"] == [told["sources"][id_]["titre"] for id_ in one["sources"]]
        assert said["url"] == [told["sources"][id_].get("url", "") for id_ in one["sources"]]
        assert len(said["date"]) == len(said["lue"]) == len(one["sources"])


@pytest.mark.parametrize("path", ["index.html", "contribuer/index.html", "poles/index.html", "observatoire/index.html", "plan-du-site/index.html"])
def test_the_page_is_found_from_where_people_look(real, path):
    parsed = pages.parse(real, real / path)
    assert f"{urls.up(parsed.url)}{urls.CHERCHES}" in [href for _, href in parsed.links()] or f"../{urls.CHERCHES}" in [href for _, href in parsed.links()]


def test_the_home_page_says_what_the_atlas_holds_and_what_it_misses(real):
    """How many poles, the years of the oldest and of the latest page that sees one, how many are looked for and how many have no name."""
    home = pages.parse(real, real / "index.html")
    atlas, records = real_atlas(), read_records()
    state = quest.of(atlas, sought.load(FILE, atlas.vocabularies["reconnaissances"], atlas.places))
    years = sorted(int(str(r["statut_constate_le"])[:4]) for r in records.values() if r.get("statut_constate_le"))
    (line,) = [home.words(p) for p in home.all("p") if "Ce n’est pas encore tous les PTCE" in home.words(p)]
    line = re.sub(r"[\u00a0\u202f]", " ", line)
    assert f"date de {years[0]} au plus tôt, de {years[-1]} au plus tard" in line
    assert f"nous en cherchons {state.nommes}" in line
    assert f"de {state.inconnus} lauréats des appels de l’État" in line
    assert f"{len(records)}" in [home.words(dd) for dd in home.all("dd")]
    assert "annexe" not in line
