"""What the tables of the observatory hold, column by column: the one list for the heads of their CSV and for their schemas."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.content.comptes import NATURES
from atlas.exports.table_schema import PATTERNS, Schema
from atlas.survey import observatory


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `type` and `format` are Frictionless's. A column that is not `required` may be empty."""

    name: str
    description: str
    type: str = "string"
    required: bool = True
    format: str = "default"
    pattern: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One CSV: its title, its columns in order, and those that together name a line."""

    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def head(self) -> tuple[str, ...]:
        """The first line of the file."""
        return tuple(column.name for column in self.columns)


SURE, DOUBTFUL = "une-organisation", "meme-nom"
_POLES = Column("poles", "Combien de pôles.", "integer")
_BASE = (
    Column("base", "Sur combien de pôles la question a une réponse dans les fiches.", "integer"),
    Column("total", "Combien de pôles l’atlas décrit.", "integer"),
    Column("date", "La date des données : la dernière vérification d’une fiche.", "date", required=False),
    Column("adresse", "La page qui montre exactement ces pôles ; vide quand il n’y en a aucun.", required=False, format="uri"),
)
_COUNTED = (
    Column("id", "L’identifiant de la ligne : un mot des listes de l’atlas, un code ou une année ; « inconnu » quand les fiches ne le disent pas."),
    Column("libelle", "La ligne en toutes lettres."),
    _POLES,
    *_BASE,
)
SHEETS = {
    "comptes": Sheet(
        "Nombres de PTCE publiés ailleurs",
        (
            Column("date", "De quand est le nombre : une année, un mois ou un jour.", pattern=PATTERNS["date"]),
            Column("nombre", "Le nombre publié.", "integer"),
            Column("nuance", "Les mots de la source devant le nombre : « plus de »…", required=False),
            Column("nature", "Ce qui est compté.", words=NATURES),
            Column("compte", "Ce qui est compté, en toutes lettres."),
            Column("definition", "Ce que ce nombre compte exactement, et ce qu’il ne compte pas."),
            Column("source", "Où il est publié."),
            Column("url", "L’adresse de la source, si elle en a une.", required=False, format="uri"),
            Column("lieu", "La région comptée ; vide pour la France entière.", required=False),
        ),
        (),
    ),
    **{id_: Sheet(title, _COUNTED, ("id",)) for id_, title in observatory.TITLES.items()},
    "laureats": Sheet(
        "Lauréats des appels nationaux",
        (
            Column("id", "Le mot de la liste des reconnaissances."),
            Column("libelle", "L’appel en toutes lettres."),
            Column("laureats", "Combien de lauréats l’appel a désignés.", "integer"),
            Column("poles", "Combien d’entre eux l’atlas décrit.", "integer"),
            *_BASE[1:],
            Column("source", "Qui dit combien de lauréats l’appel a désignés."),
            Column("url", "L’adresse de cette source.", format="uri"),
        ),
        ("id",),
    ),
    "secteurs-par-region": Sheet(
        "Secteurs d’activité par région du siège",
        (
            Column("region", "Le code officiel de la région."),
            Column("region_nom", "La région."),
            Column("secteur", "Le mot de la liste des secteurs."),
            _POLES,
            *_BASE,
        ),
        ("region", "secteur"),
    ),
    "organisations": Sheet(
        "Noms présents dans plusieurs pôles",
        (
            Column("nom", "Le nom, dans son écriture la plus fréquente."),
            Column("familles", "Les familles que les fiches lui donnent, séparées par « | » ; aucune pour qui n’est que structure porteuse.", required=False),
            Column("rapprochement", f"« {SURE} » d’après le nom et les lieux ; « {DOUBTFUL} » : peut-être plusieurs.", words=(SURE, DOUBTFUL)),
            Column("poles", "Les identifiants des pôles, séparés par « | »."),
        ),
        (),
    ),
}  # fmt: skip


def schema(sheet: Sheet) -> Schema:
    """The TableSchema of a sheet."""
    told: Schema = {"fields": [_field(column) for column in sheet.columns], "missingValues": [""]}
    return told | {"primaryKey": list(sheet.key)} if sheet.key else told


def _field(column: Column) -> Schema:
    constraints: Schema = {"required": column.required}
    if column.type == "integer":
        constraints["minimum"] = 0
    if column.pattern:
        constraints["pattern"] = f"^({column.pattern})$"
    if column.words:
        constraints["enum"] = list(column.words)
    field: Schema = {"name": column.name, "description": column.description, "type": column.type}
    return field | ({} if column.format == "default" else {"format": column.format}) | {"constraints": constraints}
