"""The gazetteer: every name and code a reader may type, cut into small files that a browser fetches one or two at a time.

Made by `tools/draw_gazetteer.py` from `content/geo` into `content/gazetteer`; a build only publishes it. The files:

- `index.json`: where each of the others begins; the départements (`d`) with their région, overseas points (`o`), the
  régions (`r`) and their other names (`s`), and what is abroad (`z`);
- `n-NUMBER.json`: names, in the order of their keys;
- `t-LETTER.json`: for the prefixes that more than two of those begin with, the best known names;
- `f-NUMBER.json`: keys in the order of their endings, because an error is seldom both in the first and the last letters;
- `c-NUMBER.json`: what the answer needs of a commune, by INSEE code, what became of old codes, and where arrondissements are;
- `p-NUMBER.json`: communes by postal code, by their INSEE codes, and which of these codes are also an INSEE code;
- `e-NUMBER.json`: the largest commune of an intercommunalité, by SIREN;
- `around.json`: the box of each file of communes, for « ma position »;
- `o-DIGIT.json`: the outlines of the départements of the régions whose code begins so, polygons of rings of [longitude, latitude].

A name is looked for by its keys (`atlas/geo/toponyms.py`). `assets/lieux/lecture.js` reads all this, as `atlas/geo/typed.py` reads the
register itself, for the site and for the editor alike.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from atlas.french.folding import slug
from atlas.geo import derived, toponyms
from atlas.geo.places import Places, Point, departement_code
from atlas.geo.rings import polygons
from atlas.geo.toponyms import Name
from atlas.machine.compact import compact, compact_line

# How much a file holds: 2 to 6 kB once compressed. A look-up reads one to four of names, and one or two of the others.
NAMES_A_FILE, KEYS_A_FILE, COMMUNES_A_FILE, POSTAL_A_FILE, EPCI_A_FILE = 270, 920, 262, 1560, 650
SPAN = 2  # files read for one prefix; a prefix that more begin with has its best names beside
BEST = 8

T = TypeVar("T")


def files(places: Places) -> dict[str, str]:
    """Every file of the gazetteer, by its name."""
    made: dict[str, object] = {}
    every = toponyms.names(places)
    pairs = sorted(((k, name) for name in every for k in name.keys.all), key=lambda p: (p[0], -p[1].weight, p[1].code, p[1].text))
    chunks = list(_cut(pairs, NAMES_A_FILE, lambda pair: pair[0]))
    endings = sorted({k[::-1] for name in every for k in (*name.keys.whole, *name.keys.bare)})
    largest = dict(name.code[1:].split("/") for name in every if name.code.startswith("e"))
    index: dict[str, object] = {
        "n": _kept("n", chunks, made, lambda pair: pair[0], lambda inside: _listed(name for _, name in inside)),
        "t": _tops(chunks, made),
        "f": _kept("f", list(_cut(endings, KEYS_A_FILE, str)), made, str, lambda inside: [k[::-1] for k in inside]),
        "c": _communes(places, made),
        "p": _postal(places, made),
        "e": _kept("e", list(_cut(sorted(largest), EPCI_A_FILE, str)), made, str, lambda inside: {s: largest[s] for s in inside}),
        "d": {d.code: [d.nom, d.region] for d in places.departements.values()},
        "o": {d.code: _scaled(d.point) for d in places.departements.values() if d.is_collectivite},
        "r": {r.code: [r.nom, slug(r.nom)] for r in places.regions.values()},
        "s": {k: name.code[2:] for name in every if name.code.startswith("sr") for k in name.keys.whole},
        "z": toponyms.abroad(places),
    }
    made |= {f"o-{digit}": outlines for digit, outlines in _outlines(places).items()}
    made["index"] = index
    index["v"] = hashlib.sha256(compact(made).encode()).hexdigest()[:8]  # put after the address of the others
    return {f"{name}.json": compact_line(content) for name, content in sorted(made.items())}


def _listed(entries: Iterable[Name]) -> dict[str, list[object]]:
    """Names as a file holds them, once each: columns compress better than rows."""
    once = list({entry.code + entry.text: entry for entry in entries}.values())
    return {
        "n": [f"{e.text}>{e.detail}" if e.detail else e.text for e in once],
        "c": [e.code for e in once],
        "w": [e.weight for e in once],
    }


def _cut(items: Sequence[T], size: int, text: Callable[[T], str]) -> Iterator[list[T]]:
    """Sorted items, some `size` at a time; those of one text stay together."""
    start = 0
    while start < len(items):
        end = min(start + size, len(items))
        while end < len(items) and text(items[end]) == text(items[end - 1]):
            end += 1
        yield list(items[start:end])
        start = end


def _kept(
    kind: str, chunks: Sequence[list[T]], made: dict[str, object], text: Callable[[T], str],
    content: Callable[[list[T]], object],
) -> list[str]:
    """One file for each chunk; gives where each begins, in as few letters as tell it from the end of the one before."""
    starts, before = [], ""
    for number, chunk in enumerate(chunks):
        made[f"{kind}-{number}"] = content(chunk)
        first = text(chunk[0])
        starts.append(next(first[:n] for n in range(1, len(first) + 1) if first[:n] > before) if before else "")
        before = text(chunk[-1])
    return starts


def _tops(chunks: Sequence[list[tuple[str, Name]]], made: dict[str, object]) -> list[str]:
    """For each prefix that more than `SPAN` files begin with, its best known names and those it spells whole."""
    over: dict[str, list[int]] = {}
    for number, chunk in enumerate(chunks):
        for prefix in sorted({k[:n] for k, _ in chunk for n in range(1, len(k) + 1)}):
            over.setdefault(prefix, []).append(number)
    tops: dict[str, dict[str, object]] = {}
    for prefix, numbers in sorted(over.items()):
        if len(numbers) > SPAN:
            inside = [pair for number in numbers for pair in chunks[number] if pair[0].startswith(prefix)]
            best = sorted(inside, key=lambda p: (-p[1].weight, p[0]))[:BEST]
            shown = [*(name for k, name in inside if k == prefix), *(name for _, name in best)]
            tops.setdefault(prefix[0], {})[prefix] = _listed(shown)
    for letter, content in tops.items():
        made[f"t-{letter}"] = content
    return list(tops)


def _scaled(point: Point) -> list[int]:
    return [round(point.latitude * 10_000), round(point.longitude * 10_000)]


def _communes(places: Places, made: dict[str, object]) -> list[str]:
    """Communes by code: name, intercommunalité, point; and the old codes, with today's code and the old name."""
    aliases = _aliases(places)
    wards = {row[0]: _scaled(Point(float(row[4]), float(row[5]))) for row in derived.rows(places.folder / "arrondissements.csv")}

    def content(codes: Sequence[str]) -> dict[str, object]:
        inside = [c for code in codes if (c := places.commune(code))]
        sirens = sorted({c.epci for c in inside if c.epci})
        points = [c.point for c in inside if c.point]
        south = min((p.latitude for p in points), default=0.0)
        west = min((p.longitude for p in points), default=0.0)
        base = _scaled(Point(south, west))
        scaled = [_scaled(c.point) if c.point else None for c in inside]
        return {
            "c": [c.code for c in inside],
            "n": [c.nom for c in inside],
            "w": [toponyms.weight_of(c.population) for c in inside],
            "e": [sirens.index(c.epci) if c.epci else -1 for c in inside],
            "E": [[siren, places.epci[siren].nom] for siren in sirens],
            "o": base,
            "y": [s[0] - base[0] if s else None for s in scaled],
            "x": [s[1] - base[1] if s else None for s in scaled],
            "a": {code: aliases[code] for code in codes if code in aliases and code not in places.rows},
        } | ({"m": mine} if (mine := {code: wards[code] for code in codes if code in wards}) else {})

    every = sorted({*places.rows, *aliases})
    chunks = list(_by_departement(every))
    made["around"] = list(_around(places, chunks))
    return _kept("c", chunks, made, str, content)


