"""The search index: small files cut by the first letters of the words, and a file for each document.

`mots/<letters>.txt` has a line for each word that begins so: the word, then the documents that say it, each by the step from the
number before (base 32, `a` to `5`) and a capital for how much it says it, `A` to `I`, `N` where the word is a whole name of it,
`T` its whole title. A group of synonyms is a word too, `=` and the first of them. A file is cut by one letter more where it is too big, so
that a record that changes rewrites only the files of the words that changed. `pages/<number>.json` is what is shown of a document;
its number is drawn from its address, so that no other moves when one comes or goes. `index.json` says where the cuts are.
`assets/recherche/moteur.js` reads all this.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby

from atlas.content.synonyms import Synonyms
from atlas.french.folding import fold
from atlas.french.stemming import EMPTY, stem

KINDS = {"pole": "Pôle", "region": "Région", "departement": "Département", "secteur": "Secteur", "page": "Page"}
MOST = 9000  # bytes of a file of words, before compression
SHORTEST_WORD = 4  # of those offered to who misspells one
LONGEST_NAME = 6  # words of a name that may be typed as one
TITLE, NAME, PLACE, TOPIC, REACH, MENTION = 6, 5, 4, 3, 2, 2
_HIGHEST, _AGAIN = 9, 3  # a level; how often a word said in a text counts
_DIGITS = "abcdefghijklmnopqrstuvwxyz012345"
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)
_LEVELS = " ABCDEFGHI"
_NUMBERS = 1 << 23
_ELIDED = frozenset("c d j jusqu l lorsqu m n puisqu qu quoiqu s t".split())
_OTHER = re.compile(r"[^a-z0-9]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Document:
    """Something the search may find.

    `url` counts from the site's root; `kind` is one of `KINDS`. `names` are its other names, `places` where it is, `reach` where else
    it acts, `topics` what it does, `mentions` who is in it: found, and shown where no sentence says them.
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


Levels = dict[str, str]
"""What a document says: how much, by word."""


def files(documents: Iterable[Document], synonyms: Synonyms = ()) -> Iterator[tuple[str, bytes]]:
    """Every file of the index with its path, the same bytes for the same documents whatever their order."""
    known = sorted(documents, key=lambda document: document.url)
    number = numbers(document.url for document in known)
    groups = _Groups(synonyms)
    for document in known:
        yield f"pages/{number[document.url]}.json", _page(document)
    said: dict[str, str] = {}
    last: dict[str, int] = {}
    for document in sorted(known, key=lambda document: number[document.url]):
        here = number[document.url]
        for word, level in levels(document, groups).items():
            said[word] = f"{said.get(word, '')}{_base32(here - last.get(word, 0))}{level}"
            last[word] = here
    lines = sorted((_letters(word), f"{word} {found}\n") for word, found in said.items())
    del said, last
    digest = sha256()
    cuts = []
    for start, content in sorted(_cut("", lines)):
        digest.update(content)
        cuts.append(start)
        yield f"mots/{start}.txt", content
    for letter, words in _lexicon(known):
        yield f"lexique/{letter}.txt", f"{words}\n".encode()
    poles = sum(document.kind == "pole" for document in known)
    whole = {"v": digest.hexdigest()[:8], "n": len(known), "poles": poles, "coupes": " ".join(cuts), "groupes": groups.told}
    yield "index.json", json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def numbers(urls: Iterable[str]) -> dict[str, int]:
    """The number of each document, from its address alone: even for a pole, odd for another page.

    Where two addresses draw one number, the first in their order has it and the other the next.
    """
    taken: dict[int, str] = {}
    for url in sorted(urls):
        odd = not url.startswith("poles/") or url == "poles/"
        drawn = _drawn(url) % _NUMBERS
        while 2 * drawn + odd in taken:
            drawn = (drawn + 1) % _NUMBERS
        taken[2 * drawn + odd] = url
    return {url: number for number, url in taken.items()}


def _drawn(url: str) -> int:
    """FNV-1a: a few lines in any language, and the browser draws the numbers of the poles too."""
    drawn = 0x811C9DC5
    for byte in url.encode():
        drawn = (drawn ^ byte) * 0x01000193 & 0xFFFFFFFF
    return drawn


class _Groups:
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


def levels(document: Document, groups: _Groups) -> Levels:
    """How much a document says each word, from `A` to `T`."""
    found: Counter[str] = Counter()
    whole: Levels = {}

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
    name(document.reach, REACH)
    name(document.topics, TOPIC)
    name(document.mentions, MENTION)
    say((document.body,), 1, _AGAIN)
    return {word: _LEVELS[min(level, _HIGHEST)] for word, level in found.items()} | whole


def _base32(number: int) -> str:
    rest, pair = divmod(number, len(_PAIRS))
    return f"{_base32(rest)}{_PAIRS[pair]}" if rest else _PAIRS[pair]


def _letters(word: str) -> str:
    """What a word is filed under: letters that any system can have in the name of a file, and an end."""
    return _OTHER.sub("_", word) + "_"


def _cut(start: str, lines: Sequence[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """The lines that begin with some letters; where they are too many, the most of one letter more go into files of their own."""
    size = sum(len(line) for _, line in lines)
    if lines[0][0] != lines[-1][0] and (size > MOST or not start):
        groups = [list(group) for _, group in groupby(lines, key=lambda line: line[0][: len(start) + 1])]
        apart = sorted(groups, key=lambda group: -sum(len(line) for _, line in group))
        while apart and (size > MOST or not start):
            group = apart.pop(0)
            size -= sum(len(line) for _, line in group)
            yield from _cut(group[0][0][: len(start) + 1], group)
        lines = sorted(line for group in apart for line in group)
    if lines:
        yield start, "".join(line for _, line in lines).encode()


def _page(document: Document) -> bytes:
    names = dict.fromkeys((*document.names, *document.places, *document.reach, *document.mentions, *document.topics))
    shown = {
        "url": document.url,
        "titre": document.title,
        "genre": KINDS[document.kind],
        "resume": document.summary,
        "noms": list(names),
        "texte": document.body,
    }
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def _lexicon(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """By first letter, the words that a misspelt one may have meant: those of names, and those said in several documents."""
    named: set[str] = set()
    counts: Counter[str] = Counter()
    for document in documents:
        told = " ".join((document.title, *document.names, *document.places, *document.reach, *document.topics, *document.mentions))
        named.update(_words(told))
        counts.update(_words(f"{told} {document.body}"))
    forms = {fold(word): word for word in sorted(counts) if word in named or counts[word] > 1}  # « Éolien », « éolien »: the last shows best
    kept = sorted((folded, word) for folded, word in forms.items() if len(folded) >= SHORTEST_WORD)
    for letter, group in groupby(kept, key=lambda pair: _letters(pair[0])[0]):
        yield letter, " ".join(word for _, word in group)


def _words(text: str) -> set[str]:
    """Its words: split at spaces first, which leaves few different pieces to look into."""
    return {word for piece in set(text.split()) for word in _parts(piece)}


_parts = cache(_WORD.findall)
