"""Where something was read: the `sources` at the end of a file of ours, and how its entries cite them."""

from __future__ import annotations

from collections.abc import Mapping as Named
from dataclasses import dataclass
from pathlib import Path

from atlas.content import bibliography
from atlas.content.shapes import ANY, DATE, TEXT, URL, Shape
from atlas.content.yaml_file import ContentError, items_of, mapping_of, text_of
from atlas.record.values import PartialDate
from atlas.record.yaml_text import Node, Text

KEYS: dict[str, Shape] = {ANY: {"titre": TEXT, "url": URL, "date": DATE, "consulte_le": DATE}}


@dataclass(frozen=True, slots=True)
class Reading:
    """Where something was read; `url` may be empty, the dates None."""

    titre: str
    url: str
    date: PartialDate | None
    consulte_le: PartialDate | None


def load(path: Path, root: Node) -> dict[str, Reading]:
    """The readings of a file, by id.

    Raises:
        ContentError: when one has no title, or a date or an address that cannot be.
    """
    return {key.value: _reading(path, node) for key, node in mapping_of(path, root, "sources").items}


def cited(path: Path, node: Node, read: Named[str, Reading]) -> tuple[Reading, ...]:
    """What an entry cites under `sources`: at least one.

    Raises:
        ContentError: when it cites none, or one that the file does not have.
    """
    ids = texts(path, node, "sources")
    for id_ in ids or ("",):
        if id_ not in read:
            raise wrong(path, node, "sources", id_, f"au moins un identifiant de « sources », à la fin de {path.name}")
    return tuple(read[id_] for id_ in ids)


def texts(path: Path, node: Node, key: str) -> tuple[str, ...]:
    """A list of texts; empty when absent.

    Raises:
        ContentError: when it is something else.
    """
    found = items_of(path, node, key)
    if not all(isinstance(item, Text) and item.value for item in found):
        raise wrong(path, node, key, "…", "une liste de textes")
    return tuple(item.value for item in found if isinstance(item, Text))


def wrong(path: Path, node: Node, key: str, read: str, expected: str) -> ContentError:
    """What was read under a key of an entry, and what is expected there."""
    return ContentError(path, (), f"{key} : lu « {read} », attendu {expected}", node)


def _reading(path: Path, node: Node) -> Reading:
    day, read = (bibliography.day(path, node, key) for key in ("date", "consulte_le"))
    return Reading(text_of(path, node, "titre"), text_of(path, node, "url", ""), day, read)
