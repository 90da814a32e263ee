"""What the browser reads to answer for a commune, so cut that one answer costs much the same with 30, 300 and 10,000 poles.

- `index.json`: which file tells of a département's territory, and by basin the number of its first file of seats, then
  the box of each: south, west, height and width in 1/100°; and the middle of each département, likewise, around which the
  seats are asked for before the commune is known;
- `t-….json`: the poles that cover, reach or have their seat in a région, or in one département of it when there are many, or
  in some of its intercommunalités when there are very many. One of them says all that is to be said of a commune;
- `s-….json`: the poles of one leaf of `Nearby.leaves`. Those whose seat no source gives stand in the middle of their
  département there; the browser does not measure them, and tells of those that lie within what it measured.

Poles are told in columns and named by their row, in the order of the atlas.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from atlas import urls
from atlas.client.near_leaves import Box, Nearby, basin
from atlas.french.folding import untold
from atlas.geo.places import Commune
from atlas.machine.compact import compact_line
from atlas.model.atlas import Atlas
from atlas.model.intercommunalites import touched
from atlas.model.names import place_words
from atlas.model.pole import Pole

POLES_A_FILE = 40
MANY = 12  # poles of a département or région that are still listed; more are counted, and have a page


def files(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Each file by its path."""
    nearby = Nearby(atlas)
    boxes: dict[str, list[int]] = {}
    number = 0
    for name, leaves in nearby.leaves.items():
        boxes[name] = [number, *(side for leaf in leaves for side in _around(leaf.box))]
        for leaf in leaves:
            yield f"{urls.PRES_DONNEES}s-{number}.json", compact_line(_seats(atlas, leaf.poles))
            number += 1
    shares: dict[str, int] = {}
    for place, share, content in Territories(nearby).files():
        shares |= share
        yield f"{urls.PRES_DONNEES}t-{place}.json", compact_line(content)
    middles = {d.code: (round(d.point.latitude * 100), round(d.point.longitude * 100)) for d in atlas.places.departements.values() if basin(d.code) in boxes}
    yield f"{urls.PRES_DONNEES}index.json", compact_line({"t": shares, "s": boxes, "m": middles})


def _around(box: Box) -> tuple[int, int, int, int]:
    """A box around this one, its south-west corner and its sides in 1/100°: what lies outside it is farther than it still."""
    south, west = math.floor(box[0] * 100), math.floor(box[1] * 100)
    return south, west, math.ceil(box[2] * 100) - south, math.ceil(box[3] * 100) - west


def _told(atlas: Atlas, poles: Iterable[Pole]) -> dict[str, object]:
    """Poles in columns; `i` is empty where the name makes the address."""
    sectors = {id_: number for number, id_ in enumerate(atlas.vocabularies["secteurs"])}
    rows = list(poles)
    return {
        "i": [untold(p.slug, p.nom) for p in rows],
        "n": [p.nom for p in rows],
        "l": [place_words(p) for p in rows],
        "d": [p.seat.departement.code for p in rows],
        "a": [int(p.seat.approximate) for p in rows],
        "s": [[sectors[s] for s in p.secteurs] for p in rows],
    }


def _without_limits(poles: Iterable[Pole]) -> dict[str, dict[int, str]]:
    """By row, the label of the territories whose limits no source tells: `v` when their name is all that is known, `e` when the départements they reach are."""
    known = [(row, p.territoire) for row, p in enumerate(poles) if p.territoire]
    return {
        "v": {row: territory.libelle for row, territory in known if territory.vague and not territory.departements_touches},
        "e": {row: territory.libelle for row, territory in known if territory.departements_touches},
    }


def _seats(atlas: Atlas, poles: Iterable[Pole]) -> dict[str, object]:
    """The poles of a leaf with their points, in degrees."""
    rows = list(poles)
    return _told(atlas, rows) | {"y": [p.seat.point.latitude for p in rows], "x": [p.seat.point.longitude for p in rows]}


