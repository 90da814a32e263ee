"""What people type finds what they mean: the table of questions, put to the search page of the atlas itself."""

from __future__ import annotations

import pytest

from tests.atlases import real_atlas
from tests.browser import serve
from tests.questions import answers, judged, questions

pytestmark = pytest.mark.browser
FIRST, NEAR = 0.90, 0.95


@pytest.fixture(scope="module")
def shown(browser, real) -> dict[str, list[str]]:
    """The answers to all the questions, from one visit."""
    with serve(real) as root:
        context = browser.new_context(locale="fr-FR")
        found = answers(context.new_page(), root, [question.text for question in questions()])
        context.close()
    return found


@pytest.mark.parametrize("tuned", sorted({question.tuned for question in questions()}), ids=lambda tuned: "tuned with" if tuned else "kept apart")
def test_the_right_pole_comes_first(shown, tuned):
    """Nine times in ten the first result is right, and nineteen in twenty one of the first three."""
    result = judged([question for question in questions() if question.tuned == tuned], shown, real_atlas())
    assert result.rates >= (FIRST, 0), result.missed
    assert result.rates[1] >= NEAR, result.missed


def test_the_tables_ask_of_real_poles():
    """Each question is there once in its table, and says what answers it."""
    asked, atlas = questions(), real_atlas()
    assert len({(question.text, question.tuned) for question in asked}) == len(asked)
    for question in asked:
        assert {found for found in question.near if "/" not in found} <= set(atlas.by_slug), question
        assert question.nothing != (bool(question.first) or any(map(question.answered_by, atlas.poles))), question
