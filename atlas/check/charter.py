"""Whether a signature of the Charter is possible, and whether its source can prove it."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.reading import Reading
from atlas.problems import Problem, quote
from atlas.typography import date
from atlas.values import PartialDate, read_date


def charter_was_there_to_sign(reading: Reading, context: Context) -> Iterator[Problem]:
    """A version is not signed before it exists."""
    charter = reading.get("charte") or {}
    signed, version = charter.get("signee_le"), context.vocabularies["chartes"].get(charter.get("version", ""))
    born = read_date(version.depuis) if version else None
    if version and signed and isinstance(born, PartialDate) and _before(signed, born):
        yield reading.error(
            ("charte", "signee_le"),
            "charte-avant-version",
            f"{quote(str(signed))}, avant que la {version.label.lower()} n’existe",
            f"une date à partir de : {date(born)}",
            "vérifiez la date et la version ; une charte propre au pôle n’est pas la Charte nationale",
        )


def charter_is_proved_afterwards(reading: Reading, _: Context) -> Iterator[Problem]:
    """What was written before a signature cannot prove it."""
    charter = reading.get("charte") or {}
    signed, source = charter.get("signee_le"), (reading.get("sources") or {}).get(charter.get("source"), {})
    written = source.get("date")
    if signed and written and _before(written, signed):
        yield reading.error(
            ("charte", "source"),
            "charte-source-anterieure",
            f"une source datée de {written} pour une signature de {signed}",
            "une source aussi récente que la signature, qui nomme le pôle parmi les signataires",
            "citez une autre source, ou ôtez « charte » : l’atlas n’affirme aucune signature sans preuve",
        )


def _before(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date is before another for certain: only the parts that both know are compared."""
    pairs = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    known = [pair for pair in pairs if all(pair)]
    return [mine for mine, _ in known] < [theirs for _, theirs in known]
