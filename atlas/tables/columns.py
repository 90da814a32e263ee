"""Which field a column means, from its title: our own names, those of the national schema, those people use.

The one table for `build.py import` and for the editor (`client/editor_rules.py` hands it over). Words are compared folded,
without articles, and « PTCE », « pôle », « siège »… are left out when something remains: « Ville du PTCE » is « Ville ».
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atlas.french.folding import fold
from atlas.record.fields import FIELDS, Field, path_of

# What no field of a record is: the text below it, the two ways a place is told in an address, the name of its file, the kind
# of its point in our own table, and columns that come beside another of our own table, in the same order.
STORY, POSTAL, ADDRESS, FILE, POSITION = "recit", "code_postal", "adresse", "fichier", "position"
PSEUDO = {STORY: "Récit", POSTAL: "Code postal", ADDRESS: "Adresse (pour la commune)", FILE: "Nom du fichier", POSITION: "Nature de la position"}
PEOPLE, ATLAS = "personne", "atlas"  # columns that are known, and left aside
ASIDE = {PEOPLE: "Une personne : jamais repris", ATLAS: "Ce que l’atlas calcule lui-même"}

# The likeliest first: of two columns that mean one thing, the first listed here is taken.
WORDS: dict[str, tuple[str, ...]] = {
    FILE: ("id",),
    "nom": ("nom", "nom ptce", "nom pôle", "nom usuel", "nom usage", "name", "title", "titre", "intitulé", "intitulé projet", "nom projet", "dénomination",
            "appellation", "raison sociale", "nom structure", "nom organisation", "nom organisme", "ptce", "pôle", "pole territorial coopération économique",
            "structure", "organisation", "organisme", "projet"),
    "autres_noms": ("autres noms", "autre nom", "sigle", "acronyme", "nom court", "ancien nom", "alias"),
    "porteur": ("structure parente", "structure porteuse", "porteur", "porteur projet", "organisme porteur", "nom structure porteuse", "portage", "animateur", "structure animatrice",
                "structure support", "entité porteuse"),
    "statut": ("statut", "situation", "état", "statut ptce", "activité en cours"),
    "statut_constate_le": ("statut constate le", "situation constatée le", "date statut", "constaté le"),
    "annee_creation": ("annee creation", "année création", "date création", "création", "créé en", "année", "année naissance", "depuis"),
    "region": ("region nom", "région", "region", "nom région", "code région"),
    "departement": ("departement", "département", "dept", "dpt", "dep", "dépt", "code département", "numéro département", "n département", "departement nom", "nom département"),
    "commune": ("commune", "ville", "address addresslocality", "addresslocality", "localité", "city", "town", "commune implantation", "ville implantation", "implantation",
                "localisation", "lieu", "siège", "siège social", "municipalité", "nom commune"),
    "code_insee": ("code insee", "insee", "code commune", "code insee commune", "citycode", "codeinsee", "com code"),
    POSTAL: ("code postal", "cp", "address postalcode", "postalcode", "postal code", "postcode", "zip", "zipcode", "zip code"),
    ADDRESS: ("adresse", "adresse postale", "adresse complète", "address", "address customformatedaddress", "address streetaddress", "streetaddress", "rue"),
    "coordonnees.latitude": ("latitude", "lat", "geo latitude", "y wgs84"),
    "coordonnees.longitude": ("longitude", "lng", "lon", "long", "geo longitude", "x wgs84"),
    POSITION: ("position",),
    "region_2014": ("region 2014", "région 2014", "ancienne région"),
    "territoire.libelle": ("territoire", "territoire action", "périmètre", "zone intervention", "territoire intervention", "bassin vie", "rayon action", "territoire couvert"),
    "secteurs": ("secteurs", "secteur", "secteur activité", "secteurs activité", "domaine", "domaines", "domaine activité", "domaines activité", "filière", "filières", "thématique", "thématiques",
                 "thème", "categories", "taxonomy", "optionvalues", "catégorie", "secteurs noms"),
    "activites": ("activités", "activité", "activités principales", "tags", "mots clés", "mots clefs", "métiers"),
    "profil": ("profil", "type pôle", "type ptce"),
    "gouvernance.forme": ("gouvernance", "forme gouvernance", "forme juridique", "statut juridique", "forme"),
    "chiffres": ("chiffres", "chiffres clés"),
    "reconnaissances": ("reconnaissances", "reconnaissance", "appel", "appel projets", "lauréat", "label", "labels"),
    "charte.version": ("charte", "version charte"),
    "charte.signee_le": ("charte signee le",),
    "siren": ("pivot", "siren", "siret", "numéro siren", "numéro siret", "n siren", "n siret", "siren siret", "siret siren"),
    "site_web": ("site web", "site internet", "site", "website", "web", "url", "lien", "lien site", "adresse web", "adresse site", "page web", "site www"),
    "contact.courriel": ("courriels", "courriel", "mail", "email", "e mail", "adresse mail", "adresse email", "adresse e mail", "adresse électronique", "contact mail", "mail contact", "email contact", "mél", "mel"),
    "contact.telephone": ("telephone", "téléphone", "tél", "tel", "phone", "téléphone fixe", "tél fixe", "numéro téléphone", "n téléphone", "téléphone contact", "tél contact"),
    STORY: ("presentation resume", "presentation detail", "description", "présentation", "descriptif", "résumé", "présentation projet", "description projet", "objet", "abstract", "descriptionmore"),
    "lieux": ("lieux", "autres lieux"),
    "lieux.role": ("lieux roles",),
    "parties_prenantes.famille": ("parties prenantes familles",),
    "parties_prenantes.role": ("parties prenantes roles",),
    "parties_prenantes": ("parties prenantes", "membres", "partenaires", "membres ptce", "structures membres", "acteurs"),
    "sources": ("sources", "source"),
    "sources.date": ("sources dates",),
    "sources.url": ("sources adresses", "sources url", "source url", "url source", "lien source"),
    "verifie_le": ("date maj", "mis à jour", "date mise à jour", "mise à jour", "updatedat", "dernière mise à jour", "verifie le", "vérifiée le", "vérifié le"),
    "anciennes_adresses": ("anciennes adresses",),
    "heritier": ("heritier", "héritier"),
    "territoire.regions": ("territoire regions",),
    "territoire.departements": ("territoire departements",),
    "territoire.departements_touches": ("territoire departements touches",),
    "territoire.epci": ("territoire epci",),
    "territoire.communes": ("territoire communes",),
    "cooperations.moyens": ("cooperations moyens",),
    "cooperations.projets": ("cooperations projets",),
    "cooperations.strategique": ("cooperations strategique",),
    "cooperations": ("cooperations", "coopérations", "mutualisations"),
    "autodiagnostic": ("autodiagnostic",),
    PEOPLE: ("contact", "nom contact", "personne contact", "prénom", "prénom nom", "nom prénom", "référent", "référente", "responsable", "président", "présidente", "directeur", "directrice", "interlocuteur",
             "personne référente", "civilité", "fonction", "portable", "mobile", "tél portable", "téléphone portable", "téléphone mobile", "chef projet", "coordinateur", "coordinatrice", "animatrice", "nom responsable",
             "nom président", "nom référent", "contact nom", "nom chargé mission"),
    ATLAS: ("epci", "epci nom", "statut nom", "profil nom", "gouvernance nom", "licence", "region code", "address addresscountry", "pays", "country"),
}  # fmt: skip
# The same for the lines of a list of one record, pasted into the editor: members, figures, places… By list, then by field.
ROWS: dict[str, dict[str, tuple[str, ...]]] = {
    "parties_prenantes": {
        "nom": ("nom", "structure", "organisation", "organisme", "membre", "partenaire", "acteur", "nom structure", "dénomination", "raison sociale", "intitulé"),
        "famille": ("famille", "type", "type structure", "type acteur", "type organisation", "catégorie", "nature", "collège", "statut", "statut juridique", "forme juridique"),
        "role": ("rôle", "fonction", "place", "qualité", "rôle pôle", "implication"),
    },
    "chiffres": {
        "libelle": ("libellé", "indicateur", "chiffre", "intitulé", "donnée", "quoi", "désignation", "nom"),
        "valeur": ("valeur", "nombre", "montant", "quantité", "total", "effectif", "résultat"),
        "unite": ("unité", "unités", "unité mesure", "mesure"),
        "precision": ("précision", "précisions", "commentaire", "commentaires", "note", "remarque", "remarques"),
        "annee": ("année", "date", "exercice", "an", "millésime"),
    },
    "reconnaissances": {"appel": ("appel", "label", "réseau", "dispositif", "reconnaissance"), "annee": ("année", "date", "an"), "phase": ("phase", "précision", "commentaire")},
    "lieux": {
        "commune": ("commune", "ville", "localité", "nom commune", "city"), "code_insee": ("code insee", "insee", "code commune"),
        "role": ("rôle", "lieu", "usage", "nom", "activité", "nom lieu", "description", "quoi"),
    },
    "sources": {
        "titre": ("titre", "source", "nom", "document", "intitulé", "référence", "title"), "date": ("date", "année", "publié le", "date publication"),
        "url": ("adresse", "url", "lien", "site", "adresse web", "page", "adresse page", "link"), "consulte_le": ("consultée le", "consulté le", "lue le", "lu le", "date consultation"),
    },
    **{key: {"texte": ("texte", "phrase", "action", "description", "mutualisation", "coopération", "projet", "quoi")} for key in ("moyens", "projets", "strategique")},
}  # fmt: skip
SMALL = frozenset(("d", "de", "des", "du", "l", "la", "le", "les", "of", "the", "en", "sur", "dans", "au", "sein"))
OF_A_POLE = frozenset(("ptce", "pole", "poles", "obligatoire", "siege", "officiel", "officielle", "wgs84"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its place, its title, what it means (a key of `WORDS`), or why it is left aside."""

    place: int
    title: str
    target: str = ""
    why: str = ""


