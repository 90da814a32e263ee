"""What a typed value is: one small reader per kind, from the text of a record to a Python value.

A reader takes the text as typed and gives a value, or a `Refusal`: the phrase that says in French what was expected and
what to write. It never raises.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlsplit

from atlas.problems.phrases import say
from atlas.record.recovered import date_parts, digits_before, stamped_days

FIRST_YEAR = 1800  # older than any organisation a record may name
HALF_TURN = 180  # degrees
EMAIL_LIMIT = 254  # characters, by RFC 5321
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,10})?")
COMMUNE_CODE = re.compile(r"(0[1-9]|[1-9][0-9]|2[AB])[0-9]{3}")
_PHONE = re.compile(r"0[1-9][0-9]{8}|\+(33|262|508|59[0467]|68[179])[0-9]{6,9}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@([\w-]+\.)+\w{2,}", re.ASCII)
_HOST = re.compile(r"([\w-]{1,63}\.)+([^\W\d_]{2,63}|xn--[\w-]{1,59})\.?")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is not a value of its kind: a phrase, and what goes into its blanks, but `lu`, the text itself."""

    phrase: str
    blanks: dict[str, str] = field(default_factory=dict)

    @property
    def expected(self) -> str:
        """The French clause that says what was expected."""
        return say(self.phrase, lu="", **self.blanks).expected


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

_SURROUND = " \u00a0\u202f()[]{}<>\"'“”„«»‘’.,;:!?…"

Value = str | int | Decimal | PartialDate
Reader = Callable[[str], Value | Refusal]


def read_text(text: str) -> str:
    """Any text; white space is folded. What comes back, ids and words of lists, is one value."""
    return sys.intern(" ".join(text.split()))


def read_integer(text: str) -> int | Refusal:
    """A whole number, 0 or more, at most 15 digits."""
    if re.fullmatch(r"[0-9]{1,15}", text):
        return int(text)
    return Refusal("nombre-mal-ecrit")


def read_number(text: str) -> Decimal | Refusal:
    """A number with an optional decimal part; spaces are told to go, and a comma to become a point."""
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    plain = re.sub(r"(?<=\d)\s(?=\d{3}(\D|$))", "", text).replace(",", ".")
    found = re.match(r"-?\d{1,15}(\.\d{1,6})?(?![\d.]|[eE]\d)", plain, re.ASCII)
    return Refusal("nombre-mal-ecrit/proche", {"proche": found[0]}) if found else Refusal("nombre-mal-ecrit/decimal")


def read_year(text: str) -> int | Refusal:
    """A year from 1800 on, on four digits."""
    if re.fullmatch(r"[0-9]{4}", text) and int(text) >= FIRST_YEAR:
        return int(text)
    date = read_date(_alone(text))
    known = str(date) if isinstance(date, PartialDate) else date.blanks.get("proche", "")
    if not known and (two := _two_years(text)):
        return Refusal("annee-impossible/deux", two)
    return Refusal("annee-impossible/proche", {"proche": known[:4]}) if known else Refusal("annee-impossible")


def _two_years(text: str) -> dict[str, str]:
    """The years of « 2014-2015 », « 2014-15 », « de 2014 à 2016 »: nothing says which one was meant."""
    found = re.fullmatch(r"(?:de |entre )?([0-9]{2})([0-9]{2}) ?(?:[-–/]|à|et|ou) ?([0-9]{2})?([0-9]{2})", _alone(text).lower())
    years = (f"{found[1]}{found[2]}", f"{found[3] or found[1]}{found[4]}") if found else ()
    return {"premiere": years[0], "seconde": years[1]} if years and years[0] < years[1] and all(_is_date(int(year)) for year in years) else {}


