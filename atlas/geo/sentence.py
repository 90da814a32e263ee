"""The places that a sentence names, where it is none itself. `assets/lieux/phrase.js` does the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from atlas.geo import apart
from atlas.geo.name_index import KNOWN

if TYPE_CHECKING:
    from atlas.geo.toponyms import Name
    from atlas.geo.typed import Answer

    Levels = list[tuple[int, Name]]


def said_in(name: str, exact: Callable[[str], Levels], answer: Callable[[str, Levels], Answer]) -> tuple[Name, ...]:
    """The known town a folded sentence begins with, its last words and the places before them, or what is before « et »; else what a word announces in it.

    « Rennes Nantes », « Lyon Part-Dieu », « je suis maire de Rennes », « Redon et alentours », « entre Millau, Rodez et Albi ». `exact` gives
    the names a part is exactly, as levels, and `answer` their order.
    """

    def first(parts: Iterable[str], *, known: bool) -> tuple[str, tuple[Name, ...]]:
        for part in parts:
            found = [(level, n) for level, n in exact(part) if not known or (n.kind in "cdr" and n.weight >= KNOWN)]
            if found:
                return part, answer(part, found).found
        return "", ()

    part, found = first(apart.ends(name), known=False)
    said, rest = found, name.removesuffix(part) if found and name.endswith(part) else ""
    while found and rest:
        rest, joined, parts = apart.before(rest)
        part, found = first(parts, known=not joined)
        said = (*found, *said)
        rest = rest.removesuffix(part)
    _, start = first(apart.beginnings(name), known=True)
    return tuple(dict.fromkeys((*start, *said))) or first(apart.announced(name), known=False)[1]
