"""What is new in the atlas: poles described, changed, merged or ceased, moved or withdrawn, from the history of their files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from atlas.check import Reading
from atlas.check.shape import read_values
from atlas.content.retired import ON_REQUEST, REASONS
from atlas.french.folding import slug
from atlas.machine.cache import Cache
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.record import reader
from atlas.survey import change_words, git
from atlas.survey.change_words import Difference
from atlas.survey.git import Change, Commit

MOST = 500  # events kept, over the whole country: beyond, it is no news
COMPARED = 1_000  # changes looked into: a campaign of verifications is no news, and costs as much as one
TOGETHER = 200  # records changed by one step: beyond, the whole was treated, and nothing is said of each
NEW, CHANGED, ENDED, MOVED, WITHDRAWN = "nouveau", "change", "fini", "adresse", "retire"
KINDS = {
    NEW: "Nouvelle fiche",
    CHANGED: "Fiche mise à jour",
    ENDED: "Pôle fusionné ou qui a cessé",
    MOVED: "Nouvelle adresse",
    WITHDRAWN: "Fiche retirée",
}
_PIECE = "nouveautes.json"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the record living at `slug` today (or withdrawn from there).

    `id` never changes: the step of the history, and the name the file then had. `when` has a time zone.
    """

    id: str
    when: dt.datetime
    kind: str
    slug: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What is known to be new, the newest first. `known` is False where the history is not there to be read."""

    known: bool
    events: tuple[Event, ...] = ()

    def of(self, poles: Iterable[Pole]) -> Iterator[Event]:
        """Those of these poles."""
        wanted = {pole.slug for pole in poles}
        return (event for event in self.events if event.slug in wanted)


def read(root: Path, atlas: Atlas, cache: Cache, key: str = "") -> News:
    """The news of an atlas whose records are in `root`; comparisons are remembered in `cache`. `key` tells the code, places and lists they are made with."""
    steps = git.commits(root, cache)
    if steps is None:
        return News(known=False)
    with git.contents(root) as content:
        teller = _Teller(atlas, content, _remembered(cache, key))
        try:
            events = tuple(teller.events(steps))
        except _MissingError:  # a partial clone: what it does not hold would have to be fetched
            return News(known=False)
    cache.keep(_PIECE, key, json.dumps(teller.used, ensure_ascii=False))
    return News(known=True, events=events)


def sentence(atlas: Atlas, event: Event) -> str:
    """What is told of an event: what changed, or the first words of a new record."""
    if event.kind == NEW:
        return atlas.by_slug[event.slug].resume
    if event.kind == WITHDRAWN:
        reason = next(entry.reason for entry in atlas.retired if entry.slug == event.slug)
        return f"La fiche a été retirée {REASONS[reason]}."
    told = " ; ".join(event.words)
    return f"{told[:1].upper()}{told[1:]}."


def _remembered(cache: Cache, key: str) -> dict[str, list[object]]:
    try:
        found = json.loads(cache.found(_PIECE, key) or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


class _MissingError(Exception):
    """A content that the history names is not there."""


@dataclass(slots=True)
class _Teller:
    """One way back through the history. `living` gives the record of today for the name a file had at that point."""

    atlas: Atlas
    content: git.Reader
    known: dict[str, list[object]]
    used: dict[str, list[object]] = field(default_factory=dict)
    living: dict[str, str] = field(default_factory=dict)
    compared: int = 0

    def events(self, steps: Iterable[Commit]) -> Iterator[Event]:
        self.living = {pole.slug: pole.slug for pole in self.atlas.poles}
        withdrawn = {entry.slug for entry in self.atlas.retired if entry.reason != ON_REQUEST}
        count = 0
        for step in steps:
            found = [*self._of(step), *_withdrawals(step, withdrawn)]
            for event in sorted(found, key=self._place):
                yield event
                count += 1
                if count == MOST:
                    return

    def _place(self, event: Event) -> tuple[str, str]:
        pole = self.atlas.by_slug.get(event.slug)
        return slug(pole.nom) if pole else "", event.slug

    def _of(self, step: Commit) -> Iterator[Event]:
        left = {change.slug: change for change in step.changes if change.kind == git.DELETED}
        arrived = {c.slug: self._origin(c, left) for c in step.changes if c.kind == git.ADDED and c.slug in self.living}
        many = sum(change.kind == git.CHANGED for change in step.changes) > TOGETHER
        for change in step.changes:
            here = self.living.get(change.slug)
            if here is None or change.kind == git.DELETED:
                continue
            id_ = f"{step.id[:12]}/{change.slug}"
            origin = arrived.get(change.slug)
            if origin:
                said = self._compared(origin.old, change.new)
                kind = ENDED if said.ended else MOVED
                yield Event(id_, step.when, kind, here, (f"avant : poles/{origin.slug}/", *said.words))
            elif change.kind == git.ADDED:
                yield Event(id_, step.when, NEW, here)
            elif not many and (said := self._compared(change.old, change.new)).words:
                yield Event(id_, step.when, ENDED if said.ended else CHANGED, here, said.words)
        for slug_, origin in arrived.items():
            here = self.living.pop(slug_)  # before this step, nothing of that name was this record
            if origin:
                self.living[origin.slug] = here

    def _origin(self, change: Change, left: dict[str, Change]) -> Change | None:
        """The file this one was before, when the record of today says that it had that name."""
        pole = self.atlas.by_slug[self.living[change.slug]]
        return next((left[old] for old in pole.anciennes_adresses if old in left), None)

    def _compared(self, old: str, new: str) -> Difference:
        key = f"{old} {new}"
        if old == new or self.compared == COMPARED:
            return Difference(())
        self.compared += 1
        kept = self.used[key] = self.known.get(key) or self._difference(old, new)
        return Difference(tuple(str(word) for word in kept[1:]), ended=bool(kept[0]))

    def _difference(self, old: str, new: str) -> list[object]:
        before, after = self._reading(old), self._reading(new)
        if before is None or after is None:
            return [False]
        found = change_words.difference(before, after, self.atlas.places, self.atlas.vocabularies)
        return [found.ended, *found.words]

    def _reading(self, name: str) -> Reading | None:
        data = self.content(name)
        if data is None:
            raise _MissingError
        record = reader.read("", data)[0]
        return read_values(record, self.atlas.vocabularies)[0] if record else None


def _withdrawals(step: Commit, withdrawn: set[str]) -> Iterator[Event]:
    """The records withdrawn at a step, each told once: the last time it went."""
    for change in step.changes:
        if change.kind == git.DELETED and change.slug in withdrawn:
            withdrawn.discard(change.slug)
            yield Event(f"{step.id[:12]}/{change.slug}", step.when, WITHDRAWN, change.slug)
