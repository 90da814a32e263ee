"""Whether what is cited is declared, what is declared is cited, and each source can be found again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.letters import looks_like
from atlas.check.nearest import nearest
from atlas.check.reading import Reading
from atlas.check.shape import ID
from atlas.check.slugs import suggested
from atlas.check.story import story_of
from atlas.check.tracking import clean
from atlas.problems.report import Problem, quote

MAX_GUESSES = 20
MAX_TOLD = 10  # declared sources told to choose from
_START = re.compile(r"^https?://(www\.)?", re.IGNORECASE | re.ASCII)


def cited_sources_are_declared(reading: Reading, _: Context) -> Iterator[Problem]:
    """Every `source`, every provenance and every note names a declared source; notes are not defined by hand."""
    declared = _declared(reading)
    story = story_of(reading)
    for note in story.note_definitions:
        yield reading.of_story(story.mark(note.offset), "note-definie", id=note.text[:60])
    for note in story.escaped_notes:
        yield reading.of_story(story.mark(note.offset), "note-echappee", id=note.text[:60])
    if not declared:
        return
    for word in story.bracketed:
        if word.text in declared:
            yield reading.of_story(story.mark(word.offset), "note-echappee/crochets", id=word.text)
    named = tuple(id_ if ID.fullmatch(id_) else suggested(id_) or id_ for id_ in declared)  # as they are told to be written
    there = {*declared, *named}
    guesses = 0
    for path, id_ in _cited_in_fields(reading):
        if id_ not in there:
            guesses += 1
            phrase, blanks = _instead(id_, named, guesses)
            yield reading.tell(path, phrase, lu=quote(id_), **blanks)
    for note in story.notes:
        if (id_ := looks_like(note.text)) not in there:
            guesses += 1
            phrase, blanks = _instead(id_, named, guesses)
            yield reading.of_story(story.mark(note.offset), phrase, lu=quote(f"[^{note.text}]"), **blanks)


def declared_sources_are_cited(reading: Reading, _: Context) -> Iterator[Problem]:
    """A source that nothing cites proves nothing, or a citation has been forgotten."""
    story = story_of(reading)
    cited = {id_ for _, id_ in _cited_in_fields(reading)} | {looks_like(note.text) for note in (*story.notes, *story.escaped_notes)}
    for id_ in reading.get("sources") or {}:
        if id_ not in cited:
            yield reading.tell(("sources", id_), "source-inutilisee", lu=quote(id_), id=id_)


def sources_can_be_found(reading: Reading, _: Context) -> Iterator[Problem]:
    """A source has a date or an address."""
    for id_ in reading.get("sources") or {}:
        if not any(("sources", id_, key) in reading.texts for key in ("date", "url")):
            yield reading.tell(("sources", id_), "source-sans-date-ni-lien", lu=quote(id_))


def sources_differ(reading: Reading, _: Context) -> Iterator[Problem]:
    """One page is one source: told of the second to have its address."""
    first: dict[str, str] = {}
    for id_ in reading.get("sources") or {}:
        address = reading.texts.get(("sources", id_, "url"), "")
        other = first.setdefault(same_page(address), id_) if address else id_
        if other != id_:
            yield reading.tell(("sources", id_, "url"), "source-en-double", lu=quote(address), autre=other, id=id_)


def same_page(address: str) -> str:
    """What two addresses of one page have in common.

    Marks, scheme, « www. », end slash and the place in the page (`#histoire`) are set apart; `#/…` and `#!…` are pages of their own.
    """
    page, _, anchor = clean(address)[0].partition("#")
    path, _, query = page.partition("?")
    host, slash, rest = _START.sub("", path).partition("/")
    route = f"#{anchor}" if anchor.startswith(("/", "!")) else ""
    return f"{host.lower()}{slash}{rest}".rstrip("/") + (f"?{query}" if query else "") + route


def _declared(reading: Reading) -> tuple[str, ...]:
    """Every source id of the record, even when the rest of the source is wrong."""
    return tuple(str(path[1]) for path in reading.marks if len(path) == 2 and path[0] == "sources")  # noqa: PLR2004


def _cited_in_fields(reading: Reading) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for path, text in reading.texts.items():
        if text and path[0] != "sources" and (path[-1] == "source" or path[0] == "provenance"):
            yield path, looks_like(text)


def _instead(id_: str, named: tuple[str, ...], guesses: int) -> tuple[str, dict[str, str]]:
    """The phrase, and what it tells of the declared sources."""
    near = nearest(id_, named) if guesses <= MAX_GUESSES else ""
    known = ", ".join(named[:MAX_TOLD]) + (", …" if len(named) > MAX_TOLD else "")
    blanks = {"liste": known, "proche": near, "id": id_[:60]}
    return "source-non-declaree/proche" if near else "source-non-declaree", blanks
