"""Which files of the miniature atlas are gold, and what is scrubbed from them before they are compared."""

from __future__ import annotations

import re
from pathlib import Path

GOLD = Path(__file__).resolve().parent / "gold"
PAGES = (
    "index.html",
    "404.html",
    "poles/index.html",
    "poles/essai-corse/index.html",
    "poles/essai-deux-regions/index.html",
    "poles/essai-guadeloupe/index.html",
    "poles/essai-saint-pierre/index.html",
    "poles/essai-sans-commune/index.html",
    "regions/normandie/index.html",
    "departements/76/index.html",
    "departements/975/index.html",
    "secteurs/index.html",
    "secteurs/eco-activites/index.html",
    "sitemap.xml",
    "robots.txt",
    "api/v1/poles.csv",
    "api/v1/poles.geojson",
    "api/v1/poles/essai-deux-regions.json",
)


def scrubbed(path: Path) -> str:
    """A file without the digests that change with every touch of a style sheet."""
    return re.sub(r"\?v=[0-9a-f]{8}", "?v=…", path.read_bytes().decode("utf-8"))
