"""What a phrase is: the words of a problem, with blanks for what changes from one file to the next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """The clauses of a problem; an empty one is that of the phrase of the code. `warns` when it is no error."""

    id: str
    read: str = ""
    expected: str = ""
    fix: str = ""
    warns: bool = False

    @property
    def code(self) -> str:
        """The code of the problem."""
        return self.id.partition("/")[0]
