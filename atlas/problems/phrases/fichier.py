"""What is said of a file and its layout, to people who have never seen YAML."""

from __future__ import annotations

from atlas.problems.phrases.code import Code, Variant

TITLE = "Le fichier"
CODES = (
    # The name and the bytes
    Code("nom-de-fichier", "Le nom du fichier ne va pas",
         "Le nom du fichier est l’adresse de la page : des minuscules sans accent, des chiffres, des tirets, 60 caractères au plus, puis .md, et au moins un mot du nom du pôle.",
         wrong="# poles/Éco domaine (v2).md\nnom: Éco-domaine de Bouquetot",
         right="# poles/eco-domaine-bouquetot.md\nnom: Éco-domaine de Bouquetot",
         read="le nom de fichier {lu}",
         expected="des minuscules sans accent, des chiffres et des tirets, {limite} caractères au plus, puis .md",
         fix="renommez le fichier en {nom}.md",
         variants=(
             Variant("reserve", expected="un autre nom : Windows garde pour ses appareils aux, con, nul, prn, com1 à com9 et lpt1 à lpt9"),
             Variant("dossier", read="{lu}, dans un dossier où l’atlas ne lit pas", expected="une fiche posée dans le dossier poles/", fix="déplacez le fichier : poles/{nom}.md"),
             Variant("document", read="{lu}, un document, que l’atlas ne lit pas", expected="une fiche en texte seul, dont le nom finit par .md", fix="enregistrez-la en texte seul (UTF-8), sous le nom {nom}.md, puis ôtez le document de poles/"),
             Variant("tableau", read="{lu}, un tableau, que l’atlas ne lit pas ici", expected="une fiche en texte seul, dont le nom finit par .md", fix="sortez-le de poles/ ; la commande python build.py import en fait des fiches"),
             Variant("sans-rapport", read="{lu} dans le fichier {fichier}", expected="un nom de fichier tiré du nom du pôle"),
         )),
    Code("fichier-trop-gros", "Le fichier est trop gros",
         "Une fiche tient en quelques pages. Une image ou un document n’y a pas sa place.",
         wrong="un fichier de 300 ko",
         right="un fichier de 10 ko",
         read="plus de {limite} ko",
         expected="{limite} ko au plus",
         fix="raccourcissez la fiche ; une image ou un document n’y a pas sa place",
         place="ailleurs"),
    Code("encodage", "Le fichier n’est pas en UTF-8",
         "Les lettres accentuées sont enregistrées dans un ancien codage. L’éditeur de la forge écrit toujours en UTF-8 ; ailleurs, choisissez « UTF-8 » en enregistrant.",
         wrong="un fichier enregistré en « Windows-1252 » ou en « Unicode »",
         right="un fichier enregistré en « UTF-8 »",
         read="la ligne {lu}, qui n’est pas de l’UTF-8",
         expected="un fichier en UTF-8",
         fix="enregistrez de nouveau le fichier en choisissant l’encodage UTF-8",
         variants=(
             Variant("utf-16", read="un fichier en UTF-16, qui n’est pas de l’UTF-8"),
         ), place="ailleurs"),
    Code("caractere-interdit", "Un caractère invisible est caché dans le texte",
         "Certains caractères ne se voient pas, viennent d’un copier-coller et peuvent cacher ou renverser un texte. Effacez-le, ou retapez la ligne.",
         wrong="nom: Pôle(caractère invisible) laine",
         right="nom: Pôle laine",
         read="le caractère invisible U+{point}",
         expected="du texte lisible",
         fix="effacez ce caractère, ou retapez la ligne",
         variants=(
             Variant("apres", read="le caractère invisible U+{point} après {avant}"),
         )),
    # The front matter
    Code("entete-absente", "Le fichier ne commence pas par trois tirets",
         "Une fiche commence par un en-tête : trois tirets seuls sur la première ligne, les champs, puis trois tirets.",
         wrong="nom: Pôle laine\n…",
         right="---\nnom: Pôle laine\n…\n---\nLe pôle réunit six ateliers.[^publication-2014]",
         read="{lu}",
         expected="trois tirets seuls sur la première ligne",
         fix="commencez le fichier par une ligne « --- », puis les champs, puis une ligne « --- »",
         variants=(
             Variant("vide", read="une première ligne vide"),
         ), place="fiche"),
    Code("entete-non-fermee", "L’en-tête n’est pas fermé",
         "Une ligne de trois tirets manque entre le dernier champ et le récit ; ou bien un logiciel a changé les tirets en un signe plus long.",
         wrong="---\nnom: Pôle laine\n…\n—-\nLe pôle réunit six ateliers.[^publication-2014]",
         right="---\nnom: Pôle laine\n…\n---\nLe pôle réunit six ateliers.[^publication-2014]",
         read="la fin du fichier",
         expected="trois tirets seuls sur une ligne, pour fermer l’en-tête",
         fix="ajoutez une ligne « --- » entre le dernier champ et le récit",
         variants=(
             Variant("presque", read="{lu}", fix="écrivez trois tirets du clavier, sans espace devant : ---"),
         ), place="fiche"),
    Code("ligne-trop-longue", "Une ligne de l’en-tête est trop longue",
         "Aucune ligne de l’en-tête n’a besoin de 5 000 caractères. Une longue liste s’écrit à la ligne, un tiret par élément.",
         wrong='territoire:\n  libelle: Pays de Redon\n  communes: ["35236", (et mille autres)]',
         right='territoire:\n  libelle: Pays de Redon\n  communes:\n    - "35236"\n    - "56011"',
         read="une ligne de {nombre} caractères",
         expected="{limite} caractères au plus",
         fix="répartissez la liste sur plusieurs lignes, un tiret et un élément par ligne"),
)  # fmt: skip
