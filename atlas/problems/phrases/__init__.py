"""The one table of codes: which problems there are, what each means, and every sentence said of it.

A code stands once, with its title, what it means, an example, and three clauses: what was read, what was expected, what to
write instead. Words between braces are blanks that the rules fill. A variant says only the clauses where it differs; its
phrase has for id that of the code, a slash, its own. `PIECES` are bits of sentences that go into blanks. A published code
does not change its name: people link to it. What the editor's form says instead of the clauses is in `formulaire.py`.

The terminal, the forges' messages, the editor's own scripts (`client/editor_rules.py` hands them over), `docs/codes.md` and
the site's page of codes are all made from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from atlas.problems.phrases import (
    autodiagnostic,
    ecriture,
    ensemble,
    fichier,
    forme,
    formulaire,
    lieux,
    recit,
    reglages,
    suite,
)
from atlas.problems.phrases.code import Code, Phrase

__all__ = ["CODES", "FORM_WORDS", "PHRASES", "PIECES", "THEMES", "Code", "Phrase", "Said", "Theme", "piece", "say"]

_BLANK = re.compile(r"\{([a-z_]+)\}")
_ROOMS = (fichier, ecriture, forme, lieux, recit, ensemble, suite, autodiagnostic, reglages)


@dataclass(frozen=True, slots=True)
class Theme:
    """Codes that tell of one thing, under its French name."""

    id: str
    title: str
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase whose blanks are filled; `warns` when the problem is no error."""

    code: str
    read: str
    expected: str
    fix: str
    warns: bool


THEMES = tuple(Theme(room.__name__.rpartition(".")[2], room.TITLE, room.CODES) for room in _ROOMS)
CODES: tuple[Code, ...] = tuple(code for theme in THEMES for code in theme.codes)
PHRASES: dict[str, Phrase] = {phrase.id: phrase for code in CODES for phrase in code.phrases()}
PIECES: dict[str, str] = {"probleme": "lu {lu}, attendu {attendu} → {ecrire}", **forme.PIECES, **lieux.PIECES, **recit.PIECES, **ensemble.PIECES, **suite.PIECES, **formulaire.PIECES}
FORM_WORDS: dict[str, str] = {id_: words for id_ in PHRASES if (words := formulaire.WORDS.get(id_) or formulaire.WORDS.get(id_.partition("/")[0]))}


def say(id_: str, **blanks: object) -> Said:
    """A phrase with its blanks filled.

    Raises:
        KeyError: when there is no such phrase, or a blank of it was not given.
    """
    phrase = PHRASES[id_]
    return Said(
        phrase.code, _fill(phrase.read, blanks), _fill(phrase.expected, blanks), _fill(phrase.fix, blanks), phrase.warns
    )


def piece(id_: str, **blanks: object) -> str:
    """A bit of a sentence with its blanks filled.

    Raises:
        KeyError: as `say`.
    """
    return _fill(PIECES[id_], blanks)


def _fill(clause: str, blanks: dict[str, object]) -> str:
    return _BLANK.sub(lambda found: str(blanks[found[1]]), clause)
