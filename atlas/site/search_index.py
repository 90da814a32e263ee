"""The search index as actions: a document is read again when it changed, a file made again when its lines did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from atlas import urls
from atlas.client import search, search_lines
from atlas.client.search import Counts, Document, Groups, Read
from atlas.client.search_documents import beside, of_poles
from atlas.content import synonyms
from atlas.machine.aside import Aside, Place
from atlas.machine.cache import key_of
from atlas.machine.memory import Action, Memory, Notes
from atlas.machine.shelf import Shelf
from atlas.machine.workers import MANY, spread
from atlas.site.studio import Studio

_READS = ("places", "vocabularies", "synonymes")  # what the document of a pole is made of and read with, beside its record
_OTHERS = (*_READS, "config", "textes", "glossaire", "cherches", "pole.seat", "pole.secteurs")  # what the others are made of
_PIECE, _AT_ONCE = "recherche", 60

Files = Iterator[tuple[str, bytes]]


class Index:
    """The documents of today, each read once while it stays the same; of the lines, those of a first letter are read where one changes."""

    def __init__(self, studio: Studio) -> None:
        self._studio, self._key, self._others_key = studio, studio.key(_READS), studio.key(_OTHERS)
        kept: Any = studio.cache.value(_PIECE, self._key) or ({}, {}, ({}, {}), ("", ()), None)
        before, marks, counts, others, self._synonyms = kept
        self._reads, self._lines = (Shelf(studio.cache, f"{_PIECE}-{name}", self._key) for name in ("lus", "lignes"))
        self._poles = {urls.pole(pole.slug): pole for pole in studio.atlas.poles}
        self._other_urls: tuple[str, ...] = tuple(others[1]) if others[0] == self._others_key else tuple(self._others)
        self.url_of = {number: url for url, number in search_lines.numbers((*self._other_urls, *self._poles)).items()}
        self._shown, self._aside = dict[int, Place](), Aside()
        if not self._follow(before, marks, Counts(*counts)):
            self._follow({}, {}, Counts({}, {}))

    def _follow(self, before: Mapping[int, tuple[str, str, str]], marks: Mapping[str, str], counts: Counts) -> bool:
        """Follow what changed since; whether all that this takes is still there. A document is known by address, key, and digest of what is shown."""
        keys = {number: self._key_of(url) for number, url in self.url_of.items()}
        same = {number: row for number, row in before.items() if row[:2] == (self.url_of.get(number), keys.get(number))}
        gone = {number: self._reads.get(str(number), row[1]) for number, row in before.items() if number not in same}
        if None in gone.values():
            return False
        said, fresh = search_lines.Said(), {}
        for number, row in gone.items():
            said.gone(number, row[2])
            counts.add(Read(*row), -1)
        for number, one in self._read_all([number for number in self.url_of if number not in same]):
            said.come(number, one.words, one.levels)
            counts.add(one, 1)
            self._reads.put(str(number), one.key, tuple(one))
            fresh[number] = (self.url_of[number], one.key, one.page)
        self.marks = dict(marks)
        for initial, words in said.initials().items():
            old = self._lines.get(initial, marks[initial]) if initial in marks else {}
            if old is None:
                return False
            lines = said.revised(old, words)
            self.marks.pop(initial, None)
            if lines:
                self.marks[initial] = search_lines.mark(lines)
                self._lines.put(initial, self.marks[initial], lines)
        self.known = {number: fresh.get(number) or same[number] for number in sorted(self.url_of)}
        self.counts, self._gone, self._marks_gone = counts, before.keys() - self.known.keys(), marks.keys() - self.marks.keys()
        self.changed, self._anew = bool(fresh or gone), not before
        return True

    @cached_property
    def groups(self) -> Groups:
        """The groups of synonyms."""
        if self._synonyms is None:
            self._synonyms = synonyms.load(self._studio.house.root / "content" / "synonymes.yaml")
        return Groups(self._synonyms)

    def page(self, number: int) -> bytes:
        """What is shown of a document."""
        place = self._shown.get(number)
        shown: bytes = self._aside.get(place) if place else search.page(self._document(self.url_of[number]))
        return shown

    def lines(self, initial: str) -> search_lines.Lines:
        """The lines of a first letter; where they were lost, every document is read again."""
        found: search_lines.Lines | None = self._lines.get(initial, self.marks[initial])
        return found if found is not None else self._all_lines[initial]

    def save(self) -> None:
        """Remember it all for the next build."""
        if self.changed:
            self._reads.save(map(str, self._gone), anew=self._anew)
            self._lines.save(self._marks_gone, anew=self._anew)
            counts = (self.counts.told, self.counts.named)
            self._studio.cache.keep_value(_PIECE, self._key, (self.known, self.marks, counts, (self._others_key, self._other_urls), self._synonyms))

    @cached_property
    def _all_lines(self) -> dict[str, dict[str, str]]:
        return search.lines_of({number: search.read(self._document(url), self.groups) for number, url in self.url_of.items()})

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

    def _read_all(self, numbers: Sequence[int]) -> Iterator[tuple[int, Read]]:
        lots = [partial(self._read, numbers[start : start + _AT_ONCE]) for start in range(0, len(numbers), _AT_ONCE)]
        for done in spread(lots, apart=len(numbers) > MANY):
            for number, one, shown in done:
                self._shown[number] = self._aside.put(shown)
                yield number, one

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

    return [Action(f"document {url}", key_of(str(number), shown), partial(made, number)) for number, (url, _, shown) in index.known.items()]


def words(index: Index) -> Iterator[Action]:
    """The files of words, a first letter at a time, and the words offered to who misspells one."""

    def cut(initial: str, notes: Notes) -> Files:
        files = search_lines.cut(initial, index.lines(initial))
        notes.told = [start for start, _ in files]
        return ((f"{urls.SEARCH}mots/{start}.txt", content) for start, content in files)

    for initial in sorted(index.marks):
        yield Action(f"mots {initial}", index.marks[initial], partial(cut, initial))
    offered = index.counts.offered

    def lexicon(notes: Notes) -> Files:
        files = list(search.lexicon(offered))
        notes.told = [initial for initial, _ in files]
        return ((f"{urls.SEARCH}lexique/{initial}.txt", content) for initial, content in files)

    yield Action("lexique", key_of("\n".join(offered)), lexicon)


def head(index: Index, memory: Memory) -> Action:
    """The file that says which others there are."""
    starts = [start for initial in sorted(index.marks) for start in memory.told(f"mots {initial}")]
    shown = {number: row[2] for number, row in index.known.items()}
    content = search.head(shown, index.groups, starts, index.marks, memory.told("lexique"))
    return Action("index", key_of(content), lambda _: [(f"{urls.SEARCH}index.json", content)])
