"""The search index: small files cut by the first letters of the words, and a file for each document.

`mots/<letters>.txt` has a line for each word that begins so (`search_lines` says which). Its beginnings are by one letter longer
where they are too many, so that a record that changes rewrites only the files of the words that changed. A group of synonyms is a
word too, `=` and the first of them. `pages/<number>.json` is what is shown of a document; its number is drawn from its address, so
that no other moves when one comes or goes. `lexique/<letter>.txt` are the words a misspelt one may have meant. `index.json` says
what all must know. `assets/recherche/moteur.js` reads this.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from atlas.client import search_lines
from atlas.client.search_lines import letters
from atlas.content.synonyms import Synonyms
from atlas.french.folding import fold
from atlas.french.stemming import EMPTY, stem
from atlas.machine.compact import compact

KINDS = {"pole": "Pôle", "region": "Région", "departement": "Département", "secteur": "Secteur", "page": "Page"}
SHORTEST_WORD = 4  # of those offered to who misspells one
LONGEST_NAME = 6  # words of a name that may be typed as one
TITLE, NAME, PLACE, TOPIC, REACH, MENTION, SUMMARY = 6, 5, 4, 3, 2, 2, 1
_HIGHEST, _AGAIN = 9, 3  # a level; how often a word said in a text counts
_LEVELS = f" {search_lines.LEVELS}"
_ELIDED = frozenset(["c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quoiqu", "s", "t"])
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Document:
    """Something the search may find.

    `url` counts from the site's root; `kind` is one of `KINDS`. `names` are its other names, `places` where it is, `reach` where else
    it acts, `topics` what it does, `mentions` who is in it: found, and shown where no sentence says them. `aliases` are other names
    of these places, found and not shown.
    """

    url: str
    title: str
    kind: str
    summary: str = ""
    body: str = ""
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Read(NamedTuple):
    """What the index keeps of a document, in plain values: `key` tells it from others, `page` is the digest of what is shown of it.

    `words` and `levels` are what it says and how much; `named` the words of its names, `told` all its words.
    """

    key: str
    page: str
    words: str
    levels: str
    named: str
    told: str


def read(document: Document, groups: Groups, key: str = "") -> Read:
    """Read a document; without another key, it is known by all it says."""
    found = levels(document, groups)
    names = " ".join((document.title, *document.names, *document.places, *document.reach, *document.topics, *document.mentions))
    return Read(
        key or sha256(repr(document).encode()).hexdigest()[:32], sha256(page(document)).hexdigest()[:16], " ".join(found), "".join(found.values()),
        " ".join(sorted(_words(names))), " ".join(sorted(_words(f"{names} {document.body}"))),
    )  # fmt: skip


def lines_of(known: Mapping[int, Read]) -> dict[str, dict[str, str]]:
    """The lines of documents that were read, by first letter."""
    said = search_lines.Said()
    for number, one in known.items():
        said.come(number, one.words, one.levels)
    return {initial: said.revised({}, words) for initial, words in sorted(said.initials().items())}


def head(pages: Mapping[int, str], groups: Groups, starts: Iterable[str], marks: Mapping[str, str], initials: Iterable[str]) -> bytes:
    """What all must know: a version that changes with anything, how many documents there are, which files, and the synonyms.

    `pages` are the digests of what is shown of documents, `marks` those of the lines of a first letter.
    """
    digest = sha256("\n".join((*(f"{number} {pages[number]}" for number in sorted(pages)), *(f"{initial} {marks[initial]}" for initial in sorted(marks)))).encode())
    whole = {"v": digest.hexdigest()[:8], "n": len(pages), "coupes": " ".join(starts), "initiales": "".join(initials), "groupes": groups.told}
    return compact(whole).encode()


class Groups:
    """The groups of synonyms, and where a text says one of their words."""

    def __init__(self, synonyms: Synonyms) -> None:
        self.told = [[" ".join(_stems(word)) for word in group] for group in synonyms]
        self.first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for words in self.told:
            for word in words:
                self.first[word.split()[0]].append((tuple(word.split()), "=" + words[0].replace(" ", "")))

    def within(self, stems: list[str]) -> Iterator[str]:
        """The groups said in a text, each as often as it is."""
        for place, first in enumerate(stems):
            if first in self.first:
                for words, group in self.first[first]:
                    if len(words) == 1 or tuple(stems[place : place + len(words)]) == words:
                        yield group


def _stems(text: str) -> list[str]:
    return [stem(word) for word in fold(text).split() if word not in EMPTY] or fold(text).split()


@cache
def _pieces(written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is found of what stands between two spaces: its words, and as one word if signs part it; then its stems."""
    words = fold(written).split()
    rest = words[1:] if words and words[0] in _ELIDED and max(map(len, words)) > 1 else words  # not « A.R.C.A.D.E. »
    joined = ("".join(rest),) if len(rest) > 1 else ()
    full = tuple(word for word in words if word not in EMPTY)
    return (*full, *joined), tuple(map(stem, full))


