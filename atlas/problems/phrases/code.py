"""What a code is: what its problem means, an example, and the words it is told in, with blanks for what changes from file to file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """The clauses of a problem, whole; `warns` when it is no error. Its code is its id up to the slash."""

    id: str
    read: str
    expected: str
    fix: str
    warns: bool

    @property
    def code(self) -> str:
        """The code of the problem."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Variant:
    """Another way of telling the problem of a code: only the clauses where it differs, and `warns` when it alone is no error."""

    id: str
    read: str = ""
    expected: str = ""
    fix: str = ""
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A code, its French title and what it means; what was written in an example, what should be; the clauses of its problem.

    The example is some fields of a record. `place` says when it is something else: text of the story (`recit`), a whole
    file (`fiche`, where « … » stands for the other fields), settings of the site (`reglages`), or nothing that can be shown as text (`ailleurs`). With several
    records, each begins by the name of its file, after a dièse. A test puts each into a record and checks it. `warns` when
    the problem is never an error.
    """

    id: str
    title: str
    meaning: str
    wrong: str
    right: str
    read: str
    expected: str
    fix: str
    variants: tuple[Variant, ...] = ()
    warns: bool = False
    place: str = ""

    def phrases(self) -> Iterator[Phrase]:
        """The phrase of the code, then those of its variants, each whole."""
        yield Phrase(self.id, self.read, self.expected, self.fix, self.warns)
        for v in self.variants:
            yield Phrase(f"{self.id}/{v.id}", v.read or self.read, v.expected or self.expected, v.fix or self.fix, self.warns or v.warns)
