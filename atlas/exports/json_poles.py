"""The poles as JSON, whole: every public field of every record, with the place, labels and sources in full.

Names are those of the records; a word of a closed list keeps its id and has its label beside it, under the same name and
`_nom` (or `_noms`). Every key is always there: what is unknown is `null`, an empty list or an empty object.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from atlas import urls
from atlas.exports import paths
from atlas.exports.champs import of_fields
from atlas.exports.exact import dumps
from atlas.exports.format import Champ, File, Format, Pieces, opened, resource
from atlas.geo.places import Commune, Departement, Epci, Point, Region
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.record.fields import FIELDS, Field, path_of
from atlas.record.values import PartialDate

Data = dict[str, object]
SEAT, APPROXIMATE = "siège", "approximative"


def _files_alone(atlas: Atlas, pole: Pole, text: bytes) -> Iterator[File]:
    """A pole at its address and its former ones, which are promises too."""
    alone = _alone(atlas, pole, text)
    for slug in (pole.slug, *pole.anciennes_adresses):
        yield paths.pole_json(slug), alone


def _together(atlas: Atlas, texts: Iterable[bytes]) -> bytes:
    whole = io.BytesIO()  # the one copy of all, one pole after the other: thousands of them make twenty megabytes
    whole.write(opened(atlas, atlas.updated) + b',"poles":[')
    for rank, text in enumerate(texts):
        whole.write(b"," + text if rank else text)
    whole.write(b"]}\n")
    return whole.getvalue()


def _alone(atlas: Atlas, pole: Pole, text: bytes) -> bytes:
    return b"".join((opened(atlas, pole.verifie_le), b',"pole":', text, b"}\n"))


def _whole(atlas: Atlas, pole: Pole) -> bytes:
    """One pole as it stands in both files."""
    return dumps(pole_data(atlas, pole)).rstrip("\n").encode()


def position(pole: Pole) -> str:
    """What the point of a pole is: its seat, or only its département."""
    return APPROXIMATE if pole.seat.approximate else SEAT


def pole_data(atlas: Atlas, pole: Pole) -> Data:
    """One pole: its id and page, then the public fields in the order of the field table, then its story."""
    data: Data = {"id": pole.slug, "url": atlas.config.adresse + urls.pole(pole.slug)}
    for field in FIELDS:
        if field.public:
            own = WRITERS.get(field.key)
            data |= own(atlas, pole) if own else _told(atlas, field, _top(pole, field), pole.further.get(field.key))
    return data | {"recit": pole.story or None}


def _top(pole: Pole, field: Field) -> object:
    """What the model has under a field, or all of what it has no attribute for."""
    return pole.further[field.key] if field.key in pole.further and not field.fields else getattr(pole, field.key, None)


def _told(atlas: Atlas, field: Field, value: Any, further: Any = None, path: str = "") -> Data:  # noqa: ANN401 - the type is the field's
    """A field under its key, and beside a word of a closed list its label; `further` has the parts of a group without an attribute."""
    path = f"{path}.{field.key}" if path else field.key
    if field.fields:
        if not field.many and field.kind == "groupe":
            return {field.key: _group(atlas, field, value, further or {}, path) if value is not None or further else None}
        if isinstance(value or further, Mapping):
            return {field.key: {id_: _group(atlas, field, row, {}, path) for id_, row in (value or further).items()}}
        return {field.key: [_group(atlas, field, item, getattr(item, "further", {}), path) for item in value or further or ()]}
    if not field.choices or path.startswith("autodiagnostic."):
        return {field.key: _plain(field, value)}
    if field.many:
        return {field.key: list(value or ()), f"{field.key}_noms": [atlas.label(field.choices, id_) for id_ in value or ()]}
    return _word(atlas, field.key, field.choices, value)


def _group(atlas: Atlas, field: Field, item: object, further: Mapping[str, Any], path: str) -> Data:
    data: Data = {}
    for part in field.fields:
        own = PARTS.get(f"{path}.{part.key}")
        known = item.get(part.key) if isinstance(item, Mapping) else getattr(item, part.key, None)
        if part.public:
            data |= own(item, further) if own else _told(atlas, part, further.get(part.key, known), None, path)
    return data


def _plain(field: Field, value: object) -> object:
    if field.many:
        return [_one(field, item) for item in value] if isinstance(value, tuple) else []
    return _one(field, value)


def _one(field: Field, value: object) -> object:
    if isinstance(value, Region | Departement | Epci | Commune):
        return {"code": value.code, "nom": value.nom}
    unknown = value in (None, "") or (field.kind == "annee" and not value)
    return None if unknown else str(value) if isinstance(value, PartialDate) else value


def _rows(published: Any, further: Mapping[str, Any]) -> Data:  # noqa: ANN401 - an Assessment
    """The answers by indicator, as the record has them."""
    answers, more = published.reponses, further.get("reponses", {})
    ids = dict.fromkeys(id_ for use in answers.values() for id_ in use) | dict.fromkeys(more)
    return {"reponses": {id_: {use: answers[use].get(id_) for use in answers} | more.get(id_, {}) for id_ in ids}}


# The parts of groups that say something else than their value.
PARTS: dict[str, Callable[[Any, Mapping[str, Any]], Data]] = {
    "lieux.commune": lambda site, _: {"commune": site.commune.nom},
    "lieux.code_insee": lambda site, _: {"code_insee": site.commune.code} | _point(site.commune.point),
    "autodiagnostic.reponses": _rows,
}


def _word(atlas: Atlas, key: str, vocabulary: str, id_: str) -> Data:
    return {key: id_ or None, f"{key}_nom": atlas.label(vocabulary, id_) if id_ else None}


def _point(point: Point | None) -> Data:
    return {
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
    }


def _region(_: Atlas, pole: Pole) -> Data:
    region = pole.seat.region
    return {"region": region.code if region else None, "region_nom": region.nom if region else None}


def _commune(_: Atlas, pole: Pole) -> Data:
    commune, epci = pole.seat.commune, pole.seat.epci
    return {
        "commune": commune.nom if commune else None,
        "epci": epci.code if epci else None,
        "epci_nom": epci.nom if epci else None,
    }


def _of_public_fields(rows: Mapping[str, str]) -> dict[str, str]:
    """A table by field, without what it says of private ones."""
    return {field.key: rows[field.key] for field in FIELDS if field.public and field.key in rows}


def _contact(atlas: Atlas, pole: Pole) -> Data:
    known = {"courriel": pole.courriel, "telephone": pole.telephone} | pole.further.get("contact", {})
    return _told(atlas, path_of("contact", FIELDS)[0], known)


def _position(atlas: Atlas, pole: Pole) -> Data:
    """The point, flat; what else the record says of it comes after, under longer names."""
    known = pole.further.get("coordonnees", {})
    own: Data = {}
    for part in path_of("coordonnees", FIELDS)[0].fields:
        if part.public and part.key not in ("latitude", "longitude"):
            told = _told(atlas, part, known.get(part.key))
            own |= {f"coordonnees_{key}": value for key, value in told.items()}
    return _point(pole.seat.point) | {"position": position(pole)} | own


# The fields that say more, or something else, than their value; every other one is told as it stands in the table.
WRITERS: dict[str, Callable[[Atlas, Pole], Data]] = {
    "heritier": lambda atlas, pole: {"heritier": pole.heritier or None, "heritier_nom": heir.nom if (heir := atlas.by_slug.get(pole.heritier)) else None},
    "region": _region,
    "departement": lambda _, pole: {"departement": pole.seat.departement.code, "departement_nom": pole.seat.departement.nom},
    "commune": _commune,
    "code_insee": lambda _, pole: {"code_insee": pole.seat.commune.code if pole.seat.commune else None},
    "coordonnees": _position,
    "contact": _contact,
    "provenance": lambda _, pole: {"provenance": _of_public_fields(pole.provenance)},
    "remarques": lambda _, pole: {"remarques": _of_public_fields(pole.remarques)},
    "sources": lambda atlas, pole: {
        "sources": [{"id": source.id} | _group(atlas, path_of("sources", FIELDS)[0], source, source.further, "sources") for source in pole.sources]
    },
}


PIECES = Pieces("json", _whole, lambda atlas, texts: iter([(paths.POLES_JSON, _together(atlas, texts))]), _files_alone)
FORMAT = Format(
    PIECES.files,
    "[poles.json](../api/v1/poles.json) : tout, avec le récit, les sources, les provenances et les remarques. "
    "Un fichier par pôle aussi, `api/v1/poles/nom-du-pole.json`, lié depuis chaque fiche.",
    (resource("poles-json", "Les pôles, en entier", "Tous les champs publics, le récit en Markdown, les sources, la provenance et les remarques.", paths.POLES_JSON),),
    champs=(
        Champ("id, url", "L’identifiant stable du pôle et l’adresse de sa page."),
        *of_fields(),
        Champ("epci", "Le SIREN de l’intercommunalité du siège, que dit sa commune.", "texte"),
        Champ("latitude, longitude, position", f"Le point du pôle (WGS 84), et ce qu’il est : « {SEAT} » ou « {APPROXIMATE} »."),
        Champ("…_nom, …_noms", "À côté du mot d’une liste fermée ou d’un code, le même en toutes lettres."),
        Champ("recit", "Le récit entier, en Markdown.", "texte"),
    ),
    pieces=PIECES,
)
