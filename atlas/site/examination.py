"""The examination of the records: each checked by itself, shared between the cores, then all together. What did not change is remembered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from atlas import check
from atlas.check.reading import Reading, slim
from atlas.check.shape import read_values
from atlas.machine.cache import Cache, NoMemory, digest_of, key_of
from atlas.machine.shelf import Shelf
from atlas.machine.workers import spread
from atlas.model import from_reading
from atlas.model.atlas import Atlas
from atlas.problems.report import Problem, is_blocking
from atlas.record import reader
from atlas.site import house, records
from atlas.site.house import House
from atlas.site.inputs import Inputs
from atlas.site.records import Examined, Held, Records
from atlas.survey import git

_RECORDS, _HELD, _CORPUS, _TEXTS = "fiches", "fiches-lues", "ensemble", "nos-textes"  # the pieces that are remembered
_AT_ONCE = 20  # records that a process takes at once: the last ones leave the others waiting


@dataclass(frozen=True, slots=True)
class Memory:
    """Where an examination remembers, and the digest of all that the check of a record looks at beside it."""

    cache: Cache
    key: str
    texts: str = ""  # the digest of our own texts


NOTHING = Memory(NoMemory(Path()), "")
_OURS = ("textes", "charte", "chronologie", "glossaire", "synonymes", "cherches", "recettes")


CHECKED = ("places", "vocabularies", "referentiel", "retired", "config")  # what the check of a record looks at


def remembering(inputs: Inputs, cache: Cache) -> Memory:
    """Where an examination of these inputs remembers."""
    return Memory(cache, inputs.key(*CHECKED), inputs.key(*CHECKED, *_OURS))


def at_home(inputs: Inputs) -> tuple[House, Memory]:
    """The house of a project, and where the examination of its records remembers.

    Raises:
        ContentError: when one of our own files cannot be used.
    """
    cache = Cache(inputs.root / ".cache")
    return house.remembered(inputs, cache), remembering(inputs, cache) if inputs.are_there() else NOTHING


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of records found; `records` tell the poles of the atlas apart."""

    atlas: Atlas | None
    problems: tuple[Problem, ...]
    files: int
    records: Records = Records(())  # noqa: RUF009 - frozen


def hold_texts(ours: House, memory: Memory) -> None:
    """Read our own texts, which no record needs, for what is wrong in them.

    Raises:
        ContentError: when one cannot be used.
    """
    if not memory.texts or memory.cache.found(_TEXTS, memory.texts) is None:
        house.writings(ours).read()
        memory.cache.keep(_TEXTS, memory.texts, "")


def record_files(root: Path) -> list[tuple[str, bytes]]:
    """The records of `poles/`, as (path from the root, bytes), by name."""
    return list(Inputs(root).records.items())


def examine(house: House, files: Mapping[str, bytes] | Sequence[tuple[str, bytes]], today: datetime.date, published: str = "HEAD", memory: Memory = NOTHING, digests: Mapping[str, bytes] | None = None) -> Verdict:
    """Check records; the atlas is there when no problem is an error. `published` is the version that the site is made of.

    Where their `digests` are known, a record whose check is remembered is not read.
    """
    found, problems = _judged(house, files, today, published, memory, digests)
    if is_blocking(problems):
        return Verdict(None, tuple(problems), len(found))
    read = records.Reader(house.places)
    order = sorted(found.values(), key=lambda one: one.told[:2])
    made = tuple(read.pole(one) for one in order)
    atlas = Atlas(house.config, house.vocabularies, house.places, house.referentiel, made, house.retired, house.comptes, house.journal, house.contacts)
    return Verdict(atlas, tuple(problems), len(found), Records(order))


def problems(house: House, files: Mapping[str, bytes], today: datetime.date, published: str, memory: Memory, digests: Mapping[str, bytes]) -> list[Problem]:
    """What `examine` finds, without making an atlas."""
    return _judged(house, files, today, published, memory, digests)[1]


