"""Whether what is cited is declared, what is declared is cited, and each source can be found again."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.nearest import nearest
from atlas.check.reading import Reading
from atlas.check.story import story_of
from atlas.problems import Problem, quote

MAX_GUESSES = 20


def cited_sources_are_declared(reading: Reading, _: Context) -> Iterator[Problem]:
    """Every `source`, every provenance and every note names a declared source; notes are not defined by hand."""
    declared = _declared(reading)
    story = story_of(reading)
    for note in story.note_definitions:
        yield reading.in_story(
            story.mark(note.offset),
            "note-definie",
            f"la définition de la note [^{note.text[:60]}]",
            "un simple renvoi : le texte des notes vient du champ « sources »",
            f"ôtez cette ligne, et décrivez la source dans l’en-tête, sous sources: {note.text[:60]}:",
        )
    if not declared:
        return
    guesses = 0
    for path, id_ in _cited_in_fields(reading):
        if id_ not in declared:
            guesses += 1
            yield reading.error(path, "source-non-declaree", quote(id_), *_instead(id_, declared, guesses))
    for note in story.notes:
        if note.text not in declared:
            guesses += 1
            mark, read = story.mark(note.offset), quote(f"[^{note.text}]")
            yield reading.in_story(mark, "source-non-declaree", read, *_instead(note.text, declared, guesses))


def declared_sources_are_cited(reading: Reading, _: Context) -> Iterator[Problem]:
    """A source that nothing cites proves nothing, or a citation has been forgotten."""
    cited = {id_ for _, id_ in _cited_in_fields(reading)} | {note.text for note in story_of(reading).notes}
    for id_ in reading.get("sources") or {}:
        if id_ not in cited:
            yield reading.warning(
                ("sources", id_),
                "source-inutilisee",
                f"la source {quote(id_)}, que rien ne cite",
                "une source citée au moins une fois",
                f"citez-la (source: {id_}, ou [^{id_}] dans le récit), ou ôtez-la",
            )


def sources_can_be_found(reading: Reading, _: Context) -> Iterator[Problem]:
    """A source has a date or an address."""
    for id_ in reading.get("sources") or {}:
        if not any(("sources", id_, key) in reading.texts for key in ("date", "url")):
            yield reading.error(
                ("sources", id_),
                "source-sans-date-ni-lien",
                f"la source {quote(id_)} sans date ni adresse",
                "au moins l’une des deux, pour qu’un lecteur la retrouve",
                "ajoutez date: 2014, ou url: https://…",
            )


def _declared(reading: Reading) -> tuple[str, ...]:
    """Every source id of the record, even when the rest of the source is wrong."""
    return tuple(str(path[1]) for path in reading.marks if len(path) == 2 and path[0] == "sources")  # noqa: PLR2004


def _cited_in_fields(reading: Reading) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for path, text in reading.texts.items():
        if text and path[0] != "sources" and (path[-1] == "source" or path[0] == "provenance"):
            yield path, text


def _instead(id_: str, declared: tuple[str, ...], guesses: int) -> tuple[str, str]:
    near = nearest(id_, declared) if guesses <= MAX_GUESSES else ""
    known = ", ".join(declared[:10]) + (", …" if len(declared) > 10 else "")  # noqa: PLR2004
    return (
        f"l’identifiant d’une source déclarée : {known}",
        f"écrivez {near}" if near else f"déclarez la source sous sources: {id_[:60]}:",
    )
