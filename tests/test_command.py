"""The one door: what it answers, and with which exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from atlas.cli import commands
from atlas.cli.main import main
from atlas.problems import report
from tests.sites import PROJECT, begun, copied, rewritten


@pytest.fixture
def root(miniature, tmp_path) -> Path:
    return begun(miniature, tmp_path)


def test_all_is_well(root, capsys):
    """No problem: exit 0, and a sentence that counts."""
    assert main(["check"], root) == 0
    assert "5 fiches\u00a0: 0 erreur, 0 avertissement." in capsys.readouterr().out.replace(" :", "\u00a0:")


def test_a_python_without_the_libraries_says_which_one_has_them():
    """`python build.py` as a newcomer types it, with the Python of the machine: a sentence, no traceback."""
    found = subprocess.run([sys.executable, "-S", "build.py", "check"], cwd=PROJECT, capture_output=True, encoding="utf-8", env={"PYTHONIOENCODING": "utf-8"}, check=False)
    assert found.returncode == 1
    assert re.fullmatch(r"Ce Python n’a pas la bibliothèque « \w+ »\. .*« \.venv/bin/python build\.py check ».*\n", found.stderr)


def test_ctrl_c_while_the_program_is_being_read_is_one_line():
    """Too early for the command to answer for it: `build.py` does, wherever its modules stand."""
    stopped = (
        "import runpy, sys\n"
        "class Stop:\n"
        "    def find_spec(name, *_):\n"
        "        if name == 'atlas.cli.commands':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop)\n"
        "sys.argv[1:] = ['check']\n"
        "runpy.run_path('build.py', run_name='__main__')\n"
    )
    found = subprocess.run([sys.executable, "-c", stopped], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert (found.returncode, found.stdout, found.stderr) == (1, "", "Interrompu.\n")


def test_all_that_is_said_comes_out_before_the_program_is_gone():
    """`build.py` leaves without taking itself apart: a pipe gets the last word of a long answer all the same, and the exit code."""
    found = subprocess.run([sys.executable, "build.py", "check", "--format", "json"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert found.returncode == 0
    assert isinstance(json.loads(found.stdout), list)
    wrong = subprocess.run([sys.executable, "build.py", "check", "nulle-part.md"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert wrong.returncode == 2
    assert "nulle-part.md" in wrong.stderr


def test_every_way_of_telling_can_be_asked_for():
    """The command line, which loads nothing, names the formats that there are, and the summary."""
    assert (*report.FORMATS, "resume") == commands.FORMATS


def test_problems_are_told_all_at_once_in_three_ways(root, capsys):
    """Text, JSON and forge annotations tell the same problems of several files; exit 1."""
    (root / "poles/essai-a.md").write_text("---\nnom: Essai A\nstatut: actiff\ndepartement: Creusse\n---\n", encoding="utf-8")
    (root / "poles/essai-b.md").write_text("rien", encoding="utf-8")
    assert main(["check"], root) == 1
    text = capsys.readouterr().out
    assert re.search(r"^poles/essai-a\.md:3:9: erreur \[mot-inconnu\] statut.*actif", text, re.MULTILINE)
    assert re.search(r"^poles/essai-b\.md:1:1: erreur \[entete-absente\]", text, re.MULTILINE)
    assert main(["check", "--format", "json"], root) == 1
    problems = json.loads(capsys.readouterr().out)
    assert {p["path"] for p in problems} == {"poles/essai-a.md", "poles/essai-b.md"}
    assert all(p[key] for p in problems for key in ("line", "column", "code", "read", "expected", "fix", "level"))
    assert main(["check", "--format", "github"], root) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(problems)
    assert all(re.match(r"::(error|warning) file=poles/[^,]+,line=\d+,col=\d+,title=[\w-]+::", line) for line in lines)


DEPOT = "depot:\n  forge: github\n  adresse: https://forge.example/reseau/atlas\n"
EMAIL = "  courriel: contact@essai.example\n"


@pytest.mark.parametrize(("gone", "line"), [((DEPOT,), 0), ((EMAIL,), 0), ((DEPOT, EMAIL), 10), ((DEPOT, f"contact:\n{EMAIL}"), 2)], ids=["an e-mail address", "a repository", "neither", "no key at all"])
def test_a_site_that_can_receive_no_record_is_told(root, capsys, gone, line):
    """One of the two is enough; without either, a warning on the settings, which --strict counts."""
    settings = root / "site_config.yaml"
    text = settings.read_text(encoding="utf-8")
    for part in gone:
        assert part in text
        text = text.replace(part, "" if part != EMAIL else '  courriel: ""\n', 1)
    settings.write_text(text, encoding="utf-8")
    assert main(["check"], root) == 0
    assert re.findall(r"^site_config\.yaml:(\d+):1: avertissement \[reception-impossible\]", capsys.readouterr().out, re.MULTILINE) == ([str(line)] if line else [])
    assert main(["check", "--strict"], root) == bool(line)


def test_one_record_is_checked_among_the_others(root, capsys):
    """A file named on the command line: only its problems are told, those it shares with others included."""
    record = root / "poles/essai-copie.md"
    record.write_text((root / "poles/essai-corse.md").read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["check", str(record)], root) == 1
    out = capsys.readouterr().out
    assert "fiche-en-double" in out
    assert "essai-guadeloupe" not in out
    assert main(["check", "absent.md"], root) == 2


def test_a_file_that_is_no_record_is_told_for_what_it_is(root, capsys):
    """A record named without its ending is proposed, a folder is one, a page of the project is no record; a draft from elsewhere is checked."""
    page = root / "LISEZMOI.md"
    page.write_text("# Le projet\n", encoding="utf-8")
    for asked, said in ((root / "poles/essai-corse", "est-ce poles/essai-corse.md ?"), ("essai-cors.md", "est-ce poles/essai-corse.md ?"), (root / "poles", "est un dossier"), (page, "n’est pas une fiche")):
        assert main(["check", str(asked)], root) == 2
        assert said in capsys.readouterr().err
    draft = root.parent / "essai-corse.md"
    draft.write_bytes((root / "poles/essai-corse.md").read_bytes())
    capsys.readouterr()
    assert main(["check", str(draft)], root) == 0
    assert "mettez-la dans ce dossier" in capsys.readouterr().err, "nobody reads it where it lies"
    assert main(["check", str(root / "poles/essai-corse.md")], root) == 0
    assert capsys.readouterr().err == ""


def test_a_build_says_what_it_kept_and_where_time_went(miniature, tmp_path, capsys):
    """After a change the first makes, the second sees that nothing changed, `--sans-memoire` makes it all again, `--profil` tells each step.

    `--comprime` adds twins, with what servers must know; without it, there is nothing to keep of them.
    """
    root, target = copied(miniature.parent, tmp_path), str(tmp_path / "site")
    rewritten(root / "poles/essai-corse.md", (root / "poles/essai-corse.md").read_bytes() + b"\nUne phrase de plus.\n")
    assert main(["build", "--output", target], root) == 0
    assert "Site construit" in capsys.readouterr().out
    assert main(["build", "--output", target], root) == 0
    assert re.search(r"Site inchangé en [\d,]+ s : \d+ fichiers gardés", capsys.readouterr().out)
    assert main(["build", "--output", target, "--sans-memoire", "--profil"], root) == 0
    out = capsys.readouterr().out
    assert "0 fichiers écrits" in out
    assert re.search(r"^ +\d+,\d s  la vérification des fiches$", out, re.MULTILINE)
    twins = {path.name for path in tmp_path.glob("site/**/*.gz")}
    assert main(["build", "--output", target, "--comprime"], root) == 0
    more = {path.name for path in tmp_path.glob("site/**/*.gz")}
    assert (twins, {"index.html.gz", "poles.csv.gz", "page.css.gz"} - more) == (set(), set())
    assert main(["build", "--output", target, "--comprime"], root) == 0
    assert "Site inchangé" in capsys.readouterr().out
    assert {path.name for path in tmp_path.glob("site/.*")} >= {".htaccess", ".nojekyll", ".hebergement"}


def test_strict_makes_a_warning_count(root):
    """--strict: a warning is an error."""
    record = root / "poles/essai-corse.md"
    record.write_text(record.read_text(encoding="utf-8").replace("sources:", "  \nsources:\n  inutile:\n    titre: Jamais citée\n    date: 2020", 1), encoding="utf-8")
    assert main(["check"], root) == 0
    assert main(["check", "--strict"], root) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "il manque : COMMANDE"),
        (["new"], "il manque : nom"),
        (["new", "Pôle"], "il manque : --commune ou --sans-siege"),
        (["new", "Pôle", "--sans-siege"], "--sans-siege : il manque sa valeur"),
        (["new", "Pôle", "--commune", "Redon", "--sans-siege", "35"], "--sans-siege : ne va pas avec --commune"),
        (["build", "--sortie", "x"], "de trop : --sortie"),
        (["chek"], "COMMANDE : lu « chek », attendu l’un de build, serve, check"),
        (["serve", "--port", "abc"], "--port : lu « abc », attendu un nombre entier"),
        (["serve", "--port"], "--port : il manque sa valeur"),
        (["check", "--formt", "json"], "de trop : --formt"),
        (["fmt", "--check=oui"], "--check : ne prend pas de valeur, lu « oui »"),
    ],
)
def test_a_wrong_call_is_told_in_french(root, arguments, told, capsys):
    """A call that cannot be answered says what was read, what was expected and how to get help, in French."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments, root)
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert told in said
    assert "--help" in said
    assert not re.search(r"usage:|error|argument|invalid|required", said)


