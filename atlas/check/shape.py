"""Whether a record has the shape of the field table: known keys, right types, words of the lists, lengths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, replace
from typing import Any

from atlas.check.letters import imitation, looks_like
from atlas.check.nearest import nearest_label
from atlas.check.reading import Path, Reading, tell_of
from atlas.check.slugs import suggested
from atlas.check.wrong_shape import bracketed, cut_by_colon, keys, starts_with_dash, told, under_first
from atlas.content.vocabularies import Vocabulary
from atlas.problems.phrases import piece
from atlas.problems.report import Problem, quote
from atlas.record.fields import FIELDS, SIMPLE_KEYS, Field
from atlas.record.reader import Record
from atlas.record.values import KIND_LABELS, READERS, Reader, Refusal
from atlas.record.yaml_text import Mapping, Mark, Node, Sequence, Text

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
LISTED = 0.65  # how near a word of a closed list must be: « association » is no misspelt « formation »
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

    def tell(self, mark: Mark, path: Path, id_: str, **blanks: object) -> None:
        self.problems.append(tell_of(self.record.path, mark, path, id_, **blanks))

    def nearest(self, word: str, labels: Dictionary[str, str], cutoff: float = 0.6) -> str:
        """The nearest known word; a record with dozens of unknown ones is not misspelt, and gets no more help."""
        self.guesses += 1
        return nearest_label(word, labels, cutoff) if self.guesses <= MAX_GUESSES else ""


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


def _only_in() -> dict[str, str]:
    """The keys of one group alone, and that group: whoever writes them elsewhere means it."""
    groups = [(inner.key, field.key) for field in FIELDS if field.kind == "groupe" and not field.many for inner in field.fields]
    known = Counter((*(field.key for field in FIELDS), *(inner.key for field in FIELDS for inner in field.fields)))
    return {key: group for key, group in groups if known[key] == 1}


_GROUPS = _only_in()
_RECORD = _shape_of(Field("", "", "", "", kind="groupe", fields=FIELDS))


def read_values(record: Record, vocabularies: dict[str, Vocabulary]) -> tuple[Reading, list[Problem]]:
    """Type every value of a record by the field table; wrong values become problems and are left out."""
    typing = _Typing(record, vocabularies)
    values = _group(typing, record.root, _RECORD, ())
    return Reading(record, values, typing.marks, typing.texts), typing.problems


def _group(typing: _Typing, node: Mapping, shape: _Shape, path: Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    read: dict[str, Node] = {}
    empty: Field | None = None  # the field just above, when nothing stands under it
    row = ""  # and the row of it that lost its spaces too
    for key, value in node.items:
        name = key.value if key.value in shape.known else _seen_key(typing, key, path)
        here = (*path, name)
        known = shape.known.get(name)
        if known is None and name != key.value:
            continue
        if known is None:
            if empty and _belongs(key, value, empty):
                row, read[empty.key] = ("" if isinstance(value, Text) and value.value else key.value) or row, key
                typing.tell(key.mark, path, "cle-inconnue/retrait", lu=quote(key.value), cle=row if row and row != key.value else empty.key)
                continue
            name = _unknown_key(typing, key, [inner.field for inner in shape.known.values()], {*read, *(other.value for other, _ in node.items)}, path)
            if not name:
                continue
            here, known = (*path, name), shape.known[name]
        read[name], row = value, ""
        empty = known.field if known.field.fields and _is_empty(value) else None
        typing.marks[here] = value.mark if isinstance(value, Text) and value.value else key.mark
        typed = _value(typing, value, known, here)
        if typed is not _ABSENT:
            values[name] = typed
    for required in shape.required:
        if required.key not in values:
            _missing(typing, node, read.get(required.key), required, path)
    return values


def _belongs(key: Text, value: Node, field: Field) -> bool:
    """Whether a key that is none here is one of the group left empty above: its spaces were lost."""
    own = key.value in {inner.key for inner in field.fields}
    return own or (field.kind == "table" and (isinstance(value, Mapping) or _is_empty(value)))


def _seen_key(typing: _Typing, key: Text, path: Path) -> str:
    """The key that is seen; told when its letters are not those it seems to have, and read as what it seems."""
    seen = looks_like(key.value)
    if seen != key.value:
        typing.tell(key.mark, path, "lettre-semblable", **imitation(key.value))
    return seen


def _missing(typing: _Typing, node: Mapping, there: Node | None, field: Field, path: Path) -> None:
    """Tell of a required field that is not there or is empty; a wrong value has been told of already."""
    if there is not None and not _is_empty(there):
        return
    mark = there.mark if there else node.mark
    id_ = "champ-manquant" if field.example else "champ-manquant/sans-exemple"
    typing.tell(mark, (*path, field.key), id_, libelle=field.label, cle=field.key, exemple=field.example)


def _is_empty(node: Node) -> bool:
    return not node.value.strip() if isinstance(node, Text) else not node.items


def _unknown_key(typing: _Typing, key: Text, known: Iterable[Field], there: set[str], path: Path) -> str:
    """Tell of a key that is none here; gives the one it stands for, so that its value is read on, and not said to be missing."""
    read = quote(key.value) if key.value.strip() else piece("cle-vide")
    if group := _GROUPS.get(key.value):
        typing.tell(key.mark, path, "cle-inconnue/ailleurs", lu=read, cle=group)
        return ""
    near = typing.nearest(key.value, {name: f.key for f in known for name in (f.key, f.label)})
    if near and near in there:
        typing.tell(key.mark, path, "cle-inconnue/deja", lu=read, cle=near)
        return ""
    typing.tell(key.mark, path, "cle-inconnue/proche" if near else "cle-inconnue", lu=read, proche=near)
    return near


def _value(typing: _Typing, node: Node, shape: _Shape, path: Path) -> Any:  # noqa: ANN401
    spec = shape.field
    if shape.reader and not spec.many and isinstance(node, Text):
        return _scalar(typing, node, spec, shape.reader, path)
    if _is_empty(node):
        return _ABSENT
    if not spec.many:
        return _one(typing, node, shape, path)
    if not isinstance(node, Sequence):
        if starts_with_dash(node):
            typing.tell(node.mark, path, "type-faux/liste-tirets", lu=told(node))
        elif isinstance(node, Text) and spec.kind not in ("groupe", "table") and (right := bracketed(spec, node.value)):
            typing.tell(node.mark, path, "type-faux/liste-courte", lu=told(node), ligne=right)
        elif spec.kind == "groupe":
            typing.tell(node.mark, path, "type-faux/liste-de-groupes", lu=told(node), cles=keys(spec), premiere=spec.fields[0].key)
        else:
            typing.tell(node.mark, path, "type-faux/liste", lu=told(node))
        return _ABSENT
    if len(node.items) > spec.most:
        typing.tell(node.mark, path, "trop-long/elements", nombre=len(node.items), limite=spec.most)
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
            typing.tell(item.mark, (*path, rank), "element-en-double", lu=quote(item.value))
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
        right = under_first(spec, node.value) if isinstance(node, Text) else ""
        typing.tell(node.mark, path, "type-faux/groupe-nu" if right else "type-faux/groupe", lu=told(node), cles=keys(spec), ligne=right)
        return _ABSENT
    if right := cut_by_colon(node) if shape.reader else "":
        typing.tell(node.mark, path, "type-faux/deux-points", lu=told(node), attendu=KIND_LABELS[kind], ligne=right)
        return _ABSENT
    if kind == "table":
        id_ = "type-faux/table-de-groupes" if spec.fields else "type-faux/table"
    else:
        id_ = "type-faux/exemple" if spec.example else "type-faux"
    typing.tell(node.mark, path, id_, lu=told(node), attendu=KIND_LABELS[kind], exemple=spec.example.strip("[]"))
    return _ABSENT


def _scalar(typing: _Typing, node: Text, spec: Field, reader: Reader, path: Path) -> Any:  # noqa: ANN401
    text = node.value.strip()
    if not text:
        return _ABSENT
    typing.texts[path] = text
    text = looks_like(text)  # told by check/letters.py: no other rule is to be followed letter by letter
    if len(text) > spec.limit:
        typing.tell(node.mark, path, "trop-long", nombre=len(text), limite=spec.limit)
        return _ABSENT
    if spec.choices:
        words = typing.vocabularies[spec.choices]
        if text not in words:
            near = typing.nearest(text, {name: term.id for term in words.values() for name in (term.id, term.label)}, LISTED)
            choices = ", ".join(words)
            id_ = "mot-inconnu/proche" if near else "mot-inconnu"
            typing.tell(node.mark, path, id_, lu=quote(text), liste=choices, proche=near)
            return _ABSENT
    typed = reader(text)
    if isinstance(typed, Refusal):
        if spec.kind != "code-insee":  # told by check/places.py, which knows what code it was
            typing.tell(node.mark, path, typed.phrase, lu=quote(text), **typed.blanks)
        return _ABSENT
    return typed


def _table(typing: _Typing, node: Mapping, shape: _Shape, path: Path) -> dict[str, Any]:
    """Free keys: ids of sources, or names of simple fields (provenance, remarks)."""
    spec = shape.field
    if len(node.items) > spec.most:
        typing.tell(node.mark, path, "trop-long/lignes", nombre=len(node.items), limite=spec.most)
        return {}
    rows: dict[str, Any] = {}
    empty = ""  # the row just above, when nothing stands under it
    for key, value in node.items:
        if empty and isinstance(value, Text) and key.value in {inner.key for inner in spec.fields}:
            typing.tell(key.mark, path, "cle-inconnue/retrait", lu=quote(key.value), cle=empty)
            continue
        empty = key.value if spec.fields and _is_empty(value) else ""
        name = _seen_key(typing, key, path)
        here = (*path, name)
        typing.marks[here] = key.mark
        known = ID.fullmatch(name) if spec.fields else name in SIMPLE_KEYS
        if not known and name != key.value:
            continue
        if spec.fields and not known:
            near = suggested(name)
            typing.tell(key.mark, path, "identifiant-mal-forme/proche" if near else "identifiant-mal-forme", lu=quote(name), proche=near)
            _one(typing, value, shape.row or shape, here)  # what it holds is told at once; nothing else knows it by that name
            continue
        if not known:
            _unknown_key(typing, key, (f for f in FIELDS if f.key in SIMPLE_KEYS), {other.value for other, _ in node.items}, path)
            continue
        if _is_empty(value) and not spec.fields:
            continue
        typed = _one(typing, value, shape.row or shape, here)
        if typed is not _ABSENT:
            rows[name] = typed
    return rows
