"""Whom to call: the contacts of the network, read from `site_config.yaml`. Nothing is invented: what is empty is unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from atlas.content.readings import wrong
from atlas.content.shapes import ANY, EMAIL, PHONE, TEXT, Shape
from atlas.content.yaml_file import mapping_of, text_of
from atlas.record.yaml_text import Mapping


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call; at least one field is filled, the others may be empty. `adresse` is a postal one."""

    nom: str
    role: str
    courriel: str
    telephone: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contact for the whole country, and those of régions by INSEE code."""

    national: Contact | None = None
    regions: dict[str, Contact] = field(default_factory=dict)

    def of_region(self, code: str) -> Contact | None:
        """The contact of a région by its INSEE code, or None when nobody told us."""
        return self.regions.get(code)


FIELDS = ("nom", "role", "courriel", "telephone", "adresse")
_CONTACT: dict[str, Shape] = {"nom": TEXT, "role": TEXT, "courriel": EMAIL, "telephone": PHONE, "adresse": TEXT}
KEYS: dict[str, Shape] = {"national": _CONTACT, "regions": {ANY: _CONTACT}}


def read(path: Path, root: Mapping, region_code: Callable[[str], str]) -> Contacts:
    """The contacts of a configuration; `region_code` gives the code of a région by slug, name or code, or an empty text.

    Raises:
        ContentError: when a key, a région, an address or a number is not what is expected.
    """
    group = mapping_of(path, root, "contacts")
    national = _contact(path, group, "national")
    regions: dict[str, Contact] = {}
    listed = mapping_of(path, group, "regions")
    for key, _ in listed.items:
        code = region_code(key.value)
        if not code:
            expected = "le nom d’une région en minuscules et sans accent, comme « bretagne » ou « pays-de-la-loire », ou son code"
            raise wrong(path, key, "contacts.regions", key.value, expected)
        if code in regions:
            raise wrong(path, key, "contacts.regions", key.value, "une seule fois chaque région")
        contact = _contact(path, listed, key.value)
        if contact:
            regions[code] = contact
    return Contacts(national, regions)


def _contact(path: Path, parent: Mapping, key: str) -> Contact | None:
    group = mapping_of(path, parent, key)
    values = {name: text_of(path, group, name, "") for name in FIELDS}
    return Contact(**values) if any(values.values()) else None
