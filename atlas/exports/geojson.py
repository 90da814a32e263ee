"""The poles as one GeoJSON file (RFC 7946): what the map draws, and what a reuser puts on theirs."""

from __future__ import annotations

import json

from atlas.model import Atlas, Pole

DECIMALS = 4  # 11 metres: finer than any seat is known


def render(atlas: Atlas) -> str:
    """A FeatureCollection, one Point a pole in the order of the atlas, with licence, source and date on top."""
    config = atlas.config
    collection = {
        "type": "FeatureCollection",
        "licence": config.licence.spdx,
        "source": f"{config.titre}, {config.adresse}",
        "date": str(atlas.updated) if atlas.updated else None,
        "features": [_feature(atlas, pole) for pole in atlas.poles],
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def _feature(atlas: Atlas, pole: Pole) -> dict[str, object]:
    seat = pole.seat
    return {
        "type": "Feature",
        "id": pole.slug,
        "geometry": {
            "type": "Point",
            "coordinates": [round(seat.point.longitude, DECIMALS), round(seat.point.latitude, DECIMALS)],
        },
        "properties": {
            "nom": pole.nom,
            "adresse": f"poles/{pole.slug}/",
            "commune": seat.commune.nom if seat.commune else None,
            "departement": seat.departement.code,
            "departement_nom": seat.departement.nom,
            "region": seat.region.code if seat.region else None,
            "region_nom": seat.region.nom if seat.region else None,
            "secteurs": list(pole.secteurs),
            "secteurs_noms": [atlas.label("secteurs", secteur) for secteur in pole.secteurs],
            "statut": pole.statut,
            "statut_nom": atlas.label("statuts", pole.statut),
            "position": "approximative" if seat.approximate else "siège",
            "verifie_le": str(pole.verifie_le),
        },
    }
