"""What people write in a table for a word of our closed lists: « SCIC », « adhérent·e », « chef de file ».

The one table for `build.py import` and for the editor (`client/editor_rules.py` hands it over; its twin is
`assets/editeur/vocables.js`). Only what a definition of the list says plainly stands here. What is read so is always told.
"""

from __future__ import annotations

import re

from atlas.french.folding import fold

# By list, then by its word. A word that begins with « = » is read alone; others also with what follows: « membre du bureau ».
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "roles": {
        "porteur": ("porteur", "porteuse", "porteur de projet", "portage", "structure porteuse", "organisme porteur", "chef de file", "cheffe de file", "tête de file", "tête de réseau",
                    "coordinateur", "coordinatrice", "coordonnateur", "coordination", "animateur", "animatrice", "animation", "structure animatrice", "pilote", "pilotage", "copilote"),
        "membre": ("membre", "membre actif", "membre fondateur", "membre adhérent", "structure membre", "adhérent", "adhérente", "adhésion", "structure adhérente", "sociétaire", "fondateur",
                   "fondatrice", "cofondateur", "cofondatrice", "co fondateur", "co fondatrice", "structure fondatrice", "coopérateur", "coopératrice"),
        "partenaire": ("partenaire", "partenariat", "partenaire associé", "partenaire financier", "partenaire technique", "partenaire institutionnel", "partenaire public", "partenaire privé",
                       "structure partenaire"),
    },
    "familles": {
        "ess": ("association", "asso", "association loi 1901", "association loi 1908", "association 1901", "asso loi 1901", "asso 1901", "loi 1901", "association intermédiaire", "association d’insertion", "coopérative", "coop", "scop", "scic",
                "sa scic", "sas scic", "sarl scic", "sarl scop", "sa scop", "sas scop", "scic sa", "scic sas", "scic sarl", "scop sa", "scop sas", "scop sarl", "société coopérative", "coopérative agricole",
                "société coopérative et participative", "société coopérative de production", "société coopérative d’intérêt collectif", "coopérative d’activité et d’emploi", "cae", "cuma", "coopérative d’habitants",
                "mutuelle", "fondation", "fondation reconnue d’utilité publique", "fonds de dotation", "entreprise sociale", "entreprise solidaire", "entreprise solidaire d’utilité sociale", "esus", "entreprise d’insertion",
                "entreprise adaptée", "structure d’insertion", "siae", "aci", "chantier d’insertion", "atelier et chantier d’insertion", "atelier chantier d’insertion", "esat", "geiq", "régie de quartier", "amap",
                "structure de l’ess", "entreprise de l’ess", "acteur de l’ess", "économie sociale", "économie solidaire"),
        "entreprise": ("=entreprise", "=entreprise privée", "=société", "=société commerciale", "sarl", "eurl", "sas", "sasu", "=sa", "société anonyme", "société par actions simplifiée", "société à responsabilité limitée", "pme", "tpe",
                       "eti", "pme tpe", "tpe pme", "artisan", "artisane", "artisanat", "commerçant", "commerçante", "=commerce", "=exploitation agricole", "gaec", "earl", "microentreprise", "micro entreprise", "autoentreprise",
                       "auto entreprise", "autoentrepreneur", "auto entrepreneur", "entreprise individuelle", "profession libérale"),
        "collectivite": ("collectivité", "collectivité locale", "collectivité territoriale", "commune", "mairie", "ville", "intercommunalité", "epci", "communauté de communes", "communauté d’agglomération", "communauté urbaine",
                         "agglomération", "agglo", "cdc", "comcom", "métropole", "département", "conseil départemental", "=région", "conseil régional", "petr", "syndicat mixte", "syndicat intercommunal", "sivu", "sivom"),
        "recherche": ("université", "laboratoire", "=labo", "laboratoire de recherche", "centre de recherche", "unité de recherche", "institut de recherche", "unité mixte de recherche", "umr", "grande école", "cnrs", "inrae"),
        "formation": ("organisme de formation", "centre de formation", "centre de formation d’apprentis", "cfa", "lycée", "=école", "maison familiale rurale", "mfr", "greta", "formation professionnelle"),
        "autre": ("=autre", "=autres", "=divers", "établissement public", "collectif d’habitants", "=habitants", "=collectif", "chambre consulaire", "chambre d’agriculture", "chambre de métiers", "chambre de commerce", "cci", "cma"),
    },
    "gouvernances": {
        "association": ("asso", "association loi 1901", "association 1901", "asso loi 1901", "association loi 1908", "loi 1901", "association de préfiguration"),
        "cooperative": ("coop", "scic", "scop", "cae", "sa scic", "sas scic", "sarl scic", "scic sa", "scic sas", "scic sarl", "société coopérative", "société coopérative d’intérêt collectif", "société coopérative et participative"),
        "informelle": ("=informel", "=informelle", "=collectif", "=collectif informel", "=aucune structure", "=sans structure", "=pas de structure"),
    },
}  # fmt: skip
ALONE = "="
AFTER = frozenset(("d", "de", "des", "du", "l", "la", "le", "les", "a", "au", "aux", "en", "pour"))  # what may follow a word
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_ENDINGS = re.compile(r"(?:[·•.(\-](?:e|s|es|ne|nes|rice|rices|trice|trices|ice|ices|euse|euses)\b\)?)+", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|\bdepuis\b.*$", re.IGNORECASE)
_PIECES = re.compile(r"[,;/+&\n]|\set\s")
_LONG = 4  # letters of a word whose last « s » or « x » is a plural


def words_of(text: str) -> list[str]:
    """The folded words of a text, singular, without « ·e », brackets and « depuis 2014 »."""
    bare = _ASIDE.sub(" ", _ENDINGS.sub("", _INITIALS.sub(lambda found: found[0].replace(".", ""), text)))
    return [word[:-1] if len(word) >= _LONG and word[-1] in "sx" else word for word in fold(bare).split()]


def _table() -> dict[str, dict[str, str]]:
    """By list, the id of each reduced word; one read alone keeps its sign."""
    return {
        name: {ALONE * word.startswith(ALONE) + " ".join(words_of(word)): id_ for id_, some in ids.items() for word in some}
        for name, ids in WORDS.items()
    }


TABLE = _table()


def said(name: str, text: str) -> str:
    """The id of the list `name` that a text plainly says, whole, by all its pieces or by its first words; or nothing."""
    table = TABLE.get(name, {})
    if whole := _of(table, text):
        return whole
    pieces = [piece for piece in _PIECES.split(text) if words_of(piece)]
    found = {_of(table, piece) or _begun(table, piece) for piece in pieces}
    return found.pop() if len(found) == 1 else ""


def _of(table: dict[str, str], text: str) -> str:
    words = " ".join(words_of(text))
    return table.get(words) or table.get(ALONE + words, "")


def _begun(table: dict[str, str], text: str) -> str:
    words = words_of(text)
    ends = (end for end in range(len(words) - 1, 0, -1) if words[end] in AFTER)
    return next((table[head] for end in ends if (head := " ".join(words[:end])) in table), "")
