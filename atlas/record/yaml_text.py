"""What a YAML text says, as plain text, and at which line and column: the only door to PyYAML.

Every scalar stays the text that was typed (`01004`, `no`, `2014-09`): the field table gives it a type later.
Aliases, anchors, tags, duplicate keys, several documents, deep nesting and endless lists are refused while the events
stream by, so a hostile file costs no more than its first offence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml
from yaml import AliasEvent, DocumentStartEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from atlas.problems.report import quote
from atlas.record.yaml_faults import Complaint, Fault, Mark, explain, fault, tabs

__all__ = ["Comment", "Fault", "Mapping", "Mark", "Node", "Sequence", "Text", "comments", "parse"]

MAX_DEPTH = 8
TAG_LIMIT = 63  # characters told of one
MAX_NODES = 6_000  # a little more than the greatest record the field table allows
_COMMENT = re.compile(r"#[^\n]*|(?<=\n)[ \t]*(?=\n)")
_OPENINGS = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSINGS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_LOADER = getattr(yaml, "CLoader", yaml.Loader)  # libyaml is nine times faster; events are the same


# Nodes and marks never change. They are not frozen because a frozen one takes three times longer to make, and a record
# has hundreds.
@dataclass(slots=True, unsafe_hash=True)
class Text:
    """A scalar, as typed."""

    value: str
    mark: Mark


@dataclass(slots=True, unsafe_hash=True)
class Sequence:
    """A list; `flow` when it is written between brackets."""

    items: tuple[Node, ...]
    mark: Mark
    flow: bool = field(default=False, compare=False)


@dataclass(slots=True, unsafe_hash=True)
class Mapping:
    """Keys and values in the order of the file; keys are unique; `flow` when they are written between braces."""

    items: tuple[tuple[Text, Node], ...]
    mark: Mark
    flow: bool = field(default=False, compare=False)

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        for known, value in self.items:
            if known.value == key:
                return value
        return None

    def key(self, key: str) -> Text | None:
        """The key itself, for its position, or None."""
        for known, _ in self.items:
            if known.value == key:
                return known
        return None


Node = Text | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its sign on, or a blank line (no text).

    `mark` is its line and the column of the first sign of that line. `alone` when no value stands on that line before
    it, `depth` how many brackets and braces are open around it.
    """

    text: str
    mark: Mark
    alone: bool
    depth: int


@dataclass(slots=True)
class _Reader:
    """The state of one pass over one text. Events are what PyYAML makes them: `take` gives the next one."""

    take: Callable[[], Any]
    first_line: int
    depth: int
    faults: list[Fault]
    nodes: int = 0

    def mark(self, event: Any) -> Mark:  # noqa: ANN401 - an event of any class
        start = event.start_mark
        return Mark(start.line + self.first_line, start.column + 1)

    def refuse(self, event: Any, id_: str, **blanks: object) -> NoReturn:  # noqa: ANN401
        self.faults.append(fault(self.mark(event), id_, "", "", **blanks))
        raise _StopError


class _StopError(Exception):
    """Reading cannot go on past the fault it follows."""


def parse(text: str, first_line: int = 1, depth: int = MAX_DEPTH) -> tuple[Mapping | None, tuple[Fault, ...]]:
    """Read one YAML document whose root is a mapping.

    `first_line` is the line of the file at which `text` starts, `depth` how many levels may be nested. Returns the root, or None when it cannot be known, and
    the faults met. Never raises for what a text contains.
    """
    if "\t" in text and (tabbed := tabs(text, first_line)):
        return None, tabbed
    faults: list[Fault] = []
    try:
        root = _document(_Reader(_LOADER(text).get_event, first_line, depth, faults))
    except _StopError:
        root = None
    except yaml.YAMLError as error:
        complaint = _complaint(error)
        if "nesting depth" in complaint.words and isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
            return parse(text[: error.problem_mark.index], first_line, depth)  # libyaml gave up at its own limit of brackets: enough to pass ours, far below
        faults.append(explain(complaint, text, first_line))
        root = None
    return root, tuple(faults)


