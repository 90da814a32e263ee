"""What a checked atlas is: its poles and all they refer to, as frozen values. Nothing here reads or writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from atlas.content.comptes import Compte
from atlas.content.config import Config
from atlas.content.contacts_public import Institutions
from atlas.content.journal import Change
from atlas.content.referentiel import Referentiel
from atlas.content.retired import Retired
from atlas.content.vocabularies import Vocabulary
from atlas.geo.perimeters import Perimeters, Territory
from atlas.geo.places import Places
from atlas.model.pole import Pole
from atlas.record.values import PartialDate


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
    journal: tuple[Change, ...] = ()
    contacts: Institutions = field(default_factory=Institutions)

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
        return self._by_departement(lambda pole: (pole.seat.departement.code,))

    @cached_property
    def reaching(self) -> dict[str, tuple[Pole, ...]]:
        """The poles by the code of each département their territory reaches without their seat being there."""
        return self._by_departement(lambda pole: self._reached(pole) - {pole.seat.departement.code})

    @cached_property
    def touching(self) -> dict[str, tuple[Pole, ...]]:
        """The poles by the code of each département their territory lies in, seat or not, without a source that tells its limits."""
        return self._by_departement(lambda pole: [d.code for d in pole.territoire.departements_touches] if pole.territoire else ())

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
        """The poles by each thing their territory is made of, wholly: commune, SIREN, département, or `R` and a région's code."""
        found: dict[str, list[Pole]] = {}
        for pole in self.poles:
            territory = pole.territoire or Territory("")
            codes = [c.code for c in territory.communes] + [e.code for e in territory.epci]
            codes += [d.code for d in territory.departements] + [f"R{region.code}" for region in territory.regions]
            for code in codes:
                found.setdefault(code, []).append(pole)
        return found

    def _by_departement(self, codes_of: Callable[[Pole], Iterable[str]]) -> dict[str, tuple[Pole, ...]]:
        found: dict[str, list[Pole]] = {code: [] for code in self.places.departements}
        for pole in self.poles:
            for code in codes_of(pole):
                found[code].append(pole)
        return {code: tuple(poles) for code, poles in found.items()}

    def _reached(self, pole: Pole) -> set[str]:
        territory = pole.territoire
        if territory is None:
            return set()
        regions = {region.code for region in territory.regions}
        epci = {e.code for e in territory.epci}
        return (
            {d.code for d in (*territory.departements, *territory.departements_touches)}
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
