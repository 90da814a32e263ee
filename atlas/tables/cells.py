"""What one cell says for one field: a value as a record writes it, or why it is left aside and what to type instead."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from atlas.content.vocabularies import Vocabulary
from atlas.french.folding import fold
from atlas.problems.report import quote
from atlas.record.fields import Field
from atlas.record.values import READERS, PartialDate, Refusal, read_date
from atlas.tables import spoken

_SPREADSHEET_EPOCH = dt.date(1899, 12, 30)  # what spreadsheets count days from
_SERIALS = (20_000, 60_000)  # 1954 to 2064
_YEARS = (1800, 2100)
_GUARDED = re.compile(r"(?:^|(?<=;))'(?=[=+\-@＝＋－＠])")
_LITERAL = re.compile(r'="([^"]*)"')
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<!--.*?-->", re.DOTALL)
_SIGNS = str.maketrans({"[": "(", "]": ")", "*": "", "`": "", "<": "", ">": "", "\\": "/"})
_SIREN, _SIRET = 9, 14


@dataclass(frozen=True, slots=True)
class Told:
    """A value, or none; and a French clause on it, if there is something to say."""

    value: str = ""
    note: str = ""


def plain(text: str) -> str:
    """The text of a cell, without the signs that keep a spreadsheet from computing it: `'+33…`, `="01004"`."""
    literal = _LITERAL.fullmatch(text)
    return " ".join(literal[1].split()) if literal else _GUARDED.sub("", text).strip()


def is_formula(text: str) -> bool:
    """Whether the cell is a formula whose value is not known: it is never computed."""
    return text.startswith("=") and not _LITERAL.fullmatch(text)


JOINT = "|"
LISTED = "|\n;"  # what people put between the values of one cell, the surest first


def pieces(text: str, signs: str = LISTED) -> list[str]:
    """The values that one cell holds, cut at the first of these signs that is there."""
    sign = next((sign for sign in signs if sign in text), "")
    return [piece.strip() for piece in (text.split(sign) if sign else [text]) if piece.strip()]


def prose(text: str) -> str:
    """A text for a story: without tags, one line a paragraph, and none of the signs that Markdown would take for its own."""
    told = [" ".join(part.split()) for part in re.split(r"\n\s*\n", html.unescape(_TAG.sub(" ", text))) if part.strip()]
    return "\n\n".join(re.sub(r"^[#>+=-]+\s+", "", part.translate(_SIGNS)) for part in told)


def read(field: Field, text: str, words: Vocabulary | None) -> Told:
    """The value of one cell, or of one piece of it, for a field."""
    if words is not None:
        return _chosen(field.choices, text, words)
    special = {"annee": _year, "date": _date, "url": _url, "siren": _siren, "telephone": _phone, "degres": _degrees}
    told = special.get(field.kind, Told)(text)
    if not told.value:
        return told
    if len(told.value) > field.limit:
        return Told(note=f"{len(told.value)} caractères, {field.limit} au plus ; raccourcissez")
    refused = READERS[field.kind](told.value)
    if isinstance(refused, Refusal):
        return Told(note=f"lu {quote(text)}, attendu {refused.expected}")
    return told


def chosen(text: str, words: Vocabulary) -> str:
    """The id of a word of a closed list, told by its id or its label, long or short; or nothing."""
    wanted = fold(text)
    return next((id_ for id_, term in words.items() if wanted in (fold(id_), fold(term.label), fold(term.court))), "")


def _chosen(name: str, text: str, words: Vocabulary) -> Told:
    if found := chosen(text, words):
        return Told(found)
    if found := spoken.said(name, text):
        return Told(found, f"lu {quote(text)}, écrit {words[found].label}")
    return Told(note=f"lu {quote(text)}, attendu l’un de : {', '.join(term.label for term in words.values())}")


def _year(text: str) -> Told:
    if text.isdecimal() and (day := _serial(text)):
        return Told(note=f"lu {quote(text)} : sans doute la date {day.isoformat()}, que le tableur a comptée en jours ; tapez {day.year}")
    date = read_date(_date(text).value)
    if not isinstance(date, PartialDate) or not date.day:
        return Told(text)
    counted = (dt.date(date.year, date.month, date.day) - _SPREADSHEET_EPOCH).days
    if _YEARS[0] <= counted <= _YEARS[1]:  # the year itself, which the spreadsheet took for a number of days
        return Told(note=f"lu {quote(text)} : sans doute l’année {counted}, que le tableur a prise pour une date ; tapez {counted}")
    return Told(str(date.year))


def _date(text: str) -> Told:
    if french := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text):
        return Told(f"{french[3]}-{int(french[2]):02d}-{int(french[1]):02d}")
    if found := re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.+Z-]*", text):
        return Told(found[1])
    if text.isdecimal() and (day := _serial(text)):
        return Told(note=f"lu {quote(text)} : sans doute la date {day.isoformat()}, que le tableur a comptée en jours ; tapez-la ainsi")
    return Told(text)


def _serial(text: str) -> dt.date | None:
    number = int(text) if len(text) <= len(str(_SERIALS[1])) else 0
    return _SPREADSHEET_EPOCH + dt.timedelta(days=number) if _SERIALS[0] <= number <= _SERIALS[1] else None


def _url(text: str) -> Told:
    first = next(iter(pieces(text.replace(" ", "|"))), text)
    if "://" not in first and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", first):
        return Told(f"https://{first}", f"lu {quote(first)}, écrit https://{first[:60]}")
    return Told(first, "" if first == text else f"lu {quote(text)} ; la première adresse est prise")


def _siren(text: str) -> Told:
    digits = re.sub(r"[\s.\u00a0\u202f]", "", text)
    return Told(digits[:_SIREN] if re.fullmatch(rf"[0-9]{{{_SIRET}}}", digits) else digits)


def _phone(text: str) -> Told:
    digits = re.sub(r"[\s.\u00a0\u202f-]", "", text)
    if re.fullmatch(r"[1-9][0-9]{8}", digits):
        pairs = " ".join(("0" + digits)[at : at + 2] for at in range(0, 10, 2))
        return Told(note=f"lu {quote(text)} : sans doute {pairs}, dont le tableur a mangé le zéro ; tapez-le ainsi")
    return Told(text)


def _degrees(text: str) -> Told:
    return Told(text.replace(",", ".").replace("−", "-"))


def figures(told: list[str]) -> Iterator[dict[str, str]]:
    """Figures told as our own table does: « Surface : 68 hectares (2016) »."""
    for piece in told:
        if found := re.fullmatch(r"(.+?)\s*:\s*(-?[0-9]+(?:\.[0-9]+)?) ([^()]+?)(?: \(([0-9]{4})\))?", piece):
            yield {"libelle": found[1], "valeur": found[2], "unite": found[3], **({"annee": found[4]} if found[4] else {})}
