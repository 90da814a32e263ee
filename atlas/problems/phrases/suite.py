"""What is said of what became of a record: its old addresses, its heirs, the register of those withdrawn."""

from __future__ import annotations

from atlas.problems.phrases.clauses import Phrase

PHRASES = (
    Phrase(
        "ancienne-adresse-mal-formee",
        "{lu}",
        "un ancien nom de fichier, sans dossier ni .md : des minuscules sans accent, des chiffres et des tirets",
        "écrivez {proche}",
    ),
    Phrase(
        "ancienne-adresse-vivante",
        "{lu}, l’adresse de {fichier}",
        "une adresse que plus aucune fiche ne porte",
        "ôtez-la de cette liste, ou renommez l’autre fichier",
    ),
    Phrase("ancienne-adresse-vivante/soi", fix="ôtez-la de cette liste"),
    Phrase(
        "ancienne-adresse-en-double",
        "{lu}, que {fichier} dit aussi sienne",
        "une ancienne adresse dans une seule fiche",
        "gardez-la dans la fiche qui a porté ce nom, ôtez-la de l’autre",
    ),
    Phrase(
        "adresse-deja-prise",
        "le nom de fichier {lu}, une ancienne adresse de {fichier}",
        "un nom de fichier que nulle fiche n’a porté",
        "renommez ce fichier : les liens vers l’ancienne fiche mèneraient à un autre pôle",
    ),
    Phrase(
        "adresse-retiree",
        "le nom de fichier {lu}, celui d’une fiche retirée le {jour}",
        "un nom de fichier que nulle fiche n’a porté",
        "renommez ce fichier ; si c’est la même fiche qui revient, ôtez sa ligne de content/retires.yaml",
    ),
    Phrase(
        "adresse-retiree/ancienne",
        "{lu}, l’adresse d’une fiche retirée le {jour}",
        "une adresse qui mène à cette fiche",
        "ôtez-la d’ici, ou de content/retires.yaml",
    ),
    Phrase(
        "adresse-perdue",
        "une adresse qui ne mène plus nulle part : {fichier} a existé",
        "une adresse qui mène toujours quelque part",
        "ajoutez « anciennes_adresses: [{adresse}] » à la fiche qui la remplace, ou une ligne à content/retires.yaml",
        warns=True,
    ),
    Phrase(
        "adresse-perdue/renommee",
        "une fiche qui s’appelait {fichier} et ne le dit pas : les liens vers son ancienne page seraient rompus",
        "son ancien nom sous « anciennes_adresses »",
        "écrivez anciennes_adresses: [{adresses}] sous son nom",
        warns=True,
    ),
    Phrase(
        "adresse-reprise",
        "le nom de fichier {lu}, qui a été celui de {autre}",
        "un nom de fichier qu’aucun autre pôle n’a porté",
        "donnez un autre nom à ce fichier ; si c’est le même pôle, notez son ancien nom sous « autres_noms »",
    ),
    Phrase(
        "heritier-de-trop",
        "{lu} pour un pôle dont la situation est {situation}",
        "un héritier seulement pour un pôle dont la situation est {situations}",
        "corrigez « statut », ou ôtez la ligne « heritier »",
    ),
    Phrase(
        "heritier-inconnu",
        "{lu}",
        "le nom de fichier, sans .md, d’une fiche de l’atlas",
        "écrivez d’abord la fiche de l’héritier, ou ôtez cette ligne",
    ),
    Phrase("heritier-inconnu/proche", fix="écrivez heritier: {proche}"),
    Phrase("heritier-inconnu/retire", fix="ôtez cette ligne"),
    Phrase(
        "heritier-en-boucle",
        "{lu}, dont la suite revient à cette fiche",
        "un héritier qui mène à un pôle vivant ou sans suite connue",
        "vérifiez quel pôle a rejoint l’autre, et ôtez « heritier » de celui qui reste",
    ),
)
PIECES = {"ou": "{un} ou {autre}"}
