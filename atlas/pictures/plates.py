"""The grounds of the pictures, drawn once from `content/geo` by `tools/draw_plates.py` and kept in `content/plates`.

Drawing all of them takes some seconds and depends on no record, so a build only reads them; what comes from records,
the dots, is drawn over them at each build. A test holds them against a fresh drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atlas.geo.derived import tree, understood
from atlas.geo.places import Places
from atlas.machine.folders import ours
from atlas.pictures import underlay
from atlas.pictures.projection import Frame
from atlas.pictures.regionnames import Name, Ways
from atlas.pictures.regionplate import Extent, region_frame

EXTENTS = "regions.json"
FRANCE = "france.svg"
FRANCE_AND_BEYOND = "france-et-collectivites.svg"  # with an inset for each overseas collectivity


@dataclass(frozen=True, slots=True)
class Plates:
    """The grounds by file name, and those of the map that one moves; of each région by code, its frame, and the ways to name its départements."""

    files: dict[str, bytes]
    underlay: dict[str, bytes]
    frames: dict[str, Frame]
    names: dict[str, tuple[Ways, ...]]


def load(folder: Path, places: Places | None = None) -> Plates:
    """Read the prepared grounds; with places, hold that each of them has its own.

    Raises:
        PlaceError: when one is missing, or is not what the tool drew.
    """
    with understood(folder / EXTENTS):
        read = _read(folder, tree(folder / EXTENTS))
        if places and (missing := places.regions.keys() - read.frames.keys()):
            raise LookupError(missing)
    needed = (FRANCE, FRANCE_AND_BEYOND, *map(region_file, places.regions), *map(departement_file, places.departements)) if places else ()
    for name in (*needed, underlay.FOND, underlay.NAMES, *map(underlay.towns_file, places.regions)) if places else ():
        if name not in read.files | read.underlay:
            with understood(folder / name):
                raise FileNotFoundError
    return read


def _read(folder: Path, extents: dict[str, Any]) -> Plates:
    frames = {code: region_frame(Extent(departement, tuple(box))) for code, (departement, box, _) in extents.items()}
    names = {
        code: tuple(tuple(Name(size, x, y, tuple(lines)) for size, x, y, lines in ways) for ways in named)
        for code, (_, _, named) in extents.items()
    }
    files = {path.name: path.read_bytes() for path in ours(folder)}
    grounds = {name: content for name, content in files.items() if name.endswith(".svg")}
    return Plates(grounds, {name: files[name] for name in (underlay.FOND, underlay.NAMES, *map(underlay.towns_file, extents)) if name in files}, frames, names)


def departement_file(code: str) -> str:
    """The name of the ground of a département's locator."""
    return f"{code.lower()}.svg"


def region_file(code: str) -> str:
    """The name of the ground of a région's plate."""
    return f"region-{code}.svg"
