"""What the front matter of a record may hold, as JSON Schema draft-07: the field table and closed lists, for editors.

YAML editors read `2014` as a number where the atlas reads text, so each kind admits both (what that lets pass is said in a `$comment`); patterns keep to what every tool
reads (ECMA 262 in Unicode mode). The schema tells the form; that a place exists, that a source is declared, that a date is
past is for `check` to say.
"""

from __future__ import annotations

from atlas.check.shape import ID
from atlas.content.vocabularies import Vocabulary
from atlas.exports import paths
from atlas.exports.exact import dumps
from atlas.exports.format import Format, one_file
from atlas.model.atlas import Atlas
from atlas.record import yaml_text
from atlas.record.fields import FIELDS, SIMPLE_KEYS, Field
from atlas.record.values import FIRST_YEAR, HALF_TURN, READERS, PartialDate, Refusal
from atlas.survey.whole import HOUSE

Schema = dict[str, object]
Vocabularies = dict[str, Vocabulary]

_YEAR = "(1[89]|[2-9][0-9])[0-9]{2}"
_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_GAP = r"[\s.()-]*"
_ABROAD = "(33|262|508|59[0467]|68[179])"

# Each kind as JSON Schema; a test holds the patterns against `values.READERS`.
KINDS: dict[str, Schema] = {
    "texte": {"type": ["string", "number"]},
    "lieu": {"type": ["string", "integer"]},
    "entier": {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]{1,15}$"},
    "nombre": {"type": ["number", "string"], "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$"},
    "annee": {"type": ["integer", "string"], "minimum": FIRST_YEAR, "maximum": 9999, "pattern": f"^{_YEAR}$"},
    "date": {
        "type": ["string", "integer"],
        "minimum": FIRST_YEAR,
        "maximum": 9999,
        "pattern": f"^{_YEAR}(-{_MONTH}(-{_DAY})?)?$",
    },
    "url": {"type": ["string"], "pattern": r'^https?://[^\s<>"\\^`{|}]+$'},
    "siren": {"type": ["string", "integer"], "minimum": 0, "maximum": 999_999_999, "pattern": r"^[0-9](\s*[0-9]){8}$"},
    "code-insee": {
        "type": ["string", "integer"],
        "minimum": 1000,
        "maximum": 99_999,
        "pattern": "^(0[1-9]|[1-9][0-9]|2[AB])[0-9]{3}$",
        # Not « examples » of a wrong value: editors offer them.
        "$comment": (
            "Entre guillemets : \"01004\". Sans eux, un lecteur de YAML 1.2 rend le nombre 1004, que ce schéma doit donc admettre ; "
            "la vérification de l’atlas lit le texte du fichier, accepte 01004 et refuse 1004. Un lecteur de YAML 1.1 rend 516 "
            "(01004 lu en octal), que les deux refusent."
        ),
    },
    "degres": {
        "type": ["number", "string"],
        "minimum": -HALF_TURN,
        "maximum": HALF_TURN,
        "pattern": r"^-?[0-9]{1,3}(\.[0-9]{1,10})?$",
    },
    "courriel": {"type": ["string"], "pattern": r"^[A-Za-z0-9_.+-]{1,64}@([A-Za-z0-9_-]+\.)+[A-Za-z0-9_]{2,}$"},
    "telephone": {
        "type": ["string"],
        "pattern": rf"^{_GAP}(0{_GAP}[1-9]({_GAP}[0-9]){{8}}|\+{_GAP}{_ABROAD}({_GAP}[0-9]){{6,9}}){_GAP}$",
    },
}
_NULL: Schema = {"type": "null", "title": "Non renseigné"}


def render(atlas: Atlas) -> str:
    """The schema of a record's front matter, indented for people."""
    config = atlas.config
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": config.adresse + paths.POLE_SCHEMA,
        "title": f"{config.titre} : en-tête d’une fiche",
        "description": "Ce que peut contenir l’en-tête YAML d’une fiche de pôle. Le récit, en Markdown, vient après.",
        **_group(FIELDS, atlas.vocabularies),
    }
    return dumps(schema, indent=2)


