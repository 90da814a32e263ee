"""Which words a record may choose from: the closed lists of `content/vocabulaires.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from atlas.content.shapes import ANY, DATE, NUMBER, TEXT, URL, Shape
from atlas.content.yaml_file import ContentError, read_mapping, text_of
from atlas.problems.report import quote
from atlas.record import yaml_text

LISTS = ("secteurs", "familles", "roles", "cooperations", "gouvernances", "reconnaissances", "chartes", "statuts", "profils", "regards")
_TERM: dict[str, Shape] = {"label": TEXT, "court": TEXT, "definition": TEXT, "source": TEXT}
_ALSO: dict[str, dict[str, Shape]] = {
    "secteurs": {"icone": TEXT},
    "reconnaissances": {"laureats": NUMBER, "sauf": TEXT, "url": URL},
    "chartes": {"depuis": DATE},
}
KEYS: dict[str, Shape] = {name: {ANY: _TERM | _ALSO.get(name, {})} for name in LISTS}


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a closed list; `court` is its short label, `icone` the name of its sign (sectors only), `depuis` a date (charters only).

    A national call says how many laureates it named, as its `source` at `url` tells; those of a phase that is `sauf` are not
    among them.
    """

    id: str
    label: str
    definition: str
    source: str
    court: str
    icone: str
    depuis: str = ""
    laureats: int = 0
    sauf: str = ""
    url: str = ""


Vocabulary = dict[str, Term]


def load(path: Path, has_sign: Callable[[str], bool] = bool) -> dict[str, Vocabulary]:
    """Read the closed lists: name of the list → id → term, in the order of the file.

    `has_sign` tells whether there is a pictogram of this name.

    Raises:
        ContentError: when the file is not what we wrote; it is ours, not a contributor's.
    """
    root = read_mapping(path, KEYS)
    lists: dict[str, Vocabulary] = {}
    missing = next((name for name in LISTS if not root.get(name)), "")
    if missing:
        raise ContentError(path, (), f"la liste « {missing} » manque")
    for name, node in root.items:
        if not isinstance(node, yaml_text.Mapping):
            raise ContentError(path, (), f"la liste « {name.value} » est vide", name)
        lists[name.value] = {key.value: _term(path, key.value, value, has_sign) for key, value in node.items}
    return lists


def _term(path: Path, id_: str, node: yaml_text.Node, has_sign: Callable[[str], bool]) -> Term:
    text = partial(text_of, path, node)
    label, sign = text("label"), text("icone", "")
    if sign and not has_sign(sign):
        raise ContentError(path, (), f"icone : lu {quote(sign)}, attendu le nom d’un pictogramme de Material Design", node)
    return Term(
        id_,
        label,
        text("definition"),
        text("source"),
        text("court", label),
        sign,
        text("depuis", ""),
        int(text("laureats", "0")),
        text("sauf", ""),
        text("url", ""),
    )
