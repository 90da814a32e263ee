"""What changed in a record, in words: two readings of the same file, compared by what they mean and not by how they are typed.

Contacts, sites and carriers are said to have changed, never quoted: what was withdrawn must not stay in the news.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from atlas.check.heirs import ENDED
from atlas.check.reading import Reading
from atlas.content.vocabularies import Vocabulary
from atlas.french.folding import fold
from atlas.french.typography import french, plural
from atlas.geo.places import Places
from atlas.record.fields import FIELDS, Field

# What is said when a field is filled, changed, emptied.
PHRASES = {
    "autres_noms": ("autre nom ajouté", "autres noms revus", "autres noms ôtés"),
    "porteur": ("structure porteuse indiquée", "nouvelle structure porteuse", "structure porteuse ôtée"),
    "statut_constate_le": ("situation datée", "situation constatée à une autre date", "date de la situation ôtée"),
    "heritier": ("héritier indiqué", "autre héritier", "héritier ôté"),
    "annee_creation": ("année de création indiquée", "année de création corrigée", "année de création ôtée"),
    "coordonnees": ("position précisée", "position corrigée", "position ôtée"),
    "territoire": ("territoire décrit", "territoire revu", "territoire ôté"),
    "secteurs": ("secteurs indiqués", "secteurs revus", "secteurs ôtés"),
    "activites": ("activités décrites", "activités revues", "activités ôtées"),
    "profil": ("profil indiqué", "profil revu", "profil ôté"),
    "gouvernance": ("gouvernance décrite", "gouvernance revue", "gouvernance ôtée"),
    "cooperations": ("coopérations décrites", "coopérations revues", "coopérations ôtées"),
    "charte": ("signature de la Charte indiquée", "signature de la Charte corrigée", "signature de la Charte ôtée"),
    "siren": ("SIREN indiqué", "SIREN corrigé", "SIREN ôté"),
    "site_web": ("nouveau site web", "nouvelle adresse du site web", "site web ôté"),
    "contact": ("contact indiqué", "contact mis à jour", "contact ôté"),
    "autodiagnostic": ("autodiagnostic publié", "autodiagnostic mis à jour", "autodiagnostic ôté"),
    "remarques": ("remarque ajoutée", "remarques revues", "remarques ôtées"),
}
# Lists of which one says how many came and went; when none did, what was there has been revised.
COUNTED = {
    "lieux": ("autre lieu", "autres lieux"),
    "parties_prenantes": ("partie prenante", "parties prenantes"),
    "chiffres": ("chiffre", "chiffres"),
    "reconnaissances": ("reconnaissance", "reconnaissances"),
    "sources": ("source", "sources"),
}
SEAT = ("region", "departement", "commune", "code_insee")  # told together
SPECIAL = ("nom", "statut", *SEAT)
# No news of the pole: the work of the team, and what the change of address itself tells.
SILENT = ("anciennes_adresses", "region_2014", "provenance", "verifie_le")
_GREW = 1.05  # a story this much longer is completed, not only revised


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed, in the order of the field table; `ended` when the pole merged or ceased."""

    words: tuple[str, ...]
    ended: bool = False


def difference(old: Reading, new: Reading, places: Places, vocabularies: dict[str, Vocabulary]) -> Difference:
    """What the second reading says that the first did not; no words when only the form changed."""
    meaning = _Meaning(places)
    words: list[str] = []
    for field in FIELDS:
        key = field.key
        before, after = meaning.of(field, old.get(key)), meaning.of(field, new.get(key))
        if key == "nom" and before != after and after:
            words.append(f"nouveau nom : {new.get(key)}")
        elif key == "statut" and before != after and before and after:
            labels = [vocabularies["statuts"][reading.get(key)].label.lower().removeprefix("situation ") for reading in (old, new)]
            words.append(f"situation : {' → '.join(labels)}")
        elif key == "departement" and (told := _seat(meaning.seat(old), meaning.seat(new))):
            words.append(told)
        elif key in COUNTED and before != after:
            words.append(_counted(old.get(key), new.get(key), COUNTED[key]))
        elif key in PHRASES and before != after:
            words.append(PHRASES[key][0 if not before else 2 if not after else 1])
    before, after = _set(old.record.story), _set(new.record.story)
    if before != after:
        words.append("récit complété" if len(after) > len(before) * _GREW else "récit revu")
    stages = old.get("statut"), new.get("statut")
    return Difference(tuple(words), ended=stages[1] in ENDED and stages[0] not in ENDED)


class _Meaning:
    """Values made comparable: typed the same way, places by their codes, no order where order says nothing."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def of(self, field: Field, value: Any) -> Hashable:  # noqa: ANN401 - the type is the field's
        if not value:
            return None
        if not field.many:
            return self._one(field, value)
        items = [self._one(field, item) for item in value if item is not None]
        return tuple(items) if field.key == "secteurs" else frozenset(Counter(items).items())

    def seat(self, reading: Reading) -> tuple[str, str]:
        """The département and the commune of the seat, however they are written."""
        departement = self._places.departement_named(reading.get("departement") or "")
        code, name = reading.get("code_insee") or "", reading.get("commune") or ""
        commune = self._places.commune(code) if code else None
        return departement.code if departement else "", fold(commune.nom if commune else name)

    def _one(self, field: Field, value: Any) -> Hashable:  # noqa: ANN401 - likewise
        if field.kind == "groupe" or (field.kind == "table" and field.fields):
            inner = {f.key: f for f in field.fields}
            if field.kind == "table":
                return frozenset((key, self._group(row, inner)) for key, row in value.items())
            return self._group(value, inner)
        if field.kind == "table":
            return frozenset((key, _set(text)) for key, text in value.items())
        if field.kind == "lieu":
            return self._place(field.key, value)
        return _set(value) if isinstance(value, str) else value

    def _group(self, row: dict[str, Any], inner: dict[str, Field]) -> Hashable:
        return frozenset((key, self.of(inner[key], item)) for key, item in row.items() if item)

    def _place(self, key: str, text: str) -> str:
        named: dict[str, Callable[[str], Any]] = {
            "regions": self._places.region_named,
            "departements": self._places.departement_named,
            "epci": self._places.epci_named,
            "communes": self._places.commune,
        }
        found = named[key](text) if key in named else None
        if key == "communes" and not found:
            same = self._places.communes_named(text)
            found = same[0] if len(same) == 1 else None
        return found.code if found else fold(text)


def _seat(before: tuple[str, str], after: tuple[str, str]) -> str:
    if before == after:
        return ""
    if not after[1]:
        return "commune du siège ôtée" if before[1] else "siège dans un autre département"
    return "siège déplacé" if before[1] else "commune du siège indiquée"


def _counted(old: Any, new: Any, names: tuple[str, str]) -> str:  # noqa: ANN401 - a list, or the rows of a table
    came = len(new or ()) - len(old or ())
    if came:
        return f"{plural(abs(came), *names)} de {'plus' if came > 0 else 'moins'}"
    return f"{names[1]} : mise à jour"


def _set(text: str) -> str:
    """A text without what only its typing changes: spaces, line ends, apostrophes, quotes."""
    return " ".join(french(text).split())
