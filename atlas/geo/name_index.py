"""The names of places in the orders they are looked for in: by key, by INSEE code, by postal code. `typed.py` reads with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from atlas.geo import places, toponyms
from atlas.geo.derived import rows
from atlas.geo.toponyms import Name, plain, tight

KNOWN = 46  # the weight of a commune of 3,000 people
_SHORT = 7  # letters of a key up to which one slip is supposed, two beyond
_BEGUN = 6  # letters of a misspelt beginning


@dataclass(frozen=True)
class NameIndex:
    """Every name of a vintage. Each order is made the first time it is asked for."""

    places: places.Places

    def posted(self, code: str) -> tuple[Name, ...]:
        """The communes and arrondissements with this postal code, in the order of their keys."""
        return tuple(sorted(self._by_postal.get(code, ()), key=lambda n: n.keys.whole[0]))

    def named(self, text: str) -> list[Name]:
        """What is called exactly so, whatever its accents, case and hyphens."""
        folded = plain(text)
        found = dict.fromkeys(self.starting(tight(folded)))
        return [n for n in found if (tight(folded) in n.keys.whole if n.kind == "m" else plain(n.text) == folded)]

    def departement_of(self, name: Name) -> str:
        """The code of the département a name lies in; that of its largest commune for an intercommunalité; none for a région."""
        code = name.code.removeprefix("s")
        if name.kind == "r":
            return ""
        if name.kind == "d":
            return code[1:]
        return places.departement_code(code.partition("/")[2] or code.lstrip("am"))

    def starting(self, key: str) -> Iterator[Name]:
        """The names with a key that begins so, one for each such key."""
        at = bisect_left(self._by_key, (key, -1))
        while at < len(self._by_key) and self._by_key[at][0].startswith(key):
            yield self.all[self._by_key[at][1]]
            at += 1

    def near(self, wanted: str) -> list[tuple[int, Name]]:
        """The names with the fewest slips away from a key, if they are few enough."""
        bound = 1 if len(wanted) <= _SHORT else 2
        if len(wanted) <= 2:  # noqa: PLR2004
            return []
        notes = self.within(wanted, bound)
        least = min(notes.values(), default=0)
        kept = {k for k, d in notes.items() if d == least}
        return list(dict.fromkeys((2, n) for k in kept for n in self.starting(k) if kept & set(n.keys.whole + n.keys.bare)))

    def begun_nearly(self, wanted: str) -> list[tuple[int, Name]]:
        """The towns a slip away from being begun so: « bordau », « l’isle d’abo »."""
        if len(wanted) < _BEGUN:
            return []
        towns = dict.fromkeys(n for n in self.starting(wanted[:3]) if n.weight >= KNOWN)
        return [(2, n) for n in towns if any(slips(wanted, k[:cut], 1) <= 1 for k in n.keys.whole for cut in range(len(wanted) - 1, len(wanted) + 2))]

    @cached_property
    def all(self) -> list[Name]:
        """Every name, in a fixed order."""
        return toponyms.names(self.places)

    @cached_property
    def _by_key(self) -> list[tuple[str, int]]:
        return sorted((k, number) for number, n in enumerate(self.all) for k in n.keys.all)

    @cached_property
    def keys(self) -> list[str]:
        """What a whole name is looked for by, each once."""
        return list(dict.fromkeys(k for n in self.all for k in n.keys.whole + n.keys.bare))

    @cached_property
    def abroad(self) -> frozenset[str]:
        """The folded names of towns and countries that are not in France."""
        return frozenset(toponyms.abroad(self.places))

    @cached_property
    def by_insee(self) -> dict[str, Name]:
        """Names by INSEE code, those of today before the old ones."""
        old = {n.code[1:]: n for n in self.all if n.code[0] in "am"}
        return old | {n.code: n for n in self.all if n.code[0].isdigit()}

    @cached_property
    def forgotten(self) -> dict[str, Name]:
        """The communes of today by old INSEE code, where the old name is not known."""
        table = rows(self.places.folder / "anciennes_communes.csv")
        return {code: self.by_insee[today] for code, nom, today in table if not nom and today in self.by_insee and code != today}

    def within(self, wanted: str, bound: int) -> dict[str, int]:
        """The keys so few slips away from one, and how many. A slip gives and takes a letter at most, which tells most keys apart."""
        letters = _letters(wanted)
        close = (key for key, held in self._held if abs(len(key) - len(wanted)) <= bound and (held ^ letters).bit_count() <= 2 * bound)
        return {key: count for key in close if (count := slips(wanted, key, bound)) <= bound}

    @cached_property
    def _held(self) -> list[tuple[str, int]]:
        return [(key, _letters(key)) for key in self.keys]

    @cached_property
    def _by_postal(self) -> dict[str, list[Name]]:
        divided = rows(self.places.folder / "arrondissements.csv")
        cities = {row[3] for row in divided}
        found: dict[str, list[Name]] = {}
        for code in self.places.rows:
            commune = self.places.commune(code)
            for postal in commune.codes_postaux if commune and code not in cities else ():
                found.setdefault(postal, []).append(self.by_insee[code])
        for row in divided:
            for postal in row[2].split():
                found.setdefault(postal, []).append(self.by_insee[row[0]])
        for postal, chief in toponyms.of_chief_towns(self.places).items():
            found.setdefault(postal, [self.by_insee[chief]])
        return found


def _letters(key: str) -> int:
    """Which letters stand in a key, a bit each; two that share a bit only hide a difference."""
    return reduce(or_, (1 << ord(letter) % 64 for letter in key), 0)


def slips(a: str, b: str, bound: int) -> int:
    """How many letters differ (Damerau and Levenshtein), given up beyond a bound; `assets/commun/fautes.js` does the same."""
    before: list[int] = []
    line = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        following = [i]
        for j, other in enumerate(b, 1):
            d = min(line[j] + 1, following[j - 1] + 1, line[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                d = min(d, before[j - 2] + 1)
            following.append(d)
        if min(following) > bound:
            return bound + 1
        before, line = line, following
    return line[-1]
