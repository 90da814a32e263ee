"""The poles we look for: `content/cherches.yaml`, each with what is known of it and where that was read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from atlas.content import bibliography
from atlas.content.shapes import ANY, DATE, TEXT, URL, Shape
from atlas.content.vocabularies import Vocabulary
from atlas.content.yaml_file import ContentError, items_of, mapping_of, read_mapping, text_of
from atlas.geo.places import Departement, Places, Region
from atlas.record.values import PartialDate
from atlas.record.yaml_text import Node, Text

KEYS: dict[str, Shape] = {
    "cherches": [
        {
            "nom": TEXT, "sans_nom": ("oui",), "autres_noms": [TEXT], "connu": TEXT, "departement": TEXT, "region": TEXT, "appel": TEXT, "sources": [TEXT],
        }
    ],
    "sources": {ANY: {"titre": TEXT, "url": URL, "date": DATE, "consulte_le": DATE}},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """Where something was read; `url` may be empty, the dates None."""

    titre: str
    url: str
    date: PartialDate | None
    consulte_le: PartialDate | None


@dataclass(frozen=True, slots=True)
class Sought:
    """A pole without a record. `nomme` is False when `nom` only says whom we look for; `appel` is the call it won, or empty.

    `departement` and `region` are None when no page gives them; `lu` has at least one page, the first of which tells of the call.
    """

    nom: str
    autres_noms: tuple[str, ...]
    nomme: bool
    connu: str
    departement: Departement | None
    region: Region | None
    appel: str
    lu: tuple[Reading, ...]


def load(path: Path, recognitions: Vocabulary, places: Places) -> tuple[Sought, ...]:
    """Read the file, in its order.

    Raises:
        ContentError: when a pole is not complete, or names a place, a call or a source that is not known.
    """
    root = read_mapping(path, KEYS)
    read = {key.value: _reading(path, node) for key, node in mapping_of(path, root, "sources").items}
    calls = [id_ for id_, term in recognitions.items() if term.laureats]
    return tuple(_sought(path, node, calls, places, read) for node in items_of(path, root, "cherches"))


def _sought(path: Path, node: Node, calls: list[str], places: Places, read: dict[str, Reading]) -> Sought:
    call, code, name, unnamed = (text_of(path, node, key, "") for key in ("appel", "departement", "region", "sans_nom"))
    departement, region = places.departement_named(code), places.region_named(name)
    if call and call not in calls:
        raise _wrong(path, node, "appel", call, f"l’un de : {', '.join(calls)}")
    if code and not departement:
        raise _wrong(path, node, "departement", code, "un département ou une collectivité d’outre-mer")
    if name and not region:
        raise _wrong(path, node, "region", name, "une région d’aujourd’hui")
    if unnamed not in ("", "oui"):
        raise _wrong(path, node, "sans_nom", unnamed, "« oui », ou rien")
    cited = _texts(path, node, "sources")
    for id_ in cited or ("",):
        if id_ not in read:
            raise _wrong(path, node, "sources", id_, f"au moins un identifiant de « sources », à la fin de {path.name}")
    return Sought(
        text_of(path, node, "nom"), _texts(path, node, "autres_noms"), not unnamed, text_of(path, node, "connu"),
        departement, region or (places.regions.get(departement.region) if departement else None), call, tuple(read[id_] for id_ in cited),
    )  # fmt: skip


def _reading(path: Path, node: Node) -> Reading:
    day, read = (bibliography.day(path, node, key) for key in ("date", "consulte_le"))
    return Reading(text_of(path, node, "titre"), text_of(path, node, "url", ""), day, read)


def _texts(path: Path, node: Node, key: str) -> tuple[str, ...]:
    found = items_of(path, node, key)
    if not all(isinstance(item, Text) and item.value for item in found):
        raise _wrong(path, node, key, "…", "une liste de textes")
    return tuple(item.value for item in found if isinstance(item, Text))


def _wrong(path: Path, node: Node, key: str, read: str, expected: str) -> ContentError:
    return ContentError(path, (), f"{key} : lu « {read} », attendu {expected}", node)
