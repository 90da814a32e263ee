"""The interactive map: what folium writes, tamed, and the libraries it runs on. The only room that knows folium.

folium is asked for the map, its clusters and its two detailed backgrounds, and nothing else: no page, no marker, no
popup. Places, outlines, labels, territories and keyboard are `assets/carte/*.js`, which call what is made here. `import folium`
costs 0.4 s, so only `script` pays it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from atlas.machine.cache import Cache, key_of
from atlas.machine.refusals import RefusedError

if TYPE_CHECKING:
    from importlib.metadata import PackagePath


@dataclass(frozen=True, slots=True)
class CarteAssets:
    """What the browser loads, in this order, when a reader opens the map; paths from `assets/`. The last script is a module, which draws."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]


LIBRARIES, STYLE = "carte/leaflet.js", "carte/page.css"  # each joined of several: a slow line waits once for each file
ASSETS = CarteAssets(styles=(STYLE,), scripts=(LIBRARIES, "carte/page.js"))
OWN_STYLES = (STYLE, "carte/bulle.css", "carte/territoires.css")
FOLDER = "carte/"  # where the ground lies too; `assets/carte/section.js` asks for it
SCRIPT = "carte-folium.js"

# The only foreign addresses of the whole map, asked for when a reader presses the button that names them.
IGN_TILES = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png"
    "&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
)
OSM_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
IGN_CREDIT = "Plan IGN © IGN"
OSM_CREDIT = '© les contributeurs d’<a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>'

MIN_ZOOM, MAX_ZOOM = 3, 14  # from an ocean to a village: seats are known to the commune, not to the door


class CarteError(RefusedError):
    """folium or a package of Leaflet is not what we were made for; the message says what to look at."""


def fingerprint() -> str:
    """What `script` depends on: this module and the version of folium, told without importing folium."""
    from importlib import metadata  # noqa: PLC0415 - slow to load

    return f"{metadata.version('folium')} {metadata.version('branca')}\n{Path(__file__).read_text(encoding='utf-8')}"


def script() -> str:
    """The script that defines `window.atlasCarte(element)`, the same text at every build.

    Called once Leaflet and MarkerCluster are there, it makes the map in `element` and gives back
    `{carte, grappes, fonds: {ign, osm}}`; the two backgrounds are made, not shown: nothing is fetched.

    Raises:
        CarteError: when folium's output has another shape than the one handled here.
    """
    import folium  # noqa: PLC0415 — 0.4 s that only a build of the map should cost
    from folium.plugins import MarkerCluster  # noqa: PLC0415 — likewise

    carte = folium.Map(
        location=(46.6, 2.4),
        zoom_start=5,
        tiles=None,
        zoom_control=False,  # ours speaks French
        max_bounds=True,
        min_lat=-70,
        max_lat=78,
        min_lon=-200,
        max_lon=200,
        # camelCase goes to L.map; folium would give max_zoom to a tile layer, and clusters need the map's.
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM,
        zoomSnap=0.1,
        scrollWheelZoom=False,
    )
    grappes = MarkerCluster(
        control=False,
        animate=False,
        showCoverageOnHover=False,
        spiderfyOnMaxZoom=True,
        zoomToBoundsOnClick=True,
        maxClusterRadius=54,  # half as much again as a cluster is wide, so that it hides nothing beside it
        spiderfyDistanceMultiplier=1.6,
        spiderLegPolylineOptions={"className": "carte-patte", "weight": 1.5, "interactive": False},
    ).add_to(carte)
    fonds = {
        # OpenStreetMap refuses requests that do not say from which site they come.
        "ign": folium.TileLayer(
            IGN_TILES, attr=IGN_CREDIT, max_zoom=MAX_ZOOM, control=False, show=False, referrerPolicy="no-referrer"
        ).add_to(carte),
        "osm": folium.TileLayer(
            OSM_TILES, attr=OSM_CREDIT, max_zoom=MAX_ZOOM, control=False, show=False, referrerPolicy="origin"
        ).add_to(carte),
    }
    root = carte.get_root()
    root.render()
    text = root.script.render()

    names = {carte.get_name(): "atlas_carte", grappes.get_name(): "atlas_grappes"}
    names |= {layer.get_name(): f"atlas_fond_{key}" for key, layer in fonds.items()}
    for random_name, name in names.items():
        text = text.replace(random_name, name)
    check_shape(text, folium.__version__)
    body = "\n".join(f"  {line.strip()}" for line in text.splitlines() if line.strip())
    return f"""\
/* Écrit par folium {folium.__version__} à la construction du site ; voir atlas/site/carte.py. */
window.atlasCarte = function (element) {{
  "use strict";
  const ancien = element.id;
  element.id = "atlas_carte"; // le nom que folium donne à L.map, le temps de créer la carte
{body}
  if (ancien) element.id = ancien;
  else element.removeAttribute("id");
  return {{
    carte: atlas_carte,
    grappes: atlas_grappes,
    fonds: {{ ign: atlas_fond_ign, osm: atlas_fond_osm }},
  }};
}};
"""


