"""Where things are: communes, intercommunalités, départements and régions of one COG vintage, and distances.

The data lie in `content/geo` (its README gives sources and licences). Coordinates are WGS 84 degrees, distances
kilometres. Overseas collectivities stand beside départements, with no région.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from atlas.french.folding import fold, slug
from atlas.geo.derived import rows, tree, understood
from atlas.geo.rings import Ring, contains, edge_distance, polygons

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Point:
    """A place on Earth, in degrees."""

    latitude: float
    longitude: float

    def distance_km(self, other: Point) -> float:
        """Great-circle distance in kilometres (haversine)."""
        a, b = math.radians(self.latitude), math.radians(other.latitude)
        half = (
            math.sin((b - a) / 2) ** 2
            + math.cos(a) * math.cos(b) * math.sin(math.radians(other.longitude - self.longitude) / 2) ** 2
        )
        return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(half, 1.0)))  # rounding near the antipodes

    @property
    def on_sphere(self) -> tuple[float, float, float]:
        """Where it stands on a sphere of radius 1 around the centre of the Earth."""
        latitude, longitude = math.radians(self.latitude), math.radians(self.longitude)
        flat = math.cos(latitude)
        return flat * math.cos(longitude), flat * math.sin(longitude), math.sin(latitude)


@dataclass(frozen=True, slots=True)
class Region:
    """A région, by its INSEE code."""

    code: str
    nom: str

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return slug(self.nom)


@dataclass(frozen=True, slots=True)
class Departement:
    """A département, or an overseas collectivity (`region` empty, `box` its west, south, east, north)."""

    code: str
    nom: str
    region: str
    point: Point
    box: tuple[float, float, float, float] | None = None

    @property
    def is_collectivite(self) -> bool:
        """Whether this is an overseas collectivity, which belongs to no région."""
        return not self.region


@dataclass(frozen=True, slots=True)
class Epci:
    """An intercommunalité with its own taxation, by its SIREN."""

    code: str
    nom: str


@dataclass(frozen=True, slots=True)
class EpciFacts:
    """What an intercommunalité is made of: how many communes in each département, inhabitants, its most populous commune."""

    communes: dict[str, int]
    population: int
    principale: str

    @property
    def total(self) -> int:
        """How many communes in all."""
        return sum(self.communes.values())


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today; `point` is None in the overseas collectivities, whose towns we have no points of."""

    code: str
    nom: str
    departement: str
    codes_postaux: tuple[str, ...]
    epci: str
    population: int
    point: Point | None


def departement_code(commune_code: str) -> str:
    """The département (or collectivity) a commune code lies in: its first two characters, three overseas."""
    return commune_code[:3] if commune_code.startswith(("97", "98")) else commune_code[:2]


