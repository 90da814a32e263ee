"""A story as plain words: its summary for lists, its text for the search. No Markdown engine is needed for that."""

from __future__ import annotations

import re

from atlas.french.typography import french

SUMMARY_LIMIT = 260
_MARKS = re.compile(r"\[\^[^\]]*\]|[*_`#>]")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def summary(story: str, limit: int = SUMMARY_LIMIT) -> str:
    """The first paragraph of a story as plain text, cut at a word when longer than `limit` characters."""
    first = next((p for p in story.split("\n\n") if p.strip() and not p.lstrip().startswith("#")), "")
    plain = _bare(first)
    if len(plain) > limit:
        plain = plain[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return french(plain)


def plain(story: str) -> str:
    """A story without its marks, for the search index."""
    return french(_bare(story))


def _bare(text: str) -> str:
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    return " ".join(_MARKS.sub("", text).split())
