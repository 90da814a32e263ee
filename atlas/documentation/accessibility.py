"""The grid of the audit, as a page of the documentation."""

from __future__ import annotations

from atlas.content.audit import VERSION, Audit, Criterion
from atlas.french.typography import date
from atlas.record.values import PartialDate, read_date

HEAD = """<!-- Écrit par « python -m atlas.documentation », d’après content/rgaa.yaml : ne le modifiez pas ici. -->
# Le site et le RGAA {version}

Auto-évaluation du {date}, par qui fait le site : la méthode du référentiel le permet, et demande de le dire. **Aucune personne handicapée n’y a pris
part**, et aucune des combinaisons de lecteur d’écran du référentiel (NVDA, JAWS, VoiceOver, TalkBack) n’a été entendue. Les critères ont leurs numéros
officiels (DINUM, Licence Ouverte 2.0) et nos mots ; le texte qui fait foi est [celui du référentiel](https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/).

- **{kept} critères respectés sur {applicable} applicables, soit {rate} %.** {broken} non respecté{s}, {unheard} à écouter, que ce taux compte comme non respectés.
- `C` : respecté ; `NC` : non respecté ; `?` : à écouter ; un blanc : ne s’applique pas.
- « Lu » : quelqu’un a lu le gabarit et ce qu’il produit. « Script » : la page construite, parcourue par un programme écrit pour cet audit. « axe », « Nu » et le
  contrôle du clavier : [ce que les contrôles automatiques disent](audit.md).

## L’échantillon

{pages}

## La grille

| | {titles} |
| --- | {rule} |
{rows}

## Critère par critère

| Critère | De quoi il s’agit | État | Preuve |
| --- | --- | --- | --- |
{proofs}

## Ce qu’il reste à écouter

{unheard_list}

Une personne qui connaît NVDA avec Firefox, puis VoiceOver avec Safari, sur un téléphone aussi, fait ces cinq parcours et note ce qui est dit :

1. **Accueil.** Aller au champ, taper « Valence » : son nom, puis le compte des propositions, une fois ; chaque proposition avec son département aux flèches ;
   après Entrée, le titre du lieu et la phrase de la réponse, une fois.
2. **Les pôles.** Cocher « Culture » : « cochée », puis le nouveau compte, une fois ; ôter le filtre ; ouvrir la carte : « La carte est prête », le compte, et chaque
   point avec son nom, ses secteurs, sa situation.
3. **Recherche.** Taper « réemploi » : le compte, une fois ; les résultats sont une liste ; « Plus de résultats » mène au premier des suivants.
4. **L’éditeur.** Laisser le nom vide, aller à « Relire et envoyer » : le nombre de choses à corriger, puis, par son lien, le champ et son erreur, une fois ; ajouter
   une source, ôter une ligne, la remettre : chaque geste est dit.
5. **L’autodiagnostic.** Répondre à deux questions : « Importance », le numéro et l’échelle, sans relire la phrase ; voir le profil : chaque image a son nom, puis son tableau.
"""


def page(audit: Audit) -> str:
    """`docs/rgaa.md`."""
    ids = [p.id for p in audit.pages]
    day = read_date(audit.date)
    states = {"C": "C", "NC": "**NC**", "?": "?", "NA": ""}
    return HEAD.format(
        version=VERSION,
        date=date(day) if isinstance(day, PartialDate) else audit.date,
        kept=len(audit.kept),
        applicable=len(audit.applicable),
        rate=audit.rate,
        broken=len(audit.broken),
        s="s" if len(audit.broken) > 1 else "",
        unheard=len(audit.unheard),
        pages="\n".join(f"{rank}. {p.nom} : `/{p.adresse}`" for rank, p in enumerate(audit.pages, 1)),
        titles=" | ".join(str(rank) for rank, _ in enumerate(ids, 1)),
        rule=" | ".join(":-:" for _ in ids),
        rows="\n".join(f"| {c.numero} | " + " | ".join(states[c.state(id_)] for id_ in ids) + " |" for c in audit.applicable),
        proofs="\n".join(f"| {c.numero} | {c.dit} | {_whole(c)} | {c.preuve} |" for c in audit.criteria),
        unheard_list="\n".join(f"- {c.numero} {c.dit} : {' ; '.join(audit.named(c.ecouter))}." for c in audit.unheard),
    )


def _whole(criterion: Criterion) -> str:
    return "C" if criterion.kept else "NA" if not criterion.sur else "**NC**" if criterion.non else "à écouter"
