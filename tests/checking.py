"""What the tests of the checking rules share: the context, and how a fixture says what it expects (README.md)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings

from atlas.check import Context, Reading, check_record
from atlas.check.reading import slim
from atlas.content import config, referentiel, vocabularies
from atlas.content.retired import Retired
from atlas.geo import places
from atlas.problems.report import Problem
from atlas.record import yaml_text
from atlas.record.reader import slug_of
from atlas.record.values import PartialDate
from tests.at_once import check

ROOT = Path(__file__).parent.parent
VALID = ROOT / "tests" / "valid"
INVALID = ROOT / "tests" / "invalid"
TODAY = dt.date(2026, 11, 29)
RETIRED = Retired("pole-exemple-retire", PartialDate(2026, 11, 1), "erreur")
# A busy machine is no fault of the code: what costs time is held to account in test_check_hostile.py.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

_EXPECTED = re.compile(r"^# attendu: (\d+):(\d+) (erreur|avertissement) ([a-z0-9-]+)$", re.MULTILINE)
_CALLED = re.compile(r"^# fichier: (\S+)$", re.MULTILINE)
_REPEATED = re.compile(rb"^(.*?) *# r\xc3\xa9p\xc3\xa9ter: (\d+)\n", re.MULTILINE)

Told = tuple[str, int, int, str, str]  # path, line, column, level, code


@dataclass(frozen=True)
class Fixture:
    """The files of a fixture, as the check is given them, and what it must say of them."""

    files: tuple[tuple[str, bytes], ...]
    expected: frozenset[Told]
    former: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)
    unreachable: int = 0


@cache
def context() -> Context:
    grid = referentiel.load(ROOT / "content/referentiel.yaml")
    lists = vocabularies.load(ROOT / "content/vocabulaires.yaml") | referentiel.lists(grid)
    return Context(places.load(ROOT / "content/geo"), lists, TODAY, (RETIRED,))


def problems_of(*files: tuple[str, bytes], former: Mapping[str, tuple[Reading, ...]] | None = None, unreachable: int = 0) -> list[Problem]:
    return check(files, replace(context(), former=former or {}, unreachable=unreachable))[1]


def unreachable(text: str) -> int:
    """Of settings: the line that should say how a record can be sent, 0 when one does."""
    root, faults = yaml_text.parse(text)
    assert root is not None, faults
    return config.unreachable(ROOT / "site_config.yaml", root)


def reading(name: str, data: bytes) -> Reading:
    """A record as the rules between records see it."""
    found, _ = check_record(name, data, context())
    assert found
    return slim(found)


def problems_in(data: bytes | str, path: str = "poles/pole-exemple.md") -> list[Problem]:
    return problems_of((path, data.encode() if isinstance(data, str) else data))


def codes_in(data: bytes | str) -> list[str]:
    return [problem.code for problem in problems_in(data)]


def minimal(*changes: tuple[str, str]) -> str:
    """The minimal record, with some of its text changed."""
    text = (VALID / "minimal.md").read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def with_story(story: str) -> str:
    """The minimal record with another story after its only sentence."""
    return minimal().rstrip("\n") + "\n\n" + story


def told(problem: Problem) -> Told:
    return (problem.path, problem.line, problem.column, problem.level, problem.code)


def fixture(path: Path) -> Fixture:
    """A fixture of `tests/invalid`, with its second file and the one that is no more when it has them."""
    second, lost, settings_ = path.with_suffix(".bis"), path.with_suffix(".parti"), path.with_suffix(".reglages")
    parts = [_part(path, "pole-exemple.md")] + ([_part(second, "pole-exemple-bis.md")] if second.exists() else [])
    gone = [_part(lost, "pole-exemple-parti.md")] if lost.exists() else []
    settled = settings_.read_text(encoding="utf-8") if settings_.exists() else ""
    expected = frozenset(told for part in (*parts, *gone) for told in part[1])
    expected |= {("site_config.yaml", int(m[1]), int(m[2]), m[3], m[4]) for m in _EXPECTED.finditer(settled)}
    former = {slug_of(name): (reading(name, data),) for (name, data), _ in gone}
    return Fixture(tuple(part[0] for part in parts), expected, former, unreachable(settled) if settled else 0)


def _part(path: Path, called: str) -> tuple[tuple[str, bytes], list[Told]]:
    data = path.read_bytes()
    beside = path.with_name(path.name.removesuffix(".md") + ".attendu")
    notes = (beside if beside.exists() else path).read_text(encoding="utf-8")
    name = f"poles/{found[1] if (found := _CALLED.search(notes)) else called}"
    expected = [(name, int(m[1]), int(m[2]), m[3], m[4]) for m in _EXPECTED.finditer(notes)]
    return (name, _REPEATED.sub(lambda m: (m[1] + b"\n") * int(m[2]), data)), expected
