"""The data files of the atlas, which are promises: one format a module, each a `Format` that gives its files.

`FORMATS` is the one list of them: a build writes all that they give, and the data page, the data package and the catalogue
are made from it. The catalogue, which says what the others weigh, comes last; the data page after it.
"""

from __future__ import annotations

from atlas.exports import (
    atom,
    catalogue,
    csv_poles,
    datapackage,
    geojson_poles,
    geojson_territoires,
    gogocarto,
    journal_feed,
    json_poles,
    json_referentiel,
    json_schema,
    murmurations,
    observatory_tables,
    oembed,
    paths,
    table_schema,
    xlsx_poles,
)
from atlas.exports.format import Format

_DATA = (
    csv_poles.FORMAT,
    xlsx_poles.FORMAT,
    geojson_poles.FORMAT,
    geojson_territoires.FORMAT,
    gogocarto.FORMAT,
    gogocarto.TAXONOMY,
    murmurations.FORMAT,
    json_poles.FORMAT,
    observatory_tables.FORMAT,
    json_referentiel.FORMAT,
    json_schema.FORMAT,
    table_schema.FORMAT,
    atom.FORMAT,
    journal_feed.FORMAT,
    oembed.FORMAT,
)
FORMATS: tuple[Format, ...] = (*_DATA, datapackage.describing(_DATA))

WEIGHED = frozenset({*catalogue.described(FORMATS), *(format_.path for format_ in FORMATS), paths.CATALOG_TTL, paths.CATALOG_JSONLD})  # what the catalogue and the data page tell the weight of
