"""The workbook of the poles, opened by another library than the one that writes it, holds what the records say, as it is."""

from __future__ import annotations

import datetime as dt
import io
import sys
import tempfile
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from atlas.cli import importing
from atlas.exports import xlsx_poles
from atlas.exports.csv_columns import COLUMNS
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.record.values import PartialDate
from atlas.tables import workbook
from tests import at_once
from tests.atlases import real_atlas, scattered
from tests.limits import small_files
from tests.repetitions import some
from tests.sites import at_home
from tests.tables import DIRECTORY

NAMES = [column.name for column in COLUMNS]
ODD = (
    '=HYPERLINK("https://exemple.fr";"ici")', "+1", "@SUM(A1)", "-2+3", "{=1}", "007", "01004", "1/2", "mars 2014", "VRAI", "1e3", 'dit "oui", puis; non',
    "une\nligne\tet l’autre", "_x000D_", "<b>&amp;</b>", "https://exemple.fr/ n’est pas une adresse", "internal:Notes!A1", "🐝 𝄞", " espaces ",
)  # fmt: skip


SPELT = {"_x000D_": "_x005F_x000D_"}  # the format spells its own escape so; openpyxl undoes that in shared texts alone (findings/), our import in all


def opened(atlas: Atlas) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(at_once.workbook(atlas)))


def rows(atlas: Atlas) -> dict[str, dict[str, object]]:
    """The values of each pole, by its id, then by the name of the column."""
    lines = opened(atlas)[xlsx_poles.SHEET].iter_rows(values_only=True)
    assert list(next(lines)) == NAMES
    return {str(line[0]): dict(zip(NAMES, line, strict=True)) for line in lines}


def expected(cell: object) -> object:
    """What a cell of the table is to a reader of workbooks."""
    if isinstance(cell, tuple):
        return "|".join(item.replace("|", "/") for item in cell) or None
    if isinstance(cell, PartialDate):
        return dt.datetime(cell.year, cell.month, cell.day) if cell.day else str(cell)  # noqa: DTZ001 - as it is read
    return float(cell) if isinstance(cell, int | Decimal) else cell or None


def sheet_of(pole: Pole) -> Worksheet:
    """The sheet of the atlas of one pole."""
    return opened(replace(real_atlas(), poles=(pole,)))[xlsx_poles.SHEET]


@pytest.mark.parametrize("made", [real_atlas, lambda: scattered(real_atlas(), 40)], ids=["real", "scattered"])
def test_every_value_comes_back(made):
    """Seated or not, on the mainland or overseas: each cell is the value of the table, of its own type, and nothing where nothing is known."""
    atlas = made()
    found = rows(atlas)
    assert list(found) == [pole.slug for pole in atlas.poles]
    for pole in atlas.poles:
        assert found[pole.slug] == {column.name: expected(column.make(atlas, pole)) for column in COLUMNS}


def test_codes_are_texts_and_days_are_dates():
    """A zero is kept, a known day can be sorted, a month stays a month; a day of before 1900, which sheets count otherwise, stays a text."""
    atlas = real_atlas()
    model = next(pole for pole in atlas.poles if pole.seat.commune and pole.seat.commune.code.startswith("01"))
    for date, said in ((PartialDate(2024, 3, 18), dt.datetime(2024, 3, 18)), (PartialDate(2014, 9), "2014-09"), (PartialDate(1900, 2, 28), "1900-02-28")):  # noqa: DTZ001
        row = rows(replace(atlas, poles=(replace(model, statut_constate_le=date, telephone="0231000000", siren="012345678"),)))[model.slug]
        assert row["statut_constate_le"] == said
        assert (row["code_insee"], row["departement"], row["telephone"], row["pivot"]) == (model.seat.commune.code, "01", "0231000000", "012345678")


def test_addresses_are_links():
    """Of the pole and of its page here; one too long for a link stays, as a text."""
    pole = replace(real_atlas().poles[0], site_web="https://exemple.fr/a?b=1&c=%C3%A9#d")
    line = dict(zip(NAMES, next(sheet_of(pole).iter_rows(min_row=2)), strict=True))
    link = line["site_web"].hyperlink
    assert "#".join(filter(None, (link.target, link.location))) == line["site_web"].value == pole.site_web
    assert line["url"].hyperlink.target == line["url"].value
    long = "https://exemple.fr/" + "a" * xlsx_poles.LONGEST_LINK
    line = dict(zip(NAMES, next(sheet_of(replace(pole, site_web=long)).iter_rows(min_row=2)), strict=True))
    assert (line["site_web"].value, line["site_web"].hyperlink) == (long, None)


@pytest.mark.parametrize("text", ODD)
def test_an_odd_text_is_a_text_as_it_is(text):
    """Nothing is computed, cut, linked or made a number or a day of; the cell is a text and says so to whoever edits it."""
    model, spelt = real_atlas().poles[0], SPELT.get(text, text)
    sheet = sheet_of(replace(model, nom=text, porteur=text, autres_noms=(text, text)))
    line = dict(zip(NAMES, next(sheet.iter_rows(min_row=2)), strict=True))
    for name in ("nom", "structure_parente"):
        assert (line[name].value, line[name].data_type, line[name].number_format, line[name].hyperlink) == (spelt, "s", "@", None)
    assert line["autres_noms"].value == f"{spelt}|{spelt}"


