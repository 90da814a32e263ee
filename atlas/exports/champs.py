"""What the fields of a record say, as the data page explains those of the files that hold them whole."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.exports.format import Champ
from atlas.record.fields import FIELDS, Field

FORMS = {"entier": "nombre entier", "nombre": "nombre", "degres": "nombre", "annee": "année", "jour": "date", "date": "date, mois ou année", "url": "adresse"}


def of_fields(fields: tuple[Field, ...] = FIELDS, above: str = "") -> Iterator[Champ]:
    """The public fields, those of groups under the name of the group."""
    for field in fields:
        if field.public:
            name, many = above + field.key, field.many or field.kind == "table"
            yield Champ(name, field.help, "liste" if many else "objet" if field.fields else FORMS.get(field.kind, "texte"))
            yield from of_fields(field.fields, f"{name}.")