def label(target: str) -> str:
    """How a target is called."""
    if target in PSEUDO:
        return PSEUDO[target]
    if target in ASIDE:
        return ASIDE[target]
    return ", ".join(field.label for field in path_of(target))


def spec(target: str) -> Field | None:
    """The field a target is, if it is one."""
    return None if target in PSEUDO or target in ASIDE else path_of(target)[-1]


def folded(title: str) -> str:
    """A title as it is compared."""
    words = [word for word in fold(title.replace("’", " ")).split() if word not in SMALL]
    kept = [word for word in words if word not in OF_A_POLE]
    return " ".join(kept or words)


def _spoken() -> dict[str, tuple[str, int]]:
    """What each folded word means, and its rank among those of its target."""
    table: dict[str, tuple[str, int]] = {}
    for target, words in WORDS.items():
        field = spec(target)
        own = (target, field.label) if field and "." not in target else (target,)
        for rank, word in enumerate(dict.fromkeys((*words, *own))):
            table.setdefault(folded(word), (target, rank))
    return table


MEANT = _spoken()


def spoken_words() -> dict[str, tuple[str, ...]]:
    """The folded words of each target, in the order of their ranks."""
    words: dict[str, list[str]] = {}
    for word, (target, _) in sorted(MEANT.items(), key=lambda pair: pair[1][1]):
        words.setdefault(target, []).append(word)
    return {target: tuple(some) for target, some in words.items()}


