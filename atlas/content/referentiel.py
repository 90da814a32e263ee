"""What the référentiel is: the grid 1 → 3 → 9 → 27 and its scale, from `content/referentiel.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from atlas.content.readings import texts
from atlas.content.shapes import DATE, NUMBER, TEXT, URL, Shape
from atlas.content.vocabularies import Term, Vocabulary
from atlas.content.yaml_file import ContentError, items_of, mapping_of, read_mapping, text_of
from atlas.french.folding import slug
from atlas.record.yaml_text import Node

USES = ("importance", "satisfaction")  # the two readings, which no figure ever mixes
_SURE = ("confirme", "lecture")
_NAMED: dict[str, Shape] = {"id": TEXT, "libelle": TEXT, "placement": _SURE}
_INDICATOR: dict[str, Shape] = _NAMED | {"permutable_avec": TEXT}
KEYS: dict[str, Shape] = {
    "titre": TEXT, "resume": TEXT,
    "version": {"numero": TEXT, "date": DATE, "libelle": TEXT, "statut": _SURE, "source": TEXT, "remarque": TEXT},
    "methode": dict.fromkeys(("nom", "nature", "esprit", "maitre_ouvrage", "maitre_oeuvre", "elaboration"), TEXT),
    "usages": [{"id": TEXT, "libelle": TEXT, "definition": TEXT}],
    "avertissements": [{"id": TEXT, "texte": TEXT}],
    "echelle": {
        "usages": [TEXT], "definitions": dict.fromkeys(USES, TEXT), "confirme": [TEXT], "lecture": [TEXT],
        "degres": [{"rang": NUMBER, "id": TEXT, "versant": ("fort", "faible"), "label": TEXT, "label_satisfaction": TEXT, "mention": TEXT}],
    },
    "theme": _NAMED | {"precision": TEXT, "objectifs_generaux": [_NAMED | {"objectifs_principaux": [_NAMED | {"indicateurs": [_INDICATOR]}]}]},
    "notes": [{"id": TEXT, "titre": TEXT, "texte": TEXT, "statut": _SURE, "porte_sur": [TEXT]}],
    "sources": [{"id": TEXT, "titre": TEXT, "url": URL, "consulte_le": DATE}],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the grid; `certain` says whether a source confirms its place, `swap` the id of the one it may change places with."""

    id: str
    libelle: str
    certain: bool
    swap: str = ""
    children: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Degree:
    """One degree of the scale, in the two uses.

    `id` never changes; `rang` is the number printed, whose direction is a reading; `strong` says on which side of the
    missing middle its words are.
    """

    id: str
    rang: int
    strong: bool
    importance: str
    satisfaction: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the grid or on how it was read."""

    titre: str
    texte: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Referentiel:
    """The whole grid. `degrees` are in the order of the file, which is the order of display.

    `number` is the number of the version (« 3.7 »), `version` its words; `uses` says what each of the two readings asks.
    """

    titre: str
    resume: str
    number: str
    version: str
    version_remark: str
    method: tuple[tuple[str, str], ...]
    theme: Item
    theme_precision: str
    degrees: tuple[Degree, ...]
    uses: dict[str, str]
    scale_certain: tuple[str, ...]
    scale_reading: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[Note, ...]
    sources: tuple[tuple[str, str], ...]

    @property
    def indicators(self) -> tuple[Item, ...]:
        """The 27 indicators in order."""
        return tuple(i for general in self.theme.children for main in general.children for i in main.children)

    @property
    def objectives(self) -> tuple[Item, ...]:
        """The 9 main objectives in order."""
        return tuple(main for general in self.theme.children for main in general.children)

    @property
    def by_strength(self) -> tuple[Degree, ...]:
        """The scale from what its words say most to what they say least, whatever the file shows first."""
        return self.degrees if self.degrees[0].strong else self.degrees[::-1]

    @property
    def numbers(self) -> dict[str, str]:
        """What people call each objective (« 4 ») and indicator (« 4.2 »), by its id: its place in the grid."""
        found: dict[str, str] = {}
        for place, main in enumerate(self.objectives, 1):
            found[main.id] = str(place)
            found |= {indicator.id: f"{place}.{rank}" for rank, indicator in enumerate(main.children, 1)}
        return found


def load(path: Path) -> Referentiel:
    """Read the grid.

    Raises:
        ContentError: when the file is wrong or is not a 1 → 3 → 9 → 27 tree.
    """
    root = read_mapping(path, KEYS)
    theme_node, scale = mapping_of(path, root, "theme"), mapping_of(path, root, "echelle")
    theme = _item(path, theme_node, ("objectifs_generaux", "objectifs_principaux", "indicateurs"))
    if any(len(items) != count for items, count in zip(_levels(theme), (3, 9, 27), strict=True)):
        raise ContentError(path, (), "attendu 1 thème, 3 objectifs généraux, 9 principaux et 27 indicateurs", root.get("theme"))
    ids = [item.id for level in _levels(theme) for item in level]
    if len(set(ids)) != len(ids):
        raise ContentError(path, (), "un identifiant de la grille est donné deux fois", root.get("theme"))
    swaps = {item.id: item.swap for item in _levels(theme)[-1] if item.swap}
    for id_, other in swaps.items():
        if swaps.get(other) != id_ or other == id_:
            raise ContentError(path, (), f"« permutable_avec » : {id_} nomme {other}, qui doit le nommer aussi", root.get("theme"))
    version, method = mapping_of(path, root, "version"), mapping_of(path, root, "methode")
    return Referentiel(
        titre=text_of(path, root, "titre"),
        resume=text_of(path, root, "resume"),
        number=text_of(path, version, "numero"),
        version=text_of(path, version, "libelle"),
        version_remark=text_of(path, version, "remarque", ""),
        method=tuple(
            (label, text_of(path, method, key))
            for label, key in (
                ("Méthode", "nom"), ("Nature", "nature"), ("Esprit", "esprit"),
                ("Maître d’ouvrage", "maitre_ouvrage"), ("Maître d’œuvre", "maitre_oeuvre"), ("Élaboration", "elaboration"),
            )
        ),
        theme=theme,
        theme_precision=text_of(path, theme_node, "precision", ""),
        degrees=_degrees(path, items_of(path, scale, "degres")),
        uses={use: text_of(path, mapping_of(path, scale, "definitions"), use) for use in USES},
        scale_certain=texts(path, scale, "confirme"),
        scale_reading=texts(path, scale, "lecture"),
        warnings=tuple(text_of(path, w, "texte") for w in items_of(path, root, "avertissements")),
        notes=tuple(
            Note(text_of(path, n, "titre"), text_of(path, n, "texte"), text_of(path, n, "statut", "") == "confirme")
            for n in items_of(path, root, "notes")
        ),
        sources=tuple(
            (text_of(path, s, "titre"), text_of(path, s, "url", "")) for s in items_of(path, root, "sources")
        ),
    )


def lists(grid: Referentiel) -> dict[str, Vocabulary]:
    """The closed lists a record may draw from the grid: its degrees, its indicators, and its version by its number."""
    numbers = grid.numbers
    both = {d.id: f"{d.importance}, ou {d.satisfaction}" for d in grid.degrees}
    return {
        "degres": {id_: _term(id_, label, f"Le degré « {label} ».") for id_, label in both.items()},
        "indicateurs": {i.id: _term(i.id, f"{numbers[i.id]} {i.libelle}", i.libelle) for i in grid.indicators},
        "grilles": {grid.number: _term(grid.number, grid.version, grid.titre)},
    }


def _term(id_: str, label: str, definition: str) -> Term:
    return Term(id_, label, definition, "le référentiel", label, "")


def _item(path: Path, node: Node, levels: tuple[str, ...]) -> Item:
    children = items_of(path, node, levels[0]) if levels else ()
    return Item(
        id=text_of(path, node, "id"),
        libelle=text_of(path, node, "libelle"),
        certain=text_of(path, node, "placement") == "confirme",
        swap=text_of(path, node, "permutable_avec", ""),
        children=tuple(_item(path, child, levels[1:]) for child in children),
    )


def _levels(theme: Item) -> tuple[tuple[Item, ...], ...]:
    general = theme.children
    main = tuple(child for item in general for child in item.children)
    return general, main, tuple(child for item in main for child in item.children)


def _degrees(path: Path, nodes: tuple[Node, ...]) -> tuple[Degree, ...]:
    """The scale: an even number of degrees, one half on each side, in one order or the other.

    Unless the file says so, a degree is named after its words, and the first half is the strong side.
    """
    degrees = []
    for rank, node in enumerate(nodes):
        label = text_of(path, node, "label")
        side = text_of(path, node, "versant", "fort" if 2 * rank < len(nodes) else "faible")
        rang, satisfaction = int(text_of(path, node, "rang")), text_of(path, node, "label_satisfaction")
        degrees.append(Degree(text_of(path, node, "id", slug(label)), rang, side == "fort", label, satisfaction))
    sides = [degree.strong for degree in degrees]
    if sides not in (sorted(sides), sorted(sides, reverse=True)) or 2 * sum(sides) != len(sides):
        raise ContentError(path, (), "attendu une moitié des degrés du versant fort, puis l’autre du faible, ou l’inverse")
    return tuple(degrees)
