"""Whether a record has the shape of the field table: known keys, right types, words of the lists, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, replace
from typing import Any

from atlas.check.nearest import nearest_label
from atlas.check.reading import Path, Reading, problem_at
from atlas.fields import FIELDS, SIMPLE_KEYS, Field
from atlas.problems import Problem, quote
from atlas.records import Record
from atlas.values import KIND_LABELS, READERS, Reader, Refusal
from atlas.vocabularies import Vocabulary
from atlas.yamltext import Mapping, Mark, Node, Sequence, Text

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
MAX_GUESSES = 40
_ABSENT = object()


@dataclass(slots=True)
class _Typing:
    """The state of one pass over one record."""

    record: Record
    vocabularies: dict[str, Vocabulary]
    marks: dict[Path, Mark] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    guesses: int = 0

    def tell(self, mark: Mark, path: Path, code: str, read: str, expected: str, *, fix: str) -> None:
        self.problems.append(problem_at(self.record.path, mark, path, code, (read, expected, fix)))

    def nearest(self, word: str, labels: Dictionary[str, str]) -> str:
        """The nearest known word; a record with dozens of unknown ones is not misspelt, and gets no more help."""
        self.guesses += 1
        return nearest_label(word, labels) if self.guesses <= MAX_GUESSES else ""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A field, and what every record asks about it: how a text is read, the fields inside, the rows of a table."""

    field: Field
    reader: Reader | None
    known: dict[str, _Shape]
    required: tuple[Field, ...]
    row: _Shape | None


def _shape_of(spec: Field) -> _Shape:
    row = None
    if spec.kind == "table":
        kind = "groupe" if spec.fields else "texte"
        row = _shape_of(replace(spec, key="", example="", kind=kind, required=False))
    return _Shape(spec, READERS.get(spec.kind), {f.key: _shape_of(f) for f in spec.fields}, tuple(f for f in spec.fields if f.required), row)


_RECORD = _shape_of(Field("", "", "", "", kind="groupe", fields=FIELDS))


def read_values(record: Record, vocabularies: dict[str, Vocabulary]) -> tuple[Reading, list[Problem]]:
    """Type every value of a record by the field table; wrong values become problems and are left out."""
    typing = _Typing(record, vocabularies)
    values = _group(typing, record.root, _RECORD, ())
    return Reading(record, values, typing.marks, typing.texts), typing.problems


