"""The map in a real browser, on a small site of its own, under a prefix, with a strict Content-Security-Policy."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from atlas import carte
from tests import browser

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent
POLICY = "default-src 'self'; img-src 'self' data:"
TILES = f"{POLICY} https://data.geopf.fr https://tile.openstreetmap.org"
PLACES = [
    # slug, name, commune, département, région, stage, lat, lon, approximate
    ("bouquetot", "Éco-domaine de Bouquetot", "Saint-Pierre-Azif", "14 Calvados", "28 Normandie", "inconnu", 49.3046, 0.0803, False),
    ("redon", "Les Articulteurs", "Redon", "35 Ille-et-Vilaine", "53 Bretagne", "actif", 47.652, -2.084, False),
    ("jura", "Clus’ter Jura", "Lons-le-Saunier", "39 Jura", "27 Bourgogne-Franche-Comté", "actif", 46.6744, 5.5544, False),
    ("lyon-1", "Pôle des deux rives", "Lyon", "69 Rhône", "84 Auvergne-Rhône-Alpes", "emergent", 45.7578, 4.832, False),
    ("lyon-2", "Pôle du même lieu", "Lyon", "69 Rhône", "84 Auvergne-Rhône-Alpes", "cesse", 45.7578, 4.832, False),
    ("romans", "Pôle Sud Archer", "Romans-sur-Isère", "26 Drôme", "84 Auvergne-Rhône-Alpes", "actif", 45.0464, 5.0517, False),
    ("ardeche", "SMAC 07", None, "07 Ardèche", "84 Auvergne-Rhône-Alpes", "en-sommeil", 44.7519, 4.4244, True),
    ("gironde", "Pôle Sud Aquitain", "Tarnos", "40 Landes", "75 Nouvelle-Aquitaine", "fusionne", 43.5408, -1.4606, False),
    ("paris", "Coopérer à Paris", "Paris", "75 Paris", "11 Île-de-France", "actif", 48.8566, 2.3522, False),
    ("pantin", "Est ensemble", "Pantin", "93 Seine-Saint-Denis", "11 Île-de-France", "inconnu", 48.8938, 2.4027, False),
    ("ajaccio", "Corse solidaire", "Ajaccio", "2A Corse-du-Sud", "94 Corse", "emergent", 41.9192, 8.7386, False),
    ("abymes", "Pôle des Abymes", "Les Abymes", "971 Guadeloupe", "01 Guadeloupe", "actif", 16.2719, -61.5022, False),
    ("basse-terre", "Terre basse", "Basse-Terre", "971 Guadeloupe", "01 Guadeloupe", "inconnu", 15.9979, -61.7261, False),
    ("saint-pierre", "Pôle de l’archipel", "Saint-Pierre", "975 Saint-Pierre-et-Miquelon", " ", "emergent", 46.7811, -56.1764, False),
]  # fmt: skip
LABELS = {"actif": "Actif", "emergent": "En émergence", "en-sommeil": "En sommeil", "fusionne": "Fusionné", "cesse": "Cessé", "inconnu": "Situation inconnue"}
PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Carte d’essai</title><link rel="icon" href="data:,"><link rel="stylesheet" href="../page.css">
<script defer src="../assets/carte.js"></script></head>
<body><main><h1>Les pôles</h1>
<section class="carte" data-carte data-racine="../" data-lieux="../api/v1/poles.geojson?v=1" data-fonds="../assets/carte/"
 data-feuilles="{styles}" data-scripts="{scripts}"{auto}>
<div class="carte-image" data-carte-image><p>L’image de la carte.</p></div>
<p class="carte-actions"><button type="button" class="bouton" data-carte-ouvrir hidden>Explorer la carte</button></p>
</section><p><a href="../liste/">La liste</a></p></main></body></html>
"""
STYLE = """:root { color-scheme: light dark; } body { margin: 0; font-family: system-ui, sans-serif; background: #fbf8f0; }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
@media (prefers-color-scheme: dark) { body { background: #141d22; color: #f1ebdc; } }
"""


def feature(slug, nom, commune, departement, region, statut, latitude, longitude, approximate):
    (code, departement_nom), (region_code, region_nom) = departement.split(" ", 1), region.split(" ", 1)
    return {
        "type": "Feature",
        "id": slug,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "nom": nom, "adresse": f"poles/{slug}/", "commune": commune, "departement": code,
            "departement_nom": departement_nom, "region": region_code or None, "region_nom": region_nom or None,
            "secteurs": ["culture"], "secteurs_noms": ["Culture et industries créatives", "Formation professionnelle"],
            "statut": statut, "statut_nom": LABELS[statut],
            "position": "approximative" if approximate else "siège", "verifie_le": "2026-11-22",
        },
    }  # fmt: skip


def make_site(folder):
    """What the site publishes for the map, with the places above."""
    for name, data in (carte.libraries() | {carte.SCRIPT: carte.script().encode()}).items():
        target = folder / "assets" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for name, source in carte.OUTLINES.items():
        shutil.copy(ROOT / "content" / "geo" / source, folder / "assets" / name)
    for name in ("carte.js", "carte-dessin.js", "carte.css"):
        shutil.copy(ROOT / "assets" / name, folder / "assets" / name)
    pages = {
        "api/v1/poles.geojson": json.dumps({"type": "FeatureCollection", "features": [feature(*place) for place in PLACES]}),
        "page.css": STYLE,
        **{f"poles/{slug}/index.html": f"<!doctype html><title>{nom}</title>" for slug, nom, *_ in PLACES},
        "liste/index.html": "<!doctype html><title>La liste</title>",
    }
    for name, auto in (("carte", ""), ("auto", " data-carte-auto")):
        pages[f"{name}/index.html"] = PAGE.format(
            styles=" ".join(f"../assets/{style}" for style in carte.ASSETS.styles),
            scripts=" ".join(f"../assets/{script}" for script in carte.ASSETS.scripts),
            auto=auto,
        )
    for name, text in pages.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder
