"""What people shorten in the name of a place: « Gd Quevilly », « Mt St Michel », « Clermont Fd », « Aix en Pce ».

`assets/lieux/abreges.js` does the same. What is read so is offered, never opened: « pt » is « pont » or « petit ».
"""

from __future__ import annotations

import re
from itertools import product

_IN_FULL = {
    "mt": ("mont",), "mts": ("monts",), "gd": ("grand",), "grd": ("grand",), "gde": ("grande",), "grde": ("grande",), "gds": ("grands",), "gdes": ("grandes",),
    "pt": ("pont", "petit"), "pte": ("petite", "porte"), "vx": ("vieux",), "ht": ("haut",), "hte": ("haute",), "hts": ("hauts",), "htes": ("hautes",),
    "bg": ("bourg",), "nd": ("notre dame",), "s": ("sur",), "ss": ("sous",),
}  # fmt: skip
_WAYS = 4  # readings of one name
_LEAST, _MOST = 2, 5  # letters of a shortened word


def in_full(name: str) -> list[str]:
    """A folded name with its usual abbreviations written in full, in every way; nothing when it has none."""
    words = re.sub(r"\bn d\b", "nd", name).split()
    ways = product(*(_IN_FULL.get(word, (word,)) for word in words))
    return [" ".join(way) for way, _ in zip(ways, range(_WAYS), strict=False)] if not _IN_FULL.keys().isdisjoint(words) else []


def spelt_like(words: list[str], full: list[str]) -> bool:
    """Whether these words are those of a name, one at least shortened to its first letter, its last, and some between."""
    if len(words) != len(full) or words == full:
        return False
    return all(word == whole or _shortens(word, whole) for word, whole in zip(words, full, strict=True))


def _shortens(word: str, whole: str) -> bool:
    if not _LEAST <= len(word) <= min(_MOST, len(whole) - 2) or word[0] != whole[0] or word[-1] != whole[-1]:
        return False
    letters = iter(whole)
    return all(letter in letters for letter in word)


def heard_alike(key: str) -> str:
    """A key with the letters that sound the same written the usual way: « hazparren », « kayenne »."""
    return key.replace("z", "s").replace("k", "c")
