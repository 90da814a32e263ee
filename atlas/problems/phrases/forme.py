"""What is said of fields and values: keys, types, lengths, words of the lists, dates, numbers, addresses."""

from __future__ import annotations

from atlas.problems.phrases.clauses import Phrase

PHRASES = (
    # The shape of the fields
    Phrase(
        "champ-manquant",
        "aucune valeur",
        "« {libelle} », qui est obligatoire",
        "remplissez ce champ, par exemple avec {exemple} (dans le fichier, {cle}: {exemple})",
    ),
    Phrase("champ-manquant/sans-exemple", fix="remplissez ce champ (dans le fichier, sous {cle}: ; une autre fiche montre comment)"),
    Phrase("cle-inconnue", "{lu}", "un champ connu", "ôtez cette ligne ; la liste des champs est dans CONTRIBUTING.md"),
    Phrase("cle-inconnue/proche", fix="écrivez {proche}:"),
    Phrase("type-faux", "{lu}", "{attendu}", "écrivez une seule valeur"),
    Phrase("type-faux/exemple", fix="écrivez une seule valeur, par exemple {exemple}"),
    Phrase("type-faux/liste", expected="une liste", fix="commencez chaque élément par un tiret, à la ligne"),
    Phrase("type-faux/liste-tirets", expected="une liste", fix="ajoutez une espace après chaque tiret, et mettez un élément par ligne"),
    Phrase("type-faux/liste-courte", expected="une liste", fix="écrivez {cle}: [{valeur}]"),
    Phrase(
        "type-faux/groupe",
        expected="un groupe de clés ({cles})",
        fix="écrivez chaque clé sur sa ligne, en retrait",
    ),
    Phrase("type-faux/table", fix="passez à la ligne après les deux-points"),
    Phrase("mot-inconnu", "{lu}", "un mot de la liste : {liste}", "choisissez dans cette liste"),
    Phrase("mot-inconnu/proche", fix="écrivez {proche}"),
    Phrase(
        "identifiant-mal-forme",
        "{lu}",
        "un identifiant en minuscules, chiffres et tirets",
        "écrivez par exemple rtes-2014",
    ),
    Phrase("identifiant-mal-forme/exemple", fix="écrivez par exemple {exemple}"),
    Phrase("element-en-double", "{lu} une seconde fois", "une seule fois chaque élément", "ôtez l’un des deux"),
    Phrase(
        "trop-long",
        "{nombre} caractères",
        "{limite} caractères au plus",
        "raccourcissez ; le récit, sous l’en-tête, peut en dire plus",
    ),
    Phrase("trop-long/elements", "{nombre} éléments", "{limite} éléments au plus", "gardez les principaux"),
    Phrase("trop-long/lignes", "{nombre} lignes", "{limite} lignes au plus", "gardez les principales"),
    Phrase("trop-long/recit", fix="gardez l’essentiel, et laissez le reste aux sources"),
    # The kinds of values
    Phrase("nombre-mal-ecrit", "{lu}", "un nombre entier", "écrivez des chiffres seuls, par exemple 42"),
    Phrase(
        "nombre-mal-ecrit/decimal",
        expected="un nombre, sans espace ni unité, avec un point décimal",
        fix="écrivez par exemple 1200 ou 13.5 ; l’unité va dans « unite »",
    ),
    Phrase(
        "nombre-mal-ecrit/proche",
        expected="un nombre, sans espace ni unité, avec un point décimal",
        fix="écrivez {proche} ; l’unité va dans « unite », une nuance dans « precision »",
    ),
    Phrase("annee-impossible", "{lu}", "une année sur quatre chiffres", "écrivez par exemple 2014"),
    Phrase(
        "date-impossible",
        "{lu}",
        "une date qui existe : année, année-mois ou année-mois-jour",
        "écrivez par exemple 2014, 2014-09 ou 2014-09-19",
    ),
    Phrase("date-impossible/proche", fix="écrivez {proche}"),
    Phrase(
        "lien-mal-forme",
        "{lu}",
        "une adresse http:// ou https:// complète",
        "copiez l’adresse depuis la barre du navigateur",
    ),
    Phrase("lien-mal-forme/www", fix="écrivez https://{adresse}"),
    Phrase(
        "siren-faux",
        "{lu}",
        "un SIREN : neuf chiffres dont la clé est juste",
        "vérifiez-le sur l’Annuaire des entreprises, ou ôtez cette ligne",
    ),
    Phrase(
        "code-insee-mal-forme",
        "{lu}",
        "un code INSEE de commune sur cinq caractères (ce n’est pas le code postal)",
        'écrivez par exemple code_insee: "01004"',
    ),
    Phrase("code-insee-mal-forme/proche", fix='écrivez code_insee: "{proche}"'),
    Phrase("coordonnees-mal-ecrites", "{lu}", "des degrés décimaux avec un point", "écrivez par exemple 47.6514"),
    Phrase("coordonnees-mal-ecrites/proche", fix="écrivez {proche}"),
    Phrase("courriel-mal-forme", "{lu}", "une adresse comme contact@exemple.fr", "vérifiez l’adresse, ou ôtez-la"),
    Phrase("telephone-mal-forme", "{lu}", "un numéro français", "écrivez par exemple 02 40 00 00 00"),
)
PIECES = {
    "cle-vide": "une clé vide",
    "liste": "une liste",
    "groupe": "un groupe de clés",
}
