"""The search index as actions: a document is read again when it changed, a file made again when its lines did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

from atlas import urls
from atlas.client import search, search_lines
from atlas.client.search import Document, Groups, Read
from atlas.client.search_documents import beside, of_poles
from atlas.client.search_lines import Lines
from atlas.content import synonyms
from atlas.machine.cache import key_of
from atlas.machine.memory import Action, Memory, Notes
from atlas.machine.workers import spread
from atlas.site.studio import Studio

_READS = ("places", "vocabularies", "synonymes")  # what the document of a pole is made of and read with, beside its record
_OTHERS = (*_READS, "config", "textes", "glossaire", "cherches", "pole.seat", "pole.secteurs")  # what the others are made of
_PIECE, _AT_ONCE = "recherche", 60

Files = Iterator[tuple[str, bytes]]


class Index:
    """The documents of today, each read once while it stays the same."""

    def __init__(self, studio: Studio) -> None:
        self._studio, self._key, self._others_key = studio, studio.key(_READS), studio.key(_OTHERS)
        before: dict[int, list[str]]
        self._folded: dict[str, str]
        kept: Any = studio.cache.value(_PIECE, self._key) or ({}, {}, {}, ("", ()))
        before, lines, self._folded, others = kept
        self._poles = {urls.pole(pole.slug): pole for pole in studio.atlas.poles}
        self._other_urls: tuple[str, ...] = tuple(others[1]) if others[0] == self._others_key else tuple(self._others)
        self.url_of = {number: url for url, number in search_lines.numbers((*self._other_urls, *self._poles)).items()}
        self._shown: dict[int, bytes] = {}
        self.known: dict[int, Read] = {}
        stale = []
        for number, url in self.url_of.items():
            url_before, *found = before.get(number) or [""]
            if url_before == url and found[0] == self._key_of(url):
                self.known[number] = Read(*found)
            else:
                stale.append(number)
        for done in spread([partial(self._read, stale[start : start + _AT_ONCE]) for start in range(0, len(stale), _AT_ONCE)]):
            for number, one, shown in done:
                self.known[number], self._shown[number] = one, shown
        self.known = {number: self.known[number] for number in sorted(self.known)}
        old = Lines(lines, {number: (found[0], found[2]) for number, (_, *found) in before.items()})
        self.lines = search.lines_of(self.known, old).lines

    @cached_property
    def groups(self) -> Groups:
        """The groups of synonyms."""
        return Groups(synonyms.load(self._studio.house.root / "content" / "synonymes.yaml"))

    def page(self, number: int) -> bytes:
        """What is shown of a document."""
        return self._shown.get(number) or search.page(self._document(self.url_of[number]))

    @cached_property
    def filed(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The lines by first letter."""
        return list(search_lines.by_initial(self.lines))

    def lexicon(self) -> list[tuple[str, bytes]]:
        """The words that a misspelt one may have meant, by first letter."""
        return list(search.lexicon(self.known.values(), self._folded))

    def save(self) -> None:
        """Remember it all for the next build."""
        reads = {number: (self.url_of[number], *one) for number, one in self.known.items()}
        self._studio.cache.keep_value(_PIECE, self._key, (reads, self.lines, self._folded, (self._others_key, self._other_urls)))

    @cached_property
    def _others(self) -> dict[str, Document]:
        writings = self._studio.writings
        return {document.url: document for document in beside(self._studio.atlas, writings.textes, writings.glossaire, writings.cherches)}

    @cached_property
    def _of_poles(self) -> Callable[..., Document]:
        return of_poles(self._studio.atlas)

    def _document(self, url: str) -> Document:
        return self._of_poles(self._poles[url]) if url in self._poles else self._others[url]

    def _key_of(self, url: str) -> str:
        return self._studio.records.whole[self._poles[url].slug].hex() if url in self._poles else self._others_key

    def _read(self, numbers: Sequence[int]) -> list[tuple[int, Read, bytes]]:
        found = []
        for number in numbers:
            url = self.url_of[number]
            document = self._document(url)
            found.append((number, search.read(document, self.groups, self._key_of(url)), search.page(document)))
        return found


def pages(index: Index) -> list[Action]:
    """The file of each document."""

    def made(number: int, _: Notes) -> Files:
        yield f"{urls.SEARCH}pages/{number}.json", index.page(number)

    return [Action(f"document {index.url_of[number]}", key_of(str(number), one.page), partial(made, number)) for number, one in index.known.items()]


def words(index: Index) -> Iterator[Action]:
    """The files of words, a first letter at a time, and the words offered to who misspells one."""

    def cut(initial: str, filed: Sequence[tuple[str, str]], notes: Notes) -> Files:
        files = search_lines.cut(initial, filed)
        notes.told = [start for start, _ in files]
        return ((f"{urls.SEARCH}mots/{start}.txt", content) for start, content in files)

    for initial, filed in index.filed:
        yield Action(f"mots {initial}", key_of("".join([line for _, line in filed])), partial(cut, initial, filed))
    offered = index.lexicon()

    def lexicon(notes: Notes) -> Files:
        notes.told = [initial for initial, _ in offered]
        return ((f"{urls.SEARCH}lexique/{initial}.txt", content) for initial, content in offered)

    yield Action("lexique", key_of(*(content for _, content in offered)), lexicon)


def head(index: Index, memory: Memory) -> Action:
    """The file that says which others there are."""
    starts = [start for initial, _ in index.filed for start in memory.told(f"mots {initial}")]
    content = search.head(index.known, index.groups, starts, index.lines, memory.told("lexique"))
    return Action("index", key_of(content), lambda _: [(f"{urls.SEARCH}index.json", content)])