def _judged(house: House, files: Mapping[str, bytes] | Sequence[tuple[str, bytes]], today: datetime.date, published: str, memory: Memory, digests: Mapping[str, bytes] | None) -> tuple[dict[str, Examined], list[Problem]]:
    """What each record says, and what is wrong, in order."""
    unique = files if isinstance(files, Mapping) else dict(files)
    found = _examined(house, unique, today, memory, digests or {path: digest_of(data) for path, data in unique.items()})
    told = [Problem(*told) for one in found.values() for told in one.problems]
    past = _former(house, frozenset(reader.slug_of(path) for path in unique), published, memory.cache)
    return found, check.in_order(told + _together(house, found, today, past, memory))


def _examined(house: House, files: Mapping[str, bytes], today: datetime.date, memory: Memory, digests: Mapping[str, bytes]) -> dict[str, Examined]:
    """What each record says, remembered or examined now."""
    before: dict[str, records.Told] = memory.cache.value(_RECORDS, memory.key) or {}
    shelf = Shelf(memory.cache, _HELD, memory.key)
    day, found, stale = today.toordinal(), dict[str, Examined](), list[str]()

    def held(path: str, mark: bytes) -> Held:
        """The rest of what is known of a record; where it was lost, it is examined again."""
        kept = shelf.get(path, mark)
        return Held(*kept) if kept else _examine(house, files, [path], today)[path].held()

    for path, digest in digests.items():
        row = before.get(path)
        if row is not None and (kept := records.back(row, partial(held, path, row[-1]))).holds(digest, day):
            found[path] = kept
        else:
            stale.append(path)
    for done in spread([partial(_examine, house, files, stale[start : start + _AT_ONCE], today) for start in range(0, len(stale), _AT_ONCE)]):
        for path, one in done.items():
            shelf.put(path, one.mark, tuple(one.held()))
            found[path] = records.back(one.row, partial(held, path, one.mark))
    found = {path: found[path] for path in digests}
    if stale or before.keys() != files.keys():
        shelf.save(before.keys() - files.keys(), anew=not before)
        memory.cache.keep_value(_RECORDS, memory.key, {path: one.row for path, one in found.items()})
    return found


def _examine(house: House, files: Mapping[str, bytes], paths: Sequence[str], today: datetime.date) -> dict[str, Examined]:
    """What some records say, each by the digest of the very bytes that are checked."""
    context, found = house.context(today), {}
    for path in paths:
        data = files[path]
        reading, problems = check.check_record(path, data, context)
        pole = from_reading.build(reading, house.places) if reading and not is_blocking(problems) else None
        found[path] = records.examined(digest_of(data), today.toordinal(), problems, slim(reading) if reading else None, pole)
    return found


def _together(house: House, found: Mapping[str, Examined], today: datetime.date, past: Mapping[str, tuple[Reading, ...]], memory: Memory) -> list[Problem]:
    """What rules between records say. Of a story they only ask whether another record tells the same."""
    in_order = sorted(found.items())
    stories = [one.story for _, one in in_order if one.story]
    known = not past and len(set(stories)) == len(stories)  # then the stories change nothing
    key = key_of(memory.key, *(one.core for _, one in in_order)) if known else ""
    kept: list[records.Told] | None = memory.cache.value(_CORPUS, key) if known else None
    if kept is not None:
        return [Problem(*told) for told in kept]
    read = records.Reader(house.places)
    problems = check.check_corpus([reading for _, one in in_order if (reading := read.reading(one))], house.context(today, past))
    if known:
        memory.cache.keep_value(_CORPUS, key, [records.plain(problem) for problem in problems])
    return problems


def _former(house: House, there: frozenset[str], published: str, cache: Cache) -> dict[str, tuple[Reading, ...]]:
    """By address, what the records that left it last said, as far as it can be read."""
    left = git.left(house.root, cache, there, published)
    if not left:
        return {}
    found: dict[str, list[Reading]] = {address: [] for address in left}
    with git.contents(house.root) as content:
        for address, names in left.items():
            for name in names:
                record = reader.read("", content(name) or b"")[0]
                if record:
                    found[address].append(slim(read_values(record, house.vocabularies)[0]))
    return {address: tuple(readings) for address, readings in found.items()}
