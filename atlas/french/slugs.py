"""How a name becomes part of an address: lower case, no accent, hyphens."""

from __future__ import annotations

import re
from functools import lru_cache

from atlas.geo.places import fold

# Names whose address a browser surely makes as we do.
_PLAIN = re.compile(r"[A-Za-z0-9ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆàâäçéèêëîïôöùûüÿœæ'’&.,:;!?()«»/+–—\- \u00a0\u202f]*")


def slug(name: str) -> str:
    """`Provence-Alpes-Côte d’Azur` → `provence-alpes-cote-d-azur`."""
    return fold(name).replace(" ", "-")


@lru_cache(maxsize=1 << 14)  # each pole is told in several files
def untold(address: str, name: str) -> str:
    """The address, or nothing where a browser makes it from the name: what compact files say of it."""
    return "" if _PLAIN.fullmatch(name) and slug(name) == address else address
