"""Every name of a place that people type, and the keys it is looked for by.

`content/geo` gives the official ones; `autres_noms.csv` there those that no register holds: régions of before 2016, short
names, towns abroad. `atlas/geo/typed.py` reads what is typed with them, `atlas/client/gazetteer.py` cuts them into files for
the browser, where `assets/lieux/cles.js` makes the same keys.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from atlas.french.folding import fold
from atlas.geo.derived import rows
from atlas.geo.places import Places

ARTICLES = ("le", "la", "les", "l")
_GENERIC = re.compile(
    r"(?:communaute (?:de communes|d agglomeration|urbaine|d agglo)|com ?com|agglo(?:meration)?|eurometropole|metropole|cc|ca|cu)"
    r" (?:(?:de la|de l|du|des|de|d|le|la|les|l) )?(?=.)"
)
_LINKS = frozenset(("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lez", "sous", "sur"))
_ORDINAL = re.compile(r"(?<=\d)(?:er|re|e|nd|nde|eme|ieme)(?!\S)")
_INSIDE = 46  # weight from which a commune is also found by a word inside its name: some 3,000 inhabitants


@dataclass(frozen=True, slots=True)
class Name:
    """Something that can be typed.

    `code` begins with its kind: none for a commune, `a` an old one, `m` an arrondissement, `e` an intercommunalité (with its
    largest commune after a slash), `d` a département, `r` a région, `s` another name of one of these, whose code follows.
    `detail` is the name of the commune of today for an old one, and what another name is. `weight` grows with the population.
    """

    text: str
    code: str
    weight: int
    detail: str = ""

    @property
    def kind(self) -> str:
        """The letter of its kind, `c` for a commune; that of what it stands for, for another name."""
        code = self.code.removeprefix("s")
        return code[0] if code[0] in "aedmr" else "c"

    @property
    def keys(self) -> Keys:
        """What it is looked for by."""
        return keys(self.text, self.kind, self.weight)


@dataclass(frozen=True, slots=True)
class Keys:
    """`whole` spell the name, with and without its article; `bare` without its kind; `inside` begin at a word of it."""

    whole: tuple[str, ...]
    bare: tuple[str, ...]
    inside: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every key, each once."""
        return tuple(dict.fromkeys((*self.whole, *self.bare, *self.inside)))


def plain(text: str) -> str:
    """Folded, ordinals as numbers: « Lyon 3ème » and « lyon 3 » are one."""
    return _ORDINAL.sub("", fold(text))


def tight(folded: str) -> str:
    """Without its spaces, so that « lhay » begins « L’Haÿ »."""
    return folded.replace(" ", "")


def bare(folded: str) -> str:
    """A folded name without what many intercommunalités begin with, as long as something is left."""
    return _GENERIC.sub("", folded, count=1) if _GENERIC.match(folded) else folded


def without_article(folded: str) -> str:
    """A folded name without its leading article, as long as something is left."""
    first, _, rest = folded.partition(" ")
    return rest if first in ARTICLES and rest else folded


@lru_cache(maxsize=1 << 16)
def keys(text: str, kind: str, weight: int) -> Keys:
    """The keys of a name of this kind and weight."""
    folded = plain(text)
    if kind == "m":  # « Paris 11 » as well as « Paris 11e Arrondissement »
        city = folded.removesuffix(" arrondissement")
        return Keys((tight(folded), tight(city)), (), ())
    if kind == "d" and folded.endswith(" departement"):
        return Keys((tight(folded),), (tight(folded.removesuffix(" departement")),), ())
    whole = tuple(dict.fromkeys((tight(folded), tight(without_article(folded)))))
    own = bare(folded)
    inside: tuple[str, ...] = ()
    if kind in "edr" or weight >= _INSIDE:
        words = own.split()
        inside = tuple(tight(" ".join(words[at:])) for at in range(1, len(words)) if words[at] not in _LINKS)
    return Keys(whole, (tight(own),) if own != folded else (), inside)


def weight_of(population: int) -> int:
    """How well known a place is, from 0 to 105: four steps each time the population doubles."""
    return round(4 * math.log2(population + 1))


def names(places: Places) -> list[Name]:
    """Every name, in a fixed order."""
    communes = [c for code in sorted(places.rows) if (c := places.commune(code))]
    found = [Name(c.nom, c.code, weight_of(c.population)) for c in communes]
    found += _former(places)
    found += [Name(nom, f"m{code}", 60) for code, nom, *_ in rows(places.folder / "arrondissements.csv")]
    found += _intercommunalites(places)
    found += _departements(places)
    alone = {region for region, count in Counter(d.region for d in places.departements.values()).items() if count == 1}
    # A région of one département is told by it: they are one territory.
    found += [Name(r.nom, f"r{r.code}", 90) for r in places.regions.values() if r.code not in alone]
    found += [Name(nom, f"s{code}", int(weight), detail) for nom, code, weight, detail in rows(places.folder / "autres_noms.csv") if code]
    return found


def abroad(places: Places) -> list[str]:
    """The folded names of towns and countries around that are not in France."""
    return sorted({plain(nom) for nom, code, *_ in rows(places.folder / "autres_noms.csv") if not code})


def _former(places: Places) -> Iterator[Name]:
    for code, nom, today in sorted(rows(places.folder / "anciennes_communes.csv")):
        if nom and (now := places.commune(today)):
            weight = weight_of(now.population)
            # Of an old commune only the present one's population is known: unless it gave its name, its homonyms come first.
            gave = f"{plain(now.nom)} ".startswith(f"{plain(nom)} ")
            yield Name(nom, f"a{code}", weight if gave else min(weight, 30), now.nom)


def _intercommunalites(places: Places) -> Iterator[Name]:
    for siren in sorted(places.epci):
        facts = places.epci_facts[siren]
        yield Name(places.epci[siren].nom, f"e{siren}/{facts.principale}", weight_of(facts.population) - 16)


def _departements(places: Places) -> Iterator[Name]:
    towns = Counter(c.departement for code in places.rows if (c := places.commune(code)))
    for d in places.departements.values():
        # Paris is a commune first; it is asked for by « département de Paris » or 75.
        text = f"{d.nom} (département)" if towns[d.code] == 1 and not d.is_collectivite else d.nom
        yield Name(text, f"d{d.code}", 80)


def of_chief_towns(places: Places) -> dict[str, str]:
    """The codes that people write for the chief town of a département, 75000, with its INSEE code; some are its postal code."""
    table = rows(places.folder / "departements.csv")
    return {f"{code}000"[:5]: chief for code, _, _, chief, *_ in table if code.isdigit()}
