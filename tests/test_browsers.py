"""What browsers are told of the site: the manifest, its icons, and how to search it from their own bar."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from atlas import urls
from atlas.site import browsers
from tests import pages
from tests.sites import PROJECT, at_home
from tools import draw_icons

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_a_manifest_installs_the_site_wherever_it_is(miniature):
    """Its addresses start where it stands, lead to what is there, and stay within its scope; each icon is of the size it says."""
    told = json.loads((miniature / urls.MANIFEST).read_bytes())
    assert (told["name"], told["lang"], told["start_url"], told["scope"]) == ("Atlas d’essai", "fr", "./", "./")
    for shortcut in told["shortcuts"]:
        assert (miniature / urls.file_of(shortcut["url"])).is_file()
    for icon in told["icons"]:
        content = (miniature / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            assert "x".join(str(int.from_bytes(content[at : at + 4], "big")) for at in (16, 20)) == icon["sizes"]
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in told["icons"] if "maskable" in icon["purpose"]}


def test_icons_are_those_that_the_tool_draws():
    """The smaller one is drawn again: the sign has not changed since. A mask that keeps the middle circle keeps all of it."""
    drawing = (PROJECT / browsers.ICON).read_text(encoding="utf-8")
    assert draw_icons.points(drawing, 192) == draw_icons.read((PROJECT / browsers.DRAWN[192]).read_bytes())
    assert f".a{{fill:{draw_icons.INK}}}" in drawing


@pytest.mark.parametrize("title", ["Atlas des PTCE", "L’atlas & les <pôles> \"d’ici\" et d’ailleurs"], ids=["ours", "hostile"])
def test_opensearch_asks_through_the_fragment(title):
    """A browser's bar leads to our search; what is typed goes to no server; the name is as short as the format wants."""
    config = replace(at_home()[0].config, titre=title)
    told = ET.fromstring(browsers.opensearch(config))  # noqa: S314 - ours
    assert told.find(f"{OPENSEARCH}Url").attrib == {"type": "text/html", "template": f"{config.adresse}recherche/#q={{searchTerms}}"}
    assert 0 < len(told.findtext(f"{OPENSEARCH}ShortName")) <= 16
    assert json.loads(json.dumps(browsers.manifest(config)))["name"] == title


def test_pages_lead_to_both(miniature: Path):
    """Every page of the site to the manifest; home and search, where one would look for it, to OpenSearch."""
    found = pages.all_of(miniature)
    for url, page in found.items():
        rels = {link.get("rel"): link.get("href") for link in page.all("link")}
        assert rels["manifest"].endswith(urls.MANIFEST), url
        assert ("search" in rels) == (url in (urls.HOME, urls.RECHERCHE)), url
