"""What the search may find: one lean document for each pole, territory, sector, text and instrument."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from markupsafe import Markup

from atlas import urls
from atlas.client.search import Document
from atlas.content.glossary import Glossary
from atlas.content.sought import Sought
from atlas.content.texts import Text
from atlas.french.plain_story import plain
from atlas.french.typography import enumeration, plural
from atlas.geo import derived
from atlas.geo.perimeters import Territory
from atlas.geo.places import Places
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.model.pole import Pole
from atlas.survey.recognitions import recognised

_NOTE = re.compile(r"<sup.*?</sup>")

# The pages that are not texts of ours: title, what one does there, and the other words people have for it.
_INSTRUMENTS = {
    urls.POLES: ("Tous les pôles", "La liste et la carte, que l’on filtre par lieu, secteur, famille ou mot.", "explorateur ; liste des pôles ; liste des PTCE ; carte des PTCE ; annuaire ; carte ; filtres"),
    urls.PRES: ("Près de chez moi", "Les pôles d’une commune et de ses environs, et qui appeler.", "autour de moi ; proximité ; à côté ; code postal ; ma commune ; ma ville ; mon village ; mon département ; ma région ; mon territoire ; note pour le conseil"),
    urls.REGIONS: ("Les régions", "Les pôles région par région.", ""),
    urls.DEPARTEMENTS: ("Les départements", "Les pôles département par département.", ""),
    urls.EPCI: ("Les intercommunalités", "Les pôles intercommunalité par intercommunalité.", "communautés de communes ; métropoles"),
    urls.SECTEURS: ("Les secteurs d’activité", "Les pôles secteur par secteur.", "domaines ; filières"),
    urls.AUTODIAGNOSTIC: (
        "L’autodiagnostic", "Faire le point sur un pôle avec les indicateurs du référentiel, seul ou à plusieurs, sans note ni classement.",
        "autodiagnostic ; auto-diagnostic ; diagnostic ; autoévaluation ; auto-évaluation ; coévaluation ; co-évaluation ; évaluation ; questionnaire ; importance et satisfaction",
    ),
    urls.GRILLE: ("La grille d’autodiagnostic", "Les indicateurs du référentiel, à imprimer et à remplir au stylo.", "grille ; grille papier ; formulaire"),
    urls.OBSERVATOIRE: (
        "L’observatoire des pôles", "Les points communs des pôles, comptés dans leurs fiches, et les nombres de PTCE publiés ailleurs.",
        "observatoire ; statistiques ; chiffres ; tableaux de bord ; comparaison ; combien de PTCE ; combien de PTCE en France ; nombre de PTCE",
    ),
    urls.NOUVEAUTES: ("Quoi de neuf", "Les pôles nouvellement décrits, les fiches mises à jour, et les flux à suivre.", "nouveautés ; actualités ; newsletter ; lettre d’information ; s’abonner ; flux ; Atom ; RSS"),
    urls.ETAT: ("L’état des fiches", "Ce que les fiches savent, ce qui leur manque, lesquelles sont à revérifier.", "fiches incomplètes ; qualité des données"),
    urls.CHERCHES: (
        "Les pôles que nous cherchons", "Les pôles nommés quelque part et que personne n’a encore décrits ici, avec une fiche déjà commencée.",
        "pôles manquants ; pôles absents ; pôles à décrire ; lauréats sans fiche ; un pôle manque ; mon pôle n’y est pas",
    ),
    urls.EDITEUR: (
        "L’éditeur de fiches", "Ajouter un pôle ou corriger une fiche, pas à pas, sans connaître ni Git ni YAML.",
        "éditeur ; formulaire ; ajouter un pôle ; proposer un pôle ; corriger une fiche ; signaler une erreur",
    ),
    urls.CODES: (
        "Les codes d’erreur", "Ce que veut dire chaque message de la vérification d’une fiche, avec un exemple.",
        "code d’erreur ; message d’erreur ; erreurs ; avertissement ; vérification",
    ),
    urls.HORS_CONNEXION: (
        "Lire hors connexion", "Garder l’atlas pour le lire sans réseau, ou le prendre en un fichier.",
        "hors connexion ; hors ligne ; sans réseau ; sans internet ; tout télécharger ; zip ; installer",
    ),
    urls.INTEGRER: (
        "Montrer l’atlas sur votre site", "Une carte, la fiche d’un pôle ou les pôles d’un territoire sur un autre site : le code à coller.",
        "intégrer la carte ; iframe ; oEmbed ; widget ; code à coller",
    ),
    urls.PLAN: ("Plan du site", "Toutes les pages de l’atlas.", "sommaire"),
}  # fmt: skip


def of_poles(atlas: Atlas) -> Callable[[Pole], Document]:
    """What makes the document of a pole."""
    return partial(_pole, atlas, _other_names(atlas.places))


def beside(atlas: Atlas, texts: Mapping[str, Text], glossary: Glossary, sought: Iterable[Sought] = ()) -> Iterator[Document]:
    """The documents that are no poles'. The poles we look for are found by their names on their page."""
    for region in atlas.places.regions.values():
        inside = atlas.places.inside(region)
        count = sum(len(atlas.seated[d.code]) for d in inside)
        yield Document(urls.region(region.slug), region.nom, "region", f"Région, {_count(count)}", mentions=tuple(d.nom for d in inside))
    for departement in atlas.places.departements.values():
        kind = "Collectivité d’outre-mer" if departement.is_collectivite else "Département"
        count = len(atlas.seated[departement.code])
        yield Document(
            urls.departement(departement.code), departement.nom, "departement", f"{kind} {departement.code}, {_count(count)}",
            names=(departement.code,),
        )  # fmt: skip
    for id_, term in atlas.vocabularies["secteurs"].items():
        count = sum(id_ in p.secteurs for p in atlas.poles)
        yield Document(
            urls.secteur(id_), term.label, "secteur", f"Secteur d’activité, {_count(count)}", term.definition, names=(term.court,)
        )
    yield from _filtered(atlas)
    for name, text in texts.items():
        words = Markup(_NOTE.sub("", text.html)).striptags()  # noqa: S704 - sanitised, and only its words are kept
        terms = [word for entry in glossary.entries for word in (entry.terme, entry.developpe) if word]
        others = [*_listed(text.meta.get("mots", "")), *(terms if f"{name}/" == urls.GLOSSAIRE else ())]
        yield Document(f"{name}/", text.titre, "page", text.description, words, names=tuple(others))
    looked_for = tuple(nom for pole in sought if pole.nomme for nom in (pole.nom, *pole.autres_noms))
    for url, (title, about, keywords) in _INSTRUMENTS.items():
        yield Document(url, title, "page", about, names=(*_listed(keywords), *(looked_for if url == urls.CHERCHES else ())))


