#!/bin/sh
# openpyxl 3.1.5, python-calamine 0.9.1, XlsxWriter 3.3.1 (PyPI).
#
# A workbook may keep a text in its table of shared texts or in the cell itself (`inlineStr`, what writers that stream choose). The format
# spells some signs by their number (`_x000D_`), hence a text that looks like it with `_x005F_` before; XlsxWriter does so in both places.
# One would bet that a reader gives the same text back from both. openpyxl undoes the spelling of shared texts alone: the same cell of the
# same table, written by the same library, reads « _x005F_x0041_ » once the writer was asked to spare memory, and « _x0041_ » else.
# python-calamine reads the same from both.
# Seen on 30 November 2026: prints the four lines below. Fails if it changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip --quiet --disable-pip-version-check install openpyxl==3.1.5 python-calamine==0.9.1 XlsxWriter==3.3.1
cat > seen.py <<'PY'
import openpyxl, python_calamine, xlsxwriter
for kept, options in (("shared", {}), ("in the cell", {"constant_memory": True})):
    with xlsxwriter.Workbook("book.xlsx", options) as book:
        book.add_worksheet("S").write_string(0, 0, "_x0041_")
    print(f"openpyxl, {kept}: {openpyxl.load_workbook('book.xlsx')['S']['A1'].value}")
    print(f"calamine, {kept}: {python_calamine.CalamineWorkbook.from_path('book.xlsx').get_sheet_by_name('S').to_python()[0][0]}")
PY
seen=$(venv/bin/python seen.py)
echo "$seen"
expected="openpyxl, shared: _x0041_
calamine, shared: _x0041_
openpyxl, in the cell: _x005F_x0041_
calamine, in the cell: _x0041_"
[ "$seen" = "$expected" ]