def row_words() -> dict[str, dict[str, tuple[str, ...]]]:
    """The folded words of each field of a list, its own key and label among them; those of its source last."""
    table: dict[str, dict[str, tuple[str, ...]]] = {}
    for key, words in ROWS.items():
        fields = path_of(f"cooperations.{key}" if key not in (field.key for field in FIELDS) else key)[-1].fields
        taken: dict[str, str] = {}
        for field in fields:
            for word in (*words.get(field.key, ()), field.key, field.label, *(("document", "référence") if field.key == "source" else ())):
                taken.setdefault(folded(word), field.key)
        table[key] = {field.key: tuple(word for word, owner in taken.items() if owner == field.key) for field in fields}
    return table


def is_one_cell(target: str) -> bool:
    """Whether one cell says all of a target: no group whose items carry a source, nothing of our own table alone."""
    if target in PSEUDO:
        return target in (STORY, POSTAL, ADDRESS)
    top = path_of(target)[0]
    within = (field for inner in top.fields for field in (inner, *inner.fields))
    return top.key not in ("sources", "heritier", "anciennes_adresses") and all(field.key != "source" for field in within)


def meant(title: str) -> tuple[str, int]:
    """The target of a title and its rank, or nothing: an exact word, else without what stands in brackets."""
    return MEANT.get(folded(title)) or MEANT.get(folded(title.partition("(")[0])) or ("", 0)


def known(titles: Iterable[str]) -> int:
    """How many different targets are named in a line of titles."""
    return len({target for title in titles if title and (target := meant(title)[0])})


def mapping(titles: tuple[str, ...], asked: dict[str, str]) -> tuple[Column, ...]:
    """What each column means. `asked` says it for some folded titles: a target, or nothing to leave it aside."""
    found = [Column(place, title, *_decided(title, asked)) for place, title in enumerate(titles)]
    best: dict[str, Column] = {}
    for column in found:
        if column.target and column.target not in ASIDE:
            first = best.get(column.target)
            if first is None or _rank(column, asked) < _rank(first, asked):
                best[column.target] = column
    own = is_ours(titles)
    return tuple(_settled(column, best, own=own) for column in found)


def _decided(title: str, asked: dict[str, str]) -> tuple[str, str]:
    if folded(title) in asked:
        target = asked[folded(title)]
        return target, "" if target else "laissée de côté, comme demandé"
    target = meant(title)[0]
    return target, "" if target else "titre inconnu" if title else "sans titre"


def _rank(column: Column, asked: dict[str, str]) -> int:
    return -1 if folded(column.title) in asked else meant(column.title)[1]


def _settled(column: Column, best: dict[str, Column], *, own: bool) -> Column:
    if column.target in ASIDE:
        return Column(column.place, column.title, "", ASIDE[column.target])
    if column.target in (FILE, POSITION) and not own:
        return Column(column.place, column.title, "", "titre inconnu")
    if column.target and best[column.target] is not column:
        return Column(column.place, column.title, "", f"« {best[column.target].title} » le dit déjà")
    return column


def is_ours(titles: Iterable[str]) -> bool:
    """Whether these are the columns of the atlas's own table."""
    return {"id", "pivot", "statut_constate_le", "presentation_resume"} <= set(titles)


def targets() -> tuple[str, ...]:
    """What a column may be said to mean."""
    return tuple(target for target in WORDS if target not in ASIDE)


assert all(spec(target) or "." not in target for target in targets()), FIELDS
