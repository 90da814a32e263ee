"""What the field table promises of a leaf is kept: a value that a record gives it is in the JSON, in the table and on the page."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.sites import PROJECT

GROUPS = ("", "coordonnees", "territoire", "lieux", "parties_prenantes", "gouvernance", "cooperations", "cooperations.moyens", "chiffres",
          "charte", "autodiagnostic", "contact", "sources")  # fmt: skip
# Runs in a process of its own: every module makes what it needs of the table when it is imported. One field is invented in
# each group at once, and what is missing of each is printed by group.
PROBE = '''
import csv, io, importlib.util, json, sys, tempfile
from dataclasses import replace
from pathlib import Path
GROUPS = sys.argv[1:]
GROWN = """
def _grown(table, path, group):
    if not path:
        return (*table, Field("invente", f"Champ inventé {group}", f"Ce qu’un essai invente {group}.", "un exemple"))
    return tuple(replace(f, fields=_grown(f.fields, path[1:], group)) if f.key == path[0] else f for f in table)
for _rank, _group in enumerate(GROUPS):
    FIELDS = _grown(FIELDS, [key for key in _group.split(".") if key], chr(65 + _rank))
# The fields whose"""
spec = importlib.util.find_spec("atlas.record.fields")
fields = importlib.util.module_from_spec(spec)
fields.GROUPS, fields.replace = GROUPS, replace
sys.modules["atlas.record.fields"] = fields
exec(compile(Path(spec.origin).read_text(encoding="utf-8").replace("# The fields whose", GROWN, 1), spec.origin, "exec"), fields.__dict__)
from atlas.record import reader, yaml_text
from atlas.record.writer import record
from tests import sites
from tests.checking import VALID
root, problems = reader.read("poles/complet.md", (VALID / "complet.md").read_bytes())
def plain(node):
    if isinstance(node, yaml_text.Mapping):
        return {key.value: plain(value) for key, value in node.items}
    return [plain(item) for item in node.items] if isinstance(node, yaml_text.Sequence) else node.value
def word(group):
    return f"mot sans pareil de {group or 'la fiche'}."
values = plain(root.root)
for group in GROUPS:
    there = values
    for key in (key for key in group.split(".") if key):
        there = there[key]
        there = there[0] if isinstance(there, list) else there
    (there["site"] if group == "sources" else there)["invente"] = word(group)
values["statut"] = "actif"
for key in ("heritier", "anciennes_adresses", "siren", "site_web"):
    values.pop(key)
with tempfile.TemporaryDirectory() as folder:
    root_ = sites.project(Path(folder) / "projet", sites.MINIATURE)
    text = record(values, root.story).replace("nom: Pôle exemple de Redon", "nom: Essai des feuilles", 1)
    (root_ / "poles" / "essai-des-feuilles.md").write_text(text, encoding="utf-8")
    out = Path(folder) / "site"
    sites.build(root_, out)
    read = lambda path: (out / path).read_text(encoding="utf-8")
    alone, together = read("api/v1/poles/essai-des-feuilles.json"), read("api/v1/poles.json")
    head, *rows = csv.reader(io.StringIO(read("api/v1/poles.csv")))
    schemas, page = read("api/v1/schema/pole.schema.json"), read("poles/essai-des-feuilles/index.html")
    table = {column["name"] for column in json.loads(read("api/v1/schema/poles.tableschema.json"))["fields"]}
missing = {}
for rank, group in enumerate(GROUPS):
    column = "_".join([*(key for key in group.split(".") if key), "invente"])
    kept = {
        "JSON": f'"{word(group)}"' in alone,
        "JSON of all": f'"{word(group)}"' in together,
        "CSV": column in head and word(group) in [row[head.index(column)] for row in rows],
        "table schema": column in table,
        "schema": f"Ce qu’un essai invente {chr(65 + rank)}." in schemas,
        "page": word(group) in page,
        "label on the page": f"Champ inventé {chr(65 + rank)}" in page,
    }
    missing[group] = [place for place, there in kept.items() if not there]
print(json.dumps(missing))
'''


@pytest.fixture(scope="module")
def missing() -> dict[str, list[str]]:
    """By group, the places that an invented field of it does not reach."""
    done = subprocess.run([sys.executable, "-c", PROBE, *GROUPS], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("group", GROUPS)
def test_a_field_added_to_the_table_reaches_everything(missing, group):
    """One line in `fields.py`, and nothing else: the record may say it, the data publish it, the page shows it."""
    assert missing[group] == []
