"""What the atlas counts on from those it stands on, in words: the day one of them changes, the test that fails says what to look at.

And the plain coat: Material's end is announced for May 2027. Without it nothing is lost of what a page says.
"""

from __future__ import annotations

import re
import sys

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from atlas.machine import workers
from atlas.site import build, carte, coat
from atlas.site.inputs import Inputs
from tests.sites import MINIATURE, PROJECT, TODAY, files, project

WORDS = {"language": "fr", "action.skip": "Aller au contenu", "nav": "Navigation"}
_SIGN = re.compile(rb"<svg (?:class=\"signe\" )?(?:width=\"24\" height=\"24\" )?aria-hidden=\"true\" focusable=\"false\".*?</svg>", re.DOTALL)
_VERSION = re.compile(rb"\?v=[0-9a-f]+")


def scripts_of_the_map() -> str:
    """All that we wrote for the map."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted((PROJECT / "assets/carte").glob("*.js")))


def test_what_the_atlas_counts_on_from_folium():
    """It writes JavaScript of four calls: a map, a cluster group, layers of tiles, in the usual projection; each on a variable named as it says.

    It takes options of Leaflet under their own names, adds to the map what is given to it and nothing else, and needs no jQuery for that.
    """
    text = carte.script()
    assert set(re.findall(r"\bL\.[A-Za-z]+\b", text)) == {"L.map", "L.markerClusterGroup", "L.tileLayer", "L.CRS"}
    assert re.findall(r"var (atlas_\w+) = L\.(\w+)\(", text) == [
        ("atlas_carte", "map"), ("atlas_grappes", "markerClusterGroup"), ("atlas_fond_ign", "tileLayer"), ("atlas_fond_osm", "tileLayer"),
    ]  # fmt: skip
    for option in ("minZoom", "maxZoom", "zoomSnap", "scrollWheelZoom", "maxBounds", "maxClusterRadius", "spiderLegPolylineOptions", "referrerPolicy"):
        assert f'"{option}":' in text, f"folium does not hand « {option} » over any more"


def test_what_the_atlas_counts_on_from_leaflet():
    """Leaflet 1.9, from a package: every function our scripts and folium's call is there, every class our sheets dress, one sheet, its pictures.

    MarkerCluster adds its group to the same `L`, and says so in the way of Leaflet 1.
    """
    found = {path: content.decode("utf-8", "replace") for path, content in carte.libraries().items()}
    leaflet, cluster = found["carte/leaflet.js"], found["carte/leaflet.markercluster.js"]
    called = set(re.findall(r"\bL\.([A-Za-z]+)\b", scripts_of_the_map() + carte.script())) - {"markerClusterGroup"}
    assert {name for name in called if not re.search(rf"\bt\.{name}=|\b{name}\s*:", leaflet)} == set()
    assert "L.markerClusterGroup=" in cluster
    dressed = set(re.findall(r"\.(leaflet-[a-z-]+)", "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "assets/carte").glob("*.css"))))
    of_ours = {name for name in dressed if f'"{name.removeprefix("leaflet-").removesuffix("-pane")}"' in scripts_of_the_map()}  # panes we make
    made = set(re.findall(r"leaflet-[a-z-]+", leaflet + found["carte/leaflet.css"])) | {f"leaflet-control-{name}" for name in ("attribution", "scale-line", "zoom")}
    assert {name for name in dressed - of_ours if name not in made} == set()


def test_what_the_atlas_counts_on_from_material():
    """MkDocs loads the theme « material » by its name; it has French words, pictograms as files, and one sheet that dresses ten classes."""
    from_theme = coat.theme_environment(PROJECT / "templates").from_string(
        '{%- import "partials/language.html" as lang with context -%}{{ lang.t("language") }}|{{ lang.t("action.skip") }}|{{ lang.t("nav") }}'
    )
    assert from_theme.render() == "|".join(WORDS.values())
    whole = coat.theme_sheet()
    assert {name for name in coat.WORN if f".{name}" not in whole and not name.startswith("footnote")} == set()
    assert str(coat.icon("menu")).startswith('<svg class="signe" width="24" height="24" aria-hidden="true"')


class _Lang:
    """The words of the theme that our shell asks for."""

    @staticmethod
    def t(key: str) -> str:
        return WORDS[key]


def plain_base(templates) -> str:
    """Our shell, dressed by nobody: the same words, no pictogram."""
    shell = (templates / "coque" / coat.SHELL).read_text(encoding="utf-8")
    shell = re.sub(r'\{%-? import "partials/language\.html" as lang with context -?%\}', "", shell)
    shell = re.sub(r'\{% include "\.icons/[^%]+%\}', "", shell)
    return Environment(loader=DictLoader({}), autoescape=True).from_string(shell).render(lang=_Lang)


@pytest.fixture
def without_material(monkeypatch):
    """A machine where neither MkDocs nor Material is."""
    for name in [*sys.modules, "mkdocs", "material"]:
        if name.split(".")[0] in ("mkdocs", "material"):
            monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(coat, "base_template", plain_base)
    monkeypatch.setattr(coat, "theme_sheet", lambda: "")
    monkeypatch.setattr(coat, "icon", lambda _: Markup())
    monkeypatch.setattr(workers, "cores", lambda: 1)


def undressed(page: bytes) -> bytes:
    """A page without its pictograms, whatever version of its sheets it asks for."""
    return _VERSION.sub(b"", _SIGN.sub(b"", page))


@pytest.mark.usefixtures("without_material")
def test_the_plain_coat_loses_nothing_of_what_a_page_says(miniature, tmp_path):
    """Without Material the site is built whole: the same files, and each page the same but for its pictograms; a sheet is empty."""
    root = project(tmp_path / "projet", MINIATURE)
    assert build.build(Inputs(root), tmp_path / "site", TODAY, remember=False).tally is not None
    dressed, plain = files(miniature), files(tmp_path / "site")
    assert dressed.keys() == plain.keys()
    other = {path for path, content in plain.items() if undressed(content) != undressed(dressed[path])}
    assert other == {"assets/material.css", "hors-connexion/index.html", "sw.js"}  # the last two say what the sheet weighs, and its version
    assert plain["assets/material.css"] == b""
    assert plain["index.html"] != dressed["index.html"]
