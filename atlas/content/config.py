"""What this site calls itself, where it lives, and whom to call: `site_config.yaml`, read once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from atlas.content import contacts, forge
from atlas.content.contacts import Contact, Contacts
from atlas.content.forge import Forge
from atlas.content.shapes import DATE, EMAIL, TEXT, URL, Shape
from atlas.content.yaml_file import ContentError, mapping_of, read_mapping, text_of
from atlas.record.values import READERS, PartialDate
from atlas.record.yaml_text import Mapping

__all__ = ["Config", "Contact", "Contacts", "Forge", "Licence", "load"]

STATES = ("non conforme", "partiellement conforme", "totalement conforme")

KEYS: dict[str, Shape] = {
    "titre": TEXT, "sous_titre": TEXT, "description": TEXT, "adresse": URL, "publie_le": DATE,
    "editeur": TEXT, "directeur": TEXT, "hebergeur": TEXT,
    "contact": {"courriel": EMAIL},
    "contacts": contacts.KEYS,
    "depot": forge.KEYS,
    "accessibilite": {"etat": STATES, "date": DATE},
    "licence": {"nom": TEXT, "spdx": TEXT, "adresse": URL},
}  # fmt: skip


class AddressError(ValueError):
    """A text is no web address; the message is French."""


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of data and texts."""

    nom: str
    spdx: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Config:
    """The whole configuration. Empty strings are « non renseigné ». `adresse` ends with a slash.

    `unreachable` is the line that asks for an e-mail address when the site has neither one nor a repository, 0 otherwise.
    """

    titre: str
    sous_titre: str
    description: str
    adresse: str
    editeur: str
    directeur: str
    hebergeur: str
    courriel: str
    depot: Forge
    accessibilite: str
    accessibilite_date: str
    licence: Licence
    contacts: Contacts = field(default_factory=Contacts)
    publie_le: str = ""
    unreachable: int = 0

    def at(self, base_url: str) -> Config:
        """The same configuration living at another address.

        Raises:
            AddressError: when it is not an http(s) address; the message is French.
        """
        return replace(self, adresse=_address(base_url))


def load(path: Path, region_code: Callable[[str], str]) -> Config:
    """Read the configuration; `region_code` gives the code of a région by slug or code, an empty text when there is none.

    Raises:
        ContentError: when it cannot be used; the message is for a person.
    """
    root = read_mapping(path, KEYS)
    text = partial(text_of, path, root)
    access, licence = (partial(text_of, path, mapping_of(path, root, key)) for key in ("accessibilite", "licence"))
    try:
        address = _address(text("adresse"))
    except AddressError as error:
        raise ContentError(path, (), f"adresse : {error}", root.get("adresse")) from None
    return Config(
        titre=text("titre"),
        sous_titre=text("sous_titre"),
        description=text("description"),
        adresse=address,
        editeur=text("editeur", ""),
        directeur=text("directeur", ""),
        hebergeur=text("hebergeur", ""),
        courriel=text_of(path, mapping_of(path, root, "contact"), "courriel", ""),
        depot=forge.read(path, root),
        accessibilite=access("etat", STATES[0]),
        accessibilite_date=access("date", ""),
        licence=Licence(licence("nom"), licence("spdx"), licence("adresse")),
        contacts=contacts.read(path, root, region_code),
        publie_le=_day(path, root),
        unreachable=unreachable(path, root),
    )


def unreachable(path: Path, root: Mapping) -> int:
    """The line that should say how a record can be sent, 0 when it can be; `path` is the file, for messages.

    Raises:
        ContentError: when the settings cannot be used.
    """
    contact = mapping_of(path, root, "contact")
    reachable = text_of(path, contact, "courriel", "") or forge.read(path, root).ticket
    return 0 if reachable else contact.mark.line


def _day(path: Path, root: Mapping) -> str:
    text = text_of(path, root, "publie_le", "")
    read = READERS["date"](text)
    if text and not (isinstance(read, PartialDate) and read.day):
        raise ContentError(path, (), f"publie_le : lu « {text} », attendu un jour comme 2027-01-31", root.get("publie_le"))
    return text


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:  # « http://[ »
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise AddressError(f"lu « {text} », attendu une adresse comme https://exemple.fr/atlas/")
    return text if text.endswith("/") else text + "/"
