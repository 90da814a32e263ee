"""How French is set: apostrophes, quotes, spaces before the high signs, numbers, dates, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from atlas.values import PartialDate

NARROW, WIDE = "\u202f", "\u00a0"
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")  # fmt: skip

# A sign needs its space only where a word, a closing sign or a space stands before it: addresses have none.
_HIGH = re.compile(r"(?<=[\w)»”%\u2026])[ \u00a0\u202f]+([;!?])|(?<=\d)[ \u00a0]+(%)")
_COLON = re.compile(r"(?<=[\w)»”%\u2026])[ \u202f]+:(?=\s|$)")
_OPEN, _CLOSE = re.compile(r"«[ \u00a0\u202f]*"), re.compile(r"[ \u00a0\u202f]*»")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# One look decides whether there is anything to set: most texts come already set. Each branch starts with the sign itself,
# then looks around it: an engine that can jump from sign to sign reads ten times faster.
_UNSET = re.compile(
    r"[';!?%:«»](?:(?<=\w')(?=\w)|(?<=«)(?!\u202f)|(?<=»)(?<!\u202f»)|(?<=[ \u00a0][;!?%])|(?<=[ \u202f]:)(?!\S))"
)


def french(text: str) -> str:
    """The text with typographic apostrophes and no-break spaces; already correct text comes back as it is."""
    if not _UNSET.search(text):
        return text
    text = _APOSTROPHE.sub("’", text)
    # Quotes first: the space they bring is what a colon before them is followed by.
    text = _CLOSE.sub(f"{NARROW}»", _OPEN.sub(f"«{NARROW}", text))
    text = _HIGH.sub(lambda m: NARROW + (m[1] or m[2]), text)
    return _COLON.sub(f"{WIDE}:", text)


def number(value: Decimal | float) -> str:
    """A number as French readers expect it: 121 555, 13,5."""
    text = f"{value:,}" if isinstance(value, Decimal | int) else f"{value:,.1f}"
    return text.replace(",", NARROW).replace(".", ",")


def date(value: PartialDate | None) -> str:
    """« 22 novembre 2026 », « septembre 2014 », « 2014 », or an empty string."""
    if value is None:
        return ""
    if not value.month:
        return str(value.year)
    month = f"{MONTHS[value.month - 1]} {value.year}"
    day = "1er" if value.day == 1 else str(value.day)
    return f"{day}{WIDE}{month}" if value.day else month


def kilometres(distance: float) -> str:
    """A distance as people say it: « 4 km », « 120 km », « moins de 1 km »."""
    if distance < 1:
        return f"moins de 1{WIDE}km"
    return f"{number(round(distance))}{WIDE}km"


def enumeration(items: Iterable[str]) -> str:
    """« a, b et c »."""
    words = list(items)
    return " et ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def plural(count: int, word: str, words: str = "") -> str:
    """« 1 pôle », « 29 pôles »; zero is singular in French."""
    return f"{number(count)}{WIDE}{(words or word + 's') if count > 1 else word}"