def _group(typing: _Typing, node: Mapping, shape: _Shape, path: Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in node.items:
        name = key.value
        here = (*path, name)
        known = shape.known.get(name)
        if known is None:
            _unknown_key(typing, key, [inner.field for inner in shape.known.values()], here)
            continue
        typing.marks[here] = value.mark if isinstance(value, Text) and value.value else key.mark
        typed = _value(typing, value, known, here)
        if typed is not _ABSENT:
            values[name] = typed
    for required in shape.required:
        if required.key not in values:
            _missing(typing, node, required, path)
    return values


def _missing(typing: _Typing, node: Mapping, field: Field, path: Path) -> None:
    """Tell of a required field that is not there or is empty; a wrong value has been told of already."""
    there = node.get(field.key)
    if there is not None and not _is_empty(there):
        return
    example = field.example or "… (voir une autre fiche)"
    typing.tell(
        there.mark if there else node.mark, (*path, field.key), "champ-manquant", "aucune valeur", f"« {field.label} »",
        fix=f"écrivez par exemple {field.key}: {example}",
    )


def _is_empty(node: Node) -> bool:
    return not node.value.strip() if isinstance(node, Text) else not node.items


def _unknown_key(typing: _Typing, key: Text, known: Iterable[Field], path: Path) -> None:
    near = typing.nearest(key.value, {name: f.key for f in known for name in (f.key, f.label)})
    fix = f"écrivez {near}:" if near else "ôtez cette ligne ; la liste des champs est dans CONTRIBUTING.md"
    told = quote(key.value) if key.value.strip() else "une clé vide"
    typing.tell(key.mark, path[:-1], "cle-inconnue", told, "un champ connu", fix=fix)


def _value(typing: _Typing, node: Node, shape: _Shape, path: Path) -> Any:  # noqa: ANN401
    spec = shape.field
    if shape.reader and not spec.many and isinstance(node, Text):
        return _scalar(typing, node, spec, shape.reader, path)
    if _is_empty(node):
        return _ABSENT
    if not spec.many:
        return _one(typing, node, shape, path)
    if not isinstance(node, Sequence):
        if isinstance(node, Text) and spec.kind not in ("groupe", "table"):
            fix = f"écrivez {spec.key}: [{node.value[:60]}]"
        else:
            fix = "commencez chaque élément par un tiret, à la ligne"
        typing.tell(node.mark, path, "type-faux", _told(node), "une liste", fix=fix)
        return _ABSENT
    if len(node.items) > spec.most:
        typing.tell(
            node.mark, path, "trop-long", f"{len(node.items)} éléments", f"{spec.most} éléments au plus",
            fix="gardez les principaux",
        )
        return _ABSENT
    items = []
    for rank, item in enumerate(node.items):
        here = (*path, rank)
        typing.marks[here] = item.mark
        typed = _ABSENT if _is_empty(item) else _one(typing, item, shape, here)
        items.append(None if typed is _ABSENT else typed)
    _repeated(typing, node, path)
    return tuple(items)


def _repeated(typing: _Typing, node: Sequence, path: Path) -> None:
    """The same word twice in a list would count twice."""
    texts = [(rank, item) for rank, item in enumerate(node.items) if isinstance(item, Text) and item.value.strip()]
    seen: set[str] = set()
    for rank, item in texts:
        if item.value in seen:
            typing.tell(
                item.mark, (*path, rank), "element-en-double", f"{quote(item.value)} une seconde fois",
                "une seule fois chaque élément", fix="ôtez l’un des deux",
            )
        seen.add(item.value)


def _one(typing: _Typing, node: Node, shape: _Shape, path: Path) -> Any:  # noqa: ANN401
    spec = shape.field
    kind = spec.kind
    if isinstance(node, Text):
        if shape.reader:
            return _scalar(typing, node, spec, shape.reader, path)
    elif isinstance(node, Mapping) and kind == "groupe":
        return _group(typing, node, shape, path)
    elif isinstance(node, Mapping) and kind == "table":
        return _table(typing, node, shape, path)
    if kind == "groupe":
        keys = ", ".join(f"{f.key}: …" for f in spec.fields[:3])
        expected, fix = f"un groupe de clés ({keys})", "écrivez chaque clé sur sa ligne, en retrait"
    elif kind == "table" and isinstance(node, Text):
        expected, fix = KIND_LABELS[kind], "passez à la ligne après les deux-points"
    else:
        expected, fix = KIND_LABELS[kind], _one_line(spec)
    typing.tell(node.mark, path, "type-faux", _told(node), expected, fix=fix)
    return _ABSENT


def _one_line(spec: Field) -> str:
    return f"écrivez une seule valeur, par exemple {spec.example.strip('[]')}" if spec.example else "écrivez une seule valeur"


def _scalar(typing: _Typing, node: Text, spec: Field, reader: Reader, path: Path) -> Any:  # noqa: ANN401
    text = node.value.strip()
    if not text:
        return _ABSENT
    typing.texts[path] = text
    if len(text) > spec.limit:
        typing.tell(
            node.mark, path, "trop-long", f"{len(text)} caractères", f"{spec.limit} caractères au plus",
            fix="raccourcissez ; le récit, sous l’en-tête, peut en dire plus",
        )
        return _ABSENT
    if spec.choices:
        words = typing.vocabularies[spec.choices]
        if text not in words:
            near = typing.nearest(text, {name: term.id for term in words.values() for name in (term.id, term.label)})
            choices = ", ".join(words)
            fix = f"écrivez {near}" if near else "choisissez dans cette liste"
            typing.tell(node.mark, path, "mot-inconnu", quote(text), f"un mot de la liste : {choices}", fix=fix)
            return _ABSENT
    typed = reader(text)
    if isinstance(typed, Refusal):
        typing.tell(node.mark, path, typed.code, quote(text), typed.expected, fix=typed.fix)
        return _ABSENT
    return typed


def _table(typing: _Typing, node: Mapping, shape: _Shape, path: Path) -> dict[str, Any]:
    """Free keys: ids of sources, or names of simple fields (provenance, remarks)."""
    spec = shape.field
    if len(node.items) > spec.most:
        typing.tell(
            node.mark, path, "trop-long", f"{len(node.items)} lignes", f"{spec.most} lignes au plus",
            fix="gardez les principales",
        )
        return {}
    rows: dict[str, Any] = {}
    for key, value in node.items:
        name = key.value
        here = (*path, name)
        typing.marks[here] = key.mark
        if spec.fields and not ID.fullmatch(name):
            typing.tell(key.mark, path, "identifiant-mal-forme", quote(name), "un identifiant en minuscules, chiffres et tirets", fix="écrivez par exemple rtes-2014")
            continue
        if not spec.fields and name not in SIMPLE_KEYS:
            _unknown_key(typing, key, (f for f in FIELDS if f.key in SIMPLE_KEYS), here)
            continue
        if _is_empty(value) and not spec.fields:
            continue
        typed = _one(typing, value, shape.row or shape, here)
        if typed is not _ABSENT:
            rows[name] = typed
    return rows


def _told(node: Node) -> str:
    if isinstance(node, Text):
        return quote(node.value)
    return "une liste" if isinstance(node, Sequence) else "un groupe de clés"
