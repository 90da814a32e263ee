"""Whether the places of a territory, and the other places of a pole, exist."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.communes import Asked, find, find_in_list
from atlas.check.context import Context
from atlas.check.places import nearest_departement, nearest_region
from atlas.check.reading import Reading
from atlas.geo.places import Places
from atlas.geo.typed import register
from atlas.problems.report import Problem, quote

MAX_GUESSES = 5  # names of one list for which the nearest known one is looked for


def territory_exists(reading: Reading, context: Context) -> Iterator[Problem]:
    """Every région, département, intercommunalité and commune of the territory is known."""
    places = context.places
    for path, text in _names(reading, "regions"):
        if not places.region_named(text):
            near = nearest_region(places, _guessed(path, text))
            yield reading.tell(path, "region-inconnue/proche" if near else "region-inconnue", lu=quote(text), proche=near)
    for path, text in (*_names(reading, "departements"), *_names(reading, "departements_touches")):
        if not places.departement_named(text):
            near = nearest_departement(places, _guessed(path, text))
            id_ = "departement-inconnu/territoire-proche" if near else "departement-inconnu/territoire"
            yield reading.tell(path, id_, lu=quote(text), proche=near)
    yield from _intercommunalites(reading, places)
    yield from _communes(reading, places)


def other_places_exist(reading: Reading, context: Context) -> Iterator[Problem]:
    """The commune of every other place is known, and known without doubt."""
    for rank, place in reading.items("lieux"):
        if not place.get("commune"):
            continue
        asked = Asked(place["commune"], place.get("code_insee") or "", guess=rank < MAX_GUESSES)
        _, doubt = find(context.places, asked)
        if doubt:
            yield reading.tell(("lieux", rank, doubt.key), doubt.phrase, **doubt.blanks)


def _names(reading: Reading, key: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for rank, text in enumerate(reading.get("territoire", key) or ()):
        if text:
            yield ("territoire", key, rank), text


def _guessed(path: tuple[str | int, ...], text: str) -> str:
    """The text, or nothing to compare with when it stands far down a list."""
    return text if int(path[-1]) < MAX_GUESSES else ""


def _intercommunalites(reading: Reading, places: Places) -> Iterator[Problem]:
    guesses = 0
    for path, text in _names(reading, "epci"):
        if not places.epci_named(text):
            guesses += 1
            near = _nearest_epci(places, text) if guesses <= MAX_GUESSES else ""
            yield reading.tell(path, "epci-inconnu/proche" if near else "epci-inconnu", lu=quote(text), proche=near)


def _nearest_epci(places: Places, text: str) -> str:
    """The only one that the text may mean: by its short name, a word of its name, a near spelling."""
    found = register(places.folder).only(text, "e")
    return places.epci[found.code.removeprefix("s")[1:].partition("/")[0]].nom if found else ""


def _communes(reading: Reading, places: Places) -> Iterator[Problem]:
    guesses = 0
    for path, text in _names(reading, "communes"):
        _, doubt = find_in_list(places, text, guess=guesses < MAX_GUESSES)
        if doubt:
            guesses += 1
            yield reading.tell(path, doubt.phrase, **doubt.blanks)
