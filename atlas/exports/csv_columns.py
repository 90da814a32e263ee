"""Which columns the CSV has: the one table from which its header, its cells and its TableSchema come.

Where the meaning is the same, a column has its name in the national schema « Lieux de médiation numérique »; titles, help,
kinds and closed lists come from the field table. Columns of fields that are not public are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from atlas import urls
from atlas.exports.exact import decimal
from atlas.exports.json_poles import APPROXIMATE, SEAT, position
from atlas.model.atlas import Atlas
from atlas.model.pole import Figure, Pole, leaves
from atlas.record.fields import FIELDS, Field, path_of
from atlas.record.values import PartialDate

RESUME_LIMIT = 280  # characters, by the national schema

Cell = str | int | Decimal | PartialDate | tuple[str, ...] | None
Maker = Callable[[Atlas, Pole], Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `field` is the dotted key of the field it publishes, empty for what the atlas itself says.

    `kind` is a kind of value (`values.READERS`), `many` several of them joined with `|`; `choices` names a closed list,
    `words` are the only values of a column without one. `required` columns are never empty.
    """

    name: str
    make: Maker
    title: str
    description: str
    kind: str = "texte"
    many: bool = False
    required: bool = False
    unique: bool = False
    choices: str = ""
    words: tuple[str, ...] = ()
    limit: int = 0
    example: str = ""
    field: str = ""


def is_public(column: Column, fields: tuple[Field, ...] = FIELDS) -> bool:
    """Whether the field table lets a column be published."""
    return not column.field or all(field.public for field in path_of(column.field, fields))


def _of(
    dotted: str,
    make: Maker,
    name: str = "",
    *,
    kind: str = "",
    says: str = "",
    required: bool = False,
    example: str = "",
) -> Column:
    """A column that says what a field says, under its name or another."""
    path = path_of(dotted)
    last = path[-1]
    return Column(
        name or dotted.replace(".", "_"),
        make,
        " : ".join(field.label for field in path),
        says or last.help,
        kind=kind or last.kind,
        many=any(field.many or field.kind == "table" for field in path),
        required=required or (last.required and len(path) == 1),
        choices=last.choices,
        example=example or last.example.strip('[]"').replace(", ", "|" if last.many else ", "),
        field=dotted,
    )


def _label_of(dotted: str, make: Maker, name: str) -> Column:
    """The label beside a word of a closed list."""
    word = _of(dotted, make, name, kind="texte", says="Le même renseignement en toutes lettres.")
    return replace(word, title=f"{word.title} (libellé)", choices="", example="")


def _beside(dotted: str, make: Callable[[Atlas, Pole], tuple[str, ...]], name: str, *, says: str) -> Column:
    """A column in the order of another one, with an empty place for what is unknown: no pattern or closed list fits that."""

    def kept(atlas: Atlas, pole: Pole) -> tuple[str, ...]:
        found = make(atlas, pole)
        return found if any(found) else ()

    return replace(_of(dotted, kept, name, kind="texte", says=says), choices="")


def _statements(form: str) -> Maker:
    """The examples given of one form of cooperation."""
    return lambda _, pole: tuple(statement.texte for statement in pole.cooperations.get(form, ()))


def _figure(figure: Figure) -> str:
    year = f" ({figure.annee})" if figure.annee else ""
    return f"{figure.libelle} : {figure.valeur:f} {figure.unite}{year}"


def _codes(kind: str) -> Maker:
    """The codes of the places of one kind that make up the territory."""
    return lambda _, pole: tuple(place.code for place in getattr(pole.territoire, kind, ()))


