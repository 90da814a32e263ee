"""The order of a build, from top to bottom: what we wrote, the records, what has to be made again, and one swap at the end."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from atlas import client, exports, urls
from atlas.exports import catalogue
from atlas.exports.format import Format, Pieces
from atlas.machine import publication
from atlas.machine.cache import Cache, NoMemory, key_of
from atlas.machine.folders import Stamp
from atlas.machine.memory import Action, Made, Memory, Notes
from atlas.machine.progress import QUIET, Progress
from atlas.machine.publication import Publication, Tally
from atlas.machine.workers import MANY, Task, spread
from atlas.pages import Stub, donnees, offline, plan
from atlas.problems.report import FORMATS, summary
from atlas.site import (
    browsers,
    examination,
    hosting,
    house,
    packing,
    page_actions,
    portable,
    robots,
    search_index,
    site_assets,
    unchanged,
    worker,
)
from atlas.site.examination import Verdict
from atlas.site.inputs import Inputs
from atlas.site.search_index import Index
from atlas.site.studio import Studio
from atlas.survey.whole import HOUSE

_CATALOGUE = "donnees catalogue"
TOGETHER = 40  # poles, or pages of the index, that a process takes at once
FEW = 12  # things, none of them a family of pages, that one process makes for less than it takes to begin a second


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build found, what it wrote (nothing when a record has an error), and whether it knew the history of the records."""

    verdict: Verdict
    tally: Tally | None
    history: bool = True


def build(
    inputs: Inputs, target: Path, today: datetime.date, *, remember: bool = True, progress: Progress = QUIET,
    on_pages: Callable[[], None] | None = None, twin: Task[dict[str, Stamp]] | None = None,
) -> Outcome:
    """Check the records of a project and build its site into `target`; the old site stays whole until the last moment.

    Who looks at the site while it is worked on gives `on_pages`: pages are then put in their place as soon as they are made, which `on_pages` is
    told, and what follows from them (the index of the search, what unites all poles) comes after; `twin` looks at the twin of the site meanwhile.

    Raises:
        ContentError: when one of our own texts cannot be used.
        OutputError: when `target` cannot be used.
        AddressError: when the address of the inputs is none.
        CarteError, WorkerError: when a tool we stand on fails.
    """
    root = inputs.root
    cache = Cache(root / ".cache") if remember else NoMemory(root)
    cache.sweep(publication.TWIN)
    inputs.read()  # first: what is made is made of what was read, or later
    ours = house.remembered(inputs, cache)
    if inputs.base_url:
        ours = ours.at(inputs.base_url)
    progress.step("la vérification des fiches")
    verdict = examination.examine(ours, inputs.records, today, memory=examination.remembering(inputs, cache), digests=inputs.record_digests)
    if verdict.atlas is None:
        return Outcome(verdict, None)
    studio = Studio(ours, verdict.atlas, verdict.records, inputs, cache)
    output = publication.begin(target, root, root / ".cache" / publication.TWIN if remember else None, twin)
    try:
        memory = Memory(cache, inputs.code, studio.digest)
        _make_pages(studio, memory, output, progress)
        if on_pages:
            output = output.show(memory.files(), on_pages)
        index = _make_rest(studio, memory, output, progress)
        settled = inputs.settled()
        if settled and remember:
            count = summary(verdict.problems, verdict.files)
            memory.save(unchanged.told(inputs, today, FORMATS["text"](verdict.problems), count, history=studio.news.known))
            index.save()
            inputs.seen.save()
        progress.step("l’échange des deux sites")
        output.publish(memory.files())
    finally:
        output.abandon()
    return Outcome(verdict, memory.tally, studio.news.known)


