"""The grounds of the pictures, drawn once from `content/geo` by `tools/draw_plates.py` and kept in `content/plates`.

Drawing all of them takes some seconds and depends on no record, so a build only reads them; what comes from records,
the dots, is drawn over them at each build. A test holds them against a fresh drawing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from atlas.projection import Box

EXTENTS = "regions.json"


@dataclass(frozen=True, slots=True)
class Plates:
    """The grounds by file name, and the extent of each région by code, in kilometres on its plane."""

    files: dict[str, bytes]
    extents: dict[str, Box]


def load(folder: Path) -> Plates:
    """Read the prepared grounds."""
    extents = json.loads((folder / EXTENTS).read_text(encoding="utf-8"))
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.svg"))}
    return Plates(files, {code: (box[0], box[1], box[2], box[3]) for code, box in extents.items()})
