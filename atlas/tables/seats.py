"""Where a line seats its pole: its cells of place read together, by the one reading of typed places.

Nothing is guessed: a commune is known when the cells leave one, else the choices are told with their codes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from atlas.french.folding import fold
from atlas.geo.names import Name
from atlas.geo.places import Commune, Departement
from atlas.geo.typed import Register
from atlas.problems.report import quote

_MOST = 8  # choices told
_EATEN = re.compile(r"[1-9][0-9]{3}")  # five digits whose first, a zero, a spreadsheet ate
_CODE = re.compile(r"[0-9]{5}|2[AB][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Asked:
    """The cells of place of a line, each empty when there is none."""

    commune: str = ""
    insee: str = ""
    postal: str = ""
    departement: str = ""
    region: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """What is known of the place: a commune, or a département alone; else a doubt or what is missing, in French.

    `notes` are French clauses about cells that were not followed to the letter.
    """

    commune: Commune | None = None
    departement: Departement | None = None
    doubt: str = ""
    missing: str = ""
    notes: tuple[str, ...] = ()


def seat(asked: Asked, register: Register, *, guess: bool = True) -> Seat:
    """The place that the cells of a line mean. Without `guess`, near spellings are not looked for, which takes time."""
    places = register.places
    departement = places.departement_named(asked.departement) if asked.departement else None
    if asked.departement and departement is None:
        codes = register.departements_of(fold(asked.departement))
        departement = places.departements[next(iter(codes))] if len(codes) == 1 else None
        if departement is None:
            return Seat(doubt=f"le département : lu {quote(asked.departement)}, qui n’en est pas un ; écrivez son nom ou son code")
    notes: list[str] = []
    found = _commune(asked, register, departement, notes, guess=guess)
    if isinstance(found, str):
        return Seat(doubt=found, notes=tuple(notes))
    if found is None and departement is None:
        return _nowhere(asked, register, notes)
    if found and departement and found.departement != departement.code:
        own = places.departements[found.departement].nom
        return Seat(doubt=f"la commune : {found.nom} est dans {_told(found.departement, own)}, la ligne dit {departement.nom} ; gardez l’un des deux", notes=tuple(notes))
    if found:
        departement = places.departements[found.departement]
    assert departement is not None
    region = places.region_named(asked.region) if asked.region else None
    if region and region.code != departement.region:
        notes.append(f"la région de la ligne, {region.nom}, n’est pas celle du département {departement.nom} d’aujourd’hui ; c’est celle-ci qui est écrite")
    return Seat(found, departement, notes=tuple(notes))


def _told(code: str, nom: str) -> str:
    return f"« {nom} » ({code})"


def _nowhere(asked: Asked, register: Register, notes: list[str]) -> Seat:
    region = register.places.region_named(asked.region) if asked.region else None
    if region:
        inside = ", ".join(d.nom for d in register.places.departements.values() if d.region == region.code)
        return Seat(missing=f"le département : la ligne ne donne que la région. Ajoutez l’un de : {inside}", notes=tuple(notes))
    return Seat(missing="le lieu : ajoutez une commune et son code postal, ou au moins un département", notes=tuple(notes))


def _commune(asked: Asked, register: Register, departement: Departement | None, notes: list[str], *, guess: bool) -> Commune | str | None:
    """The commune, or the doubt on it, or None when no cell names one."""
    places = register.places
    text, postal = asked.commune, asked.postal.replace(" ", "")
    if _EATEN.fullmatch(postal):
        notes.append(f"code postal : lu {quote(postal)}, sans doute 0{postal}, dont le tableur a mangé le zéro")
    if not text and not postal and asked.address:
        found = re.search(r"\b([0-9]{5})\s+([^,;|]+?)\s*(?:,\s*France\s*)?$", asked.address)
        text, postal = (found[2], found[1]) if found else ("", "")
    insee = asked.insee.replace(" ", "").upper()
    if insee and (told := _by_insee(insee, text, register, departement, notes)):
        return told
    if not text:
        return _by_postal(postal, register, departement)
    whole = f"{postal} {text}" if _CODE.fullmatch(postal) else text
    answer = register.read(whole if departement is None or _CODE.fullmatch(postal) else f"{text} ({departement.code})", guess=guess)
    if answer.how == "etranger":
        return f"la commune : {quote(text)} n’est pas en France"
    exact = [c for name in answer.found[: answer.exact] if (c := _of(name, register))]
    communes = list(dict.fromkeys(exact))
    if _CODE.fullmatch(postal) and communes and not any(_agrees(postal, c) for c in communes):
        return f"la commune : {quote(text)} n’a pas le code postal {postal} ; {_choices(communes, register)}"
    inside = [c for c in communes if departement is None or c.departement == departement.code] or communes
    opened = _of(answer.opens, register) if answer.opens else None
    if opened or len(inside) == 1:
        only = opened or inside[0]
        if fold(only.nom) != fold(text) and not _alike(only, text):
            notes.append(f"commune : lu {quote(text)}, écrit {only.nom} ({only.code})")
        return only
    if inside:
        return f"la commune : {quote(text)} peut être {_choices(inside, register)}"
    if answer.exact and answer.found[0].kind in "der":
        return _larger(answer.found[0], text, departement, notes)
    near = list(dict.fromkeys(c for name in answer.found if (c := _of(name, register))))
    if near:
        return f"la commune : aucune ne s’appelle {quote(text)} ; est-ce {_choices(near, register)} ?"
    return f"la commune : aucune ne s’appelle {quote(text)} ; vérifiez le nom, ou donnez le code INSEE"


def _larger(name: Name, text: str, departement: Departement | None, notes: list[str]) -> str | None:
    """What a département, an intercommunalité or a région in the column of communes says: no commune."""
    if departement is not None:
        notes.append(f"commune : lu {quote(text)}, qui n’est pas une commune ; le siège reste au département")
        return None
    return f"la commune : {quote(text)} n’est pas une commune ({name.text}) ; écrivez la commune, ou un département dans sa colonne"


def _by_insee(insee: str, text: str, register: Register, departement: Departement | None, notes: list[str]) -> Commune | str | None:
    """The commune of an INSEE code, unless the name says another."""
    places = register.places
    if _EATEN.fullmatch(insee):
        whole = places.commune("0" + insee)
        named = register.read(f"{text} ({departement.code})" if departement else text, guess=False).opens if text else None
        if whole and named and named.code == whole.code:
            notes.append(f"code INSEE : lu {quote(insee)}, écrit {whole.code} : c’est bien celui de {whole.nom}")
            return whole
        if whole:
            return f"la commune : code INSEE {quote(insee)}, sans doute {whole.code} ({whole.nom}), dont le tableur a mangé le zéro ; écrivez {whole.code}"
    found = places.commune(insee) or places.former_commune(insee)
    if not found:
        notes.append(f"code INSEE : lu {quote(insee)}, qui n’est celui d’aucune commune")
        return None
    if not text or fold(text) == fold(found.nom) or _alike(found, text):
        return found
    named = [c for name in register.read(text, guess=False).found[:_MOST] if (c := _of(name, register))]
    if found in named:
        return found
    return f"la commune : le code {insee} est celui de {found.nom}, la ligne dit {quote(text)} ; gardez l’un des deux"


def _by_postal(postal: str, register: Register, departement: Departement | None) -> Commune | str | None:
    if _EATEN.fullmatch(postal):
        return f"la commune : code postal {quote(postal)}, sans doute 0{postal} ; écrivez-le, avec le nom de la commune"
    if not _CODE.fullmatch(postal):
        return None
    communes = list(dict.fromkeys(c for name in register.posted(postal) if (c := _of(name, register))))
    inside = [c for c in communes if departement is None or c.departement == departement.code]
    if len(inside) == 1:
        return inside[0]
    if not communes:
        return f"la commune : le code postal {postal} n’est celui d’aucune ; ajoutez son nom"
    return f"la commune : le code postal {postal} est partagé, {_choices(inside or communes, register)}"


def _of(name: Name, register: Register) -> Commune | None:
    """The commune of today of a name: itself, what an old one became, the city of an arrondissement."""
    if name.kind not in "cam":
        return None
    code = name.code.removeprefix("s").lstrip("am")
    return register.places.commune(code) or register.places.former_commune(code)


def _agrees(postal: str, commune: Commune) -> bool:
    """Whether a postal code may be of a commune: its own, or one that the post gives to firms of its département."""
    known = commune.codes_postaux
    return postal in known or (not _of_another(postal, commune))


def _of_another(postal: str, commune: Commune) -> bool:
    return postal[:2] != commune.code[:2] and not (postal.startswith("20") and commune.code.startswith("2"))


def _alike(commune: Commune, text: str) -> bool:
    """Whether a text is the name of the commune with a code, « cedex », or a district."""
    bare = re.sub(r"\b([0-9]{1,5}|cedex|er|e|eme|arrondissement)\b", " ", fold(text))
    return " ".join(bare.split()) == fold(commune.nom)


def _choices(communes: list[Commune], register: Register) -> str:
    names = register.places.departements
    told = [f"{c.nom} ({names[c.departement].nom}, code {c.code})" for c in communes[:_MOST]]
    more = f" et {len(communes) - _MOST} autres" if len(communes) > _MOST else ""
    return " ou ".join(told) + more
