"""The comment on a pull request: on the right one, written once then updated, whatever the check's run left behind."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checking import patient
from tests.fake_forge import forge
from tests.sites import PROJECT
from tools import comment
from tools.github import ROBOT

RUN = {"id": 7, "head_sha": "a" * 40, "head_branch": "pôle (neuf)", "head_repository": {"full_name": "voisine/atlas", "owner": {"login": "voisine"}}}
PULL = {"number": 12, "head": {"sha": "a" * 40, "ref": "pôle (neuf)", "repo": {"full_name": "voisine/atlas"}}, "base": {"repo": {"default_branch": "main"}}}
PROBLEM = {
    "path": "poles/a.md", "line": 4, "column": 1, "code": "mot-inconnu", "field": "statut", "read": "« actiff »",
    "expected": "un mot de la liste", "fix": "écrivez actif", "level": "erreur",
}  # fmt: skip


def zipped(data: bytes, name: str = comment.FILE, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def answers(archive: bytes | None, comments: list | None = None, files: list | None = None, pulls: list | None = None) -> dict:
    left = [{"name": "apercu", "id": 31}] + ([{"name": "verification", "id": 30}] if archive is not None else [])
    return {
        "pulls": [PULL] if pulls is None else pulls,
        "pulls/12/files": [{"filename": "poles/a.md", "status": "added"}] if files is None else files,
        "actions/runs/7/artifacts": {"artifacts": left},
        "actions/artifacts/30/zip": archive,
        "issues/12/comments": comments or [],
    }


def run(tmp_path, the_answers: dict):
    """Run the job against a forge; gives the forge."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"workflow_run": RUN}), encoding="utf-8")
    with forge(the_answers) as made:
        environ = {
            "GITHUB_SERVER_URL": "https://forge.example", "GITHUB_API_URL": made.address, "GITHUB_REPOSITORY": "reseau/atlas",
            "GITHUB_TOKEN": "jeton", "GITHUB_EVENT_PATH": str(event),
        }  # fmt: skip
        assert comment.main(environ) == 0
    return made


def test_the_first_check_writes_a_comment(tmp_path):
    """On the pull request that the forge names; with what is wrong, the file's page on the proposer's branch, the guide."""
    made = run(tmp_path, answers(zipped(json.dumps([PROBLEM]).encode())))

    [(method, path, body)] = made.told
    assert (method, path) == ("POST", "issues/12/comments")
    assert body["body"].startswith(f"{comment.MARK}\n### 1 chose à corriger dans 1 fiche\n")
    assert "(https://forge.example/voisine/atlas/edit/p%C3%B4le%20%28neuf%29/poles/a.md)" in body["body"]
    assert "(https://forge.example/reseau/atlas/blob/main/docs/codes.md#mot-inconnu)" in body["body"]
    assert "pulls?state=open&head=voisine%3Ap%C3%B4le+%28neuf%29" in "".join(made.asked)


def test_the_next_check_updates_it(tmp_path):
    """One comment: ours, which only the forge's robot signs; one that imitates it is left alone."""
    comments = [{"id": 1, "user": {"login": "voisine"}, "body": comment.MARK}, {"id": 2, "user": {"login": ROBOT}, "body": f"{comment.MARK}\nAvant"}]

    made = run(tmp_path, answers(zipped(b"[]"), comments))

    [(method, path, body)] = made.told
    assert (method, path) == ("PATCH", "issues/comments/2")
    assert "Tout est en ordre, merci !" in body["body"]
    assert "(https://forge.example/reseau/atlas/actions/runs/7/artifacts/31)" in body["body"]


def test_the_token_goes_to_the_forge_alone(tmp_path):
    """The forge sends elsewhere for files; the token is not shown there."""
    made = run(tmp_path, answers(zipped(b"[]")))

    assert made.authorisations == {"forge": "Bearer jeton", "magasin": None}


def test_an_outdated_run_says_nothing(tmp_path):
    """A newer version was pushed meanwhile, or the proposal is closed: the comment is another run's."""
    assert not run(tmp_path, answers(zipped(b"[]"), pulls=[])).told
    assert not run(tmp_path, answers(zipped(b"[]"), pulls=[PULL | {"head": PULL["head"] | {"sha": "b" * 40}}])).told


def test_a_proposal_without_records_is_not_commented(tmp_path):
    """Someone who changes the code is not thanked for a record; deleted records are not « read »."""
    files = [{"filename": "README.md", "status": "modified"}, {"filename": "poles/x.md", "status": "removed"}]

    assert not run(tmp_path, answers(zipped(b"[]"), files=files)).told


@pytest.mark.parametrize(
    "archive",
    [
        None,
        b"",
        b"PK\x03\x04 rien",
        zipped(b"[]", "autre.json"),
        zipped(b"[]", "../verification.json"),
        zipped(b"pas du JSON"),
        zipped(b"\xff\xfe"),
        zipped(b'{"path": "x"}'),
        zipped(b"[" * 100_000),
        zipped(b"[" + b" " * 50_000_000 + b"]"),
        zipped(b"[]", method=zipfile.ZIP_LZMA),
        b"x" * (comment.SIZE + 1),
    ],
    ids=["absent", "vide", "pas un zip", "autre nom", "chemin", "pas du JSON", "pas du texte", "pas une liste", "profond", "bombe", "lzma", "trop gros"],
)
def test_an_unusable_file_is_told_without_blame(tmp_path, archive):
    """Whatever was left, the job ends well, and the comment says that the check could not be done."""
    made = run(tmp_path, answers(archive))

    [(_, _, body)] = made.told
    assert body["body"] == f"{comment.MARK}\n{comment.FAILED}"


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=30), st.lists(st.text(max_size=3), max_size=2))


@given(st.lists(st.one_of(SCALARS, st.dictionaries(st.sampled_from(sorted(PROBLEM)), SCALARS), st.just(PROBLEM)), max_size=5))
@patient
def test_only_problems_are_read_from_the_file(items):
    """Anything else is left out; what is read has the types of a problem, and can be told."""
    problems = comment.read(json.dumps(items).encode())

    assert items.count(PROBLEM) <= len(problems) <= len(items)
    assert all(isinstance(p.line, int) and p.line > 0 and isinstance(p.read, str) for p in problems)
    assert comment.markdown(problems, ["poles/a.md"])


@pytest.mark.parametrize("wrong", [{"path": "poles/\ud800.md"}, {"fix": "\udfff"}, {"path": "../../../voisine/site"}, {"path": "/poles/a.md"}])
def test_a_problem_that_would_silence_the_job_or_lead_elsewhere_is_left_out(wrong):
    """Half of a sign, which cannot be sent; a path out of the proposal, where « modifier » would lead. The others are told."""
    assert [p.path for p in comment.read(json.dumps([PROBLEM | wrong, PROBLEM]).encode())] == ["poles/a.md"]


def test_a_flood_is_cut():
    """At most so many problems are read."""
    assert len(comment.read(json.dumps([PROBLEM] * 5_000).encode())) == comment.MOST


@pytest.mark.parametrize("module", ["comment", "check_links", "report_links"])
def test_the_jobs_need_nothing_installed(module):
    """They import the standard library and ours: the jobs that hold a token install nothing."""
    code = f"import sys; sys.path.insert(0, {str(PROJECT)!r}); import tools.{module}"

    subprocess.run([sys.executable, "-S", "-I", "-c", code], check=True, cwd=PROJECT)
