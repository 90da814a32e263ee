"""How many PTCE others have counted: `content/comptes.yaml`, each number with its date, its source and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from atlas.content.bibliography import day
from atlas.content.shapes import DATE, NUMBER, TEXT, URL, Shape
from atlas.content.yaml_file import ContentError, items_of, mapping_of, read_mapping, text_of
from atlas.record.values import PartialDate
from atlas.record.yaml_text import Node

NATURES = ("ensemble", "signataires", "laureats", "temoins", "accompagnes", "candidats")
_SOURCE: dict[str, Shape] = {"titre": TEXT, "date": DATE, "url": URL, "consulte_le": DATE}
KEYS: dict[str, Shape] = {
    "comptes": [
        {
            "nombre": NUMBER, "nuance": TEXT, "compte": TEXT, "nature": NATURES, "date": DATE, "definition": TEXT, "lieu": TEXT, "source": _SOURCE,
        }
    ],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compte:
    """A number published elsewhere; `nuance` are the source's words before it (« plus de »), `nature` one of `NATURES`.

    `lieu` is the région it counts, empty for the whole of France; `url`, `source_date` and `consulte_le` may be missing (empty, None).
    """

    nombre: int
    nuance: str
    compte: str
    nature: str
    date: PartialDate
    definition: str
    source: str
    source_date: PartialDate | None
    url: str
    consulte_le: PartialDate | None
    lieu: str = ""


def load(path: Path) -> tuple[Compte, ...]:
    """Read the counts, by date.

    Raises:
        ContentError: when the file is missing or a count is without number, nature, date, definition or source.
    """
    counts = (_count(path, node) for node in items_of(path, read_mapping(path, KEYS), "comptes"))
    return tuple(sorted(counts, key=lambda count: (count.date, count.nombre)))


def _count(path: Path, node: Node) -> Compte:
    source = mapping_of(path, node, "source")
    when = day(path, node, "date")
    if when is None:
        raise ContentError(path, (), "une date est attendue sous « date »", node)
    text, said = partial(text_of, path, node), partial(text_of, path, source)
    return Compte(
        int(text("nombre")),
        text("nuance", ""),
        text("compte"),
        text("nature"),
        when,
        text("definition"),
        said("titre"),
        day(path, source, "date"),
        said("url", ""),
        day(path, source, "consulte_le"),
        text("lieu", ""),
    )
