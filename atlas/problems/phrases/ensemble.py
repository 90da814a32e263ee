"""What is said of dates, sources and the Charter, and of a record among the others."""

from __future__ import annotations

from atlas.problems.phrases.clauses import Phrase

PHRASES = (
    # Dates
    Phrase("date-future", "{lu}", "une date passée (nous sommes le {aujourdhui})", "vérifiez cette date"),
    Phrase(
        "date-incomplete",
        "{lu}",
        "un jour précis : année-mois-jour",
        "écrivez par exemple verifie_le: {exemple}",
    ),
    Phrase(
        "statut-avant-creation",
        "{lu}, avant l’année de création ({annee})",
        "une situation constatée après la création",
        "vérifiez les deux dates, ou expliquez-les dans « remarques »",
        warns=True,
    ),
    # The Charter
    Phrase(
        "charte-avant-version",
        "{lu}, avant que la {version} n’existe",
        "une date à partir de : {jour}",
        "vérifiez la date et la version ; une charte propre au pôle n’est pas la Charte nationale",
    ),
    Phrase(
        "charte-source-anterieure",
        "une source datée de {lu} pour une signature de {signature}",
        "une source aussi récente que la signature, qui nomme le pôle parmi les signataires",
        "citez une autre source, ou ôtez « charte » : l’atlas n’affirme aucune signature sans preuve",
    ),
    # Sources
    Phrase(
        "source-non-declaree",
        "{lu}",
        "l’identifiant d’une source déclarée : {liste}",
        "déclarez la source sous sources: {id}:",
    ),
    Phrase("source-non-declaree/proche", fix="remplacez {id} par {proche}"),
    Phrase(
        "source-inutilisee",
        "la source {lu}, que rien ne cite",
        "une source citée au moins une fois",
        "citez-la (source: {id}, ou [^{id}] dans le récit), ou ôtez-la",
        warns=True,
    ),
    Phrase(
        "source-sans-date-ni-lien",
        "la source {lu} sans date ni adresse",
        "au moins l’une des deux, pour qu’un lecteur la retrouve",
        "ajoutez date: 2014, ou url: https://…",
    ),
    Phrase(
        "note-definie",
        "la définition de la note [^{id}]",
        "un simple renvoi : le texte des notes vient du champ « sources »",
        "ôtez cette ligne, et décrivez la source dans l’en-tête, sous sources: {id}:",
    ),
    # Among the others
    Phrase(
        "fiche-en-double",
        "le même contenu que {fichier}",
        "une seule fiche par pôle",
        "ôtez l’un des deux fichiers",
    ),
    Phrase(
        "nom-de-fichier-en-double",
        "le nom de fichier de {fichier}",
        "un nom de fichier par pôle",
        "renommez l’un des deux fichiers",
    ),
    Phrase(
        "nom-en-double",
        "{lu}, le nom de {endroit}",
        "un nom propre à chaque pôle",
        "si c’est le même pôle, ôtez l’une des fiches ; sinon, précisez le nom, par exemple par son territoire",
    ),
    Phrase(
        "nom-en-double/autre-nom",
        expected="un autre nom qui ne soit pas celui d’un autre pôle",
        fix="si c’est le même pôle, ôtez l’une des fiches ; sinon, ôtez cet autre nom",
        warns=True,
    ),
    Phrase(
        "siren-en-double",
        "{lu}, le SIREN de {endroit}",
        "un SIREN propre à chaque pôle",
        "vérifiez les deux numéros ; si c’est le même pôle, ôtez l’une des fiches",
    ),
    Phrase(
        "site-en-double",
        "{lu}, le site de {endroit}",
        "un site propre à chaque pôle",
        "donnez l’adresse de la page qui parle de ce pôle ; si c’est le même pôle, ôtez l’une des fiches",
        warns=True,
    ),
    Phrase(
        "nom-voisin",
        "{lu}, proche de {autre} ({endroit})",
        "deux pôles différents, au même endroit",
        "si c’est le même pôle, ôtez l’une des fiches et mettez son nom dans « autres_noms » ; sinon, ne changez rien",
        warns=True,
    ),
)
PIECES = {"endroit": "{fichier}, ligne {ligne}"}