def _complaint(error: yaml.YAMLError) -> Complaint:
    words = " ".join(filter(None, (getattr(error, "problem", None), getattr(error, "context", None)))) or str(error)
    marks = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    problem, context = ((mark.line, mark.column) if mark else None for mark in marks)
    return Complaint(words, problem, context)


def _document(reader: _Reader) -> Mapping | None:
    root: Node | None = None
    documents = 0
    while not isinstance(event := reader.take(), yaml.StreamEndEvent):
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                reader.refuse(event, "yaml-plusieurs-documents")
        elif isinstance(event, yaml.NodeEvent):
            root = _node(reader, event, 1)
    if root is None or (isinstance(root, Text) and not root.value):
        return Mapping((), Mark(reader.first_line, 1))
    if not isinstance(root, Mapping):
        reader.faults.append(fault(root.mark, "yaml-sans-cles"))
        return None
    return root


def _node(reader: _Reader, event: Any, depth: int) -> Node:  # noqa: ANN401 - of several classes
    kind = type(event)
    reader.nodes += 1
    if kind is AliasEvent or event.anchor or event.tag or depth > reader.depth or reader.nodes > MAX_NODES:
        _refuse_hostile(reader, event, depth)
    start = event.start_mark
    mark = Mark(start.line + reader.first_line, start.column + 1)
    if kind is ScalarEvent:
        return Text(event.value, mark)
    flow = event.flow_style
    if kind is SequenceStartEvent:
        items = []
        while type(event := reader.take()) is not SequenceEndEvent:
            items.append(_node(reader, event, depth + 1))
        return Sequence(tuple(items), mark, flow)
    return _mapping(reader, mark, depth, flow=flow)


def _refuse_hostile(reader: _Reader, event: yaml.Event, depth: int) -> None:
    """Stop at what a record never needs: each of these can make a small file cost a lot, or mean what it does not say."""
    tag = getattr(event, "tag", None)
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        reader.refuse(event, "yaml-alias")
    if tag not in (None, "!"):
        reader.refuse(event, "yaml-etiquette", lu=str(tag)[:TAG_LIMIT])
    if depth > reader.depth:
        reader.refuse(event, "yaml-profondeur", limite=reader.depth)
    if reader.nodes > MAX_NODES:
        reader.refuse(event, "yaml-trop-de-valeurs", limite=MAX_NODES)


def _mapping(reader: _Reader, mark: Mark, depth: int, *, flow: bool) -> Mapping:
    items: list[tuple[Text, Node]] = []
    seen: dict[str, Mark] = {}
    while type(event := reader.take()) is not MappingEndEvent:
        key = _node(reader, event, depth + 1)
        value = _node(reader, reader.take(), depth + 1)
        if not isinstance(key, Text):
            reader.faults.append(fault(key.mark, "yaml-cle"))
        elif key.value in seen:
            read, before = quote(key.value), seen[key.value].line
            reader.faults.append(fault(key.mark, "cle-en-double", key.value[:60], lu=read, ligne=before))
        else:
            seen[key.value] = key.mark
            items.append((key, value))
    return Mapping(tuple(items), mark, flow)


def comments(text: str, first_line: int = 1) -> tuple[Comment, ...]:
    """The comments and blank lines between the values of a text that `parse` has read without a fault."""
    found: list[Comment] = []
    depth = place = 0
    for token in yaml.scan(text, _LOADER):
        start = token.start_mark.index
        found += _between(text, place, start, first_line, depth)
        if isinstance(token, _OPENINGS):
            depth += 1
        elif isinstance(token, _CLOSINGS):
            depth -= 1
        elif isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            head = text.find("\n", start, token.end_mark.index)
            found += _between(text, start + 1, start + 1 if head < 0 else head, first_line, depth)
        place = max(place, token.end_mark.index)
    return tuple(found)


def _between(text: str, start: int, end: int, first_line: int, depth: int) -> Iterator[Comment]:
    for sign in _COMMENT.finditer(text, start, end):
        head = text.rfind("\n", 0, sign.start()) + 1
        before = text[head : sign.start()]
        mark = Mark(text.count("\n", 0, head) + first_line, len(before) - len(before.lstrip(" ")) + 1)
        yield Comment(sign[0].rstrip(), mark, not before.strip(" -"), depth)
