"""What is said of a published self-assessment."""

from __future__ import annotations

from atlas.problems.phrases.code import Code, Variant

TITLE = "L’autodiagnostic publié"
CODES = (
    Code("indicateur-inconnu", "Cet indicateur n’est pas dans le référentiel",
         "Un indicateur se dit par son identifiant, qui ne change jamais, même si sa place ou son libellé changent. Le message propose le plus proche.",
         wrong='autodiagnostic:\n  date: 2026-01-10\n  grille: "3.7"\n  reponses:\n    i1-4: {importance: fort}\n  source: publication-2014',
         right='autodiagnostic:\n  date: 2026-01-10\n  grille: "3.7"\n  reponses:\n    i1-3: {importance: fort}\n  source: publication-2014',
         read="{lu}",
         expected="l’identifiant d’un indicateur du référentiel",
         fix="ôtez cette ligne ; les identifiants sont dans content/referentiel.yaml",
         variants=(
             Variant("proche", fix="écrivez {proche}:"),
         )),
    Code("reponse-vide", "Un indicateur n’a pas de degré",
         "Une ligne donne un degré d’importance, de satisfaction, ou les deux. Sans réponse, il n’y a pas de ligne.",
         wrong='autodiagnostic:\n  date: 2026-01-10\n  grille: "3.7"\n  reponses:\n    i1-1: {}\n  source: publication-2014',
         right='autodiagnostic:\n  date: 2026-01-10\n  grille: "3.7"\n  reponses:\n    i1-1: {satisfaction: fort}\n  source: publication-2014',
         read="l’indicateur {lu} sans degré",
         expected="un degré d’importance ou de satisfaction",
         fix="ôtez cette ligne : pas de ligne veut dire sans réponse"),
    Code("grille-autre", "L’autodiagnostic vient d’une autre version de la grille",
         "Il reste publiable : la page du pôle le dit, et ne montre que les indicateurs que la grille de l’atlas connaît.",
         wrong='autodiagnostic:\n  date: 2026-01-10\n  grille: "3.6"\n  reponses:\n    i1-1: {importance: fort}\n  source: publication-2014',
         right='autodiagnostic:\n  date: 2026-01-10\n  grille: "3.7"\n  reponses:\n    i1-1: {importance: fort}\n  source: publication-2014',
         read="{lu}",
         expected="la version de la grille que montre l’atlas : {version}",
         fix="corrigez si c’est une faute ; sinon ne changez rien, l’atlas ne montre que les indicateurs qu’il connaît",
         warns=True),
)  # fmt: skip