def _aliases(places: Places) -> dict[str, list[str]]:
    """What became of a code: today's, and the name it had (empty: forgotten); also the arrondissements."""
    old = {code: [today, nom] for code, nom, today in derived.rows(places.folder / "anciennes_communes.csv") if code != today}
    return old | {row[0]: [row[3], row[1]] for row in derived.rows(places.folder / "arrondissements.csv")}


def _postal(places: Places, made: dict[str, object]) -> list[str]:
    """Communes and arrondissements by postal code, by their INSEE codes; `i` has those that are also the INSEE code of a commune."""
    districts = derived.rows(places.folder / "arrondissements.csv")
    divided = {row[3] for row in districts}
    communes = [c for code in sorted(places.rows) if code not in divided and (c := places.commune(code))]
    rows = [(postal, c.code) for c in communes for postal in c.codes_postaux]
    rows += [(postal, row[0]) for row in districts for postal in row[2].split()]
    known = {postal for postal, _ in rows}
    rows += [pair for pair in toponyms.of_chief_towns(places).items() if pair[0] not in known]

    def content(inside: Sequence[tuple[str, str]]) -> dict[str, object]:
        return {
            "p": [postal for postal, _ in inside],
            "c": [code for _, code in inside],
            "i": sorted({postal for postal, _ in inside if postal in places.rows}),
        }

    return _kept("p", list(_cut(sorted(rows), POSTAL_A_FILE, lambda row: row[0])), made, lambda row: row[0], content)


def _by_departement(codes: Sequence[str]) -> Iterator[list[str]]:
    """Codes in order, some `COMMUNES_A_FILE` at a time and never of two départements: a file is a place on the map."""
    for _, group in groupby(codes, departement_code):
        inside = list(group)
        files = -(-len(inside) // COMMUNES_A_FILE)
        size = -(-len(inside) // files)
        yield from (inside[at : at + size] for at in range(0, len(inside), size))


def _around(places: Places, chunks: Iterable[Sequence[str]]) -> Iterator[list[int]]:
    """The box of each file of communes: south, west, north, east, in 1/10000°; empty where none has a point."""
    for codes in chunks:
        points = [_scaled(c.point) for code in codes if (c := places.commune(code)) and c.point]
        ys, xs = [y for y, _ in points], [x for _, x in points]
        yield [min(ys), min(xs), max(ys), max(xs)] if points else []


def _outlines(places: Places) -> dict[str, dict[str, object]]:
    """By the first digit of the région, then by département."""
    collection = json.loads((places.folder / "departements.geojson").read_text(encoding="utf-8"))
    found: dict[str, dict[str, object]] = {}
    for feature in collection["features"]:
        code = feature["properties"]["code"]
        found.setdefault(places.departements[code].region[0], {})[code] = polygons(feature["geometry"])
    return found
