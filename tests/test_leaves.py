"""What the field table promises of a leaf is kept: a value that a record gives it is in the JSON, in the table and on the page."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.sites import PROJECT

GROUPS = ("", "coordonnees", "territoire", "lieux", "parties_prenantes", "gouvernance", "cooperations", "cooperations.moyens", "chiffres",
          "charte", "autodiagnostic", "contact", "sources")  # fmt: skip
# Runs in a process of its own: every module makes what it needs of the table when it is imported.
PROBE = '''
import csv, io, json, sys, tempfile
from dataclasses import replace
from pathlib import Path
import importlib.util
where = [key for key in sys.argv[1].split(".") if key]
GROWN = """
def _grown(table, path):
    if not path:
        return (*table, Field("invente", "Champ inventé", "Ce qu’un essai invente.", "un exemple"))
    return tuple(replace(f, fields=_grown(f.fields, path[1:])) if f.key == path[0] else f for f in table)
FIELDS = _grown(FIELDS, WHERE)
# The fields whose"""
spec = importlib.util.find_spec("atlas.record.fields")
fields = importlib.util.module_from_spec(spec)
fields.WHERE, fields.replace = where, replace
sys.modules["atlas.record.fields"] = fields
exec(compile(Path(spec.origin).read_text(encoding="utf-8").replace("# The fields whose", GROWN, 1), spec.origin, "exec"), fields.__dict__)
from atlas.record import reader, yaml_text
from atlas.record.writer import record
from tests.checking import VALID
from tests import sites
text = (VALID / "complet.md").read_text(encoding="utf-8")
root, problems = reader.read("poles/complet.md", text.encode())
def plain(node):
    if isinstance(node, yaml_text.Mapping):
        return {key.value: plain(value) for key, value in node.items}
    return [plain(item) for item in node.items] if isinstance(node, yaml_text.Sequence) else node.value
values = plain(root.root)
group = values
for key in where:
    group = group[key]
    group = group[0] if isinstance(group, list) else group
if where == ["sources"]:
    group = group["site"]
group["invente"] = "mot sans pareil"
values.pop("heritier"); values["statut"] = "actif"; values.pop("anciennes_adresses"); values.pop("siren"); values.pop("site_web")
with tempfile.TemporaryDirectory() as folder:
    root_ = sites.project(Path(folder) / "projet", sites.MINIATURE)
    (root_ / "poles" / "essai-des-feuilles.md").write_text(record(values, root.story).replace("nom: Pôle exemple de Redon", "nom: Essai des feuilles", 1), encoding="utf-8")
    out = Path(folder) / "site"
    sites.build(root_, out)
    alone = (out / "api/v1/poles/essai-des-feuilles.json").read_text(encoding="utf-8")
    assert '"mot sans pareil"' in alone, "JSON"
    assert '"mot sans pareil"' in (out / "api/v1/poles.json").read_text(encoding="utf-8"), "JSON of all"
    table = list(csv.reader(io.StringIO((out / "api/v1/poles.csv").read_text(encoding="utf-8"))))
    column = "_".join([*where, "invente"])
    assert "mot sans pareil" in [row[table[0].index(column)] for row in table], "CSV"
    schemas = "".join(p.read_text(encoding="utf-8") for p in sorted((out / "api/v1/schema").glob("*.json")))
    assert f'"{column}"' in schemas and "Ce qu’un essai invente." in schemas, "schemas"
    page = (out / "poles/essai-des-feuilles/index.html").read_text(encoding="utf-8")
    assert "mot sans pareil" in page and "Champ inventé" in page, "page"
'''


@pytest.mark.parametrize("group", GROUPS)
def test_a_field_added_to_the_table_reaches_everything(group):
    """One line in `fields.py`, and nothing else: the record may say it, the data publish it, the page shows it."""
    done = subprocess.run([sys.executable, "-c", PROBE, group], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
