"""Draw facts of the records at random, to be held against the pages they come from: `docs/verite.md` says what to do with them.

    python tools/draw_facts.py SEED N

The same seed, number and records always give the same draw.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from atlas.record import reader  # noqa: E402 - the project's own, once it can be found
from atlas.record.yaml_text import Mapping, Node, Sequence, Text  # noqa: E402

_NOTE = re.compile(r"\[\^([a-z0-9-]+)\]")
_BLANK = re.compile(r"\n\s*\n")
_UNSOURCED = {"sources", "provenance", "remarques"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One sourced value: whose, where in the record, what it says, by which source."""

    pole: str
    path: str
    value: str
    source: str
    title: str
    url: str


def facts(folder: Path) -> list[Fact]:
    """Every sourced value of every record of a folder, in a lasting order."""
    found: list[Fact] = []
    for path in sorted(folder.glob("*.md")):
        record, problems = reader.read(f"poles/{path.name}", path.read_bytes())
        if record is None:
            raise SystemExit(f"{path.name} ne se lit pas : {problems[0].read}")
        sources = dict(_pairs(record.root.get("sources")))
        for place, value, source in (*_fields(record.root), *_groups("", record.root), *_story(record.story)):
            said = {key: _told(node) for key, node in _pairs(sources.get(source))}
            found.append(Fact(record.slug, place, value, source, said.get("titre", ""), said.get("url", "")))
    return found


def _pairs(node: Node | None) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Mapping):
        yield from ((key.value, inner) for key, inner in node.items)


def _fields(root: Mapping) -> Iterator[tuple[str, str, str]]:
    for key, source in _pairs(root.get("provenance")):
        node = root.get(key)
        if node is not None:
            yield key, _told(node), _told(source)


def _groups(path: str, node: Node) -> Iterator[tuple[str, str, str]]:
    if isinstance(node, Sequence):
        for rank, item in enumerate(node.items):
            yield from _groups(f"{path}[{rank}]", item)
    elif isinstance(node, Mapping) and path and (source := node.get("source")):
        yield path, _told(node), _told(source)
    else:
        for key, inner in _pairs(node):
            if path or key not in _UNSOURCED:
                yield from _groups(f"{path}.{key}" if path else key, inner)


def _story(story: str) -> Iterator[tuple[str, str, str]]:
    # What stands before each note, from the note before it or from the start of the paragraph.
    for number, paragraph in enumerate(_BLANK.split(story.strip()), 1):
        start, said = 0, ""
        for note in _NOTE.finditer(paragraph):
            words = " ".join(paragraph[start : note.start()].split()).strip(" ,;")
            if words and not words[0].isupper() and said:
                words = f"({said}) {words}"  # a note inside a sentence: what comes before is needed to understand it
            said = words or said  # two notes side by side vouch for the same words
            start = note.end()
            yield f"récit, paragraphe {number}", said, note[1]


def _told(node: Node) -> str:
    if isinstance(node, Text):
        return " ".join(node.value.split())
    if isinstance(node, Sequence):
        return " ; ".join(_told(item) for item in node.items)
    return ", ".join(f"{key} = {_told(inner)}" for key, inner in _pairs(node) if key != "source")


def main(arguments: list[str] | None = None) -> None:
    """Print the draw."""
    parser = argparse.ArgumentParser(description="Tire au hasard des faits des fiches, à comparer avec leurs pages.")
    parser.add_argument("graine", help="un mot ou un nombre : le même donne le même tirage")
    parser.add_argument("nombre", type=int, help="combien de faits")
    parser.add_argument("--fiches", type=Path, default=PROJECT / "poles", help="le dossier des fiches")
    options = parser.parse_args(arguments)
    known = facts(options.fiches)
    count = max(0, min(options.nombre, len(known)))
    drawn = random.Random(options.graine).sample(known, count)  # noqa: S311 - a draw, not a secret
    print(f"{count} faits tirés parmi {len(known)}, graine « {options.graine} ».")
    for rank, fact in enumerate(drawn, 1):
        print(f"\n{rank}. {fact.pole} · {fact.path}\n   À vérifier : {fact.value}")
        print(f"   Source : {fact.title or fact.source}\n   {fact.url or 'sans adresse : le document lui-même'}")


if __name__ == "__main__":
    main()
