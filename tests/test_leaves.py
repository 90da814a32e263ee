"""What the field table promises of a leaf is kept: a value that a record gives it is in the JSON, in the table and on the page."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from atlas.check.shape import read_values
from atlas.content import bibliography, glossary
from atlas.exports import json_schema, table_schema
from atlas.french.safe_html import story_renderer
from atlas.geo.perimeters import Perimeters
from atlas.model import from_reading
from atlas.model.atlas import Atlas
from atlas.pages import pole_tools
from atlas.pages.pole import page as pole_page
from atlas.pages.tools import Pictures
from atlas.pictures import plates
from atlas.record import reader
from atlas.record.fields import FIELDS, Field, path_of
from atlas.record.writer import record
from atlas.site import coat, rendering
from tests import at_once
from tests.checking import VALID
from tests.generated import plain
from tests.sites import PROJECT, at_home

GROUPS = ("", "coordonnees", "territoire", "lieux", "parties_prenantes", "gouvernance", "cooperations", "cooperations.moyens", "chiffres",
          "charte", "autodiagnostic", "contact", "sources")  # fmt: skip
# Runs in a process of its own: every module makes what it needs of the table when it is imported. One field is invented in
# each group at once, and what is missing of each is printed by group.
PROBE = '''
import importlib.util, json, sys
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
from tests import test_leaves as ours
def word(group):
    return f"mot sans pareil de {group or 'la fiche'}."
values, story = ours.full()
for group in GROUPS:
    there = values
    for key in (key for key in group.split(".") if key):
        there = there[key]
        there = there[0] if isinstance(there, list) else there
    (there["site"] if group == "sources" else there)["invente"] = word(group)
told = ours.publisher()(values, story, whole=True)
missing = {}
for rank, group in enumerate(GROUPS):
    column = "_".join([*(key for key in group.split(".") if key), "invente"])
    wanted = {
        "JSON": f'"{word(group)}"',
        "JSON of all": f'"{word(group)}"',
        "CSV": f"{column!r}: {word(group)!r}",
        "table schema": f'"name": "{column}"',
        "schema": f"Ce qu’un essai invente {chr(65 + rank)}.",
        "page": word(group),
    }
    missing[group] = [place for place, text in wanted.items() if text not in told[place]]
    missing[group] += [] if f"Champ inventé {chr(65 + rank)}" in told["page"] else ["label on the page"]
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


# ---- The fields that are already there: another value of each shows wherever it is published. ----

Values = dict[str, Any]
PATH = "poles/exemple-de-redon.md"
ELSEWHERE = {"region": "Pays de la Loire", "departement": "44", "commune": "Avessac", "code_insee": "44007"}
"""A seat moves as a whole."""
WRITTEN: dict[str, Values] = {
    **dict.fromkeys(ELSEWHERE, ELSEWHERE),
    "anciennes_adresses": {"anciennes_adresses": ["autrement"]},
    "statut": {"statut": "en-sommeil", "heritier": ""},
    "heritier": {"heritier": "autrement"},
    "region_2014": {"region_2014": "Pays de la Loire"},
    "territoire.regions": {"territoire.regions": ["Normandie"]},
    "territoire.departements": {"territoire.departements": ["50"]},
    "territoire.departements_touches": {"territoire.departements_touches": ["50"]},
    "territoire.epci": {"territoire.epci": ["243500139"]},
    "territoire.communes": {"territoire.communes": ["35238"]},
    "lieux.commune": {"lieux": [{"commune": "Avessac", "code_insee": "44007", "role": "premier parc éolien", "source": "site"}]},
    "lieux.code_insee": {"lieux": [{"commune": "Avessac", "code_insee": "44007", "role": "premier parc éolien", "source": "site"}]},
    "autodiagnostic.evaluateurs": {"autodiagnostic.evaluateurs": ["collectivite"]},
    "autodiagnostic.regards": {"autodiagnostic.regards": ["interne"]},
    "siren": {"siren": "404833048"},
}
"""What is written in the place of the value of `complet.md`, where `_other` does not know: dotted keys and their values."""

def _told(reason: str, *keys: str) -> dict[str, str]:
    return dict.fromkeys(keys, reason)


EXEMPT: dict[str, dict[str, str]] = {
    "JSON": {},
    "CSV": {
        **_told("a cell names the sources of the whole record: which says what is in the JSON",
                "autodiagnostic.source", "charte.source", "chiffres.source", "cooperations.moyens.source", "cooperations.projets.source",
                "cooperations.strategique.source", "gouvernance.source", "lieux.source", "parties_prenantes.source", "provenance",
                "reconnaissances.source", "sources.consulte_le"),
        **_told("a cell lists what these stand beside: one more list would have to be read in the same order",
                "chiffres.precision", "gouvernance.precision", "reconnaissances.annee", "reconnaissances.phase"),
        **_told("as long as a story: it is in the JSON", "remarques"),
        **_told("a cell says that there is a self-assessment: it is a table of its own",
                "autodiagnostic.evaluateurs", "autodiagnostic.grille", "autodiagnostic.regards", "autodiagnostic.reponses.importance",
                "autodiagnostic.reponses.satisfaction"),
    },
    "page": _told("it is an address that leads to the page", "anciennes_adresses"),
}  # fmt: skip
"""By place, the leaves that are not told there, and why."""


def leaves(fields: tuple[Field, ...] = FIELDS, above: str = "") -> Iterator[str]:
    """The dotted keys of the table that hold a value."""
    for field in fields:
        yield from leaves(field.fields, f"{above}{field.key}.") if field.fields else (above + field.key,)


def _other(field: Field, value: str, words: list[str]) -> str:
    """Another value of the same kind."""
    if field.key == "source":
        return "site" if value != "site" else "publication-2014"
    if field.kind in ("date", "annee"):
        return f"{int(value[:4]) - 1}{value[4:]}"
    if field.kind in ("nombre", "degres"):
        return f"{float(value) + 0.01:.4f}"
    if field.kind == "choix":
        return next(word for word in words if word != value)
    return {"url": value + "autrement", "courriel": "autrement@exemple.fr", "telephone": "02 99 11 11 11"}.get(field.kind, f"{value} autrement")


def _changed(there: Any, path: tuple[Field, ...], other: Callable[[str], str]) -> bool:
    """Change the first value at the end of a path of fields; whether there was one."""
    head, *rest = path
    if isinstance(there, list):
        return any(_changed(item, path, other) for item in there)
    value = there.get(head.key) if isinstance(there, dict) else None
    if not value:
        return False
    if head.kind == "table":
        return any(_changed(row, tuple(rest), other) for row in value.values())
    if rest:
        return _changed(value, tuple(rest), other)
    there[head.key] = [other(value[0]), *value[1:]] if isinstance(value, list) else other(value)
    return True


def varied(values: Values, leaf: str) -> Values:
    """The record with another value of one leaf."""
    made, path = deepcopy(values), path_of(leaf)
    if leaf in ("provenance", "remarques"):
        made[leaf]["annee_creation"] = {"provenance": "publication-2014", "remarques": "Dit autrement."}[leaf]
    for dotted, value in WRITTEN.get(leaf, {}).items():
        group, _, key = dotted.rpartition(".")
        (made[group] if group else made)[key] = value
    if leaf not in WRITTEN and leaf not in ("provenance", "remarques"):
        words = list(at_home()[0].vocabularies[path[-1].choices]) if path[-1].choices else []
        assert _changed(made, path, lambda value: _other(path[-1], value, words)), f"complet.md does not say {leaf}"
    return made


def full() -> tuple[Values, str]:
    """What the record that says everything says, and its story."""
    root, problems = reader.read(PATH, (VALID / "complet.md").read_bytes())
    assert root, problems
    return plain(root.root), root.story


def publisher() -> Callable[..., dict[str, str]]:
    """What is published of a record, by place; `whole`: with what is said of all of them."""
    house = at_home()[0]
    templates = PROJECT / "templates"
    environment = rendering.environment(templates, coat.base_template(templates), {}, coat.icon, None)
    words = glossary.load(PROJECT / "content" / "glossaire.yaml", bibliography.load(PROJECT / "content" / "bibliographie.yaml"))
    pictures, perimeters = Pictures(plates.load(PROJECT / "content/plates"), (), ()), Perimeters(house.places)

    def publish(values: Values, story: str, *, whole: bool = False) -> dict[str, str]:
        written, faults = reader.read(PATH, record(values, story).encode())
        assert written, faults
        reading, wrong = read_values(written, house.vocabularies)  # each value by itself: that they agree is not asked here
        assert not wrong
        pole = from_reading.build(reading, house.places)
        heirs = tuple(replace(pole, slug=slug, nom=slug, heritier="", anciennes_adresses=()) for slug in ("eco-domaine-bouquetot", "autrement"))
        atlas = Atlas(house.config, house.vocabularies, house.places, house.referentiel, (pole, *heirs))
        vars(atlas)["perimeters"] = perimeters  # the same for all: a territory is put together once
        page = pole_page(atlas, pole, pole_tools(atlas, story_renderer(), pictures, words))
        html = rendering.render(environment, page, rendering.site_data(atlas)).decode()
        article = re.search(r"<article.*</article>", html, re.DOTALL)
        assert article
        row = next(row for row in csv.DictReader(io.StringIO(at_once.csv(atlas))) if row["id"] == pole.slug)
        more = {"JSON of all": at_once.json, "schema": json_schema.render, "table schema": table_schema.render} if whole else {}
        return {"JSON": at_once.json_of(atlas, pole), "CSV": repr(row), "page": article[0]} | {place: render(atlas) for place, render in more.items()}

    return publish


@pytest.fixture(scope="module")
def unseen() -> dict[str, set[str]]:
    """By place, the leaves of the table that may change without its knowing."""
    (values, story), publish = full(), publisher()
    before = publish(values, story)
    found: dict[str, set[str]] = {place: set() for place in before}
    for leaf in leaves():
        after = publish(varied(values, leaf), story)
        for place in before:
            if after[place] == before[place]:
                found[place].add(leaf)
    return found


@pytest.mark.parametrize("place", EXEMPT)
def test_another_value_of_a_field_shows_wherever_it_is_published(unseen, place):
    """Each leaf of the table, one at a time, the record being otherwise the same; the exemptions are these, and no other is needed."""
    assert sorted(unseen[place]) == sorted(EXEMPT[place])
