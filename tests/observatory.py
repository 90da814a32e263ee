"""What the observatory should say, counted from the files themselves, and how its page is read."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

import yaml

from atlas.survey import completeness
from tests.sites import PROJECT

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # ten times as fast, where it was built
EXPECTED = {  # the twelve things, as a reader of the files would look for them
    "situation": lambda r: r.get("statut_constate_le"),
    "creation": lambda r: r.get("annee_creation"),
    "porteur": lambda r: r.get("porteur"),
    "commune": lambda r: r.get("commune"),
    "territoire": lambda r: r.get("territoire"),
    "secteurs": lambda r: r.get("secteurs"),
    "parties-prenantes": lambda r: r.get("parties_prenantes"),
    "gouvernance": lambda r: r.get("gouvernance"),
    "cooperations": lambda r: r.get("cooperations"),
    "chiffres": lambda r: r.get("chiffres"),
    "site-web": lambda r: r.get("site_web"),
    "contact": lambda r: r.get("contact"),
}


@cache
def read_records():
    """Each record's front matter, by slug, every scalar as text: nothing of the atlas reads it."""
    found = {}
    for path in sorted((PROJECT / "poles").glob("*.md")):
        _, head, _ = path.read_text(encoding="utf-8").split("---\n", 2)
        found[path.stem] = yaml.load(head, Loader=LOADER)  # noqa: S506 - texts alone
    return found


def read_words():
    """The closed lists: id → label."""
    lists = yaml.load((PROJECT / "content/vocabulaires.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
    return {name: {id_: term["label"] for id_, term in terms.items()} for name, terms in lists.items()}


def count(records, words):
    """For each table: the slugs behind each line by its words, and those the records do not answer for."""

    def listed(vocabulary, values):
        lines = {label: {slug for slug, r in records.items() if id_ in values(r)} for id_, label in words[vocabulary].items()}
        return lines, {slug for slug, r in records.items() if not values(r)}

    def sorted_by(values):
        lines = defaultdict(set)
        for slug, r in records.items():
            for value in values(r):
                lines[value].add(slug)
        return dict(lines), {slug for slug, r in records.items() if not values(r)}

    label = {id_: label[0].upper() + label[1:] for id_, label, _ in completeness.EXPECTED}
    assert list(label) == list(EXPECTED)
    known = {label[id_]: {slug for slug, r in records.items() if has(r)} for id_, has in EXPECTED.items()}
    return {
        "regions": sorted_by(lambda r: [r["region"]] if r.get("region") else []),
        "secteurs": listed("secteurs", lambda r: r.get("secteurs", [])),
        "types": listed("profils", lambda r: [r["profil"]] if r.get("profil") else []),
        "parties-prenantes": listed("familles", lambda r: [s["famille"] for s in r.get("parties_prenantes", [])]),
        "cooperations": listed("cooperations", lambda r: [form for form, told in r.get("cooperations", {}).items() if told]),
        "gouvernance": listed("gouvernances", lambda r: [r["gouvernance"]["forme"]] if "gouvernance" in r else []),
        "creation": sorted_by(lambda r: [r["annee_creation"]] if r.get("annee_creation") else []),
        "reconnaissances": listed("reconnaissances", lambda r: [told["appel"] for told in r.get("reconnaissances", [])]),
        "situations": listed("statuts", lambda r: [] if r["statut"] == "inconnu" else [r["statut"]]),
        "connu": (known, set()),
    }


def section(page, id_):
    (found,) = page.sections(id_)
    return found


def inside(element, tag, class_=""):
    return [
        e for e in element.iter()
        if isinstance(e.tag, str) and e.tag.rsplit("}", 1)[-1] == tag and (not class_ or class_ in (e.get("class") or "").split())
    ]  # fmt: skip


def plain(page, element):
    return page.words(element).replace("\u202f", " ").replace("\u00a0", " ")


def lines(page, id_):
    """The lines of a table: words → number, address, length of the bar."""
    (table,) = inside(section(page, id_), "table", "obs-barres")
    found = {}
    for row in inside(inside(table, "tbody")[0], "tr"):
        (head,), number = inside(row, "th"), inside(row, "td", "nombre")[0]
        links = inside(number, "a")
        bars = [e.get("d") for e in inside(row, "path", "obs-plein")]
        length = int(re.fullmatch(r"M0 0H(\d+)V1H0z", bars[0])[1]) if bars else 0
        found[plain(page, head)] = (int(re.match(r"\d+", plain(page, number))[0]), links[0].get("href") if links else "", length)
    return found


def bare(name):
    """Our own way to compare names: letters and digits alone, without accents, in lower case."""
    letters = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if unicodedata.category(c) != "Mn")
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())
