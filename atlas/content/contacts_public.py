"""Whom to call when nobody was entrusted to us: institutions that a public page names, from `content/contacts.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from atlas import urls
from atlas.content import readings
from atlas.content.readings import Reading, wrong
from atlas.content.shapes import ANY, EMAIL, PHONE, TEXT, URL, Shape
from atlas.content.yaml_file import items_of, mapping_of, read_mapping, text_of
from atlas.geo.places import Departement, Places
from atlas.record.yaml_text import Node

_INSTITUTION: dict[str, Shape] = {
    "nom": TEXT, "role": TEXT, "site": URL, "courriel": EMAIL, "telephone": PHONE, "adresse": TEXT, "sources": [TEXT],
}  # fmt: skip
KEYS: dict[str, Shape] = {
    "national": [_INSTITUTION], "regions": {ANY: [_INSTITUTION]}, "collectivites": {ANY: [_INSTITUTION]}, "sources": readings.KEYS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Institution:
    """A body, never a person, and the public pages that name it; `site` to `adresse` are empty where no page read gives them."""

    nom: str
    role: str
    site: str
    courriel: str
    telephone: str
    adresse: str
    lu: tuple[Reading, ...]

    @property
    def domaine(self) -> str:
        """Its site as it is said and printed."""
        return urls.host(self.site)


@dataclass(frozen=True, slots=True)
class Institutions:
    """Those of the whole country, those of régions and those of collectivities of no région, by code."""

    national: tuple[Institution, ...] = ()
    regions: dict[str, tuple[Institution, ...]] = field(default_factory=dict)
    collectivites: dict[str, tuple[Institution, ...]] = field(default_factory=dict)

    def of(self, departement: Departement) -> tuple[Institution, ...]:
        """Those nearest to a département."""
        return self.regions.get(departement.region, ()) if departement.region else self.collectivites.get(departement.code, ())


def load(path: Path, places: Places) -> Institutions:
    """Read the file, in its order.

    Raises:
        ContentError: when an institution is not complete, cites no page, or is of a place that is not known.
    """
    root = read_mapping(path, KEYS)
    read = readings.load(path, root)

    def region(text: str) -> str:
        found = places.region_named(text)
        return found.code if found else ""

    def collectivite(text: str) -> str:
        found = places.departements.get(text)
        return found.code if found and found.is_collectivite and not found.region else ""

    return Institutions(
        _listed(path, root, "national", read),
        _by_place(path, root, "regions", read, region, "une région d’aujourd’hui, comme dans son adresse sur le site"),
        _by_place(path, root, "collectivites", read, collectivite, "le code d’une collectivité qui n’est d’aucune région"),
    )


def _by_place(
    path: Path, root: Node, key: str, read: dict[str, Reading], code: Callable[[str], str], expected: str
) -> dict[str, tuple[Institution, ...]]:
    group, found = mapping_of(path, root, key), dict[str, tuple[Institution, ...]]()
    for place, _ in group.items:
        known = code(place.value)
        if not known or known in found:
            raise wrong(path, place, key, place.value, expected if not known else "une seule fois chaque lieu")
        found[known] = _listed(path, group, place.value, read)
    return found


def _listed(path: Path, group: Node, key: str, read: dict[str, Reading]) -> tuple[Institution, ...]:
    return tuple(_institution(path, node, read) for node in items_of(path, group, key))


def _institution(path: Path, node: Node, read: dict[str, Reading]) -> Institution:
    values = {key: text_of(path, node, key, "") for key in ("site", "courriel", "telephone", "adresse")}
    return Institution(
        text_of(path, node, "nom"), text_of(path, node, "role"), **values, lu=readings.cited(path, node, read)
    )