def _filtered(atlas: Atlas) -> Iterator[Document]:
    """The explorer, filtered: the poles that ceased, the laureates of 2023. Their words are in no sentence of a record."""
    for facet, vocabulary, told in (
        ("situation", "statuts", lambda pole: (pole.statut,)),
        ("reconnaissance", "reconnaissances", recognised),
    ):
        for id_, term in atlas.vocabularies[vocabulary].items():
            count = sum(id_ in told(pole) for pole in atlas.poles)
            names = [term.court, *(f"lauréats {annee}" for annee in re.findall(r"\d{4}$", id_))]
            if count:
                yield Document(
                    urls.poles_where(**{facet: id_}), f"Les pôles\u00a0: {term.label}", "page", f"{plural(count, 'pôle')}. {term.definition}", names=_once(term.label, *names)
                )  # fmt: skip


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(";") if word.strip())


def _count(poles: int) -> str:
    return plural(poles, "pôle") if poles else "aucun pôle connu"


def _pole(atlas: Atlas, called: Mapping[str, list[str]], pole: Pole) -> Document:
    seat, territory = pole.seat, pole.territoire or Territory("")
    sectors = [atlas.vocabularies["secteurs"][s] for s in pole.secteurs]
    places = [place.nom for place in (seat.commune, seat.departement, seat.region, seat.epci) if place]
    reach = [s.commune.nom for s in pole.lieux]
    for part in (territory.communes, territory.epci, territory.departements, territory.departements_touches, territory.regions):
        reach += [place.nom for place in part]
    body = [plain(pole.story), *([f"{enumeration(pole.activites)}."] if pole.activites else [])]
    body += [s.texte for statements in pole.cooperations.values() for s in statements]
    body += [pole.gouvernance.precision] if pole.gouvernance else []
    return Document(
        url=urls.pole(pole.slug),
        title=pole.nom,
        kind="pole",
        summary=" · ".join(filter(None, (place_words(pole), enumeration(s.court for s in sectors)))) or pole.resume,
        body=" ".join(filter(None, body)),
        names=_once(*pole.autres_noms, pole.porteur),
        places=_once(*places),
        reach=_once(*reach, territory.libelle, pole.region_2014),
        topics=_once(*(s.label for s in sectors), *pole.activites),
        mentions=_once(*(p.nom for p in pole.parties_prenantes)),
        aliases=_once(*called[seat.departement.code], *(called[f"r{seat.region.code}"] if seat.region else ())),
    )


def _other_names(places: Places) -> Mapping[str, list[str]]:
    """What else people call the place of a pole, by code of département or `r` and that of a région: codes, old régions, short names."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in places.departements:
        found[code] += [f"Département {code}", *(("outre-mer",) if code.startswith("97") else ())]
    for nom, codes in derived.rows(places.folder / "anciennes_regions.csv"):
        for code in codes.split():
            found[code].append(nom)
    for nom, code, _, detail in derived.rows(places.folder / "autres_noms.csv"):
        if code.startswith("r") and not detail.startswith("région d’avant"):
            found[code].append(nom)
    return found


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))
