"""Whether a record is what its file name says, and its dates are possible."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.reading import Path, Reading
from atlas.check.slugs import NO_NAME, RESERVED, SLUG, names_agree, suggested
from atlas.problems.report import Problem, quote
from atlas.record.values import PartialDate

_A_DAY = dt.timedelta(days=1)
_NAMES = frozenset(("nom", "autres_noms", "porteur", "titre", "libelle"))  # keys whose text is what something is called
_WRAPPED = re.compile(r"«\s*([^«»]*[^«»\s])\s*»|[“„]\s*([^“”„]*[^“”„\s])\s*[”“]|‘\s*([^‘]*[^‘\s])\s*’|\"\s*([^\"]*[^\"\s])\s*\"")


def names_of(reading: Reading) -> tuple[str, ...]:
    """The names that a file may be called after: the pole's own, the others, its carrier's; none when it has no name."""
    nom = reading.get("nom")
    others = (*(reading.get("autres_noms") or ()), reading.get("porteur"))
    return (nom, *(name for name in others if name)) if nom else ()


def name_is_in_file_name(reading: Reading, _: Context) -> Iterator[Problem]:
    """The file name shares a word with the pole's name, another of its names, or its carrier."""
    names, slug = names_of(reading), reading.record.slug
    if names and SLUG.fullmatch(slug) and slug not in RESERVED and not names_agree(slug, names):
        nom = names[0]
        file, better = quote(f"{slug}.md"), suggested(nom) or NO_NAME
        yield reading.tell(("nom",), "nom-de-fichier/sans-rapport", lu=quote(nom), fichier=file, nom=better)


def names_stand_without_quotes(reading: Reading, _: Context) -> Iterator[Problem]:
    """No name is wrapped whole in quotation marks, which would be a part of it; YAML’s own are not there any more."""
    for path, text in reading.texts.items():
        key = path[-1] if isinstance(path[-1], str) else path[-2]
        if key in _NAMES and (wrapped := _WRAPPED.fullmatch(text.strip())):
            yield reading.tell(path, "nom-entre-guillemets", lu=quote(text), proche=next(filter(None, wrapped.groups())))


def dates_are_past(reading: Reading, context: Context) -> Iterator[Problem]:
    """No date to come, no year to come; a situation is not seen before the pole is born.

    Tomorrow is let through: the clock of a forge is Greenwich's, and Nouméa is eleven hours ahead of it.
    """
    somewhere = min(context.today, dt.date.max - _A_DAY) + _A_DAY
    for path, value in _dates(reading):
        if _is_after(value, somewhere):
            yield reading.tell(path, "date-future", lu=quote(str(value)), aujourdhui=context.today.isoformat())
    born, seen = reading.get("annee_creation"), reading.get("statut_constate_le")
    if born and seen and seen.year < born:
        yield reading.tell(("statut_constate_le",), "statut-avant-creation", lu=quote(str(seen)), annee=born)


def verified_on_a_day(reading: Reading, _: Context) -> Iterator[Problem]:
    """The last verification is known to the day."""
    value = reading.get("verifie_le")
    if value and not value.day:
        example = f"{value.year}-{value.month or 1:02d}-15"
        yield reading.tell(("verifie_le",), "date-incomplete", lu=quote(str(value)), exemple=example)


def _dates(reading: Reading) -> Iterator[tuple[Path, PartialDate]]:
    """Every date and year of a record; a year is a date known to the year."""
    for path in (("statut_constate_le",), ("verifie_le",), ("charte", "signee_le"), ("autodiagnostic", "date")):
        if value := reading.get(*path):
            yield path, value
    if year := reading.get("annee_creation"):
        yield ("annee_creation",), PartialDate(year)
    for rank, figure in reading.items("chiffres"):
        if year := figure.get("annee"):
            yield ("chiffres", rank, "annee"), PartialDate(year)
    for id_, source in (reading.get("sources") or {}).items():
        for key in ("date", "consulte_le"):
            if value := source.get(key):
                yield ("sources", id_, key), value


def _is_after(value: PartialDate, day: dt.date) -> bool:
    """Whether a date, as far as it is known, comes after a day."""
    known = tuple(part for part in (value.year, value.month, value.day) if part)
    return known > (day.year, day.month, day.day)[: len(known)]
