"""The editor: a form made from the field table, on one screen. Without JavaScript its fields can be read, with their help."""

from __future__ import annotations

from dataclasses import dataclass, replace

from atlas import urls
from atlas.content.forge import Forge
from atlas.content.vocabularies import Term
from atlas.model.atlas import Atlas
from atlas.pages.data import Link, Page
from atlas.pages.tools import Pictures
from atlas.record.fields import LINE, SIMPLE_KEYS, STORY_LIMIT, Field, path_of

STORY = Field(
    "recit", "Récit",
    "Racontez le pôle en quelques paragraphes, avec vos mots ; une ligne vide les sépare. Après chaque fait, citez sa source.",
    "Dans le pays de Redon, habitants et communes financent ensemble des éoliennes.",
    required=True, limit=STORY_LIMIT,
)  # fmt: skip

# What is agreed to before a record is sent, here and in the forms of a forge (documentation/questions.py).
CONSENT = ("Mes ajouts peuvent être publiés sous Licence Ouverte 2.0.", "Je n’ai mis ici aucune donnée personnelle.")

# Where the words of the table speak of the file, these speak of the form.
_HELP = {
    "source": "Le document ou la page où vous l’avez lu.",
    "sources": "D’où viennent les faits : une page web, un article, un rapport, des statuts publiés. Une au moins, avec son adresse ou sa date.",
    "communes": "Tapez un nom, choisissez dans la liste.",
    "epci": "Tapez un nom, choisissez dans la liste.",
    "departements": "Seulement si une source dit qu’il les couvre en entier.",
    "departements_touches": "Là où il s’étend, quand aucune source ne dit qu’il les couvre en entier.",
    "regions": "Seulement si une source dit qu’il les couvre en entier.",
    "commune": "Tapez son nom ou son code postal, choisissez dans la liste. Laissez vide si aucune source ne la donne.",
    "departement": "Celui du siège, qui se remplit avec la commune ; ou, si l’on ne connaît pas le siège, celui où il agit.",
    "region": "Celle du siège. Elle se remplit avec le département.",
    "code_insee": "Il se remplit avec la commune. Ce n’est pas le code postal.",
    "coordonnees": "Le point de la carte. Laissez vide : ce sera la mairie. À donner si la mairie ne convient pas, ou outre-mer.",
    "autodiagnostic": "Un autodiagnostic que le pôle choisit de publier : des degrés, ni noms ni notes.",
    "heritier": "Pour un pôle fusionné ou qui a cessé : le pôle de l’atlas qui a pris sa suite.",
    "valeur": "Le nombre, comme vous l’écrivez : son unité ira dans son champ.",
    "date": "Le jour, le mois ou l’année, si vous les connaissez.",
}
_EXAMPLES = {
    "source": "Fiche du RTES sur l’éco-domaine",
    "communes": "Saint-Pierre-Azif",
    "epci": "Communauté d’agglomération Lisieux Normandie",
    "departements": "14 Calvados",
    "departements_touches": "27 Eure",
    "heritier": "Éco-domaine de Bouquetot",
    "siren": "123456782",
}
_SORTS = {
    "source": "source",
    "departement": "departement",
    "region": "region",
    "departements": "departements",
    "departements_touches": "departements",
    "regions": "regions",
    "autodiagnostic": "autodiagnostic",
    "heritier": "pole",
}
_REQUIRED = ("", "obligatoire")  # indexed by whether the field is required
_WITH_THE_GROUP = ("", "à donner si vous remplissez cette partie")
_KEYBOARDS = {
    "nombre": "decimal", "entier": "numeric", "annee": "numeric", "url": "url", "courriel": "email", "telephone": "tel",
    "siren": "numeric", "degres": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Control:
    """One field of the form. `sorte` says which control; `remarque` and `provenance`, whether these stand beside it.

    `marque` says in words what is required. `lignes` is the number of lines a text box shows, 0 for a single-line one. `id` is unique in the page.
    """

    id: str
    cle: str
    chemin: str
    libelle: str
    aide: str
    exemple: str
    sorte: str
    obligatoire: bool
    marque: str
    clavier: str
    lignes: int
    choix: tuple[Term, ...]
    champs: tuple[Control, ...]
    provenance: bool
    remarque: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the form that is folded until somebody has what it asks for. `titre` says what they have."""

    id: str
    titre: str
    phrase: str
    champs: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class EditorPage:
    """What the template may see. `essentiel` are the fields of the shortest record, `parties` all others.

    `regions` are (code, name), `departements` (code, name, name of the région).
    """

    essentiel: tuple[Control, ...]
    parties: tuple[Part, ...]
    regions: tuple[tuple[str, str], ...]
    departements: tuple[tuple[str, str, str], ...]
    forge: Forge
    courriel: str
    accord: tuple[str, ...]
    feuilles: tuple[str, ...]
    scripts: tuple[str, ...]


# What the shortest record holds, asked at once; the sources come last, when there is something to cite them for.
_ESSENTIAL = ("nom", "commune", "departement", "statut", "statut_constate_le", "recit", "sources")
_PARTS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("activite", "Je connais ses secteurs, ses activités", "Ce qu’il fait, depuis quand.", ("secteurs", "activites", "annee_creation", "profil")),
    ("acteurs", "J’ai la liste de ses membres", "Qui le porte, qui en est, comment il se gouverne.", ("porteur", "parties_prenantes", "gouvernance")),
    ("chiffres", "J’ai des chiffres", "Quelques chiffres, chacun avec son année et sa source.", ("chiffres",)),
    ("contact", "J’ai son site, une adresse", "Comment le joindre.", ("site_web", "contact")),
    ("territoire", "Je sais ce qu’il couvre, où il s’étend", "Le territoire du pôle, ses autres lieux.", ("territoire", "lieux")),
    ("cooperation", "Je sais comment on y coopère", "Une phrase par coopération, avec sa source.", ("cooperations",)),
    ("reconnaissances", "Il est lauréat d’un appel, ou signataire de la charte", "Ce qui a été reconnu, et quand.",
     ("reconnaissances", "charte", "autodiagnostic")),
    ("precisions", "J’ai d’autres précisions", "Ses autres noms, le point de la carte, ses codes, ce qu’il est devenu.",
     ("autres_noms", "heritier", "coordonnees", "code_insee", "region", "region_2014", "siren", "anciennes_adresses", "verifie_le")),
)  # fmt: skip


def page(atlas: Atlas, pictures: Pictures) -> Page:
    """The page."""
    places = atlas.places
    data = EditorPage(
        tuple(_named(atlas, key) for key in _ESSENTIAL),
        tuple(Part(id_, titre, phrase, tuple(_named(atlas, key) for key in keys)) for id_, titre, phrase, keys in _PARTS),
        tuple((r.code, r.nom) for r in sorted(places.regions.values(), key=lambda r: r.nom)),
        tuple((d.code, d.nom, places.regions[d.region].nom if d.region else "") for d in places.departements.values()),
        atlas.config.depot,
        atlas.config.courriel,
        CONSENT,
        pictures.feuilles,
        pictures.scripts,
    )
    return Page(
        urls.EDITEUR, "editeur.html", "L’éditeur de fiches",
        "Ajouter un pôle à l’atlas ou corriger une fiche, sans compte ni logiciel : la page vérifie, puis vous choisissez comment envoyer.",
        data, fil=(Link(urls.CONTRIBUER, "Contribuer"),), rubrique="contribuer", modified=str(atlas.updated or ""),
    )  # fmt: skip


def _named(atlas: Atlas, key: str) -> Control:
    field = STORY if key == STORY.key else path_of(key)[0]
    own_source = any(inner.key == "source" or any(i.key == "source" for i in inner.fields) for inner in field.fields)
    simple = key in SIMPLE_KEYS
    return replace(_control(atlas, field), provenance=simple and not own_source, remarque=simple)


def _control(atlas: Atlas, field: Field, above: str = "", marks: tuple[str, str] = _REQUIRED) -> Control:
    path = f"{above}.{field.key}" if above else field.key
    terms = tuple(atlas.vocabularies[field.choices].values()) if field.choices else ()
    labels = {term.id: term.label for term in terms}
    example = ", ".join(labels.get(part, part) for part in _plain(field.example))
    sort = _sort(field, within=above != "")
    within = _REQUIRED if field.required or field.many or field.kind == "table" else _WITH_THE_GROUP
    return Control(
        id=urls.editor_field(path),
        cle=field.key,
        chemin=path,
        libelle=field.label,
        aide=_HELP.get(field.key, field.help),
        exemple="" if field.kind == "table" else _EXAMPLES.get(field.key, example),
        sorte=sort,
        obligatoire=field.required,
        marque=marks[field.required],
        clavier=_KEYBOARDS.get(field.kind, ""),
        lignes=14 if field.limit == STORY_LIMIT else 3 if field.limit > LINE and field.kind == "texte" else 0,
        choix=terms,
        champs=tuple(_control(atlas, inner, path, within) for inner in field.fields),
        provenance=False,
        remarque=False,
    )


def _sort(field: Field, *, within: bool) -> str:
    """Which control a field asks for."""
    if field.key in _SORTS:
        return _SORTS[field.key]
    if field.kind == "table":
        return "sources"
    if field.kind == "groupe":
        return "liste" if field.many else "groupe"
    if field.kind == "choix":
        return "cases" if field.many else "menu" if within else "radios"
    if field.kind == "lieu":
        return "communes" if field.key == "communes" else "epci" if field.key == "epci" else "commune"
    return "lignes" if field.many else "texte" if field.kind == "texte" else field.kind


def _plain(example: str) -> list[str]:
    """An example without the marks of YAML: one text, or those of a list."""
    inner = example[1:-1].split(", ") if example.startswith("[") and example.endswith("]") else [example]
    return [text.strip('"') for text in inner if text]
