#!/bin/sh
# rdflib 7.6.0 beside pyoxigraph 0.5.13 (PyPI): a SPARQL filter on the day of issue of a dataset.
#
# DCAT-AP lets `dct:issued` be a year, a month, a day or a moment (xsd:gYear, gYearMonth, date, dateTime), and a catalogue that harvests
# others holds all four. SPARQL has no order between two of these types: to compare them is an error, and a filter drops what is in
# error. One would bet that an engine does that, or is kind and compares the days. rdflib does neither: where two types differ it orders
# them by their names, without a word. « Since 2014 » keeps the year 1999, the month of May 1999 and a moment of 2013; « before 2014 »
# drops all three; and since a year is no number to it either, « since the year 2014 » finds nothing at all, though a dataset says 2020.
# Oxigraph answers each question from the values of the type that was asked for, and leaves out the rest.
#
# So a day is published as a whole day (ours are), and who filters a harvested catalogue compares the texts: `STR(?issued) >= "2014"`
# gives both engines the same answer, since the four forms begin alike.
# (The four types: the slot `issued` of DCAT-AP 3.0.1, semiceu.github.io/dcat_ap_linkml; the rest was seen.)
# Seen on 30 November 2026: prints the lines below. Fails if they change.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv here
here/bin/pip install --quiet --disable-pip-version-check rdflib==7.6.0 pyoxigraph==0.5.13 >/dev/null 2>&1
cat > seen.py <<'PY'
import pyoxigraph
import rdflib

DATA = """
@prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <http://catalogue.example/> .
:annee-1999 dct:issued "1999"^^xsd:gYear . :annee-2020 dct:issued "2020"^^xsd:gYear . :mois-1999 dct:issued "1999-05"^^xsd:gYearMonth .
:jour-2013 dct:issued "2013-12-31"^^xsd:date . :jour-2015 dct:issued "2015-06-30"^^xsd:date .
:moment-2013 dct:issued "2013-01-01T00:00:00Z"^^xsd:dateTime .
"""
ASKED = "PREFIX dct: <http://purl.org/dc/terms/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?s WHERE {{ ?s dct:issued ?v FILTER({}) }}"
graph = rdflib.Graph().parse(data=DATA, format="turtle")
store = pyoxigraph.Store()
store.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)
for words in ('?v >= "2014-01-01"^^xsd:date', '?v < "2014-01-01"^^xsd:date', '?v >= "2014"^^xsd:gYear', 'STR(?v) >= "2014"'):
    print(words)
    for name, found in (("rdflib", [str(row.s) for row in graph.query(ASKED.format(words))]), ("oxigraph", [row["s"].value for row in store.query(ASKED.format(words))])):
        print(" ", name, *sorted(address.rsplit("/", 1)[1] for address in found))
PY
seen=$(here/bin/python seen.py)
expected='?v >= "2014-01-01"^^xsd:date
  rdflib annee-1999 annee-2020 jour-2015 mois-1999 moment-2013
  oxigraph jour-2015
?v < "2014-01-01"^^xsd:date
  rdflib jour-2013
  oxigraph jour-2013
?v >= "2014"^^xsd:gYear
  rdflib
  oxigraph annee-2020
STR(?v) >= "2014"
  rdflib annee-2020 jour-2015
  oxigraph annee-2020 jour-2015'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "This has changed." >&2; exit 1; }
