"""Readers that we did not write, on the built site: `python build.py build`, then `python -m tools.readers`.

Each group of readers is installed, pinned, in an environment of its own, which lasts as long as the run unless `--dans` names a
folder to keep them in; probes run inside it and tell what was held. They read the site of the atlas and one of odd records
(`tests/odd`), built for them. `--write` puts the table in docs/lecteurs.md; exit 1 when a reader no longer finds what is promised.
Readers that this machine lacks are said loudly, and are no failure.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests import sites, test_gogocarto, test_murmurations
from tools.readers.telling import unprotected

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGE = ROOT / "docs/lecteurs.md"
GROUPS = {
    "tables": ("pandas==3.1.1", "polars==2.1.0", "duckdb==2.0.1", "openpyxl==3.1.5", "frictionless==5.21.0", "csv-detective==0.13.0"),
    "maps": ("geopandas==1.2.0", "pyogrio==0.13.0"),
    "pages": ("rdflib==7.6.0", "pyshacl==0.40.1", "extruct==0.18.0", "feedparser==6.0.14"),
    "schemas": ("validata-table==0.12.5",),
    "harvest": ("udata==17.18.0",),
}
NODE = "csv2geojson@5.1.2"
Row = tuple[str, str, str, str, str, bool]
HEAD = """# Les lecteurs des données

Chaque format du site, ouvert par des lecteurs que nous n’avons pas écrits, sur les {poles} fiches de l’atlas et sur les {odd} fiches
pièges de `tests/odd` (formules, guillemets, virgules, barres, retours à la ligne, zéros de tête, siège inconnu, outre-mer, 200 membres,
autant qu’une fiche en prend). Cette page est écrite par `python -m tools.readers --write` ; elle n’est pas à modifier.

