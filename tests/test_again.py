"""A failed test is tried once more, alone; one that fails twice, or one among many, has failed."""

from __future__ import annotations

import json
import textwrap

import pytest

from tests import again


@pytest.fixture
def left(tmp_path):
    """Leave a list of failures behind, as a full run does, over a file of tests of which one passes and one fails."""
    (tmp_path / "test_sample.py").write_text(textwrap.dedent("""
        def test_passes(): pass
        def test_fails(): assert False
    """))

    def leave(*names):
        path = tmp_path / ".pytest_cache" / "v" / "cache" / "lastfailed"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(dict.fromkeys(names, True)))
        return tmp_path

    return leave


def test_what_passes_alone_is_named_as_unstable(left, capsys):
    assert again.main(left("test_sample.py::test_passes")) == 0
    assert "INSTABLE" in capsys.readouterr().out


@pytest.mark.parametrize("names", [
    [], ["test_sample.py::test_fails"], ["test_sample.py::test_fails", "test_sample.py::test_passes"], ["test_sample.py::test_gone"],
    [f"test_sample.py::test_passes[{n}]" for n in range(again.FEW + 1)],
], ids=["nothing to try", "fails twice", "one of two fails twice", "a test that is not there", "too many"])  # fmt: skip
def test_what_fails_twice_or_among_many_has_failed(left, names, capsys):
    assert again.main(left(*names)) == 1
    assert "INSTABLE" not in capsys.readouterr().out
