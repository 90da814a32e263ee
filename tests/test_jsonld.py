"""Machines that read pages find what each is about, as schema.org says it, and nothing that is not in the records."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import quote

import pytest

from atlas import urls
from atlas.pages import jsonld
from atlas.pages.data import Link, Page
from tests.atlases import real_atlas

SITE = "https://exemple.fr/"
HOSTILE = '</script><script>alert(1)</script> & "x" \\ <!--\u2028é'


def things_of(html: str) -> list[dict]:
    """What the scripts of data of a page say, as objects."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    whole = json.loads(text)
    assert whole.pop("@context") == "https://schema.org"
    return whole.pop("@graph", None) or [whole]


def test_every_page_that_is_offered_says_the_way_to_it(miniature):
    """From the home page to itself, each step an address of the site that is there; pages apart say nothing."""
    for path in sorted(miniature.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if 'name="robots" content="noindex"' in html:
            assert "application/ld+json" not in html, path
            continue
        things = {thing["@type"]: thing for thing in things_of(html)}
        canonical = re.search(r'rel="canonical" href="([^"]+)"', html)[1]
        if canonical.endswith("/atlas/"):
            assert "BreadcrumbList" not in things
            continue
        steps = things["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[0]["name"] == "Accueil"
        assert "item" not in steps[-1], "the last one is the page itself"
        for step in steps[:-1]:
            assert (miniature / step["item"].removeprefix("https://essai.example/atlas/") / "index.html").is_file()
        if trail := re.search(r'<nav class="fil".*?</nav>', html, re.DOTALL):
            assert trail[0].count("<li>") == len(steps) - 1, "what machines read is what people see"


def test_the_home_page_says_how_to_search():
    """What one types goes to the search page, in the part of the address that no server sees."""
    config = real_atlas().config
    action = jsonld.website(config)["potentialAction"]
    assert action["query-input"] == "required name=q"
    address = action["target"]["urlTemplate"].replace("{q}", quote("où ?"))
    assert address == f"{config.adresse}{urls.RECHERCHE}#q=o%C3%B9%20%3F"


def test_a_pole_is_an_organisation_with_what_its_record_says():
    """Its members, its ground, its place; what is unknown has no key, a seat that is not known no position."""
    atlas = real_atlas()
    for pole in atlas.poles:
        said = jsonld.organization(atlas, pole)
        assert [m["name"] for m in said.get("member", [])] == list(dict.fromkeys(p.nom for p in pole.parties_prenantes))
        assert ("geo" in said["location"]) is not pole.seat.approximate
        assert said.get("areaServed", "") == (pole.territoire.libelle if pole.territoire else "")
        assert said["location"]["address"].get("addressLocality", "") == (pole.seat.commune.nom if pole.seat.commune else "")
        assert all(said.values())


@pytest.mark.parametrize("text", [HOSTILE, "«\u202fdit\u202f» l’autre"])
def test_no_sign_of_a_name_leaves_the_script(text):
    """Whatever a name holds, the script ends where it should, and its words come back as they were."""
    pole = replace(real_atlas().poles[0], nom=text, autres_noms=(text,))
    page = Page(urls.pole(pole.slug), "pole.html", text, text, fil=(Link(urls.POLES, text),), things=(jsonld.organization(real_atlas(), pole),))
    written = jsonld.told(page, SITE)
    assert not set("<>&") & set(written)
    organisation, way = json.loads(str(written))["@graph"]
    assert organisation["name"] == organisation["alternateName"][0] == way["itemListElement"][-1]["name"] == text
