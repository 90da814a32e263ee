"""The outlines of communes, intercommunalités and départements that territories are drawn with.

All are simplified and set on one grid together, so that neighbours share the very same points; `atlas/geo/perimeters.py`
says how they are written, and joins them.
"""

import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path

import geo_shapes as gs
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from atlas.geo import perimeters
from atlas.geo.perimeters import Ring

TOLERANCE = 0.0037  # degrees of latitude
SMALLEST_ISLET = 0.05  # km²
MAX_ROUNDS = 5
Rings = tuple[Ring, ...]


def on_grid(shape: BaseGeometry) -> BaseGeometry:
    """Set a shape on the grid, in parts of a degree."""
    return shapely.remove_repeated_points(shapely.transform(shape, np.round))


def settled(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Set shapes on the grid, and mend what the rounding makes touch or cross, until nothing does."""
    for _ in range(MAX_ROUNDS):
        shapes = [on_grid(shape) for shape in shapes]
        if all(shape.is_valid for shape in shapes) and shapely.coverage_is_valid(np.array(shapes, dtype=object)):
            return shapes
        shapes = list(shapely.coverage_clean(np.array(shapes, dtype=object)))
    raise ValueError("the communes do not settle on the grid")


def simplified(shapes: gs.Shapes) -> dict[str, Rings]:
    """Simplify communes whose edges match: the mainland in one piece, each overseas département alone."""
    groups: dict[str, list[str]] = {}
    for code in sorted(shapes):
        groups.setdefault(code[:3] if gs.is_overseas(code) else "", []).append(code)
    done: dict[str, Rings] = {}
    for group, codes in groups.items():
        latitude = shapes[codes[0]].centroid.y if group else gs.MAINLAND_LATITUDE
        factor = math.cos(math.radians(latitude))
        kept = {code: gs.stretch(gs.drop_islets(shapes[code], SMALLEST_ISLET, latitude), factor) for code in codes}
        # Some of what was dropped was no islet but lay within a neighbour, which takes it: no pinhole is left.
        thin = shapely.coverage_simplify(list(gs.clean(kept).values()), TOLERANCE)
        grid = [shapely.transform(gs.stretch(shape, 1 / factor), lambda p: p * perimeters.GRID) for shape in thin]
        done |= {code: rings_of(shape) for code, shape in zip(codes, settled(grid), strict=True)}
    return done


def rings_of(shape: BaseGeometry) -> Rings:
    """The rings of a shape on the grid, land on their left, long segments cut."""
    turned = gs.parts(shapely.orient_polygons(shape, exterior_cw=False))
    lines = [line for part in turned for line in (part.exterior, *part.interiors)]
    return tuple(sorted(perimeters.cut(tuple((int(x), int(y)) for x, y in line.coords)) for line in lines))


def write(out: Path, shapes: gs.Shapes, epci_of: Mapping[str, str]) -> int:
    """Write one file a département, one of the intercommunalités, one of the départements; return the bytes written.

    `epci_of` gives the SIREN of each commune that belongs to an intercommunalité.
    """
    communes = simplified(shapes)
    by_departement: dict[str, list[str]] = {}
    by_epci: dict[str, list[str]] = {}
    for code in sorted(communes):
        by_departement.setdefault(code[:3] if gs.is_overseas(code) else code[:2], []).append(code)
        if code in epci_of:
            by_epci.setdefault(epci_of[code], []).append(code)
    out.mkdir(exist_ok=True)
    size = 0
    for departement, codes in by_departement.items():
        size += _write(out / f"{departement}.json", {code: communes[code] for code in codes})
    for name, members in (("epci", by_epci), ("departements", by_departement)):
        joined = {code: perimeters.around(communes[member] for member in members[code]) for code in sorted(members)}
        size += _write(out / f"{name}.json", joined)
    return size


def _write(path: Path, shapes: Mapping[str, Rings]) -> int:
    lines = (f"{json.dumps(code)}:{json.dumps(perimeters.write(rings))}" for code, rings in shapes.items())
    return path.write_bytes(("{\n" + ",\n".join(lines) + "\n}\n").encode("ascii"))
