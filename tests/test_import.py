"""Each line of a table: what it makes, what it leaves, and why."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.cli import fmt, importing
from atlas.cli.main import main
from atlas.exports.csv_columns import COLUMNS
from atlas.record.fields import FIELDS
from atlas.site import examination
from atlas.tables import columns
from atlas.tables.grid import TableError
from atlas.tables.verdicts import Kind
from tests import at_once
from tests.checking import VALID, context, patient
from tests.repetitions import some
from tests.sites import MINIATURE, PROJECT, at_home, project
from tests.tables import DIRECTORY, directory, gogocarto, judged, said, workbook

HEAD = "nom;code insee;commune;cp;département;région\n"


def values(text: str) -> str:
    """The front matter of a record, on lines."""
    return text.split("---\n")[1]


# Columns


def test_every_column_of_our_own_table_is_understood():
    """Each means the field it publishes, or is known as what the atlas works out; none is unknown."""
    names = tuple(column.name for column in COLUMNS)
    found = columns.mapping(names, {})
    assert not [column.title for column in found if column.why == "titre inconnu"]
    own = {"fichier": "", "recit": "", "position": "coordonnees", "sources.url": "sources.url"}
    for column, meant in zip(COLUMNS, found, strict=True):
        if meant.target and column.name != "chiffres":
            told = own.get(meant.target, meant.target)
            assert column.field.startswith(told.removesuffix(".nom")), (column.name, meant.target)


def test_a_word_has_one_meaning():
    """No word of the table is given to two fields, and every simple field of a record can be told."""
    words = [(columns.folded(word), target) for target, some in columns.WORDS.items() for word in some]
    meanings = {word: {target for other, target in words if other == word} for word, _ in words}
    assert {word: targets for word, targets in meanings.items() if len(targets) > 1} == {}
    told = {target.partition(".")[0] for target in columns.WORDS}
    assert {field.key for field in FIELDS} - told == {"provenance", "remarques"}


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Structure", "nom"), ("Nom du PTCE", "nom"), ("NOM*", "nom"), ("Ville", "commune"), ("Commune du siège", "commune"), ("CP", "code_postal"),
        ("Tél", "contact.telephone"), ("Téléphone (fixe)", "contact.telephone"), ("Mail", "contact.courriel"), ("Adresse e-mail", "contact.courriel"),
        ("Site internet", "site_web"), ("Secteur d’activité", "secteurs"), ("N° SIRET", "siren"), ("Structure porteuse", "porteur"), ("Date de création", "annee_creation"),
        ("Code INSEE", "code_insee"), ("Dept", "departement"), ("Nom du contact", "personne"), ("Prénom", "personne"), ("Portable", "personne"), ("Budget", ""),
    ],
)  # fmt: skip
def test_words_people_use_are_understood(title, target):
    """And the columns of persons are known, to be left aside."""
    assert columns.meant(title)[0] == target


def test_of_two_columns_that_say_one_thing_the_surest_is_taken():
    """The other says which one is; a column may be given another meaning, or none."""
    told = said("Structure;Nom du PTCE;Ville;CP\nAsso;Pôle laine;Felletin;23500\n")
    assert "colonne A (« Structure ») → (laissée de côté : « Nom du PTCE » le dit déjà)" in told
    (verdict,) = judged("Structure;Nom du PTCE;Ville;CP;Budget\nAsso;Pôle laine;;35000;12\n", "Structure=porteur", "Ville=", "Budget=siren")
    assert "porteur: Asso" in verdict.text
    assert verdict.notes[-1].startswith("colonne E (« Budget ») : lu «\u202f12\u202f», attendu un SIREN")


@pytest.mark.parametrize("asked", ["Absente=nom", "Ville", "Ville=couleur", "Ville=provenance"])
def test_a_column_means_what_a_record_has(asked):
    """A title that is not there, or a field that no column can give, is refused."""
    with pytest.raises(importing.AskedError, match="--colonne"):
        importing.table(b"nom;Ville\nA;Felletin\n", [asked])


# Places


@pytest.mark.parametrize(
    ("line", "kind", "sentence"),
    [
        ("A;;Felletin;23500;;", Kind.WRITTEN, ""),
        ("A;;;;Creuse;", Kind.WRITTEN, ""),
        ("A;2A004;Ajaccio;;;", Kind.WRITTEN, ""),
        ("A;1004;Ambérieu-en-Bugey;;;", Kind.WRITTEN, "code INSEE : lu « 1004 », écrit 01004 (Ambérieu-en-Bugey)"),
        ("A;1004;;;;", Kind.DOUBTFUL, "sans doute 01004 (Ambérieu-en-Bugey), dont le tableur a mangé le zéro ; écrivez 01004"),
        ("A;;;1500;;", Kind.DOUBTFUL, "code postal « 1500 », sans doute 01500"),
        ("A;;Valence;;;", Kind.DOUBTFUL, "peut être Valence (Drôme, code 26362) ou Valence (Tarn-et-Garonne, code 82186)"),
        ("A;;Valence;;26;", Kind.WRITTEN, ""),
        ("A;;Rnnes;35000;;", Kind.DOUBTFUL, "aucune ne s’appelle « Rnnes » ; est-ce Rennes (Ille-et-Vilaine, code 35238) ?"),
        ("A;35238;Vannes;;;", Kind.DOUBTFUL, "le code 35238 est celui de Rennes, la ligne dit « Vannes »"),
        ("A;;Rennes;;Sarthe;", Kind.DOUBTFUL, "Rennes est dans « Ille-et-Vilaine », la ligne dit « Sarthe »"),
        ("A;;Rennes;72000;;", Kind.DOUBTFUL, "« Rennes » n’a pas le code postal 72000"),
        ("A;;Paris 11e;;;", Kind.WRITTEN, "écrit Paris (75056)"),
        ("A;;Lyon Cedex 03;;69;", Kind.WRITTEN, ""),
        ("A;;Bruxelles;;;", Kind.DOUBTFUL, "« Bruxelles » n’est pas en France"),
        ("A;;CC du Pays de Bray;;;", Kind.DOUBTFUL, "est une intercommunalité ; écrivez la commune"),
        ("A;;;;Bretagne;", Kind.DOUBTFUL, "est une région ; écrivez l’un de : Côtes-d’Armor, Finistère"),
        ("A;;;;Crousse;", Kind.DOUBTFUL, "le département : lu « Crousse », qui n’en est pas un"),
        ("A;;;;;Corse", Kind.IMPOSSIBLE, "la ligne ne donne que la région. Ajoutez l’un de : Corse-du-Sud, Haute-Corse"),
        ("A;;;;;", Kind.IMPOSSIBLE, "le lieu : ajoutez une commune et son code postal"),
        (";;Felletin;23500;;", Kind.IMPOSSIBLE, "le nom : "),
    ],
)
def test_a_place_is_known_or_its_choices_are_told(line, kind, sentence):
    """Nothing is guessed: a doubt names the communes with their codes, and a line without a place says what to add."""
    (verdict,) = judged(f"{HEAD}{line}\n")
    told = "\n".join((verdict.why, *verdict.notes)).replace("\u202f", " ")
    assert (verdict.kind, sentence in told) == (kind, True), told
    assert bool(verdict.text) == (kind is Kind.WRITTEN)


def test_what_nobody_sees_and_programs_add_is_no_obstacle():
    """Invisible signs leave, in a terminal too; « 23500.0 » is a code that a program took for a number."""
    text = "\u200bnom;commune;cp;siren;création\nPôle\u200b\x1b[31m laine;Felletin\ufeff;23500.0;552100554.0;2012.0\n"
    assert not re.search("[\u200b\x1b\ufeff]", said(text))
    (verdict,) = judged(text)
    assert "nom: Pôle[31m laine\n" in verdict.text
    assert {'siren: "552100554"', "annee_creation: 2012", 'code_insee: "23079"'} <= set(verdict.text.split("\n"))


def test_the_half_of_a_sign_that_json_can_hold_stops_nothing(root, tmp_path):
    """In a name or in a story: the record is written without it."""
    table = tmp_path / "table.json"
    table.write_bytes(json.dumps([{"nom": "Pôle \ud800laine", "commune": "Felletin", "code_postal": "23500", "recit": "Il file\udfff."}]).encode())
    assert main(["import", str(table), "--source", "L’annuaire", "--date", "2026"], root) == 0
    assert (root / "poles/pole-laine.md").read_text(encoding="utf-8").startswith("---\nnom: Pôle laine\n")


def test_an_address_gives_the_commune():
    """Where no column names it; the street is not kept."""
    (verdict,) = judged("nom;adresse\nA;5 rue du Pont, 23500 Felletin\n")
    assert 'code_insee: "23079"' in verdict.text
    assert "rue du Pont" not in verdict.text


# Records


TABLES = {
    "directory": workbook(directory),
    "gogocarto": gogocarto(),
    "signs": 'nom;commune;cp;description\n"Pôle : ""x"" # {y} é";Felletin;23500;"# Titre\n\n[x](javascript:alert(1)) <script>a</script> ![i](x) `c`"\n'.encode(),
    "words": "nom;commune;cp;secteurs;activités;statut;création;siret;site\nA;Felletin;23500;Culture, Industrie, tapis;laine;Actif;depuis 2012;552 100 554 00013;www.a.fr\n".encode(),
    "national": "id,pivot,nom,commune,code_postal,code_insee,latitude,longitude,telephone,courriels,site_web,presentation_resume,date_maj\n12,,Pôle laine,Felletin,23500,23079,45.88,2.17,0555660000,contact@a.fr,https://a.fr,Six ateliers.,2024-05-06\n".encode(),
}


@pytest.mark.parametrize("name", TABLES)
def test_what_is_written_passes_every_check_in_its_one_form(name):
    """No error and no warning, and `fmt` has nothing to change."""
    found = [verdict for verdict in judged(TABLES[name]) if verdict.text]
    assert found
    assert at_once.check([(v.path, v.text.encode()) for v in found], context())[1] == []
    for verdict in found:
        assert fmt.tidied(verdict.path, verdict.text.encode()).given is None


def test_a_record_says_what_the_line_says_and_no_more():
    """Each value has the source of the file; the situation nobody gave is unknown, and has none."""
    verdict = judged(gogocarto())[0]
    assert values(verdict.text) == (
        "nom: Pôle laine\nstatut: inconnu\nregion: Nouvelle-Aquitaine\ndepartement: Creuse\ncommune: Felletin\ncode_insee: \"23079\"\n"
        "coordonnees:\n  latitude: 45.8838\n  longitude: 2.1746\nsecteurs: [industrie]\nactivites: [Filature]\nsite_web: https://laine.exemple.fr\n"
        "contact:\n  courriel: contact@laine.exemple.fr\n  telephone: 05 55 66 00 00\n"
        "provenance:\n  nom: annuaire-des-poles-d-essai\n  departement: annuaire-des-poles-d-essai\n  commune: annuaire-des-poles-d-essai\n"
        "  coordonnees: annuaire-des-poles-d-essai\n  secteurs: annuaire-des-poles-d-essai\n  activites: annuaire-des-poles-d-essai\n"
        "  site_web: annuaire-des-poles-d-essai\n  contact: annuaire-des-poles-d-essai\n"
        "sources:\n  annuaire-des-poles-d-essai:\n    titre: Annuaire des pôles d’essai\n    url: https://exemple.fr/annuaire\n    consulte_le: 2026-11-22\n"
        "verifie_le: 2024-02-03\n"
    )  # fmt: skip
    assert verdict.text.endswith("\n\nUne filature & (six ateliers)(javascript:alert(1)).[^annuaire-des-poles-d-essai]\n")


def test_nobody_s_details_are_written():
    """A personal address and a mobile number are left out, and told without being repeated; the next one of the cell is tried."""
    (verdict,) = judged(
        "nom;commune;cp;mail;tél;description;contact\nA;Felletin;23500;jean.dupont@gmail.com, contact@a.fr;06 12 34 56 78;Appelez le 06 12 34 56 78;Jean Dupont\n"
    )
    assert verdict.kind is Kind.WRITTEN
    assert "courriel: contact@a.fr" in verdict.text
    told = verdict.text + "".join(verdict.notes)
    assert not re.search(r"gmail|06 12|Jean|telephone:", told)
    assert [note.partition(" :")[0] for note in verdict.notes] == ["Contact, Courriel", "Contact, Téléphone", "Récit"]


@pytest.mark.parametrize(
    ("title", "cell", "sentence"),
    [
        ("année de création", "45292", "sans doute la date 2024-01-01, que le tableur a comptée en jours ; tapez 2024"),
        ("année de création", "2024-02-30", "attendu une année"),
        ("année de création", "1850 environ", "attendu une année"),
        ("statut", "Association", "attendu l’un de : "),
        ("statut constaté le", "43831", "sans doute la date 2020-01-01"),
        ("siren", "123456789", "neuf chiffres dont la clé est juste"),
        ("site", "javascript:alert(1)", "attendu une adresse"),
        ("latitude", "999", "attendu"),
        ("site", "=HYPERLINK(\"http://x\")", "une formule, qui n’est pas calculée ; tapez sa valeur"),
        ("membres", "A | B", "2 noms laissés de côté : le tableau n’en dit pas la famille"),
        ("autodiagnostic", "2024", "ses réponses ne sont pas dans un tableau"),
        ("gouvernance", "GIE", "attendu l’un de : "),
        ("reconnaissances", "Prix du jury", "pas un appel ni un label que l’atlas connaît"),
        ("source", "Un article", "n’a ni date ni adresse ; cette source n’est pas reprise"),
        ("héritier", "x", "lu"),
        ("chiffres", "beaucoup", "un chiffre s’écrit « Surface : 68 hectares (2016) »"),
        ("nom court", "x" * 130, "130 caractères, 120 au plus"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_told(title, cell, sentence):
    """The line is written without it, and the sentence says what was read and what to type."""
    quoted = cell.replace('"', '""')
    (verdict,) = judged(f'nom;commune;cp;{title}\nA;Felletin;23500;"{quoted}"\n')
    assert verdict.kind is Kind.WRITTEN
    assert sentence in "\n".join(verdict.notes), verdict.notes


def test_a_record_is_verified_on_a_day():
    """That of the table when it gives one; a year alone is the day of the import."""
    told = [re.search("^verifie_le: (.*)$", judged(f"nom;commune;cp;mise à jour\nA;Felletin;23500;{cell}\n")[0].text, re.MULTILINE)[1] for cell in ("31/12/2020", "2012", "")]
    assert told == ["2020-12-31", context().today.isoformat(), context().today.isoformat()]


def test_a_line_written_already_says_what_differs():
    """By its name, its SIREN or another of its names; the record is not touched."""
    there = (("poles/complet.md", (VALID / "complet.md").read_bytes()),)
    nom = re.search(r"^nom: (.*)$", there[0][1].decode(), re.MULTILINE)[1]
    same, other = judged(f"nom;commune;cp;siren;site\n{nom};Rennes;35000;;https://autre.exemple.fr\nAutre nom;Felletin;23500;552100554;\n", there=there)
    assert (same.kind, same.why, same.text, same.differs) == (Kind.THERE, "poles/complet.md", "", True)
    assert any(note.startswith("Site web : la fiche dit") and "https://autre.exemple.fr" in note for note in same.notes)
    assert any(note.startswith("Commune du siège : la fiche dit") for note in same.notes)
    assert other.kind in (Kind.THERE, Kind.WRITTEN)


def test_a_line_repeated_is_written_once():
    """The second names the first, and says what it would add."""
    first, second, third = judged("nom;commune;cp;année de création\nPôle laine;Felletin;23500;\npole LAINE;Felletin;23500;2012\nPôle laine;Felletin;23500;\n")
    assert first.kind is Kind.WRITTEN
    assert (second.kind, second.why, second.notes) == (Kind.THERE, "répète la ligne 2", ("Année de création : la fiche ne dit pas «\u202f2012\u202f»",))
    assert (third.kind, third.differs) == (Kind.THERE, False)


def test_a_homonym_elsewhere_is_another_pole():
    """In the same département, or beside its SIREN, it is there; in another one it is a doubt, whatever stands first."""
    (first,) = judged(f"{HEAD}Pôle laine;23079;Felletin;;;\n")
    known = (("poles/pole-laine.md", first.text.encode()),)
    lines = "Pôle laine;35238;Rennes;;;\nPÔLE LAINE;23008;Aubusson;;;\nPôle laine;23079;;;;\n"
    elsewhere, *here = judged(HEAD + lines, there=known)
    assert (elsewhere.kind, [v.kind for v in here]) == (Kind.DOUBTFUL, [Kind.THERE, Kind.THERE])
    assert "[nom-en-double]" in elsewhere.why
    assert {v.why for v in here} == {"poles/pole-laine.md"}
    (same,) = judged("nom;code insee;siren\nPôle laine;35238;123456782\n", there=((known[0][0], first.text.replace("verifie_le", "siren: 123456782\nverifie_le").encode()),))
    assert same.kind is Kind.THERE


def test_near_names_in_one_place_are_a_doubt():
    """Neither is written: a person says whether they are one."""
    found = judged("nom;commune;cp\nPôle de la laine;Felletin;23500\nPôle de la laines;Felletin;23500\n")
    assert [verdict.kind for verdict in found] == [Kind.DOUBTFUL] * 2
    assert "(la ligne 3)" in found[0].why


def test_two_poles_do_not_share_a_file():
    """Long names that begin alike get files that differ."""
    long = "Fabrique coopérative des savoir-faire textiles de la vallée et du plateau"
    found = judged(f"nom;commune;cp\n{long} nord;Felletin;23500\n{long} de l’Atlantique et des montagnes;Rennes;35000\n")
    assert [verdict.kind for verdict in found] == [Kind.WRITTEN] * 2
    assert len({verdict.path for verdict in found}) == 2


def test_a_withdrawn_address_is_not_taken_again():
    """The line is impossible, and says why."""
    (verdict,) = judged("nom;commune;cp\nPôle exemple retiré;Felletin;23500\n")
    assert (verdict.kind, verdict.text) == (Kind.IMPOSSIBLE, "")
    assert "[anciennes-adresses" in verdict.why or "retir" in verdict.why


@patient
@given(st.lists(st.text(max_size=40), min_size=5, max_size=5))
def test_no_line_breaks_the_reading(cells):
    """Whatever the cells hold: a verdict, and what is written has no error."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(("nom", "commune", "site web", "description", "activités"))
    writer.writerow((cells[0] or "A", "Felletin", *cells[2:]))
    try:
        found = judged(stream.getvalue())
    except TableError:
        return
    for verdict in found:
        assert not verdict.text or not [p for p in at_once.check([(verdict.path, verdict.text.encode())], context())[1] if p.level == "erreur"]


