"""What is said of the site's own settings, to whoever keeps it: no record is at fault."""

from __future__ import annotations

from atlas.problems.phrases.code import Code

TITLE = "Les réglages du site"
CODES = (
    Code("reception-impossible", "Le site n’a aucun moyen de recevoir une fiche",
         "Ni adresse électronique ni dépôt n’est réglé dans site_config.yaml : ce que l’on écrit dans l’éditeur ne peut être envoyé à personne, et la page le dit. Un seul des deux suffit ; docs/forge.md dit comment.",
         wrong='contact:\n  courriel: ""\ndepot:\n  forge: ""\n  adresse: ""',
         right='contact:\n  courriel: atlas@exemple.fr\ndepot:\n  forge: ""\n  adresse: ""',
         read="ni adresse électronique sous « contact », ni adresse sous « depot »",
         expected="au moins un moyen de recevoir une fiche",
         fix="avant de publier, remplissez « contact.courriel », ou « depot.forge » et « depot.adresse »",
         warns=True, place="reglages"),
)  # fmt: skip
