"""What is typed of a place, taken apart: its code, what follows a comma or a bracket, « cedex » and the country left out.

`assets/lieux/demonter.js` does the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from atlas.french.folding import fold
from atlas.geo.toponyms import bare, plain

CODE = re.compile(r"\d{5}|2[ab]\d{3}")
_SHORT_CODE = re.compile(r"(?:\d\d|2[ab]|9[78]\d) (?=[a-z])")
DIVIDED = ("paris", "lyon", "marseille")
_DISTRICT = re.compile(r"([1-9]|1\d|20)(?:er|re|e|nd|nde|eme|ieme)?")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx")
_ROMAN = re.compile(r"([ivx]+?)(?:er|re|e|nd|nde|eme|ieme)?")
_DISTRICT_WORDS = frozenset(["arrondissement", "arrondt", "arrond", "arrdt", "ardt", "arr"])
_AROUND = _DISTRICT_WORDS | frozenset(["e", "er", "eme", "ieme", "de", "du", "dans", "le", "d", "mairie"])
_LINK = re.compile(r"\b(ss?)\s*/", re.IGNORECASE)  # « Chalon s/ Saône »
_NUMBER_SIGN = re.compile(r"\b(?:n\s*[°º]|num[ée]ro)\s*(?=\d)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(le|la|les|du) )?(\d{1,4}|2[ab])")
_FIGURES = ("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_FIGURE = rf"(?:\d|{'|'.join(_FIGURES)})"
_ONE_BY_ONE = re.compile(rf"(?:(?:dans|en|du|le|la|les) )*({_FIGURE}(?: {_FIGURE}){{1,2}}|(?:2|deux) [ab])")
EMPTY = frozenset(("de", "du", "des", "d", "la", "le", "les", "l", "en"))
_JOINTS = frozenset(("et", "ou"))
_BETWEEN = EMPTY | _JOINTS | {"a", "au", "aux", "puis", "vers"}  # what may part two places of a sentence
_ANNOUNCE = frozenset(["maire", "mairie", "elu", "elue", "elus", "commune", "ville", "village", "habite", "habitons", "habitant", "autour", "pres", "cote", "a", "au", "aux"])
_TERRITORY = re.compile(
    r"(?:(?:petr|pnr|parc(?: naturel)?(?: regional| national)?|pays|bassin(?: de vie)?|canton|scot|arrondissement|circonscription) (?:(?:de|du|des|d|la|le|les|l) )*)+(?=.)"
)
_SENTENCE, _TOWN = 12, 5  # words of a sentence that may name a place; words of a town it begins with
_SPELT = (
    "premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme", "dixieme", "onzieme", "douzieme",
    "treizieme", "quatorzieme", "quinzieme", "seizieme", "dix septieme", "dix huitieme", "dix neuvieme", "vingtieme",
)  # fmt: skip
_ANY_SPELT = re.compile(rf"\b(?:{'|'.join(reversed(_SPELT))})\b")


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
    said = _NUMBER_SIGN.sub("", _LINK.sub(_link, text))
    head, _, tail = re.sub(r"[,(/;]", "\0", said, count=1).partition("\0")
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


def _link(found: re.Match[str]) -> str:
    return "sur " if len(found[1]) == 1 else "sous "


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
    """« paris 11 » for « Paris XIe », « 11e arrondissement de Paris », « Paris (onzième) »; nothing for what is no arrondissement."""
    words = _words(text)
    cities = [word for word in words if word in DIVIDED]
    rest = [word for word in words if word not in DIVIDED and word not in _AROUND]
    if len(cities) != 1 or len(rest) != 1 or (rest[0].isdigit() and len(words) == 2):  # noqa: PLR2004 — « Marseille (13) » is the town
        return ""
    rank = _rank(rest[0])
    return f"{cities[0]} {rank}" if rank else ""


def district_of_no_city(text: str) -> int:
    """The rank of « 11e arrondissement », « arrdt 11 », « dans le 11e » or « onzième arrondissement », of which no city is said; 0 for all else."""
    words = _words(text)
    rest = [word for word in words if word not in _AROUND]
    said = len(rest) == 1 and (not _DISTRICT_WORDS.isdisjoint(words) or re.fullmatch(r"\d+[a-z]+", rest[0]))
    return _rank(rest[0]) if said else 0


def number_said(name: str, departements_of: Callable[[str], frozenset[str]]) -> str:
    """The digits that a folded name is, or those of a département after its article: « le 93 »; nothing for all else."""
    said = _NUMBER.fullmatch(name)
    return said[2] if said and (not said[1] or departements_of(said[2])) else ""


def number_spelt(name: str, departements_of: Callable[[str], frozenset[str]]) -> str:
    """The département whose figures a folded name says one by one: « 9-3 », « le neuf-trois », « 9-7-4 »; nothing for all else."""
    said = _ONE_BY_ONE.fullmatch(name)
    number = "".join(str(_FIGURES.index(figure)) if figure in _FIGURES else figure for figure in said[1].split()) if said else ""
    return number if departements_of(number) else ""


def ends(name: str) -> list[str]:
    """What may be a place at the end of a sentence, the longest first, then what is before « et »."""
    words = name.split()[-_SENTENCE:]
    return [part for part in (*(" ".join(words[cut:]) for cut in range(1, len(words))), *name.split(" et ")[:-1]) if _says(part)]


def beginnings(name: str) -> list[str]:
    """What may be a town at the beginning of a sentence, the longest first; « nord Aveyron » does not say the Nord."""
    words = name.split()
    return [part for cut in range(min(_TOWN, len(words) - 1), 0, -1) if (part := " ".join(words[:cut])) != "nord" and _says(part)]


def announced(name: str) -> list[str]:
    """What a word announces in the middle of a sentence, the longest first: « je suis maire de Millau, quels pôles ? »."""
    words = name.split()[:_SENTENCE]
    parts = []
    for place in (place for place, word in enumerate(words, 1) if word in _ANNOUNCE):
        begin = next((i for i in range(place, len(words)) if words[i] not in EMPTY), len(words))
        parts += [" ".join(words[begin : begin + length]) for length in range(_TOWN, 0, -1)]
    return [part for part in parts if _says(part)]


def of_territory(name: str) -> str:
    """What a territory that no register has is named for: « PETR du Pays de Gâtine », « pays d’Auray »; empty when it is none."""
    own = bare(name)
    rest = _TERRITORY.sub("", own)
    return "" if rest == own else rest


def before(rest: str) -> tuple[str, bool, list[str]]:
    """What may be a place just before another in a sentence: « Lyon, Grenoble et Valence ».

    Returns:
        The words before that other without those that part the two, whether « et » or « ou » does, and the ends of these words, the
        longest first; none where what is before is a sentence of its own.
    """
    words = rest.split()
    joined = not _JOINTS.isdisjoint(words[-1:])
    while words and words[-1] in _BETWEEN:
        words.pop()
    parts = [" ".join(words[cut:]) for cut in range(max(0, len(words) - _TOWN), len(words))] if len(words) <= _TOWN + 1 else []
    return " ".join(words), joined, [part for part in parts if (joined or part != "nord") and _says(part)]


def _says(part: str) -> bool:
    return len(part.replace(" ", "")) > 2 and not EMPTY.issuperset(part.split())  # noqa: PLR2004


def unglued(name: str) -> tuple[str, ...]:
    """The ways to read a folded name whose saints are glued: « stetienne » is « saint etienne », else « sainte tienne »."""
    ways = (re.sub(r"\bst(?=[a-z]{3})", "saint ", name), re.sub(r"\bste(?=[a-z]{3})", "sainte ", name))
    return tuple(way for way in ways if way != name)


def _words(text: str) -> list[str]:
    return _ANY_SPELT.sub(lambda found: f"{_SPELT.index(found[0]) + 1}e", fold(text)).split()


def _rank(word: str) -> int:
    """What an ordinal says from 1 to 20, or 0."""
    if arabic := _DISTRICT.fullmatch(word):
        return int(arabic[1])
    roman = _ROMAN.fullmatch(word)
    return _ROMANS.index(roman[1]) + 1 if roman and roman[1] in _ROMANS else 0
