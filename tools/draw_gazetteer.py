"""Cuts the gazetteer again from `content/geo` into `content/gazetteer`: `python -m tools.draw_gazetteer`.

To be run when `content/geo` changes; takes some ten seconds. `tests/test_gazetteer.py` holds what is kept against what
this makes.
"""

from __future__ import annotations

from pathlib import Path

from atlas.client import gazetteer
from atlas.geo import places

CONTENT = Path(__file__).resolve().parent.parent / "content"


def main() -> None:
    """Write every file, and take away those of yesterday."""
    folder = CONTENT / "gazetteer"
    folder.mkdir(exist_ok=True)
    fresh = gazetteer.files(places.load(CONTENT / "geo"))
    for old in folder.glob("*.json"):
        if old.name not in fresh:
            old.unlink()
    for name, text in fresh.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
