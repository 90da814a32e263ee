"""The data files of the atlas: one format a module, each a pure function from the atlas to a text.

`FILES` lists those that tell the whole atlas, by their address from the root of the site, in the order of the data page.
Beside them, `json_poles.one` makes the file of one pole (`paths.pole_json`),
`territoires.by_departement` those of the territories around each seat, and `sitemap` and `robots` tell of pages.
"""

from __future__ import annotations

from collections.abc import Callable

from atlas.exports import (
    csv_poles,
    datapackage,
    geojson_poles,
    geojson_territoires,
    json_poles,
    json_referentiel,
    json_schema,
    paths,
    table_schema,
)
from atlas.model.atlas import Atlas

__all__ = ["FILES", "paths"]

FILES: dict[str, Callable[[Atlas], str]] = {
    paths.POLES_CSV: csv_poles.render,
    paths.POLES_GEOJSON: geojson_poles.render,
    paths.POLES_JSON: json_poles.render,
    paths.TERRITOIRES: geojson_territoires.render,
    paths.REFERENTIEL_JSON: json_referentiel.render,
    paths.POLE_SCHEMA: json_schema.render,
    paths.TABLE_SCHEMA: table_schema.render,
    paths.DATAPACKAGE: datapackage.render,
}