def test_the_help_is_in_french(root, capsys):
    """No word of the standard parser's own English is left in the help of any command."""
    for command in ([], ["build"], ["serve"], ["check"], ["new"], ["fmt"], ["report"]):
        with pytest.raises(SystemExit):
            main([*command, "--help"], root)
        assert not re.search(r"usage:|positional|show this|\bexit\b|required", capsys.readouterr().out), command


@pytest.mark.parametrize(("nom", "slug"), [
    ("Con", "pole-con"), ("x" * 120, "x" * 60),
    ("Pôle de coopération économique des pays de la haute et de la basse vallée, entre les deux rivières et la mer", "pole-de-cooperation-economique-des-pays-de-la-haute-et-de-la"),
])  # fmt: skip
def test_a_new_record_takes_the_names_that_the_field_takes(root, nom, slug, capsys):
    """Up to 120 signs, and whatever Windows keeps for itself: the file has a name that the check accepts."""
    assert main(["new", nom, "--commune", "23096"], root) == 0
    main(["check", str(root / f"poles/{slug}.md"), "--format", "json"], root)
    assert "nom-de-fichier" not in capsys.readouterr().out
    assert main(["new", nom + "x" * 121, "--commune", "23096"], root) == 2
    assert "en 120 caractères au plus" in capsys.readouterr().err


