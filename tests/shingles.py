"""Runs of eight words, as hashes: what tells a sentence written afresh from a sentence copied."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

SIZE, BYTES = 8, 5
OWN = 5  # of the eight, how many must stand outside names for the run to be somebody's words
PUBLICATION = Path(__file__).parent / "publication-2014.empreintes"
PAGES = Path(__file__).parent / "pages-lues.empreintes"


def words(text: str) -> list[str]:
    """The words of a text without case, accents or signs: « L’œuvre » is `l`, `oeuvre`."""
    flat = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return re.findall(r"[a-z0-9]+", "".join(c for c in flat if not unicodedata.combining(c)))


def hashes(found: Sequence[str]) -> Iterator[bytes]:
    """The hash of every run of eight words, in order."""
    for start in range(len(found) - SIZE + 1):
        yield hashlib.sha256(" ".join(found[start : start + SIZE]).encode()).digest()[:BYTES]


def known(file: Path = PUBLICATION) -> frozenset[bytes]:
    """The runs that a file of fingerprints holds, those of the publication if none is named."""
    data = file.read_bytes()
    return frozenset(data[i : i + BYTES] for i in range(0, len(data), BYTES))


def named(found: Sequence[str], names: Iterable[str]) -> list[bool]:
    """For each word of a text, whether it is part of one of these names."""
    marks = [False] * len(found)
    for name in {tuple(words(name)) for name in names} - {()}:
        for start in range(len(found) - len(name) + 1):
            if tuple(found[start : start + len(name)]) == name:
                marks[start : start + len(name)] = [True] * len(name)
    return marks


def copied(text: str, runs: frozenset[bytes], names: Iterable[str] = ()) -> list[str]:
    """The runs of a text that are among these runs too, as words; a name is nobody's sentence, whoever writes it."""
    found = words(text)
    marks = named(found, names)
    starts = (start for start, run in enumerate(hashes(found)) if run in runs)
    return [" ".join(found[start : start + SIZE]) for start in starts if marks[start : start + SIZE].count(False) >= OWN]
