"""The lines of the search index, a word each: which documents say it, and how much. What one document changes is changed in place.

A line is the word, then for each document the step from the number before (base 32, `a` to `5`) and a capital for how much it says
it: `A` to `I`, `N` where the word is a whole name of it, `T` its whole title.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby

MOST = 6000  # bytes of a file, before compression
LEVELS = "ABCDEFGHINT"
_BITS = 4  # of a level, below those of the number
_DIGITS = "abcdefghijklmnopqrstuvwxyz012345"
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)
_RANK = {digit: rank for rank, digit in enumerate(_DIGITS)}
_STEP = re.compile(r"([a-z0-5]+)([A-Z])")
_NUMBERS = 1 << 23
_OTHER = re.compile(r"[^a-z0-9]")

Lines = Mapping[str, str]
"""Lines by their words."""


class Said:
    """What some documents say, by word: which of them say it no more, and which do now and how much."""

    def __init__(self) -> None:
        self._gone: dict[str, set[int]] = defaultdict(set)
        self._come: dict[str, array[int]] = defaultdict(lambda: array("I"))

    def gone(self, number: int, words: str) -> None:
        """A document, by its number, says these words no more; spaces part them."""
        for word in words.split():
            self._gone[word].add(number)

    def come(self, number: int, words: str, levels: str) -> None:
        """A document says these words now, with a level each."""
        for word, level in zip(words.split(), levels, strict=True):
            self._come[word].append(number << _BITS | LEVELS.index(level))

    def initials(self) -> dict[str, list[str]]:
        """These words by first letter."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._gone.keys() | self._come.keys():
            found[initial(word)].append(word)
        return found

    def revised(self, old: Lines, words: Iterable[str]) -> dict[str, str]:
        """The lines as they are now, where these words change."""
        lines = dict(old)
        for word in words:
            line = _revised(lines.pop(word, ""), self._gone.get(word, ()), sorted(self._come.get(word, ())))
            if line:
                lines[word] = line
        return lines


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


def mark(lines: Lines) -> str:
    """What tells these lines from others."""
    return sha256("\n".join(f"{word} {lines[word]}" for word in sorted(lines)).encode()).hexdigest()[:16]


def cut(letter: str, lines: Lines) -> list[tuple[str, bytes]]:
    """The lines of one first letter in files, each with the letters its words begin with, in order."""
    return sorted(_cut(letter, sorted((letters(word), f"{word} {line}\n") for word, line in lines.items())))


def initial(word: str) -> str:
    """The first letter that a word is filed under."""
    return _OTHER.sub("_", word[:1])


def letters(word: str) -> str:
    """What a word is filed under: letters that any system can have in the name of a file, and an end."""
    return _OTHER.sub("_", word) + "_"


def _cut(start: str, lines: Sequence[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """The lines that begin with some letters; where they are too many, the most of one letter more go into files of their own."""
    size = sum(len(line) for _, line in lines)
    if lines and lines[0][0] != lines[-1][0] and size > MOST:
        groups = [list(group) for _, group in groupby(lines, key=lambda line: line[0][: len(start) + 1])]
        apart = sorted(groups, key=lambda group: -sum(len(line) for _, line in group))
        while apart and size > MOST:
            group = apart.pop(0)
            size -= sum(len(line) for _, line in group)
            yield from _cut(group[0][0][: len(start) + 1], group)
        lines = sorted(line for group in apart for line in group)
    if lines:
        yield start, "".join(line for _, line in lines).encode()


def _revised(line: str, gone: Container[int], come: Sequence[int]) -> str:
    """A line without the numbers that are gone and with the entries that come, in order: a step between two that stay is left as it is."""
    told, last, number = [], 0, 0
    coming = iter(come)
    entry = next(coming, None)
    for step, level in _STEP.findall(line):
        before, value = number, 0
        for digit in step:
            value = value << 5 | _RANK[digit]
        number += value
        while entry is not None and entry >> _BITS < number:
            told.append(_told(entry, last))
            last, entry = entry >> _BITS, next(coming, None)
        if number not in gone:
            told.append(f"{step}{level}" if last == before else f"{_base32(number - last)}{level}")
            last = number
    while entry is not None:
        told.append(_told(entry, last))
        last, entry = entry >> _BITS, next(coming, None)
    return "".join(told)


def _told(entry: int, last: int) -> str:
    return _base32((entry >> _BITS) - last) + LEVELS[entry & (1 << _BITS) - 1]


def _base32(number: int) -> str:
    rest, pair = divmod(number, len(_PAIRS))
    return f"{_base32(rest)}{_PAIRS[pair]}" if rest else _PAIRS[pair]


def _drawn(url: str) -> int:
    """FNV-1a: a few lines in any language, and the browser draws the numbers of the poles too."""
    drawn = 0x811C9DC5
    for byte in url.encode():
        drawn = (drawn ^ byte) * 0x01000193 & 0xFFFFFFFF
    return drawn
