"""The grid as data."""

from __future__ import annotations

import pytest

from atlas.content import referentiel
from atlas.content.yaml_file import ContentError
from tests.sites import PROJECT

FILE = PROJECT / "content" / "referentiel.yaml"


@pytest.fixture(scope="module")
def grid():
    return referentiel.load(FILE)


def test_it_is_a_tree_of_1_3_9_27(grid):
    """One theme, three general objectives, nine main ones, 27 indicators, each with a stable id."""
    assert [len(general.children) for general in grid.theme.children] == [3, 3, 3]
    assert len(grid.indicators) == 27
    assert [i.id for i in grid.indicators] == [f"i{n}-{k}" for n in range(1, 10) for k in (1, 2, 3)]
    assert len(grid.indicators) == 27


def test_what_is_certain_is_told_from_what_is_read(grid):
    """The general objectives are confirmed; placements below are readings; two are doubtful, and each names the other."""
    assert all(general.certain for general in grid.theme.children)
    assert not any(i.certain for i in grid.indicators)
    assert {i.id: i.swap for i in grid.indicators if i.swap} == {"i1-3": "i2-3", "i2-3": "i1-3"}


def test_a_doubt_that_is_not_mutual_is_refused(tmp_path):
    """An indicator that may change places with one that does not say so is told in French."""
    broken = tmp_path / "referentiel.yaml"
    broken.write_text(FILE.read_text(encoding="utf-8").replace("permutable_avec: i1-3", "permutable_avec: i1-1"), encoding="utf-8")
    with pytest.raises(ContentError, match="doit le nommer aussi"):
        referentiel.load(broken)


def test_the_scale_is_six_degrees_in_the_order_of_the_file(grid):
    """Six degrees; their order is data."""
    assert [d.rang for d in grid.degrees] == [1, 2, 3, 4, 5, 6]
    assert grid.degrees[0].importance == "très important"
    assert grid.degrees[-1].importance == "très peu important"


def test_a_wrong_tree_is_refused(tmp_path):
    """A grid with an indicator too few is refused in French."""
    text = FILE.read_text(encoding="utf-8")
    start = text.index("            - id: i9-3")
    broken = tmp_path / "referentiel.yaml"
    broken.write_text(text[:start] + text[text.index("\n\n", start) :], encoding="utf-8")
    with pytest.raises(ContentError, match="27 indicateurs"):
        referentiel.load(broken)
