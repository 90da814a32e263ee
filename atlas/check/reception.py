"""Whether what is written in the editor can reach anybody: told to whoever keeps the site, of its settings."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.reading import Reading
from atlas.problems.report import Problem, tell

SETTINGS = "site_config.yaml"


def records_can_be_received(_: tuple[Reading, ...], context: Context) -> Iterator[Problem]:
    """Warn when the site gives neither an e-mail address nor a repository."""
    if context.unreachable:
        yield tell(SETTINGS, (context.unreachable, 1), "reception-impossible")