# Our own table


def test_a_round_trip_loses_nothing_that_the_table_holds():
    """poles.csv, or one row in four → records → poles.csv: the same cells, but for the source of the file, added, and self-assessments, which no cell holds."""
    home = at_home()[0]
    today = dt.date(2100, 1, 1)
    before = examination.examine(home, some(examination.record_files(PROJECT), 4), today).atlas
    text = at_once.csv(before)
    table = importing.table(text.encode(), [])
    found = importing.judged(table, DIRECTORY, home.context(today), [])
    assert {(verdict.kind, verdict.notes) for verdict in found} == {(Kind.WRITTEN, ())}
    verdict = examination.examine(home, [(v.path, v.text.encode()) for v in found], today)
    assert [p for p in verdict.problems if p.path in {v.path for v in found}] == []
    again = {row["id"]: row for row in csv.DictReader(io.StringIO(at_once.csv(verdict.atlas)))}
    for row in csv.DictReader(io.StringIO(text)):
        for name, cell in row.items():
            added = {"sources": DIRECTORY.titre, "sources_url": DIRECTORY.url, "sources_adresses": DIRECTORY.url, "sources_dates": ""}
            told = again[row["id"]][name]
            if name in added:
                assert told in (cell, "|".join(filter(None, (cell, added[name])) if name == "sources_url" else (cell, added[name]))), (row["id"], name)
            elif name != "autodiagnostic":
                assert told == cell, (row["id"], name)


