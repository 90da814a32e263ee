"""What the CSV holds, as TableSchema: its columns one by one, from the table that also makes its header."""

from __future__ import annotations

from atlas.content.vocabularies import Vocabulary
from atlas.exports import paths
from atlas.exports.csv_columns import COLUMNS, Column
from atlas.exports.csv_poles import JOINT
from atlas.exports.exact import dumps
from atlas.exports.format import Format, one_file
from atlas.french.folding import slug
from atlas.model.atlas import Atlas
from atlas.survey.whole import HOUSE

Schema = dict[str, object]

TYPES: dict[str, Schema] = {
    "entier": {"type": "integer"},
    "nombre": {"type": "number"},
    "degres": {"type": "number"},
    "annee": {"type": "year"},
    "jour": {"type": "date"},
    "url": {"type": "string", "format": "uri"},
    "courriel": {"type": "string", "format": "email"},
}
# Values as they come out of `values.READERS`: codes and partial dates are text.
PATTERNS = {
    "date": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?",
    "siren": "[0-9]{9}",
    "code-insee": "(0[1-9]|[1-9][0-9]|2[AB])[0-9]{3}",
    "telephone": r"\+?[0-9]{8,12}",
}


def render(atlas: Atlas) -> str:
    """The schema of `poles.csv`, indented for people."""
    config = atlas.config
    schema = {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": slug(config.titre),
        "title": f"{config.titre} : les pôles, en CSV",
        "description": (
            "Une ligne par pôle. UTF-8, virgule, point décimal ; plusieurs valeurs dans une cellule sont séparées par "
            f"« {JOINT} » ; une apostrophe précède un texte qu’un tableur prendrait pour une formule. Là où le sens est le "
            "même, les noms sont ceux du schéma national « Lieux de médiation numérique »."
        ),
        "homepage": config.adresse,
        "path": config.adresse + paths.TABLE_SCHEMA,
        "licenses": [{"name": config.licence.spdx, "title": config.licence.nom, "path": config.licence.adresse}],
        "fieldsMatch": "subset",  # of the columns that the file has: one may be added
        "fields": [_field(column, atlas.vocabularies) for column in COLUMNS],
        "primaryKey": "id",
        "missingValues": [""],
    }
    return dumps(schema, indent=2)


def _field(column: Column, lists: dict[str, Vocabulary]) -> Schema:
    field: Schema = {"name": column.name, "title": column.title, "description": column.description}
    field |= {"type": "string"} if column.many else TYPES.get(column.kind, {"type": "string"})
    if column.example:
        field["example"] = column.example
    return field | {"constraints": _constraints(column, lists)}


def _constraints(column: Column, lists: dict[str, Vocabulary]) -> Schema:
    constraints: Schema = {"required": column.required}
    if column.unique:
        constraints["unique"] = True
    if column.limit:
        constraints["maxLength"] = column.limit
    words = column.words or tuple(lists[column.choices] if column.choices else ())
    if words and not column.many:
        constraints["enum"] = list(words)
    if column.kind == "degres":
        most = 90 if column.name == "latitude" else 180
        constraints |= {"minimum": -most, "maximum": most}  # which NaN is not between
    item = "|".join(words) if words and column.many else PATTERNS.get(column.kind, "")
    if not item and not words and column.required and not column.many and column.kind == "texte":
        constraints["pattern"] = r"^.*\S.*$"  # a space is no name
    if item:
        constraints["pattern"] = rf"^({item})(\{JOINT}({item}))*$" if column.many else f"^({item})$"
    return constraints


FORMAT = Format(one_file(paths.TABLE_SCHEMA, render), "[poles.tableschema.json](../api/v1/schema/poles.tableschema.json) : le schéma du tableau (TableSchema).", reads=HOUSE)
