"""Which commune a name and a code mean, and if none or several, what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.french.folding import fold
from atlas.geo.places import Commune, Departement, Places, departement_code
from atlas.geo.toponyms import plain, weight_of
from atlas.geo.typed import register
from atlas.problems.phrases import piece
from atlas.problems.report import quote
from atlas.record.recovered import digits_before
from atlas.record.values import COMMUNE_CODE

_NUMBER = re.compile(r"[0-9]{3,4}(\.0{1,6})?|[0-9]{5}\.0{1,6}")  # what tools make of a code
MAX_CANDIDATES = 12  # as many as the commonest name of commune has; a postal code may have more
MAX_OFFERED = 6  # communes that an unknown name may mean; of more, none is told
CODE_SIZE = 5
CODE_KEY, NAME_KEY = "code_insee", "commune"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a name and a code mean no commune: the key at fault (`commune` or `code_insee`), a phrase and its blanks."""

    key: str
    phrase: str
    blanks: dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a record says of a commune.

    `listed` when one text says it all, name or code. Without `guess`, doubts come without a suggestion, which costs.
    """

    name: str
    code: str = ""
    departement: Departement | None = None
    listed: bool = False
    guess: bool = True

    def write_code(self, commune: Commune) -> str:
        """What to write for the code of a commune."""
        return f'"{commune.code}"' if self.listed else f'{CODE_KEY}: "{commune.code}"'

    def write_name(self, commune: Commune) -> str:
        """What to write for a commune of today: its name, and its code since that leaves no doubt."""
        code = self.write_code(commune)
        return code if self.listed else piece("commune-et-code", nom=commune.nom, code=code)


def find(places: Places, asked: Asked) -> tuple[Commune | None, Doubt | None]:
    """The commune meant, or why it cannot be known."""
    return _by_code(places, asked) if asked.code else _by_name(places, asked)


def find_in_list(places: Places, text: str, *, guess: bool) -> tuple[Commune | None, Doubt | None]:
    """The commune meant by one text of a list, which may be a name or a code."""
    if _NUMBER.fullmatch(text):
        return None, misread(places, Asked("", text, listed=True, guess=guess))
    name, code = ("", text) if COMMUNE_CODE.fullmatch(text) else (text, "")
    return find(places, Asked(name, code, listed=True, guess=guess))


def misread(places: Places, asked: Asked) -> Doubt:
    """What to write for a code that is none: the one it was before a tool read it as a number, if the commune named has it.

    Without a name, the département decides; else all that it may have been are offered.
    """
    read = {"lu": quote(asked.code)}
    likely = tuple(c for code in digits_before(asked.code, CODE_SIZE) if (c := places.commune(code) or places.former_commune(code)))
    if asked.name:
        named = _here_first(places.communes_named(asked.name) or _former_named(places, asked.name), asked.departement)
        likely = tuple(c for c in likely if c in named) or (named if len(named) == 1 else ())
    elif asked.departement:
        likely = tuple(c for c in likely if c.departement == asked.departement.code)
    likely = tuple(dict.fromkeys(likely))
    if len(likely) == 1:
        return Doubt(CODE_KEY, "code-insee-mal-forme/proche", read | {"valeur": asked.write_code(likely[0])})
    return Doubt(CODE_KEY, "code-insee-mal-forme/parmi" if likely else "code-insee-mal-forme", read | {"candidates": told(likely, places)})


def _by_code(places: Places, asked: Asked) -> tuple[Commune | None, Doubt | None]:
    commune = places.commune(asked.code)
    if asked.name:
        if commune and fold(asked.name) == fold(commune.nom):
            return commune, None
        return None, _code_and_name(places, asked, commune)
    if commune and (asked.listed or not asked.departement or commune.departement == asked.departement.code):
        return commune, None
    return _code_alone(places, asked, commune)


def _code_alone(places: Places, asked: Asked, commune: Commune | None) -> tuple[Commune | None, Doubt | None]:
    """Five digits without a name: a postal code or an INSEE code, as the département decides; else all are offered."""
    posted = _posted(places, asked.code) if asked.guess else ()
    former = places.former_commune(asked.code)
    options = tuple(dict.fromkeys(c for c in (*posted, commune, former) if c))
    meant = _here_first(options, asked.departement)
    if not meant:
        return None, Doubt(CODE_KEY, "code-insee-inconnu", {"lu": quote(asked.code)})
    if meant == (commune,):
        return commune, None  # its département is told to be another
    if meant == (former,) and former not in posted:
        return None, _old_code(places, asked, meant[0])
    return None, _postal_code(asked, meant)


def _code_and_name(places: Places, asked: Asked, commune: Commune | None) -> Doubt:
    """A name and the code of another commune, or of none: the name wins."""
    named = _here_first(places.communes_named(asked.name), asked.departement)
    if posted := tuple(c for c in named if asked.code in c.codes_postaux):
        return _postal_code(asked, posted)
    former = places.former_commune(asked.code)
    if former and (former in named or former in _former_named(places, asked.name) or not named):
        return _old_code(places, asked, former)
    if commune:
        return _contradiction(places, asked, commune, named)
    if not named and asked.guess and (posted := _posted(places, asked.code)):
        wanted = f"{plain(asked.name)} "
        return _postal_code(asked, tuple(c for c in posted if f"{plain(c.nom)} ".startswith(wanted)) or posted)
    if len(named) == 1:
        right = asked.write_code(named[0])
        return Doubt(CODE_KEY, "code-insee-inconnu/certain", {"lu": quote(asked.code), "valeur": right})
    return Doubt(CODE_KEY, "code-insee-inconnu", {"lu": quote(asked.code)})


def _by_name(places: Places, asked: Asked) -> tuple[Commune | None, Doubt | None]:
    wanted = fold(asked.name)
    codes = [code for code in _codes_in(places, asked.departement) if fold(places.rows[code][1]) == wanted]
    here = tuple(c for code in codes if (c := places.commune(code)))
    candidates = here or places.communes_named(asked.name)
    if len(candidates) == 1:
        return candidates[0], None
    if candidates:
        code = asked.write_code(_known_first(candidates)[0])
        blanks = {"nombre": str(len(candidates)), "candidates": told(candidates, places), "code": code}
        id_ = "commune-homonyme/liste" if asked.listed else "commune-homonyme"
        return None, Doubt(NAME_KEY, id_, {"lu": quote(asked.name), **blanks})
    return None, _unknown_name(places, asked)


def told(communes: Iterable[Commune], places: Places) -> str:
    """Candidates as people choose among them, the most populated first: « Saint-Denis (La Réunion, code 97411) »."""
    return _cited([
        piece("commune-citee", nom=c.nom, departement=places.departements[c.departement].nom, code=c.code)
        for c in _known_first(communes)
    ])


def _known_first(communes: Iterable[Commune]) -> list[Commune]:
    return sorted(communes, key=lambda c: (-weight_of(c.population), c.code))


def _cited(candidates: list[str]) -> str:
    cited = ", ".join(candidates[:MAX_CANDIDATES])
    return piece("et-autres", citees=cited, nombre=len(candidates)) if len(candidates) > MAX_CANDIDATES else cited


def _here_first(communes: Iterable[Commune], departement: Departement | None) -> tuple[Commune, ...]:
    """The communes of the département if there are some, else all."""
    known = tuple(communes)
    return tuple(c for c in known if departement and c.departement == departement.code) or known


def _posted(places: Places, code: str) -> tuple[Commune, ...]:
    """The communes with this postal code, the whole town for an arrondissement."""
    codes = (name.code for name in register(places.folder).posted(code))
    found = (places.commune(code) or places.former_commune(code.lstrip("m")) for code in codes)
    return tuple(dict.fromkeys(commune for commune in found if commune))


def _postal_code(asked: Asked, posted: tuple[Commune, ...]) -> Doubt:
    read, first = quote(asked.code), posted[0]
    if len(posted) == 1:
        return Doubt(CODE_KEY, "code-postal", {"lu": read, "commune": first.nom, "valeur": asked.write_code(first)})
    blanks = {"nombre": str(len(posted)), "candidates": _cited([f"{c.nom} ({c.code})" for c in posted])}
    return Doubt(CODE_KEY, "code-postal/partage", {"lu": read, **blanks})


def _old_code(places: Places, asked: Asked, today: Commune) -> Doubt:
    blanks = {"candidates": told([today], places), "valeur": asked.write_name(today)}
    return Doubt(CODE_KEY, "code-insee-ancien", {"lu": quote(asked.code), **blanks})


def _contradiction(places: Places, asked: Asked, commune: Commune, named: tuple[Commune, ...]) -> Doubt:
    if commune.code in {c.code for c in _former_named(places, asked.name)}:
        return _old_name(places, asked, (commune,))
    departement = places.departements[commune.departement].nom
    blanks = {"lu": quote(asked.name), "code": asked.code, "commune": commune.nom, "departement": departement}
    if len(named) == 1:
        right = {"valeur": asked.write_code(named[0]), "autre": named[0].nom}
        return Doubt(NAME_KEY, "commune-contredit-code/ou", blanks | right)
    return Doubt(NAME_KEY, "commune-contredit-code", blanks)


def _unknown_name(places: Places, asked: Asked) -> Doubt:
    if former := _here_first(_former_named(places, asked.name), asked.departement):
        return _old_name(places, asked, former)
    read = {"lu": quote(asked.name)}
    if not asked.guess:
        return Doubt(NAME_KEY, "commune-inconnue", read)
    return _likely(places, asked, read)


def _likely(places: Places, asked: Asked, read: dict[str, str]) -> Doubt:
    """What a name that no commune has may mean: the communes of a postal code, a near name, some names."""
    posted = _here_first(_posted(places, asked.name), asked.departement)
    if len(posted) > 1:
        return Doubt(NAME_KEY, "commune-inconnue/code-postal", read | {"nombre": str(len(posted)), "candidates": told(posted, places)})
    meant, abroad = _meant(places, asked)
    if abroad:
        return Doubt(NAME_KEY, "commune-inconnue/etranger", read)
    if len(meant) == 1:
        return Doubt(NAME_KEY, "commune-inconnue/proche", read | {"proche": meant[0].nom})
    if 1 < len(meant) <= MAX_OFFERED:
        return Doubt(NAME_KEY, "commune-inconnue/parmi", read | {"candidates": told(meant, places)})
    return Doubt(NAME_KEY, "commune-inconnue", read)


def _meant(places: Places, asked: Asked) -> tuple[tuple[Commune, ...], bool]:
    """The communes an unknown name most likely means, and whether it is a town abroad.

    Whole words at the start of a name come before near spellings, and the département before the rest of France; a near
    spelling elsewhere than in the département written is no advice.
    """
    here = asked.departement.code if asked.departement else ""
    answer = register(places.folder).read(asked.name, inside=here)
    names = [n for n in answer.found[: answer.exact] or answer.found if n.kind in "cam"]
    starting = [n for n in names if f"{plain(n.text)} ".startswith(f"{plain(asked.name)} ") or plain(n.text).partition(" ")[2].startswith(f"{plain(asked.name)} ")]
    if answer.how == "proche" and here:
        names = [n for n in names if register(places.folder).departement_of(n) == here]
    codes = (n.code.lstrip("sam") for n in starting or names)
    found = (places.commune(code) or places.former_commune(code) for code in codes)
    return _here_first(dict.fromkeys(c for c in found if c), asked.departement), answer.how == "etranger"


def _old_name(places: Places, asked: Asked, today: tuple[Commune, ...]) -> Doubt:
    blanks = {"candidates": told(today, places), "valeur": asked.write_name(today[0])}
    return Doubt(NAME_KEY, "commune-ancienne", {"lu": quote(asked.name), **blanks})


def _former_named(places: Places, name: str) -> tuple[Commune, ...]:
    """Today's communes for an old or délégué name, or an arrondissement."""
    codes = (n.code.lstrip("am") for n in register(places.folder).named(name) if n.kind in "am")
    found = (places.former_commune(code) or places.commune(code) for code in codes)
    return tuple(dict.fromkeys(c for c in found if c))


def _codes_in(places: Places, departement: Departement | None) -> list[str]:
    """The codes of the communes of a département, found without the index of all names, which takes time to make."""
    if not departement:
        return []
    return [code for code in places.rows if departement_code(code) == departement.code]
