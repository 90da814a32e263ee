"""What is said of a published self-assessment."""

from __future__ import annotations

from atlas.problems.phrases.clauses import Phrase

PHRASES = (
    Phrase(
        "indicateur-inconnu",
        "{lu}",
        "l’identifiant d’un indicateur du référentiel",
        "ôtez cette ligne ; les identifiants sont dans content/referentiel.yaml",
    ),
    Phrase("indicateur-inconnu/proche", fix="écrivez {proche}:"),
    Phrase(
        "reponse-vide",
        "l’indicateur {lu} sans degré",
        "un degré d’importance ou de satisfaction",
        "ôtez cette ligne : pas de ligne veut dire sans réponse",
    ),
    Phrase(
        "grille-autre",
        "{lu}",
        "la version de la grille que montre l’atlas : {version}",
        "corrigez si c’est une faute ; sinon ne changez rien, l’atlas ne montre que les indicateurs qu’il connaît",
        warns=True,
    ),
)
