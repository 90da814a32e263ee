"""Whether the pole of a line has a record already, and what the line says that its record does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from atlas.check import Reading
from atlas.check.slugs import SLUG_LIMIT, suggested
from atlas.french.folding import fold
from atlas.geo.places import Places
from atlas.problems.report import quote
from atlas.record.fields import path_of
from atlas.record.writer import Value

# What a line has no opinion of its own on, or says in other words than a record.
_APART = frozenset({"provenance", "sources", "verifie_le", "region", "coordonnees", "code_insee", "remarques"})
_TOLD = 12
_INSIDE = frozenset({"source", "texte", "precision", "valeur", "unite", "annee", "role", "famille", "commune"})  # of an item: what it is told with
_UNSAID = "inconnu"


@dataclass(frozen=True, slots=True)
class Same:
    """The record of a pole; `line` is that of the table which made it, 0 when it was there before."""

    reading: Reading
    line: int


@dataclass(slots=True)
class Index:
    """Records by what tells a pole: its names in its département, its file, its SIREN."""

    places: Places
    by: dict[tuple[str, str], list[Same]] = field(default_factory=dict)

    @classmethod
    def of(cls, readings: tuple[Reading, ...], places: Places) -> Index:
        """The index of the records that are there."""
        index = cls(places)
        for reading in readings:
            index.add(reading)
        return index

    def add(self, reading: Reading, line: int = 0) -> None:
        """Know one more record."""
        names = (reading.get("nom") or "", *(name for _, name in reading.items("autres_noms")))
        files = (reading.record.slug, *(name for _, name in reading.items("anciennes_adresses")))
        for key in (*(("nom", fold(n)) for n in names), *(("fichier", f) for f in files), ("siren", reading.get("siren") or "")):
            if key[1]:
                self.by.setdefault(key, []).append(Same(reading, line))

    def find(self, values: Mapping[str, Value], slug: str = "") -> Same | None:
        """The record of the pole of a line; `slug` is that of its file, where the line tells it. A homonym elsewhere is another pole."""
        here = self._departement(values)
        namesakes = self.by.get(("nom", fold(str(values["nom"]))), ())
        near = [same for same in namesakes if not here or self._departement(same.reading.values) in ("", here)]
        siren = str(values.get("siren", "")).replace(" ", "")
        return next(iter((*near, *self.by.get(("fichier", slug), ()), *self.by.get(("siren", siren), ()))), None)

    def _departement(self, values: Mapping[str, Any]) -> str:
        """The code of where a pole has its seat, or nothing."""
        found = self.places.departement_named(str(values.get("departement") or ""))
        return found.code if found else ""

    def free(self, slug: str, values: Mapping[str, Value]) -> str:
        """A file that no other record has: this one, else with its commune or its département, else with a number."""
        place = suggested(str(values.get("commune") or values["departement"]))
        ends = (place, *(f"{place}-{n}" for n in range(2, len(self.by) + 3)))
        tried = (slug, *(f"{slug[: SLUG_LIMIT - 1 - len(end)].rstrip('-')}-{end}" for end in ends))
        return next(name for name in tried if ("fichier", name) not in self.by)


def differences(values: Mapping[str, Value], reading: Reading, places: Places) -> Iterator[str]:
    """What a line says otherwise than the record, or says alone."""
    own, known = _facts(values, places), _facts(reading.values, places)
    if own.get("statut") == {fold(_UNSAID): _UNSAID}:
        own.pop("statut")
    for count, (dotted, said) in enumerate(own.items()):
        there = known.get(dotted, {})
        new = [text for key, text in said.items() if key not in there]
        if not new:
            continue
        if count >= _TOLD:
            yield "…"
            return
        label = ", ".join(spec.label for spec in path_of(dotted))
        told = ", ".join(quote(text) for text in new[:6])
        path = path_of(dotted)
        if there and not any(spec.many for spec in path):
            yield f"{label} : la fiche dit {quote(next(iter(there.values())))}, la ligne {told}"
        else:
            yield f"{label} : la fiche ne dit pas {told}"


def _facts(values: Mapping[str, Any], places: Places) -> dict[str, dict[str, str]]:
    """The texts by dotted key, each under what it is compared by."""
    facts: dict[str, dict[str, str]] = {}
    for dotted, text in _leaves(values, ""):
        if dotted.partition(".")[0] in _APART or dotted.rpartition(".")[2] in _INSIDE - {dotted}:
            continue
        departement = places.departement_named(text) if dotted == "departement" else None
        written = departement.nom if departement else text
        digits = "".join(c for c in written if c.isdigit()) if dotted == "contact.telephone" else ""
        facts.setdefault(dotted, {})[digits or fold(written) or written] = written
    return facts


def _leaves(value: object, above: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{above}.{key}" if above else str(key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner, above)
    elif value is not None:
        yield above, str(value)
