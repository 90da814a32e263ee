"""What a pole covers, and what that looks like on a map: the outline of all its communes together, with holes and islands.

`content/geo/contours` holds the communes of each département, the intercommunalités and the départements, all drawn
with the very same points (`tools/geo_contours.py`). So the outline of several of them is what remains when every
segment walked both ways is struck out: whole numbers, no tolerance. A territory known by its label alone has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from atlas.geo.derived import tree
from atlas.geo.places import Commune, Departement, Epci, Places, Region

Vertex = tuple[int, int]
"""East and north, in parts of a degree: `GRID` of them make one."""
Ring = tuple[Vertex, ...]
"""A closed line: the last vertex is the first. Land lies on its left; so a hole turns clockwise."""

GRID = 2000
REACH = 45
"""The longest step of a written ring, in parts of a degree; longer segments are cut."""
_ZERO = 81  # the character of a step of 0: steps take the characters from `$` to `~`


@dataclass(frozen=True, slots=True)
class Territory:
    """Where a pole acts: what its territory covers, and the départements it reaches without known limits. `vague`: covers nothing known."""

    libelle: str
    regions: tuple[Region, ...] = ()
    departements: tuple[Departement, ...] = ()
    epci: tuple[Epci, ...] = ()
    communes: tuple[Commune, ...] = ()
    departements_touches: tuple[Departement, ...] = ()

    @property
    def vague(self) -> bool:
        """Whether no source says what it is made of."""
        return not (self.regions or self.departements or self.epci or self.communes)


@dataclass(frozen=True, eq=False)
class Perimeter:
    """The outline of a territory. `parts` are its disjoint pieces (`R53` for a région), `missing` those without outline.

    Territories that name the same things share one, so that what is made of it is made once. It is held as it is written:
    a vertex takes two bytes instead of a hundred, and is read as soon as wanted.
    """

    parts: tuple[str, ...]
    written: str
    missing: tuple[str, ...] = ()

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Its rings."""
        return read(self.written)

    @property
    def polygons(self) -> tuple[tuple[Ring, ...], ...]:
        """The rings by polygon: the outer one, then its holes."""
        rings = self.rings
        if not any(twice_area(ring) < 0 for ring in rings):
            return tuple((ring,) for ring in rings)
        outer = [[ring] for ring in rings if twice_area(ring) > 0]
        for hole in (ring for ring in rings if twice_area(ring) < 0):
            around_it = [rings for rings in outer if _holds(rings[0], hole)]
            min(around_it, key=lambda rings: twice_area(rings[0])).append(hole)
        return tuple(map(tuple, outer))

    @cached_property
    def coordinates(self) -> str:
        """The coordinates of a GeoJSON MultiPolygon, as text: degrees with four decimals at most, outer rings counterclockwise."""
        return _list(
            _list(_list(f"[{x / GRID},{y / GRID}]" for x, y in ring) for ring in rings) for rings in self.polygons
        )

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """West, south, east and north, in parts of a degree."""
        xs, ys = zip(*(vertex for ring in self.rings for vertex in ring), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True)
