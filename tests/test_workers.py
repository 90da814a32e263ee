"""Work is shared without losing any of it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.machine import workers
from atlas.machine.progress import Progress
from atlas.machine.workers import PARALLEL_FROM, shares, spread


@given(st.integers(0, 3 * PARALLEL_FROM))
def test_every_item_is_in_one_share(number):
    """Whatever their number, the shares together are the items, of like size."""
    found = shares(range(number))
    assert sorted(item for share in found for item in share) == list(range(number))
    assert max(map(len, found)) - min(map(len, found)) <= 1


def test_few_items_stay_together(monkeypatch):
    """A second process begins where it pays."""
    monkeypatch.setattr(workers, "cores", lambda: 3)
    assert len(shares(range(PARALLEL_FROM - 1))) == 1
    assert len(shares(range(PARALLEL_FROM))) == 3


@given(st.integers(0, 40))
def test_every_job_is_done_once_and_answers_stay_in_order(number):
    """Whoever takes a job, what it returns stands at its place."""
    assert spread([lambda rank=rank: rank * rank for rank in range(number)]) == [rank * rank for rank in range(number)]


def test_what_a_job_raises_is_raised():
    """Whether the job was done here or in another process."""
    def wrong() -> None:
        raise ValueError("essai")

    with pytest.raises(ValueError, match="essai"):
        spread([wrong, wrong])


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It does."""
        return True


def test_progress_is_told_on_a_terminal_only():
    """What is going on stands on a line that is wiped at the end; elsewhere nothing is written, and the parts are known all the same."""
    for stream in (Terminal(), io.StringIO()):
        progress = Progress(stream)
        progress.step("les pages")
        progress.step("")
        told = stream.getvalue()
        assert [words for words, _ in progress.parts] == ["les pages"]
        assert ("les pages…" in told and told.endswith("\x1b[K")) == stream.isatty()
        assert bool(told) == stream.isatty()
