"""What a check made of each record, remembered by the bytes of its file: problems, slim reading, pole, and digests of its attributes.

A pole is read back when something asks it for more than what lists are sorted and cut by.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache, cached_property, partial
from typing import Any, NamedTuple

from atlas.check.reading import Reading
from atlas.french.folding import slug
from atlas.geo.places import Commune, Departement, Epci, Places, Point, Region
from atlas.machine.cache import digest_of, key_of
from atlas.model.pole import Pole, Seat
from atlas.problems.report import Problem
from atlas.record.values import PartialDate

NAMES = tuple(field.name for field in fields(Pole))
_AT = {name: rank for rank, name in enumerate(NAMES)}
_OF_PROBLEM = tuple(field.name for field in fields(Problem))
_WIDTH = 8  # bytes of the digest of an attribute
_PLACES = (Region, Departement, Epci, Commune)

Told = tuple[Any, ...]
"""Plain values: what a pole is sorted, found and placed by."""


class Held(NamedTuple):
    """The slim reading and the pole of a record, packed."""

    reading: bytes
    pole: bytes


@dataclass(frozen=True, slots=True)
class Examined:
    """What one process found in a record, ready to be remembered. `core` tells apart what rules between records look at, but the story.

    `held` is the rest of it, much the heavier and seldom asked for, and `mark` its digest.
    """

    digest: bytes
    day: int
    problems: tuple[Told, ...]
    core: bytes
    story: bytes  # its digest, if there is one
    told: Told
    parts: bytes
    mark: bytes
    held: Callable[[], Held]

    @property
    def row(self) -> Told:
        """As plain values, but what is held."""
        return (self.digest, self.day, self.problems, self.core, self.story, self.told, self.parts, self.mark)

    def holds(self, digest: bytes, day: int) -> bool:
        """Whether it says what a check on that day would say: what was in the past stays there, and only a problem may go with time."""
        return self.digest == digest and (self.day == day or (not self.problems and self.day < day))


def back(row: Told, held: Callable[[], Held]) -> Examined:
    """What was found, of plain values and what gives the rest."""
    digest, day, problems, core, story, told, parts, mark = row
    return Examined(digest, day, problems, core, story, told, parts, mark, held)


def plain(problem: Problem) -> Told:
    """A problem as plain values: `Problem(*plain(problem))` gives it back."""
    return tuple(getattr(problem, name) for name in _OF_PROBLEM)


def examined(digest: bytes, day: int, problems: Iterable[Problem], reading: Reading | None, pole: Pole | None) -> Examined:
    """What is remembered of a record; `reading` is slim."""
    core = repr((reading.record.path, reading.values, reading.marks)) if reading else ""
    held = Held(_packed(reading), _packed(pole))
    return Examined(
        digest, day, tuple(map(plain, problems)), digest_of(core.encode()), digest_of(reading.record.story.encode()) if reading and reading.record.story else b"", _told(pole) if pole else (),
        b"".join(digest_of(repr(getattr(pole, name)).encode())[:_WIDTH] for name in NAMES) if pole else b"", digest_of(b"".join(held)),
        partial(Held, *held),
    )  # fmt: skip


class Reader:
    """Reads back what was remembered, with the places of today's house."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._last: tuple[Examined | None, Any] = (None, None)
        self._makers: dict[str, Callable[[str], Any]] = {
            "Region": places.regions.__getitem__, "Departement": places.departements.__getitem__, "Epci": places.epci.__getitem__,
            "Commune": self._commune,
        }  # fmt: skip

    def reading(self, found: Examined) -> Reading | None:
        """The slim reading of a record."""
        reading: Reading | None = self._unpacked(found.held().reading)
        return reading

    def pole(self, found: Examined) -> Pole:
        """The pole of a record without errors: the rest of it is read when it is asked for."""
        slug_, nom, dates, statut, heritier, anciennes, secteurs, (departement, commune, latitude, longitude, approximate) = found.told[1:]
        pole = _Remembered.__new__(_Remembered)
        place = self.places.departements[departement]
        town = self._commune(commune) if commune else None
        seat = Seat(
            self.places.regions.get(place.region), place, self.places.epci.get(town.epci) if town else None, town, Point(latitude, longitude), approximate
        )
        verifie, constate = (PartialDate(*date) if date else None for date in dates)
        for name, value in zip(_TOLD, (slug_, nom, verifie, constate, statut, heritier, anciennes, secteurs, seat), strict=True):
            _put(pole, name, value)
        _put(pole, "_whole", partial(self._whole, found))
        return pole

    def _whole(self, found: Examined) -> Pole:
        """All of a pole; the last one stays, for who asks it one thing after the other."""
        if self._last[0] is not found:
            self._last = (found, self._unpacked(found.held().pole))
        pole: Pole = self._last[1]
        return pole

    def _commune(self, code: str) -> Commune:
        found = self.places.commune(code)
        assert found is not None, "the places are those of the check"
        return found

    def _unpacked(self, packed: bytes) -> Any:  # noqa: ANN401 - what was packed
        return unpacked(packed, self._makers) if packed else None


