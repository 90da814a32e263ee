"""Writes again what the editor looks places up in, from `content/geo` into `content/lieux-editeur`: `python -m tools.draw_editor_places`.

To be run when `content/geo` changes; takes some ten seconds. `tests/test_editor_rules.py` holds what is kept against what
this makes.
"""

from __future__ import annotations

from pathlib import Path

from atlas.client import editor_places
from atlas.geo import places

CONTENT = Path(__file__).resolve().parent.parent / "content"


def main() -> None:
    """Write every file, and take away those of yesterday."""
    folder = CONTENT / "lieux-editeur"
    folder.mkdir(exist_ok=True)
    fresh = editor_places.files(places.load(CONTENT / "geo"))
    for old in folder.glob("*.json"):
        if old.name not in fresh:
            old.unlink()
    for name, text in fresh.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
