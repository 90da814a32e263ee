"""What a typed value is: one small reader per kind, from the text of a record to a Python value.

A reader takes the text as typed and gives a value, or a `Refusal` that says in French what was expected and what to
write. It never raises.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

FIRST_YEAR = 1800  # older than any organisation a record may name


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is not a value of its kind; `code` is the problem code, the rest French clauses."""

    code: str
    expected: str
    fix: str


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day; unknown parts are 0. `str()` gives ISO 8601 back."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


Value = str | int | Decimal | PartialDate
Reader = Callable[[str], Value | Refusal]


def read_text(text: str) -> str:
    """Any text; white space is folded."""
    return " ".join(text.split())


def read_integer(text: str) -> int | Refusal:
    """A whole number, 0 or more, at most 15 digits."""
    if re.fullmatch(r"[0-9]{1,15}", text):
        return int(text)
    return Refusal("nombre-mal-ecrit", "un nombre entier", "écrivez des chiffres seuls, par exemple 42")


def read_number(text: str) -> Decimal | Refusal:
    """A number with an optional decimal part; a comma is told to become a point."""
    refusal = Refusal(
        "nombre-mal-ecrit",
        "un nombre, sans espace ni unité, avec un point décimal",
        "écrivez par exemple 1200 ou 13.5 ; l’unité va dans « unite »",
    )
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", text):
        return refusal
    try:
        return Decimal(text)
    except InvalidOperation:  # pragma: the pattern above lets nothing else through
        return refusal


def read_year(text: str) -> int | Refusal:
    """A year from 1800 on, on four digits."""
    if re.fullmatch(r"[0-9]{4}", text) and int(text) >= FIRST_YEAR:
        return int(text)
    return Refusal("annee-impossible", "une année sur quatre chiffres", "écrivez par exemple 2014")


def read_date(text: str) -> PartialDate | Refusal:
    """A year, a month or a day: `2014`, `2014-09`, `2014-09-19`."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    refusal = Refusal(
        "date-impossible",
        "une date qui existe : année, année-mois ou année-mois-jour",
        "écrivez par exemple 2014, 2014-09 ou 2014-09-19",
    )
    if not found:
        return refusal
    year, month, day = (int(part or 0) for part in found.groups())
    if year < FIRST_YEAR:
        return refusal
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return refusal
    if (found[2] and not month) or (found[3] and not day):
        return refusal
    return PartialDate(year, month, day)


def read_url(text: str) -> str | Refusal:
    """An http or https address with a host, without white space, credentials or control characters."""
    refusal = Refusal(
        "lien-mal-forme", "une adresse http:// ou https:// complète", "copiez l’adresse depuis la barre du navigateur"
    )
    if re.search(r"[\s\x00-\x20\x7f<>\"\\^`{|}]", text):
        return refusal
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return refusal
    if parts.scheme not in ("http", "https") or parts.username is not None:
        return refusal
    return text if re.fullmatch(r"([\w-]{1,63}\.)+\w{2,63}\.?", host) else refusal


def read_siren(text: str) -> str | Refusal:
    """A SIREN: nine digits whose Luhn sum is right; spaces are dropped."""
    digits = re.sub(r"[\s\u202f\u00a0]", "", text)
    if re.fullmatch(r"[0-9]{9}", digits) and _luhn(digits):
        return digits
    return Refusal(
        "siren-faux",
        "un SIREN : neuf chiffres dont la clé est juste",
        "vérifiez-le sur l’Annuaire des entreprises, ou ôtez cette ligne",
    )


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def read_commune_code(text: str) -> str | Refusal:
    """An INSEE commune code: five characters, `2A` and `2B` for Corsica."""
    if re.fullmatch(r"([0-9]{2}|2[AB])[0-9]{3}", text):
        return text
    return Refusal(
        "code-insee-mal-forme",
        "un code INSEE de commune sur cinq caractères (ce n’est pas le code postal)",
        'écrivez par exemple code_insee: "01004"',
    )


def read_degrees(text: str) -> Decimal | Refusal:
    """A latitude or longitude in decimal degrees, WGS 84."""
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,10})?", text) and abs(Decimal(text)) <= 180:
        return Decimal(text)
    return Refusal(
        "coordonnees-mal-ecrites", "des degrés décimaux avec un point", "écrivez par exemple latitude: 47.6514"
    )


def read_email(text: str) -> str | Refusal:
    """An e-mail address."""
    if len(text) <= 254 and re.fullmatch(r"[\w.+-]{1,64}@([\w-]+\.)+\w{2,}", text, re.ASCII):
        return text
    return Refusal("courriel-mal-forme", "une adresse comme contact@exemple.fr", "vérifiez l’adresse, ou ôtez-la")


def read_phone(text: str) -> str | Refusal:
    """A French telephone number, national or +33/+262/+508/+59x/+68x, any usual spacing."""
    digits = re.sub(r"[\s.\u202f\u00a0()-]", "", text)
    if re.fullmatch(r"0[1-9][0-9]{8}|\+(33|262|508|59[0467]|68[179])[0-9]{6,9}", digits):
        return digits
    return Refusal("telephone-mal-forme", "un numéro français", "écrivez par exemple 02 40 00 00 00")


READERS: dict[str, Reader] = {
    "texte": read_text,
    "choix": read_text,  # its closed list is the field's
    "lieu": read_text,  # a name or a code, looked up in the places
    "entier": read_integer,
    "nombre": read_number,
    "annee": read_year,
    "date": read_date,
    "url": read_url,
    "siren": read_siren,
    "code-insee": read_commune_code,
    "degres": read_degrees,
    "courriel": read_email,
    "telephone": read_phone,
}

KIND_LABELS = {
    "texte": "un texte",
    "choix": "un mot de la liste",
    "lieu": "un nom ou un code",
    "entier": "un nombre entier",
    "nombre": "un nombre",
    "annee": "une année",
    "date": "une date",
    "url": "une adresse web",
    "siren": "un SIREN",
    "code-insee": "un code INSEE",
    "degres": "des degrés décimaux",
    "courriel": "une adresse électronique",
    "telephone": "un numéro de téléphone",
    "groupe": "un groupe de clés",
    "table": "des lignes « identifiant: … »",
}
