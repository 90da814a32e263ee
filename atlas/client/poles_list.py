"""The compact file of the explorer: every pole in a few bytes, so that a browser filters all of them at once.

Columns rather than records, indices rather than words: what repeats stands once, and compression does the rest. The file
serves `assets/explorer*.js` alone and promises nothing to anyone else; reusers have `api/v1/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atlas.french.folding import untold
from atlas.french.typography import date
from atlas.machine.compact import compact_line
from atlas.model.atlas import Atlas
from atlas.model.names import in_order
from atlas.model.pole import Pole
from atlas.survey.freshness import LONG_AGO, is_old_trace
from atlas.survey.recognitions import recognised

DECIMALS = 3  # 110 metres: finer than any seat is known
UNKNOWN = "inconnu"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Value = tuple[str, str, str]  # what the address says, the words, and short words (sectors) or the région (départements)
Facets = dict[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A pole as the explorer knows it: what can be filtered is said in the words of the address.

    `constat` is the date of the stage in French words, and that it is long ago; `verifie` is an ISO date, perhaps partial; coordinates are degrees
    rounded to `DECIMALS`. Empty strings and tuples mean unknown.
    """

    slug: str
    nom: str
    commune: str
    departement: str
    secteurs: tuple[str, ...]
    familles: tuple[str, ...]
    cooperations: tuple[str, ...]
    situation: str
    constat: str
    type: str
    reconnaissances: tuple[str, ...]
    verifie: str
    latitude: float
    longitude: float
    approximate: bool


def facets(atlas: Atlas) -> Facets:
    """What can be chosen, facet by facet, in the order it is shown: the keys are the parameters of the address."""
    places, lists = atlas.places, atlas.vocabularies
    address = {region.code: region.slug for region in places.regions.values()}

    def words(name: str) -> tuple[Value, ...]:
        return tuple((term.id, term.label, "" if term.court == term.label else term.court) for term in lists[name].values())

    return {
        "region": tuple((address[region.code], region.nom, region.code) for region in places.regions_by_name),
        "departement": tuple((d.code.lower(), d.nom, address.get(d.region, "")) for d in places.departements.values()),
        "secteur": words("secteurs"),
        "situation": words("statuts"),
        "reconnaissance": (*words("reconnaissances"), (UNKNOWN, "Aucune dans les sources lues", "")),
        "famille": words("familles"),
        "cooperation": words("cooperations"),
        "type": (*words("profils"), (UNKNOWN, "Type inconnu", "")),
    }


def rows(atlas: Atlas) -> list[Row]:
    """Every pole, in the order of the index."""
    return [_row(atlas, pole) for pole in in_order(atlas.poles)]


def _row(atlas: Atlas, pole: Pole) -> Row:
    seat = pole.seat
    families = {stakeholder.famille for stakeholder in pole.parties_prenantes}
    return Row(
        slug=pole.slug,
        nom=pole.nom,
        commune=seat.commune.nom if seat.commune else "",
        departement=seat.departement.code.lower(),
        secteurs=pole.secteurs,
        familles=tuple(sorted(families)),
        cooperations=tuple(sorted(form for form, told in pole.cooperations.items() if told)),
        situation=pole.statut,
        constat=date(pole.statut_constate_le) + (LONG_AGO if is_old_trace(atlas, pole) else ""),
        type=pole.profil or UNKNOWN,
        reconnaissances=recognised(pole) or (UNKNOWN,),
        verifie=str(pole.verifie_le),
        latitude=round(seat.point.latitude, DECIMALS),
        longitude=round(seat.point.longitude, DECIMALS),
        approximate=seat.approximate,
    )


def render(atlas: Atlas) -> str:
    """The compact file of an atlas."""
    return encode(rows(atlas), facets(atlas))


def encode(rows_: Sequence[Row], values: Facets) -> str:
    """Rows as JSON text: the facets' values, the dates and the communes once each, and a column for each attribute."""
    at = {facet: {value[0]: rank for rank, value in enumerate(known)} for facet, known in values.items()}
    constats = sorted({row.constat for row in rows_})
    dates = sorted({row.verifie for row in rows_})
    scale = 10**DECIMALS

    def several(facet: str, chosen: Sequence[str]) -> str:
        return "".join(_DIGITS[at[facet][id_]] for id_ in chosen)

    columns: dict[str, object] = {
        "nom": [row.nom for row in rows_],
        "adresse": [untold(row.slug, row.nom) for row in rows_],
        "commune": [row.commune for row in rows_],
        "departement": [at["departement"][row.departement] for row in rows_],
        "secteur": [several("secteur", row.secteurs) for row in rows_],
        "famille": [several("famille", row.familles) for row in rows_],
        "cooperation": [several("cooperation", row.cooperations) for row in rows_],
        "situation": "".join(several("situation", (row.situation,)) for row in rows_),
        "constat": _ranks(constats, (row.constat for row in rows_)),
        "type": "".join(several("type", (row.type,)) for row in rows_),
        "reconnaissance": [several("reconnaissance", row.reconnaissances) for row in rows_],
        "verifie": _ranks(dates, (row.verifie for row in rows_)),
        "latitude": [round(row.latitude * scale) for row in rows_],
        "longitude": [round(row.longitude * scale) for row in rows_],
        "approximatif": [rank for rank, row in enumerate(rows_) if row.approximate],
    }
    whole = {"facettes": values, "constats": constats, "dates": dates, "poles": columns}
    return compact_line(whole)


def _ranks(known: Sequence[str], said: Iterable[str]) -> list[int]:
    rank = {text: number for number, text in enumerate(known)}
    return [rank[text] for text in said]
