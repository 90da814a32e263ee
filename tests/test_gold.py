"""The miniature atlas, file by file, against its gold: HTML is reviewed like code. `python -m tests.accept` accepts."""

from __future__ import annotations

import pytest

from tests.gold_files import GOLD, PAGES, scrubbed


@pytest.mark.parametrize("path", PAGES)
def test_a_file_is_its_gold(miniature, path):
    """What is built is what was accepted."""
    assert scrubbed(miniature / path) == (GOLD / path).read_bytes().decode("utf-8")


def test_no_gold_is_left_over():
    """Every gold file is compared."""
    assert sorted(p.relative_to(GOLD).as_posix() for p in GOLD.rglob("*") if p.is_file()) == sorted(PAGES)
