"""What people mean by the place they type: « 35000 Rennes », « Paris 11 », « Valence, Drôme », « PACA », « CC du Pays de Bray ».

One reading for the whole house: `new` and `check` use it here, and `assets/lieux/lecture.js` does the same in the browser, for
the site and the editor. Nothing is guessed in silence: an answer says which places are named exactly, and only then may one
be opened; near spellings are offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from atlas.french.folding import fold
from atlas.geo import apart, places
from atlas.geo.name_index import NameIndex
from atlas.geo.sentence import said_in
from atlas.geo.shortened import heard_alike, in_full, spelt_like
from atlas.geo.toponyms import Name, bare, plain, tight, without_article

MORE = 10  # places offered beside the exact ones
_BIGGER = 12  # a town eight times as large makes of an exact name a doubt: « Aix »
_KINDS = re.compile(
    r"(region|departement|dept|dpt|dep|collectivite|commune|ville|mairie|sous prefecture|prefecture|intercommunalite|a|au|aux|en|dans|vers|autour|pres)"
    r" (?:(?:de la|de l|du|des|de|d|le|la|les|l) )?(?=.)"
)
_ORDINAL = re.compile(r"\d ?(?:er|re|e|nd|nde|eme|ieme)\b")
_DISTRICT = re.compile(r" \d+ arrondissement$")
_TRAILING = re.compile(r"(?: (?:de|du|des|d|la|le|les|l|en|dans|a|au|aux))+$")
_COMMON = frozenset(("agglo", "agglomeration", "communaute", "communes", "grand", "metropole", "pays", "saint", "sainte", "val"))
_MEANT = {"region": "r", "departement": "d", "dept": "d", "dpt": "d", "dep": "d", "collectivite": "d", "intercommunalite": "e"} | dict.fromkeys(["a", "au", "aux", "en", "dans", "vers", "autour", "pres"], "camedr")


@dataclass(frozen=True, slots=True)
class Answer:
    """The places a text may mean, the likeliest first; the `exact` first ones are named exactly.

    `opens` is the one place meant without doubt, or None. `how` is empty, or says how they were found: `proche` by a near
    spelling, `dit` by the last words of a sentence, `cedex` from the first digits of a code no commune has, `etranger` when the name
    is of a town abroad, `incomplet` for a few digits.
    """

    found: tuple[Name, ...] = ()
    exact: int = 0
    opens: Name | None = None
    how: str = ""


@dataclass(frozen=True)
class Register(NameIndex):
    """Every name of a vintage, ready to be read with."""

    def read(self, text: str, *, guess: bool = True, inside: str = "", kinds: str = "") -> Answer:
        """What a text means. Without `guess`, near spellings are not looked for.

        `inside` is the département to look in first, `kinds` the only kinds wanted of a name; a code says its own.
        """
        if (rank := apart.district_of_no_city(text)) and (cities := self._districts(rank, text)).found:
            return cities
        typed = apart.take_apart(text, self.departements_of)
        if inside and not typed.departements:
            typed = replace(typed, departements=frozenset((inside,)))
        if typed.code and typed.name:
            return self._code_and_name(typed, guess=guess)
        if typed.code:
            return self.by_code(typed.code.upper())
        if said := self._numbered(typed.name):
            return said
        answer = self._by_name(typed.name, typed.departements, guess=guess, kind=kinds) if typed.name else Answer()
        if answer.exact and answer.found[0].kind == "m" and _ORDINAL.search(fold(text)):  # « Marseille 1er » begins no other
            return replace(answer, found=answer.found[: answer.exact])
        return answer

    def departements_of(self, text: str) -> frozenset[str]:
        """The départements that a folded name or code of a département or région leaves; none when it is neither."""
        if not text:
            return frozenset()
        known = self.places.departements
        code = text.upper().zfill(2)
        if code in known:
            return frozenset((code,))
        if code == "20":
            return frozenset(("2A", "2B"))
        wanted = {tight(text), tight(without_article(text))}
        found: set[str] = set()
        for name in (n for k in wanted for n in self.starting(k) if n.kind in "dr" and wanted & set(n.keys.whole)):
            place = name.code.removeprefix("s")[1:]
            found |= {place} if name.kind == "d" else {d.code for d in known.values() if d.region == place}
        return frozenset(found)

    # Codes

    def by_code(self, code: str) -> Answer:
        """What five digits mean: a postal code first; the INSEE code of another commune is offered after."""
        posted = self.posted(code)
        if posted:
            insee = self.by_insee[code] if self.places.commune(code) else None
            rest = [insee] if insee and insee not in posted else []
            return Answer((*posted, *rest), len(posted), posted[0] if len(posted) == 1 else None)
        insee = self.by_insee.get(code) or self.forgotten.get(code)
        departement = self._departement_of(code)
        # No postal code of a commune: an INSEE code, or one that post offices give to firms, which no register has.
        whole = next((n for n in self.all if departement and n.code == f"d{departement.code}"), None)
        found = tuple(dict.fromkeys(n for n in (insee, whole) if n))
        return Answer(found, int(insee is not None), how="cedex" if found else "")

    def _districts(self, rank: int, text: str) -> Answer:
        """The arrondissements of this rank; « 3e » alone may also be a département, and whoever means one chooses."""
        keys = [f"{city}{rank}" for city in apart.DIVIDED]
        found = list(dict.fromkeys(n for key in keys for n in self.starting(key) if n.kind == "m" and key in n.keys.whole))
        if found and plain(text) == str(rank):
            digits = self._digits(str(rank))
            found += [n for n in digits.found[: digits.exact] if n.code[1:].lstrip("0") == str(rank)]  # « 20e » is not Corsica
        return Answer(tuple(found), len(found), found[0] if len(found) == 1 else None)

    def _code_and_name(self, typed: apart.Typed, *, guess: bool) -> Answer:
        """The places of a code that the name agrees with; else the name alone, in the département of the code first."""
        code = typed.code.upper()
        wanted = tight(typed.name)
        places_of = [*self.posted(code), *filter(None, (self.by_insee.get(code), self.forgotten.get(code)))]
        agreed = [n for n in dict.fromkeys(places_of) if any(k.startswith(wanted) or wanted.startswith(k) for k in n.keys.whole)]
        if not agreed:  # an address: « 12 rue de la République, 69002 Lyon »
            said = [(len(own), n) for n in dict.fromkeys(places_of) if f" {(own := _DISTRICT.sub('', plain(n.text)))} " in f" {typed.name} "]
            agreed = [n for length, n in said if length == max(said)[0]]
        if agreed:
            agreed = [n for n in agreed if wanted in n.keys.whole] or agreed  # of Paris, its code says which arrondissement
            return Answer(tuple(agreed), len(agreed), agreed[0] if len(agreed) == 1 else None)
        departement = self._departement_of(code)
        answer = self._by_name(typed.name, frozenset((departement.code,) if departement else ()), guess=guess)
        return replace(self.by_code(code), opens=None) if guess and not answer.found else answer

    def _departement_of(self, code: str) -> places.Departement | None:
        known = self.places.departements
        if code.startswith("20"):
            return known["2A"] if code < "20200" else known["2B"]
        return known.get(places.departement_code(code))

    # Names

    def _by_name(self, name: str, departements: frozenset[str] = frozenset(), *, guess: bool = True, kind: str = "") -> Answer:
        found = self._inside(self._levels(name), departements, kind)
        exact = min((level for level, _ in found), default=9)
        if exact > 1:
            for other in self._otherwise(name, kind):
                if other.found:
                    return other
        if exact > 1 and name in self.abroad:
            return Answer(how="etranger")
        if exact > 1 and guess:
            return self._guessed(name, found, departements, kind)
        answer = self._answer(name, found)
        if answer.exact and answer.found[0].kind == "m":  # « Marseille 13 » is also the town in the Bouches-du-Rhône
            city, _, number = name.rpartition(" ")
            towns = self._inside([p for p in self._levels(city) if p[0] == 0], self.departements_of(number), "c", strict=True)
            if towns and towns[0][1] not in answer.found[: answer.exact]:
                both = (*answer.found[: answer.exact], *(n for _, n in towns))
                return Answer((*both, *answer.found[answer.exact :]), len(both))
        return answer

    def _guessed(self, name: str, found: list[tuple[int, Name]], departements: frozenset[str], kind: str) -> Answer:
        """The names a slip away, or that hold all its words, or those it ends or begins with.

        Also where only « Paris-Saclay » begins like « Pariss », and where all that begins so is much smaller: « toulouze », « Toulouzette ».
        """
        near = [pair for pair in self._inside(self.near(tight(name)), departements, kind) if pair not in found]
        if found:
            answer = self._answer(name, found)
            if all(n.code[0] in "es" for _, n in found):
                return replace(answer, found=(*answer.found, *self._answer(name, near).found))
            least = max(n.weight for _, n in found) + _BIGGER
            bigger = self._answer(name, [pair for pair in near if pair[1].weight >= least]).found
            return Answer((*bigger, *answer.found), how="proche") if bigger else answer
        if short := self._shortened(name, departements, kind):
            return Answer(short, how="proche")
        heard = heard_alike(tight(name))
        near = near or self._inside(self.begun_nearly(tight(name)) or (self.near(heard) if heard != tight(name) else []), departements, kind)
        rest = apart.of_territory(name)
        of = self._inside(self._levels(rest), departements, kind) if rest else []
        told = any(not near or not level for level, _ in of)  # « pays d’Auray » is Auray’s before it is nearly « Pays de Bray »
        if told or near:
            return Answer(tuple(dict.fromkeys((*(self._answer(rest, of, rest).found if told else ()), *self._answer(name, near).found)))[:MORE], how="dit" if told else "proche")
        words = self._inside(self._all_words(name), departements, kind)
        if words:
            return self._answer(name, words)
        said = said_in(name, lambda part: [pair for pair in self._inside(self._levels(part), departements, kind) if pair[0] == 0], self._answer)[:MORE]
        return Answer(said, how="dit" if said else "")

    def _shortened(self, name: str, departements: frozenset[str], kind: str) -> tuple[Name, ...]:
        """The names that this one shortens: « Gd Quevilly », « Clermont Fd »."""
        read = [self._by_name(full, departements, guess=False, kind=kind) for full in in_full(name)]
        found = [n for answer in read for n in answer.found[: answer.exact or MORE]]
        words = [word for word in name.split() if word not in apart.EMPTY]
        if not found and (telling := _telling(words)):
            names = dict.fromkeys(n for n in self.starting(telling) if spelt_like(words, [own for own in plain(n.text).split() if own not in apart.EMPTY]))
            found = list(self._answer(name, self._inside([(2, n) for n in names], departements, kind)).found)
        return tuple(dict.fromkeys(found))[:MORE]

    def _otherwise(self, name: str, kind: str) -> Iterator[Answer]:
        """The same text read with a word of kind before, or a département after."""
        if match := _KINDS.match(name):
            meant = _MEANT.get(match[1], "cam")
            if wanted := "".join(k for k in meant if not kind or k in kind):
                rest = name[match.end() :]
                yield self._digits(rest) if "d" in wanted and rest[0].isdigit() and self.departements_of(rest) else self._by_name(rest, guess=False, kind=wanted)
        words = name.split()
        for cut in range(len(words) - 1, 0, -1):
            if after := self.departements_of(" ".join(words[cut:])):
                rest = " ".join(words[:cut])
                said = _TRAILING.sub("", rest)  # « Valence dans la Drôme » is Valence; no other name is begun there
                if found := [pair for pair in self._inside(self._levels(said), after, kind, strict=True) if said == rest or not pair[0]]:
                    yield self._answer(said, found)

    def _numbered(self, name: str) -> Answer | None:
        """What digits mean; said one by one, « 9-3 », they are offered. None of a name."""
        if digits := apart.number_said(name, self.departements_of):
            return self._digits(digits)
        digits = apart.number_spelt(name, self.departements_of)
        return replace(self._digits(digits), exact=0, opens=None, how="dit") if digits else None

    def _digits(self, name: str) -> Answer:
        wanted = ("2a", "2b") if name == "20" else (name, name.zfill(2))  # Corsica was one département, and its postal codes begin so
        codes = [n for n in self.all if n.code[0] == "d" and (n.code[1:].lower().startswith(name) or n.code[1:].lower() in wanted)]
        exact = [n for n in codes if n.code[1:].lower() in wanted]
        rest = [n for n in codes if n not in exact]
        if not exact and not rest:
            return Answer(how="incomplet")
        return Answer((*exact, *rest)[: len(exact) + MORE], len(exact), exact[0] if len(exact) == 1 else None)

    def _levels(self, name: str) -> list[tuple[int, Name]]:
        """Every name that begins so, with how well it agrees: 0 it is the name, 1 without its kind, 2 it begins so."""
        whole, own, short = {tight(name)}, tight(bare(name)), tight(without_article(name))
        found = {n.code + n.text: n for k in (*whole, own) if k for n in self.starting(k)}
        if short not in whole:  # « la Manche » is called Manche
            found |= {n.code + n.text: n for n in self.starting(short) if not found or (n.code[0] in "dr" and short in n.keys.whole)}
        levels = []
        for n in found.values():
            if whole & set(n.keys.whole) or (n.code[0] in "dr" and short in n.keys.whole) or (own not in whole and own in n.keys.bare):
                levels.append((0, n))
            else:
                levels.append((1 if whole & set(n.keys.bare) else 2, n))
        ways = [self._levels(way) for way in apart.unglued(name)] if all(level for level, _ in levels) else []
        return next((way for way in ways if any(level == 0 for level, _ in way)), levels or next(filter(None, ways), []))

    def _inside(self, found: Iterable[tuple[int, Name]], departements: frozenset[str], kind: str, *, strict: bool = False) -> list[tuple[int, Name]]:
        """Those of a kind and in some départements; all when none is there, unless `strict`."""
        kept = [(level, n) for level, n in found if not kind or n.kind in kind]
        here = [(level, n) for level, n in kept if self.departement_of(n) in departements] if departements else kept
        return here or ([] if strict else kept)

    def only(self, text: str, kind: str) -> Name | None:
        """The one place of a kind that a text may mean, or None."""
        found = {n.code.removeprefix("s"): n for n in self.read(text, kinds=kind).found if n.kind in kind} if text else {}
        return next(iter(found.values())) if len(found) == 1 else None

    def _answer(self, name: str, found: list[tuple[int, Name]], group: str = "") -> Answer:
        if not found:
            return Answer()
        best = min(level for level, _ in found)
        group = group or (own if (own := bare(name)) != name else "")
        ordered = [n for _, n in sorted(found, key=lambda pair: (pair[0] != best or best > 1, _wholly(group, pair[1]), _rank(pair[1])))]
        exact = sum(level == best for level, _ in found) if best <= 1 else 0
        known = {n.code for n in ordered}  # « Île de la Réunion » says nothing beside La Réunion
        ordered = [n for i, n in enumerate(ordered) if i < exact or n.code[0] != "s" or n.code[1:] not in known]
        one = ordered[0] if exact == 1 and not (ordered[0].code[0] == "s" and ordered[0].kind == "c") else None  # « Est Ensemble » is more than Montreuil
        if one and any(n.kind == "c" and n.weight >= one.weight + _BIGGER and (f"{own} ".startswith(f"{name} ") or own in (f"{name}s", f"{name}x")) for n in ordered[1:] if (own := plain(n.text))):
            one = None  # « Aix », « Lourde »
        return Answer(tuple(ordered[: exact + MORE]), exact, one)

    def _all_words(self, name: str) -> list[tuple[int, Name]]:
        """The names in which every word begins one: « Valence agglo ». They are looked for by the longest that tells something."""
        words = [word for word in name.split() if word not in apart.EMPTY]
        if not (telling := _telling(words)):
            return []
        found = {n.code + n.text: n for n in self.starting(telling)}
        return [(2, n) for n in found.values() if all(any(own.startswith(word) for own in plain(n.text).split()) for word in words)]


def _telling(words: list[str]) -> str:
    """The longest of some words that tells something; nothing when there is but one."""
    return max((word for word in words if word not in _COMMON), key=len, default="") if len(words) > 1 else ""


def _wholly(group: str, name: Name) -> int:
    """Where a group of communes is said (« agglo de Pau »): 0 for an intercommunalité that has its name whole, 1 for another place that has, 2 for « Saint-Paul », which only begins so."""
    return 0 if not group else 2 if f" {group} " not in f" {plain(name.text)} " else int(name.kind != "e")


def _rank(name: Name) -> tuple[int, int, str, str]:
    """The best known first; fixed for the rest."""
    return -name.weight, len(name.keys.whole[0]), name.text, name.code


@cache
def register(folder: Path) -> Register:
    """The names of `content/geo`, made once. Takes some half a second for 50,000 names."""
    return Register(places.load(folder))
