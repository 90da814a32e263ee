"""Runs of eight words, as hashes: what tells a sentence written afresh from a sentence copied."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

SIZE, BYTES = 8, 5
FINGERPRINTS = Path(__file__).parent / "publication-2014.empreintes"


def words(text: str) -> list[str]:
    """The words of a text without case, accents or signs: « L’œuvre » is `l`, `oeuvre`."""
    flat = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return re.findall(r"[a-z0-9]+", "".join(c for c in flat if not unicodedata.combining(c)))


def hashes(found: Sequence[str]) -> Iterator[bytes]:
    """The hash of every run of eight words, in order."""
    for start in range(len(found) - SIZE + 1):
        yield hashlib.sha256(" ".join(found[start : start + SIZE]).encode()).digest()[:BYTES]


def known() -> frozenset[bytes]:
    """The runs of the publication."""
    data = FINGERPRINTS.read_bytes()
    return frozenset(data[i : i + BYTES] for i in range(0, len(data), BYTES))


def copied(text: str, runs: frozenset[bytes]) -> list[str]:
    """The runs of a text that the publication has too, as words."""
    found = words(text)
    return [" ".join(found[start : start + SIZE]) for start, run in enumerate(hashes(found)) if run in runs]
