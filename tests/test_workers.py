"""How work is shared: nothing lost, nothing twice."""

from hypothesis import given
from hypothesis import strategies as st

from atlas.machine.workers import shares


@given(st.lists(st.integers()), st.integers(1, 9), st.integers(0, 4))
def test_every_item_is_in_one_share(items, count, more):
    """Whatever their number, the shares together are the items."""
    found = shares(items, count, more)
    assert len(found) == count
    assert sorted(item for share in found for item in share) == sorted(items)


def test_the_first_share_may_weigh_more():
    """Two eighths on top of eight make ten of eighteen; without them, shares are of like size."""
    assert [len(share) for share in shares(range(180), 2, more=2)] == [100, 80]
    assert [len(share) for share in shares(range(181), 2)] == [91, 90]
