"""Whether a list says the same thing twice: a member, a place, a figure typed again."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.reading import Reading
from atlas.french.folding import fold
from atlas.problems.report import Problem, quote

# What tells one line of a list from another, its name first.
TOLD_BY: dict[str, tuple[str, ...]] = {
    "parties_prenantes": ("nom",),
    "lieux": ("commune", "role"),
    "chiffres": ("libelle", "annee", "unite"),
    "cooperations.moyens": ("texte",),
    "cooperations.projets": ("texte",),
    "cooperations.strategique": ("texte",),
}


def lines_differ(reading: Reading, _: Context) -> Iterator[Problem]:
    """No line of a list is another one again: told of the second."""
    for dotted, keys in TOLD_BY.items():
        path = tuple(dotted.split("."))
        seen: dict[tuple[str, ...], int] = {}
        for rank, item in enumerate(reading.get(*path) or ()):
            told = tuple(fold(reading.texts.get((*path, rank, key), "")) for key in keys) if item else ("",)
            first = seen.setdefault(told, rank) if told[0] else rank
            if first != rank:
                name: tuple[str | int, ...] = (*path, rank, keys[0])
                yield reading.tell(name, "ligne-en-double", lu=quote(reading.texts[name]), premier=first + 1)
