"""Where the signs of Markdown stand in a story, code set aside; it looks, and makes no HTML.

Everything here runs in time proportional to the story, whatever it contains.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from urllib.parse import unquote

from atlas.record.yaml_text import Mark

_FENCE = re.compile(r" {0,3}(`{3,}[^`\n]*|~{3,}.*)")
_DASHES = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?")
_TICKS = re.compile(r"(?<![\\`])`+")
_BLANK_LINE = re.compile(r"\n[ \t]*+\n")
_NOTE = re.compile(r"\[\^([^\]\n]{1,200})\](:?)")
# A note as tools write it back that do not know notes: remark, Pandoc, ProseMirror put backslashes before its signs.
_ESCAPED = re.compile(r"(?<!\\)(?:\\\[\\?\^|\[\\\^)([^\]\\\n]{1,200})\\?\]|(?<!\\)\[\^([^\]\\\n]{1,200})\\\]")
_BRACKETS = re.compile(r"(?<![\]\\!])\\?\[([a-z0-9][a-z0-9-]{0,59})\\?\](?![(\[:])")
_DEFINITION = re.compile(r"""^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*+(?:\n[ \t]*+)?(\S+)(?=[ \t]*(?:["'(].*)?$)""", re.MULTILINE)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{0,30}:[^<>\n]{0,2000}|[^<>\s@]{1,64}@[^<>\s@]{1,255})>")
_IMAGE = re.compile(r"(?<!\\)!\[(?!\^)")
_TAG = re.compile(r"<[A-Za-z/!?][^<>\n]{0,40}>?")
_SIGNS = re.compile(r"\n[ \t]*+\n|\]\(|\(|\)")
_ATX = re.compile(r" {0,3}#(?!#)(.*)")
_UNDERLINE = re.compile(r" {0,3}=+\s*")
TARGET_LIMIT = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Found:
    """Something found in a story: its text, and its offset."""

    text: str
    offset: int


@dataclass(frozen=True)
class Story:
    """A story and the line of its file where it starts."""

    text: str
    first_line: int

    def mark(self, offset: int) -> Mark:
        """The position in the file of an offset in the story."""
        line = bisect_right(self._starts, offset) - 1
        return Mark(self.first_line + line, offset - self._starts[line] + 1)

    @cached_property
    def prose(self) -> str:
        """The text with its code (between backticks) blanked, at the same offsets."""
        return _blank_spans(self.text)

    @cached_property
    def notes(self) -> tuple[Found, ...]:
        """Every `[^id]`, by its id, definitions left out."""
        escaped = {note.offset + length for note in self.escaped_notes for length in (0, 1)}
        return tuple(Found(m[1], m.start()) for m in _NOTE.finditer(self.prose) if not self._defines(m) and m.start() not in escaped)

    @cached_property
    def escaped_notes(self) -> tuple[Found, ...]:
        """Every note whose signs a tool escaped, by its id."""
        return tuple(Found(m[1] or m[2], m.start()) for m in _ESCAPED.finditer(self.prose))

    @cached_property
    def bracketed(self) -> tuple[Found, ...]:
        """Every word between brackets that begins no link."""
        return tuple(Found(m[1], m.start()) for m in _BRACKETS.finditer(self.prose))

    @cached_property
    def note_definitions(self) -> tuple[Found, ...]:
        """Every `[^id]: …` that starts a line."""
        return tuple(Found(m[1], m.start()) for m in _NOTE.finditer(self.prose) if self._defines(m))

    def targets(self) -> Iterator[Found]:
        """The target of every link (inline, by reference, between angle brackets), as a browser would read it."""
        for start, end in _parentheses(self.prose):
            yield Found(_target(self.prose[start : min(end, start + TARGET_LIMIT)]), start)
        yield from self.definitions()
        for link in _AUTOLINK.finditer(self.prose):
            address = link[1] if ":" in link[1] else f"mailto:{link[1]}"
            yield Found(_target(address), link.start(1))

    def definitions(self) -> Iterator[Found]:
        """The target of every `[text]: address` that stands apart."""
        return (Found(_target(found[1]), found.start(1)) for found in _DEFINITION.finditer(self.prose))

    def fences(self) -> list[Found]:
        """Every line that opens a block of code."""
        lines = zip(self._starts, self.text.split("\n"), strict=False)
        return [Found(line.strip(), start) for start, line in lines if _FENCE.fullmatch(line)][::2]

    def tables(self) -> Iterator[Found]:
        """Every table, by the line of its first row, or of its titles when it has no row, as the item of a list."""
        lines = self._lines
        for number, (start, line) in enumerate(zip(self._starts, lines, strict=False)):
            if "|" in line and number + 1 < len(lines) and "|" in lines[number + 1] and _DASHES.fullmatch(lines[number + 1]):
                row = next((one for one in lines[number + 2 : number + 3] if "|" in one), line)
                first, *others = [cell.strip() for cell in row.strip().strip("|").split("|")]
                yield Found(" : ".join(filter(None, (f"- {first}", ", ".join(filter(None, others))))), start)

    def images(self) -> Iterator[Found]:
        """Every `![`, but not an exclamation mark before a note."""
        return (Found(m[0], m.start()) for m in _IMAGE.finditer(self.prose))

    def tags(self) -> Iterator[Found]:
        """Every HTML tag, comment or instruction."""
        links = {m.start() for m in _AUTOLINK.finditer(self.prose)}
        return (Found(m[0], m.start()) for m in _TAG.finditer(self.prose) if m.start() not in links)

    def first_level_titles(self) -> Iterator[Found]:
        """Every `# title`, and every line underlined with equal signs."""
        lines = self._lines
        for start, line, following in zip(self._starts, lines, [*lines[1:], ""], strict=False):
            if title := _ATX.match(line):
                yield Found(title[1].strip(), start)
            elif line.strip() and _UNDERLINE.fullmatch(following):
                yield Found(line.strip(), start)

    def _defines(self, note: re.Match[str]) -> bool:
        return bool(note[2]) and not self.prose[self.prose.rfind("\n", 0, note.start()) + 1 : note.start()].strip()

    @cached_property
    def _lines(self) -> list[str]:
        return self.prose.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]


