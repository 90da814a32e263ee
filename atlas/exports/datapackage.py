"""What the data are, as a Frictionless Data Package: the poles in three forms, their territories, the tables of the observatory, the grid, licence and date."""

from __future__ import annotations

from atlas import urls
from atlas.exports import paths
from atlas.exports.exact import dumps
from atlas.exports.sheets import SHEETS, Sheet, schema
from atlas.french.folding import slug
from atlas.model.atlas import Atlas

_DIALECT: dict[str, object] = {
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
}


def render(atlas: Atlas) -> str:
    """The data package, whose paths start from its own folder; its version is the date of the data."""
    config = atlas.config
    licence = {"name": config.licence.spdx, "title": config.licence.nom, "path": config.licence.adresse}
    package: dict[str, object] = {
        "profile": "data-package",
        "name": slug(config.titre),
        "title": config.titre,
        "description": config.description,
        "homepage": config.adresse,
        "version": str(atlas.updated or ""),
        "keywords": [
            "PTCE",
            "pôle territorial de coopération économique",
            "économie sociale et solidaire",
            "coopération",
        ],
        "licenses": [licence],
        "sources": [{"title": config.titre, "path": config.adresse}],
        "resources": [_csv(), _geojson(), _json(), _territoires(), _observatoire(), _referentiel(), *(_sheet(id_, sheet) for id_, sheet in SHEETS.items())],
    }
    if config.editeur:
        package["contributors"] = [{"title": config.editeur, "role": "publisher"}]
    return dumps(package, indent=2)


def _csv() -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": "poles-csv",
        "title": "Les pôles, en tableau",
        "description": "Une ligne par pôle, pour un tableur.",
        "path": paths.from_api(paths.POLES_CSV),
        **_DIALECT,
        "schema": paths.from_api(paths.TABLE_SCHEMA),
    }


def _geojson() -> dict[str, object]:
    return {
        "name": "poles-geojson",
        "title": "Les pôles, en points",
        "description": "Un point par pôle (RFC 7946), pour une carte ; « position » dit si le siège est connu.",
        "path": paths.from_api(paths.POLES_GEOJSON),
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
    }


def _json() -> dict[str, object]:
    return {
        "name": "poles-json",
        "title": "Les pôles, en entier",
        "description": "Tous les champs publics, le récit en Markdown, les sources, la provenance et les remarques.",
        "path": paths.from_api(paths.POLES_JSON),
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }


def _territoires() -> dict[str, object]:
    return {
        "name": "territoires-geojson",
        "title": "Les territoires des pôles",
        "description": "Une surface par pôle dont le périmètre est connu (RFC 7946), à 0,3 km près environ.",
        "path": paths.from_api(paths.TERRITOIRES),
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
    }


def _observatoire() -> dict[str, object]:
    return {
        "name": "observatoire-json",
        "title": "Les tableaux de l’observatoire",
        "description": "Ce que les pôles ont en commun, compté dans leurs fiches : chaque nombre avec sa base, sa date et l’adresse des pôles comptés.",
        "path": paths.from_api(urls.OBSERVATOIRE_JSON),
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }


def _referentiel() -> dict[str, object]:
    return {
        "name": "referentiel-json",
        "title": "Le référentiel d’action",
        "description": "Ce que veulent dire les identifiants d’un autodiagnostic publié : les objectifs, les indicateurs et les degrés de la grille, avec leurs numéros.",
        "path": paths.from_api(paths.REFERENTIEL_JSON),
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }


def _sheet(id_: str, sheet: Sheet) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": f"observatoire-{id_}",
        "title": f"L’observatoire : {sheet.title[:1].lower()}{sheet.title[1:]}",
        "path": paths.from_api(urls.observatoire_csv(id_)),
        **_DIALECT,
        "schema": schema(sheet),
    }