_NATIONAL = (
    Column("id", lambda _, pole: pole.slug, "Identifiant", "L’identifiant stable du pôle dans l’atlas, qui est aussi la fin de l’adresse de sa page.", required=True, unique=True, example="eco-domaine-bouquetot"),
    _of("siren", lambda _, pole: pole.siren, "pivot"),
    _of("nom", lambda _, pole: pole.nom),
    _of("commune", lambda _, pole: pole.seat.commune.nom if pole.seat.commune else None, says="La commune du siège, vide si elle est inconnue."),
    _of("code_insee", lambda _, pole: pole.seat.commune.code if pole.seat.commune else None, says="Le code officiel de la commune du siège, vide si elle est inconnue. Ce n’est pas le code postal."),
    Column("departement", lambda _, pole: pole.seat.departement.code, "Département (code)", "Le code du département, ou de la collectivité d’outre-mer, du siège.", required=True, example="14", field="departement"),
    Column("departement_nom", lambda _, pole: pole.seat.departement.nom, "Département (nom)", "Le nom du département, ou de la collectivité d’outre-mer, du siège.", required=True, example="Calvados", field="departement"),
    Column("region", lambda _, pole: pole.seat.region.code if pole.seat.region else None, "Région (code)", "Le code de la région du siège. Vide dans une collectivité d’outre-mer.", example="28", field="region"),
    Column("region_nom", lambda _, pole: pole.seat.region.nom if pole.seat.region else None, "Région (nom)", "Le nom de la région du siège. Vide dans une collectivité d’outre-mer.", example="Normandie", field="region"),
    Column("epci", lambda _, pole: pole.seat.epci.code if pole.seat.epci else None, "Intercommunalité (SIREN)", "Le SIREN de l’intercommunalité de la commune du siège.", kind="siren", example="200069532", field="commune"),
    Column("epci_nom", lambda _, pole: pole.seat.epci.nom if pole.seat.epci else None, "Intercommunalité (nom)", "Le nom de l’intercommunalité de la commune du siège.", field="commune"),
    _of("coordonnees.latitude", lambda _, pole: decimal(pole.seat.point.latitude), "latitude", says="En degrés décimaux (WGS 84). Voir « position ».", required=True),
    _of("coordonnees.longitude", lambda _, pole: decimal(pole.seat.point.longitude), "longitude", says="En degrés décimaux (WGS 84), négative à l’ouest de Greenwich. Voir « position ».", required=True),
    Column("position", lambda _, pole: position(pole), "Nature de la position", f"« {SEAT} » : coordonnées du siège ou de la mairie de sa commune. « {APPROXIMATE} » : siège inconnu, un point du département.", required=True, words=(SEAT, APPROXIMATE), example=SEAT, field="coordonnees"),
    _of("contact.telephone", lambda _, pole: pole.telephone, "telephone", example="0231000000"),
    _of("contact.courriel", lambda _, pole: pole.courriel, "courriels"),
    _of("site_web", lambda _, pole: pole.site_web),
    Column("presentation_resume", lambda _, pole: pole.resume, "Présentation résumée", f"Le début du récit, {RESUME_LIMIT} caractères au plus ; le JSON le donne en entier.", limit=RESUME_LIMIT),
    Column("source", lambda atlas, _: atlas.config.titre, "Source", "Qui a réuni ces données ; à citer avec leur date.", required=True),
    _of("porteur", lambda _, pole: pole.porteur, "structure_parente"),
    _of("verifie_le", lambda _, pole: pole.verifie_le, "date_maj", kind="jour"),
)
_OURS = (
    _of("autres_noms", lambda _, pole: pole.autres_noms),
    _of("statut", lambda _, pole: pole.statut),
    _label_of("statut", lambda atlas, pole: atlas.label("statuts", pole.statut), "statut_nom"),
    _of("statut_constate_le", lambda _, pole: pole.statut_constate_le),
    _of("annee_creation", lambda _, pole: pole.annee_creation or None),
    _of("profil", lambda _, pole: pole.profil),
    _label_of("profil", lambda atlas, pole: atlas.label("profils", pole.profil) if pole.profil else None, "profil_nom"),
    _of("secteurs", lambda _, pole: pole.secteurs),
    _label_of("secteurs", lambda atlas, pole: tuple(atlas.label("secteurs", id_) for id_ in pole.secteurs), "secteurs_noms"),
    _of("activites", lambda _, pole: pole.activites),
    _of("region_2014", lambda _, pole: pole.region_2014),
    _of("territoire.libelle", lambda _, pole: pole.territoire.libelle if pole.territoire else None, "territoire"),
    _of("territoire.regions", _codes("regions"), says="Les codes des régions que le territoire réunit.", example="28"),
    _of("territoire.departements", _codes("departements"), says="Les codes des départements que le territoire réunit.", example="14|27"),
    _of("territoire.epci", _codes("epci"), says="Les SIREN des intercommunalités que le territoire réunit.", example="200069532"),
    _of("territoire.communes", _codes("communes"), says="Les codes INSEE des communes que le territoire réunit.", kind="code-insee", example="14645|14225"),
    _of("lieux.code_insee", lambda _, pole: tuple(site.commune.code for site in pole.lieux), "lieux", says="Les codes INSEE des communes où le pôle a d’autres lieux que son siège."),
    _of("parties_prenantes.nom", lambda _, pole: tuple(party.nom for party in pole.parties_prenantes), "parties_prenantes", says="Les noms de celles et ceux qui coopèrent ; le JSON donne leur famille, leur rôle et la source."),
    _of("gouvernance.forme", lambda _, pole: pole.gouvernance.forme if pole.gouvernance else None, "gouvernance"),
    _label_of("gouvernance.forme", lambda atlas, pole: atlas.label("gouvernances", pole.gouvernance.forme) if pole.gouvernance else None, "gouvernance_nom"),
    Column("cooperations", lambda atlas, pole: tuple(form for form in atlas.vocabularies["cooperations"] if pole.cooperations.get(form)), "Coopérations", "Les formes de coopération dont la fiche donne un exemple.", kind="choix", many=True, choices="cooperations", example="moyens|projets", field="cooperations"),
    Column("chiffres", lambda _, pole: tuple(_figure(figure) for figure in pole.chiffres), "Chiffres", "Chaque chiffre avec son libellé, son unité et son année ; le JSON les donne séparément, avec leurs sources.", many=True, example="Surface du domaine : 68 hectares", field="chiffres"),
    _of("sources.titre", lambda _, pole: tuple(source.titre for source in pole.sources), "sources", says="Les titres des sources de la fiche."),
    _of("sources.url", lambda _, pole: tuple(source.url for source in pole.sources if source.url), "sources_url", says="Les adresses des sources qui en ont une, dans le même ordre."),
    Column("url", lambda atlas, pole: atlas.config.adresse + urls.pole(pole.slug), "Page de l’atlas", "L’adresse de la page du pôle.", kind="url", required=True),
    Column("licence", lambda atlas, _: atlas.config.licence.spdx, "Licence", "La licence de ces données, par son identifiant SPDX.", required=True, example="etalab-2.0"),
    # Later additions stand at the end: the columns before them keep their places.
    _of("anciennes_adresses", lambda _, pole: pole.anciennes_adresses),
    _of("heritier", lambda _, pole: pole.heritier),
    _of("charte.version", lambda _, pole: pole.charte.version if pole.charte else None, "charte", says="La version de la Charte nationale que le pôle a signée, quand une source nomme le pôle ; le JSON donne cette source."),
    _of("charte.signee_le", lambda _, pole: pole.charte.signee_le if pole.charte else None, "charte_signee_le"),
    _of("autodiagnostic.date", lambda _, pole: pole.autodiagnostic.date if pole.autodiagnostic else None, "autodiagnostic", says="La date de l’autodiagnostic que le pôle a choisi de publier ; le JSON en donne les réponses."),
    _of("reconnaissances.appel", lambda _, pole: tuple(row.appel for row in pole.reconnaissances), "reconnaissances", says="Les appels, labels et réseaux qui ont retenu ou nommé le pôle ; le JSON donne l’année et la source de chacun."),
    _of("territoire.departements_touches", _codes("departements_touches"), says="Les codes des départements où le territoire s’étend, sans qu’une source dise qu’il les couvre en entier.", example="27|76"),
    # Beside a column above, in its order, with an empty place for what is unknown: what `build.py import` makes a record of.
    _beside("lieux.role", lambda _, pole: tuple(site.role for site in pole.lieux), "lieux_roles", says="Ce qui se trouve dans chacun des « lieux », dans le même ordre."),
    _beside("parties_prenantes.famille", lambda _, pole: tuple(party.famille for party in pole.parties_prenantes), "parties_prenantes_familles", says="La famille de chacune des « parties_prenantes », dans le même ordre."),
    _beside("parties_prenantes.role", lambda _, pole: tuple(party.role for party in pole.parties_prenantes), "parties_prenantes_roles", says="Le rôle de chacune des « parties_prenantes », dans le même ordre ; vide pour celle dont il est inconnu."),
    _of("cooperations.moyens.texte", _statements("moyens"), "cooperations_moyens"),
    _of("cooperations.projets.texte", _statements("projets"), "cooperations_projets"),
    _of("cooperations.strategique.texte", _statements("strategique"), "cooperations_strategique"),
    _beside("sources.url", lambda _, pole: tuple(source.url for source in pole.sources), "sources_adresses", says="L’adresse de chacune des « sources », dans le même ordre ; vide pour celle qui n’en a pas."),
    _beside("sources.date", lambda _, pole: tuple(str(source.date or "") for source in pole.sources), "sources_dates", says="La date de chacune des « sources », dans le même ordre ; vide pour celle qui n’en a pas."),
)

