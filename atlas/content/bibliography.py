"""Where the texts of the house take what they say: `content/bibliographie.yaml`, one entry a source, cited by its id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from atlas.content.shapes import ANY, DATE, TEXT, URL, Shape
from atlas.content.yaml_file import ContentError, read_mapping, text_of
from atlas.french.typography import date
from atlas.record import yaml_text
from atlas.record.values import PartialDate, read_date

KEYS: dict[str, Shape] = {ANY: {"court": TEXT, "titre": TEXT, "date": DATE, "url": URL, "consulte_le": DATE}}
_SIGNS = re.compile(r"([\\\[\]*_`<>])")


@dataclass(frozen=True, slots=True)
class Reference:
    """A source of ours. `court` names it in two or three words; `url` may be empty, `date` and `consulte` are words or empty."""

    court: str
    titre: str
    date: str
    url: str
    consulte: str

    @property
    def markdown(self) -> str:
        """The reference in full, as a note says it."""
        title = _SIGNS.sub(r"\\\1", self.titre)
        named = f"[{title}]({self.url})" if self.url else title
        read = f"consulté le {self.consulte}" if self.consulte else ""
        return ", ".join(filter(None, (named, self.date, read))) + "."


References = dict[str, Reference]


def load(path: Path) -> References:
    """Every source by its id, in the order of the file.

    Raises:
        ContentError: when an entry has no name or title, or a date or an address that cannot be.
    """
    root = read_mapping(path, KEYS)
    return {key.value: _reference(path, node) for key, node in root.items}


def cited(path: Path, node: yaml_text.Node, references: References) -> Reference:
    """The source that the key `source` of a mapping of ours names.

    Raises:
        ContentError: when it names none.
    """
    id_ = text_of(path, node, "source")
    if id_ not in references:
        raise ContentError(path, (), f"la source « {id_} » n’est pas dans bibliographie.yaml", node.get("source") if isinstance(node, yaml_text.Mapping) else node)
    return references[id_]


def day(path: Path, node: yaml_text.Node, key: str) -> PartialDate | None:
    """The date under a key of a mapping of ours, which its table of keys holds to be one; None when absent."""
    value = read_date(text_of(path, node, key, ""))
    return value if isinstance(value, PartialDate) else None


def _reference(path: Path, node: yaml_text.Node) -> Reference:
    text = partial(text_of, path, node)
    written, read = day(path, node, "date"), day(path, node, "consulte_le")
    return Reference(text("court"), text("titre"), date(written), text("url", ""), date(read))
