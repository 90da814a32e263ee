"""An atlas of a few records, for a page that compares one more with them."""

from __future__ import annotations

from atlas.check import check_record
from atlas.model import from_reading
from atlas.model.atlas import Atlas
from tests.checking import context
from tests.sites import at_home

Files = list[tuple[str, bytes]]


def atlas(records: Files) -> Atlas:
    """The atlas of these records, whatever they say of each other."""
    the_house = at_home()[0]
    made = []
    for path, data in records:
        reading, _ = check_record(path, data, context())
        assert reading
        made.append(from_reading.build(reading, the_house.places))
    return Atlas(the_house.config, context().vocabularies, the_house.places, the_house.referentiel, tuple(made), context().retired)
