"""What is typed of a place, taken apart: its code, what follows a comma or a bracket, « cedex » and the country left out.

`assets/lieux/demonter.js` does the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from atlas.french.folding import fold
from atlas.frozen import dataclass
from atlas.geo.toponyms import plain

CODE = re.compile(r"\d{5}|2[ab]\d{3}")
_SHORT_CODE = re.compile(r"(?:\d\d|2[ab]|9[78]\d) (?=[a-z])")
_DIVIDED = ("paris", "lyon", "marseille")
_DISTRICT = re.compile(r"([1-9]|1\d|20)(?:er|re|e|nd|nde|eme|ieme)?")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx")
_ROMAN = re.compile(r"([ivx]+?)(?:er|re|e|nd|nde|eme|ieme)?")
_AROUND = frozenset(["arrondissement", "arrondt", "arrond", "arrdt", "ardt", "arr", "e", "er", "eme", "ieme", "de", "du", "le", "d"])


@dataclass(frozen=True, slots=True)
class Typed:
    """A text taken apart: the folded name, a code of five characters, the départements that a qualifier leaves."""

    name: str
    code: str
    departements: frozenset[str]


def take_apart(text: str, departements_of: Callable[[str], frozenset[str]]) -> Typed:
    """A text without its code, « cedex », the country, and the qualifier after a comma or in brackets, or before: « 44 Nantes »."""
    if district := _district(text):
        return Typed(district, "", frozenset())
    head, _, tail = re.sub(r"[,(/;]", "\0", text, count=1).partition("\0")
    words, after = plain(head).split(), plain(tail).split()
    code = _code_out_of(words) or _code_out_of(after)
    for some in (words, after):
        while "cedex" in some:
            at = some.index("cedex")
            del some[at : at + (2 if at + 1 < len(some) and re.fullmatch(r"\d{1,2}", some[at + 1]) else 1)]
    if words and after[-1:] == ["france"]:
        del after[-1]
    if not code and len(words) > 1 and re.fullmatch(r"[1-9]\d{3}", words[0]):  # a spreadsheet ate the zero of « 01000 Bourg »
        code = f"0{words.pop(0)}"
    if not (code or after) and _SHORT_CODE.match(" ".join(words)) and departements_of(words[0]):
        after = [words.pop(0)]
    departements = departements_of(" ".join(after))
    name = " ".join(words if departements else [*words, *after])
    return Typed(name, code, departements)


def _code_out_of(words: list[str]) -> str:
    """The code among these words, taken out of them; « F-35000 » and « 35 000 » are one."""
    for at, word in enumerate(words):
        spaced = word + words[at + 1] if at + 1 < len(words) and len(word) == 2 and len(words[at + 1]) == 3 else ""  # noqa: PLR2004
        if CODE.fullmatch(word) or re.fullmatch(r"\d{5}", spaced):
            code = word if CODE.fullmatch(word) else spaced
            del words[at : at + (1 if code == word else 2)]
            if at and words[at - 1] in ("f", "fr"):
                del words[at - 1]
            return code
    return ""


def _district(text: str) -> str:
    """« paris 11 » for « Paris XIe », « 11e arrondissement de Paris », « Paris (11ème) »; nothing for what is no arrondissement."""
    words = fold(text).split()
    cities = [word for word in words if word in _DIVIDED]
    rest = [word for word in words if word not in _DIVIDED and word not in _AROUND]
    if len(cities) != 1 or len(rest) != 1 or (rest[0].isdigit() and len(words) == 2):  # noqa: PLR2004 — « Marseille (13) » is the town
        return ""
    if arabic := _DISTRICT.fullmatch(rest[0]):
        return f"{cities[0]} {arabic[1]}"
    roman = _ROMAN.fullmatch(rest[0])
    return f"{cities[0]} {_ROMANS.index(roman[1]) + 1}" if roman and roman[1] in _ROMANS else ""
