"""Names without what people leave out when they type: folded to compare, and as parts of addresses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Names whose address a browser surely makes as we do.
_PLAIN = re.compile(r"[A-Za-z0-9ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆàâäçéèêëîïôöùûüÿœæ'’&.,:;!?()«»/+–—\- \u00a0\u202f]*")


class _Folding(dict[int, str]):
    """What `fold` makes of each sign, worked out the first time it is met: names share their letters."""

    def __missing__(self, code: int) -> str:
        bare = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
        plain = bare.casefold().replace("œ", "oe").replace("æ", "ae")
        self[code] = "".join(c if c.isalnum() else " " for c in plain)
        return self[code]


_FOLDED = _Folding()
_SPELLED_OUT = {"st": "saint", "ste": "sainte"}


def fold(text: str) -> str:
    """A name without case, accents, ligatures, hyphens or apostrophes, `st`/`ste` spelled out: what people mean."""
    return " ".join([_SPELLED_OUT.get(word, word) for word in text.translate(_FOLDED).split()])


def slug(name: str) -> str:
    """`Provence-Alpes-Côte d’Azur` → `provence-alpes-cote-d-azur`."""
    return fold(name).replace(" ", "-")


@lru_cache(maxsize=1 << 14)  # each pole is told in several files
def untold(address: str, name: str) -> str:
    """The address, or nothing where a browser makes it from the name: what compact files say of it."""
    return "" if _PLAIN.fullmatch(name) and slug(name) == address else address
