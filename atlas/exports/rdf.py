"""RDF written in two ways, Turtle and JSON-LD, from the same nodes: no library, no address to fetch, the same bytes every time.

A node is told in the order given. Names are written as the prefixes shorten them (« dct:title »); a node without an
address of its own stands inside the one that names it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Prefixes = Mapping[str, str]
_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|^`\\]")  # in an address, for Turtle


@dataclass(frozen=True, slots=True)
class Literal:
    """A text: in a language, or of a kind (« xsd:date »), or neither."""

    text: str
    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Uri:
    """An address."""

    address: str

    @property
    def safe(self) -> str:
        """Without the signs that would end it."""
        return _FORBIDDEN.sub(lambda sign: f"%{ord(sign[0]):02X}", self.address)


@dataclass(frozen=True, slots=True)
class Node:
    """What is said of one thing. Nothing is said by an empty tuple."""

    kind: str
    says: Says
    address: str = ""


Value = Literal | Uri | Node
Says = tuple[tuple[str, tuple[Value, ...]], ...]


def turtle(prefixes: Prefixes, nodes: Iterable[Node]) -> str:
    """The nodes as RDF 1.1 Turtle."""
    heads = "".join(f"@prefix {name}: <{uri}> .\n" for name, uri in prefixes.items())
    return heads + "".join(f"\n<{Uri(node.address).safe}> {_statements(node, 1)} .\n" for node in nodes)


def _statements(node: Node, depth: int) -> str:
    told = [f"{name} {', '.join(_term(value, depth + 1) for value in values)}" for name, values in node.says if values]
    return f" ;\n{'  ' * depth}".join((f"a {node.kind}", *told))


def _term(value: Value, depth: int) -> str:
    if isinstance(value, Uri):
        return f"<{value.safe}>"
    if isinstance(value, Node):
        return f"[ {_statements(value, depth)} ]"
    mark = f"@{value.language}" if value.language else f"^^{value.kind}" if value.kind else ""
    return json.dumps(value.text, ensure_ascii=False) + mark  # JSON's escapes are Turtle's


def json_ld(prefixes: Prefixes, nodes: Iterable[Node]) -> str:
    """The nodes as JSON-LD 1.1, whose context is inside."""
    document = {"@context": dict(prefixes), "@graph": [_object(node) for node in nodes]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _object(value: Value) -> dict[str, object]:
    if isinstance(value, Uri):
        return {"@id": value.safe}
    if isinstance(value, Literal):
        mark = {"@language": value.language} if value.language else {"@type": value.kind} if value.kind else {}
        return {"@value": value.text, **mark}
    head = {"@id": Uri(value.address).safe} if value.address else {}
    return {**head, "@type": value.kind, **{name: [_object(one) for one in values] for name, values in value.says if values}}
