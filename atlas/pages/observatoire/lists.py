"""The poles behind the lines of a table, for whoever follows a number or reads without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atlas import urls
from atlas.french.typography import date
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.model.pole import Pole
from atlas.pages.data import Link, Page
from atlas.pages.observatoire import words
from atlas.record.values import PartialDate
from atlas.survey.observatory import CALLS, Observatory, Of, Table, anchor

HERE = Link(urls.OBSERVATOIRE, "L’observatoire")


@dataclass(frozen=True, slots=True)
class ListPage:
    """The poles behind each line of a table: anchor, words, poles."""

    titre: str
    base: str
    date: str
    groupes: tuple[tuple[str, str, tuple[Link, ...]], ...]


def of_table(atlas: Atlas, table: Table, values: Of) -> Page:
    """The poles behind each line of a table, by what `values` says of a pole."""
    found: dict[str, list[Pole]] = {}
    for pole in atlas.poles:
        for value in values(pole):
            found.setdefault(value, []).append(pole)
    lines = ((line.id, line.label, found[line.id]) for line in table.lines if line.poles)
    return _page(table.id, f"Les pôles par {words.PANELS[table.id].entete.lower()}", words.base(table.base, table.total), lines, atlas.updated)


def of_calls(seen: Observatory) -> Page:
    """The laureates that the atlas describes of each national call."""
    known = {pole.slug for call in seen.appels for pole in call.laureats}
    lines = ((call.term.id, call.term.label, call.laureats) for call in seen.appels if call.laureats)
    return _page(CALLS, "Les lauréats des appels nationaux", words.base(len(known), seen.total), lines, seen.date)


def _page(id_: str, title: str, base: str, lines: Iterable[tuple[str, str, Iterable[Pole]]], when: PartialDate | None) -> Page:
    groups = tuple((anchor(value), label, tuple(Link(urls.pole(pole.slug), f"{pole.nom}, {place_words(pole)}") for pole in poles)) for value, label, poles in lines)
    return Page(
        urls.observatoire_list(id_), "observatoire-liste.html", title,
        f"{title}, dans l’ordre alphabétique : {base} décrits par l’atlas.",
        ListPage(title, base, date(when), groups), (HERE,), "observatoire", str(when or ""),
    )  # fmt: skip
