"""What a checked atlas is: poles and all they refer to, as frozen values. Nothing here reads or writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from atlas.content.comptes import Compte
from atlas.content.config import Config
from atlas.content.referentiel import Referentiel
from atlas.content.retired import Retired
from atlas.content.vocabularies import Vocabulary
from atlas.geo.perimeters import Perimeters, Territory
from atlas.geo.places import Commune, Departement, Epci, Places, Point, Region
from atlas.record.fields import Field
from atlas.record.values import PartialDate

Further = Mapping[str, Any]
"""What a record says that no code asks for by name, by key of the field table: published and shown all the same."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from; `number` counts from 1 in the order of the record."""

    id: str
    number: int
    titre: str
    date: PartialDate | None
    url: str
    consulte_le: PartialDate | None
    further: Further = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """A partie prenante; `famille` and `role` are vocabulary ids (`role` may be empty)."""

    nom: str
    famille: str
    role: str
    source: str
    further: Further = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence about what is done together, and the id of its source."""

    texte: str
    source: str
    further: Further = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chiffre: `annee` is 0 when the source does not date it."""

    libelle: str
    valeur: Decimal
    unite: str
    precision: str
    annee: int
    source: str
    further: Further = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Governance:
    """How a pole is organised; `forme` is a vocabulary id."""

    forme: str
    precision: str
    source: str


@dataclass(frozen=True, slots=True)
class Signature:
    """That a pole signed the national Charter; `version` is a vocabulary id, `signee_le` None when the source does not say."""

    signee_le: PartialDate | None
    version: str
    source: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A self-assessment a pole chose to publish: no person, no mark.

    `reponses` gives the id of a degree by reading (« importance », « satisfaction »), then by indicator; `grille` is the
    number of the version of the grid, `regards` and `evaluateurs` are vocabulary ids.
    """

    date: PartialDate
    grille: str
    regards: tuple[str, ...]
    evaluateurs: tuple[str, ...]
    reponses: dict[str, dict[str, str]]
    source: str


@dataclass(frozen=True, slots=True)
class Site:
    """A place of a pole that is not its seat."""

    commune: Commune
    role: str
    source: str
    further: Further = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a pole stands. `approximate` when no source gives the seat: `point` is then its département's."""

    region: Region | None
    departement: Departement
    epci: Epci | None
    commune: Commune | None
    point: Point
    approximate: bool


@dataclass(frozen=True, slots=True)
class Pole:
    """One pole. Empty strings, empty tuples, 0 and None mean unknown; vocabulary values are ids.

    `resume` is the first paragraph of the story in plain words. `further` has the fields without an attribute, and of a group
    its parts without one; the items of lists carry their own.
    """

    slug: str
    nom: str
    autres_noms: tuple[str, ...]
    anciennes_adresses: tuple[str, ...]
    porteur: str
    statut: str
    statut_constate_le: PartialDate | None
    heritier: str
    annee_creation: int
    seat: Seat
    region_2014: str
    territoire: Territory | None
    lieux: tuple[Site, ...]
    secteurs: tuple[str, ...]
    activites: tuple[str, ...]
    profil: str
    parties_prenantes: tuple[Stakeholder, ...]
    gouvernance: Governance | None
    cooperations: dict[str, tuple[Statement, ...]]
    chiffres: tuple[Figure, ...]
    charte: Signature | None
    autodiagnostic: Assessment | None
    siren: str
    site_web: str
    courriel: str
    telephone: str
    provenance: dict[str, str]
    remarques: dict[str, str]
    sources: tuple[Source, ...]
    verifie_le: PartialDate
    story: str
    resume: str
    further: Further = field(default_factory=dict)


def leaves(pole: Pole, path: tuple[Field, ...]) -> tuple[Any, ...]:
    """All that a pole says at the end of a path of fields that no attribute names, in order."""
    top, *rest = path
    return (*_within([getattr(pole, top.key, None)] if rest else [], rest), *_within([pole.further.get(top.key)], rest))


