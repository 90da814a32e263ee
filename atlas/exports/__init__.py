"""The data files of the atlas, which are promises: one format a module, each a `Format` that gives its files.

`FORMATS` is the one list of them: a build writes all that they give, and the data page is made from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas.exports import (
    atom,
    csv_poles,
    datapackage,
    geojson_poles,
    geojson_territoires,
    json_poles,
    json_referentiel,
    json_schema,
    observatory_tables,
    table_schema,
)
from atlas.exports.format import File, Format
from atlas.survey.whole import Survey

_DATA = (
    csv_poles.FORMAT,
    geojson_poles.FORMAT,
    geojson_territoires.FORMAT,
    json_poles.FORMAT,
    observatory_tables.FORMAT,
    json_referentiel.FORMAT,
    json_schema.FORMAT,
    table_schema.FORMAT,
    atom.FORMAT,
)
FORMATS: tuple[Format, ...] = (*_DATA, datapackage.describing(_DATA))


def files(survey: Survey) -> Iterator[File]:
    """Every data file, by its path."""
    for format_ in FORMATS:
        yield from format_.files(survey)


def listing() -> str:
    """The list of the data page, in Markdown."""
    return "\n".join(f"- {format_.about}" for format_ in FORMATS)
