"""The grid of the RGAA is whole, proves what the site says of itself, and rests on what exists."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from atlas.content import audit
from atlas.content.config import STATES
from atlas.content.yaml_file import ContentError
from tests.sites import PROJECT, at_home

GRID = PROJECT / "content/rgaa.yaml"
THEMES = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)


def test_each_criterion_of_the_rgaa_is_there_once():
    """Thirteen themes, 106 criteria, in their order."""
    numbers = [criterion.numero for criterion in audit.load(GRID).criteria]
    assert numbers == [f"{theme}.{rank}" for theme, count in enumerate(THEMES, 1) for rank in range(1, count + 1)]


def test_the_site_says_no_more_of_itself_than_the_grid_proves():
    """Neither the state of the configuration nor a criterion without its proof."""
    grid = audit.load(GRID)
    most = "totalement conforme" if grid.kept == grid.applicable else "partiellement conforme" if 2 * len(grid.kept) >= len(grid.applicable) else "non conforme"
    assert STATES.index(at_home()[0].config.accessibilite) <= STATES.index(most)
    assert [c.numero for c in grid.criteria if len(c.preuve) < 5] == []
    named = {name for c in grid.criteria for name in re.findall(r"(?:[\w-]+/)*[\w-]+\.(?:py|md|html)\b", c.preuve)}
    missing = {name for name in named if not any((PROJECT / folder / name).exists() for folder in ("", "tests"))}
    assert missing == set()


def test_the_declaration_tells_the_grid(real):
    """The rate, what is not kept, each page looked at, and that nobody who depends on it was asked; the sample stands in the site."""
    grid, page = audit.load(GRID), (real / "accessibilite/index.html").read_text(encoding="utf-8")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)).replace("\u202f", " ").replace("\u00a0", " ")
    assert f"{grid.rate} % des critères" in words
    assert f"{len(grid.kept)} sur les {len(grid.applicable)} qui s’appliquent" in words
    assert all(c.numero in words for c in (*grid.broken, *grid.unheard))
    assert all(name in words for name in grid.named(p.id for p in grid.pages))
    assert "aucune personne handicapée n’y a pris part" in words
    paths = {p.id: p.adresse.split("?")[0].split("#")[0] for p in grid.pages}
    assert [id_ for id_, path in paths.items() if not (real / path / ("" if path.endswith(".html") else "index.html")).exists()] == []


def test_what_is_yet_to_be_heard_is_not_counted_as_kept():
    """A criterion is kept where nothing stands against it on any page; the rate is rounded down."""
    grid = audit.load(GRID)
    cells = Counter(c.state(p.id) for c in grid.criteria for p in grid.pages)
    assert sum(cells.values()) == 106 * len(grid.pages)
    assert len(grid.kept) + len(grid.broken) + len(grid.unheard) == len(grid.applicable)
    assert grid.rate * len(grid.applicable) <= 100 * len(grid.kept) < (grid.rate + 1) * len(grid.applicable)
    assert not {c.numero for c in grid.kept} & {c.numero for c in (*grid.broken, *grid.unheard)}


@pytest.mark.parametrize(("here", "there", "told"), [
    ("sur: integrer", "sur: intégrer", "page inconnue de l’échantillon : intégrer"),
    ("sur: toutes sauf cadre", "sur: toutes sauf cadr", "page inconnue de l’échantillon : cadr"),
    ("sur: integrer", "sur: integrer\n    non: charte", "une page où le critère ne s’applique pas : charte"),
    ('numero: "2.2"', 'numero: "2.1"', "106 critères sont attendus"),
])  # fmt: skip
def test_a_grid_that_contradicts_itself_is_refused(tmp_path, here, there, told):
    """An unknown page, a fault where the criterion does not apply, a criterion told twice."""
    text = GRID.read_text(encoding="utf-8")
    assert here in text
    (tmp_path / "rgaa.yaml").write_text(text.replace(here, there, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        audit.load(tmp_path / "rgaa.yaml")
