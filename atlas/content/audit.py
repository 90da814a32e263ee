"""How far the site follows the RGAA: `content/rgaa.yaml`, read into a grid of criteria and pages, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from atlas.content.shapes import DATE, TEXT, Shape
from atlas.content.yaml_file import ContentError, items_of, read_mapping, text_of
from atlas.record.yaml_text import Node

VERSION, CRITERIA = "4.1.2", 106
KEYS: dict[str, Shape] = {
    "date": DATE,
    "pages": [{"id": TEXT, "nom": TEXT, "adresse": TEXT, "document": ("oui",)}],
    "criteres": [{"numero": TEXT, "dit": TEXT, "sur": TEXT, "non": TEXT, "ecouter": TEXT, "preuve": TEXT}],
}
ALL, NONE, BUT = "toutes", "aucune", "sauf"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the sample; a document is what a page gives to keep."""

    id: str
    nom: str
    adresse: str
    document: bool


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: the pages it applies to, those where it is not kept, those where a person has yet to hear it, and how one knows."""

    numero: str
    dit: str
    sur: frozenset[str]
    non: frozenset[str]
    ecouter: frozenset[str]
    preuve: str

    @property
    def kept(self) -> bool:
        """Whether it is known to be kept wherever it applies."""
        return bool(self.sur) and not self.non and not self.ecouter

    def state(self, page: str) -> str:
        """In a cell of the grid: `C`, `NC`, `NA`, or `?` for what a person has yet to hear."""
        return "NA" if page not in self.sur else "NC" if page in self.non else "?" if page in self.ecouter else "C"


@dataclass(frozen=True, slots=True)
class Audit:
    """The grid. A rate counts what is yet to be heard as not kept."""

    date: str
    pages: tuple[Page, ...]
    criteria: tuple[Criterion, ...]

    @property
    def applicable(self) -> tuple[Criterion, ...]:
        """Those that apply somewhere."""
        return tuple(c for c in self.criteria if c.sur)

    @property
    def kept(self) -> tuple[Criterion, ...]:
        """Those that are kept wherever they apply."""
        return tuple(c for c in self.criteria if c.kept)

    @property
    def broken(self) -> tuple[Criterion, ...]:
        """Those that are not kept somewhere."""
        return tuple(c for c in self.criteria if c.non)

    @property
    def unheard(self) -> tuple[Criterion, ...]:
        """Those that a person has yet to hear, and nothing else stands against."""
        return tuple(c for c in self.criteria if c.ecouter and not c.non)

    @property
    def rate(self) -> int:
        """Of a hundred criteria that apply, how many are kept, rounded down."""
        return 100 * len(self.kept) // len(self.applicable)

    def named(self, ids: Iterable[str]) -> list[str]:
        """The names of pages, in the order of the sample."""
        wanted = set(ids)
        return [page.nom for page in self.pages if page.id in wanted]


def load(path: Path) -> Audit:
    """Read the grid.

    Raises:
        ContentError: when a criterion is missing, or tells of a page that is not of the sample.
    """
    root = read_mapping(path, KEYS)
    pages = tuple(
        Page(text_of(path, node, "id"), text_of(path, node, "nom"), text_of(path, node, "adresse", ""), text_of(path, node, "document", "") == "oui")
        for node in items_of(path, root, "pages")
    )
    criteria = tuple(_criterion(path, node, pages) for node in items_of(path, root, "criteres"))
    if len({c.numero for c in criteria}) != CRITERIA or len(criteria) != CRITERIA:
        raise ContentError(path, (), f"{CRITERIA} critères sont attendus, lu {len(criteria)}", root)
    return Audit(text_of(path, root, "date"), pages, criteria)


def _criterion(path: Path, node: Node, pages: tuple[Page, ...]) -> Criterion:
    sur, non, heard = (_pages(path, node, key, pages) for key in ("sur", "non", "ecouter"))
    if wrong := (non | heard) - sur:
        raise ContentError(path, (), f"une page où le critère ne s’applique pas : {', '.join(sorted(wrong))}", node)
    return Criterion(text_of(path, node, "numero"), text_of(path, node, "dit"), sur, non, heard, text_of(path, node, "preuve"))


def _pages(path: Path, node: Node, key: str, pages: tuple[Page, ...]) -> frozenset[str]:
    words = text_of(path, node, key, NONE).split()
    if words[0] == ALL:
        but = words[1:]
        chosen = {page.id for page in pages if not page.document} - set(but)
        named = set(but) - {BUT}
    else:
        chosen = named = set(words) - {NONE}
    if unknown := named - {page.id for page in pages}:
        raise ContentError(path, (), f"page inconnue de l’échantillon : {', '.join(sorted(unknown))}", node)
    return frozenset(chosen)