def _blank_spans(text: str) -> str:
    """Code spans blanked: a run of backticks, and the next run as long in the same paragraph."""
    pieces, start = [], 0
    for end in (*(m.start() for m in _BLANK_LINE.finditer(text)), len(text)):
        pieces.append(_blank_spans_of_paragraph(text[start:end]))
        start = end
    return "".join(pieces)


def _blank_spans_of_paragraph(text: str) -> str:
    runs = list(_TICKS.finditer(text))
    closing: dict[int, int] = {}  # run → the next run as long
    latest: dict[int, int] = {}
    for rank in range(len(runs) - 1, -1, -1):
        length = len(runs[rank][0])
        if length in latest:
            closing[rank] = latest[length]
        latest[length] = rank
    pieces, start, rank = [], 0, 0
    while rank < len(runs):
        if rank not in closing:
            rank += 1
            continue
        end = runs[closing[rank]].end()
        code = text[runs[rank].start() : end]
        pieces += [text[start : runs[rank].start()], re.sub(r"[^\n]", " ", code)]
        start, rank = end, closing[rank] + 1
    return "".join((*pieces, text[start:]))


def _parentheses(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what stands in each `](…)` of a paragraph; one never closed makes no link."""
    opened: list[tuple[int, bool]] = []
    for sign in _SIGNS.finditer(text):
        if sign[0].startswith("\n"):
            opened.clear()
        elif sign[0] == ")":
            start, is_link = opened.pop() if opened else (0, False)
            if is_link:
                yield start, sign.start()
        else:
            opened.append((sign.end(), sign[0] == "]("))


def _target(written: str) -> str:
    """A target without title, angle brackets, entities, white space and control characters: what a browser reads."""
    bare = _without_title(written.strip())
    if bare.startswith("<") and ">" in bare:
        bare = bare[1 : bare.index(">")]
    read = "".join(html.unescape(bare).split())
    return read if read.isprintable() else "".join(c for c in read if c.isprintable())


def _without_title(written: str) -> str:
    quote = written[-1:]
    start = written.rfind(quote, 0, -1) if quote in ('"', "'") else 0
    return written[:start].rstrip() if start > 0 and written[start - 1].isspace() else written


def scheme_of(target: str) -> str:
    """The scheme of a target, in lower case and without percent-encoding; empty when it has none."""
    found = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*)\s*:", unquote(html.unescape(target[:200])))
    return found[1].lower() if found else ""
