"""How French is set: apostrophes, quotes, spaces before the high signs, numbers, dates, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup, escape

from atlas.record.values import PartialDate

NARROW, WIDE = "\u202f", "\u00a0"
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")  # fmt: skip

_SPACES = " \u00a0\u202f"
# Each pattern starts with the sign itself, then looks around it: an engine that jumps from sign to sign is ten times faster.
_APOSTROPHE = re.compile(r"'(?<=\w')(?=\w)")
_OPEN = re.compile(f"«[{_SPACES}]*")
_SPACED = re.compile(f"(?<![{_SPACES}])[{_SPACES}]+([;!?%:])")  # from where the spaces begin, and nowhere else: they may be thousands
_WORD_END = re.compile(r"[\w)»”%\u2026]")
# One look decides whether there is anything to set: many texts come already set.
_UNSET = re.compile(
    r"[';!?%:«»](?:(?<=\w')(?=\w)|(?<=«)(?!\u202f)|(?<=»)(?<!\u202f»)|(?<=[ \u00a0][;!?%])|(?<=[ \u202f]:)(?!\S))"
)


# A sign may follow a tag, or a value that is not there yet: any space before it is the one it asks for. A note set aside comes
# after it as a tag would (U+E000, safe_html.py).
_MARKUP_SIGN = re.compile("[ \u00a0]([;!?:])(?=[\\s<\ue000]|$)")


_THOUSANDS = re.compile(r"\d (?<!\d{4} )(?=\d{3}(?!\d))")  # « 4 000 », but not the year of « en 2014 300 personnes »


def french(text: str) -> str:
    """The text with typographic apostrophes and no-break spaces; already correct text comes back as it is."""
    text = _THOUSANDS.sub(lambda found: found[0][0] + NARROW, text)
    if not _UNSET.search(text):
        return text
    text = _OPEN.sub(f"«{NARROW}", _APOSTROPHE.sub("’", text))
    # Quotes first: the space they bring is what a colon before them is followed by.
    if "»" in text:
        *quoted, rest = text.split("»")
        text = f"{NARROW}»".join([*(part.rstrip(_SPACES) for part in quoted), rest])
    return _SPACED.sub(_high, text)


def _high(found: re.Match[str]) -> str:
    """The space a high sign asks for, where a word, a closing sign or a number stands before it: addresses have none."""
    sign, start, end = found[1], found.start(), found.end()
    before, after = found.string[start - 1 : start], found.string[end : end + 1]
    if sign == "%":
        return f"{NARROW}%" if before.isdecimal() else found[0]
    if not _WORD_END.match(before):
        return found[0]
    if sign == ":":
        return f"{WIDE}:" if not after or after.isspace() else found[0]
    return NARROW + sign


def french_markup(text: str) -> str:
    """A piece of HTML with the no-break spaces that French asks for: what stands before it is not known."""
    text = text.replace("« ", f"«{NARROW}").replace(" »", f"{NARROW}»")
    return _MARKUP_SIGN.sub(lambda sign: f"{WIDE}:" if sign[1] == ":" else f"{NARROW}{sign[1]}", text)


def printed(text: str) -> Markup:
    """A plain text as a page shows it: set in French, then escaped."""
    return escape(french(text))


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
