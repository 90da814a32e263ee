"""`python build.py fmt`: one way of writing, the same meaning, every comment where it was."""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.cli.fmt import FormattingError, formatted
from atlas.cli.main import main
from atlas.record import reader
from tests.checking import INVALID, ROOT, VALID, fixture, patient
from tests.generated import plain, styled
from tests.repetitions import some
from tests.sites import MINIATURE, project

FILES = sorted([*(ROOT / "poles").glob("*.md"), *VALID.glob("*.md"), *(MINIATURE / "poles").glob("*.md")])

DISORDER = """\
---
statut:   actif   # vu en mars
# Le nom du panneau
nom: 'Pôle : exemple'

contact:
  # le standard
  telephone: "02 99 00 00 00"
  # pas de courriel
parties_prenantes:
- famille: ess   # vue
  # son nom
  nom: Ecopya
  # fin de la première
# avant la seconde
- # tiret
  {nom: B, famille: ess} # entre accolades
lieux: [] # aucun
secteurs: [culture, # le premier
  emploi-insertion] # deux
autres_noms: [
  # seul
  x, "y"
  # fin
  ]
remarques:
  nom: >- # plié
    Un texte
    sur deux lignes
cle_inconnue: 01
# en bas
---

Récit  \t

"""
ORDER = """\
---
# Le nom du panneau
nom: "Pôle : exemple"
autres_noms:
  # seul
  - x
  - "y"
  # fin
statut: actif  # vu en mars
lieux: []  # aucun
secteurs:  # deux
  - culture  # le premier
  - emploi-insertion
parties_prenantes:
  # son nom
  - nom: Ecopya
    famille: ess  # vue
    # fin de la première
  # avant la seconde
  # tiret
  # entre accolades
  - nom: B
    famille: ess

contact:
  # le standard
  telephone: 02 99 00 00 00
  # pas de courriel
remarques:
  nom: Un texte sur deux lignes  # plié
cle_inconnue: "01"
# en bas
---

Récit  \t
"""


def meaning(text):
    """What a record says: its values without the line breaks that mean nothing, its story without the end of its lines."""

    def flat(value):
        if isinstance(value, dict):
            return {key: flat(inner) for key, inner in value.items()}
        return [flat(inner) for inner in value] if isinstance(value, list) else " ".join(value.split())

    record, problems = reader.read("poles/x.md", text.encode())
    assert not problems
    return flat(plain(record.root)), record.story.rstrip()


def test_keys_quotes_and_lists_find_their_form_and_comments_their_place():
    assert formatted(DISORDER) == ORDER


def test_a_comment_under_a_list_stays_with_it():
    """Aligned with the items of a list, it speaks of the list, whatever the last item is made of; it does not go to the field below."""
    text = """---
nom: Pôle exemple
lieux:
  - commune: Béganne
    role: premier parc
    source: site
  # d’autres lieux à trouver
secteurs: [culture]
---

Un récit.
"""
    assert formatted(text) == text


def test_a_windows_file_becomes_one_like_the_others():
    assert formatted("\ufeff" + DISORDER.replace("\n", "\r\n")) == ORDER


def steady(text, name=""):
    """A text once formatted, which says the same and is formatted; nothing where it has problems."""
    record, problems = reader.read("poles/x.md", text.encode())
    if record is None or problems:
        return ""
    once = formatted(text)
    assert meaning(once) == meaning(text), name
    assert formatted(once) == once, name
    return once


def test_a_formatted_record_says_the_same_and_is_formatted():
    assert [path.stem for path in some(FILES, 3) if not steady(path.read_text(encoding="utf-8"), path.stem)] == []


def test_a_fixture_says_the_same_or_is_left_alone():
    for path in sorted(INVALID.glob("*.md")):
        for name, data in fixture(path).files:
            record, problems = reader.read(name, data)
            if record is not None and not problems:
                steady(data.decode(), path.stem)
                continue
            try:
                formatted(data.decode("utf-8", "replace"))
            except FormattingError:
                continue
            pytest.fail(f"{path.stem} is formatted")


def comments(text):
    return sorted(line[line.index("# ") :] for line in text.split("---\n")[1].split("\n") if "# " in line)


