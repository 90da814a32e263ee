"""The places as the editor's scripts look them up to check a record: small files, each fetched when a record asks for it.

Made by `tools/draw_editor_places.py` from `content/geo` into `content/lieux-editeur`; a build only publishes them. The files:

- `d-CODE.json`, one a département or collectivity, named by what its codes begin with: `c`, `n`, `p`, `w` its communes in
  columns (INSEE codes, names, postal codes, inhabitants); `a` today's code by old code; `q`, for postal codes that begin
  like it, the communes elsewhere that have them; `o` its outline, polygons of rings of [longitude, latitude];
- `n-LETTER.json`: every commune whose folded name begins so, in the order of the register (`c`, `n`, `w` as above), and `a`,
  old names with today's code;
- `epci.json`: intercommunalités, [SIREN, name];
- `contours.json`: every outline, by département, for coordinates that lie in another one;
- `index.json`: `autres`, what some old and postal codes begin with where there is no département.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable

from atlas.french.folding import fold
from atlas.geo.places import Commune, Places, departement_code, polygons


def files(places: Places) -> dict[str, str]:
    """Every file, by its name."""
    communes = [c for code in places.rows if (c := places.commune(code))]
    outlines = _outlines(places)
    former = {row[0]: row[2] for row in _rows(places, "anciennes_communes.csv")}
    former |= {row[0]: row[3] for row in _rows(places, "arrondissements.csv")}
    prefixes = {*places.departements, *map(departement_code, former)}
    prefixes |= {departement_code(postal) for c in communes for postal in c.codes_postaux}
    made: dict[str, object] = {f"d-{p}": _departement(p, communes, former, outlines.get(p)) for p in sorted(prefixes)}
    for letter in sorted({fold(c.nom)[:1] for c in communes}):
        made[f"n-{letter}"] = _letter(letter, communes, _former_names(places))
    made["epci"] = [[epci.code, epci.nom] for epci in places.epci.values()]
    made["contours"] = outlines
    digest = hashlib.sha256(_dump(made).encode()).hexdigest()[:8]  # this file changes whenever another does
    made["index"] = {"v": digest, "autres": sorted(prefixes - set(places.departements))}
    return {f"{name}.json": _dump(content) + "\n" for name, content in made.items()}


def _departement(prefix: str, communes: Iterable[Commune], former: dict[str, str], outline: object) -> dict[str, object]:
    own = [c for c in communes if c.departement == prefix]
    elsewhere: dict[str, list[str]] = {}
    for c in communes:
        for postal in c.codes_postaux:
            if c.departement != prefix and departement_code(postal) == prefix:
                elsewhere.setdefault(postal, []).append(c.code)
    return {
        "c": [c.code for c in own],
        "n": [c.nom for c in own],
        "p": [" ".join(c.codes_postaux) for c in own],
        "w": [c.population for c in own],
        "a": {code: today for code, today in former.items() if departement_code(code) == prefix},
        "q": elsewhere,
        "o": outline,
    }


def _letter(letter: str, communes: Iterable[Commune], former: Iterable[tuple[str, str]]) -> dict[str, object]:
    own = [c for c in communes if fold(c.nom)[:1] == letter]
    return {
        "c": [c.code for c in own],
        "n": [c.nom for c in own],
        "w": [c.population for c in own],
        "a": [[nom, today] for nom, today in former if fold(nom)[:1] == letter],
    }


def _former_names(places: Places) -> list[tuple[str, str]]:
    """Old names and today's code, as `check.communes` reads them: those without a name left out."""
    rows = [(row[1], row[2]) for row in _rows(places, "anciennes_communes.csv")]
    rows += [(row[1], row[3]) for row in _rows(places, "arrondissements.csv")]
    return [row for row in rows if row[0]]


def _outlines(places: Places) -> dict[str, object]:
    collection = json.loads((places.folder / "departements.geojson").read_text(encoding="utf-8"))
    return {f["properties"]["code"]: polygons(f["geometry"]) for f in collection["features"]}


def _rows(places: Places, name: str) -> list[list[str]]:
    with (places.folder / name).open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        next(reader)
        return list(reader)


def _dump(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
