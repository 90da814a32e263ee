#!/bin/sh
# DuckDB 1.5.5 and 2.0.1 (PyPI), `read_json` on one GeoJSON file under two names.
#
# One would bet that a reader which is given no option and guesses from the content gives the same table for the same bytes, and that the
# name of a file, or an upgrade, at most makes it fail. Here the same line of SQL keeps working and means something else. Named `.json`,
# or read by 1.x under any name, the file is one row: the members of the collection, its licence and date among them, and the list of
# features. Named `.geojson`, 2.0 gives a row a feature: the members of the collection are gone without a word, `properties` is no more
# (its members are columns), and a property called `id` is now `id_1`, because the identifier of the feature takes its name. A
# collection with no feature has none of these columns, so that a query by name fails on the day that a filter finds nothing.
#
# So a recipe for a GeoJSON says the version and the name that it was tried with, and what must be known of a dataset does not stand in
# the members of its collection alone. (The unpacking is told on the page of 2.0 on loading JSON; the rest was seen.)
# Seen on 30 November 2026: prints the lines below. Fails if they change.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > seen.py <<'PY'
import duckdb, json

features = [{"type": "Feature", "id": f"pole-{n}", "geometry": {"type": "Point", "coordinates": [2.5, 48.5]}, "properties": {"id": n, "departement": "01"}} for n in (1, 2)]
for name, held in (("poles.geojson", features), ("poles.json", features), ("aucun.geojson", [])):
    with open(name, "w") as file:
        json.dump({"type": "FeatureCollection", "licence": "etalab-2.0", "features": held}, file)
    found = duckdb.sql(f"FROM read_json('{name}')")
    print(duckdb.__version__, name, len(found.fetchall()), *found.columns)
PY
seen=$(for version in 1.5.5 2.0.1; do
  python3 -m venv "$version"
  "$version/bin/pip" install --quiet --disable-pip-version-check "duckdb==$version" >/dev/null 2>&1
  "$version/bin/python" seen.py
done)
echo "$seen"
expected="1.5.5 poles.geojson 1 type licence features
1.5.5 poles.json 1 type licence features
1.5.5 aucun.geojson 1 type licence features
2.0.1 poles.geojson 2 geometry id id_1 departement
2.0.1 poles.json 1 type licence features
2.0.1 aucun.geojson 0 json"
[ "$seen" = "$expected" ]
