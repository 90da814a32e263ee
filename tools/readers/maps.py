"""Maps: what GDAL and geopandas make of the GeoJSON."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from telling import API, ODD, SITE, SITES, poles, probe, run


def _read(name: str, site: Path = SITE):  # noqa: ANN202 - a frame of a library of this environment
    import geopandas

    return geopandas.read_file(site / API / name, engine="pyogrio")


@probe("poles.geojson", "geopandas", "un point par pôle, à sa place ; noms et codes tels quels ; `secteurs` est une liste")
def points() -> str:
    for site in SITES:
        frame, said = _read("poles.geojson", site), poles(site)
        assert list(frame["nom"]) == [pole["nom"] for pole in said]
        assert list(frame["departement"]) == [pole["departement"] for pole in said]
        assert all(abs(point.x - pole["longitude"]) < 1e-4 and abs(point.y - pole["latitude"]) < 1e-4 for point, pole in zip(frame.geometry, said, strict=True))
        assert [list(cell) for cell in frame["secteurs"]] == [pole["secteurs"] for pole in said]
        assert frame.crs.to_epsg() == 4326
    return f"{len(poles(SITE))} points, et {len(poles(ODD))} pièges"


@probe("territoires.geojson", "geopandas", "une surface valide par territoire connu")
def surfaces() -> str:
    frame = _read("territoires.geojson")
    assert frame.geometry.is_valid.all(), list(frame[~frame.geometry.is_valid]["id"])
    assert not frame.geometry.is_empty.any()
    return f"{len(frame)} surfaces"


@probe("poles.geojson", "pyogrio", "GDAL l’écrit en GeoPackage et le relit : noms, codes et positions")
def round_trip() -> str:
    import geopandas
    import pyogrio

    for site in SITES:
        frame = _read("poles.geojson", site)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "poles.gpkg")
            frame.assign(**{name: frame[name].map(lambda cell: json.dumps(list(cell))) for name in ("secteurs", "secteurs_noms", "reconnaissances", "reconnaissances_noms")}).to_file(path, driver="GPKG", engine="pyogrio")
            again = geopandas.read_file(path, engine="pyogrio")
        assert list(again["nom"]) == list(frame["nom"])
        assert list(again["departement"]) == list(frame["departement"])
        assert again.geometry.geom_equals_exact(frame.geometry, 1e-9).all()
    return f"GDAL {pyogrio.__gdal_version_string__}"


if __name__ == "__main__":
    run()
