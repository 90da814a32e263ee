"""Which known word a misspelt one most likely means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from atlas.french.folding import fold

LONGEST = 80  # characters: beyond, nobody misspelt a word, and comparing would cost
SHORTEST = 3  # characters: what may stand for the word it begins
OPPOSITES = ("in", "non ", "anti", "ex ", "pas ")  # « inactif » is a letter or two from « actif », and says the contrary


def nearest(word: str, words: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word nearest to a misspelt one, whatever its case and accents, or an empty string."""
    return nearest_label(word, {known: known for known in words}, cutoff)


def nearest_label(word: str, labels: Mapping[str, str], cutoff: float = 0.6) -> str:
    """The value whose label (the key) is nearest to a misspelt word, or an empty string."""
    if not word or len(word) > LONGEST:
        return ""
    wanted = fold(word)
    contrary = {wanted.removeprefix(sign) for sign in OPPOSITES} - {wanted}
    folded = {told: value for label, value in labels.items() if (told := fold(label)) not in contrary}
    # Cut short, « lat » for « latitude »: « agriculture » begins one word, and only looks like « culture ».
    begun = {folded[label] for label in folded if label.startswith(wanted)} if len(wanted) >= SHORTEST else set()
    if len(begun) == 1:
        return begun.pop()
    found = difflib.get_close_matches(wanted, folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else ""
