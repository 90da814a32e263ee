"""What a pole is: the values of a checked record, frozen. Nothing here reads or writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from atlas.geo.perimeters import Territory
from atlas.geo.places import Commune, Departement, Epci, Point, Region
from atlas.record.fields import Field
from atlas.record.values import PartialDate

Further = Mapping[str, Any]
"""What a record says that no code asks for by name, by key of the field table: published and shown all the same."""
NOTHING_MORE: Further = {}
"""The one that most things have: tens in each pole."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from; `number` counts from 1 in the order of the record."""

    id: str
    number: int
    titre: str
    date: PartialDate | None
    url: str
    consulte_le: PartialDate | None
    further: Further = field(default_factory=lambda: NOTHING_MORE)


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """A partie prenante; `famille` and `role` are vocabulary ids (`role` may be empty)."""

    nom: str
    famille: str
    role: str
    source: str
    further: Further = field(default_factory=lambda: NOTHING_MORE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence about what is done together, and the id of its source."""

    texte: str
    source: str
    further: Further = field(default_factory=lambda: NOTHING_MORE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chiffre: `annee` is 0 when the source does not date it."""

    libelle: str
    valeur: Decimal
    unite: str
    precision: str
    annee: int
    source: str
    further: Further = field(default_factory=lambda: NOTHING_MORE)


@dataclass(frozen=True, slots=True)
class Governance:
    """How a pole is organised; `forme` is a vocabulary id."""

    forme: str
    precision: str
    source: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """That a call, a label or a network recognised a pole: a dated fact. `appel` is a vocabulary id, `annee` 0 when not told."""

    appel: str
    annee: int
    phase: str
    source: str
    further: Further = field(default_factory=lambda: NOTHING_MORE)


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
    further: Further = field(default_factory=lambda: NOTHING_MORE)


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
    reconnaissances: tuple[Recognition, ...]
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
    further: Further = field(default_factory=lambda: NOTHING_MORE)


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
