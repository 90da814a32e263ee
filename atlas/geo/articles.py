"""Which little word stands before a place: « du Calvados », « de l’Orne », « la Communauté de communes… », « du Havre »."""

from __future__ import annotations

import re

from atlas.french.folding import fold
from atlas.geo.places import Departement, Epci

_DU = frozenset(
    ("14", "15", "18", "25", "29", "30", "32", "39", "45", "46", "56", "59", "62", "63", "67", "68", "69", "81", "83", "90", "94", "95")
)  # fmt: skip
_DES = frozenset(
    ("04", "05", "06", "08", "13", "22", "40", "64", "65", "66", "78", "79", "88", "92")
)  # fmt: skip
_DE = frozenset(
    ("28", "35", "37", "41", "44", "47", "49", "54", "71", "75", "77", "82", "84", "974", "975", "976", "977", "978", "986")
)  # fmt: skip
_VOWELS = "AEIOUYÉÈH"


def of_departement(departement: Departement) -> str:
    """« du Calvados », « de la Manche », « de l’Orne », « d’Ille-et-Vilaine », « des Landes », « de Paris »."""
    code, nom = departement.code, departement.nom
    elided = nom.startswith(tuple(_VOWELS)) and not nom.startswith("Haut")
    if code in _DU:
        return f"du {nom}"
    if code in _DES:
        return f"des {nom}"
    if code in _DE:
        return f"d’{nom}" if elided else f"de {nom}"
    return f"de l’{nom}" if elided else f"de la {nom}"


_CONTRACTED = (("Le ", "du "), ("Les ", "des "))
_ELIDED = re.compile(r"[aeiou]|y(?![aou])|hye")  # « d’Yvetot », « d’Yerres », but « de Yutz »; other names in h keep their « de »


def of(nom: str) -> str:
    """« de Redon », « d’Ajaccio », « du Havre », « des Sables-d’Olonne », « de La Rochelle », « de L’Haÿ-les-Roses »."""
    for article, contracted in _CONTRACTED:
        if nom.startswith(article):
            return contracted + nom.removeprefix(article)
    return f"d’{nom}" if _ELIDED.match(fold(nom)) else f"de {nom}"


_KINDS = (("Communauté ", "la "), ("Métropole ", "la "), ("Eurométropole ", "l’"), ("Agglomération ", "l’"))


def the_epci(epci: Epci) -> str:
    """« la Communauté de communes… », « l’Eurométropole… », or a name that stands alone: « Rennes Métropole »."""
    return next((article + epci.nom for kind, article in _KINDS if epci.nom.startswith(kind)), epci.nom)


_SIGLES = {"Communauté de communes": "CC", "Communauté d’agglomération": "CA", "Communauté urbaine": "CU"}
_BRACKETS = re.compile(r" *\([^)]+\)$")


def short_epci(epci: Epci) -> str:
    """« CC de la Haute Vallée de Chevreuse »: its nature as the Insee abbreviates it, without what stands between brackets."""
    nom = _BRACKETS.sub("", " ".join(epci.nom.split()))
    return next((f"{sigle}{nom.removeprefix(nature)}" for nature, sigle in _SIGLES.items() if nom.startswith(nature)), nom)
