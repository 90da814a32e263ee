"""The prepared grounds are those the code draws today."""

from __future__ import annotations

from tests.sites import PROJECT
from tools.draw_plates import drawn


def test_the_kept_plates_are_what_is_drawn():
    """`python -m tools.draw_plates` would change nothing."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in (PROJECT / "content/plates").iterdir()}
    fresh = dict(drawn(PROJECT / "content/geo"))
    assert kept.keys() == fresh.keys()
    assert [name for name in kept if kept[name] != fresh[name]] == []
