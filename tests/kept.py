"""What a process of tests made of the repository stays made, for all the sites that it builds: most of two of them is the same.

Compiled templates are known by their text, and by what draws their signs; what is read of files, as long as they stay those very
files; pictures and texts, which are made of plain values, by these values. A test of what two builds give alike has the second one `forget` them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from types import CodeType
from typing import ClassVar

from jinja2 import Environment
from jinja2.bccache import Bucket

from atlas.content import yaml_file
from atlas.french import safe_html
from atlas.geo import places, remembered, typed
from atlas.geo.perimeters import Perimeter, Perimeters
from atlas.geo.places import Places
from atlas.machine.folders import stamp_of
from atlas.model import atlas as model
from atlas.pictures import local, plates, qr
from atlas.site import coat, inputs, rendering
from tests.sites import PROJECT

_GEO = PROJECT / "content/geo"
_OF_PLACES = re.compile("/content/(geo|gazetteer|plates)/")
_made: dict[object, dict[object, object]] = {}  # by what makes it


class Compiled(rendering.Compiled):
    """Templates compiled by this process stay so for all the sites that it builds, whatever else these are made of."""

    known: ClassVar[dict[tuple[object, ...], CodeType]] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What was compiled of a text, by this process or by a build before."""
        bucket = super().get_bucket(environment, name, filename, source)
        bucket.known = coat.icon, name, bucket.checksum  # what draws the signs that are written into it
        bucket.code = bucket.code or self.known.get(bucket.known)
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        """Remember it in both."""
        super().set_bucket(bucket)
        self.known[bucket.known] = bucket.code


def _of_ours(make: Callable[..., object], ours_of: Callable[..., object]) -> Callable[..., object]:
    """What is made of the places of the repository is made once, whichever project leads to them; of others', each time."""
    made: list[object] = []

    def kept(*given: object) -> object:
        if ours_of(*given).resolve() != _GEO:
            return make(*given)
        made.extend(() if made else [make(*(_GEO if isinstance(one, Path) else one for one in given))])  # the project that asks first goes away
        return made[0]

    return kept


def _of_values(make: Callable[..., object], known_by: Callable[..., object] = lambda *given: given) -> Callable[..., object]:
    """What is made of plain values alone is made once of the same ones."""
    made = _made[make] = {}

    def kept(*given: object) -> object:
        given = tuple(tuple(one) if isinstance(one, Iterator) else one for one in given)
        which = known_by(*given)
        if which not in made:
            made[which] = make(*given)
        return made[which]

    return kept


def forget() -> None:
    """Make pictures and texts again, from now on."""
    for made in _made.values():
        made.clear()


def _of_a_map(place: Perimeter, beside: Iterable[Perimeter], over: Iterable[Perimeter], seats: Sequence[local.Seat], label: str) -> tuple[object, ...]:
    return place.written, tuple(one.written for one in beside), tuple(one.written for one in over), tuple(seats), label


def _stamps(folder: Path) -> tuple[object, ...]:
    return tuple((str(path.relative_to(folder)), stamp_of(path.lstat())) for path in sorted(folder.rglob("*")))


def _of_grounds(folder: Path, places: Places | None = None) -> tuple[object, ...]:
    return _stamps(folder), places and (tuple(places.regions), tuple(places.departements))


def _of_text(path: Path, text: str, first_line: int, depth: int, keys: object) -> tuple[object, ...]:
    return yaml_file.called(path), text, first_line, depth, repr(keys)


def _read(self: inputs.Inputs, path: str, limit: int = -1, *, really: Callable[..., bytes] = inputs.Inputs._content, known: dict[object, bytes] = {}) -> bytes:  # noqa: B006, SLF001
    """What a build reads of the places stays read, as long as a file stays that very file."""
    if not _OF_PLACES.search(path):
        return really(self, path, limit)
    found = os.stat(path)  # noqa: PTH116 - as often as the product does
    which = found.st_dev, stamp_of(found), limit
    if which not in known:
        known[which] = really(self, path, limit)
    self._stamps[path] = which[1]
    return known[which]


def install() -> None:
    """Do so in this process."""
    rendering.Compiled = Compiled
    inputs.Inputs._content, inputs.digest_of = _read, cache(inputs.digest_of)  # noqa: SLF001
    places.load, remembered.back = (_of_ours(make, lambda folder, *_: folder) for make in (places.load, remembered.back))
    typed.Register, model.Perimeters = (_of_ours(make, lambda ours: ours.folder) for make in (typed.Register, Perimeters))
    qr.square, local.local_map = _of_values(qr.square), _of_values(local.local_map, _of_a_map)
    plates.load, yaml_file._held = _of_values(plates.load, _of_grounds), _of_values(yaml_file._held, _of_text)  # noqa: SLF001
    coat.base_template = _of_values(coat.base_template, lambda templates: _stamps(templates / "coque"))
    safe_html.page_renderer = cache(lambda make=safe_html.page_renderer: _of_values(make()))
