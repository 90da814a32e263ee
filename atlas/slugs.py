"""How a name becomes part of an address: lower case, no accent, hyphens."""

from __future__ import annotations

from atlas.places import fold


def slug(name: str) -> str:
    """`Provence-Alpes-Côte d’Azur` → `provence-alpes-cote-d-azur`."""
    return fold(name).replace(" ", "-")