def test_what_was_meant_for_a_record_is_not_passed_over(root, capsys):
    """Another ending, a folder: the check tells of the name, and the site is not built without the record."""
    names = ["essai.markdown", "essai.md.txt", "ESSAI.MD", "sous/dossier/essai.md", "essai.md~", "essai.yaml", "Essai.docx", "essai.xlsx"]
    paths = [root / "poles" / name for name in names]
    paths[3].parent.mkdir(parents=True)
    for path in paths:
        path.write_text((root / "poles/essai-corse.md").read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["check"], root) == 1
    told = capsys.readouterr().out
    for name in names:
        assert re.search(rf"^poles/{re.escape(name)}:1:1: erreur \[nom-de-fichier\]", told, re.MULTILINE), name
    for path in paths:
        path.unlink()
    (root / "poles/.essai.md.swp").write_bytes(b"\x00")
    (root / "poles/~$essai.docx").write_bytes(b"\x00")
    (root / "poles/photo.jpg").write_bytes(b"\xff")
    assert main(["check"], root) == 0


@pytest.mark.parametrize(("departements", "lines"), [
    (["Creuse", "19", "87"], ["departement: Creuse", "  libelle: Creuse, Corrèze et Haute-Vienne", '  departements_touches: ["23", "19", "87"]', "  departement: Le premier de ceux où le pôle agit ; son siège n’est pas connu."]),
    (["1"], ["departement: Ain", "  departement: Celui où le pôle agit ; son siège n’est pas connu."]),
])  # fmt: skip
def test_a_new_record_without_a_known_seat_says_so(root, departements, lines, capsys):
    """No commune is made up: the record is filed in the first département, says it, and lacks only its source and its story."""
    assert main(["new", "Pôle neuf", "--sans-siege", *departements], root) == 0
    path = root / "poles/pole-neuf.md"
    text = path.read_text(encoding="utf-8")
    assert set(lines) <= set(text.splitlines())
    assert not re.search(r"^(commune|code_insee)", text, re.MULTILINE)
    path.write_text(text.replace("    # url:", "    url:") + "\nDe la laine.[^ma-source]\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(path), "--strict"], root) == 0, capsys.readouterr().out
    assert main(["new", "Pôle autre", "--sans-siege", "Creusse"], root) == 2
    assert "est-ce Creuse ?" in capsys.readouterr().err


def test_a_new_record_lacks_only_its_source_and_its_story(root, capsys):
    """`new` fills the place in; what is left wrong is the source and the story, which nobody can write but its author."""
    assert main(["new", "Pôle neuf : laine & « bois »", "--commune", "23000 Guéret"], root) == 0
    assert "Le siège : Guéret (23), code INSEE 23096." in capsys.readouterr().out  # what a postal code was read as is said
    path = root / "poles/pole-neuf-laine-bois.md"
    text = path.read_text(encoding="utf-8")
    assert 'code_insee: "23096"' in text
    assert "departement: Creuse" in text
    assert "region: Nouvelle-Aquitaine" in text
    capsys.readouterr()
    assert main(["check", str(path), "--format", "json"], root) == 1
    told = {p["code"]: p["level"] for p in json.loads(capsys.readouterr().out)}
    assert told == {"source-inutilisee": "avertissement", "source-sans-date-ni-lien": "erreur", "recit-vide": "erreur"}
    sourced = text.replace("    # url: https://exemple.fr/", "    url: https://exemple.fr/")
    path.write_text(f"{sourced}\nDe la laine et du bois.[^ma-source]\n", encoding="utf-8")
    assert main(["check", str(path)], root) == 0
    assert main(["new", "Pôle neuf : laine & « bois »", "--commune", "Guéret"], root) == 2
    assert "existe déjà" in capsys.readouterr().err


def test_an_ambiguous_commune_is_told(root, capsys):
    """A homonym or an unknown commune gives the choices, and writes nothing."""
    before = sorted((root / "poles").iterdir())
    assert main(["new", "Pôle", "--commune", "Saint-Denis"], root) == 2
    assert "97411" in capsys.readouterr().err
    assert main(["new", "Pôle", "--commune", "Nulle-Part"], root) == 2
    assert sorted((root / "poles").iterdir()) == before


def test_the_report_names_what_needs_the_team(root, capsys):
    """Stale, incomplete and unlocated records, each by its file."""
    assert main(["report"], root) == 0
    out = capsys.readouterr().out
    assert "Fiches sans siège connu" in out
    assert "poles/essai-sans-commune.md" in out


def test_a_broken_house_is_told_without_a_traceback(root, capsys):
    """A mistake in our own files is one sentence too; where no build ever went well, nothing is served."""
    (root / "site_config.yaml").write_text("titre: [\n", encoding="utf-8")
    assert main(["check"], root) == 1
    assert "site_config.yaml" in capsys.readouterr().err
    (root / "site_config.yaml").write_text("titre: x\n", encoding="utf-8")
    assert main(["build"], root) == 1
    assert "adresse" in capsys.readouterr().err
    assert main(["serve", "--port", "0"], root) == 1
