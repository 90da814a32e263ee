"""What is said of a file, its layout and its YAML, to people who have never seen YAML."""

from __future__ import annotations

from atlas.problems.phrases.clauses import Phrase

PHRASES = (
    # The name and the bytes
    Phrase(
        "nom-de-fichier",
        "le nom de fichier {lu}",
        "des minuscules sans accent, des chiffres et des tirets, {limite} caractères au plus, puis .md",
        "renommez le fichier en {nom}.md",
    ),
    Phrase("nom-de-fichier/sans-rapport", "{lu} dans le fichier {fichier}", "un nom de fichier tiré du nom du pôle"),
    Phrase(
        "fichier-trop-gros",
        "{taille} ko",
        "{limite} ko au plus",
        "raccourcissez la fiche ; une image ou un document n’y a pas sa place",
    ),
    Phrase(
        "encodage",
        "la ligne {lu}, qui n’est pas de l’UTF-8",
        "un fichier en UTF-8",
        "enregistrez de nouveau le fichier en choisissant l’encodage UTF-8",
    ),
    Phrase("encodage/utf-16", "un fichier en UTF-16, qui n’est pas de l’UTF-8"),
    Phrase(
        "caractere-interdit",
        "le caractère invisible U+{point}",
        "du texte lisible",
        "effacez ce caractère, ou retapez la ligne",
    ),
    Phrase("caractere-interdit/apres", "le caractère invisible U+{point} après {avant}"),
    # The front matter
    Phrase(
        "entete-absente",
        "{lu}",
        "trois tirets seuls sur la première ligne",
        "commencez le fichier par une ligne « --- », puis les champs, puis une ligne « --- »",
    ),
    Phrase("entete-absente/vide", "une première ligne vide"),
    Phrase(
        "entete-non-fermee",
        "la fin du fichier",
        "trois tirets seuls sur une ligne, pour fermer l’en-tête",
        "ajoutez une ligne « --- » entre le dernier champ et le récit",
    ),
    Phrase("entete-non-fermee/presque", "{lu}", fix="écrivez trois tirets du clavier, sans espace devant : ---"),
    Phrase(
        "ligne-trop-longue",
        "une ligne de {nombre} caractères",
        "{limite} caractères au plus",
        "répartissez la liste sur plusieurs lignes, un tiret et un élément par ligne",
    ),
    # What YAML allows and a record does not
    Phrase(
        "yaml-plusieurs-documents",
        "un second document YAML",
        "une seule fiche par fichier",
        "mettez la seconde fiche dans son propre fichier",
    ),
    Phrase("yaml-plusieurs-documents/recit", "une seconde fiche dans le même fichier"),
    Phrase(
        "valeur-coupee",
        "{lu} après {valeur}, que YAML prend pour un commentaire",
        "une valeur lue jusqu’au bout",
        "si c’en est la suite, mettez toute la valeur entre guillemets droits ; si c’est un commentaire, laissez une espace après le #",
        warns=True,
    ),
    Phrase("yaml-sans-cles", "un texte ou une liste", "des lignes « clé: valeur »", "commencez par « nom: … »"),
    Phrase(
        "yaml-alias",
        "un alias YAML (& ou *)",
        "une valeur écrite en toutes lettres",
        "recopiez la valeur, ou mettez-la entre guillemets droits si elle commence par & ou *",
    ),
    Phrase(
        "yaml-etiquette",
        "l’étiquette YAML {lu}",
        "une valeur simple",
        "ôtez le mot qui commence par un point d’exclamation, ou mettez la valeur entre guillemets droits",
    ),
    Phrase(
        "yaml-profondeur",
        "plus de {limite} niveaux emboîtés",
        "une fiche à quatre niveaux au plus",
        "ôtez les crochets, accolades, tirets ou retraits en trop",
    ),
    Phrase(
        "yaml-trop-de-valeurs",
        "plus de {limite} valeurs",
        "une fiche à taille humaine",
        "gardez l’essentiel ; un territoire se décrit par ses intercommunalités plutôt que par ses communes",
    ),
    Phrase(
        "yaml-cle",
        "une liste ou un groupe à la place d’une clé",
        "un mot suivi de deux-points",
        "vérifiez les crochets et les accolades de cette ligne",
    ),
    Phrase(
        "cle-en-double",
        "{lu} une seconde fois",
        "une seule fois chaque clé (déjà ligne {ligne})",
        "gardez une seule des deux lignes",
    ),
    Phrase(
        "yaml-tabulation",
        "une tabulation en début de ligne",
        "des espaces",
        "remplacez chaque tabulation par deux espaces",
    ),
    # What YAML refuses: `yamlfaults` says which words of the parser call for which
    Phrase(
        "yaml-syntaxe",
        "une écriture que YAML ne comprend pas",
        "« clé: valeur », une par ligne",
        "comparez cette ligne avec une autre fiche, et mettez la valeur entre guillemets droits en cas de doute",
    ),
    Phrase(
        "yaml-syntaxe/deux-points",
        "deux-points suivis d’une espace au milieu d’une valeur",
        "une valeur entre guillemets",
        'mettez toute la valeur entre guillemets droits, par exemple nom: "Pôle : laine"',
    ),
    Phrase(
        "yaml-syntaxe/guillemet",
        "un guillemet ouvert qui n’est pas refermé",
        "un guillemet de chaque côté",
        "refermez le guillemet à la fin de la valeur",
    ),
    Phrase(
        "yaml-syntaxe/guillemet-loin",
        "un guillemet ouvert ici, que seul referme celui de la ligne {ligne}",
        "un guillemet de chaque côté",
        "refermez le guillemet à la fin de la valeur",
    ),
    Phrase(
        "yaml-syntaxe/sans-deux-points",
        "une ligne sans deux-points",
        "« clé: valeur »",
        "ajoutez les deux-points et une espace après la clé, ou mettez en retrait la suite d’un texte sur plusieurs lignes",
    ),
    Phrase(
        "yaml-syntaxe/crochet",
        "une liste entre crochets qui n’est pas refermée",
        "[un, deux, trois]",
        "refermez le crochet et séparez les éléments par des virgules",
    ),
    Phrase(
        "yaml-syntaxe/accolade",
        "un groupe entre accolades qui n’est pas refermé",
        "{clé: valeur, clé: valeur}",
        "refermez l’accolade et séparez les éléments par des virgules",
    ),
    Phrase(
        "yaml-syntaxe/alignement-cle",
        "une ligne mal alignée, ou du texte après un guillemet fermé",
        "des clés alignées sur les précédentes",
        "alignez la clé sur ses voisines ; si la valeur contient des guillemets ou une apostrophe, entourez-la tout entière de guillemets droits",
    ),
    Phrase(
        "yaml-syntaxe/alignement",
        "une ligne mal alignée",
        "des clés et des tirets alignés sur les précédents",
        "alignez cette ligne sur la précédente, avec des espaces",
    ),
    Phrase(
        "yaml-syntaxe/alignement-liste",
        "une ligne mal alignée dans une liste",
        "un tiret devant chaque élément, et ses clés alignées",
        "alignez cette ligne sur la précédente, avec des espaces",
    ),
    Phrase(
        "yaml-syntaxe/debut-de-valeur",
        "un caractère qui ne peut pas commencer une valeur (%, @, ` ou une tabulation)",
        "une valeur entre guillemets",
        "mettez la valeur entre guillemets droits, et remplacez les tabulations par des espaces",
    ),
    Phrase(
        "yaml-syntaxe/oblique",
        "une barre oblique inverse (\\) entre guillemets",
        "un texte sans barre oblique inverse",
        "ôtez-la, ou doublez-la",
    ),
    Phrase(
        "yaml-syntaxe/tiret",
        "un tiret là où une liste ne peut pas commencer",
        "la liste à la ligne, sous sa clé",
        "passez à la ligne avant le tiret, ou mettez la valeur entre guillemets droits",
    ),
    Phrase(
        "yaml-syntaxe/tiret-colle",
        "un tiret collé au mot qui le suit",
        "un tiret, une espace, puis l’élément de la liste",
        "ajoutez une espace après chaque tiret de cette liste",
    ),
    Phrase(
        "yaml-syntaxe/etoile",
        "une étoile ou une esperluette (* ou &) au début d’une valeur",
        "une valeur entre guillemets",
        "mettez la valeur entre guillemets droits ; la mise en forme n’a cours que dans le récit",
    ),
    Phrase(
        "yaml-syntaxe/barre",
        "une barre ou un chevron (| ou >) au début d’une valeur",
        "une valeur entre guillemets",
        "mettez la valeur entre guillemets droits",
    ),
    Phrase(
        "yaml-syntaxe/signe-en-trop",
        "une virgule, un crochet ou une accolade de trop",
        "[un, deux, trois]",
        "ôtez le signe en trop, ou mettez la valeur entre guillemets droits",
    ),
    Phrase(
        "yaml-syntaxe/marge",
        "une ligne qui n’est pas alignée sur la première",
        "toutes les clés contre la marge",
        "ôtez les espaces devant les clés, et les lignes qui commencent par % ou « ... »",
    ),
    Phrase(
        "yaml-syntaxe/retrait",
        "une clé en retrait sous une ligne qui a déjà sa valeur",
        "des clés alignées sur les précédentes",
        "alignez cette clé sur ses voisines, avec des espaces",
    ),
    Phrase(
        "yaml-syntaxe/colles",
        "des deux-points collés à la valeur",
        "« clé: valeur », avec une espace après les deux-points",
        "écrivez {cle}: {valeur}",
    ),
)
