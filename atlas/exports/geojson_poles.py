"""The poles as one GeoJSON file (RFC 7946): what the map draws, and what a reuser puts on theirs."""

from __future__ import annotations

from atlas.exports import paths
from atlas.exports.csv_poles import like_columns
from atlas.exports.exact import dumps
from atlas.exports.format import Format, head, one_file, resource
from atlas.exports.json_poles import position
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.survey.recognitions import recognised
from atlas.survey.whole import of_poles

DECIMALS = 4  # 11 metres: finer than any seat is known


def render(atlas: Atlas) -> str:
    """A FeatureCollection, one Point a pole in the order of the atlas, with licence, source and date on top."""
    return dumps({"type": "FeatureCollection", **head(atlas, atlas.updated), "features": [_feature(atlas, pole) for pole in atlas.poles]})


def _feature(atlas: Atlas, pole: Pole) -> dict[str, object]:
    seat = pole.seat
    return {
        "type": "Feature",
        "id": pole.slug,
        "geometry": {"type": "Point", "coordinates": [round(seat.point.longitude, DECIMALS), round(seat.point.latitude, DECIMALS)]},
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
            "reconnaissances": list(recognised(pole)),
            "reconnaissances_noms": [atlas.label("reconnaissances", id_) for id_ in recognised(pole)],
            "position": position(pole),
            "territoire": pole.territoire.libelle if pole.territoire else None,
            "perimetre": _perimeter(atlas, pole),
            "verifie_le": str(pole.verifie_le),
        },
    }


def _perimeter(atlas: Atlas, pole: Pole) -> str | None:
    """Whether `territoires.geojson` has the shape of its territory, or only its name is known, or nothing."""
    if pole.territoire is None:
        return None
    perimeter = atlas.perimeters.of(pole.territoire)
    return "tracé" if perimeter and perimeter.written else "non tracé"


FORMAT = Format(
    one_file(paths.POLES_GEOJSON, render),
    "[poles.geojson](../api/v1/poles.geojson) : les pôles sur une carte (WGS 84, longitude puis latitude).",
    (resource("poles-geojson", "Les pôles, en points", "Un point par pôle (RFC 7946), pour une carte ; « position » dit si le siège est connu.", paths.POLES_GEOJSON),),
    champs=like_columns(
        "id", "nom", "commune", "departement", "departement_nom", "region", "region_nom", "secteurs", "secteurs_noms", "statut", "statut_nom", "reconnaissances", "position", "territoire",
        adresse="L’adresse de la page du pôle, depuis la racine de l’atlas.",
        reconnaissances_noms="Le même renseignement en toutes lettres.",
        perimetre="« tracé » : territoires.geojson en a le contour ; « non tracé » : seul son nom est connu ; vide : aucun territoire connu.",
        verifie_le="Le jour de la dernière vérification de la fiche.",
    ),
    reads=of_poles("slug", "nom", "statut", "seat", "territoire", "secteurs", "reconnaissances", "verifie_le"),
)  # fmt: skip
