"""What the words of the trade mean: `content/glossaire.yaml`, and the first use of each made to explain itself in a page's prose.

A term becomes a link to its entry, which works without JavaScript; `assets/glossaire/page.js` shows the meaning beside it instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from markupsafe import Markup, escape

from atlas import urls
from atlas.content import bibliography
from atlas.content.bibliography import Reference, References
from atlas.content.shapes import TEXT, Shape
from atlas.content.yaml_file import ContentError, items_of, read_mapping, text_of
from atlas.french.folding import slug
from atlas.french.typography import french
from atlas.record.yaml_text import Node, Text

# What is passed over whole: links, headings, code, quotations, notes; then any other tag; then entities (« &amp; »).
_ASIDE = r"<(a|h[1-6]|code|pre|blockquote|sup|button)\b.*?</\1>|<div class=\"footnote\">.*|<[^>]*>|&\w+;"

KEYS: dict[str, Shape] = {"termes": [{"terme": TEXT, "developpe": TEXT, "definition": TEXT, "source": TEXT, "formes": [TEXT]}]}
Reader = Callable[[Markup], Markup]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word. `developpe` says an acronym in full, empty for a plain word; `formes` are the other ways it is written."""

    id: str
    terme: str
    developpe: str
    definition: str
    formes: tuple[str, ...]
    source: Reference


@dataclass(frozen=True, slots=True)
class Glossary:
    """The entries in alphabetical order, each writing of a word with its entry, and what finds them."""

    entries: tuple[Entry, ...]
    writings: Mapping[str, Entry]
    pattern: re.Pattern[str]

    def reader(self, url: str) -> Reader:
        """A function for the prose of the page at this address: safe HTML in, the same with each word explained once.

        It remembers the words it has met, so that a page made of several texts explains none twice.
        """
        met: set[str] = set()
        entries = f"{urls.up(url)}{urls.GLOSSAIRE}#"

        def read(html: Markup) -> Markup:
            done, pieces = 0, []
            for found in self.pattern.finditer(html):
                entry = self.writings.get(found[0])
                if entry is None or entry.id in met or _inside_word(html, found.start(), found.end()):
                    continue
                met.add(entry.id)
                pieces += [html[done : found.start()], _link(entry, found[0], entries)]
                done = found.end()
            return Markup("".join((*pieces, html[done:]))) if pieces else html  # noqa: S704 - safe HTML and our own links

        return read


def load(path: Path, references: References) -> Glossary:
    """Read the glossary.

    Raises:
        ContentError: when an entry is not complete, or two entries are written alike.
    """
    root = read_mapping(path, KEYS)
    nodes = items_of(path, root, "termes")
    found = [_entry(path, node, references) for node in nodes]
    writings: dict[str, Entry] = {}
    for entry, node in zip(found, nodes, strict=True):
        for written in (entry.terme, *entry.formes):
            if written in writings:
                raise ContentError(path, (), f"« {written} » est écrit dans deux termes", node)
            writings[written] = entry
    return Glossary(tuple(sorted(found, key=lambda entry: entry.id)), writings, _finder(writings))


def _finder(writings: Iterable[str]) -> re.Pattern[str]:
    """What finds these words and what is passed over. No look-around at the start: the engine jumps from first letter to first letter.

    The longest stand first: « Labo de l’ESS » is not « ESS ».
    """
    words = sorted(writings, key=lambda written: (-len(written), written))
    return re.compile("|".join((_ASIDE, *map(re.escape, words))), re.DOTALL)


def marks(*pieces: str) -> bool:
    """Whether a word is explained in one of these pieces of HTML."""
    return any('<a class="terme"' in piece for piece in pieces)


def _entry(path: Path, node: Node, references: References) -> Entry:
    text = partial(text_of, path, node)
    term = french(text("terme"))
    forms = tuple(french(form.value) for form in items_of(path, node, "formes") if isinstance(form, Text) and form.value.strip())
    return Entry(slug(term), term, french(text("developpe", "")), french(text("definition")), forms, bibliography.cited(path, node, references))


def _inside_word(html: str, start: int, end: int) -> bool:
    """Whether letters go on on either side: « ESS » is not in « CRESS » nor in « ESSentiel »."""
    return html[start - 1 : start].isalnum() or html[end : end + 1].isalnum()


def _link(entry: Entry, written: str, entries: str) -> str:
    return (
        f'<a class="terme" href="{entries}{entry.id}" data-nom="{escape(entry.developpe or entry.terme)}" '
        f'data-glose="{escape(entry.definition)}">{written}</a>'
    )
