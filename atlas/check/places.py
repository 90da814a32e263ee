"""Whether région, département and commune of the seat exist, and agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from atlas.check.communes import CODE_KEY, NAME_KEY, Asked, find, misread
from atlas.check.context import Context
from atlas.check.nearest import nearest_label
from atlas.check.reading import Reading
from atlas.geo.places import Commune, Departement, Places
from atlas.geo.typed import register
from atlas.problems.report import Problem, quote
from atlas.record.fields import LINE
from atlas.record.values import Refusal, read_commune_code


def seat_exists(reading: Reading, context: Context) -> Iterator[Problem]:
    """The seat's commune, département and région: each known, and none contradicting another."""
    places = context.places
    written = places.departement_named(reading.get("departement") or "")
    asked = Asked(reading.get(NAME_KEY) or "", reading.get(CODE_KEY) or "", written)
    commune, doubt = find(places, asked) if asked.name or asked.code else (None, None)
    if doubt:
        yield reading.tell((doubt.key,), doubt.phrase, **doubt.blanks)
    departement = places.departements[commune.departement] if commune else written
    yield from _departement(reading, places, written, commune)
    if departement and departement.is_collectivite:
        yield from _overseas(reading, departement, commune)
    else:
        yield from _region(reading, places, departement, commune)


def codes_are_codes(reading: Reading, context: Context) -> Iterator[Problem]:
    """A code, of the seat or of another place, is five characters long; what it was before a tool read it as a number is told."""
    places = context.places
    written = places.departement_named(reading.get("departement") or "")
    others = ((("lieux", rank), place.get(NAME_KEY), None) for rank, place in reading.items("lieux"))
    for path, name, departement in (((), reading.get(NAME_KEY), written), *others):
        here = (*path, CODE_KEY)
        text = reading.texts.get(here, "")
        if text and len(text) <= LINE and isinstance(read_commune_code(text), Refusal):
            doubt = misread(places, Asked(name or "", text, departement))
            yield reading.tell(here, doubt.phrase, **doubt.blanks)


def nearest_departement(places: Places, text: str) -> str:
    """The département a misspelt text most likely means, or an empty string."""
    labels = {label: d.nom for d in places.departements.values() for label in (d.nom, f"{d.code} {d.nom}")}
    labels |= {d.code.lstrip("0"): d.nom for d in places.departements.values()}
    return nearest_label(text, labels, 0.7)


def nearest_region(places: Places, text: str) -> str:
    """The région a text most likely means, by a name of before 2016, a short name or a near spelling, or an empty string."""
    if region := places.regions.get(text.zfill(2)):  # a number has no first zero
        return region.nom
    if found := register(places.folder).only(text, "r"):
        return places.regions[found.code.removeprefix("s")[1:]].nom
    return nearest_label(text, {region.nom: region.nom for region in places.regions.values()}, 0.7)


def _departement(
    reading: Reading, places: Places, written: Departement | None, commune: Commune | None
) -> Iterator[Problem]:
    text = reading.get("departement")
    if not text:
        return
    right = places.departements[commune.departement] if commune else None
    if not written:
        if right:
            yield reading.tell(("departement",), "departement-inconnu/certain", lu=quote(text), departement=right.nom)
        else:
            near = nearest_departement(places, text)
            id_ = "departement-inconnu/proche" if near else "departement-inconnu"
            yield reading.tell(("departement",), id_, lu=quote(text), proche=near)
    elif commune and right and right != written:
        yield reading.tell(
            ("departement",), "departement-contredit-commune", lu=quote(text), commune=commune.nom, code=commune.code,
            attendu=_with_region(places, right), departement=right.nom,
        )  # fmt: skip


def _with_region(places: Places, departement: Departement) -> str:
    region = places.regions.get(departement.region)
    return f"{departement.nom} ({region.nom})" if region else departement.nom


def _region(
    reading: Reading, places: Places, departement: Departement | None, commune: Commune | None
) -> Iterator[Problem]:
    text = reading.get("region")
    if not text:
        return
    region = places.region_named(text)
    right = places.regions.get(departement.region) if departement else None
    if not region:
        if right:
            yield reading.tell(("region",), "region-inconnue/certaine", lu=quote(text), region=right.nom)
        else:
            near = nearest_region(places, text)
            yield reading.tell(("region",), "region-inconnue/proche" if near else "region-inconnue", lu=quote(text), proche=near)
    elif departement and right and right != region:
        yield reading.tell(
            ("region",), "region-contredit-departement/commune" if commune else "region-contredit-departement",
            lu=quote(text), commune=commune.nom if commune else "", departement=departement.nom, region=right.nom,
        )  # fmt: skip


def _overseas(reading: Reading, departement: Departement, commune: Commune | None) -> Iterator[Problem]:
    text = reading.get("region")
    if text:
        yield reading.tell(("region",), "region-en-trop", lu=quote(text), departement=departement.nom)
    if commune and not commune.point and ("coordonnees",) not in reading.marks:
        near = departement.point
        told = reading.tell(("departement",), "coordonnees-manquantes", latitude=near.latitude, longitude=near.longitude)
        yield replace(told, field="coordonnees")
