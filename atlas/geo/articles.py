"""Which little word stands before a territory: « du Calvados », « de l’Orne », « la Communauté de communes… »."""

from __future__ import annotations

import re

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


def the_epci(epci: Epci) -> str:
    """« la Communauté de communes… », « l’Eurométropole… », or a name that stands alone: « Rennes Métropole »."""
    if epci.nom.startswith(("Communauté", "Métropole")):
        return f"la {epci.nom}"
    return f"l’{epci.nom}" if epci.nom.startswith("Eurométropole") else epci.nom


_SIGLES = {"Communauté de communes": "CC", "Communauté d’agglomération": "CA", "Communauté urbaine": "CU"}
_OWN_SIGLE = re.compile(r" *\([A-Z]+\)$")


def short_epci(epci: Epci) -> str:
    """« CC de la Haute Vallée de Chevreuse »: its nature as the Insee abbreviates it, without a sigle of its own."""
    nom = _OWN_SIGLE.sub("", " ".join(epci.nom.split()))
    return next((f"{sigle}{nom.removeprefix(nature)}" for nature, sigle in _SIGLES.items() if nom.startswith(nature)), nom)
