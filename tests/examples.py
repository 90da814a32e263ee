"""The examples of the guide, put where they belong in the smallest record there is."""

from __future__ import annotations

import re

from atlas.check.reading import Reading
from atlas.problems.phrases import Code
from atlas.problems.report import Problem
from atlas.record.reader import slug_of
from tests.checking import VALID, problems_of, reading, unreachable

NAMED = "poles/pole-laine.md"
MINIMAL = (VALID / "minimal.md").read_text(encoding="utf-8").replace("Pôle exemple", "Pôle laine")
_, HEAD, STORY = MINIMAL.split("---\n", 2)
_BLOCK = re.compile(r"^(\S.*\n(?:[ \t].*\n)*)", re.MULTILINE)
_FILE = re.compile(r"^# (poles/.*?\.md)(?:, qui s’appelait poles/([a-z-]+)\.md|, qui a été celui de (.+))?\n", re.MULTILINE)
# What a page cannot show, or would show at too great a length, is said in words between parentheses.
_WORDS = (
    ("(tabulation)", "\t"),
    ("(caractère invisible)", "\u200b"),
    ("(et mille autres)", ", ".join(['"35236"'] * 1_000)),
    (" (et dix mille autres lignes)", '\n    - "35236"' * 10_000),
)


def problems_with(code: Code, example: str) -> list[Problem]:
    """What the check says of a record, or of several, with this example in it."""
    for words, meant in _WORDS:
        example = example.replace(words, meant)
    if code.place == "reglages":
        return problems_of((NAMED, MINIMAL.encode()), unreachable=unreachable(example))
    parts = _FILE.split(f"{example}\n")  # text before, then file, its former name, the pole it was of, and text, by turns
    files = list(zip(parts[1::4], parts[4::4], strict=True)) or [(NAMED, parts[0])]
    former: dict[str, tuple[Reading, ...]] = {name: () for name in parts[2::4] if name}
    former |= {slug_of(file): (_former(pole),) for file, pole in zip(parts[1::4], parts[3::4], strict=True) if pole}
    return problems_of(*((path, record(code.place, text).encode()) for path, text in files), former=former)


def _former(pole: str) -> Reading:
    return reading(NAMED, MINIMAL.replace("nom: Pôle laine", f"nom: {pole}").replace("Le pôle", "L’ancien pôle").encode())


def record(place: str, example: str) -> str:
    """The record: the example's fields in place of those of the same name, or its text under the others'."""
    fields = {_key(block): block for block in _BLOCK.findall(HEAD)}
    if place == "recit":
        return f"---\n{HEAD}---\n{STORY}\n{example}"
    if place == "fiche":
        there = {_key(block) for block in _BLOCK.findall(example)}
        return example.replace("…\n", "".join(block for key, block in fields.items() if key not in there), 1)
    given = _BLOCK.findall(example)
    replaced = {_key(block) for block in given} | {"sources"}
    kept = "".join(block for key, block in fields.items() if key not in replaced)
    # Sources come last: those of an example are added to that of the record.
    added = "".join(block for block in given if _key(block) != "sources")
    sources = fields["sources"] + "".join(block.split("\n", 1)[1] for block in given if _key(block) == "sources")
    return f"---\n{kept}{added}{sources}---\n{STORY}"


def _key(block: str) -> str:
    return block.split(":", 1)[0].strip()
