"""Tables: what pandas, polars, DuckDB, openpyxl, frictionless and csv-detective make of the CSV, the workbook and their schema."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from pathlib import Path

from telling import API, ODD, SITE, SITES, poles, probe, run, same_rows, table


def _path(name: str, site: Path = SITE) -> str:
    return str(site / API / name)


@probe("poles.csv", "pandas", "chaque cellule en texte (`dtype=str`) ; dates de précision inégale (`format=\"ISO8601\"`)")
def pandas_csv() -> str:
    import pandas

    told = []
    for site in SITES:
        frame = pandas.read_csv(_path("poles.csv", site), dtype=str, keep_default_na=False)
        told.append(same_rows(site, frame.to_dict("records")))
        dates = frame["statut_constate_le"][frame["statut_constate_le"] != ""]
        assert pandas.to_datetime(dates, format="ISO8601").notna().all()
    return f"{told[0]} lignes, et {told[1]} pièges"


@probe("poles.xlsx", "pandas", "les mêmes noms et codes, en texte (`dtype=str`)")
def pandas_xlsx() -> str:
    import pandas

    for site in SITES:
        frame = pandas.read_excel(_path("poles.xlsx", site), dtype=str, keep_default_na=False)
        assert [(row["nom"], row["departement"], row["telephone"]) for row in frame.to_dict("records")] == [
            (pole["nom"], pole["departement"], (pole["contact"] or {}).get("telephone") or "") for pole in poles(site)
        ]
    return f"{len(poles(SITE))} lignes, et {len(poles(ODD))} pièges"


@probe("poles.csv", "polars", "chaque cellule en texte (`infer_schema=False`)")
def polars_csv() -> str:
    import polars

    told = []
    for site in SITES:
        rows = polars.read_csv(_path("poles.csv", site), infer_schema=False).to_dicts()
        told.append(same_rows(site, [{name: cell or "" for name, cell in row.items()} for row in rows]))
    return f"{told[0]} lignes, et {told[1]} pièges"


@probe("poles.csv", "duckdb", "chaque cellule en texte (`all_varchar`) ; `pivot` n’y va qu’entre guillemets")
def duckdb_csv() -> str:
    import duckdb

    told = []
    for site in SITES:
        found = duckdb.sql(f"FROM read_csv('{_path('poles.csv', site)}', all_varchar = true)")
        rows = [{name: cell or "" for name, cell in zip(found.columns, row, strict=True)} for row in found.fetchall()]
        told.append(same_rows(site, rows))
    try:
        duckdb.sql(f"SELECT pivot FROM read_csv('{_path('poles.csv')}')").fetchall()
    except duckdb.ParserException:
        pass
    else:
        raise AssertionError("pivot se lit sans guillemets : la page des données dit le contraire")
    return f"{told[0]} lignes, et {told[1]} pièges"


@probe("recette SQL", "duckdb", "la recette de la page des données donne les comptes des fiches")
def duckdb_recipe() -> str:
    import duckdb

    text = Path(os.environ["ATLAS_RECIPES"], "secteurs.sql").read_text(encoding="utf-8").replace("{{ adresse }}", f"{SITE}/")
    found = {sector: count for sector, count, _ in duckdb.sql(text).fetchall()}
    assert found == {s: sum(s in pole["secteurs"] for pole in poles(SITE)) for s in found}
    return f"{len(found)} secteurs"


@probe("poles.geojson", "duckdb", "nommé .geojson, une ligne par pôle sans l’en-tête ; nommé .json, l’en-tête")
def duckdb_geojson() -> str:
    import duckdb

    rows = len(duckdb.sql(f"FROM '{_path('poles.geojson')}'").fetchall())
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "poles.json")
        copy.write_bytes(Path(_path("poles.geojson")).read_bytes())
        head = duckdb.sql(f"SELECT licence, date FROM '{copy}'").fetchall()
    assert rows == len(poles(SITE))
    assert len(head) == 1
    return f"{rows} lignes ; {head[0][0]}"


@probe("poles.xlsx", "openpyxl", "aucune formule ; codes en texte, jours en dates, feuille de notes")
def openpyxl_xlsx() -> str:
    import openpyxl

    cells = 0
    for site in SITES:
        book = openpyxl.load_workbook(_path("poles.xlsx", site))
        assert book.sheetnames == ["Pôles", "Notes"]
        lines = list(book["Pôles"].iter_rows())
        assert not [cell.coordinate for line in lines for cell in line if cell.data_type == "f"]
        cells += sum(cell.value is not None for line in lines for cell in line)
        names = [cell.value for cell in lines[0]]
        for line, pole in zip(lines[1:], poles(site), strict=True):
            row = dict(zip(names, (cell.value for cell in line), strict=True))
            assert (row["nom"], row["departement"], row["code_insee"]) == (pole["nom"], pole["departement"], pole["code_insee"])
    return f"{cells} cellules"


def _with(rows: list[dict[str, str]], folder: str) -> str:
    path = Path(folder, "poles.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


@probe("poles.csv et son schéma", "frictionless", "valide ; une colonne de plus aussi ; NaN, 91, un nom fait d’une espace, 00516 ne le sont pas")
def frictionless_schema() -> str:
    from frictionless import Resource, Schema, system

    schema = json.loads(Path(_path("schema/poles.tableschema.json")).read_text(encoding="utf-8"))

    def errors(rows: list[dict[str, str]]) -> int:
        with tempfile.TemporaryDirectory() as folder, system.use_context(trusted=True):
            report = Resource(path=_with(rows, folder), schema=Schema.from_descriptor(schema)).validate()
            return sum(task.stats["errors"] for task in report.tasks) + len(report.errors)

    for site in SITES:
        assert errors(table(site)) == 0
    rows = table(SITE)
    assert errors([row | {"en_plus": "x"} for row in rows]) == 0, "une colonne de plus"
    wrong = {"latitude": ("NaN", "91", "INF"), "longitude": ("181",), "nom": (" ",), "code_insee": ("00516",), "departement": ("",)}
    for name, values in wrong.items():
        for value in values:
            assert errors([rows[0] | {name: value}, *rows[1:]]), (name, value)
    return f"{len(rows)} lignes, {sum(map(len, wrong.values()))} fautes vues"


@probe("datapackage.json", "frictionless", "chaque tableau du paquet est valide par son schéma")
def frictionless_package() -> str:
    from frictionless import Package, system

    with system.use_context(trusted=True):
        package = Package(_path("datapackage.json"))
        tables = [name for name in package.resource_names if package.get_resource(name).format == "csv"]
        for name in package.resource_names:
            if name not in tables:
                package.remove_resource(name)
        report = package.validate()
    assert report.valid, report.flatten(["type", "message"])[:2]
    return f"{len(tables)} tableaux"


@probe("poles.csv", "csv-detective", "ce qu’en montrera data.gouv.fr : virgule, UTF-8, toutes les colonnes ; il devine les types d’après les titres aussi")
def csv_detective() -> str:
    from csv_detective import routine

    found = routine(_path("poles.csv"), num_rows=-1, output_profile=False, save_results=False)
    assert (found["separator"], found["encoding"].lower().replace("-", "")) == (",", "utf8")
    kinds = {name: column["format"] for name, column in found["columns"].items()}
    assert len(kinds) == len(table(SITE)[0])
    assert "latitude" in kinds["latitude"]
    return ", ".join(f"{name} : {kinds[name]}" for name in ("pivot", "code_insee", "departement", "region", "date_maj"))


if __name__ == "__main__":
    run()
