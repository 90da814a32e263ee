"""Which commune a name and a code mean, and if none or several, what to write instead."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from atlas.check.nearest import nearest
from atlas.french.folding import fold
from atlas.geo.places import Commune, Departement, Places, departement_code
from atlas.problems.phrases import piece
from atlas.problems.report import quote

CODE = re.compile(r"([0-9]{2}|2[AB])[0-9]{3}")
MAX_CANDIDATES = 12  # as many as the commonest name of commune has; a postal code may have more
LENGTHS_APART = 2  # letters, between a misspelt name and the right one
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
    name, code = ("", text) if CODE.fullmatch(text) else (text, "")
    return find(places, Asked(name, code, listed=True, guess=guess))


def _by_code(places: Places, asked: Asked) -> tuple[Commune | None, Doubt | None]:
    commune = places.commune(asked.code)
    if commune and (not asked.name or fold(asked.name) == fold(commune.nom)):
        return commune, None
    named = _here_first(places.communes_named(asked.name), asked.departement) if asked.name else ()
    posted = tuple(c for c in named if asked.code in c.codes_postaux)
    if not commune and not named:
        posted = tuple(_posted(places, asked.code)) if asked.guess else ()
    if posted and not places.former_commune(asked.code):
        return None, _postal_code(asked, posted)
    if not commune:
        return None, _unknown_code(places, asked, named)
    return None, _contradiction(places, asked, commune, named)


def _by_name(places: Places, asked: Asked) -> tuple[Commune | None, Doubt | None]:
    wanted = fold(asked.name)
    codes = [code for code in _codes_in(places, asked.departement) if fold(places.rows[code][1]) == wanted]
    here = tuple(c for code in codes if (c := places.commune(code)))
    candidates = here or places.communes_named(asked.name)
    if len(candidates) == 1:
        return candidates[0], None
    if candidates:
        code = asked.write_code(max(candidates, key=lambda c: c.population))
        blanks = {"nombre": str(len(candidates)), "candidates": told(candidates, places), "code": code}
        id_ = "commune-homonyme/liste" if asked.listed else "commune-homonyme"
        return None, Doubt(NAME_KEY, id_, {"lu": quote(asked.name), **blanks})
    return None, _unknown_name(places, asked)


def told(communes: Iterable[Commune], places: Places) -> str:
    """Candidates as people choose among them, the most populated first: « Saint-Denis (La Réunion, code 97411) »."""
    known = sorted(communes, key=lambda c: -c.population)
    return _cited([
        piece("commune-citee", nom=c.nom, departement=places.departements[c.departement].nom, code=c.code) for c in known
    ])


def _cited(candidates: list[str]) -> str:
    cited = ", ".join(candidates[:MAX_CANDIDATES])
    return piece("et-autres", citees=cited, nombre=len(candidates)) if len(candidates) > MAX_CANDIDATES else cited


def _here_first(communes: Iterable[Commune], departement: Departement | None) -> tuple[Commune, ...]:
    """The communes of the département if there are some, else all."""
    known = tuple(communes)
    return tuple(c for c in known if departement and c.departement == departement.code) or known


def _posted(places: Places, postal_code: str) -> Iterator[Commune]:
    for code, row in places.rows.items():
        if postal_code in row[2] and (commune := places.commune(code)) and postal_code in commune.codes_postaux:
            yield commune


def _postal_code(asked: Asked, posted: tuple[Commune, ...]) -> Doubt:
    read, first = quote(asked.code), posted[0]
    if len(posted) == 1:
        return Doubt(CODE_KEY, "code-postal", {"lu": read, "commune": first.nom, "valeur": asked.write_code(first)})
    blanks = {"nombre": str(len(posted)), "candidates": _cited([f"{c.nom} ({c.code})" for c in posted])}
    return Doubt(CODE_KEY, "code-postal/partage", {"lu": read, **blanks})


def _unknown_code(places: Places, asked: Asked, named: tuple[Commune, ...]) -> Doubt:
    if today := places.former_commune(asked.code):
        blanks = {"candidates": told([today], places), "valeur": asked.write_name(today)}
        return Doubt(CODE_KEY, "code-insee-ancien", {"lu": quote(asked.code), **blanks})
    if len(named) == 1:
        right = asked.write_code(named[0])
        return Doubt(CODE_KEY, "code-insee-inconnu/certain", {"lu": quote(asked.code), "valeur": right})
    return Doubt(CODE_KEY, "code-insee-inconnu", {"lu": quote(asked.code)})


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
    near = _nearest_commune(places, asked) if asked.guess else ""
    id_ = "commune-inconnue/proche" if near else "commune-inconnue"
    return Doubt(NAME_KEY, id_, {"lu": quote(asked.name), "proche": near})


def _old_name(places: Places, asked: Asked, today: tuple[Commune, ...]) -> Doubt:
    blanks = {"candidates": told(today, places), "valeur": asked.write_name(today[0])}
    return Doubt(NAME_KEY, "commune-ancienne", {"lu": quote(asked.name), **blanks})


def _former_named(places: Places, name: str) -> tuple[Commune, ...]:
    """Today's communes for an old or délégué name."""
    codes = _former_names(places.folder).get(fold(name), ())
    return tuple(c for code in dict.fromkeys(codes) if (c := places.commune(code)))


@cache
def _former_names(folder: Path) -> dict[str, list[str]]:
    """Today's codes by old name, read only on the way to a problem."""
    names: dict[str, list[str]] = {}
    for file in ("anciennes_communes.csv", "arrondissements.csv"):
        with (folder / file).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row["nom"]:  # some rows have a code and no name
                    names.setdefault(fold(row["nom"]), []).append(row["commune"])
    return names


def _nearest_commune(places: Places, asked: Asked) -> str:
    """The nearest name in the département; else, among names of the same first letter and about the same length."""
    if near := nearest(asked.name, (places.rows[code][1] for code in _codes_in(places, asked.departement))):
        return near
    length = len(asked.name)
    alike = [name for name in places.names() if abs(len(name) - length) <= LENGTHS_APART]
    first = fold(asked.name)[:1]
    initials = {initial for initial in {name[:1] for name in alike} if fold(initial) == first}
    return nearest(asked.name, (name for name in alike if name[:1] in initials), 0.8)


def _codes_in(places: Places, departement: Departement | None) -> list[str]:
    """The codes of the communes of a département, found without the index of all names, which takes time to make."""
    if not departement:
        return []
    return [code for code in places.rows if departement_code(code) == departement.code]
