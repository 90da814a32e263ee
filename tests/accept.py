"""Accept what the miniature atlas gives today as its gold: `python -m tests.accept`, then read the difference in Git."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.gold_files import GOLD, PAGES, scrubbed
from tests.sites import MINIATURE, build, project


def main() -> None:
    """Build the miniature atlas and write its gold files anew."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(project(Path(folder) / "projet", MINIATURE), site)
        shutil.rmtree(GOLD, ignore_errors=True)
        for path in PAGES:
            kept = GOLD / path
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(scrubbed(site / path), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