class Perimeters:
    """The outlines of `content/geo/contours`; a file is read when a territory first needs it, a union made once."""

    places: Places

    def of(self, territory: Territory | None) -> Perimeter | None:
        """The outline of a territory, or None when it is unknown or known by its label alone."""
        if territory is None:
            return None
        named = (
            *(f"R{region.code}" for region in territory.regions),
            *(departement.code for departement in territory.departements),
            *(epci.code for epci in territory.epci),
            *(commune.code for commune in territory.communes),
        )
        if named and named not in self._known:
            self._known[named] = self._made(territory)
        return self._known.get(named)

    @cached_property
    def departements(self) -> dict[str, Perimeter]:
        """The outlines of all départements by their code; the collectivities have none."""
        found = {code: self.of(Territory("", departements=(d,))) for code, d in self.places.departements.items()}
        return {code: perimeter for code, perimeter in found.items() if perimeter and perimeter.written}

    def _made(self, territory: Territory) -> Perimeter:
        departements, parts = self.places.departements, [f"R{region.code}" for region in territory.regions]
        regions = {region.code for region in territory.regions}
        parts += [d.code for d in territory.departements if not d.is_collectivite and d.region not in regions]
        missing = [d.nom for d in territory.departements if d.is_collectivite]
        covered = {code for code, d in departements.items() if d.region in regions} | {d.code for d in territory.departements}
        epci = {e.code for e in territory.epci}
        parts += [part for code in sorted(epci) for part in self._outside(code, covered)]
        for commune in territory.communes:
            if departements[commune.departement].is_collectivite:
                missing.append(commune.nom)
            elif commune.departement not in covered and commune.epci not in epci:
                parts.append(commune.code)
        parts = sorted(set(parts))
        shapes = [self._written(part) for part in parts]
        return Perimeter(tuple(parts), shapes[0] if len(shapes) == 1 else _together(shapes), tuple(dict.fromkeys(missing)))

    def _outside(self, siren: str, covered: set[str]) -> list[str]:
        """An intercommunalité, or, where some of its départements are there already, its communes of the others."""
        own = self.places.epci_departements[siren] if covered else frozenset()
        if not own & covered:
            return [siren]
        if own <= covered:
            return []
        found = [code for code, row in self.places.rows.items() if row[3:4] == [siren]]
        return [code for code in found if self.places.commune(code).departement not in covered]  # type: ignore[union-attr]

    def _written(self, part: str) -> str:
        if part.startswith("R"):
            return _together(self._written(code) for code, d in self.places.departements.items() if d.region == part[1:])
        if part in self.places.departements:
            return self._file("departements")[part]
        if part in self.places.epci:
            return self._file("epci")[part]
        return self._commune(part)

    def _commune(self, code: str) -> str:
        return self._file(code[:3] if code.startswith("97") else code[:2])[code]

    def _file(self, name: str) -> dict[str, str]:
        if name not in self._files:
            self._files[name] = tree(self.places.folder / "contours" / f"{name}.json")
        return self._files[name]

    @cached_property
    def _files(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def _known(self) -> dict[tuple[str, ...], Perimeter]:
        return {}


def _list(texts: Iterable[str]) -> str:
    return f"[{','.join(texts)}]"


# The outline of several shapes


def _together(shapes: Iterable[str]) -> str:
    return write(around(map(read, shapes)))


def around(shapes: Iterable[tuple[Ring, ...]]) -> tuple[Ring, ...]:
    """The rings around disjoint shapes taken together, each from its first vertex in order, and in order."""
    once: set[tuple[Vertex, Vertex]] = set()
    for rings in shapes:
        for ring in rings:
            for a, b in pairwise(ring):
                if (b, a) in once:
                    once.remove((b, a))
                else:
                    once.add((a, b))
    return tuple(sorted(_closed(sorted(once))))


def _closed(segments: Iterable[tuple[Vertex, Vertex]]) -> Iterator[Ring]:
    """Segments joined into rings, none of which passes twice by the same vertex."""
    ahead: dict[Vertex, list[Vertex]] = {}
    for a, b in segments:
        ahead.setdefault(a, []).append(b)
    for start in list(ahead):
        way, rank = [start], {start: 0}
        while ahead[way[-1]]:
            vertex = ahead[way[-1]].pop()
            if vertex not in rank:
                rank[vertex] = len(way)
                way.append(vertex)
                continue
            ring = way[rank[vertex] :]
            way = way[: rank[vertex] + 1]
            for passed in ring[1:]:
                del rank[passed]
            first = ring.index(min(ring))
            yield (*ring[first:], *ring[: first + 1])


def twice_area(ring: Ring) -> int:
    """Twice the area inside a ring, in squares of the grid; negative for a hole."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _holds(ring: Ring, hole: Ring) -> bool:
    """Whether a hole lies inside a ring it shares no segment with (its vertices may touch)."""
    x, y = hole[0][0] + hole[1][0], hole[0][1] + hole[1][1]  # the middle of its first segment, doubled
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (2 * y1 > y) != (2 * y2 > y):
            side = (x2 - x1) * (y - 2 * y1) - (x - 2 * x1) * (y2 - y1)
            inside ^= (side > 0) == (y2 > y1)
    return inside


# How rings are written


@lru_cache(maxsize=8)  # what a page asks of one outline, it asks at once
def read(text: str) -> tuple[Ring, ...]:
    """The rings of a text: `x,y,` of a first vertex, then two characters a step; a space between two rings."""
    return tuple(map(_ring, text.split(" "))) if text else ()


def _ring(text: str) -> Ring:
    x, y, steps = text.split(",", 2)
    codes = steps.encode("ascii")
    return tuple(
        zip(
            accumulate((code - _ZERO for code in codes[::2]), initial=int(x)),
            accumulate((code - _ZERO for code in codes[1::2]), initial=int(y)),
            strict=True,
        )
    )


def write(rings: Iterable[Ring]) -> str:
    """Rings as `read` reads them. Their segments must have been cut."""
    return " ".join(
        f"{ring[0][0]},{ring[0][1]},"
        + "".join(chr(b - a + _ZERO) for pair in pairwise(ring) for a, b in zip(*pair, strict=True))
        for ring in rings
    )


def cut(ring: Ring) -> Ring:
    """A ring with vertices added to its long segments, the same whichever way a segment is walked."""
    points = [ring[0]]
    for a, b in pairwise(ring):
        (x1, y1), (x2, y2) = sorted((a, b))
        pieces = -(-max(x2 - x1, abs(y2 - y1)) // REACH)
        added = [(x1 + (x2 - x1) * k // pieces, y1 + (y2 - y1) * k // pieces) for k in range(1, pieces)]
        points += (*(added if a < b else reversed(added)), b)
    return tuple(points)
