"""JSON text in which a `Decimal` is a number with its own digits: no detour by binary fractions."""

from __future__ import annotations

import json
import re
from decimal import Decimal

_MARK = "\0"  # no record holds this character
_MARKED = re.compile(r'"\\u0000(-?[0-9.]+)"')


def dumps(value: object, *, indent: int | None = None) -> str:
    """One JSON document and a newline, keys in the order given; compact unless `indent` is."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_marked, indent=indent, separators=separators)
    return _MARKED.sub(r"\1", text) + "\n"


def decimal(value: float) -> Decimal:
    """A float as the shortest decimal number that means it: 0.1, not 0.1000000000000000055."""
    return Decimal(repr(value))


def _marked(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{_MARK}{value:f}"
    raise TypeError(f"{type(value).__name__} has no JSON form")
