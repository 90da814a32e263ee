"""What a build makes and checks piece by piece, made at once: every data file, the index of the search, the check of some records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.check import Context, Reading, check_corpus, check_record, in_order
from atlas.client import search, search_lines
from atlas.client.search import Document, Read
from atlas.content.synonyms import Synonyms
from atlas.exports import FORMATS, WEIGHED, catalogue, csv_poles, gogocarto, json_poles, paths, xlsx_poles
from atlas.exports.format import File, Pieces
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.problems.report import Problem
from atlas.survey.whole import Survey


def check(files: Iterable[tuple[str, bytes]], context: Context) -> tuple[tuple[Reading, ...], list[Problem]]:
    """Check records given as (path, bytes), a path given twice once: the readings that could be made, and all problems in order."""
    checked = [check_record(path, data, context) for path, data in dict(files).items()]
    readings = tuple(reading for reading, _ in checked if reading)
    problems = [problem for _, found in checked for problem in found]
    return readings, in_order(problems + check_corpus(readings, context))


def files(survey: Survey) -> Iterator[File]:
    """Every data file, by its path."""
    weights: dict[str, catalogue.Weight] = {}
    for format_ in FORMATS:
        for path, content in format_.files(survey):
            if path in WEIGHED:
                weights[path] = catalogue.Weight.of(content)
            yield path, content
    yield from catalogue.files(survey.atlas, FORMATS, weights)


def _together(pieces: Pieces, atlas: Atlas) -> bytes:
    return dict(pieces.together(atlas, [pieces.piece(atlas, pole) for pole in atlas.poles])).popitem()[1]


def csv(atlas: Atlas) -> str:
    """`poles.csv`."""
    return _together(csv_poles.PIECES, atlas).decode()


def workbook(atlas: Atlas) -> bytes:
    """`poles.xlsx`."""
    return _together(xlsx_poles.PIECES, atlas)


def elements(atlas: Atlas) -> str:
    """`elements.json`."""
    return _together(gogocarto.PIECES, atlas).decode()


def json(atlas: Atlas) -> str:
    """`poles.json`."""
    return _together(json_poles.PIECES, atlas).decode()


def json_of(atlas: Atlas, pole: Pole) -> str:
    """The file of one pole."""
    made = dict(json_poles.PIECES.alone(atlas, pole, json_poles.PIECES.piece(atlas, pole)))
    return made[paths.pole_json(pole.slug)].decode()


def read_all(documents: Iterable[Document], groups: search.Groups) -> dict[int, Read]:
    """Documents by number."""
    by_url = {document.url: document for document in documents}
    return {number: search.read(by_url[url], groups) for url, number in search_lines.numbers(by_url).items()}


def index(documents: Iterable[Document], synonyms: Synonyms) -> Iterator[File]:
    """The files of the index with their paths, the same for the same documents whatever their order."""
    groups, by_url = search.Groups(synonyms), {document.url: document for document in documents}
    known = read_all(by_url.values(), groups)
    lines = search.lines_of(known)
    words = [file for initial, filed in lines.items() for file in search_lines.cut(initial, filed)]
    yield from ((f"mots/{start}.txt", content) for start, content in words)
    yield from ((f"pages/{number}.json", search.page(by_url[url])) for url, number in search_lines.numbers(by_url).items())
    counts = search.Counts({}, {})
    for one in known.values():
        counts.add(one, 1)
    offered = list(search.lexicon(counts.offered))
    yield from ((f"lexique/{initial}.txt", content) for initial, content in offered)
    marks = {initial: search_lines.mark(filed) for initial, filed in lines.items()}
    yield "index.json", search.head({number: one.page for number, one in known.items()}, groups, [start for start, _ in words], marks, [initial for initial, _ in offered])
