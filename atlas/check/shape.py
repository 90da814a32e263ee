"""Whether a record has the shape of the field table: known keys, right types, words of the lists, lengths."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from atlas.check.nearest import nearest_label
from atlas.check.reading import Path, Reading, problem_at
from atlas.fields import FIELDS, SIMPLE_KEYS, Field
from atlas.problems import Problem, quote
from atlas.records import Record
from atlas.values import KIND_LABELS, READERS, Refusal
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


def read_values(record: Record, vocabularies: dict[str, Vocabulary]) -> tuple[Reading, list[Problem]]:
    """Type every value of a record by the field table; wrong values become problems and are left out."""
    typing = _Typing(record, vocabularies)
    values = _group(typing, record.root, FIELDS, ())
    return Reading(record, values, typing.marks, typing.texts), typing.problems


@cache
def _by_key(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {f.key: f for f in fields}


@cache
def _required(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(f for f in fields if f.required)


def _group(typing: _Typing, node: Mapping, fields: tuple[Field, ...], path: Path) -> dict[str, Any]:
    known = _by_key(fields)
    values: dict[str, Any] = {}
    for key, value in node.items:
        name = key.value
        here = (*path, name)
        if name not in known:
            _unknown_key(typing, key, known, here)
            continue
        typing.marks[here] = value.mark if type(value) is Text and value.value else key.mark
        typed = _value(typing, value, known[name], here)
        if typed is not _ABSENT:
            values[name] = typed
    for missing in _required(fields):
        if missing.key not in values:
            _missing(typing, node, missing, path)
    return values


def _missing(typing: _Typing, node: Mapping, field: Field, path: Path) -> None:
    """Tell of a required field that is not there or is empty; a wrong value has been told of already."""
    there = node.get(field.key)
    if there is not None and not _is_empty(there):
        return
    example = field.example or "… (voir une autre fiche)"
    typing.tell(
        there.mark if there else node.mark, (*path, field.key), "champ-manquant", "aucune valeur", f"« {field.label} »",
        fix=f"écrivez par exemple {field.key}: {example}",
    )


def _unknown_key(typing: _Typing, key: Text, known: dict[str, Field], path: Path) -> None:
    near = typing.nearest(key.value, {name: f.key for f in known.values() for name in (f.key, f.label)})
    fix = f"écrivez {near}:" if near else "ôtez cette ligne ; la liste des champs est dans CONTRIBUTING.md"
    told = quote(key.value) if key.value.strip() else "une clé vide"
    typing.tell(key.mark, path[:-1], "cle-inconnue", told, "un champ connu", fix=fix)


def _value(typing: _Typing, node: Node, spec: Field, path: Path) -> Any:  # noqa: ANN401
    if _is_empty(node):
        return _ABSENT
    if not spec.many:
        return _one(typing, node, spec, path)
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
        typing.marks[(*path, rank)] = item.mark
        typed = _ABSENT if _is_empty(item) else _one(typing, item, spec, (*path, rank))
        items.append(None if typed is _ABSENT else typed)
    _repeated(typing, node, path)
    return tuple(items)


def _repeated(typing: _Typing, node: Sequence, path: Path) -> None:
    """The same word twice in a list would count twice."""
    seen: set[str] = set()
    for rank, item in enumerate(node.items):
        if isinstance(item, Text) and item.value.strip():
            if item.value in seen:
                typing.tell(
                    item.mark, (*path, rank), "element-en-double", f"{quote(item.value)} une seconde fois",
                    "une seule fois chaque élément", fix="ôtez l’un des deux",
                )
            seen.add(item.value)


def _one(typing: _Typing, node: Node, spec: Field, path: Path) -> Any:  # noqa: ANN401
    if spec.kind == "groupe" or (spec.kind == "table" and isinstance(node, Mapping)):
        if not isinstance(node, Mapping):
            keys = ", ".join(f"{f.key}: …" for f in spec.fields[:3])
            typing.tell(node.mark, path, "type-faux", _told(node), f"un groupe de clés ({keys})", fix="écrivez chaque clé sur sa ligne, en retrait")
            return _ABSENT
        return _table(typing, node, spec, path) if spec.kind == "table" else _group(typing, node, spec.fields, path)
    if not isinstance(node, Text):
        typing.tell(node.mark, path, "type-faux", _told(node), KIND_LABELS[spec.kind], fix=_one_line(spec))
        return _ABSENT
    if spec.kind == "table":
        typing.tell(node.mark, path, "type-faux", _told(node), KIND_LABELS[spec.kind], fix="passez à la ligne après les deux-points")
        return _ABSENT
    return _scalar(typing, node, spec, path)


def _one_line(spec: Field) -> str:
    return f"écrivez une seule valeur, par exemple {spec.example.strip('[]')}" if spec.example else "écrivez une seule valeur"


def _scalar(typing: _Typing, node: Text, spec: Field, path: Path) -> Any:  # noqa: ANN401
    text = node.value.strip()
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
    typed = READERS[spec.kind](text)
    if isinstance(typed, Refusal):
        typing.tell(node.mark, path, typed.code, quote(text), typed.expected, fix=typed.fix)
        return _ABSENT
    return typed


def _table(typing: _Typing, node: Mapping, spec: Field, path: Path) -> dict[str, Any]:
    """Free keys: ids of sources, or names of simple fields (provenance, remarks)."""
    if len(node.items) > spec.most:
        typing.tell(
            node.mark, path, "trop-long", f"{len(node.items)} lignes", f"{spec.most} lignes au plus",
            fix="gardez les principales",
        )
        return {}
    rows: dict[str, Any] = {}
    for key, value in node.items:
        here = (*path, key.value)
        typing.marks[here] = key.mark
        if spec.fields and not ID.fullmatch(key.value):
            typing.tell(key.mark, path, "identifiant-mal-forme", quote(key.value), "un identifiant en minuscules, chiffres et tirets", fix="écrivez par exemple rtes-2014")
            continue
        if not spec.fields and key.value not in SIMPLE_KEYS:
            _unknown_key(typing, key, {f.key: f for f in FIELDS if f.key in SIMPLE_KEYS}, here)
            continue
        if _is_empty(value) and not spec.fields:
            continue
        row = Field(key.value, spec.label, spec.help, "", kind="groupe" if spec.fields else "texte", limit=spec.limit, fields=spec.fields)
        typed = _one(typing, value, row, here)
        if typed is not _ABSENT:
            rows[key.value] = typed
    return rows


def _told(node: Node) -> str:
    if isinstance(node, Text):
        return quote(node.value)
    return "une liste" if isinstance(node, Sequence) else "un groupe de clés"
