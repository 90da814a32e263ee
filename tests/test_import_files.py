"""Tables of every kind: what is read of them, and the sentence for what is not."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile

import pytest

from atlas.cli import importing
from atlas.tables import columns, files
from atlas.tables.grid import MAX_BYTES, MAX_LINES, TableError
from tests.tables import directory, gogocarto, said, workbook

LINE = ("Pôle d’été", "Felletin", "Creuse")


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in files.read(data, columns.known).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_text_is_read(encoding, separator):
    """Four separators in six encodings, other separators inside the cells: the same three cells."""
    name = "Pôle d’été ; tab, et | reste".replace(separator, " ")
    text = f"Nom{separator}Commune{separator}Département\r\n{name}{separator}Felletin{separator}Creuse\r\n"
    assert cells(text.encode(encoding)) == [("Nom", "Commune", "Département"), (name, "Felletin", "Creuse")]


def test_cells_between_quotes_keep_their_separators_and_line_ends():
    """A line is called by the number of its first line in the file."""
    rows = files.read('nom;commune\n"Pôle ""A"" ; B\nsuite";Felletin\nC;Aubusson\n'.encode(), columns.known).rows
    assert [(row.number, row.cells) for row in rows[1:]] == [(2, ('Pôle "A" ; B\nsuite', "Felletin")), (4, ("C", "Aubusson"))]


def test_a_workbook_is_read_as_it_shows():
    """Titles on two lines, merged cells, another sheet: read, and told."""
    told = said(workbook(directory))
    for sentence in (
        "La feuille lue est « Sheet », sans les autres : « Notes ».",
        "Des cellules sont fusionnées (D4:D5) : leur valeur est lue pour chacune de leurs lignes.",
        "Les titres tiennent sur deux lignes (2 et 3).",
        "ligne 1 : « Annuaire 2025 », au-dessus des titres, n’est pas lue.",
        "colonne A (« Structure ») → Nom",
        "colonne E (« Mail ») → Contact, Courriel",
        "ligne 5, colonne E : une formule dont la valeur n’est pas dans le fichier (« =LOWER(\"X\") »).",
        "colonne G (« Année ») : lu «\u202f1905-07-04\u202f» : sans doute l’année 2012, que le tableur a prise pour une date ; tapez 2012",
        "colonne F (« Tél ») : lu «\u202f231000000\u202f» : sans doute 02 31 00 00 00, dont le tableur a mangé le zéro",
        "code postal : lu «\u202f1500\u202f», sans doute 01500, dont le tableur a mangé le zéro",
        "3 lignes : 3 à écrire, 0 déjà là, 0 douteuse, 0 impossible.",
    ):
        assert sentence in told


def test_a_formula_shows_the_value_that_was_kept():
    """What the spreadsheet computed last is read; the fault of a computation is told."""

    def fill(sheet, _):
        sheet.append(["nom", "commune", "site"])
        sheet.append(["Pôle", "Felletin", "=A1"])

    data = workbook(fill)
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        parts = {name: folder.read(name) for name in folder.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    for kept, read in ((b"https://exemple.fr", "https://exemple.fr"), (b"#REF!", "")):
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'<c r="C2"><f>A1</f><v />', b'<c r="C2" t="str"><f>A1</f><v>' + kept + b"</v>").replace(b"<v/>", b"")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as folder:
            for name, content in parts.items():
                folder.writestr(name, content)
        grid = files.read(stream.getvalue(), columns.known)
        assert grid.rows[1].cells[2] == read
        assert bool(grid.notes) == (not read)


def test_an_export_of_gogocarto_is_read():
    """Its keys, dotted, are columns; lists are several values; a number that stands for a category is told."""
    told = said(gogocarto())
    for sentence in (
        "clé « name » → Nom",
        "clé « address.addressLocality » → Commune du siège",
        "clé « address.postalCode » → Code postal",
        "clé « geo.latitude » → Coordonnées, Latitude",
        "clé « openHours.Mo » → (laissée de côté : titre inconnu)",
        "élément 1 « Pôle laine » : à écrire, poles/pole-laine.md",
        "« Filature » : pas un secteur de l’atlas, repris dans les activités",
        "des numéros de catégories, sans leur nom ; ils ne sont pas repris",
        "élément 2 « Pôle sans lieu » : impossible, le lieu : ajoutez une commune et son code postal, ou au moins un département",
    ):
        assert sentence in told


def test_geojson_and_bare_lists_are_read():
    """A point gives the coordinates; a list needs no key around it."""
    feature = {"type": "Feature", "properties": {"nom": "Pôle"}, "geometry": {"type": "Point", "coordinates": [2.17, 45.88]}}
    assert cells(json.dumps({"type": "FeatureCollection", "features": [feature]}).encode())[1] == ("Pôle", "2.17", "45.88")
    assert cells(json.dumps([{"nom": "Pôle", "actif": True, "rien": None}]).encode())[1] == ("Pôle", "oui", "")


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "ce fichier est vide : aucune cellule n’est remplie."),
        (b" \n\t\n", "ce fichier est vide : aucune cellule n’est remplie."),
        (b";;;\n;;;\n", "ce fichier est vide : aucune cellule n’est remplie."),
        (bytes(range(256)) * 4, "ligne 1, colonne A : ce fichier n’est pas du texte."),
        (b"%PDF-1.7", "ce fichier est un PDF"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "ce classeur est protégé par un mot de passe."),
        (OLE, "ce classeur est dans l’ancien format .xls."),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "ce fichier n’est pas un classeur .xlsx."),
        (zipped(rien=b""), "ce dossier compressé n’est pas un classeur .xlsx."),
        (zipped(**{"xl/workbook.xml": b"<x/>"}), "ce classeur ne se lit pas."),
        (zipped(**{"xl/workbook.xml": b"<x/>", "xl/a.xml": b"0" * 61_000_000}), "ce classeur est trop gros une fois déplié."),
        (zipped(**{"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "ce classeur contient une déclaration"),
        (workbook(directory)[:-40], "ce classeur est abîmé ou chiffré."),
        (b'nom,commune\nA,"Felletin\nB,Aubusson\n', "ligne 2 : un guillemet ouvert à cette ligne n’est jamais refermé."),
        (b"a;b\n1;2\n", "ligne 1, colonne A : aucune ligne de titres n’est reconnue."),
        (b"nom;commune\n", "ligne 1 : il n’y a que des titres, aucune ligne en dessous."),
        (b"commune;cp\nFelletin;23500\n", "aucune colonne ne donne le nom du pôle."),
        (b'{"data": [', "ligne 1, colonne 11 : ce JSON ne se lit pas."),
        (b"[" * 100_000, "ce JSON ne se lit pas."),
        (b'[{"name": ' + b"9" * 9_000 + b"}]", "ce JSON ne se lit pas."),
        (b"nom;commune\n" + b"x" * 140_000 + b";y\n", "une cellule a plus de 131\u202f072 signes"),
        (b'nom;commune\n"' + b"x" * 140_000 + b'";y\n', "une cellule a plus de 131\u202f072 signes"),
        (b'{"data": "rien"}', "ce JSON ne contient pas de liste d’éléments."),
        (b"nom;" + b"x;" * 400 + b"\nA\n", "ligne 1, colonne KO : 300 colonnes au plus."),
        (b"nom;commune\n" + b"x" * MAX_BYTES, "ce fichier pèse plus de 20 Mo"),
    ],
)
def test_what_is_no_table_gets_a_sentence(data, sentence):
    """Whatever the bytes, one French sentence says what is wrong, where, and what to do."""
    with pytest.raises(TableError) as told:
        importing.table(data, [])
    assert sentence in str(told.value)


def test_fifty_thousand_lines_are_counted_not_kept():
    """A sentence, and not much more memory than the file takes."""
    data = b"nom;commune;cp\n" + b"".join(b"Pole %d;Felletin;23500\n" % n for n in range(50_000))
    tracemalloc.start()
    with pytest.raises(TableError) as told:
        importing.table(data, [])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert f"ligne {MAX_LINES + 1}, colonne A : ce tableau a 50\u202f001 lignes remplies".replace("\u202f", " ") in str(told.value).replace("\u202f", " ")
    assert peak < 12 * len(data)


def test_titles_repeated_further_down_are_no_pole():
    """The line is told, and is not read."""
    told = said("nom;commune;cp\nA;Felletin;23500\nNom;Commune;CP\nB;Aubusson;23200\n")
    assert "ligne 3 : les titres y sont répétés ; elle n’est pas lue comme un pôle." in told
    assert "2 lignes : 2 à écrire" in told
