"""Work is shared without losing any of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from atlas.machine import workers
from atlas.machine.workers import PARALLEL_FROM, shares


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
