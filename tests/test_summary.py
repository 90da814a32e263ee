"""The comment on a proposal: what it says, in words anyone reads, and what a stranger's text cannot make it say."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from atlas.cli.main import main
from atlas.cli.summary import Links, code, markdown, plain
from atlas.problems.report import AVERTISSEMENT, PERSONAL, Problem, as_github, as_gitlab, as_text
from atlas.survey import git as history
from tests.checking import patient
from tests.sites import begun, git

LINKS = Links("https://f.example/guide", "https://f.example/edit/{chemin}", "https://f.example/apercu")
WRONG = Problem("poles/a.md", 4, 14, "departement-inconnu", "departement", "« Creusse »", "un département", "écrivez Creuse")
DOUBT = Problem("poles/a.md", 9, 3, "courriel-personnel", "contact.courriel", "« a@b.fr »", "une structure", "ôtez-la", AVERTISSEMENT)


def without_code(text: str) -> str:
    """What is left of a Markdown text once its code spans are taken out, as CommonMark reads them."""
    left = []
    while text:
        opening = re.search("`+", text)
        if not opening:
            return "".join((*left, text))
        left.append(text[: opening.start()])
        rest = text[opening.end() :]
        closing = re.search(f"(?<!`){opening[0]}(?!`)", rest)
        assert closing, f"un accent grave n’est pas refermé : {text}"
        text = rest[closing.end() :]
    return "".join(left)


def test_a_faulty_record_is_told_in_words():
    """The title counts; each line says where, what was read, what to write, and leads to the explanation and to the file."""
    told = markdown([WRONG, DOUBT], ["poles/a.md"], LINKS)

    assert told.startswith("### 1 chose à corriger dans 1 fiche\n\nFiche relue : `poles/a.md`.\n")
    assert "- **Ligne 4**, « Département » : lu « Creusse », attendu un département.<br>→ Écrivez Creuse. " in told
    assert "([explication](https://f.example/guide#departement-inconnu))" in told
    assert "([modifier](https://f.example/edit/poles/a.md))" in told
    assert told.index("À vérifier") < told.index("Contact, Courriel")
    assert LINKS.apercu not in told


def test_a_sound_record_is_thanked_for():
    """Nothing to correct: thanks, the preview, and who comes next; no list."""
    told = markdown([], ["poles/a.md", "poles/b.md"], LINKS)

    assert told.startswith("### Tout est en ordre, merci !\n\nFiches relues : `poles/a.md`, `poles/b.md`.\n")
    assert "[L’aperçu du site](https://f.example/apercu)" in told
    assert "- " not in told


def test_a_warning_alone_does_not_ask_for_a_correction():
    """It is something to verify; the preview is there."""
    told = markdown([DOUBT], ["poles/a.md"], LINKS)

    assert "Tout est en ordre, merci ! 1 chose à vérifier" in told
    assert "Pour corriger" not in told
    assert LINKS.apercu in told


@pytest.mark.parametrize(
    ("field", "said"),
    [("recit", "Récit, sous l’en-tête"), ("chiffres[2].annee", "Chiffres, Année"), ("sources.rtes-2014.url", "Sources, rtes-2014, Adresse"), ("", "")],
)
def test_a_field_is_called_by_its_label(field, said):
    """People know « Année », not `chiffres[2].annee`."""
    told = markdown([Problem("poles/a.md", 1, 1, "x", field, "a", "b", "c")], ["poles/a.md"])

    assert (f"**Ligne 1**, « {said} » : lu a" if said else "**Ligne 1** : lu a") in told


def test_a_flood_of_problems_stays_a_comment():
    """A thousand long problems in as many files fit a forge's comment, and the rest is counted."""
    many = [Problem(f"poles/{n:0200}.md", n, 1, "x" * 500, "y" * 500, *["z @`" * 500] * 3) for n in range(1, 1001)]

    told = markdown(many, [p.path for p in many], LINKS)

    assert len(told) < 60_000
    assert "Et 975 autres" in told
    assert "1000 fiches relues." in told


@given(st.text(alphabet=st.one_of(st.sampled_from("@#`*_<>[]()!|~$&:;/\\.-+«» \n\t\u202e\u200b\u00a0abcdef0123456789é"), st.characters()), max_size=80))
@example("@equipe `@equipe``  <img src=x onerror=alert(1)> [lien](https://mal.example) www.mal.example #12 deadbeef GH-3")
@example("« @a », @b; (@c)")
@example("](https://mal.example) ![x](y) <!-- -->")
@patient
def test_what_a_stranger_wrote_does_nothing(text):
    """No mention, reference, address, HTML or mark of Markdown outside of code; no line break; nothing invisible."""
    for told in (plain(text), code(text)):
        left = without_code(told)
        assert not set("@#*_<>[]|~$&\\/=^{}") & set(left)
        assert not re.search(r"[.:][^\s»),;.…:?!]", left), "www.exemple.fr and :signe: would be more than words"
        assert not re.search(r"\b(?:[0-9a-f]{7,}|GH-\d)", left, re.IGNORECASE)
        assert all(c.isprintable() or c in "\u00a0\u202f" for c in told)


