"""Which records were withdrawn: `content/retires.yaml`. Their addresses stay reserved and say so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from atlas.content.shapes import DATE, TEXT, Shape
from atlas.content.yaml_file import ContentError, items_of, read_mapping, text_of
from atlas.french.folding import slug as slug_of
from atlas.record.values import PartialDate, read_date

ON_REQUEST = "demande"  # its page says it to who comes there; the news keep silent
REASONS = {
    ON_REQUEST: "à la demande des personnes concernées",
    "erreur": "parce qu’elle décrivait autre chose qu’un pôle, ou des faits inexacts",
}

KEYS: dict[str, Shape] = {"retires": [{"adresse": TEXT, "le": DATE, "raison": tuple(REASONS), "heritier": TEXT}]}
LONGEST = 60  # characters, as of any file name of a record


@dataclass(frozen=True, slots=True)
class Retired:
    """A withdrawn record: its address, the day, a key of `REASONS`, the address of the one to read instead or nothing.

    `line` is where the register says so.
    """

    slug: str
    day: PartialDate
    reason: str
    heir: str = ""
    line: int = 1


def load(path: Path) -> tuple[Retired, ...]:
    """Read the register, in its order.

    Raises:
        ContentError: when an entry is not complete, or an address stands twice.
    """
    root = read_mapping(path, KEYS)
    found: list[Retired] = []
    for node in items_of(path, root, "retires"):
        line = node.mark.line
        slug, reason = text_of(path, node, "adresse"), text_of(path, node, "raison")
        day = read_date(text_of(path, node, "le"))
        if slug != slug_of(slug) or len(slug) > LONGEST:
            raise ContentError(path, (), f"adresse : lu « {slug} », attendu un nom de fichier, sans dossier ni .md", node)
        if not isinstance(day, PartialDate) or not day.day:
            raise ContentError(path, (), "le : un jour est attendu, par exemple 2026-11-24", node)
        if any(slug == other.slug for other in found):
            raise ContentError(path, (), f"l’adresse « {slug} » est déjà dans la liste", node)
        found.append(Retired(slug, day, reason, text_of(path, node, "heritier", ""), line))
    return tuple(found)
