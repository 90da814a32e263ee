"""What the house holds: configuration, places, lists, grid and records, read from the project's folder."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from atlas import check
from atlas.check.reading import Reading
from atlas.content import (
    comptes,
    config,
    contacts_public,
    journal,
    referentiel,
    retired,
    vocabularies,
)
from atlas.content.comptes import Compte
from atlas.content.config import Config
from atlas.content.contacts_public import Institutions
from atlas.content.journal import Change
from atlas.content.referentiel import Referentiel
from atlas.content.retired import Retired
from atlas.content.vocabularies import Vocabulary
from atlas.geo import places
from atlas.geo import remembered as remembered_places
from atlas.geo.places import Places
from atlas.machine.cache import Cache
from atlas.site.inputs import Inputs, has_pictogram
from atlas.site.records import unpacked

if TYPE_CHECKING:
    from atlas.content.library import Writings

_PIECE = "maison"
_OTHERS = ("config", "vocabularies", "referentiel", "retired", "comptes", "journal", "contacts")
_PARTS = ("places", *_OTHERS)


@dataclass(frozen=True, slots=True)
class House:
    """Everything but the records: what we wrote ourselves."""

    root: Path
    config: Config
    vocabularies: dict[str, Vocabulary]
    places: Places
    referentiel: Referentiel
    retired: tuple[Retired, ...] = ()
    comptes: tuple[Compte, ...] = ()
    journal: tuple[Change, ...] = ()
    contacts: Institutions = field(default_factory=Institutions)

    def at(self, base_url: str) -> House:
        """The same house at another public address.

        Raises:
            AddressError: when it is not an http(s) address; the message is French.
        """
        return replace(self, config=self.config.at(base_url))

    def context(self, today: datetime.date, former: Mapping[str, tuple[Reading, ...]] | None = None) -> check.Context:
        """What rules may look things up in; `former` are, by address, the records that left it."""
        return check.Context(self.places, self.vocabularies, today, self.retired, former or {}, self.config.unreachable)


def remembered(inputs: Inputs, cache: Cache) -> House:
    """The house that these inputs make, read again only when one of its files changed.

    Raises:
        ContentError: when one of our own files cannot be used.
    """
    if not inputs.are_there():
        return load(inputs.root)
    key = inputs.key(*_PARTS)
    kept = cache.content(_PIECE, key)
    if kept is not None:
        known, *others = unpacked(kept, {})
        return House(inputs.root, places=remembered_places.back(inputs.root / "content" / "geo", known), **dict(zip(_OTHERS, others, strict=True)))
    house = load(inputs.root)
    told = remembered_places.plain(house.places)
    if inputs.settled():
        cache.keep_content(_PIECE, key, pickle.dumps((told, *(getattr(house, name) for name in _OTHERS)), 5))
    return replace(house, places=remembered_places.back(house.places.folder, told))  # as the next build has them: lines, seven times lighter


def load(root: Path) -> House:
    """Read the house.

    Raises:
        ContentError: when one of our own files cannot be used.
    """
    content = root / "content"
    known = places.load(content / "geo")

    def region_code(text: str) -> str:
        region = known.region_named(text)
        return region.code if region else ""

    grid = referentiel.load(content / "referentiel.yaml")
    return House(
        root,
        config.load(root / "site_config.yaml", region_code),
        vocabularies.load(content / "vocabulaires.yaml", has_pictogram) | referentiel.lists(grid),
        known,
        grid,
        retired.load(content / "retires.yaml"),
        comptes.load(content / "comptes.yaml"),
        journal.load(root / journal.FILE),
        contacts_public.load(content / "contacts.yaml", known),
    )


def writings(house: House) -> Writings:
    """What we wrote for people to read."""
    from atlas.content.library import Writings  # noqa: PLC0415 - a check of records that were read before needs none of it

    return Writings(house.root / "content", house.config, house.vocabularies, house.places)
