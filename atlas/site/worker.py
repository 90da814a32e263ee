"""The worker that keeps the pages one reads (`assets/hors-connexion/ouvrier.js`), and what may be kept beforehand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from atlas import urls
from atlas.machine.folders import Stamp
from atlas.site import scripts

SOURCE = "hors-connexion/ouvrier.js"
# What « Lire hors connexion » is made of: it tells what can be read, so it is kept first.
_SHELL = ("icone.svg", "material.css", "coque/page.css", "coque/newsreader.woff2", "coque/image.css", "coque/impression.css", "coque/dossier.js", "coque/page.js", "hors-connexion/page.js")
_PAGES_LEFT = (urls.EMBED, urls.EPCI, urls.ETAT, urls.CONTRIBUER, urls.INTEGRER, urls.OBSERVATOIRE + "organisations", urls.STYLE, urls.NOT_FOUND)
_DATA = (urls.EXPLORER, urls.GEOJSON, urls.PRES_DONNEES, urls.SEARCH)
_TASKS_LEFT = ("editeur", "autodiagnostic", "embed", "telecharger")  # of assets: what is sent, or given to others


def script(assets: Path, versions: Mapping[str, str]) -> bytes:
    """The worker. Its version changes with any style or script, and what was kept of the old ones goes with it."""
    shell = [urls.HORS_CONNEXION, *(_asked(f"assets/{name}", versions) for name in _SHELL)]
    version = urls.version(repr(sorted(versions.items())).encode())
    head = f"const VERSION = {json.dumps(version)};\nconst COQUE = {json.dumps(shell)};\n"
    return head.encode() + scripts.bundle(assets, SOURCE)


def beforehand(files: Mapping[str, Stamp], versions: Mapping[str, str]) -> tuple[bytes, int]:
    """What « Garder » fetches, told to its script, and its weight: pages of poles and places, their looks, the search, the map; no gazetteer."""
    kept = sorted(path for path in files if _kept(path))
    told = [_asked(path, versions).removesuffix("index.html") for path in kept]
    return json.dumps({"fichiers": told}, separators=(",", ":")).encode(), sum(files[path][0] for path in kept)


def _kept(path: str) -> bool:
    if path.endswith("index.html"):
        return not path.startswith(_PAGES_LEFT)
    if path.startswith("assets/"):
        task = path.split("/")[1]
        return not task.startswith(_TASKS_LEFT) and (path.endswith((".css", ".js")) or (path.endswith((".svg", ".json")) and task != "lieux"))
    return path.startswith(_DATA) and not path.endswith((".gz", ".br"))


def _asked(path: str, versions: Mapping[str, str]) -> str:
    """The address by which pages ask for a file."""
    return f"{path}?v={versions[path]}" if versions.get(path) else path
