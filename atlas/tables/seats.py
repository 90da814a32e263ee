"""Where a line seats its pole: its cells of place read together, by the one reading of typed places.

Nothing is guessed: a commune is known when the cells leave one, else the choices are told with their codes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from atlas.french.folding import fold
from atlas.geo.places import Commune, Departement
from atlas.geo.toponyms import Name
from atlas.geo.typed import Answer, Register
from atlas.problems.report import quote

_MOST = 8  # choices told
_EATEN = re.compile(r"[1-9][0-9]{3}")  # five digits whose first, a zero, a spreadsheet ate
_CODE = re.compile(r"[0-9]{5}|2[AB][0-9]{3}")
_END = re.compile(r"\b([0-9]{5}) ([^,;|]+?) ?(?:, ?France)?$", re.IGNORECASE)  # of an address
_LAST = 200  # characters of an address that hold its end
_AROUND = re.compile(r"\b(?:[0-9]{1,5}|cedex|er|e|eme|arrondissement)\b")
_LARGER = {"e": "une intercommunalité", "d": "un département", "r": "une région"}


class DoubtError(Exception):
    """Cells of place that do not leave one commune; the message is French and says what to write."""


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
    search = _Search(asked, register, guess)
    try:
        commune, departement = search.found()
    except DoubtError as doubt:
        return Seat(doubt=str(doubt), notes=tuple(search.notes))
    if departement is None:
        return Seat(missing=search.missing(), notes=tuple(search.notes))
    return Seat(commune, departement, notes=tuple(search.notes))


@dataclass(slots=True)
class _Search:
    """The search for the place of one line."""

    asked: Asked
    register: Register
    guess: bool
    departement: Departement | None = None
    notes: list[str] = field(default_factory=list)

    def found(self) -> tuple[Commune | None, Departement | None]:
        """The commune, and its département or the one told."""
        places = self.register.places
        self.departement = told = self._told_departement()
        commune = self._commune()
        if commune and told and commune.departement != told.code:
            own = places.departements[commune.departement].nom
            raise DoubtError(f"la commune : {commune.nom} est dans {quote(own)}, la ligne dit {quote(told.nom)} ; gardez l’un des deux")
        departement = places.departements[commune.departement] if commune else told
        region = places.region_named(self.asked.region) if self.asked.region else None
        if region and departement and region.code != departement.region:
            self.notes.append(f"région : lu {quote(region.nom)}, qui n’est pas la région d’aujourd’hui de {departement.nom} ; celle-ci est écrite")
        return commune, departement

    def missing(self) -> str:
        """What to add when no place is told."""
        places = self.register.places
        region = places.region_named(self.asked.region) if self.asked.region else None
        if region:
            return f"le département : la ligne ne donne que la région. Ajoutez l’un de : {self._inside_region(region.code)}"
        return "le lieu : ajoutez une commune et son code postal, ou au moins un département"

    def _inside_region(self, code: str) -> str:
        return ", ".join(d.nom for d in self.register.places.departements.values() if d.region == code)

    def _told_departement(self) -> Departement | None:
        text, places = self.asked.departement, self.register.places
        if not text:
            return None
        codes = self.register.departements_of(fold(text))
        found = places.departement_named(text) or (places.departements[next(iter(codes))] if len(codes) == 1 else None)
        if found is None and (region := places.region_named(text)):
            raise DoubtError(f"le département : {quote(text)} est une région ; écrivez l’un de : {self._inside_region(region.code)}")
        if found is None:
            raise DoubtError(f"le département : lu {quote(text)}, qui n’en est pas un ; écrivez son nom ou son code")
        return found

    def _commune(self) -> Commune | None:
        """The commune, or None when no cell names one."""
        text, postal = self.asked.commune, self.asked.postal.replace(" ", "")
        if not text and not postal and (end := _END.search(" ".join(self.asked.address.split())[-_LAST:])):
            text, postal = end[2], end[1]
        insee = self.asked.insee.replace(" ", "").upper()
        if insee and (found := self._by_insee(insee, text)):
            return found
        if not text:
            return self._by_postal(postal)
        if _EATEN.fullmatch(postal):
            self.notes.append(f"code postal : lu {quote(postal)}, sans doute 0{postal}, dont le tableur a mangé le zéro")
        return self._by_name(text, postal if _CODE.fullmatch(postal) else "")

    def _read(self, text: str, *, guess: bool = False) -> Answer:
        return self.register.read(f"{text} ({self.departement.code})" if self.departement else text, guess=guess)

    def _by_name(self, text: str, postal: str) -> Commune | None:
        answer = self.register.read(f"{postal} {text}", guess=self.guess) if postal else self._read(text, guess=self.guess)
        communes = self._communes(answer.found[: answer.exact])
        if postal and communes and not any(_agrees(postal, c) for c in communes):
            raise DoubtError(f"la commune : {quote(text)} n’a pas le code postal {postal} ; est-ce {self._choices(communes)} ?")
        inside = self._inside(communes) or communes
        only = (self._of(answer.opens) if answer.opens else None) or (inside[0] if len(inside) == 1 else None)
        if only:
            if not _alike(only, text):
                self.notes.append(f"commune : lu {quote(text)}, écrit {only.nom} ({only.code})")
            return only
        if inside:
            raise DoubtError(f"la commune : {quote(text)} peut être {self._choices(inside)} ; ajoutez le code postal ou le département")
        if answer.exact:
            self._tell_larger(answer.found[0], text)
            return None
        near = self._communes(answer.found)
        if answer.how == "etranger":
            raise DoubtError(f"la commune : {quote(text)} n’est pas en France")
        end = f"est-ce {self._choices(near)} ?" if near else "vérifiez le nom, ou donnez le code INSEE"
        raise DoubtError(f"la commune : aucune ne s’appelle {quote(text)} ; {end}")

    def _tell_larger(self, name: Name, text: str) -> None:
        """What a département, an intercommunalité or a région in the column of communes says: no commune."""
        what = _LARGER[name.kind]
        if self.departement is None:
            raise DoubtError(f"la commune : {quote(text)} est {what} ; écrivez la commune, ou un département dans sa colonne")
        self.notes.append(f"commune : lu {quote(text)}, qui est {what} ; le siège reste au département")

    def _by_insee(self, insee: str, text: str) -> Commune | None:
        """The commune of an INSEE code, unless the name says another."""
        places = self.register.places
        if _EATEN.fullmatch(insee) and (whole := places.commune(f"0{insee}")):
            named = self._read(text).opens if text else None
            if named is None or self._of(named) != whole:
                raise DoubtError(f"la commune : code INSEE {quote(insee)}, sans doute {whole.code} ({whole.nom}), dont le tableur a mangé le zéro ; écrivez {whole.code}")
            self.notes.append(f"code INSEE : lu {quote(insee)}, écrit {whole.code} ({whole.nom})")
            return whole
        found = places.commune(insee) or places.former_commune(insee)
        if not found:
            self.notes.append(f"code INSEE : lu {quote(insee)}, qui n’est celui d’aucune commune")
        elif text and not _alike(found, text) and found not in self._communes(self._read(text).found):
            raise DoubtError(f"la commune : le code {insee} est celui de {found.nom}, la ligne dit {quote(text)} ; gardez l’un des deux")
        elif insee != found.code:
            self.notes.append(f"code INSEE : lu {quote(insee)}, celui d’une ancienne commune ; écrit {found.nom} ({found.code})")
        return found

    def _by_postal(self, postal: str) -> Commune | None:
        if _EATEN.fullmatch(postal):
            raise DoubtError(f"la commune : code postal {quote(postal)}, sans doute 0{postal}, dont le tableur a mangé le zéro ; écrivez-le, avec le nom de la commune")
        if not _CODE.fullmatch(postal):
            return None
        communes = self._communes(self.register.posted(postal))
        inside = self._inside(communes)
        if len(inside) == 1:
            return inside[0]
        if not communes:
            raise DoubtError(f"la commune : le code postal {postal} n’est celui d’aucune ; ajoutez son nom")
        raise DoubtError(f"la commune : le code postal {postal} est partagé entre {self._choices(inside or communes)} ; ajoutez son nom")

    def _inside(self, communes: list[Commune]) -> list[Commune]:
        """Those of the département told, or all when none is."""
        return [c for c in communes if self.departement is None or c.departement == self.departement.code]

    def _communes(self, names: tuple[Name, ...]) -> list[Commune]:
        return list(dict.fromkeys(c for name in names if (c := self._of(name))))

    def _of(self, name: Name) -> Commune | None:
        """The commune of today of a name: itself, what an old one became, the city of an arrondissement."""
        if name.kind not in "cam":
            return None
        code = name.code.removeprefix("s").lstrip("am")
        return self.register.places.commune(code) or self.register.places.former_commune(code)

    def _choices(self, communes: list[Commune]) -> str:
        names = self.register.places.departements
        told = [f"{c.nom} ({names[c.departement].nom}, code {c.code})" for c in communes[:_MOST]]
        more = f" et {len(communes) - _MOST} autres" if len(communes) > _MOST else ""
        return " ou ".join(told) + more


def _agrees(postal: str, commune: Commune) -> bool:
    """Whether a postal code may be of a commune: its own, or one that the post gives to firms of its département."""
    corsican = postal.startswith("20") and commune.code.startswith("2")
    return postal in commune.codes_postaux or postal[:2] == commune.code[:2] or corsican


def _alike(commune: Commune, text: str) -> bool:
    """Whether a text is the name of the commune, with a code, « cedex » or a district perhaps."""
    return " ".join(_AROUND.sub(" ", fold(text)).split()) in (fold(commune.nom), " ".join(_AROUND.sub(" ", fold(commune.nom)).split()))