def test_three_hundred_members_fit_and_what_does_not_is_told():
    """A cell holds 32,767 signs: beyond, it ends between two values, and says so."""
    model = next(pole for pole in real_atlas().poles if pole.parties_prenantes)
    for length, whole in ((80, True), (120, False)):
        names = [f"Membre {number:03} ".ljust(length, "x") for number in range(300)]
        members = tuple(replace(model.parties_prenantes[0], nom=name) for name in names)
        told = rows(replace(real_atlas(), poles=(replace(model, parties_prenantes=members),)))[model.slug]["parties_prenantes"]
        if whole:
            assert told == "|".join(names)
        else:
            assert told.endswith(xlsx_poles.CUT)
            kept = told.removesuffix(xlsx_poles.CUT).split("|")
            assert kept == names[: len(kept)]
            assert xlsx_poles.LONGEST - length - 20 < len(told) <= xlsx_poles.LONGEST
            assert len(kept) < len(names)


def test_the_titles_stay_and_the_notes_say_what_one_needs():
    """The first line is frozen; a second sheet has licence, date, how to cite, and the meaning of every column."""
    atlas = real_atlas()
    book = opened(atlas)
    assert book.sheetnames == [xlsx_poles.SHEET, xlsx_poles.NOTES]
    assert book[xlsx_poles.SHEET].freeze_panes == "A2"
    lines = [line[:3] for line in book[xlsx_poles.NOTES].iter_rows(values_only=True)]
    said = {line[0]: line[1] for line in lines}
    assert atlas.config.licence.spdx in said["Licence"]
    assert said["Texte de la licence"] == atlas.config.licence.adresse
    assert said["Date des données"] == str(atlas.updated)
    assert all(part in said["À citer ainsi"] for part in (atlas.config.titre, str(atlas.updated), atlas.config.licence.nom))
    assert {(column.name, column.title, column.description) for column in COLUMNS} <= set(lines)


def test_the_same_atlas_gives_the_same_bytes():
    """No hour of the machine is in it: its parts and its properties bear the date of the data, or none."""
    atlas = real_atlas()
    data = at_once.workbook(atlas)
    assert data == at_once.workbook(atlas)
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 31, 0, 0, 0)}
    assert str(openpyxl.load_workbook(io.BytesIO(data)).properties.created) == f"{atlas.updated} 00:00:00"
    assert opened(replace(atlas, poles=())).properties.created.year == 2014


def test_lines_leave_memory_as_they_are_written():
    """Texts stand in their cells, not in a table that would hold them all until the end."""
    parts = zipfile.ZipFile(io.BytesIO(at_once.workbook(real_atlas()))).namelist()
    assert "xl/worksheets/sheet1.xml" in parts
    assert "xl/sharedStrings.xml" not in parts


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits as Linux has them")
def test_a_disk_that_is_full_is_told_with_its_folder_and_left_clean(tmp_path, monkeypatch):
    """No file may have more than two hundred bytes (real: RLIMIT_FSIZE)."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with small_files(), pytest.raises(OSError, match="File too large") as told:
        at_once.workbook(real_atlas())
    assert told.value.filename == str(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_the_lines_are_read_from_keeps_its_name_when_it_refuses():
    """A piece that does not come is told by its own path, not by that of temporary files."""

    def rows():
        yield xlsx_poles.row(real_atlas(), real_atlas().poles[0])
        raise FileNotFoundError(2, "No such file or directory", "morceau")

    with pytest.raises(FileNotFoundError) as told:
        list(xlsx_poles.PIECES.together(real_atlas(), rows()))
    assert told.value.filename == "morceau"


@pytest.mark.parametrize("text", ODD)
def test_our_own_import_reads_an_odd_text(text):
    """As it was, but for the blanks around it."""
    atlas = replace(real_atlas(), poles=(replace(real_atlas().poles[0], nom=text),))
    grid = workbook.read(at_once.workbook(atlas), lambda cells: sum(cell in NAMES for cell in cells))
    head, line, *_ = grid.rows
    assert dict(zip(head.cells, line.cells, strict=True))["nom"] == text.strip()


def test_our_own_import_reads_it_as_it_reads_the_csv():
    """Each line, or one in four, makes the same record from either."""
    atlas, home = replace(real_atlas(), poles=tuple(some(real_atlas().poles, 4))), at_home()[0]
    texts = []
    for data in (at_once.csv(atlas).encode(), at_once.workbook(atlas)):
        table = importing.table(data, [])
        texts.append({verdict.path: (verdict.kind, verdict.text) for verdict in importing.judged(table, DIRECTORY, home.context(dt.date(2100, 1, 1)), [])})
    assert len(texts[0]) == len(atlas.poles)
    assert texts[0] == texts[1]
