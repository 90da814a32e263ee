"""The same records as a MkDocs site in Material's coat, ready for `mkdocs build`; and a record as Markdown, for others.

The MkDocs site is made of the records themselves, front matter included. A hook, which is how one does this with MkDocs, puts every
fact of the front matter and the whole story into the page. What can be spared is spared, so that it is as fast as such a site can be:
poles outside the navigation (inside, a build grows with the square of their number), facts as lists (a third cheaper than tables, and
no dearer than raw HTML), notes as plain links to the sources, no font to fetch, no check of anything.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bench.project import ROOT

CONFIG = """\
site_name: Atlas des PTCE
site_url: https://atlas.example/
theme:
  name: material
  language: fr
  font: false
plugins:
  - search:
      lang: fr
hooks:
  - faits.py
nav:
  - Accueil: index.md
not_in_nav: /poles/*
"""
HOOK = """\
import sys

sys.path.insert(0, {root!r})
from bench.reference import closed_lists, lines

LABELS = closed_lists()


def on_page_markdown(markdown, page, **_):
    return "\\n".join(lines(page.meta, markdown, LABELS)) if "nom" in page.meta else None
"""
_NOTE = re.compile(r"\[\^([a-z0-9-]+)\]")
# Where a record holds an id of a closed list: the list.
_LISTS = {"statut": "statuts", "secteurs": "secteurs", "profil": "profils", "famille": "familles", "role": "roles", "forme": "gouvernances"}
# Simple facts: key and label.
_FACTS = {
    "autres_noms": "Autres noms", "porteur": "Structure porteuse", "statut": "Situation", "statut_constate_le": "Constatée le",
    "annee_creation": "Année de création", "region": "Région", "departement": "Département", "commune": "Commune du siège",
    "region_2014": "Région en 2014", "secteurs": "Secteurs", "activites": "Activités", "profil": "Profil", "siren": "SIREN",
    "site_web": "Site web", "verifie_le": "Vérifiée le",
}  # fmt: skip
_FORMS = {"moyens": "Mutualisation de moyens", "projets": "Mutualisation de projets", "strategique": "Coopération stratégique"}

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Facts = dict[str, Any]
Labels = dict[str, dict[str, str]]


def write(records: Path, site: Path) -> None:
    """Write the configuration, the hook and the pages of a MkDocs site from a folder of records."""
    pages = site / "docs" / "poles"
    shutil.copytree(records, pages)
    (site / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (site / "faits.py").write_text(HOOK.format(root=str(ROOT)), encoding="utf-8")
    index = ["# Les pôles", ""]
    for path in sorted(records.glob("*.md")):
        facts, _ = read(path)
        index.append(f"- [{facts['nom']}](poles/{path.name}), {facts.get('commune') or facts['departement']}")
    (site / "docs" / "index.md").write_text("\n".join((*index, "")), encoding="utf-8")


def read(path: Path) -> tuple[Facts, str]:
    """The facts of a record, as text, and its story."""
    _, front, story = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.load(front, _LOADER), story  # noqa: S506 - text only


def closed_lists() -> Labels:
    """The labels of the closed lists, by list and id."""
    lists = yaml.load((ROOT / "content" / "vocabulaires.yaml").read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - text only
    return {name: {id_: term["label"] for id_, term in terms.items()} for name, terms in lists.items()}


def lines(facts: Facts, story: str, labels: Labels) -> Iterator[str]:
    """The lines of a pole's page."""
    numbers = {id_: number for number, id_ in enumerate(facts["sources"], 1)}
    yield from (f"# {facts['nom']}", "", *_simple(facts, labels), "", "## Histoire", "")
    yield _NOTE.sub(lambda m: f"[{numbers[m[1]]}](#sources)", story)
    if parties := facts.get("parties_prenantes"):
        yield from ("", "## Parties prenantes", "")
        for party in parties:
            told = [labels[_LISTS[key]][party[key]] for key in ("famille", "role") if key in party]
            yield f"- {party['nom']}, {', '.join(told)} ({_cited(party, numbers)})"
    yield from _together(facts, labels, numbers)
    yield from ("", "## Sources", "")
    for id_, number in numbers.items():
        source = facts["sources"][id_]
        told = f"[{source['titre']}]({source['url']})" if source.get("url") else source["titre"]
        extra = [str(source[key]) for key in ("date", "consulte_le") if source.get(key)]  # YAML made dates and numbers of some
        yield f"{number}. {', '.join((told, *extra))}"
    yield ""


def _simple(facts: Facts, labels: Labels) -> Iterator[str]:
    for key, label in _FACTS.items():
        if value := facts.get(key):
            words = labels.get(_LISTS.get(key, ""), {})
            told = ", ".join(words.get(item, item) for item in value) if isinstance(value, list) else words.get(value, value)
            yield f"- {label} : {told}"
    if territory := facts.get("territoire"):
        parts = [part for key, part in territory.items() if key != "libelle"]
        yield f"- Territoire : {', '.join((territory.get('libelle', ''), *(str(text) for part in parts for text in part)))}"
    for place in facts.get("lieux", ()):
        yield f"- {place['commune']} : {place['role']}"
    for label, value in facts.get("contact", {}).items():
        yield f"- {label.capitalize()} : {value}"
    for key, remark in facts.get("remarques", {}).items():
        yield f"- {_FACTS.get(key, key.capitalize())} : {remark}"


def _together(facts: Facts, labels: Labels, numbers: dict[str, int]) -> Iterator[str]:
    if governance := facts.get("gouvernance"):
        told = [labels["gouvernances"][governance["forme"]], *filter(None, (governance.get("precision"),))]
        yield from ("", "## Gouvernance", "", f"{', '.join(told)} ({_cited(governance, numbers)})")
    if cooperations := facts.get("cooperations"):
        yield from ("", "## Coopérations", "")
        for form, statements in cooperations.items():
            yield from (f"- {_FORMS[form]} : {s['texte']} ({_cited(s, numbers)})" for s in statements)
    if figures := facts.get("chiffres"):
        yield from ("", "## Chiffres", "")
        for figure in figures:
            nuance = "".join(f", {figure[key]}" for key in ("precision", "annee") if figure.get(key))
            yield f"- {figure['libelle']} : {figure['valeur']} {figure['unite']}{nuance} ({_cited(figure, numbers)})"


def _cited(fact: Facts, numbers: dict[str, int]) -> str:
    """The number of a fact's source, as text: a link for each fact would cost much."""
    return f"source {numbers[fact['source']]}" if "source" in fact else "sans source"