_EXPECTED = (
    rf"var atlas_carte = L\.map\(\s*\"atlas_carte\",[^;]*\"maxZoom\": {MAX_ZOOM},",
    r"var atlas_grappes = L\.markerClusterGroup\(",
    r"atlas_grappes\.addTo\(atlas_carte\);",
    r"var atlas_fond_ign = L\.tileLayer\(",
    r"var atlas_fond_osm = L\.tileLayer\(",
)
_REFUSED = {
    r"\$\(": "jQuery",
    r"[0-9a-f]{32}": "un identifiant tiré au hasard",
    r"atlas_fond_\w+\.addTo": "un fond de carte affiché d’office",
    r"https?://(?!data\.geopf\.fr/wmts|tile\.openstreetmap\.org/|www\.openstreetmap\.org/copyright)": "un hôte étranger",
}


def check_shape(text: str, version: str) -> None:
    """Hold folium's script against the shape `assets/carte/page.js` relies on.

    Raises:
        CarteError: with all that is missing or should not be there.
    """
    missing = [pattern for pattern in _EXPECTED if len(re.findall(pattern, text)) != 1]
    present = [what for pattern, what in _REFUSED.items() if re.search(pattern, text)]
    if missing or present:
        parts = [f"attendu une fois et une seule : {pattern}" for pattern in missing]
        parts += [f"refusé : {what}" for what in present]
        message = f"folium {version} n’écrit plus ce que atlas/site/carte.py attend ({' ; '.join(parts)})"
        raise CarteError(message)


def remembered(shipped: Cache, cache: Cache) -> str:
    """The script: as it is shipped (`content/plates`) when that was made by this folium and this module, else made.

    `tools/draw_plates.py` ships it; a test holds it against what folium writes today.
    """
    return shipped.found(SCRIPT, key()) or cache.text(SCRIPT, key(), script)


def key() -> str:
    """What the script depends on, as a digest: known before the script is."""
    return key_of(fingerprint())


_SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")
_IMAGES = re.compile(rb"url\((images/[\w.-]+)\)")


def files(assets: Path, script: str) -> dict[str, bytes]:
    """What the map loads that is not a module of ours, by path under `assets/`: the libraries and folium's script as one, the styles as one, images."""
    given = libraries()
    leaflet, cluster, sheet = (given.pop(f"{FOLDER}{name}") for name in ("leaflet.js", "leaflet.markercluster.js", "leaflet.css"))
    styles = (sheet, *((assets / name).read_bytes() for name in OWN_STYLES))
    return given | {LIBRARIES: b"\n".join((leaflet, cluster, script.encode())), STYLE: b"\n".join(styles)}


def libraries() -> dict[str, bytes]:
    """Leaflet and MarkerCluster, by path under `assets/`, from the packages that carry them.

    Only what is used: the two scripts without their address of a source map (we do not publish those), Leaflet's
    sheet and the images it names. MarkerCluster's own sheets hold only animations and colours: we use neither.

    Raises:
        CarteError: when a package does not hold a file.
    """
    leaflet = _data("xstatic-leaflet")
    cluster = _data("xstatic-leaflet-markercluster")
    sheet = _file(leaflet, "leaflet.css")
    images = sorted({match.decode() for match in _IMAGES.findall(sheet)})
    return {
        "carte/leaflet.js": _SOURCE_MAP.sub(b"\n", _file(leaflet, "leaflet.js")),
        "carte/leaflet.markercluster.js": _SOURCE_MAP.sub(b"\n", _file(cluster, "leaflet.markercluster.js")),
        "carte/leaflet.css": sheet,
        **{f"carte/{image}": _file(leaflet, image) for image in images},
    }


def _data(package: str) -> dict[str, PackagePath]:
    """The data files of an xstatic package, by path under its `data` folder."""
    from importlib import metadata  # noqa: PLC0415 - likewise

    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        message = f"le paquet {package} n’est pas installé : pip install -e ."
        raise CarteError(message) from None
    found = {}
    for path in files:
        parts = PurePosixPath(path).parts
        if "data" in parts:
            found["/".join(parts[parts.index("data") + 1 :])] = path
    return found


def _file(data: dict[str, PackagePath], name: str) -> bytes:
    if name not in data:
        message = f"{name} manque dans son paquet xstatic (présents : {', '.join(sorted(data)) or 'aucun'})"
        raise CarteError(message)
    return data[name].read_binary()
