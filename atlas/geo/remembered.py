"""The places as plain values, to be remembered: rows of communes stay whole lines until one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from atlas.geo.places import Places

_BETWEEN = "\x1f"


class _Rows(Mapping[str, list[str]]):
    """The rows of communes, each cut when it is asked for."""

    def __init__(self, lines: dict[str, str]) -> None:
        self._lines = lines

    def __getitem__(self, code: str) -> list[str]:
        return self._lines[code].split(_BETWEEN)

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def plain(places: Places) -> tuple[object, ...]:
    """All of the places but their folder."""
    return places.regions, places.departements, places.epci, {code: _BETWEEN.join(row) for code, row in places.rows.items()}


def back(folder: Path, told: Any) -> Places:  # noqa: ANN401 - what `plain` gave
    """The places of this folder, as they were."""
    regions, departements, epci, lines = told
    return Places(folder, regions, departements, epci, _Rows(lines))