@dataclass(frozen=True)
class Places:
    """All places of one vintage. Look-ups by code are immediate; the index by name is made when first asked."""

    folder: Path
    regions: dict[str, Region]
    departements: dict[str, Departement]
    epci: dict[str, Epci]
    rows: Mapping[str, list[str]]

    def commune(self, code: str) -> Commune | None:
        """The commune of today with this code, or None."""
        row = self.rows.get(code)
        if row is None:
            return None
        try:
            if len(row) == _COM_COLUMNS:
                return Commune(code, row[1], row[2], tuple(row[3].split()), "", int(row[4] or 0), None)
            point = Point(float(row[5]), float(row[6]))
            return Commune(code, row[1], departement_code(code), tuple(row[2].split()), row[3], int(row[4] or 0), point)
        except ValueError:
            with understood(self.folder / ("communes_com.csv" if len(row) == _COM_COLUMNS else "communes.csv")):
                raise

    def communes_named(self, name: str) -> tuple[Commune, ...]:
        """The communes of today with this name, whatever its accents, case and hyphens; several are homonyms."""
        return tuple(c for code in self._codes_by_name.get(fold(name), ()) if (c := self.commune(code)))

    def former_commune(self, code: str) -> Commune | None:
        """Today's commune for an old, déléguée or arrondissement code, or None."""
        today = self._former.get(code)
        return self.commune(today) if today else None

    def region_named(self, text: str) -> Region | None:
        """A région by code or name, or None."""
        return self.regions.get(text) or self._regions_by_name.get(fold(text))

    def departement_named(self, text: str) -> Departement | None:
        """A département or overseas collectivity by code or name, or None."""
        return self.departements.get(text.upper()) or self._departements_by_name.get(fold(text))

    def epci_named(self, text: str) -> Epci | None:
        """An intercommunalité by SIREN or exact name, or None."""
        return self.epci.get(text) or self._epci_by_name.get(fold(text))

    def departement_distance_km(self, departement: Departement, point: Point) -> float:
        """How far outside a département a point lies, in km: 0 inside. Overseas collectivities are boxes.

        Outlines are simplified (0.7 km at worst): leave a few kilometres before calling a point wrong.
        """
        if departement.box:
            west, south, east, north = departement.box
            nearest = Point(
                min(max(point.latitude, south), north),
                point.longitude if west > east else min(max(point.longitude, west), east),
            )
            return point.distance_km(nearest)
        outline, here, degree = self._outlines[departement.code], (point.latitude, point.longitude), math.radians(1) * EARTH_RADIUS_KM
        if any(contains(rings, *here) for rings in outline):
            return 0.0
        return min(edge_distance(rings[0], *here, degree) for rings in outline)

    def inside(self, region: Region) -> list[Departement]:
        """The départements of a région."""
        return [departement for departement in self.departements.values() if departement.region == region.code]

    @cached_property
    def regions_by_name(self) -> tuple[Region, ...]:
        """Every région, in alphabetical order."""
        return tuple(sorted(self.regions.values(), key=lambda region: region.slug))

    @cached_property
    def epci_departements(self) -> dict[str, frozenset[str]]:
        """The départements an intercommunalité has communes in, by SIREN."""
        return {siren: frozenset(facts.communes) for siren, facts in self.epci_facts.items()}

    @cached_property
    def epci_facts(self) -> dict[str, EpciFacts]:
        """What each intercommunalité is made of, by SIREN, as `tools/count_epci.py` counted it."""
        found = {}
        table = self.folder / "intercommunalites.csv"
        for line, (siren, shares, population, largest, *_) in enumerate(rows(table, 4), 2):
            with understood(table, line):
                pairs = (share.split(":") for share in shares.split())
                found[siren] = EpciFacts({code: int(count) for code, count in pairs}, int(population), largest)
        return found

    @cached_property
    def _codes_by_name(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for code, row in self.rows.items():
            index.setdefault(fold(row[1]), []).append(code)
        return index

    @cached_property
    def _former(self) -> dict[str, str]:
        former = {row[0]: row[2] for row in rows(self.folder / "anciennes_communes.csv", 3)}
        return former | {row[0]: row[3] for row in rows(self.folder / "arrondissements.csv", 4)}

    @cached_property
    def _regions_by_name(self) -> dict[str, Region]:
        return {fold(region.nom): region for region in self.regions.values()}

    @cached_property
    def _departements_by_name(self) -> dict[str, Departement]:
        return {fold(departement.nom): departement for departement in self.departements.values()}

    @cached_property
    def _epci_by_name(self) -> dict[str, Epci]:
        return {fold(epci.nom): epci for epci in self.epci.values()}

    @cached_property
    def _outlines(self) -> dict[str, list[list[Ring]]]:
        path = self.folder / "departements.geojson"
        with understood(path):
            return {f["properties"]["code"]: polygons(f["geometry"]) for f in tree(path)["features"]}


_COM_COLUMNS = 5


def load(folder: Path) -> Places:
    """Read the places of `content/geo`. Takes some 50 ms for 35,000 communes.

    Raises:
        PlaceError: when a file is missing, or is not what the tools write.
    """
    regions = {row[0]: Region(row[0], row[1]) for row in rows(folder / "regions.csv", 2)}
    departements: dict[str, Departement] = {}
    table = folder / "departements.csv"
    for line, row in enumerate(rows(table, 6), 2):
        with understood(table, line):
            departements[row[0]] = Departement(row[0], row[1], regions[row[2]].code, Point(float(row[4]), float(row[5])))
    table = folder / "collectivites.csv"
    for line, row in enumerate(rows(table, 8), 2):
        with understood(table, line):
            latitude, longitude, west, south, east, north = map(float, row[2:8])
            departements[row[0]] = Departement(row[0], row[1], "", Point(latitude, longitude), (west, south, east, north))
    epci = {row[0]: Epci(row[0], row[1]) for row in rows(folder / "epci.csv", 2)}
    communes: dict[str, list[str]] = {}
    for table, columns in ((folder / "communes.csv", 7), (folder / "communes_com.csv", _COM_COLUMNS)):
        found = {row[0]: row for row in rows(table, columns)}
        grouped = columns > _COM_COLUMNS
        for line, (code, row) in enumerate(found.items(), 2):
            if departement_code(code) not in departements or (grouped and row[3] and row[3] not in epci):
                with understood(table, line):
                    raise LookupError(code)
        communes |= found
    return Places(folder, regions, departements, epci, communes)
