"""Whether letters are what they look like: none of another alphabet that imitates ours inside a word, no pile of accents on one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from atlas.check.context import Context
from atlas.check.reading import Reading
from atlas.check.story import story_of
from atlas.problems.report import Problem, quote
from atlas.record.reader import MAX_TOLD

# By alphabet, the letters that are drawn like one of ours, and that one.
ALIKE = {
    "cyrillique": dict(zip(
        "\u0430\u0410\u0412\u0435\u0415\u0455\u0405\u0456\u0406\u0458\u0408\u043a\u041a\u041c\u041d\u043e\u041e\u0440\u0420\u0441\u0421\u0422\u0443\u0423\u0445\u0425"
        "\u04bb\u0501\u051b\u051a\u051d\u051c\u04cf\u04c0\u04af\u04ae\u0457\u0407\u0450\u0400\u0451\u0401",
        "aABeEsSiIjJkKMHoOpPcCTyYxXhdqQwWlIyYïÏèÈëË", strict=True,
    )),
    "grecque": dict(zip(
        "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03ba\u03c1\u03c5\u03c7\u03b9\u03f2\u03f9\u03f3\u03cc",
        "ABEZHIKMNOPTYXovkpuxicCjó", strict=True,
    )),
    "arménienne": dict(zip("\u0585\u0555\u057d\u054d\u0578\u0570\u0575\u0581\u0566", "oOuUnhjgq", strict=True)),
}  # fmt: skip
MOST_ACCENTS = 3  # on one letter: Vietnamese has two, ancient Greek three
_OF = {letter: (alphabet, latin) for alphabet, letters in ALIKE.items() for letter, latin in letters.items()}
_ANY = re.compile(f"[{''.join(_OF)}]")
_OTHERS = re.compile(f"(?![{''.join(_OF)}])[\u0370-\u0373\u0376\u0377\u037b-\u03ff\u0400-\u052f\u0531-\u0587\u1f00-\u1fff]")
_WORD = re.compile(r"[\w.@]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_FAR = re.compile(f"[^\x00-\u02ff\u2000-\u206f]{{{MOST_ACCENTS + 1},}}")  # where a pile may be: fast


def letters_are_what_they_look_like(reading: Reading, _: Context) -> Iterator[Problem]:
    """No letter of another alphabet that imitates ours in a word of ours, and no pile of accents, wherever they are written."""
    found: Iterator[Problem] = (reading.tell(path, phrase, **blanks) for path, text in reading.texts.items() for _, phrase, blanks in _odd(text))
    yield from islice(found, MAX_TOLD)
    story = story_of(reading)
    found = (reading.of_story(story.mark(offset), phrase, **blanks) for offset, phrase, blanks in _odd(story.text))
    yield from islice(found, MAX_TOLD)


def _odd(text: str) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Where a text holds such letters, the phrase that tells it, and its blanks."""
    if text.isascii():
        return
    if _ANY.search(text):
        foreign = _OTHERS.search(text)  # somebody quotes Greek or Russian: their words are theirs
        for word in _WORD.finditer(text):
            alike = _ANY.findall(word[0])
            if alike and (_LATIN.search(word[0]) or (len(alike) > 1 and not foreign)):
                alphabet, latin = _OF[alike[0]]
                yield word.start() + word[0].index(alike[0]), "lettre-semblable", {"mot": quote(word[0]), "latine": quote(latin), "alphabet": alphabet, "point": f"{ord(alike[0]):04X}"}
    for run in _FAR.finditer(text):
        yield from _piles(text, *run.span())


def _piles(text: str, start: int, end: int) -> Iterator[tuple[int, str, dict[str, object]]]:
    """The piles between two places of a text."""
    at = start
    while at < end:
        top = next((n for n in range(at, end) if unicodedata.category(text[n]) not in ("Mn", "Me")), end)
        if top - at > MOST_ACCENTS:
            yield at, "accents-empiles", {"nombre": top - at, "lettre": quote(text[max(at - 1, 0) : at].strip() or "◌")}
        at = top + 1
