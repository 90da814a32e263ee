"""Tells the forge which links are dead, in one issue that is opened, updated, and closed: `python -m tools.report_links FICHIER`.

The file is the report of `tools.check_links`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atlas.cli.summary import code, count
from tools.github import ROBOT, GitHub, is_ours

MARK = "<!-- atlas: liens rompus -->"
TITLE = "Liens rompus"
MOST = 75  # of each kind; an issue has room for some 65,000 characters


def main(arguments: list[str], environ: Mapping[str, str]) -> int:
    """Open, update or close the issue; 0."""
    report = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    github = GitHub.of(environ)
    found = next((issue for issue in github.pages("issues", state="open", creator=ROBOT) if is_ours(issue, MARK) and "pull_request" not in issue), None)
    body = {"title": TITLE, "body": f"{MARK}\n{markdown(report)}"}
    if report["morts"] and not found:
        github.send("POST", "issues", body)
    elif found:
        state = {} if report["morts"] else {"state": "closed"}
        github.send("PATCH", f"issues/{int(found['number'])}", body | state)
    return 0


def markdown(report: Mapping[str, Any]) -> str:
    """The text of the issue: each dead link with its file and line, then those a person should try."""
    dead, unsure = report["morts"], report["a_verifier"]
    checked = f"{count(report['liens'], 'lien vérifié', 'liens vérifiés')} cette semaine"
    found = f"{count(len(dead), 'rompu', 'rompus')}, {len(unsure)} à vérifier"
    parts = [f"{checked} : {found}. Ce message se met à jour chaque semaine, et se ferme quand plus aucun lien n’est rompu."]
    if dead:
        parts.append("### Rompus\n\nCherchez la nouvelle adresse de la page, ou une copie dans une archive du web ; sinon, gardez la source et ôtez son adresse.")
        parts.append(_table(dead))
    if unsure:
        parts.append("### À vérifier\n\nCes sites n’ont pas répondu à un programme (refus, lenteur, panne). Dans un navigateur, la page s’ouvre peut-être.")
        parts.append(_table(unsure))
    return "\n\n".join(parts) + "\n"


def _table(places: list[Mapping[str, Any]]) -> str:
    rows = [f"- {code(p['fichier'], 120)}, ligne {int(p['ligne'])} : {code(p['lien'], 250)} ({p['raison']})" for p in places[:MOST]]
    return "\n".join(rows + ([f"- et {len(places) - MOST} autres"] if len(places) > MOST else []))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
