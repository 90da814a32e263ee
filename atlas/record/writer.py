"""How a record is written: which values stand plain and which in quotes, which lists on one line, which keys first.

One way to write each thing, so that a file says what changed and nothing else. `assets/editeur/yaml/ecrire.js` is its twin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence as Series
from dataclasses import dataclass, field, replace

from atlas.record.fields import FIELDS, Field
from atlas.record.reader import FENCE, FORBIDDEN

WIDTH = 120  # characters of a line with a list between brackets: a longer one is written an item a line
PIECE = 4_000  # characters of a quoted value on one line, well within what `records` accepts
RECORD = Field("", "", "", "", kind="groupe", fields=FIELDS)
_INDENT = 2
_FOLD = "\\\n" + " " * 16  # deeper than any value: other readers than ours ask for it
_SPACE = "[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"  # what no person tells from a space

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?")
_DATE = re.compile(r"[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?")
_PLAIN_IN = {"date": _DATE, "annee": _DATE, "nombre": _NUMBER, "degres": _NUMBER}
# What some reader of YAML 1.1 or 1.2 takes for something else than this text, or what gives a person pause.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_DOUBTFUL = re.compile(
    rf"""\A[-?:,\[\]{{}}#&*!|>'"%@`~.+=<\\] | \A{_SPACE} | {_SPACE}\Z | :({_SPACE}|\Z) | {_SPACE}\# | [\x00-\x1f\x7f]
    | \A[0-9][0-9A-Fa-fXxOo_.:,+-]*\Z | \A[0-9]{{4}}-[0-9]{{1,2}}-[0-9]""",
    re.VERBOSE,
)
_BRACKETED = re.compile(r"[,\[\]{}:?]")  # what means something more between brackets
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\n\r\t]|' + FORBIDDEN.pattern)
_WHOLE = re.compile(r"(?s:\\x..|\\u.{4}|\\U.{8}|\\.|.)")


@dataclass(slots=True)
class Entry:
    """What stands on a line of a list or group and below it: a key (None in a list), a value, the comments around."""

    key: str | None
    value: str | Block
    above: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True)
class Block:
    """A list or a group (`keyed`), and the comments after its last entry."""

    keyed: bool
    entries: list[Entry] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


Value = str | Series["Value"] | Dictionary[str, "Value"]


def scalar(text: str, kind: str = "texte", *, bracketed: bool = False) -> str:
    """A text as YAML gives it back to every reader: plain where nobody would hesitate, else in double quotes.

    `kind` is that of the field: numbers and dates stand plain where one is expected, and nowhere else. `bracketed` when
    it goes into a list between brackets. A very long text takes several lines.
    """
    plain = _PLAIN_IN.get(kind)
    if plain and plain.fullmatch(text):
        return text
    doubtful = _DOUBTFUL.search(text) or FORBIDDEN.search(text) or (bracketed and _BRACKETED.search(text))
    if text and not doubtful and len(text) <= PIECE and text.lower() not in _WORDS:
        return text
    quoted = _ESCAPED.sub(_escape, text)
    if len(quoted) > PIECE:
        quoted = _FOLD.join(_pieces(quoted))
    return f'"{quoted}"'


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    code = ord(sign)
    return _ESCAPES.get(sign) or (f"\\x{code:02X}" if code < 1 << 8 else f"\\u{code:04X}" if code < 1 << 16 else f"\\U{code:08X}")


def _pieces(quoted: str) -> Iterator[str]:
    """The text cut between signs; a space that begins a piece is escaped, or it would pass for indentation."""
    piece = ""
    for sign in _WHOLE.findall(quoted):
        if len(piece) + len(sign) > PIECE:
            yield piece
            piece = ""
        piece += "\\ " if sign == " " and not piece else sign
    yield piece


def record(values: Dictionary[str, Value], story: str) -> str:
    """A whole record, its fields in the order of the table, its story after them.

    `values` are texts, lists and dictionaries of them; what is None is left out.
    """
    text = story.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return assembled(_block_of(values), f"\n{text}\n" if text.strip() else "")


def assembled(root: Block, story: str) -> str:
    """The text of a file from its front matter and the lines below it."""
    head = "".join(f"{line}\n" for line in lines(root, RECORD)).lstrip("\n")
    head = re.sub(r"\n{3,}", "\n\n", head)
    return f"{FENCE}\n{head}{FENCE}\n{story}"


def _block_of(value: Value) -> Block:
    if isinstance(value, Dictionary):
        return Block(keyed=True, entries=[Entry(key, _of(inner)) for key, inner in value.items() if inner is not None])
    return Block(keyed=False, entries=[Entry(None, _of(inner)) for inner in value if inner is not None])


def _of(value: Value) -> str | Block:
    return value if isinstance(value, str) else _block_of(value)


def lines(block: Block, spec: Field | None, indent: int = 0) -> Iterator[str]:
    """The lines of a list or group, `indent` spaces deep; `spec` is its field, or None when the table has none."""
    margin = " " * indent
    for entry in _ordered(block, spec):
        yield from (margin + comment if comment else "" for comment in entry.above)
        inner = _inner(spec, entry.key)
        if entry.key is None:
            yield from _item(entry, inner, indent)
        else:
            yield from _under(margin + scalar(entry.key) + ":", entry, inner, indent)
    yield from (margin + comment if comment else "" for comment in block.below)


def _ordered(block: Block, spec: Field | None) -> list[Entry]:
    ranks = {known.key: rank for rank, known in enumerate(spec.fields)} if spec and spec.kind == "groupe" else {}
    return sorted(block.entries, key=lambda entry: ranks.get(entry.key or "", len(ranks)))


def _inner(spec: Field | None, key: str | None) -> Field | None:
    """The field of what is inside: an item of a list, a key of a group, a row of a table."""
    if spec is None:
        return None
    if key is None or spec.many:
        return replace(spec, many=False) if spec.many and key is None else None
    if spec.kind == "table":
        return replace(spec, kind="groupe" if spec.fields else "texte")
    return next((known for known in spec.fields if known.key == key), None)


def _item(entry: Entry, spec: Field | None, indent: int) -> Iterator[str]:
    margin = " " * indent
    value = entry.value
    if isinstance(value, str) or _on_one_line(value, spec, indent + _INDENT):
        yield from _under(f"{margin}-", entry, spec, indent)
        return
    if entry.beside:
        yield margin + entry.beside
    if not value.keyed:
        yield f"{margin}-"
        yield from lines(value, spec, indent + _INDENT)
        return
    # The dash stands before the first key, and what is said above that key above the dash.
    first, *others = _ordered(value, spec)
    yield from (margin + comment if comment else "" for comment in first.above)
    bare = replace(value, entries=[replace(first, above=[]), *others])
    head, *rest = lines(bare, spec, indent + _INDENT)
    yield f"{margin}- {head.lstrip(' ')}"
    yield from rest


def _under(lead: str, entry: Entry, spec: Field | None, indent: int) -> Iterator[str]:
    """A key or a dash with its value, beside it or on the lines below."""
    beside = f"  {entry.beside}" if entry.beside else ""
    value = entry.value
    if isinstance(value, str):
        yield f"{lead} {scalar(value, spec.kind if spec and not spec.many else 'texte')}{beside}"
    elif told := _on_one_line(value, spec, len(lead) + 1):
        yield f"{lead} {told}{beside}"
    else:
        yield lead + beside
        yield from lines(value, spec, indent + _INDENT)


def _on_one_line(block: Block, spec: Field | None, place: int) -> str:
    """A short list of texts between brackets, or what stands for an empty list or group; else nothing."""
    if not block.entries:
        return "{}" if block.keyed else "[]"
    if block.below or any(any(entry.above) or entry.beside for entry in block.entries):
        return ""
    if block.keyed or not all(isinstance(entry.value, str) for entry in block.entries):
        return ""
    kind = spec.kind if spec else "texte"
    told = ", ".join(scalar(str(entry.value), kind, bracketed=True) for entry in block.entries)
    return f"[{told}]" if place + len(told) + 2 <= WIDTH else ""
