"""What a record says that no line and no section of a page tells by name, with the labels of the field table; and its sources, which carry some of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from atlas import urls
from atlas.french.typography import date, enumeration, french, number
from atlas.model.atlas import Atlas
from atlas.model.pole import Figure, Pole, Recognition, Site, Source, Stakeholder, Statement
from atlas.pages.identity_card import Fact, noted
from atlas.record.fields import FIELDS, Field, path_of
from atlas.record.values import PartialDate

Further = tuple[tuple[str, str], ...]
"""Labels and texts, in the order of the field table."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source, as the notes list it."""

    number: int
    titre: str
    date: str
    url: str
    site: str
    consulte: str
    autres: Further


def reference(source: Source, autres: Further) -> Reference:
    """A source as the notes list it."""
    return Reference(
        source.number,
        source.titre,
        date(source.date),
        urls.printable(source.url),
        urls.host(source.url),
        date(source.consulte_le),
        autres,
    )


def facts(atlas: Atlas, pole: Pole, known: dict[str, tuple[int, str]]) -> Iterator[Fact]:
    """The lines that come after those of the identity card."""
    for field in FIELDS:
        yield from _further(atlas, field, pole, known)


def beside(atlas: Atlas, item: Site | Stakeholder | Statement | Figure | Recognition | Source, *path: str) -> Further:
    """What stands after an item of a list."""
    return told(atlas, path_of(".".join(path))[-1], item.further) if item.further else ()


def _further(atlas: Atlas, field: Field, pole: Pole, known: dict[str, tuple[int, str]]) -> Iterator[Fact]:
    """A line for each thing the record says of a field, and that no line or section tells by name."""
    said = pole.further.get(field.key)
    if not said or not field.public:
        return
    if not field.fields:
        yield Fact(field.label, noted(known, words(atlas, field, said), pole.provenance.get(field.key, "")), pole.remarques.get(field.key, ""))
    source = getattr(getattr(pole, field.key, None), "source", "") or pole.provenance.get(field.key, "")
    for label, text in _lines(atlas, field, said):
        yield Fact(f"{field.label} : {label}", noted(known, text, source))


def _lines(atlas: Atlas, field: Field, said: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - the type is the field's
    if isinstance(said, tuple):
        for item in said if field.fields else ():
            yield from _lines(atlas, field, item)
    elif field.kind == "table":
        for id_, row in said.items() if field.fields else ():
            yield from ((f"{label} ({id_})", text) for label, text in told(atlas, field, row))
    elif field.fields:
        yield from told(atlas, field, said)


def told(atlas: Atlas, field: Field, said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What a group says that nothing tells by name, each with its label."""
    found: list[tuple[str, str]] = []
    for part in field.fields:
        if part.public and part.key in said:
            found += _lines(atlas, part, said[part.key]) if part.fields else [(part.label, words(atlas, part, said[part.key]))]
    return tuple(found)


def words(atlas: Atlas, field: Field, value: Any) -> str:  # noqa: ANN401 - the type is the field's
    """A value as a page shows it."""
    if isinstance(value, tuple):
        return enumeration(words(atlas, field, item) for item in value)
    if isinstance(value, Mapping):
        return enumeration(f"{key} : {words(atlas, field, item)}" for key, item in value.items())
    if field.choices:
        return atlas.label(field.choices, value)
    return date(value) if isinstance(value, PartialDate) else number(value) if isinstance(value, Decimal) else french(str(value))
