"""Validata, which the schemas of data.gouv.fr rely on: the CSV against its schema."""

from __future__ import annotations

import json

from telling import API, SITE, SITES, probe, run, table


@probe("poles.csv et son schéma", "validata-table", "valide ; une colonne de plus est un avertissement, 91 et un nom fait d’une espace des erreurs")
def validata() -> str:
    from validata_core import validate

    def report(rows: list[dict[str, str]]):  # noqa: ANN202 - of a library of this environment
        schema = json.loads((SITE / API / "schema/poles.tableschema.json").read_text(encoding="utf-8"))
        return validate([list(rows[0]), *([cell or None for cell in row.values()] for row in rows)], schema)

    for site in SITES:
        found = report(table(site))
        assert not found.errors, [error.message for error in found.errors][:3]
    rows = table(SITE)
    more = report([row | {"en_plus": "x"} for row in rows])
    assert not more.errors, [error.message for error in more.errors]
    assert more.warnings
    for name, value in (("latitude", "91"), ("nom", " ")):
        assert report([rows[0] | {name: value}, *rows[1:]]).errors, name
    return f"{len(rows)} lignes ; une colonne de plus : {len(more.warnings)} avertissement"


if __name__ == "__main__":
    run()
