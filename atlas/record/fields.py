"""Which fields a record has: the one table from which checks, schemas, skeleton, form and documentation come."""

from __future__ import annotations

from dataclasses import dataclass

LONG, LINE, WORD = 600, 200, 80


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    `kind` is a key of `values.READERS`, or `groupe` (fixed keys: `fields`), or `table` (free keys, each value a
    `groupe` when `fields` is given, else a text). `many` makes it a list of `kind`. `choices` names a list of
    `content/vocabulaires.yaml`. `limit` is the greatest length of one text, `most` the greatest number of items.
    `public` fields appear in the published data.
    """

    key: str
    label: str
    help: str
    example: str
    kind: str = "texte"
    many: bool = False
    required: bool = False
    public: bool = True
    choices: str = ""
    limit: int = LINE
    most: int = 60
    fields: tuple[Field, ...] = ()


_SOURCE = Field("source", "Source", "Identifiant d’une des sources de la fiche.", "publication-2014", limit=WORD, required=True)


def _statement(key: str, label: str, meaning: str) -> Field:
    text = Field("texte", "Texte", "Une phrase qui dit ce qui est fait ensemble.", "Un atelier partagé.", limit=LONG, required=True)
    return Field(key, label, meaning, "", kind="groupe", many=True, most=20, fields=(text, _SOURCE))


FIELDS: tuple[Field, ...] = (
    Field("nom", "Nom", "Le nom d’usage du pôle, avec ses accents.", "Éco-domaine de Bouquetot", required=True, limit=120),
    Field("autres_noms", "Autres noms", "Sigle, ancien nom, nom d’usage local : la recherche les trouve.", "[Éco-domaine en Pays d’Auge]", many=True, most=10, limit=120),
    Field("anciennes_adresses", "Anciennes adresses", "Les noms que ce fichier a portés, sans .md : leurs adresses mènent encore à cette fiche.", "[ancien-nom-du-pole]", many=True, most=20, limit=60),
    Field("porteur", "Structure porteuse", "La structure qui porte ou anime le pôle.", "Ecopya"),
    Field("statut", "Situation", "Où en est le pôle, d’après une source.", "actif", kind="choix", choices="statuts", required=True),
    Field("statut_constate_le", "Situation constatée le", "Date à laquelle la source voit le pôle dans cette situation.", "2021", kind="date"),
    Field("heritier", "Héritier", "Pour un pôle fusionné ou qui a cessé : le nom de fichier, sans .md, du pôle qui a pris sa suite.", "nom-du-pole-heritier", limit=60),
    Field("annee_creation", "Année de création", "Année de naissance du pôle ou de la structure dont il est issu.", "2010", kind="annee"),
    Field("region", "Région", "La région du siège, par son nom ou son code. À omettre dans une collectivité d’outre-mer.", "Normandie", kind="lieu"),
    Field("departement", "Département", "Le département (ou la collectivité d’outre-mer) du siège, par son nom ou son code. Si aucune source ne donne le siège : celui où le pôle agit, le premier s’il y en a plusieurs, avec une remarque qui le dit.", "Calvados", kind="lieu", required=True),
    Field("commune", "Commune du siège", "La commune du siège. À omettre si aucune source ne la donne.", "Saint-Pierre-Azif", kind="lieu"),
    Field("code_insee", "Code INSEE de la commune", "Lève le doute entre communes de même nom. Ce n’est pas le code postal.", '"14645"', kind="code-insee"),
    Field("coordonnees", "Coordonnées", "Seulement si la mairie ne convient pas, ou dans une collectivité d’outre-mer.", "", kind="groupe", fields=(
        Field("latitude", "Latitude", "En degrés décimaux.", "49.3046", kind="degres", required=True),
        Field("longitude", "Longitude", "En degrés décimaux, négative à l’ouest de Greenwich.", "0.0803", kind="degres", required=True),
    )),
    Field("region_2014", "Région en 2014", "La région d’avant 2016 sous laquelle la publication range le pôle.", "Basse-Normandie", limit=WORD),
    Field("territoire", "Territoire", "Où le pôle agit : un libellé, les communes, intercommunalités, départements ou régions que son territoire couvre en entier, et les départements où il s’étend sans que ses limites soient connues.", "", kind="groupe", fields=(
        Field("libelle", "Libellé", "Le territoire en toutes lettres.", "Pays d’Auge", required=True),
        Field("regions", "Régions", "Codes ou noms.", "[Normandie]", kind="lieu", many=True, most=18),
        Field("departements", "Départements", "Codes ou noms.", '["14"]', kind="lieu", many=True, most=101),
        Field("departements_touches", "Départements touchés", "Codes ou noms : les départements où le territoire s’étend, quand aucune source ne dit qu’il les couvre en entier.", '["27"]', kind="lieu", many=True, most=101),
        Field("epci", "Intercommunalités", "SIREN ou noms.", "[200069532]", kind="lieu", many=True, most=200),
        Field("communes", "Communes", "Codes INSEE ou noms sans homonyme.", '["14645"]', kind="lieu", many=True, most=1500),
    )),
    Field("lieux", "Autres lieux", "Des lieux du pôle qui ne sont pas son siège.", "", kind="groupe", many=True, most=40, fields=(
        Field("commune", "Commune", "Le nom de la commune.", "Béganne", kind="lieu", required=True),
        Field("code_insee", "Code INSEE", "Le code de la commune.", '"56011"', kind="code-insee"),
        Field("role", "Rôle", "Ce qui s’y trouve.", "premier parc éolien citoyen", required=True),
        _SOURCE,
    )),
    Field("secteurs", "Secteurs d’activité", "Un à quatre secteurs, le principal d’abord.", "[agriculture-alimentation, eco-activites]", kind="choix", choices="secteurs", many=True, most=4),
    Field("activites", "Activités", "Les activités dans les mots des sources.", "[spiruline, tourisme vert]", many=True, most=20, limit=WORD),
    Field("profil", "Profil", "Une filière, ou plusieurs activités.", "multi-activites", kind="choix", choices="profils"),
    Field("parties_prenantes", "Parties prenantes", "Qui coopère : structures, entreprises, collectivités, recherche, formation.", "", kind="groupe", many=True, most=200, fields=(
        Field("nom", "Nom", "Le nom de la structure.", "Ecopya", required=True),
        Field("famille", "Famille", "L’une des familles de la publication.", "ess", kind="choix", choices="familles", required=True),
        Field("role", "Rôle", "Si une source le dit.", "porteur", kind="choix", choices="roles"),
        _SOURCE,
    )),
    Field("gouvernance", "Gouvernance", "Comment le pôle est organisé.", "", kind="groupe", fields=(
        Field("forme", "Forme", "L’une des formes repérées par la publication.", "association", kind="choix", choices="gouvernances", required=True),
        Field("precision", "Précision", "Collèges, instances, statut exact.", "SCIC à cinq collèges", limit=LONG),
        _SOURCE,
    )),
    Field("cooperations", "Coopérations", "Les trois cercles de la coopération.", "", kind="groupe", fields=(
        _statement("moyens", "Mutualisation de moyens", "Locaux, matériel, services mis en commun."),
        _statement("projets", "Mutualisation de projets", "Offres, emplois ou activités portés ensemble."),
        _statement("strategique", "Coopération stratégique", "Vision, recherche, ressources humaines décidées ensemble."),
    )),
    Field("chiffres", "Chiffres", "Quelques chiffres, chacun avec son année et sa source.", "", kind="groupe", many=True, most=30, fields=(
        Field("libelle", "Libellé", "Ce qui est compté.", "Surface du domaine", limit=120, required=True),
        Field("valeur", "Valeur", "Le nombre seul.", "68", kind="nombre", required=True),
        Field("unite", "Unité", "L’unité, en toutes lettres.", "hectares", limit=WORD, required=True),
        Field("precision", "Précision", "« environ », « plus de »… dans les mots de la source.", "la source dit « une vingtaine »"),
        Field("annee", "Année", "L’année du chiffre.", "2016", kind="annee"),
        _SOURCE,
    )),
    Field("reconnaissances", "Reconnaissances", "Les appels, les labels et les réseaux qui l’ont retenu ou nommé PTCE : des faits datés, non des qualités.", "", kind="groupe", many=True, most=20, fields=(
        Field("appel", "Par quoi", "L’appel, le label ou le réseau.", "appel-2013", kind="choix", choices="reconnaissances", required=True),
        Field("annee", "Année", "L’année de la décision, si la source la donne.", "2014", kind="annee"),
        Field("phase", "Précision", "La phase de l’appel, ou qui le nomme, dans les mots de la source.", "phase 1", limit=120),
        _SOURCE,
    )),
    Field("charte", "Charte nationale", "La signature de la Charte nationale des PTCE, seulement si une source nomme le pôle parmi les signataires.", "", kind="groupe", fields=(
        Field("signee_le", "Signée le", "La date de la signature, si la source la donne.", "2014-09-19", kind="date"),
        Field("version", "Version", "La version signée.", '"2014"', kind="choix", choices="chartes", required=True),
        _SOURCE,
    )),
    Field("autodiagnostic", "Autodiagnostic", "Un autodiagnostic que le pôle choisit de publier ; la page de l’autodiagnostic prépare ces lignes.", "", kind="groupe", fields=(
        Field("date", "Date", "La date de l’autodiagnostic.", "2026-11-24", kind="date", required=True),
        Field("grille", "Version de la grille", "Le numéro de la version du référentiel.", '"3.7"', limit=WORD, required=True),
        Field("regards", "Regards", "De quel côté étaient celles et ceux qui ont répondu.", "[interne, externe]", kind="choix", choices="regards", many=True, most=2),
        Field("evaluateurs", "Autour de la table", "Les familles de celles et ceux qui ont répondu, jamais des personnes.", "[ess, collectivite]", kind="choix", choices="familles", many=True, most=10),
        Field("reponses", "Réponses", "Pour chaque indicateur, un degré pour l’une des deux lectures ou pour les deux ; sans réponse, pas de ligne.", "i1-1: {importance: tres-fort, satisfaction: plutot-faible}", kind="table", required=True, most=100, fields=(
            Field("importance", "Importance", "Ce que le pôle juge important pour son projet.", "tres-fort", kind="choix", choices="degres"),
            Field("satisfaction", "Satisfaction", "Ce que le pôle constate quand il fait son diagnostic.", "plutot-faible", kind="choix", choices="degres"),
        )),
        _SOURCE,
    )),
    Field("siren", "SIREN", "Le numéro SIREN de la structure porteuse, si elle en a un.", "", kind="siren"),
    Field("site_web", "Site web", "L’adresse du site du pôle.", "https://exemple.fr/", kind="url", limit=500),
    Field("contact", "Contact", "De préférence une adresse de structure (contact@…) et un numéro fixe.", "", kind="groupe", fields=(
        Field("courriel", "Courriel", "Une adresse de structure, pas d’une personne.", "contact@exemple.fr", kind="courriel"),
        Field("telephone", "Téléphone", "Un numéro de structure, pas un portable.", "02 31 00 00 00", kind="telephone"),
    )),
    Field("provenance", "Provenance", "Pour chaque champ simple, la source qui le donne.", "annee_creation: publication-2014", kind="table", limit=WORD),
    Field("remarques", "Remarques", "Pour chaque champ, ce qu’un lecteur doit savoir de sa valeur.", "annee_creation: Date de l’association ; le lieu ouvre en 2014.", kind="table", limit=LONG),
    Field("sources", "Sources", "D’où viennent les faits : un identifiant, puis un titre, une date, une adresse.", "", kind="table", required=True, most=80, fields=(
        Field("titre", "Titre", "Ce qu’est la source et qui la publie.", "Fiche du RTES sur l’éco-domaine", required=True, limit=300),
        Field("date", "Date", "Date de la source, si elle est connue.", "2014", kind="date"),
        Field("url", "Adresse", "L’adresse de la page.", "https://exemple.fr/article", kind="url", limit=1000),
        Field("consulte_le", "Consultée le", "Jour où la page a été lue.", "2026-11-22", kind="date"),
    )),
    Field("verifie_le", "Vérifiée le", "Jour de la dernière vérification de toute la fiche.", "2026-11-22", kind="date", required=True),
)

# The fields whose provenance or remark a record may give: those that do not carry their own `source`.
SIMPLE_KEYS = tuple(
    f.key
    for f in FIELDS
    if f.key
    not in ("provenance", "remarques", "sources", "verifie_le", "statut_constate_le", "anciennes_adresses", "autodiagnostic")
)
STORY_LIMIT = 20_000  # characters
RECORD_LIMIT = 200_000  # bytes


def path_of(dotted: str, fields: tuple[Field, ...] = FIELDS) -> tuple[Field, ...]:
    """The fields on the way to a dotted key, the outermost first."""
    key, _, rest = dotted.partition(".")
    found = next(field for field in fields if field.key == key)
    return (found, *path_of(rest, found.fields)) if rest else (found,)
