"""The poles and their categories as GoGoCarto takes them: `elements.json` for its imports, `taxonomy.json` for its trees of categories.

Field by field as its importer reads a row (`src/Services/ElementImportMappingService.php`, `…OntologyService.php`,
`…TaxonomyService.php` and `ElementImportOneService.php`, of the years since its namespace is `App`):

- rows stand under `data`. `ontology` is left out: « gogofull » would have it take us for another GoGoCarto;
- `geo` and `address` are the only objects, since the keys of any other would be offered for mapping one by one;
- a position of 0 is no position for it: a seat on the meridian of Greenwich is moved by eleven metres;
- a category is an object with `id` and `name`: it maps them by name, and GoGoCartoJs, which draws the map, by id
  (`src/js/classes/element/option-value.class.ts`). A text would be cut at commas;
- `updatedAt` is left out: a row whose date did not change is not looked into, and a record may be corrected twice in a day;
- what is unknown has no key. Everything else keeps the name of its column in `poles.csv`, and a name holds no dot.

In a taxonomy, `isMandatory` is false: elsewise an element without a category of that kind would not be shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from atlas.exports import paths
from atlas.exports.csv_columns import COLUMNS, Cell
from atlas.exports.exact import decimal, dumps
from atlas.exports.format import Champ, Format, Pieces, one_file, opened, resource
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.survey.whole import HOUSE

Data = dict[str, object]
# Columns under the name of a field that every GoGoCarto has; those that `geo`, `address` and `categories` say are not said twice.
NAMES = {"nom": "name", "courriels": "email", "presentation_resume": "description", "site_web": "website"}
ELSEWHERE = frozenset({"latitude", "longitude", "secteurs", "secteurs_noms", "statut", "statut_nom"})
KINDS = {"secteurs": "Secteurs d’activité", "statuts": "Situation"}  # closed lists that are categories
_NOT_ZERO = Decimal("0.0001")


def _together(atlas: Atlas, told: Iterable[bytes]) -> bytes:
    return b"".join((opened(atlas, atlas.updated), b',"data":[', b",".join(told), b"]}\n"))


def element(atlas: Atlas, pole: Pole) -> bytes:
    """One pole."""
    told = {column.name: value for column in COLUMNS if (value := _value(column.make(atlas, pole))) is not None}
    point, commune = pole.seat.point, pole.seat.commune
    address: Data = {"addressLocality": commune.nom, "postalCode": commune.codes_postaux[0] if len(commune.codes_postaux) == 1 else ""} if commune else {}
    words = [*(("secteurs", id_) for id_ in pole.secteurs), ("statuts", pole.statut)]
    data = {
        **{NAMES.get(name, name): value for name, value in told.items() if name not in ELSEWHERE},
        "geo": {"latitude": decimal(point.latitude) or _NOT_ZERO, "longitude": decimal(point.longitude) or _NOT_ZERO},
        "address": {key: value for key, value in address.items() if value} | {"addressCountry": "FR"},
        "categories": [{"id": id_, "name": atlas.label(kind, id_)} for kind, id_ in words],
    }
    return dumps(data).rstrip("\n").encode()


def _value(cell: Cell) -> object:
    """A cell of the table as JSON; nothing for what is unknown."""
    if isinstance(cell, tuple):
        return list(cell) or None
    return cell if isinstance(cell, int | Decimal) else str(cell or "") or None


def taxonomy(atlas: Atlas) -> str:
    """The closed lists that are categories, each with its words as options."""
    return dumps([
        {
            "id": kind,
            "name": name,
            "isMandatory": False,
            "options": [{"id": term.id, "name": term.label, "nameShort": term.court, "textHelper": term.definition} for term in atlas.vocabularies[kind].values()],
        }
        for kind, name in KINDS.items()
    ])  # fmt: skip


PIECES = Pieces("gogocarto", element, lambda atlas, told: iter([(paths.GOGOCARTO_ELEMENTS, _together(atlas, told))]))
FORMAT = Format(
    PIECES.files,
    "[elements.json](../api/v1/gogocarto/elements.json) : les pôles pour une carte GoGoCarto ; son adresse se donne telle quelle à un import.",
    (
        resource("gogocarto-elements", "Les pôles, pour GoGoCarto", "Un élément par pôle, avec sa position et ses catégories, tel que le lit un import de GoGoCarto.", paths.GOGOCARTO_ELEMENTS),
    ),
    champs=(
        Champ("name, email, description, website", "Les colonnes nom, courriels, presentation_resume et site_web, sous les noms de GoGoCarto."),
        Champ("geo, address", "La position et la commune du siège."),
        Champ("categories", "Les secteurs et la situation, comme dans taxonomy.json."),
    ),
    like="poles.csv",
    pieces=PIECES,
)
TAXONOMY = Format(
    one_file(paths.GOGOCARTO_TAXONOMY, taxonomy),
    "[taxonomy.json](../api/v1/gogocarto/taxonomy.json) : les catégories de ces éléments, secteurs et situations, en arbre, pour la même carte.",
    (
        resource("gogocarto-taxonomy", "Les catégories, pour GoGoCarto", "Les secteurs d’activité et les situations, en arbre de catégories.", paths.GOGOCARTO_TAXONOMY),
    ),
    champs=(
        Champ("id, name, isMandatory", "La liste : secteurs ou situations."),
        Champ("options", "Ses mots : id, name, nameShort et textHelper, la définition."),
    ),
    reads=HOUSE,
)
