"""What is said of a value whose shape is not that of its field, and the line to write instead when it is sure."""

from __future__ import annotations

import re

from atlas.problems.phrases import piece
from atlas.problems.report import quote, to_write
from atlas.record.fields import Field
from atlas.record.writer import WIDTH, scalar
from atlas.record.yaml_text import Mapping, Node, Sequence, Text


def told(node: Node) -> str:
    """How a value is quoted: a text as it is, what holds several by its kind."""
    if isinstance(node, Text):
        return quote(node.value)
    return piece("liste" if isinstance(node, Sequence) else "groupe")


def starts_with_dash(node: Node) -> bool:
    """A list whose dashes touch their words is a text, or keys, for YAML."""
    first = node if isinstance(node, Text) else node.items[0][0] if isinstance(node, Mapping) else None
    return isinstance(first, Text) and first.value.startswith("-")


def keys(spec: Field) -> str:
    """The first keys of a group, as they are told."""
    return ", ".join(f"{f.key}: …" for f in spec.fields[:3])


def under_first(spec: Field, text: str) -> str:
    """The line where a text written without its keys goes: the first of them, when that is what it surely is; else nothing."""
    if not text.strip():
        return ""
    first = spec.fields[0]
    sure = first.required and first.kind in ("texte", "lieu") and not any(inner.kind == "nombre" for inner in spec.fields)
    return to_write(f"{first.key}: {scalar(' '.join(text.split()))}") if sure else ""


def cut_by_colon(node: Node) -> str:
    """The text that a colon made a key and its value, in quotes; nothing when it is more than that."""
    if not isinstance(node, Mapping) or node.flow or len(node.items) != 1 or not isinstance(node.items[0][1], Text):
        return ""
    key, value = (" ".join(part.value.split()) for part in node.items[0] if isinstance(part, Text))
    return to_write(scalar(f"{key} : {value}")) if key and value else ""


def bracketed(spec: Field, text: str) -> str:
    """The line of a list that was written as one text, its items between commas or semicolons; nothing when they are not sure, or it is long."""
    pieces = [item for part in re.split(r"[;\n]" if ";" in text else r"[,\n]", text) if (item := " ".join(part.split()))]
    line = f"{spec.key}: [{', '.join(scalar(item, spec.kind, bracketed=True) for item in pieces)}]"
    return line if pieces and len(line) <= WIDTH and not re.search(r"\s(et|ou)\s|^[0-9]{1,2}[.)] ", text) else ""
