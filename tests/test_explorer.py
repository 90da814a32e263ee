"""The compact file of the explorer against the atlas, and the list without JavaScript, paged when it is long."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas import urls
from atlas.client import poles_list
from atlas.client.poles_list import Row
from atlas.model.names import filed
from atlas.pages import explorer
from atlas.pages.tools import Pictures
from atlas.pictures import plates
from atlas.pictures.projection import COLLECTIVITES
from atlas.site import examination
from bench import generate
from tests import compact, pages
from tests.atlases import real_atlas, scattered
from tests.sites import PROJECT, TODAY, at_home, build, copied, rewritten

FACETS = {
    "region": (("bretagne", "Bretagne", ""), ("corse", "Corse", "")),
    "departement": (("35", "Ille-et-Vilaine", "bretagne"), ("2a", "Corse-du-Sud", "corse"), ("975", "Saint-Pierre-et-Miquelon", "")),
    "secteur": tuple((f"s{i}", f"Secteur {i}", "") for i in range(30)),
    "famille": (("ess", "ESS", ""), ("autre", "Autres", "")),
    "cooperation": (("moyens", "Moyens", ""), ("projets", "Projets", "")),
    "situation": (("actif", "Actif", ""), ("inconnu", "Inconnue", "")),
    "type": (("filiere", "Filière", ""), ("inconnu", "Type inconnu", "")),
    "reconnaissance": (("appel-2013", "Appel de 2013", "2013"), ("inconnu", "Aucune", "")),
}


def some(facet: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(one(facet), unique=True, max_size=4).map(tuple)


def one(facet: str) -> st.SearchStrategy[str]:
    return st.sampled_from([value for value, _, _ in FACETS[facet]])


def degrees(most: int) -> st.SearchStrategy[float]:
    return st.integers(-most * 1000, most * 1000).map(lambda thousandths: thousandths / 1000)


ROWS = st.lists(
    st.builds(
        Row, slug=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), nom=st.text(min_size=1), commune=st.text(),
        departement=one("departement"), secteurs=some("secteur"), familles=some("famille"), cooperations=some("cooperation"),
        situation=one("situation"), constat=st.sampled_from(["", "2014", "22 novembre 2026"]), type=one("type"),
        reconnaissances=some("reconnaissance"), verifie=st.dates().map(str), latitude=degrees(90), longitude=degrees(180), approximate=st.booleans(),
    ),
    max_size=12,
)  # fmt: skip


@pytest.fixture(scope="module")
def atlas():
    return real_atlas()


@given(ROWS)
def test_what_is_decoded_is_what_was_encoded(rows):
    """No name, place or set of values is lost or changed on the way, however odd."""
    assert compact.decode(poles_list.encode(rows, FACETS)) == rows


def test_the_file_tells_what_the_records_say(atlas, real):
    """Each pole once, with its place, sectors, families, forms, stage, type and date."""
    rows = {row.slug: row for row in compact.decode((real / "poles/liste.json").read_text(encoding="utf-8"))}
    assert rows.keys() == atlas.by_slug.keys()
    for slug, pole in atlas.by_slug.items():
        row = rows[slug]
        assert (row.nom, row.secteurs, row.situation, row.verifie) == (pole.nom, pole.secteurs, pole.statut, str(pole.verifie_le))
        assert row.commune == (pole.seat.commune.nom if pole.seat.commune else "")
        assert row.departement == pole.seat.departement.code.lower()
        assert set(row.familles) == {p.famille for p in pole.parties_prenantes}
        assert set(row.cooperations) == {form for form, told in pole.cooperations.items() if told}
        assert row.type == (pole.profil or "inconnu")
        assert set(row.reconnaissances) == ({told.appel for told in pole.reconnaissances} or {"inconnu"})
        assert abs(row.latitude - pole.seat.point.latitude) < 0.001
        assert abs(row.longitude - pole.seat.point.longitude) < 0.001


def test_three_hundred_poles_weigh_less_than_twenty_kilobytes():
    """The whole compact file, compressed."""
    house = at_home()[0]
    atlas = examination.examine(house, [(f"poles/{name}", text.encode()) for name, text in generate.records(305)], TODAY).atlas
    assert len(gzip.compress(poles_list.render(atlas).encode())) < 20_000


def test_a_long_list_is_paged_and_loses_nobody(miniature, tmp_path, monkeypatch):
    """As many as a page holds on the first, the rest behind a link; all in the sitemap. A page holds three hundred, here four of the five."""
    assert explorer.PER_PAGE == 300
    monkeypatch.setattr(explorer, "PER_PAGE", 4)
    root, site = copied(miniature.parent, tmp_path), tmp_path / "site"
    rewritten(root / "poles/essai-corse.md", (root / "poles/essai-corse.md").read_text(encoding="utf-8").replace("nom: ", "nom: Autre ", 1))
    build(root, site)
    listed = {}
    for path in ("poles/", "poles/page/2/"):
        page = pages.parse(site, site / path / "index.html")
        names = [e for e in page.all("h3") if e.get("class") == "entree-nom"]
        listed[path] = [next(e.iter("{http://www.w3.org/1999/xhtml}a")).get("href").split("/")[-2] for e in names]
    assert [len(slugs) for slugs in listed.values()] == [4, 1]
    rows = compact.decode((site / "poles/liste.json").read_text(encoding="utf-8"))
    assert [*listed["poles/"], *listed["poles/page/2/"]] == [row.slug for row in rows]
    links = {pages.target(page, address)[0] for tag, address in page.links() if tag == "a" and "://" not in address}
    assert "poles/" in links
    first = pages.parse(site, site / "poles/index.html")
    assert "poles/page/2/" in {pages.target(first, address)[0] for tag, address in first.links() if tag == "a" and "://" not in address}
    assert "/poles/page/2/</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert not (site / "poles/page/3").exists()


def test_without_script_every_place_and_sector_is_a_link(atlas, real):
    """The filter column leads to the page of each région, département and sector, and to the list of each recognition, with the right number of poles."""
    page = pages.parse(real, real / "poles/index.html")
    told, recognised = {}, {}
    for item in page.all("li"):
        if item.get("data-valeur"):
            address, anchor = pages.target(page, next(iter(item.iter("{http://www.w3.org/1999/xhtml}a"))).get("href"))
            where, key = (recognised, anchor) if anchor else (told, address)
            where[key] = int(re.search(r"(\d+)$", page.words(item))[1])
    counts = Counter(f"v-{id_}" for pole in atlas.poles for id_ in {row.appel for row in pole.reconnaissances})
    assert recognised == counts
    assert len(told) == sum(len(poles_list.facets(atlas)[facet]) for facet in ("region", "departement", "secteur"))
    assert all((real / address / "index.html").is_file() for address in told)
    assert told["regions/bretagne/"] == sum(p.seat.region is not None and p.seat.region.nom == "Bretagne" for p in atlas.poles)
    assert told["departements/2a/"] == len(atlas.seated["2A"])
    assert told["secteurs/culture/"] == sum("culture" in p.secteurs for p in atlas.poles)


@pytest.mark.parametrize("beyond", [True, False])
def test_a_map_of_too_many_dots_counts_the_poles_of_each_departement(atlas, beyond):
    """Each circle leads to its département and says how many poles are seated there; the ground is that of the dots, with the collectivities where a pole is in one."""
    atlas = scattered(atlas, explorer.MOST_DOTS + 300)
    atlas = replace(atlas, poles=tuple(pole for pole in atlas.poles if beyond or pole.seat.departement.code not in COLLECTIVITES))
    assert beyond == any(pole.seat.departement.code in COLLECTIVITES for pole in atlas.poles)
    drawing = Pictures(plates.load(PROJECT / "content/plates"), (), ())
    image = ET.fromstring(explorer.picture(atlas, drawing, urls.POLES).image)  # noqa: S314 - our own output
    circles = {link.get("href"): (link.find("title").text, link.find("text").text) for link in image.iter("a")}
    seated = Counter(pole.seat.departement.code for pole in atlas.poles)
    names = {code: departement.nom for code, departement in atlas.places.departements.items()}
    assert circles == {f"../{urls.departement(code)}": (f"{names[code]}\u00a0: {count}\u00a0pôle{'s' * (count > 1)}", str(count)) for code, count in seated.items()}
    dotted = ET.fromstring(drawing.france(atlas, urls.POLES).image)  # noqa: S314 - likewise
    assert next(image.iter("img")).attrib == next(dotted.iter("img")).attrib


def test_a_name_is_filed_by_what_tells_it_apart():
    """Neither article nor « PTCE » counts, unless nothing else is left."""
    assert filed("Les Articulteurs") == "articulteurs"
    assert filed("PTCE Pays de Bray") == "pays-de-bray"
    assert filed("La") == "la"
