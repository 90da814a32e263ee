"""The compact file of the explorer, read back: the Python twin of `assets/explorer/filtres.js`."""

from __future__ import annotations

import json
from string import ascii_lowercase, digits

from atlas.client.poles_list import DECIMALS, Row
from atlas.french.folding import slug

DIGITS = digits + ascii_lowercase


def decode(text: str) -> list[Row]:
    """The rows of a compact file, as `assets/explorer/filtres.js` reads them."""
    whole = json.loads(text)
    poles, values, scale = whole["poles"], whole["facettes"], 10**DECIMALS
    vague = set(poles["approximatif"])

    def several(facet: str, said: str) -> tuple[str, ...]:
        return tuple(values[facet][DIGITS.index(digit)][0] for digit in said)

    return [
        Row(
            slug=poles["adresse"][rank] or slug(nom),
            nom=nom,
            commune=poles["commune"][rank],
            departement=values["departement"][poles["departement"][rank]][0],
            secteurs=several("secteur", poles["secteur"][rank]),
            familles=several("famille", poles["famille"][rank]),
            cooperations=several("cooperation", poles["cooperation"][rank]),
            situation=several("situation", poles["situation"][rank])[0],
            constat=whole["constats"][poles["constat"][rank]],
            type=several("type", poles["type"][rank])[0],
            reconnaissances=several("reconnaissance", poles["reconnaissance"][rank]),
            verifie=whole["dates"][poles["verifie"][rank]],
            latitude=poles["latitude"][rank] / scale,
            longitude=poles["longitude"][rank] / scale,
            approximate=rank in vague,
        )
        for rank, nom in enumerate(poles["nom"])
    ]
