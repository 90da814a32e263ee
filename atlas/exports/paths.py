"""Where each data file of the whole atlas lives: the one list of their addresses, a promise for ever."""

from __future__ import annotations

from atlas import urls

POLES_JSON = urls.API + "poles.json"
POLES_GEOJSON = urls.GEOJSON
TERRITOIRES = urls.TERRITOIRES
POLES_CSV = urls.API + "poles.csv"
POLES_XLSX = urls.API + "poles.xlsx"
REFERENTIEL_JSON = urls.API + "referentiel.json"
POLE_SCHEMA = urls.API + "schema/pole.schema.json"
TABLE_SCHEMA = urls.API + "schema/poles.tableschema.json"
GOGOCARTO_ELEMENTS = urls.API + "gogocarto/elements.json"
GOGOCARTO_TAXONOMY = urls.API + "gogocarto/taxonomy.json"
MURMURATIONS = urls.API + "murmurations.json"
DATAPACKAGE = urls.API + "datapackage.json"
CATALOG_TTL = urls.API + "catalog.ttl"
CATALOG_JSONLD = urls.API + "catalog.jsonld"


def pole_json(slug: str) -> str:
    """The data file of one pole."""
    return f"{urls.API}poles/{slug}.json"


def murmurations(slug: str) -> str:
    """The Murmurations profile of one pole."""
    return f"{urls.API}murmurations/{slug}.json"


def from_api(path: str) -> str:
    """An address as seen from the folder of the data, where the data package lies."""
    return path.removeprefix(urls.API)
