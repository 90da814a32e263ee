"""What the journeys share: the site under an ear, and a visitor in each engine, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines import listening
from tests.engines.driving import ENGINES, Absent, Engine, started
from tests.engines.visiting import Visitor

PREFIX = "/atlas/"


@pytest.fixture(scope="session")
def site(prefixed: Path) -> Iterator[tuple[str, list[str]]]:
    with listening.listen(prefixed, PREFIX) as listened:
        yield listened


@pytest.fixture(scope="session", params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


def visiting(engine: Engine, site: tuple[str, list[str]], *, dark: bool) -> Iterator[Visitor]:
    try:
        with started(engine, dark=dark) as driver:
            yield Visitor(driver, *site)
    except Absent as reason:
        pytest.skip(f"{engine.name} : {reason}")


@pytest.fixture(scope="session")
def light(engine: Engine, site: tuple[str, list[str]]) -> Iterator[Visitor]:
    yield from visiting(engine, site, dark=False)


@pytest.fixture(scope="session")
def dark(engine: Engine, site: tuple[str, list[str]]) -> Iterator[Visitor]:
    yield from visiting(engine, site, dark=True)


@pytest.fixture
def visitor(light: Visitor) -> Iterator[Visitor]:
    """A visitor of whom nothing is kept, and whose pages complain of nothing."""
    yield from at_ease(light)


@pytest.fixture
def by_night(dark: Visitor) -> Iterator[Visitor]:
    """The same in the dark."""
    yield from at_ease(dark)


def at_ease(visitor: Visitor) -> Iterator[Visitor]:
    visitor.heard.clear()
    yield visitor
    visitor.until("document.readyState === 'complete'")  # what a page left too soon was waiting for has failed, says Firefox
    # A page that asks for nothing: the next visit would cut what the map of the home page waits for.
    visitor.go("mentions-legales/").run("localStorage.clear(); sessionStorage.clear()")
    assert not visitor.heard, "\n".join(visitor.heard)