def example_of(field: Field) -> object:
    """The example of a field as a value: a list for a list field, a number for a number."""
    below = "\n  " if field.kind == "table" else " "
    root, faults = yaml_text.parse(f"{field.key}:{below}{field.example}\n")
    assert root is not None, faults
    return _value(root.items[0][1], field.kind)


def _value(node: yaml_text.Node, kind: str) -> object:
    if isinstance(node, yaml_text.Sequence):
        return [_value(item, kind) for item in node.items]
    if isinstance(node, yaml_text.Mapping):
        return {key.value: _value(item, "texte") for key, item in node.items}
    typed = READERS.get(kind, READERS["texte"])(node.value)
    assert not isinstance(typed, Refusal), f"{node.value} is no example of {kind}"
    return str(typed) if isinstance(typed, PartialDate) else typed


def _group(fields: tuple[Field, ...], lists: Vocabularies) -> Schema:
    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "required": [field.key for field in fields if field.required],
        "properties": {field.key: _field(field, lists) for field in fields},
    }
    return schema if schema["required"] else {key: part for key, part in schema.items() if key != "required"}


def _field(field: Field, lists: Vocabularies) -> Schema:
    """One field; an optional one may be left empty (`null`)."""
    about: Schema = {"title": field.label, "description": field.help}
    if field.example:
        about["examples"] = [example_of(field)]
    value = _many(field, lists) if field.many else _one(field, lists)
    if field.required:
        return about | value | _not_empty(field)
    if "oneOf" in value:
        return about | {"oneOf": [*_items(value["oneOf"]), _NULL]}
    return about | value | {"type": [*_items(value["type"]), "null"]}


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _not_empty(field: Field) -> Schema:
    if field.many:
        return {"minItems": 1}
    if field.kind in ("groupe", "table"):
        return {"minProperties": 1}
    return {"pattern": r"\S"} if field.kind in ("texte", "lieu") else {}


def _many(field: Field, lists: Vocabularies) -> Schema:
    schema: Schema = {"type": "array", "maxItems": field.most, "items": _one(field, lists)}
    return schema if field.kind == "groupe" else schema | {"uniqueItems": True}


def _one(field: Field, lists: Vocabularies) -> Schema:
    if field.kind == "groupe":
        return _group(field.fields, lists)
    if field.kind == "table":
        return _table(field, lists)
    if field.choices:
        terms = lists[field.choices].values()
        words: list[object] = [{"const": t.id, "title": t.label, "description": t.definition} for t in terms]
        # A year typed without quotes is a number to an editor; the atlas reads text all the same.
        return {"oneOf": words + [{"enum": [int(t.id)], "title": t.label} for t in terms if t.id.isdecimal()]}
    return KINDS[field.kind] | {"maxLength": field.limit}


def _table(field: Field, lists: Vocabularies) -> Schema:
    """Free keys: identifiers of sources when each value is a group, else names of simple fields."""
    schema: Schema = {"type": "object", "additionalProperties": False, "maxProperties": field.most}
    if field.fields:
        return schema | {"patternProperties": {f"^{ID.pattern}$": _group(field.fields, lists)}}
    line: Schema = {"type": ["string", "number", "null"], "maxLength": field.limit}
    labels = {f.key: f.label for f in FIELDS}
    about = {"description": field.help, **line}
    return schema | {"properties": {key: {"title": labels[key], **about} for key in SIMPLE_KEYS}}


FORMAT = Format(one_file(paths.POLE_SCHEMA, render), "[pole.schema.json](../api/v1/schema/pole.schema.json) : le schéma d’une fiche (JSON Schema, draft-07).", reads=(*HOUSE, "referentiel"))