_TOLD = ("slug", "nom", "verifie_le", "statut_constate_le", "statut", "heritier", "anciennes_adresses", "secteurs", "seat")
_ALONE = ("story", "sources", "activites", "provenance", "remarques", "further")  # what its own files tell, and hardly any list: half of it
_LISTED = tuple(name for name in NAMES if name not in (*_TOLD, *_ALONE))
_put = object.__setattr__


class _Remembered(Pole):
    """A pole that was remembered: it has what it is sorted and placed by, reads once what lists tell, and holds nothing of the rest."""

    __slots__ = ("_whole",)

    def __eq__(self, other: object) -> bool:
        """Whether it says the same. Two addresses are two poles: then neither is read."""
        return self is other or (isinstance(other, Pole) and self.slug == other.slug and super().__eq__(other))

    def __hash__(self) -> int:
        return hash(self.slug)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - of an attribute not there yet
        if name not in _AT:
            raise AttributeError(name)
        whole = self._whole()
        if name not in _ALONE:
            for other in _LISTED:
                _put(self, other, getattr(whole, other))
        return getattr(whole, name)


def _told(pole: Pole) -> Told:
    seat = pole.seat
    dates = tuple((date.year, date.month, date.day) if date else () for date in (pole.verifie_le, pole.statut_constate_le))
    place = (seat.departement.code, seat.commune.code if seat.commune else "", seat.point.latitude, seat.point.longitude, seat.approximate)
    return (slug(pole.nom), pole.slug, pole.nom, dates, pole.statut, pole.heritier, pole.anciennes_adresses, pole.secteurs, place)


class _Pickler(pickle.Pickler):
    """Places are told by their code, our other values by what they are made of: to set each attribute as `dataclasses` does takes twice as long."""

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - whatever is packed
        """How a value is made again; what is not ours, the library knows."""
        kind = type(value)
        if kind in _PLACES:
            return _place, (kind.__name__, value.code)
        return (kind, tuple([getattr(value, name) for name in _attributes(kind)])) if is_dataclass(kind) else NotImplemented


@cache
def _attributes(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass
    return tuple(field.name for field in fields(kind))


def _place(kind: str, code: str) -> None:
    """Stands for a place in what is packed: `_Unpickler` puts the place of today's house instead."""
    raise pickle.UnpicklingError(f"{kind} {code}")


class _Unpickler(pickle.Unpickler):
    """Makes nothing but our own values: a name that is no dataclass of ours is refused, whatever the bytes ask for."""

    def __init__(self, packed: bytes, places: dict[str, Callable[[str], Any]]) -> None:
        super().__init__(io.BytesIO(packed))
        self._placed = lambda kind, code: places[kind](code)  # knows nothing of the reader, which holds it: a ring would hold every pole ever read

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - a class
        """A dataclass of ours, or `Decimal`."""
        if module == __name__ and name == "_place":
            return self._placed
        if (module, name) == ("decimal", "Decimal"):
            return Decimal
        return _ours(module, name)


@cache
def _ours(module: str, name: str) -> type:
    found = getattr(sys.modules.get(module), name, None) if module.startswith("atlas.") else None
    if isinstance(found, type) and is_dataclass(found) and found.__module__ == module:
        return found
    raise pickle.UnpicklingError(f"{module}.{name}")


def unpacked(packed: bytes, places: dict[str, Callable[[str], Any]]) -> Any:  # noqa: ANN401 - what was packed
    """The value that was packed; `places` makes a place of each kind from its code.

    Raises:
        pickle.UnpicklingError: for what asks for anything but our own values.
    """
    return _Unpickler(packed, places).load()


def _packed(value: object) -> bytes:
    if value is None:
        return b""
    stream = io.BytesIO()
    _Pickler(stream, 5).dump(value)
    return stream.getvalue()


@dataclass(frozen=True)
class Records:
    """What tells the poles of an atlas from others, attribute by attribute, in the order of the atlas."""

    found: Sequence[Examined]

    @cached_property
    def _columns(self) -> dict[str, str]:
        return {}

    @cached_property
    def whole(self) -> dict[str, bytes]:
        """The digest of the file of each pole, by address."""
        return {found.told[1]: found.digest for found in self.found}

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """The digests of the attributes of each pole, by address."""
        return {found.told[1]: found.parts for found in self.found}

    def column(self, name: str) -> str:
        """The digest of an attribute of all poles."""
        if name not in self._columns:
            start = _AT[name] * _WIDTH
            self._columns[name] = key_of(b"".join([found.parts[start : start + _WIDTH] for found in self.found]))
        return self._columns[name]

    @cached_property
    def _by_slug(self) -> list[Examined]:
        return sorted(self.found, key=lambda found: str(found.told[1]))

    @cached_property
    def _unseated(self) -> str:
        return "/".join(found.told[1] for found in self.found if found.told[-1][-1])

    def standing(self, *names: str) -> str:
        """The digest of attributes of all poles, whatever the order of their names, for who tells of few: it decides among those without a known seat alone."""
        starts = [_AT[name] * _WIDTH for name in names]
        return key_of(self._unseated, *(found.parts[start : start + _WIDTH] for found in self._by_slug for start in starts))

    def of(self, slug_: str, names: Iterable[str]) -> bytes:
        """The digests of some attributes of one pole."""
        parts = self.parts.get(slug_, b"")
        return b"".join(parts[_AT[name] * _WIDTH : (_AT[name] + 1) * _WIDTH] for name in names)
