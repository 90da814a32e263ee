"""What is said of places: région, département, commune, intercommunalité, coordinates."""

from __future__ import annotations

from atlas.problems.phrases.clauses import Phrase

PHRASES = (
    # Régions and départements
    Phrase(
        "region-inconnue",
        "{lu}",
        "une région d’aujourd’hui, par son nom ou son code",
        "écrivez le nom d’une région d’aujourd’hui",
    ),
    Phrase("region-inconnue/proche", fix="écrivez {proche}"),
    Phrase("region-inconnue/certaine", fix="écrivez region: {region}"),
    Phrase(
        "region-contredit-departement",
        "{lu} avec le département {departement}",
        "la région du département {departement} : {region}",
        "écrivez region: {region}, ou corrigez le département",
    ),
    Phrase("region-contredit-departement/commune", "{lu} avec la commune {commune}"),
    Phrase(
        "region-en-trop",
        "{lu}",
        "aucune région : {departement} est une collectivité d’outre-mer, qui n’en a pas",
        "ôtez la ligne « region »",
    ),
    Phrase(
        "departement-inconnu",
        "{lu}",
        "un département ou une collectivité d’outre-mer, par son nom ou son numéro",
        "écrivez le nom ou le numéro d’un département",
    ),
    Phrase("departement-inconnu/proche", fix="écrivez {proche}"),
    Phrase("departement-inconnu/certain", fix="écrivez departement: {departement}"),
    Phrase("departement-inconnu/territoire", expected="un département, par son nom ou son numéro"),
    Phrase(
        "departement-inconnu/territoire-proche",
        expected="un département, par son nom ou son numéro",
        fix="écrivez {proche}",
    ),
    Phrase(
        "departement-contredit-commune",
        "{lu} avec la commune {commune} (code {code})",
        "le département de cette commune : {attendu}",
        "écrivez departement: {departement}, ou corrigez la commune",
    ),
    # Communes
    Phrase(
        "commune-inconnue",
        "{lu}",
        "le nom d’une commune d’aujourd’hui",
        "vérifiez le nom, ou donnez le code INSEE de la commune",
    ),
    Phrase("commune-inconnue/proche", fix="écrivez {proche}"),
    Phrase(
        "commune-homonyme",
        "{lu}, un nom que portent {nombre} communes",
        "une seule commune : {candidates}",
        "ajoutez son code, par exemple {code}",
    ),
    Phrase("commune-homonyme/liste", fix="écrivez son code, par exemple {code}"),
    Phrase(
        "commune-ancienne",
        "{lu}, une ancienne commune, une commune déléguée ou un arrondissement",
        "la commune d’aujourd’hui : {candidates}",
        "écrivez {valeur}",
    ),
    Phrase(
        "commune-contredit-code",
        "{lu} avec le code {code}",
        "le nom et le code d’une même commune ; {code} est {commune} ({departement})",
        "écrivez commune: {commune}",
    ),
    Phrase("commune-contredit-code/ou", fix="écrivez commune: {commune}, ou {valeur} pour {autre}"),
    Phrase(
        "code-insee-inconnu",
        "{lu}",
        "le code INSEE d’une commune d’aujourd’hui",
        "cherchez le code de la commune sur le site de l’Insee, ou ôtez-le si le nom suffit",
    ),
    Phrase("code-insee-inconnu/certain", fix="écrivez {valeur}"),
    Phrase(
        "code-insee-ancien",
        "{lu}, le code d’une ancienne commune, d’une commune déléguée ou d’un arrondissement",
        "le code de la commune d’aujourd’hui : {candidates}",
        "écrivez {valeur}",
    ),
    Phrase(
        "code-postal",
        "{lu}, le code postal de {commune}",
        "le code INSEE de la commune",
        "écrivez {valeur}",
    ),
    Phrase(
        "code-postal/partage",
        "{lu}, le code postal que partagent {nombre} communes",
        fix="choisissez le code INSEE : {candidates}",
    ),
    # Intercommunalités
    Phrase(
        "epci-inconnu",
        "{lu}",
        "une intercommunalité d’aujourd’hui, par son SIREN ou son nom complet",
        "vérifiez le SIREN de l’intercommunalité, ou ôtez-la",
    ),
    Phrase("epci-inconnu/proche", fix="écrivez {proche}"),
    # Coordinates
    Phrase(
        "coordonnees-manquantes",
        "aucune coordonnée",
        "une latitude et une longitude : l’atlas n’a pas celles des communes de cette collectivité",
        "ajoutez par exemple coordonnees: {latitude: {latitude}, longitude: {longitude}} avec la position de la commune",
    ),
    Phrase(
        "hors-de-france",
        "latitude {latitude}, longitude {longitude}",
        "un point de France, outre-mer compris, en degrés décimaux",
        "vérifiez les coordonnées sur une carte, ou ôtez-les",
    ),
    Phrase(
        "hors-de-france/interverties",
        fix="latitude et longitude semblent interverties : écrivez latitude: {nouvelle_latitude} et longitude: {nouvelle_longitude}",
    ),
    Phrase(
        "hors-de-france/signe",
        fix="le signe de la longitude semble faux : écrivez latitude: {nouvelle_latitude} et longitude: {nouvelle_longitude}",
    ),
    Phrase(
        "hors-du-departement",
        "latitude {latitude}, longitude {longitude}, à {distance} du département {departement}",
        "un point du département {departement} ; celui-ci est dans le département {autre}",
        "corrigez les coordonnées, ou écrivez departement: {autre}",
    ),
    Phrase(
        "hors-du-departement/interverties",
        fix="latitude et longitude semblent interverties : écrivez latitude: {nouvelle_latitude} et longitude: {nouvelle_longitude}",
    ),
    Phrase(
        "hors-du-departement/signe",
        fix="le signe de la longitude semble faux : écrivez latitude: {nouvelle_latitude} et longitude: {nouvelle_longitude}",
    ),
)
PIECES = {
    "commune-citee": "{nom} ({departement}, code {code})",
    "commune-et-code": "commune: {nom} et {code}",
    "et-autres": "{citees}, etc. ({nombre} en tout)",
}