def read_date(text: str) -> PartialDate | Refusal:
    """A year, a month or a day: `2014`, `2014-09`, `2014-09-19`; in another form, the right one is told."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    parts = tuple(int(part) for part in found.groups() if part) if found else ()
    if parts and _is_date(*parts):
        return PartialDate(*parts)
    french = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    day, month, year = map(int, french.groups()) if french else (0, 0, 0)
    if french and _is_date(year, month, day):
        return Refusal("date-impossible/proche", {"proche": str(PartialDate(year, month, day))})
    if (known := date_parts(text)) and _is_date(*known):
        return Refusal("date-impossible/proche", {"proche": str(PartialDate(*known))})
    if (days := stamped_days(text)) and all(_is_date(*day) for day in days):
        return Refusal("date-impossible/heure", {"jour": str(PartialDate(*days[0])), "suivant": str(PartialDate(*days[1]))})
    two, bare = _two_years(text), _alone(text)
    if two or bare == text:
        return Refusal("date-impossible/deux", two) if two else Refusal("date-impossible")
    date = read_date(bare)
    return Refusal("date-impossible/proche", {"proche": str(date)}) if isinstance(date, PartialDate) else date


def _is_date(year: int, month: int = 1, day: int = 1) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return year >= FIRST_YEAR


def read_url(text: str) -> str | Refusal:
    """An http or https address with a host, without white space, credentials or control characters."""
    if _is_url(text):
        return text
    if text.startswith("www.") or _is_url(f"https://{text}"):
        return Refusal("lien-mal-forme/www", {"adresse": text})
    if _is_email(text.removeprefix("mailto:")):
        return Refusal("lien-mal-forme/courriel")
    bare = _alone(text)
    return Refusal("lien-mal-forme/chevrons", {"adresse": bare}) if _is_url(bare) else Refusal("lien-mal-forme")


def _alone(text: str) -> str:
    """What a sentence, a letter’s head or Pandoc put signs around: « Contact <contact@exemple.fr>, » is an address."""
    found = re.search(r"<([^<>]*)>[\s.,;]*\Z", text)
    return (found[1] if found else text).strip(_SURROUND)


def _is_url(text: str) -> bool:
    if re.search(r"[\s\x00-\x20\x7f<>\"\\^`{|}]", text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    # `urlsplit` takes « [v1.x.fr] » for a host, brackets off.
    return parts.scheme in ("http", "https") and "@" not in parts.netloc and "[" not in parts.netloc and bool(_HOST.fullmatch(host))


def read_siren(text: str) -> str | Refusal:
    """A SIREN: nine digits whose Luhn sum is right; spaces are dropped."""
    digits = re.sub(r"[\s\u202f\u00a0]", "", text)
    if re.fullmatch(r"[0-9]{9}", digits) and _luhn(digits):
        return digits
    if re.fullmatch(r"[0-9]{14}", digits) and _luhn(digits[:9]):
        return Refusal("siren-faux/siret", {"proche": digits[:9]})
    likely = [code for code in digits_before(text, 9) if re.fullmatch(r"[0-9]{9}", code) and _luhn(code)]
    return Refusal("siren-faux/zero", {"proche": likely[0]}) if len(likely) == 1 else Refusal("siren-faux")


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def read_commune_code(text: str) -> str | Refusal:
    """An INSEE commune code: five characters, `2A` and `2B` for Corsica. What else it may have been, the register tells."""
    return text if COMMUNE_CODE.fullmatch(text) else Refusal("code-insee-mal-forme")


def read_degrees(text: str) -> Decimal | Refusal:
    """A latitude or longitude in decimal degrees, WGS 84."""
    if _DEGREES.fullmatch(text) and abs(Decimal(text)) <= HALF_TURN:
        return Decimal(text)
    likely = text.replace(",", ".")
    if likely != text and _DEGREES.fullmatch(likely):
        return Refusal("coordonnees-mal-ecrites/proche", {"proche": likely})
    return Refusal("coordonnees-mal-ecrites")


def read_email(text: str) -> str | Refusal:
    """An e-mail address."""
    if _is_email(text):
        return text
    if text.startswith("www.") or _is_url(text):
        return Refusal("courriel-mal-forme/page")
    bare = _alone(text.removeprefix("mailto:"))
    return Refusal("courriel-mal-forme/chevrons", {"adresse": bare}) if _is_email(bare) else Refusal("courriel-mal-forme")


def _is_email(text: str) -> bool:
    return len(text) <= EMAIL_LIMIT and bool(_EMAIL.fullmatch(text))


def read_phone(text: str) -> str | Refusal:
    """A French telephone number, national or +33/+262/+508/+59x/+68x, any usual spacing."""
    digits = re.sub(r"[\s.\u202f\u00a0()-]", "", text.replace("(0)", ""))
    if _PHONE.fullmatch(digits):
        return digits
    likely = [number for number in (f"+{digits}", *digits_before(digits, 10)) if digits.isdecimal() and _PHONE.fullmatch(number)]
    likely = [number for number in likely if digits == text or number.endswith(digits.lstrip("0"))]  # no tool read « 31 00 00 01 » in octal
    return Refusal("telephone-mal-forme/zero", {"proche": likely[0]}) if len(likely) == 1 else Refusal("telephone-mal-forme")


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
    "table": "des lignes « identifiant: … »",
}
