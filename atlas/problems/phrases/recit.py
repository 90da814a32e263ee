"""What is said of a story and of the private details a record may hold."""

from __future__ import annotations

from atlas.problems.phrases.clauses import Phrase

_REASON = "la fiche est publique, et l’historique du dépôt garde tout, même effacé (RGPD, recommandations de la CNIL)"

PHRASES = (
    Phrase(
        "recit-vide",
        "aucun texte",
        "le récit du pôle (dans le fichier, sous la ligne « --- »)",
        "écrivez quelques phrases, avec leurs sources : [^publication-2014]",
    ),
    Phrase("html-interdit", "du HTML : {lu}", "du Markdown seul", "ôtez-le, ou mettez-le entre accents graves : `<…>`"),
    Phrase("html-interdit/gras", fix="écrivez **en gras**"),
    Phrase("html-interdit/italique", fix="écrivez *en italique*"),
    Phrase("html-interdit/lien", fix="écrivez [texte du lien](https://…)"),
    Phrase("html-interdit/paragraphe", fix="séparez les paragraphes par une ligne vide"),
    Phrase("html-interdit/liste", fix="commencez chaque élément par un tiret et une espace"),
    Phrase("html-interdit/titre", fix="écrivez ## devant l’intertitre"),
    Phrase("html-interdit/sous-titre", fix="écrivez ### devant l’intertitre"),
    Phrase(
        "lien-interdit",
        "{lu}",
        "une adresse qui commence par https:// ou http://",
        "écrivez l’adresse complète de la page, copiée depuis la barre du navigateur",
    ),
    Phrase("lien-interdit/www", fix="écrivez https://{adresse}"),
    Phrase("lien-interdit/courriel", fix="ôtez ce lien ; une adresse de structure va dans le champ « contact »"),
    Phrase("lien-interdit/autre", fix="ôtez ce lien : {sorte}: n’est pas une adresse web"),
    Phrase(
        "image-interdite",
        "une image",
        "du texte : une image viendrait d’un autre site, ou sans les droits de son auteur",
        "ôtez-la, ou écrivez un lien vers la page qui la montre : [texte](https://…)",
    ),
    Phrase(
        "titre-de-niveau-1",
        "le titre {lu}",
        "un intertitre : le titre de la page est le nom du pôle",
        "écrivez ## {titre}",
    ),
    Phrase("titre-de-niveau-1/vide", "un titre vide", fix="écrivez ##"),
    Phrase(
        "courriel-personnel",
        "{lu}, qui semble l’adresse d’une personne",
        f"l’adresse d’une structure : {_REASON}",
        "écrivez une adresse comme contact@…, ou ôtez cette ligne",
        warns=True,
    ),
    Phrase(
        "courriel-dans-un-texte",
        "l’adresse {lu} dans un texte",
        f"aucune adresse électronique hors du champ « contact » : {_REASON}",
        "ôtez-la ; l’adresse d’une structure va dans contact: courriel",
        warns=True,
    ),
    Phrase(
        "telephone-mobile",
        "le numéro de portable {lu}",
        f"le numéro fixe d’une structure : {_REASON}",
        "écrivez un numéro fixe dans contact: telephone, ou ôtez ce numéro",
        warns=True,
    ),
)
PIECES = {"lien-sans-adresse": "un lien sans adresse"}
