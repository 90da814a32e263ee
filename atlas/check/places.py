"""Whether région, département and commune of the seat exist, and agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from atlas.check.communes import CODE_KEY, NAME_KEY, Asked, find
from atlas.check.context import Context
from atlas.check.nearest import nearest_label
from atlas.check.reading import Reading
from atlas.places import Commune, Departement, Places
from atlas.problems import Problem, quote


def seat_exists(reading: Reading, context: Context) -> Iterator[Problem]:
    """The seat's commune, département and région: each known, and none contradicting another."""
    places = context.places
    written = places.departement_named(reading.get("departement") or "")
    asked = Asked(reading.get(NAME_KEY) or "", reading.get(CODE_KEY) or "", written)
    commune, doubt = find(places, asked) if asked.name or asked.code else (None, None)
    if doubt:
        yield reading.error((doubt.key,), doubt.code, doubt.read, doubt.expected, doubt.fix)
    departement = places.departements[commune.departement] if commune else written
    yield from _departement(reading, places, written, commune)
    if departement and departement.is_collectivite:
        yield from _overseas(reading, departement, commune)
    else:
        yield from _region(reading, places, departement, commune)


def departement_suggestion(places: Places, text: str) -> str:
    """« écrivez … » with the nearest département, or how to find one."""
    labels = {label: d.nom for d in places.departements.values() for label in (d.nom, f"{d.code} {d.nom}")}
    labels |= {d.code.lstrip("0"): d.nom for d in places.departements.values()}
    near = nearest_label(text, labels, 0.7)
    return f"écrivez {near}" if near else "écrivez le nom ou le numéro d’un département"


def region_suggestion(places: Places, text: str) -> str:
    """« écrivez … » with the nearest région, or how to find one."""
    near = nearest_label(text, {region.nom: region.nom for region in places.regions.values()}, 0.7)
    return f"écrivez {near}" if near else "écrivez le nom d’une région d’aujourd’hui"


def _departement(
    reading: Reading, places: Places, written: Departement | None, commune: Commune | None
) -> Iterator[Problem]:
    text = reading.get("departement")
    if not text:
        return
    right = places.departements[commune.departement] if commune else None
    if not written:
        yield reading.error(
            ("departement",),
            "departement-inconnu",
            quote(text),
            "un département ou une collectivité d’outre-mer, par son nom ou son numéro",
            f"écrivez departement: {right.nom}" if right else departement_suggestion(places, text),
        )
    elif commune and right and right != written:
        yield reading.error(
            ("departement",),
            "departement-contredit-commune",
            f"{quote(text)} avec la commune {commune.nom} (code {commune.code})",
            f"le département de cette commune : {_with_region(places, right)}",
            f"écrivez departement: {right.nom}, ou corrigez la commune",
        )


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
        yield reading.error(
            ("region",),
            "region-inconnue",
            quote(text),
            "une région d’aujourd’hui, par son nom ou son code",
            f"écrivez region: {right.nom}" if right else region_suggestion(places, text),
        )
    elif departement and right and right != region:
        yield reading.error(
            ("region",),
            "region-contredit-departement",
            f"{quote(text)} avec {f'la commune {commune.nom}' if commune else f'le département {departement.nom}'}",
            f"la région du département {departement.nom} : {right.nom}",
            f"écrivez region: {right.nom}, ou corrigez le département",
        )


def _overseas(reading: Reading, departement: Departement, commune: Commune | None) -> Iterator[Problem]:
    text = reading.get("region")
    if text:
        yield reading.error(
            ("region",),
            "region-en-trop",
            quote(text),
            f"aucune région : {departement.nom} est une collectivité d’outre-mer, qui n’en a pas",
            "ôtez la ligne « region »",
        )
    if commune and not commune.point and ("coordonnees",) not in reading.marks:
        told = reading.error(
            ("departement",),
            "coordonnees-manquantes",
            "aucune coordonnée",
            "une latitude et une longitude : l’atlas n’a pas celles des communes de cette collectivité",
            f"ajoutez par exemple coordonnees: {{latitude: {departement.point.latitude}, "
            f"longitude: {departement.point.longitude}}} avec la position de la commune",
        )
        yield replace(told, field="coordonnees")
