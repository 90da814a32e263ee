"""The readers of our scripts stand against a few hundred damaged texts each: `python -m tools.attack_browser` gives them thousands."""

from __future__ import annotations

import pytest

from tools.attack_browser import attack

pytestmark = pytest.mark.browser


def test_no_reader_of_ours_breaks(browser, real):
    """Each answers or refuses in words of ours, and reads the same again what it wrote."""
    told = attack(browser, real, 200, 3)
    assert {name: count["wrong"][:2] for name, count in told.items() if count["wrong"]} == {}
    assert [name for name, count in told.items() if not count["answered"]] == []
    assert told["fichier d’autodiagnostic"]["refused"] > 50
