"""The tables of the observatory as data: one CSV a table, and one JSON with them all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from atlas import urls
from atlas.exports.csv_poles import harmless
from atlas.exports.exact import dumps
from atlas.model import Atlas
from atlas.observatory import Line, Observatory, Table

Cells = Sequence[str | int]


def files(atlas: Atlas, seen: Observatory) -> Iterator[tuple[str, str]]:
    """Address and text of each file, in the order of the page; CSV as that of the poles."""
    yield urls.observatoire_csv("comptes"), _csv(("date", "nombre", "nuance", "nature", "compte", "definition", "source", "url"), (
        (str(c.date), c.nombre, c.nuance, c.nature, c.compte, c.definition, c.source, c.url) for c in atlas.comptes
    ))  # fmt: skip
    home = atlas.config.adresse
    for table in seen.tables:
        yield urls.observatoire_csv(table.id), _csv(("id", "libelle", "poles", "base", "total", "date", "adresse"), (
            (line.id, line.label, line.poles, table.base, table.total, str(seen.date or ""), line.url and home + line.url)
            for line in _whole(table)
        ))  # fmt: skip
    yield urls.observatoire_csv(seen.croisement.id), _csv(("region", "region_nom", "secteur", "poles", "base", "total", "date", "adresse"), (
        (code, nom, cell.id, cell.poles, seen.croisement.base, seen.total, str(seen.date or ""), cell.url and home + cell.url)
        for code, nom, cells in seen.croisement.rows for cell in cells
    ))  # fmt: skip
    yield urls.observatoire_csv("organisations"), _csv(("nom", "familles", "rapprochement", "poles"), (
        (found.nom, "|".join(found.familles), _said(found.sure), "|".join(pole.slug for pole in found.poles))
        for found in seen.organisations
    ))  # fmt: skip
    yield urls.OBSERVATOIRE_JSON, _json(atlas, seen)


def _json(atlas: Atlas, seen: Observatory) -> str:
    config = atlas.config
    whole = {
        "licence": config.licence.spdx,
        "source": f"{config.titre}, {config.adresse}",
        "date": str(seen.date) if seen.date else None,
        "poles": seen.total,
        "tableaux": [
            {
                "id": table.id,
                "titre": table.titre,
                "base": table.base,
                "total": table.total,
                "plusieurs_lignes_par_pole": table.several,
                "lignes": [_line(config.adresse, line) for line in _whole(table)],
            }
            for table in seen.tables
        ],
        "secteurs_par_region": {
            "base": seen.croisement.base,
            "total": seen.croisement.total,
            "lignes": [
                {"region": code, "region_nom": nom, "secteurs": {cell.id: cell.poles for cell in cells}}
                for code, nom, cells in seen.croisement.rows
            ],
        },
        "organisations": [
            {"nom": o.nom, "familles": list(o.familles), "rapprochement": _said(o.sure), "poles": [p.slug for p in o.poles]}
            for o in seen.organisations
        ],
    }  # fmt: skip
    return dumps(whole)


def _whole(table: Table) -> tuple[Line, ...]:
    return (*table.lines, *((table.unknown,) if table.unknown else ()))


def _line(home: str, line: Line) -> dict[str, object]:
    return {"id": line.id, "libelle": line.label, "poles": line.poles, "adresse": home + line.url if line.url else None}


def _said(sure: bool) -> str:  # noqa: FBT001 (a fact of the name)
    return "une-organisation" if sure else "meme-nom"


def _csv(header: Cells, rows: Iterable[Cells]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(cell if isinstance(cell, int) or cell.startswith(("http://", "https://")) else harmless(cell) for cell in row)
    return lines.getvalue()
