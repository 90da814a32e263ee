"""Whether records differ from one another: copies, names, SIREN, sites. Each record at fault names the other one."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations
from urllib.parse import urlsplit

from atlas.check.communes import Asked, find
from atlas.check.context import Context
from atlas.check.reading import Path, Reading
from atlas.french.folding import fold
from atlas.problems.phrases import piece
from atlas.problems.report import Problem, quote

ALIKE = 0.75  # of two folded names, by SequenceMatcher
MOST_NEAR = 3  # poles whose names are like one's own, told of it: more say nothing, and pairs grow as a square
Readings = tuple[Reading, ...]


def records_differ(readings: Readings, _: Context) -> Iterator[Problem]:
    """No record is a copy of another, under another name."""
    for reading, other in _sharing(readings, _contents(readings)):
        yield reading.of_file("fiche-en-double", fichier=other.record.path)


def slugs_differ(readings: Readings, _: Context) -> Iterator[Problem]:
    """No two files would have the same address."""
    for reading, other in _sharing(readings, [reading.record.slug.casefold() for reading in readings]):
        yield reading.of_file("nom-de-fichier-en-double", fichier=other.record.path)


def names_differ(readings: Readings, context: Context) -> Iterator[Problem]:
    """No two poles of a département have the same name; warn of two in two, and of an other name that is the name of another."""
    distinct = _distinct(readings)
    names = [fold(reading.get("nom") or "") for reading in distinct]
    for group in _groups(distinct, names):
        seats = [_seat(reading, context)[0] for reading in group]
        for rank, reading in enumerate(group):
            others = [(other, seat) for place, (other, seat) in enumerate(zip(group, seats, strict=True)) if place != rank]
            near = [other for other, seat in others if not (seat and seats[rank]) or seat == seats[rank]]
            phrase, other = ("nom-en-double", near[0]) if near else ("nom-en-double/ailleurs", others[0][0])
            yield reading.tell(("nom",), phrase, lu=quote(reading.get("nom")), endroit=_at(other, ("nom",)))
    named = dict(zip(names, distinct, strict=True))
    for reading in distinct:
        for rank, name in reading.items("autres_noms"):
            other_named = named.get(fold(name))
            if other_named and other_named is not reading:
                there = _at(other_named, ("nom",))
                yield reading.tell(("autres_noms", rank), "nom-en-double/autre-nom", lu=quote(name), endroit=there)


def sirens_differ(readings: Readings, _: Context) -> Iterator[Problem]:
    """No two poles have the same SIREN."""
    distinct = _distinct(readings)
    for reading, other in _sharing(distinct, [reading.get("siren") or "" for reading in distinct]):
        yield reading.tell(("siren",), "siren-en-double", lu=quote(reading.get("siren")), endroit=_at(other, ("siren",)))


def sites_differ(readings: Readings, _: Context) -> Iterator[Problem]:
    """Warn when two poles have the same site."""
    distinct = _distinct(readings)
    for reading, other in _sharing(distinct, [_site(reading) for reading in distinct]):
        read, there = quote(reading.get("site_web")), _at(other, ("site_web",))
        yield reading.tell(("site_web",), "site-en-double", lu=read, endroit=there)


def near_names_are_told(readings: Readings, context: Context) -> Iterator[Problem]:
    """Warn when two poles of the same commune (of the same département when one has no commune) have similar names."""
    by_departement: dict[str, list[tuple[Reading, str, str]]] = {}
    for reading in _distinct(readings):
        departement, commune = _seat(reading, context)
        if departement and (name := fold(reading.get("nom") or "")):
            by_departement.setdefault(departement, []).append((reading, commune, name))
    for group in by_departement.values():
        told = [0] * len(group)
        for (rank, (one, there, name)), (place, (other, elsewhere, other_name)) in combinations(enumerate(group), 2):
            same_place = there == elsewhere or not (there and elsewhere)
            if told[rank] < MOST_NEAR and same_place and name != other_name and _alike(name, other_name):
                told[rank] += 1
                told[place] += 1
                yield _near(one, other)
                yield _near(other, one)


def _near(reading: Reading, other: Reading) -> Problem:
    read, near = quote(reading.get("nom")), quote(other.get("nom"))
    return reading.tell(("nom",), "nom-voisin", lu=read, autre=near, endroit=_at(other, ("nom",)))


def _alike(name: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, name, other)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _seat(reading: Reading, context: Context) -> tuple[str, str]:
    """Codes of the département and of the commune, empty when unknown."""
    departement = context.places.departement_named(reading.get("departement") or "")
    asked = Asked(reading.get("commune") or "", reading.get("code_insee") or "", departement, guess=False)
    commune = find(context.places, asked)[0] if asked.name or asked.code else None
    if commune:
        return commune.departement, commune.code
    return departement.code if departement else "", ""


def _sharing(readings: Readings, keys: Iterable[Hashable]) -> Iterator[tuple[Reading, Reading]]:
    """Each record whose key another one has, and that other one; an empty key is nobody's."""
    for group in _groups(readings, keys):
        yield from ((reading, group[0] if rank else group[1]) for rank, reading in enumerate(group))


def _groups(readings: Readings, keys: Iterable[Hashable]) -> Iterator[list[Reading]]:
    """The records that share a key with another; an empty key is nobody's."""
    groups: dict[Hashable, list[Reading]] = {}
    for reading, key in zip(readings, keys, strict=True):
        if key:
            groups.setdefault(key, []).append(reading)
    yield from (group for group in groups.values() if len(group) > 1)


def _contents(readings: Readings) -> list[Hashable]:
    """What each record says: its story, and the rest only where another record tells the same story."""
    stories = [reading.record.story.strip() for reading in readings]
    told = Counter(stories)
    return [
        (story, frozenset(reading.texts.items()) if told[story] > 1 else None)
        for reading, story in zip(readings, stories, strict=True)
    ]


def _distinct(readings: Readings) -> Readings:
    """The records without copies, of which enough has been said."""
    first = dict(zip(_contents(readings)[::-1], readings[::-1], strict=True))
    return tuple(first.values())[::-1]


def _site(reading: Reading) -> str:
    address = reading.get("site_web")
    if not address:
        return ""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def _at(reading: Reading, path: Path) -> str:
    return piece("endroit", fichier=reading.record.path, ligne=reading.mark(*path).line)
