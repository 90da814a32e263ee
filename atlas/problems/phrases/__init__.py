"""What is said of a problem: every sentence, once, for the terminal and for the editor alike.

A phrase has an id and three clauses: what was read, what was expected, what to write instead. Words between braces are
blanks that the rules fill. Its code is its id up to the slash; what stands after the slash tells a variant, which says
only the clauses where it differs from the phrase of the code. `PIECES` are bits of sentences that go into blanks.

The editor's own scripts fill the same phrases (`client/editor_rules.py` hands them over).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.problems.phrases import autodiagnostic, ensemble, fichier, forme, lieux, recit, suite
from atlas.problems.phrases.clauses import Phrase

__all__ = ["PHRASES", "PIECES", "Phrase", "Said", "piece", "say"]

_BLANK = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase whose blanks are filled; `warns` when the problem is no error."""

    code: str
    read: str
    expected: str
    fix: str
    warns: bool


def _whole(phrases: Iterable[Phrase]) -> dict[str, Phrase]:
    """The phrases by id, variants completed by the phrase of their code, which stands before them."""
    found: dict[str, Phrase] = {}
    for phrase in phrases:
        assert phrase.id not in found, phrase.id
        base = found[phrase.code] if phrase.id != phrase.code else phrase
        found[phrase.id] = Phrase(
            phrase.id,
            phrase.read or base.read,
            phrase.expected or base.expected,
            phrase.fix or base.fix,
            warns=phrase.warns or base.warns,
        )
    return found


_ROOMS = (fichier, forme, lieux, recit, ensemble, suite, autodiagnostic)
PHRASES = _whole(phrase for room in _ROOMS for phrase in room.PHRASES)
PIECES: dict[str, str] = {"probleme": "lu {lu}, attendu {attendu} → {ecrire}", **forme.PIECES, **lieux.PIECES, **recit.PIECES, **ensemble.PIECES, **suite.PIECES}


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