@dataclass(frozen=True)
class Territories:
    """The files of territories, one département or région at a time."""

    nearby: Nearby

    def files(self) -> Iterator[tuple[str, dict[str, int], object]]:
        """The name of each file, how many files its département has (nothing when the région's serves), the content."""
        groups: dict[str, list[str]] = {}
        for departement in self.nearby.atlas.places.departements.values():
            groups.setdefault(departement.region, []).append(departement.code)
        alone = groups.pop("", [])
        for region, codes in sorted(groups.items()):
            whole = self._gathered(region, codes)
            if len(whole) <= POLES_A_FILE:
                yield region, {}, self._content(region, codes, whole)
            else:
                alone += codes
        for code in sorted(alone):
            region = self.nearby.atlas.places.departements[code].region
            whole = self._gathered(region, [code])
            shares = -(-len(whole) // POLES_A_FILE)
            if shares <= 1:
                yield f"d{code}", {code: 1}, self._content(region, [code], whole)
            for share in range(shares if shares > 1 else 0):
                part = self._gathered(region, [code], share, shares)
                yield f"d{code}-{share}", {code: shares}, self._content(region, [code], part, share, shares)

    def _gathered(self, region: str, codes: Sequence[str], share: int = 0, shares: int = 1) -> dict[str, Pole]:
        """The poles a file would list, by slug."""
        lists: list[Iterable[Pole]] = list(self._parts(codes, share, shares).values())
        lists += [self._covering.get(key, ()) for key in (f"R{region}", *codes)]
        atlas = self.nearby.atlas
        long = [self.nearby.by_region.get(region, ()), *(atlas.seated[code] for code in codes), *(atlas.touching[code] for code in codes)]
        lists += [poles for poles in long if len(poles) <= MANY]
        return {pole.slug: pole for poles in lists for pole in poles}

    def _parts(self, codes: Sequence[str], share: int, shares: int) -> dict[str, Iterable[Pole]]:
        """What is said of the intercommunalités and communes of a file: by `S` and SIREN the seats, else who covers them."""
        found: dict[str, Iterable[Pole]] = {}
        for code in codes:
            for siren in self._sirens.get(code, ()):
                if int(siren) % shares == share:
                    found |= {key: poles for key, poles in ((f"S{siren}", self.nearby.by_epci.get(siren)), (siren, self._covering.get(siren))) if poles}
            for commune in self._communes.get(code, ()):
                if int(commune.epci or 0) % shares == share:
                    found[commune.code] = self._covering[commune.code]
        return found

    def _content(
        self, region: str, codes: Sequence[str], poles: dict[str, Pole], share: int = 0, shares: int = 1
    ) -> dict[str, object]:
        """A file: the poles, then the rows of those that cover, that reach and that have their seat; long lists are counts."""
        atlas = self.nearby.atlas
        rows = sorted(poles.values(), key=lambda pole: atlas.rank[pole.slug])
        row = {pole.slug: number for number, pole in enumerate(rows)}

        def numbered(some: Iterable[Pole]) -> list[int]:
            return [row[pole.slug] for pole in some]

        def few(some: Sequence[Pole]) -> list[int] | int:
            return numbered(some) if len(some) <= MANY else len(some)

        return {
            "p": _told(atlas, rows) | _without_limits(rows),
            "R": numbered(self._covering.get(f"R{region}", ())),
            "D": {code: numbered(self._covering[code]) for code in codes if code in self._covering},
            "T": {code: few(atlas.touching[code]) for code in codes if atlas.touching[code]},
            "c": {key: numbered(some) for key, some in self._parts(codes, share, shares).items()},
            "sd": {code: few(atlas.seated[code]) for code in codes},
            "r": [d.code for d in atlas.places.departements.values() if region and d.region == region],
            "sr": few(self.nearby.by_region.get(region, ())),
            "e": sorted({siren for code in codes for siren in self._sirens.get(code, ())}),
        }

    @property
    def _covering(self) -> dict[str, list[Pole]]:
        return self.nearby.atlas.covered

    @cached_property
    def _sirens(self) -> dict[str, list[str]]:
        """The intercommunalités of each département that a pole touches."""
        found: dict[str, list[str]] = {}
        for siren in touched(self.nearby.atlas):
            for code in self.nearby.atlas.places.epci_facts[siren].communes:
                found.setdefault(code, []).append(siren)
        return found

    @cached_property
    def _communes(self) -> dict[str, list[Commune]]:
        """The communes that a territory names, by département."""
        found: dict[str, list[Commune]] = {}
        every = {c.code: c for pole in self.nearby.atlas.poles if pole.territoire for c in pole.territoire.communes}
        for _, commune in sorted(every.items()):
            found.setdefault(commune.departement, []).append(commune)
        return found