# The command


@pytest.fixture
def root(tmp_path):
    return project(tmp_path / "projet", MINIATURE)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "reseau.csv"
    path.write_text("Structure;Ville;CP\nPôle laine;Felletin;23500\n", encoding="utf-8")
    return path


def test_the_command_writes_what_it_said(root, tmp_path, capsys):
    """A trial writes nothing and asks no source; then records are written once, and never over another."""
    path = tmp_path / "reseau.csv"
    path.write_text("Structure;Ville;CP\nPôle laine;Felletin;23500\nSans lieu;;\n", encoding="cp1252")
    before = set((root / "poles").iterdir())
    assert main(["import", str(path), "--essai"], root) == 1
    out = capsys.readouterr().out
    assert "colonne B (« Ville ») → Commune du siège" in out
    assert "2 lignes : 1 à écrire, 0 déjà là, 0 douteuse, 1 impossible.\nRien n’a été écrit." in out
    assert set((root / "poles").iterdir()) == before
    asked = ["import", str(path), "--source", "Annuaire du réseau", "--date", "2025"]
    assert main(asked, root) == 1
    out = capsys.readouterr().out
    assert out.index("colonne A (« Structure ») → Nom") < out.index("ligne 2 « Pôle laine » : écrite, poles/pole-laine.md")
    written = root / "poles/pole-laine.md"
    assert set((root / "poles").iterdir()) - before == {written}
    text = written.read_text(encoding="utf-8")
    assert main(["check", "--strict"], root) == 0
    capsys.readouterr()
    assert main(asked, root) == 1
    assert "ligne 2 « Pôle laine » : déjà là, poles/pole-laine.md" in capsys.readouterr().out
    assert written.read_text(encoding="utf-8") == text
    path.write_text("Structure;Ville;CP\nPôle laine;Felletin;23500\n", encoding="utf-8")
    assert main(asked, root) == 0


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        ([], 2, "--source"),
        (["--source", "Annuaire"], 2, "--adresse https://… ou sa date"[:10]),
        (["--source", "Annuaire", "--date", "hier"], 2, "--date : lu « hier »"),
        (["--source", "Annuaire", "--adresse", "ftp://x"], 2, "--adresse : lu « ftp://x »"),
        (["--colonne", "Ville=couleur"], 2, "--colonne"),
    ],
)
def test_a_source_that_nobody_could_find_again_is_refused(root, table, capsys, options, code, told):
    """Nothing is written without a title, and an address or a date."""
    assert main(["import", str(table), *options], root) == code
    assert told in capsys.readouterr().err
    assert not (root / "poles/pole-laine.md").exists()


