"""Which known word a misspelt one most likely means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from atlas.places import fold

LONGEST = 80  # characters: beyond, nobody misspelt a word, and comparing would cost


def nearest(word: str, words: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word nearest to a misspelt one, whatever its case and accents, or an empty string."""
    return nearest_label(word, {known: known for known in words}, cutoff)


def nearest_label(word: str, labels: Mapping[str, str], cutoff: float = 0.6) -> str:
    """The value whose label (the key) is nearest to a misspelt word, or an empty string."""
    if not word or len(word) > LONGEST:
        return ""
    folded = {fold(label): value for label, value in labels.items()}
    found = difflib.get_close_matches(fold(word), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else ""
