"""Draws the grounds of the pictures again from `content/geo` into `content/plates`: `python -m tools.draw_plates`.

Likewise the script that folium writes for the map. To be run when an outline, a colour or folium changes; takes some five seconds. `tests/test_plates.py` holds what is
kept against what this draws.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from atlas.geo import places
from atlas.machine.cache import Cache
from atlas.pictures import plates, underlay
from atlas.pictures.france import france_base
from atlas.pictures.locator import departement_base
from atlas.pictures.outlines import load
from atlas.pictures.projection import COLLECTIVITES
from atlas.pictures.regionplate import departement_names, region_base, region_extent
from atlas.site import carte

CONTENT = Path(__file__).resolve().parent.parent / "content"


def drawn(geo: Path) -> Iterator[tuple[str, str]]:
    """Every file of `content/plates`, by its name."""
    geometry, known = load(geo), places.load(geo)
    yield plates.FRANCE, france_base(geometry)
    yield plates.FRANCE_AND_BEYOND, france_base(geometry, tuple(COLLECTIVITES))
    for code in known.departements:
        yield plates.departement_file(code), departement_base(geometry, code)
    yield from underlay.drawn(geometry, known)
    extents = {}
    for code in known.regions:
        yield plates.region_file(code), region_base(geometry, code)
        extent = region_extent(geometry, code)
        names = [[[n.size, n.x, n.y, n.lines] for n in ways] for ways in departement_names(geometry, code)]
        extents[code] = (extent.departement, [round(side, 3) for side in extent.box], names)
    yield plates.EXTENTS, "{\n" + ",\n".join(f"  {json.dumps(c)}: {json.dumps(e, ensure_ascii=False, separators=(',', ':'))}" for c, e in sorted(extents.items())) + "\n}\n"


def main() -> None:
    """Write every file."""
    folder = CONTENT / "plates"
    folder.mkdir(exist_ok=True)
    for name, text in drawn(CONTENT / "geo"):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    Cache(folder).keep(carte.SCRIPT, carte.key(), carte.script())


if __name__ == "__main__":
    main()