def _within(found: Iterable[Any], path: Iterable[Field]) -> Iterator[Any]:
    key = next((inner.key for inner in path), None)
    rest = tuple(path)[1:]
    for item in found:
        if isinstance(item, tuple):
            yield from _within(item, tuple(path))
        elif key is None:
            yield from () if item is None else (item,)
        elif isinstance(item, Mapping):
            # A row of a table comes under a key of its own.
            yield from _within((item[key],), rest) if key in item else _within((v for v in item.values() if isinstance(v, Mapping)), tuple(path))
        else:
            yield from _within((getattr(item, "further", {}).get(key),), rest)


@dataclass(frozen=True)
class Atlas:
    """The whole checked atlas; `poles` in alphabetical order of their names."""

    config: Config
    vocabularies: dict[str, Vocabulary]
    places: Places
    referentiel: Referentiel
    poles: tuple[Pole, ...]
    retired: tuple[Retired, ...] = ()
    comptes: tuple[Compte, ...] = ()

    @cached_property
    def by_former(self) -> dict[str, Pole]:
        """The poles by each address they once had."""
        return {slug: pole for pole in self.poles for slug in pole.anciennes_adresses}

    @cached_property
    def inherited(self) -> dict[str, tuple[Pole, ...]]:
        """The poles that merged or ceased, by the address of their heir."""
        found: dict[str, tuple[Pole, ...]] = {}
        for pole in self.poles:
            if pole.heritier:
                found[pole.heritier] = (*found.get(pole.heritier, ()), pole)
        return found

    @cached_property
    def by_slug(self) -> dict[str, Pole]:
        """The poles by their address."""
        return {pole.slug: pole for pole in self.poles}

    @cached_property
    def seated(self) -> dict[str, tuple[Pole, ...]]:
        """The poles by the code of the département of their seat; every département has an entry."""
        found: dict[str, list[Pole]] = {code: [] for code in self.places.departements}
        for pole in self.poles:
            found[pole.seat.departement.code].append(pole)
        return {code: tuple(poles) for code, poles in found.items()}

    @cached_property
    def reaching(self) -> dict[str, tuple[Pole, ...]]:
        """The poles by the code of each département their territory reaches without their seat being there."""
        found: dict[str, list[Pole]] = {code: [] for code in self.places.departements}
        for pole in self.poles:
            for code in sorted(self._reached(pole) - {pole.seat.departement.code}):
                found[code].append(pole)
        return {code: tuple(poles) for code, poles in found.items()}

    def covering(self, commune: Commune) -> tuple[Pole, ...]:
        """The poles whose territory contains this commune, by its own name or by what contains it."""
        region = self.places.departements[commune.departement].region
        found = {
            pole.slug: pole
            for code in (commune.code, commune.epci, commune.departement, f"R{region}")
            for pole in self.covered.get(code, ())
        }
        return tuple(sorted(found.values(), key=lambda pole: self.rank[pole.slug]))

    @cached_property
    def perimeters(self) -> Perimeters:
        """What the territories of the poles look like on a map."""
        return Perimeters(self.places)

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each pole in the order of the atlas, by its address."""
        return {pole.slug: rank for rank, pole in enumerate(self.poles)}

    @cached_property
    def covered(self) -> dict[str, list[Pole]]:
        """The poles by each thing their territory names: commune, SIREN, département, or `R` and a région's code."""
        found: dict[str, list[Pole]] = {}
        for pole in self.poles:
            territory = pole.territoire or Territory("")
            codes = [c.code for c in territory.communes] + [e.code for e in territory.epci]
            codes += [d.code for d in territory.departements] + [f"R{region.code}" for region in territory.regions]
            for code in codes:
                found.setdefault(code, []).append(pole)
        return found

    def _reached(self, pole: Pole) -> set[str]:
        territory = pole.territoire
        if territory is None:
            return set()
        regions = {region.code for region in territory.regions}
        epci = {e.code for e in territory.epci}
        return (
            {d.code for d in territory.departements}
            | {c.departement for c in territory.communes}
            | {d.code for d in self.places.departements.values() if d.region in regions}
            | {code for siren in epci for code in self.places.epci_departements.get(siren, ())}
        )

    def label(self, vocabulary: str, id_: str) -> str:
        """The label of a word of a closed list."""
        return self.vocabularies[vocabulary][id_].label

    @cached_property
    def updated(self) -> PartialDate | None:
        """The latest verification of any pole: the date of the data."""
        return max((pole.verifie_le for pole in self.poles), default=None)
