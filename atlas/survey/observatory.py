"""What the poles have in common, counted from the records alone: tables of whole numbers, each line with its poles' address.

Pure functions from an atlas to frozen tables. Nothing here is an average, a share or a rank: the order of lines is that of
the closed lists, of the alphabet or of time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from atlas import urls
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.record.values import PartialDate
from atlas.survey import completeness, recognitions
from atlas.survey.organisations import Shared, shared
from atlas.survey.recognitions import Call

READS = (*completeness.READS, "slug", "nom", "statut", "profil", "reconnaissances")  # of a pole, to count all
OVERSEAS = "collectivites"
UNKNOWN = "inconnu"
CALLS = "laureats"  # the table of the national calls, in addresses and files
TITLES = {
    "regions": "Régions du siège",
    "secteurs": "Secteurs d’activité",
    "types": "Types de pôle",
    "parties-prenantes": "Familles de parties prenantes",
    "cooperations": "Formes de coopération",
    "gouvernance": "Formes de gouvernance",
    "creation": "Années de création",
    "reconnaissances": "Reconnaissances",
    "situations": "Situations",
    "connu": "Ce que savent les fiches",
}

Of = Callable[[Pole], Collection[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """How many poles share something; `url` leads to exactly these poles, and is empty when there are none."""

    id: str
    label: str
    poles: int
    url: str


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of one question. `base`: how many of the `total` poles the records answer it for; `unknown`: the others.

    `several`: a pole may stand in more than one line, so that lines do not add up to the base.
    """

    id: str
    lines: tuple[Line, ...]
    base: int
    total: int
    unknown: Line | None = None
    several: bool = False

    @property
    def titre(self) -> str:
        """What it counts, in words."""
        return TITLES[self.id]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Sector × région: `rows` are the régions where a pole is seated, each with a line for each of the sectors in `columns`.

    `base`: the poles of the atlas with a région and a sector.
    """

    id: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Line, ...]], ...]
    base: int
    total: int


@dataclass(frozen=True, slots=True)
class Observatory:
    """Every table; `date` is that of the data, None for an empty atlas. `naming`: the poles that name an organisation."""

    date: PartialDate | None
    total: int
    regions: Table
    secteurs: Table
    situations: Table
    types: Table
    gouvernances: Table
    cooperations: Table
    familles: Table
    creations: Table
    connu: Table
    reconnaissances: Table
    appels: tuple[Call, ...]
    croisement: Crossing
    organisations: tuple[Shared, ...]
    naming: int

    @property
    def tables(self) -> tuple[Table, ...]:
        """The simple tables, in the order of the page."""
        return (
            self.regions, self.secteurs, self.types, self.familles, self.cooperations, self.gouvernances,
            self.creations, self.reconnaissances, self.situations, self.connu,
        )  # fmt: skip


def of(atlas: Atlas) -> Observatory:
    """Count an atlas."""
    return Observatory(
        atlas.updated,
        len(atlas.poles),
        _regions(atlas),
        _listed(atlas, "secteurs", "secteurs", lambda p: p.secteurs, facet="secteur", several=True),
        _listed(atlas, "situations", "statuts", lambda p: () if p.statut == UNKNOWN else (p.statut,), facet="situation", shown=True),
        _listed(atlas, "types", "profils", lambda p: (p.profil,) if p.profil else (), facet="type", shown=True),
        _listed(atlas, "gouvernance", "gouvernances", governance),
        _listed(atlas, "cooperations", "cooperations", lambda p: [form for form, told in p.cooperations.items() if told], facet="cooperation", several=True),
        _listed(atlas, "parties-prenantes", "familles", lambda p: {party.famille for party in p.parties_prenantes}, facet="famille", several=True),
        _creations(atlas),
        _known(atlas),
        _listed(atlas, "reconnaissances", "reconnaissances", recognitions.recognised, facet="reconnaissance", several=True, shown=True),
        recognitions.calls(atlas),
        _crossing(atlas),
        shared(atlas.poles),
        sum(1 for pole in atlas.poles if pole.porteur or pole.parties_prenantes),
    )


def governance(pole: Pole) -> tuple[str, ...]:
    """The form of governance of a pole, if it is known."""
    return (pole.gouvernance.forme,) if pole.gouvernance else ()


def creation(pole: Pole) -> tuple[str, ...]:
    """The year of creation of a pole, if it is known."""
    return (str(pole.annee_creation),) if pole.annee_creation else ()


def anchor(value: str) -> str:
    """Where the poles of a value stand on the page of a list (an identifier may not begin with a digit)."""
    return f"v-{value}"


def _listed(atlas: Atlas, id_: str, vocabulary: str, values: Of, *, facet: str = "", several: bool = False, shown: bool = False) -> Table:
    """The words of a closed list: behind each, the explorer where it has this facet, else a list of our own.

    Where it is `shown`, the explorer also shows the poles of which it is unknown, be that a word of the list or not.
    """

    def url(value: str) -> str:
        return urls.poles_where(**{facet: value}) if facet else f"{urls.observatoire_list(id_)}#{anchor(value)}"

    words = [(term.id, term.label, url(term.id)) for term in atlas.vocabularies[vocabulary].values() if term.id != UNKNOWN]
    return _table(atlas, id_, words, values, several=several, unknown=url(UNKNOWN) if shown else "")


def _table(atlas: Atlas, id_: str, words: Iterable[tuple[str, str, str]], values: Of, *, several: bool = False, unknown: str = "") -> Table:
    """A table; `unknown` leads to the poles of which nothing is known there, by default to the state of the records."""
    base, counts = _count(atlas.poles, values)
    left = len(atlas.poles) - base
    rest = Line(UNKNOWN, "Non renseigné", left, unknown or urls.etat_list(f"sans-{id_}")) if left else None
    return Table(id_, _lines(words, counts), base, len(atlas.poles), rest, several)


def _count(poles: Sequence[Pole], values: Of) -> tuple[int, Counter[str]]:
    """How many poles have any value, and how many each."""
    base, counts = 0, Counter[str]()
    for pole in poles:
        found = values(pole)
        base += bool(found)
        for value in found:
            counts[value] += 1
    return base, counts


def _lines(words: Iterable[tuple[str, str, str]], counts: Counter[str]) -> tuple[Line, ...]:
    return tuple(Line(value, label, counts[value], url if counts[value] else "") for value, label, url in words)


def _regions(atlas: Atlas) -> Table:
    """Where the seats are: every région by name, then the overseas collectivities together if any has a pole."""
    words = [(region.code, region.nom, urls.poles_where(region=region.slug)) for region in atlas.places.regions_by_name]
    beyond = sorted({p.seat.departement.code for p in atlas.poles if p.seat.region is None})
    if beyond:
        where = urls.poles_where(departement=",".join(code.lower() for code in beyond))
        words.append((OVERSEAS, "Collectivités d’outre-mer", where))
    return _table(atlas, "regions", words, lambda p: (_region(p),))


def _region(pole: Pole) -> str:
    return pole.seat.region.code if pole.seat.region else OVERSEAS


def _creations(atlas: Atlas) -> Table:
    """The years in which a pole was born, in order."""
    years = sorted({pole.annee_creation for pole in atlas.poles if pole.annee_creation})
    words = [(str(y), str(y), f"{urls.observatoire_list('creation')}#{anchor(str(y))}") for y in years]
    return _table(atlas, "creation", words, creation)


def _known(atlas: Atlas) -> Table:
    """How many records know each of the things a reader expects."""
    total = len(atlas.poles)
    counts = {id_: sum(1 for pole in atlas.poles if known(pole)) for id_, _, known in completeness.EXPECTED}
    lines = tuple(
        Line(id_, label[:1].upper() + label[1:], counts[id_], f"{urls.etat_list(f'sans-{id_}')}#connues" if counts[id_] else "")
        for id_, label, _ in completeness.EXPECTED
    )
    return Table("connu", lines, total, total, several=True)


def _crossing(atlas: Atlas) -> Crossing:
    sectors = atlas.vocabularies["secteurs"]
    told = [pole for pole in atlas.poles if pole.seat.region and pole.secteurs]
    counts = Counter((_region(pole), id_) for pole in told for id_ in pole.secteurs)
    there = {pole.seat.region for pole in told if pole.seat.region}
    rows = []
    for region in sorted(there, key=lambda region: region.slug):
        where = region.slug
        cells = (
            Line(id_, f"{term.label}, {region.nom}", n, urls.poles_where(region=where, secteur=id_) if n else "")
            for id_, term in sectors.items()
            for n in (counts[region.code, id_],)
        )
        rows.append((region.code, region.nom, tuple(cells)))
    return Crossing("secteurs-par-region", tuple(sectors), tuple(rows), len(told), len(atlas.poles))
