"""Whether a signature of the Charter is possible, and whether its source can prove it."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.reading import Reading
from atlas.french.typography import date
from atlas.problems.report import Problem, quote
from atlas.record.values import PartialDate, read_date


def charter_was_there_to_sign(reading: Reading, context: Context) -> Iterator[Problem]:
    """A version is not signed before it exists."""
    charter = reading.get("charte") or {}
    signed, version = charter.get("signee_le"), context.vocabularies["chartes"].get(charter.get("version", ""))
    born = read_date(version.depuis) if version else None
    if version and signed and isinstance(born, PartialDate) and _before(signed, born):
        yield reading.tell(
            ("charte", "signee_le"), "charte-avant-version", lu=quote(str(signed)), version=version.label.lower(),
            jour=date(born),
        )  # fmt: skip


def charter_is_proved_afterwards(reading: Reading, _: Context) -> Iterator[Problem]:
    """What was written before a signature cannot prove it."""
    charter = reading.get("charte") or {}
    signed, source = charter.get("signee_le"), (reading.get("sources") or {}).get(charter.get("source"), {})
    written = source.get("date")
    if signed and written and _before(written, signed):
        yield reading.tell(("charte", "source"), "charte-source-anterieure", lu=written, signature=signed)


def _before(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date is before another for certain: only the parts that both know are compared."""
    pairs = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    known = [pair for pair in pairs if all(pair)]
    return [mine for mine, _ in known] < [theirs for _, theirs in known]
