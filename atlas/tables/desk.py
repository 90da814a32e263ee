"""What every line of a table is read with, and one line on its way to a record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from atlas.check.context import Context
from atlas.geo.typed import Register
from atlas.record.fields import path_of
from atlas.tables import cells, columns
from atlas.tables.citations import Source
from atlas.tables.columns import Column
from atlas.tables.grid import Grid


@dataclass(frozen=True, slots=True)
class Desk:
    """What every line is read with."""

    grid: Grid
    columns: tuple[Column, ...]
    context: Context
    register: Register
    source: Source
    ours: bool
    today: dt.date


@dataclass(slots=True)
class Line:
    """One line on its way to a draft: the texts of its cells by target, and what has been said of it."""

    desk: Desk
    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def say(self, target: str, note: str) -> None:
        """Add a sentence about the cell of a target."""
        column = next((c for c in self.desk.columns if c.target == target), None)
        where = self.desk.grid.column(column.place, column.title) if column else columns.label(target)
        self.notes.append(f"{where} : {note}")

    def one(self, target: str, text: str | None = None) -> str:
        """The value of a field from its cell, or from a piece of it; what cannot be taken is told."""
        given = self.texts.get(target, "") if text is None else text
        if not given:
            return ""
        spec = path_of(target)[-1]
        told = cells.read(spec, given, self.desk.context.vocabularies[spec.choices] if spec.choices else None)
        if told.note:
            self.say(target, told.note)
        return told.value

    def pieces(self, target: str, *, commas: bool = False) -> list[str]:
        """The values that a cell holds. Our own table joins them in one way; others in several."""
        signs = cells.JOINT if self.desk.ours else cells.LISTED + "," * commas
        return cells.pieces(self.texts.get(target, ""), signs)

    def several(self, target: str, *, commas: bool = False) -> list[str]:
        """The values of a cell that holds some, no more than the field takes."""
        spec = path_of(target)[-1]
        found = list(dict.fromkeys(v for piece in self.pieces(target, commas=commas) if (v := self.one(target, piece))))
        if len(found) > spec.most:
            self.say(target, f"{len(found)} valeurs, les {spec.most} premières sont reprises")
        return found[: spec.most]

    def beside(self, target: str, count: int) -> list[str]:
        """What a cell says of each of `count` values of another, in their order; nothing where the numbers differ."""
        kept = [piece.strip() for piece in self.texts.get(target, "").split("|")]
        if len(kept) == count:
            return kept
        if self.texts.get(target):
            self.say(target, f"{len(kept)} pour {count} : on ne sait pas lequel est à lequel")
        return [""] * count
