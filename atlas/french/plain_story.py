"""A story as plain words, those that its page shows: its summary for lists, its text for the search."""

from __future__ import annotations

import re
from html import unescape

from atlas.french.safe_html import without_notes
from atlas.french.typography import french

SUMMARY_LIMIT = 260
_HEAD = re.compile(r"(?:\s*<h[2-4]>.*?</h[2-4]>|\s*<hr>)*\s*", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|h[2-4]|[uo]l|li|blockquote|hr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \n]+")


def summary(story: str) -> str:
    """The first paragraph of a story as plain text, cut at a word when it is too long for a list."""
    start = story.partition("\n\n")[0] if story[:1].isalpha() else ""  # what opens with a letter is a paragraph, whatever follows
    first = _PARAGRAPH.match(without_notes(start))
    if not first:
        html = _HEAD.sub("", without_notes(story), count=1)
        first = _PARAGRAPH.match(html)
    return shortened(_words(first[1] if first else html), SUMMARY_LIMIT)


def plain(story: str) -> str:
    """A story without its marks, for the search index."""
    return _words(without_notes(story))


def shortened(text: str, limit: int) -> str:
    """A plain text, cut at a word when longer than `limit` characters."""
    text = french(text)
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0].rstrip(" \u00a0\u202f,;:.") + "…"
    return text


def _words(html: str) -> str:
    return _SPACES.sub(" ", unescape(_TAG.sub("", _BLOCK.sub(" ", html)))).strip(" ")
