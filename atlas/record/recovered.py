"""What a value was before a person or a tool wrote it otherwise: a date put in another form, a number whose first zeros were lost."""

from __future__ import annotations

import datetime as dt
import re

# As tools write a date: by a slash or a dot, without zeros, glued; and with the hour that was never typed.
_LOOSE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")
_GLUED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SPELT = re.compile(r"(?:(?:le|en) )?(?:(?:([0-9]{1,2})(?:er)? )?([a-zéû]{3,9})\.? )?([0-9]{4})")
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
_STAMP = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ] {0,3}([0-9]{2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)? {0,3}(Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?")
# What surrounds a number that a spreadsheet or a word processor touched.
_AROUND = re.compile(r"""[\s"'“”„«»‘’]""")
_DECIMALS = re.compile(r"\.0{1,6}\Z")
_NOON, _HOUR = 720, 60  # minutes


def date_parts(text: str) -> tuple[int, ...]:
    """Year, month and maybe day of a date in another form than ours; empty when it is none, or its day is not sure."""
    found = _LOOSE.fullmatch(text) or _GLUED.fullmatch(text)
    if found:
        return tuple(int(part) for part in found.groups() if part)
    if spelt := _spelt(text):
        return spelt
    days = stamped_days(text)
    return days[0] if len(days) == 1 else ()


def _spelt(text: str) -> tuple[int, ...]:
    """A date in words, « 1er novembre 2026 », « sept. 2014 », « en 2024 »; empty when it is none, or the month is not sure."""
    found = _SPELT.fullmatch(text.lower())
    if not found:
        return ()
    day, month, year = found.groups()
    if not month:
        return (int(year),)
    begun = [rank for rank, name in enumerate(_MONTHS, 1) if _bare(name).startswith(_bare(month))]
    return (int(year), begun[0], *([int(day)] if day else [])) if len(begun) == 1 else ()


def _bare(month: str) -> str:
    return month.replace("é", "e").replace("û", "u")


def stamped_days(text: str) -> tuple[tuple[int, int, int], ...]:
    """The day that an hour was added to: one at midnight here or in Greenwich, or before noon; else that day or the next.

    Midnight here, told in the hour of Greenwich, is an hour of the evening before.
    """
    found = _STAMP.fullmatch(text)
    if not found:
        return ()
    try:
        day = dt.date(*(int(part) for part in found.groups()[:3]))
        minutes = int(found[4]) * _HOUR + int(found[5])
        if minutes < _NOON:
            return ((day.year, day.month, day.day),)
        after = day + dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return ()
    return (day.year, day.month, day.day), (after.year, after.month, after.day)


def digits_before(text: str, size: int) -> tuple[str, ...]:
    """The codes of `size` signs that a text may have been.

    It is one but for its case and what is around; or a number that lost its zero, which may have had it read in octal.
    """
    bare = _DECIMALS.sub("", _AROUND.sub("", text)).upper()
    if len(bare) == size and not bare.startswith("00"):
        return (bare,)
    bare = bare.lstrip("0")  # two zeros were put back where octal had taken one
    if not (bare.isascii() and bare.isdecimal()):
        return ()
    return tuple(code for code in (f"0{bare}", f"0{int(bare):o}") if len(code) == size)
