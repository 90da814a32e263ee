"""JSON in as few bytes as it takes: what our scripts fetch, and what pages hold for them."""

from __future__ import annotations

import json


def compact(value: object) -> str:
    """A value as JSON text, without a space or an escape that it can do without."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def compact_line(value: object) -> str:
    """The same as a file: one line, and its end."""
    return f"{compact(value)}\n"