def _make_pages(studio: Studio, memory: Memory, output: Publication, progress: Progress) -> None:
    progress.step("les styles, les scripts et les lieux")
    named = [*site_assets.actions(studio), *(_of_ours(studio, kind) for kind in client.KINDS if kind.versioned)]
    _do(studio, memory, output, [[action] for action in named])
    studio.dress({path: version for action in named for path, version in memory.told(action.name)})
    progress.step("les pages et les données")
    large = len(studio.atlas.poles) > MANY  # its pages are made apart: this process loads nothing of what makes them
    indexes, others = page_actions.families(studio)
    _do(studio, memory, output, [indexes], apart=large)  # they say of which places there is a page
    each = [list(page_actions.poles(studio, memory)), *page_actions.places(studio, memory)]
    if not large:  # one of each kind is made before a second process begins, which then finds what they load
        _do(studio, memory, output, [[kind.pop(0) for kind in each if kind]])
    wholes = ([action] for action in (*others, *_wholes(studio)))
    _do(studio, memory, output, [*wholes, *(group for kind in each for group in _in_groups(kind))])


def _make_rest(studio: Studio, memory: Memory, output: Publication, progress: Progress) -> Index:
    do = partial(_do, studio, memory, output)
    progress.step("la lecture des mots, pour la recherche")
    index = Index(studio)
    progress.step("ce qui réunit le tout")
    do([*_in_groups(search_index.pages(index)), *([action] for action in (*search_index.words(index), *_lasts(studio, memory)))])
    do([[search_index.head(index, memory)], [_catalogue(studio, memory)]])
    do([[_data_page(studio, memory)]])
    if studio.inputs.archive:
        progress.step("le site en un fichier")
        do([[portable.archive(studio, memory, output)]])
    do([[_offline(studio, memory)]])
    return index


def _in_groups(actions: Iterable[Action]) -> list[list[Action]]:
    """As many as a process takes at once."""
    left = list(actions)
    return [left[start : start + TOGETHER] for start in range(0, len(left), TOGETHER)]


def _do(studio: Studio, memory: Memory, output: Publication, groups: Iterable[list[Action]], *, apart: bool = False) -> None:
    """Keep what can be kept, and make the rest on every core, or here where it is little and not asked for `apart`."""
    if studio.inputs.pack:
        groups = [[packing.packed(action) for action in group] for group in groups]
    stale = [left for group in groups if (left := [action for action in group if not memory.keep(action, output)])]

    if sum(FEW if action.name.startswith("pages ") else 1 for group in stale for action in group) < FEW:
        stale = [[action for group in stale for action in group]]

    def made(group: list[Action]) -> list[Made]:
        return [memory.make(action, output) for action in group]

    for done in spread([partial(made, group) for group in stale], apart=apart or sum(map(len, stale)) > MANY):
        memory.note(done)


def _wholes(studio: Studio) -> Iterator[Action]:
    """What is made of all the poles, beside pages: data files, and what our scripts fetch."""
    for format_ in exports.FORMATS:
        if not format_.pieces:
            yield Action(_named(format_), studio.key(format_.reads or studio.everything), partial(_data, studio, format_))
    yield from (_of_ours(studio, kind) for kind in client.KINDS if not kind.versioned)
    yield Action("navigateurs", studio.key(browsers.READS), lambda _: browsers.files(studio.house.config))
    yield Action("hebergement", studio.key(hosting.READS), lambda _: hosting.files(studio.atlas))


def _named(format_: Format) -> str:
    return f"donnees {format_.pieces.name}" if format_.pieces else f"donnees {format_.files.__module__} {exports.FORMATS.index(format_)}"


def _data(studio: Studio, format_: Format, notes: Notes) -> Iterator[tuple[str, bytes]]:
    return _weighed(format_.files(studio.survey), notes)


def _weighed(files: Iterable[tuple[str, bytes]], notes: Notes) -> Iterator[tuple[str, bytes]]:
    """The same files; what they weigh is told to the catalogue."""
    notes.told = []
    for path, content in files:
        if path in exports.WEIGHED:
            notes.told.append((path, *catalogue.Weight.of(content)))
        yield path, content


def _catalogue(studio: Studio, memory: Memory) -> Action:
    """The catalogue of the data files, of this build or taken over."""
    weights = _weights(memory, map(_named, exports.FORMATS))

    def written(notes: Notes) -> Iterator[tuple[str, bytes]]:
        return _weighed(catalogue.files(studio.atlas, exports.FORMATS, weights), notes)

    return Action(_CATALOGUE, key_of(studio.key(catalogue.READS), repr(weights)), written)


