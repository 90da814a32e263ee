#!/bin/sh
# pandas 3.0.0 reading a workbook written by XlsxWriter 3.2.9, read again by openpyxl 3.1.5 (PyPI).
#
# One would bet that a cell which the workbook itself declares as text comes back as text: that is why a publisher of codes
# writes « 05 » as a text cell rather than trusting a CSV. In `pandas.read_excel` it does not. Where every cell of a column looks
# like a number, the column becomes numbers, whatever the type of its cells: the département « 05 » comes back as 5, a telephone
# loses its zero, and one empty cell is enough for a région « 84 » to become 84.0. One Corsican code (« 2A ») keeps the whole
# column as text, so that the same recipe works on one file and not on the next. openpyxl gives the very same cells as text.
#
# So the reader must be told (`dtype=str`); no type of cell protects a code from pandas.
# Seen on 29 November 2026: prints the lines below. Fails if they change.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check "pandas==3.0.0" "openpyxl==3.1.5" "XlsxWriter==3.2.9" >/dev/null 2>&1
cat > seen.py <<'PY'
import openpyxl, pandas, xlsxwriter

rows = [("departement", "region", "telephone", "corse"), ("05", "93", "0400000000", "2A"), ("13", "", "0400000001", "13")]
with xlsxwriter.Workbook("codes.xlsx") as book:
    sheet = book.add_worksheet()
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            sheet.write_string(r, c, text)
print("openpyxl", *(repr(cell.value) for cell in openpyxl.load_workbook("codes.xlsx").active[2]))
print("pandas", *(repr(value) for value in pandas.read_excel("codes.xlsx").astype(object).iloc[0].tolist()))
print("pandas, dtype=str", *(repr(value) for value in pandas.read_excel("codes.xlsx", dtype=str).iloc[0].tolist()))
PY
seen=$(env/bin/python seen.py)
echo "$seen"
expected="openpyxl '05' '93' '0400000000' '2A'
pandas 5 93.0 400000000 '2A'
pandas, dtype=str '05' '93' '0400000000' '2A'"
[ "$seen" = "$expected" ]
