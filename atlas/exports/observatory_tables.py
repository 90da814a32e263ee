"""The tables of the observatory as data: one CSV a table, and one JSON with them all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from atlas import urls
from atlas.exports import paths
from atlas.exports.csv_poles import DIALECT, harmless
from atlas.exports.exact import dumps
from atlas.exports.format import Champ, File, Format, head, resource
from atlas.exports.sheets import DOUBTFUL, SHEETS, SURE, schema
from atlas.model.atlas import Atlas
from atlas.survey import observatory
from atlas.survey.observatory import CALLS, Line, Observatory, Table, anchor
from atlas.survey.whole import Survey, of_poles

Cells = Sequence[str | int]


def tables(atlas: Atlas, seen: Observatory) -> Iterator[tuple[str, str]]:
    """Address and text of each file, in the order of the page; CSV as that of the poles."""
    home, day = atlas.config.adresse, str(seen.date or "")

    def address(line: Line) -> str:
        return line.url and home + line.url

    yield _csv("comptes", ((str(c.date), c.nombre, c.nuance, c.nature, c.compte, c.definition, c.source, c.url, c.lieu) for c in atlas.comptes))
    for table in seen.tables:
        yield _csv(table.id, (
            (line.id, line.label, line.poles, table.base, table.total, day, address(line)) for line in _whole(table)
        ))  # fmt: skip
    yield _csv(CALLS, (
        (call.term.id, call.term.label, call.term.laureats, len(call.laureats), seen.total, day, f"{home}{urls.observatoire_list(CALLS)}#{anchor(call.term.id)}" if call.laureats else "", call.term.source, call.term.url)
        for call in seen.appels
    ))  # fmt: skip
    yield _csv(seen.croisement.id, (
        (code, nom, cell.id, cell.poles, seen.croisement.base, seen.total, day, address(cell))
        for code, nom, cells in seen.croisement.rows for cell in cells
    ))  # fmt: skip
    yield _csv("organisations", (
        (found.nom, "|".join(found.familles), _said(found.sure), "|".join(pole.slug for pole in found.poles))
        for found in seen.organisations
    ))  # fmt: skip
    yield urls.OBSERVATOIRE_JSON, _json(atlas, seen)


def _json(atlas: Atlas, seen: Observatory) -> str:
    whole = {
        **head(atlas, seen.date),
        "poles": seen.total,
        "tableaux": [
            {
                "id": table.id,
                "titre": table.titre,
                "base": table.base,
                "total": table.total,
                "plusieurs_lignes_par_pole": table.several,
                "lignes": [_line(atlas.config.adresse, line) for line in _whole(table)],
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
        "laureats": [
            {"id": c.term.id, "libelle": c.term.label, "laureats": c.term.laureats, "poles": [p.slug for p in c.laureats], "source": c.term.source, "url": c.term.url}
            for c in seen.appels
        ],
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
    return SURE if sure else DOUBTFUL


def _csv(id_: str, rows: Iterable[Cells]) -> tuple[str, str]:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(SHEETS[id_].head)
    for row in rows:
        writer.writerow([cell if isinstance(cell, int) or cell.startswith(("http://", "https://")) else harmless(cell) for cell in row])
    return urls.observatoire_csv(id_), lines.getvalue()


def files(survey: Survey) -> Iterator[File]:
    """Every table, and all of them together."""
    for path, text in tables(survey.atlas, survey.observatory):
        yield path, text.encode()


FORMAT = Format(
    files,
    "[observatoire.json](../api/v1/observatoire.json) : les tableaux de [l’observatoire](../observatoire/) ; chacun d’eux se télécharge aussi "
    "en CSV, sous son image, et son schéma est dans `datapackage.json`.",
    (
        resource("observatoire-json", "Les tableaux de l’observatoire", "Ce que les pôles ont en commun, compté dans leurs fiches : chaque nombre avec sa base, sa date et l’adresse des pôles comptés.", urls.OBSERVATOIRE_JSON),
        *(
            {
                "profile": "tabular-data-resource",
                "name": f"observatoire-{id_}",
                "title": f"L’observatoire : {sheet.title[:1].lower()}{sheet.title[1:]}",
                "path": paths.from_api(urls.observatoire_csv(id_)),
                **DIALECT,
                "schema": schema(sheet),
            }
            for id_, sheet in SHEETS.items()
        ),
    ),
    champs=tuple(Champ(f"observatoire/{id_}.csv", f"{sheet.title} : {', '.join(sheet.head)}.") for id_, sheet in SHEETS.items()),
    reads=(*of_poles(*observatory.READS), "comptes"),
)
