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
# Our own letters, drawn by signs of another use: any of them is a fault, whatever stands around.
DRAWN = {"de pleine chasse": "\uff21-\uff3a\uff41-\uff5a", "mathématique": "\U0001d400-\U0001d6a3"}
OTHER_ALPHABETS = {"grecque": "\u0370-\u0373\u0376\u0377\u037b-\u03ff\u1f00-\u1fff", "cyrillique": "\u0400-\u052f", "arménienne": "\u0531-\u0587"}
_OF = {letter: (alphabet, latin) for alphabet, letters in ALIKE.items() for letter, latin in letters.items()}
_DRAWN = re.compile(f"[{''.join(DRAWN.values())}]")
_ANY = re.compile(f"[{''.join(_OF)}{''.join(DRAWN.values())}]")
_OTHERS = re.compile(f"(?![{''.join(_OF)}])[{''.join(OTHER_ALPHABETS.values())}]")
_WORD = re.compile(r"\w+(?:[.@]+\w+)*")
_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_FAR = re.compile(f"[^\x00-\u02ff\u2000-\u206f]{{{MOST_ACCENTS + 1},}}")  # where a pile may be: fast


def letters_are_what_they_look_like(reading: Reading, _: Context) -> Iterator[Problem]:
    """No letter of another alphabet that imitates ours in a word of ours, and no pile of accents, wherever they are written."""
    found: Iterator[Problem] = (reading.tell(path, phrase, **blanks) for path, text in reading.texts.items() for _, phrase, blanks in _odd(text))
    yield from islice(found, MAX_TOLD)
    story = story_of(reading)
    found = (reading.of_story(story.mark(offset), phrase, **blanks) for offset, phrase, blanks in _odd(story.text))
    yield from islice(found, MAX_TOLD)


def looks_like(text: str) -> str:
    """What a text seems to say: its letters that imitate ours replaced by ours. Other problems are told of that, never in its odd letters."""
    if text.isascii() or not _ANY.search(text):
        return text
    for word, _ in reversed([*_mixed(text)]):
        text = text[: word.start()] + _ANY.sub(lambda found: _seen(found[0])[1], word[0]) + text[word.end() :]
    return text


def imitation(text: str) -> dict[str, object]:
    """The blanks of the phrase that tells the first such letter of a key, quoted whole."""
    _, letter = next(_mixed(text))
    return _blanks(text, letter, *_seen(letter))


def _odd(text: str) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Where a text holds such letters, the phrase that tells it, and its blanks."""
    if text.isascii():
        return
    if _ANY.search(text):
        for word, letter in _mixed(text):
            yield word.start() + word[0].index(letter), "lettre-semblable", _blanks(word[0], letter, *_seen(letter))
    if _OTHERS.search(text):
        yield from _intruders(text)
    for run in _FAR.finditer(text):
        yield from _piles(text, *run.span())


def _mixed(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The words of ours that hold letters which imitate ours, each with the first of them."""
    foreign = _OTHERS.search(text)  # somebody quotes Greek or Russian: their words are theirs
    for word in _WORD.finditer(text):
        alike = _ANY.findall(word[0])
        if alike and (_LATIN.search(word[0]) or _DRAWN.search(word[0]) or (len(alike) > 1 and not foreign)) and not _of_theirs(word[0]):
            yield word, alike[0]


def _intruders(text: str) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Words of another alphabet where a letter of ours imitates one of theirs."""
    for word in _WORD.finditer(text):
        if alphabet := _of_theirs(word[0]):
            latin = _LATIN.findall(word[0])[0]
            yield word.start() + word[0].index(latin), "lettre-semblable/latine", _blanks(word[0], latin, alphabet, latin)


def _of_theirs(word: str) -> str:
    """The alphabet of a word where all letters of ours imitate letters of it: « μm » is a unit, « дoм » a Russian word."""
    theirs, ours = _OTHERS.findall(word), _LATIN.findall(word)
    if len(theirs) < 2 or not ours or _DRAWN.search(word):  # noqa: PLR2004
        return ""
    alphabet = next(name for name, letters in OTHER_ALPHABETS.items() if re.match(f"[{letters}]", theirs[0]))
    return alphabet if set(ours) <= set(ALIKE[alphabet].values()) else ""


def _seen(letter: str) -> tuple[str, str]:
    """Where a letter comes from, and the one of ours that is seen."""
    if letter in _OF:
        return _OF[letter]
    return next(name for name, letters in DRAWN.items() if re.match(f"[{letters}]", letter)), unicodedata.normalize("NFKC", letter)


def _blanks(word: str, letter: str, alphabet: str, latin: str) -> dict[str, object]:
    return {"mot": quote(word), "latine": quote(latin), "alphabet": alphabet, "point": f"{ord(letter):04X}"}


def _piles(text: str, start: int, end: int) -> Iterator[tuple[int, str, dict[str, object]]]:
    """The piles between two places of a text."""
    at = start
    while at < end:
        top = next((n for n in range(at, end) if unicodedata.category(text[n]) not in ("Mn", "Me")), end)
        if top - at > MOST_ACCENTS:
            yield at, "accents-empiles", {"nombre": top - at, "lettre": quote(text[max(at - 1, 0) : at].strip() or "◌")}
        at = top + 1
