"""Which commune a name and a code mean, and if none or several, what to write instead."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from atlas.check.nearest import nearest
from atlas.places import Commune, Departement, Places, departement_code, fold
from atlas.problems import quote
from atlas.typography import enumeration

CODE = re.compile(r"([0-9]{2}|2[AB])[0-9]{3}")
MAX_CANDIDATES = 6
LENGTHS_APART = 2  # letters, between a misspelt name and the right one
CODE_KEY, NAME_KEY = "code_insee", "commune"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a name and a code mean no commune: the key at fault (`commune` or `code_insee`) and a problem's clauses."""

    key: str
    code: str
    read: str
    expected: str
    fix: str


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
        return self.write_code(commune) if self.listed else f"{NAME_KEY}: {commune.nom} et {self.write_code(commune)}"


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
        first = max(candidates, key=lambda c: c.population)
        return None, Doubt(
            NAME_KEY,
            "commune-homonyme",
            f"{quote(asked.name)}, un nom que portent {len(candidates)} communes",
            f"une seule commune : {told(candidates, places)}",
            f"{'écrivez' if asked.listed else 'ajoutez'} son code, par exemple {asked.write_code(first)}",
        )
    return None, _unknown_name(places, asked)


def told(communes: Iterable[Commune], places: Places) -> str:
    """Candidates as people choose among them, at most six: « Saint-Denis (974, code 97411) »."""
    known = sorted(communes, key=lambda c: -c.population)
    cited = ", ".join(
        f"{c.nom} ({places.departements[c.departement].nom}, code {c.code})" for c in known[:MAX_CANDIDATES]
    )
    return cited + (f" et {len(known) - MAX_CANDIDATES} autres" if len(known) > MAX_CANDIDATES else "")


def _here_first(communes: Iterable[Commune], departement: Departement | None) -> tuple[Commune, ...]:
    """The communes of the département if there are some, else all."""
    known = tuple(communes)
    return tuple(c for c in known if departement and c.departement == departement.code) or known


def _posted(places: Places, postal_code: str) -> Iterator[Commune]:
    for code, row in places.rows.items():
        if postal_code in row[2] and (commune := places.commune(code)) and postal_code in commune.codes_postaux:
            yield commune


def _postal_code(asked: Asked, posted: tuple[Commune, ...]) -> Doubt:
    first = posted[0]
    shared = f"{first.nom} et de {len(posted) - 1} autres communes" if len(posted) > 1 else first.nom
    others = [f"{c.nom} ({c.code})" for c in posted[:MAX_CANDIDATES]]
    return Doubt(
        CODE_KEY,
        "code-postal",
        f"{quote(asked.code)}, le code postal de {shared}",
        "le code INSEE de la commune",
        f"écrivez {asked.write_code(first)}" if len(posted) == 1 else f"choisissez le code INSEE : {enumeration(others)}",
    )


def _unknown_code(places: Places, asked: Asked, named: tuple[Commune, ...]) -> Doubt:
    if today := places.former_commune(asked.code):
        return Doubt(
            CODE_KEY,
            "code-insee-ancien",
            f"{quote(asked.code)}, le code d’une ancienne commune, d’une commune déléguée ou d’un arrondissement",
            f"le code de la commune d’aujourd’hui : {told([today], places)}",
            f"écrivez {asked.write_name(today)}",
        )
    return Doubt(
        CODE_KEY,
        "code-insee-inconnu",
        quote(asked.code),
        "le code INSEE d’une commune d’aujourd’hui",
        f"écrivez {asked.write_code(named[0])}"
        if len(named) == 1
        else "cherchez le code de la commune sur le site de l’Insee, ou ôtez-le si le nom suffit",
    )


def _contradiction(places: Places, asked: Asked, commune: Commune, named: tuple[Commune, ...]) -> Doubt:
    if commune.code in {c.code for c in _former_named(places, asked.name)}:
        return _old_name(places, asked, (commune,))
    other = f", ou {asked.write_code(named[0])} pour {named[0].nom}" if len(named) == 1 else ""
    return Doubt(
        NAME_KEY,
        "commune-contredit-code",
        f"{quote(asked.name)} avec le code {asked.code}",
        f"le nom et le code d’une même commune ; {asked.code} est {commune.nom} ({places.departements[commune.departement].nom})",
        f"écrivez commune: {commune.nom}{other}",
    )


def _unknown_name(places: Places, asked: Asked) -> Doubt:
    if former := _here_first(_former_named(places, asked.name), asked.departement):
        return _old_name(places, asked, former)
    near = _nearest_commune(places, asked) if asked.guess else ""
    return Doubt(
        NAME_KEY,
        "commune-inconnue",
        quote(asked.name),
        "le nom d’une commune d’aujourd’hui",
        f"écrivez {near}" if near else "vérifiez le nom, ou donnez le code INSEE de la commune",
    )


def _old_name(places: Places, asked: Asked, today: tuple[Commune, ...]) -> Doubt:
    return Doubt(
        NAME_KEY,
        "commune-ancienne",
        f"{quote(asked.name)}, une ancienne commune, une commune déléguée ou un arrondissement",
        f"la commune d’aujourd’hui : {told(today, places)}",
        f"écrivez {asked.write_name(today[0])}",
    )


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