| Format | Lecteur | Version | Ce qui est tenu | Vu |
| --- | --- | --- | --- | --- |
"""


def main() -> int:
    """Run all of them."""
    parser = argparse.ArgumentParser(prog="python -m tools.readers", description="Ouvre les données du site avec des lecteurs que nous n’avons pas écrits.")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="le site construit")
    parser.add_argument("--dans", type=Path, help="un dossier où garder les environnements d’une fois à l’autre")
    parser.add_argument("--formes", help="un dossier de formes SHACL publiées (DCAT-AP), lues en plus")
    parser.add_argument("--seulement", nargs="*", choices=[*GROUPS, "umap", "rules", "calc"], help="seulement ces groupes")
    parser.add_argument("--write", action="store_true", help="écrit la table dans docs/lecteurs.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        odd = Path(folder, "site")
        sites.build(sites.project(Path(folder, "projet"), ROOT / "tests/odd"), odd)
        settings = {
            "ATLAS_SITE": str(asked.site.resolve()), "ATLAS_ODD": str(odd), "ATLAS_RECIPES": str(ROOT / "content/recettes"), "ATLAS_SHAPES": asked.formes or "",
        }  # fmt: skip
        rows = []
        for row in _all(asked.seulement, asked.dans or Path(folder), settings, asked.site, odd):
            print(" | ".join((*row[:3], row[4])), flush=True)
            rows.append(row)
        count = [len(json.loads((site / "api/v1/poles.json").read_text(encoding="utf-8"))["poles"]) for site in (asked.site, odd)]
    if asked.write:
        lines = "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in row[:5])} |\n" for row in rows)
        PAGE.write_text(HEAD.format(poles=count[0], odd=count[1]) + lines, encoding="utf-8")
    failed = [row for row in rows if not row[5]]
    print(f"{len(rows)} lectures, {len(failed)} en échec.")
    return 1 if failed else 0


def _all(only: list[str] | None, kept: Path, settings: Mapping[str, str], site: Path, odd: Path) -> Iterator[Row]:
    for name, packages in GROUPS.items():
        if not only or name in only:
            yield from _group(name, packages, kept, settings)
    if not only or "umap" in only:
        yield from _umap(kept, settings)
    if not only or "rules" in only:
        yield from _rules((site, odd))
    if not only or "calc" in only:
        yield from _calc((site, odd))


def _group(name: str, packages: tuple[str, ...], kept: Path, settings: Mapping[str, str]) -> Iterator[Row]:
    place = kept / name
    python = place / "bin" / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(place)
            yield _missing(name, ", ".join(packages), f"non installé : {done.stderr.strip().splitlines()[-1]}")
            return
    done = subprocess.run([python, HERE / f"{name}.py"], env=os.environ | settings, capture_output=True, text=True, encoding="utf-8", check=False)
    yield from _rows(done, name)


def _umap(kept: Path, settings: Mapping[str, str]) -> Iterator[Row]:
    place = kept / "npm"
    if not shutil.which("npm"):
        yield _missing("poles.csv, poles.geojson", "uMap", "npm n’est pas installé")
        return
    if not (place / "node_modules").exists():
        place.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", place, NODE], check=True, capture_output=True)
    done = subprocess.run(["node", HERE / "umap.mjs"], env=os.environ | settings | {"ATLAS_NODE": str(place)}, capture_output=True, text=True, encoding="utf-8", check=False)
    yield from _rows(done, "uMap")


def _rows(done: subprocess.CompletedProcess[str], name: str) -> Iterator[Row]:
    """What the probes told, and that they could not tell anything, if so."""
    yield from (tuple(json.loads(line)) for line in done.stdout.splitlines() if line.startswith("["))
    if done.returncode:
        yield (name, name, "", "", f"ÉCHEC : {done.stderr.strip().splitlines()[-1] if done.stderr else done.returncode}", False)


def _rules(both: tuple[Path, Path]) -> Iterator[Row]:
    """Importers whose rules the tests write again, on the files that were built."""
    count = []
    for site in both:
        found = test_gogocarto.imported((site / "api/v1/gogocarto/elements.json").read_bytes(), (site / "api/v1/gogocarto/taxonomy.json").read_bytes())
        count.append(len(found))
    yield ("gogocarto/elements.json", "GoGoCarto", "règles de son importeur", "récrites dans tests/test_gogocarto.py, appliquées aux fichiers", f"{count[0]} éléments, et {count[1]} pièges", True)
    profiles = [test_murmurations.accepted(path.read_bytes()) for site in both for path in sorted((site / "api/v1/murmurations").glob("*.json"))]
    yield ("murmurations/*.json", "Murmurations", "organizations_schema-v1.0.0", "règles récrites dans tests/test_murmurations.py", f"{len(profiles)} profils", True)


def _calc(both: tuple[Path, Path]) -> Iterator[Row]:
    """LibreOffice, where there is one: the workbook and the CSV, opened and saved as CSV again."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        yield _missing("poles.xlsx, poles.csv", "LibreOffice", "LibreOffice n’est pas installé")
        return
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    version = (re.findall(r"\d+(?:\.\d+)+", told) or [""])[0]
    as_text = f"--infilter=CSV:44,34,76,1,{'/'.join(f'{place}/2' for place in range(1, 100))},1036,false,false"
    ways = (
        ("poles.xlsx", [], "en français : chaque cellule, codes avec leurs zéros, rien de calculé"),
        ("poles.csv", [as_text], "importé en français, colonnes en texte : chaque cellule"),
        ("poles.csv", ["--infilter=CSV:44,34,76,1,,1036,false,true"], "ouvert sans rien choisir : des zéros se perdent, comme le dit la page des données"),
    )
    for name, filters, held in ways:
        lost = [cell for site in both for cell in _lost(program, filters, site / "api/v1" / name)]
        kept = not lost if filters[:1] in ([], [as_text]) else lost and all(was.lstrip("0") == is_ for _, was, is_ in lost)
        seen = ", ".join(sorted({column for column, _, _ in lost}))
        yield (name, "LibreOffice", version, held, (seen or "aucune différence") if kept else f"ÉCHEC : {lost[:1]}", bool(kept))


def _lost(program: str, filters: list[str], path: Path) -> list[tuple[str, str, str]]:
    """The cells that are others once it has opened a table and saved it as CSV: their column, what they were, what they are."""
    with tempfile.TemporaryDirectory() as folder:
        to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1036,false,true,false"
        asked = [program, f"-env:UserInstallation=file://{folder}/profil", "--headless", *filters, "--convert-to", to, "--outdir", folder, path]
        subprocess.run(asked, check=True, capture_output=True)
        found, ours = (list(csv.DictReader(io.StringIO(file.read_bytes().decode(), newline=""))) for file in (Path(folder, "poles.csv"), path.with_name("poles.csv")))
    assert len(found) == len(ours), (len(found), len(ours))
    protected = str if path.suffix == ".csv" else unprotected
    return [(column, protected(was), str(now.get(column))) for now, before in zip(found, ours, strict=True) for column, was in before.items() if now.get(column) != protected(was)]


def _missing(format_: str, reader: str, why: str) -> Row:
    print(f"!!! NON LU : {reader} : {why}", file=sys.stderr)
    return (format_, reader, "", "", f"non lu ici : {why}", True)


if __name__ == "__main__":
    sys.exit(main())