@patient
@given(styled())
def test_whatever_its_style_a_record_says_the_same_once_formatted(text):
    if once := steady(text):
        for said in ("# au-dessus", "# à côté", "# là", "# dedans", "# seul"):
            assert once.count(said) == text.count(said)


@patient
@given(st.lists(st.sampled_from(["nom: a", "statut: b", "contact:", "  courriel: c", "  telephone: [", "   ]", "# d", "  # e", "    # f", "", "lieux:", "- role: g", "  - source: h", "  source: i", "- j"]), max_size=14))
def test_comments_and_blank_lines_anywhere_do_no_harm(lines):
    text = "---\n" + "".join(f"{line}\n" for line in lines) + "---\n"
    if once := steady(text):
        assert comments(once) == comments(text)


@pytest.fixture
def root(tmp_path):
    return project(tmp_path / "projet", MINIATURE)


def test_all_records_or_those_named_are_written_anew(root, capsys):
    """Exit 0; a second time nothing changes."""
    path = root / "poles/essai-corse.md"
    main(["fmt"], root)
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("nom: ", "nom:   ", 1), encoding="utf-8")
    other = root / "poles/desordre.md"
    other.write_text(DISORDER, encoding="utf-8")
    capsys.readouterr()
    assert main(["fmt", str(path)], root) == 0
    assert path.read_text(encoding="utf-8") == before
    assert other.read_text(encoding="utf-8") == DISORDER
    assert "1 fiche mise en forme" in capsys.readouterr().out
    assert main(["fmt"], root) == 0
    assert other.read_text(encoding="utf-8") == ORDER
    assert "poles/desordre.md : mise en forme." in capsys.readouterr().out
    assert main(["fmt"], root) == 0
    assert capsys.readouterr().out == "0 fiche mise en forme, 6 fiches déjà en forme.\n"


def test_nothing_is_written_through_a_link_and_no_name_commands_the_terminal(root, tmp_path, capsys):
    """A record that is a link out of the folder, a link where the new text is put before it takes its place, a folder, a name of control signs."""
    outside = tmp_path / "dehors.md"
    outside.write_text(DISORDER, encoding="utf-8")
    (root / "poles/lien.md").symlink_to(outside)
    (root / f"poles/.atlas-{os.getpid()}").symlink_to(outside)
    (root / "poles/dossier.md").mkdir()
    for name in ("\x1b[31mx.md", "\u202ey.md", os.fsdecode(b"\xff.md")):
        (root / "poles" / name).write_text(DISORDER, encoding="utf-8")
    assert main(["fmt"], root) == 0
    assert outside.read_text(encoding="utf-8") == DISORDER
    assert not re.search("[\x1b\u202e\ud800-\udfff]", "".join(capsys.readouterr()))


def test_check_says_what_would_change_and_writes_nothing(root, capsys):
    path = root / "poles/desordre.md"
    path.write_text(DISORDER, encoding="utf-8")
    assert main(["fmt", "--check", str(path)], root) == 1
    assert "à mettre en forme" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == DISORDER
    main(["fmt", str(path)], root)
    assert main(["fmt", "--check", str(path)], root) == 0


def test_a_record_that_cannot_be_read_is_left_alone_and_told_with_its_problems(root, capsys):
    """The others are formatted all the same; exit 1. A file that is not there: exit 2, and nothing is written."""
    path = root / "poles/casse.md"
    path.write_text("---\nnom: a : b\n---\n", encoding="utf-8")
    assert main(["fmt"], root) == 1
    told = capsys.readouterr()
    assert "poles/casse.md:2:8: erreur [yaml-syntaxe]" in told.err
    assert "1 fiche laissée telle quelle" in told.out
    assert path.read_text(encoding="utf-8") == "---\nnom: a : b\n---\n"
    assert main(["fmt", "absent.md"], root) == 2


def test_a_new_record_is_already_in_form(root):
    assert main(["new", "Pôle : « laine »", "--commune", "87085"], root) == 0
    (path,) = (root / "poles").glob("pole-*laine*.md")
    text = path.read_text(encoding="utf-8")

    assert formatted(text) == text


def test_the_records_of_the_atlas_are_in_form():
    assert main(["fmt", "--check"], ROOT) == 0
