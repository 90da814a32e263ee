"""Writes, or writes again, the one comment that tells a pull request what its check found: `python -m tools.comment`.

It runs after the check, on the main branch's own code, with the right to write that a stranger's run does not have. What
that run left behind is a stranger's: one file of a known name, of a bounded size, read as a list of problems and nothing
else. Which pull request it is about, the forge itself says.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from atlas.cli.summary import Links, markdown
from atlas.problems.report import AVERTISSEMENT, ERREUR, Problem
from tools.github import GitHub, TooBigError, is_ours

MARK = "<!-- atlas: vérification des fiches -->"
ARTIFACT, FILE, PREVIEW = "verification", "verification.json", "apercu"
SIZE, MOST = 1_000_000, 500  # bytes of the file, problems read from it
LINES = 1_000_000
UNUSABLE = (TooBigError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, RuntimeError, EOFError)
_LONE = re.compile("[\ud800-\udfff]")  # half of a sign, which JSON can hold and no request can
FAILED = (
    "### La vérification n’a pas pu se faire\n\nCe n’est sans doute pas de votre fait : une personne de l’équipe va regarder.\n"
)


def main(environ: Mapping[str, str]) -> int:
    """Comment on the pull request of the run that has ended; 0, also when there is none to comment on."""
    github = GitHub.of(environ)
    event = json.loads(Path(environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    run = event["workflow_run"]
    pull = pull_of(github, run)
    if pull is None:
        print("Aucune proposition ouverte n’en est à cette version : rien à dire.")
        return 0
    number = int(pull["number"])
    records = [str(f["filename"]) for f in github.pages(f"pulls/{number}/files", most=3) if f.get("status") != "removed"]
    records = [path for path in records if path.startswith("poles/") and path.endswith(".md")]
    left = github.get(f"actions/runs/{int(run['id'])}/artifacts", per_page=100)["artifacts"]
    # A run that was started again left its files twice: the newest have the greatest number.
    artifacts = {a["name"]: int(a["id"]) for a in sorted(left, key=lambda a: int(a["id"]))}
    problems = problems_of(github, artifacts.get(ARTIFACT))
    told = FAILED if problems is None else markdown(problems, records, _links(github, run, pull, artifacts.get(PREVIEW)))
    body = {"body": f"{MARK}\n{told}"}
    before = next((c for c in github.pages(f"issues/{number}/comments") if is_ours(c, MARK)), None)
    if before:
        github.send("PATCH", f"issues/comments/{int(before['id'])}", body)
    elif records or problems is None or problems:
        github.send("POST", f"issues/{number}/comments", body)
    else:
        print("Aucune fiche n’a changé : rien à dire.")
    return 0


def pull_of(github: GitHub, run: Mapping[str, Any]) -> dict[str, Any] | None:
    """The open pull request whose last version is the one that was checked."""
    owner = (run.get("head_repository") or {}).get("owner", {}).get("login", "")
    found = github.get("pulls", state="open", head=f"{owner}:{run['head_branch']}", per_page=100)
    return next((pull for pull in found if pull["head"]["sha"] == run["head_sha"]), None)


def problems_of(github: GitHub, artifact: int | None) -> list[Problem] | None:
    """What the check found, as far as its file can be believed; None without a usable one."""
    if artifact is None:
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(github.download(f"actions/artifacts/{artifact}/zip", SIZE)))
        if archive.getinfo(FILE).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return None
        with archive.open(FILE) as stream:
            data = stream.read(SIZE + 1)
        return read(data) if len(data) <= SIZE else None
    except UNUSABLE:
        return None


def read(data: bytes) -> list[Problem]:
    """The problems of a file nobody vouches for; what is no problem is left out.

    Raises:
        ValueError: when it is no JSON. TypeError: when it is no list. RecursionError: when it goes too deep.
    """
    told = json.loads(data)
    if not isinstance(told, list):
        raise TypeError(type(told))
    return [problem for item in told[:MOST] if (problem := _problem(item))]


def _problem(item: object) -> Problem | None:
    if not isinstance(item, dict):
        return None
    texts = [item.get(key) for key in ("path", "code", "field", "read", "expected", "fix")]
    line = item.get("line")
    if not all(isinstance(text, str) and not _LONE.search(text) for text in texts) or type(line) is not int or not 0 < line < LINES:
        return None
    path, code, field, found, expected, fix = map(str, texts)
    if path.startswith("/") or ".." in path.split("/"):  # « modifier » would lead out of the proposal
        return None
    level = AVERTISSEMENT if item.get("level") == AVERTISSEMENT else ERREUR
    return Problem(path, line, 1, code[:60], field[:200], found, expected, fix, level)


def _links(github: GitHub, run: Mapping[str, Any], pull: Mapping[str, Any], preview: int | None) -> Links:
    head, base = pull["head"], pull["base"]
    source = (head.get("repo") or {}).get("full_name", "")
    return Links(
        guide=f"{github.page}/blob/{quote(base['repo']['default_branch'])}/docs/codes.md",
        modifier=f"{github.server}/{quote(source)}/edit/{quote(head['ref'])}/{{chemin}}" if source else "",
        apercu=f"{github.page}/actions/runs/{int(run['id'])}/artifacts/{preview}" if preview else "",
    )


if __name__ == "__main__":
    sys.exit(main(os.environ))