def test_a_person_at_the_keyboard_is_asked_the_source_and_for_leave(root, table, capsys, monkeypatch):
    """Once for the file, after the columns were shown; without leave, nothing is written."""
    written = root / "poles/pole-laine.md"
    for last, code in (("non", 1), ("o", 0)):
        answers = iter(("Annuaire du réseau", "", "2026-03", last))
        monkeypatch.setattr("builtins.input", lambda _, answers=answers: next(answers))
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        assert not written.exists()
        assert main(["import", str(table)], root) == code
        assert ("Rien n’a été écrit." in capsys.readouterr().out) == (last == "non")
    assert "titre: Annuaire du réseau\n    date: 2026-03\n" in written.read_text(encoding="utf-8")


def test_a_question_that_is_left_unanswered_ends_in_one_line(root, table, capsys, monkeypatch):
    """Ctrl-C or the end of the input: nothing is written, and it is said."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for end in (EOFError, KeyboardInterrupt):
        def ended(_: str, end: type[BaseException] = end) -> str:
            raise end

        monkeypatch.setattr("builtins.input", ended)
        assert main(["import", str(table)], root) == 1
        assert capsys.readouterr().err == "Interrompu.\n"
    assert not (root / "poles/pole-laine.md").exists()


def test_a_file_that_is_no_table_is_told(root, tmp_path, capsys):
    """With its name; one that is not there is a wrong call."""
    path = tmp_path / "vide.csv"
    path.write_bytes(b"")
    assert main(["import", str(path)], root) == 1
    assert "vide.csv : ce fichier est vide" in capsys.readouterr().err
    assert main(["import", str(tmp_path / "absent.csv")], root) == 2


def test_a_cell_beyond_the_titles_is_told():
    """Never dropped in silence: in a text, a separator may have cut a cell in two, and the line is doubtful; a workbook tells its column."""
    cut, short, ended = judged(
        "nom;commune;site web\nPôle laine;Felletin;http://a.exemple.fr;https://b.exemple.fr\nPôle lin;Redon\nPôle bois;Vannes;https://bois.exemple.fr;;\n"
    )
    assert cut.kind is Kind.DOUBTFUL
    assert "4 cellules pour 3 titres" in cut.why
    assert "https://b.exemple.fr" in "".join(cut.notes)
    assert {short.kind, ended.kind} == {Kind.WRITTEN}

    def fill(sheet, _):
        sheet.append(["nom", "commune"])
        sheet.append(["Pôle laine", "Felletin", "à rappeler"])

    assert "colonne C → (laissée de côté : sans titre)" in said(workbook(fill))