def _weights(memory: Memory, names: Iterable[str]) -> dict[str, catalogue.Weight]:
    """What the files weigh that these actions made, now or before."""
    return {path: catalogue.Weight(*weight) for name in names for path, *weight in memory.told(name)}


def _data_page(studio: Studio, memory: Memory) -> Action:
    """The page of the data, which says what each file weighs."""
    weights = _weights(memory, (*map(_named, exports.FORMATS), _CATALOGUE))

    def written(notes: Notes) -> Iterator[tuple[str, bytes]]:
        page = donnees.page(studio.atlas, studio.writings.text("donnees"), studio.writings.recettes, weights)
        notes.found.add(f"template {page.template}")
        yield urls.file_of(page.url), studio.render(page)

    return Action("page donnees", key_of(studio.key((*HOUSE, "textes", "recettes", "journal")), repr(weights)), written)


def _offline(studio: Studio, memory: Memory) -> Action:
    """How to read without a network, which says what the archive weighs; what keeps the pages, and what is kept beforehand."""
    listed, octets = worker.beforehand(memory.files(), studio.versions)
    page = offline.page(offline.weight(memory.told(portable.NAME)) if studio.inputs.archive else "", offline.weight(octets))

    def written(notes: Notes) -> Iterator[tuple[str, bytes]]:
        notes.found.add(f"template {page.template}")
        yield urls.file_of(page.url), studio.render(page)
        yield urls.GARDER, listed
        yield urls.OUVRIER, worker.script(studio.house.root / "assets", studio.versions)

    return Action("hors connexion", key_of(studio.key(("config", "updated", "assets")), repr(page), listed), written)


def _of_ours(studio: Studio, kind: client.Kind) -> Action:
    """What our scripts fetch; where pages ask for it by its digest, that is told as for an asset."""

    def written(notes: Notes) -> Iterator[tuple[str, bytes]]:
        if not kind.versioned:
            return kind.files(studio.atlas)
        made = sorted(kind.files(studio.atlas))
        version = urls.version(b"".join(content for _, content in made))
        notes.told = [(path, version) for path, _ in made]
        return iter(made)

    return Action(f"client {kind.name}", studio.key(kind.reads), written)


def _lasts(studio: Studio, memory: Memory) -> Iterator[Action]:
    """What is made of what was made: data files of a piece a pole, the plan of the site, and what robots are told."""
    for format_ in exports.FORMATS:
        if pieces := format_.pieces:
            marks = [memory.mark(pieces.name, f"pole {pole.slug}") for pole in studio.atlas.poles]
            yield Action(_named(format_), key_of(studio.key(("config", "updated")), *marks), partial(_together, studio, pieces, memory))
    stubs = [*page_actions.stubs(memory), donnees.STUB, offline.STUB]
    last = plan(studio.atlas, stubs)
    key = studio.key((*page_actions.POLE, "updated", "pole.slug", "pole.nom", "pole.verifie_le"))

    def written(notes: Notes) -> Iterator[tuple[str, bytes]]:
        notes.found.add(f"template {last.template}")
        yield urls.file_of(last.url), studio.render(last)
        yield from _for_robots(studio, (*stubs, Stub(last.url, last.titre)))

    yield Action("plan", key_of(key, repr(stubs)), written)


def _together(studio: Studio, pieces: Pieces, memory: Memory, notes: Notes) -> Iterator[tuple[str, bytes]]:
    atlas = studio.atlas
    told = (memory.piece(pieces.name, f"pole {pole.slug}") or pieces.piece(atlas, pole) for pole in atlas.poles)
    return _weighed(pieces.together(atlas, told), notes)


def _for_robots(studio: Studio, stubs: Iterable[Stub]) -> Iterator[tuple[str, bytes]]:
    addresses = [(stub.url, stub.modified) for stub in stubs if stub.listed]
    addresses += [(urls.pole(pole.slug), str(pole.verifie_le)) for pole in studio.atlas.poles]
    yield "sitemap.xml", robots.sitemap(studio.house.config.adresse, addresses).encode()
    yield "robots.txt", robots.robots(studio.house.config.adresse).encode()