# What the CSV leaves to the JSON: the details of what one column sums up, and remarks, as long as a story.
IN_JSON_ONLY = frozenset({
    "provenance", "remarques", "lieux.commune", "gouvernance.precision", "chiffres.libelle", "chiffres.valeur", "chiffres.unite", "chiffres.precision", "chiffres.annee",
    "autodiagnostic.grille",
    "autodiagnostic.regards", "reconnaissances.annee", "reconnaissances.phase", "autodiagnostic.evaluateurs", "autodiagnostic.reponses.importance",
    "autodiagnostic.reponses.satisfaction", "sources.consulte_le",
})  # fmt: skip


def _leaves(fields: tuple[Field, ...], above: str = "") -> Iterator[str]:
    for field in fields:
        path = f"{above}{field.key}"
        yield from _leaves(field.fields, f"{path}.") if field.fields else (path,)


def _as_it_is(dotted: str) -> Column:
    """The column of a field that has none above: it stands at the end, under its dotted key."""
    path = path_of(dotted)
    joined = any(field.many or field.kind == "table" for field in path)

    def make(_: Atlas, pole: Pole) -> Cell:
        found: tuple[Cell, ...] = leaves(pole, path)
        return tuple(str(value) for value in found) if joined else next(iter(found), None)

    return _of(dotted, make)


def _others() -> Iterator[Column]:
    """What a reader of the table may expect and no line above gives."""
    told = {column.field for column in (*_NATIONAL, *_OURS)}
    for dotted in _leaves(FIELDS):
        if dotted not in told | IN_JSON_ONLY and not dotted.endswith(".source"):
            yield _as_it_is(dotted)


COLUMNS: tuple[Column, ...] = tuple(column for column in (*_NATIONAL, *_OURS, *_others()) if is_public(column))