def test_hostile_problems_make_a_harmless_comment():
    """Every attribute of a problem may lie: the whole comment keeps only our own links and our own marks."""
    bad = "@tous `x` <script>alert(1)</script> [moi](https://mal.example) ![i](https://mal.example/i) </details>"
    told = markdown([Problem(bad, 1, 1, bad, bad, bad, bad, bad)], [bad], LINKS)

    left = without_code(told)
    assert "@" not in left
    assert set(re.findall("<[^>]*>", left)) == {"<br>"}
    assert all(found.startswith("https://f.example/") for found in re.findall(r"\]\((\S+)\)", left))
    assert "mal.example" not in re.sub(r"\(https://f\.example/\S+\)", "", left)


@pytest.mark.parametrize("code", sorted(PERSONAL))
def test_a_personal_datum_is_not_repeated_on_the_forge(code):
    """Neither in the comment, nor beside the line, on either forge; on one's own machine, `check` shows it."""
    problem = Problem("poles/a.md", 9, 3, code, "recit", "« marie.durand@exemple.fr »", "une structure", "ôtez-la", AVERTISSEMENT)

    for told in (markdown([problem], ["poles/a.md"]), as_github([problem]), as_gitlab([problem])):
        assert "marie" not in told
        assert "donnée personnelle" in told
    assert "marie" in as_text([problem])


def test_the_gitlab_report_is_a_code_quality_report():
    """What GitLab documents: description, check_name, fingerprint, severity, location; two equal problems stay two."""
    report = json.loads(as_gitlab([WRONG, WRONG, DOUBT]))

    assert [set(issue) for issue in report] == [{"description", "check_name", "fingerprint", "severity", "location"}] * 3
    assert [issue["severity"] for issue in report] == ["major", "major", "minor"]
    assert report[0]["location"] == {"path": "poles/a.md", "lines": {"begin": 4}}
    assert len({issue["fingerprint"] for issue in report}) == 3


@pytest.fixture
def root(miniature, tmp_path):
    """A project under Git with one warning in it, on a branch that proposes a record."""
    folder = begun(miniature, tmp_path)
    old = folder / "poles/essai-corse.md"
    old.write_text(old.read_text(encoding="utf-8").replace("sources:", "sources:\n  inutile:\n    titre: Jamais citée\n    date: 2020", 1), encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "poles")
    git(folder, "commit", "-q", "-m", "Un")
    return folder


def test_a_proposal_is_told_of_its_own_records(root, capsys):
    """`--since`: the old warning of another record is left out, the new record's is told, an error anywhere is told."""
    (root / "poles/essai-neuf.md").write_text("---\nnom: Essai neuf\n", encoding="utf-8")
    assert main(["check", "--since", "main", "--format", "resume"], root) == 1
    told = capsys.readouterr().out
    assert "Fiche relue : `poles/essai-neuf.md`." in told
    assert "essai-corse" not in told
    git(root, "checkout", "-q", "-b", "proposition")
    git(root, "add", "poles")
    git(root, "commit", "-q", "-m", "Deux")
    assert history.changed(root, history.base(root, "main")) == {"poles/essai-neuf.md"}
    assert main(["check", "--since", "HEAD"], root) == 1, "the error is in no changed record, and stops publication still"
    assert "essai-corse" not in capsys.readouterr().out
    assert main(["check"], root) == 1
    assert "essai-corse" in capsys.readouterr().out


def test_a_proposal_may_not_lose_an_address(root, capsys):
    """A record renamed or removed without a word is an error of the proposal that does it, a warning for everybody else."""
    (root / "poles/essai-corse.md").rename(root / "poles/essai-ile.md")
    (root / "poles/essai-deux-regions.md").unlink()
    assert main(["check"], root) == 0
    capsys.readouterr()
    assert main(["check", "--since", "main", "--format", "resume"], root) == 1
    told = capsys.readouterr().out
    assert "### 2 choses à corriger dans 2 fiches" in told
    assert "Écrivez `anciennes_adresses: [essai-corse]` sous son nom." in told
    assert "**`poles/essai-deux-regions.md` n’est plus là**\n\n- Ce fichier\u00a0: lu une adresse qui ne mène plus nulle part" in told
    git(root, "checkout", "-q", "-b", "proposition")
    git(root, "add", "poles")
    git(root, "commit", "-q", "-m", "Deux")
    assert main(["check", "--since", "main"], root) == 1
    capsys.readouterr()
    assert main(["check", "--since", "HEAD"], root) == 0, "it was lost before this proposal"
    assert capsys.readouterr().out.count("avertissement [adresse-perdue]") == 2


@pytest.mark.parametrize("version", ["nulle-part", "--output=x", ""])
def test_an_unknown_version_is_wrong_usage(root, capsys, version):
    """What Git does not know is told; no version at all is no condition."""
    assert main(["check", f"--since={version}"], root) == (2 if version else 0)
    assert ("ne connaît pas" in capsys.readouterr().err) == bool(version)
