"""The poles we look for: `content/cherches.yaml`, each with what is known of it and where that was read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from atlas.content import readings
from atlas.content.readings import Reading, texts, wrong
from atlas.content.shapes import TEXT, Shape
from atlas.content.vocabularies import Vocabulary
from atlas.content.yaml_file import items_of, read_mapping, text_of
from atlas.geo.places import Departement, Places, Region
from atlas.record.yaml_text import Node

KEYS: dict[str, Shape] = {
    "cherches": [
        {
            "nom": TEXT, "sans_nom": ("oui",), "autres_noms": [TEXT], "connu": TEXT, "departement": TEXT, "region": TEXT, "appel": TEXT, "sources": [TEXT],
        }
    ],
    "sources": readings.KEYS,
}  # fmt: skip


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
    read = readings.load(path, root)
    calls = [id_ for id_, term in recognitions.items() if term.laureats]
    return tuple(_sought(path, node, calls, places, read) for node in items_of(path, root, "cherches"))


def _sought(path: Path, node: Node, calls: list[str], places: Places, read: dict[str, Reading]) -> Sought:
    call, code, name, unnamed = (text_of(path, node, key, "") for key in ("appel", "departement", "region", "sans_nom"))
    departement, region = places.departement_named(code), places.region_named(name)
    if call and call not in calls:
        raise wrong(path, node, "appel", call, f"l’un de : {', '.join(calls)}")
    if code and not departement:
        raise wrong(path, node, "departement", code, "un département ou une collectivité d’outre-mer")
    if name and not region:
        raise wrong(path, node, "region", name, "une région d’aujourd’hui")
    return Sought(
        text_of(path, node, "nom"), texts(path, node, "autres_noms"), not unnamed, text_of(path, node, "connu"),
        departement, region or (places.regions.get(departement.region) if departement else None), call, readings.cited(path, node, read),
    )  # fmt: skip