def levels(document: Document, groups: Groups) -> dict[str, str]:
    """How much a document says each word, from `A` to `T`."""
    found: dict[str, int] = defaultdict(int)
    whole: dict[str, str] = {}

    def say(texts: Iterable[str], weight: int, again: int = 1) -> None:
        words: list[str] = []
        for text in texts:
            stems: list[str] = []
            for said, roots in map(_pieces, text.split()):
                words += said
                stems += roots
            words += groups.within(stems)
        for word, count in Counter(words).items():
            found[word] += weight * min(count, again)

    def name(texts: Iterable[str], weight: int, mark: str = "") -> None:
        given = list(texts)
        say(given, weight)
        for text in given:
            words = fold(text).split()
            if words and len(words) <= LONGEST_NAME:
                joined = "".join(words)
                found[joined] = max(found[joined], weight)
                if mark:
                    whole.setdefault(joined, mark)

    name((document.title,), TITLE, "T")
    name(document.names, NAME, "N")
    name(document.places, PLACE)
    name(document.aliases, PLACE)
    name(document.reach, REACH)
    name(document.topics, TOPIC)
    name(document.mentions, MENTION)
    say((document.summary,), SUMMARY)
    say((document.body,), 1, _AGAIN)
    return {word: _LEVELS[min(level, _HIGHEST)] for word, level in found.items()} | whole


def page(document: Document) -> bytes:
    """What is shown of a document."""
    names = dict.fromkeys((*document.names, *document.places, *document.reach, *document.mentions, *document.topics))
    shown = {
        "url": document.url,
        "titre": document.title,
        "genre": KINDS[document.kind],
        "resume": document.summary,
        "noms": list(names),
        "texte": document.body,
    }
    return compact(shown).encode()


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many documents a word is said, and in how many it is in a name."""

    told: dict[str, int]
    named: dict[str, int]

    def add(self, one: Read, times: int) -> None:
        """Count a document, or no more."""
        for counts, words in ((self.told, one.told), (self.named, one.named)):
            for word in words.split():
                counts[word] = counts.get(word, 0) + times
                if not counts[word]:
                    del counts[word]

    @property
    def offered(self) -> list[str]:
        """The words that a misspelt one may have meant, in order: those of names, and those said in several documents."""
        return sorted(word for word, count in self.told.items() if count > 1 or word in self.named)


def lexicon(offered: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """By first letter, the words that are offered."""
    forms = {fold(word): word for word in offered}  # « Éolien », « éolien »: the last shows best
    kept = sorted((form, word) for form, word in forms.items() if len(form) >= SHORTEST_WORD)
    for initial, group in groupby(kept, key=lambda pair: letters(pair[0])[0]):
        yield initial, (" ".join(word for _, word in group) + "\n").encode()


def _words(text: str) -> set[str]:
    """Its words: split at spaces first, which leaves few different pieces to look into."""
    return {word for piece in set(text.split()) for word in _parts(piece)}


_parts = cache(_WORD.findall)
