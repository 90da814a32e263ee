"""The blocks of a story: paragraphs, titles, lists, quotes, rules. Twin of assets/editeur/recit/blocs.js.

It reads as CommonMark does, but where a sign would vanish that nobody meant for Markdown: « 1982. Un comité… », « 31. décembre »,
« - 20 % », « > 50 structures », « + de 50 » stay as typed. A numbered list has two items at least, whose numbers follow; a year
opens none. What CommonMark takes for code because it is indented is read as if it were not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

_MARK = re.compile(r" {0,3}(?:([-+*])|([0-9]{1,3})([.)]))( +)(?=\S)")
_RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})")
_TITLE = re.compile(r" {0,3}(#{2,6}(?!#)|#(?= )) *(\S.*)")
_CLOSING = re.compile(r" #+$")
_UNDERLINE = re.compile(r" {0,3}(?:={2,}|-{2,}) *")
_QUOTE = re.compile(r" {0,3}> ?(?! *$)")
_QUOTED = re.compile(r" {0,3}> ?")
_AMOUNT = re.compile(r" *(?:de |d['’])?[0-9]")  # after a sign that is « minus », « plus » or « more than »
_ON = "\t"  # before a line that goes on with the paragraph above it, whatever it looks like: no other tab is left
_TAB = 4
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A block by its HTML name, or bare text when it has none; `number` is where a list starts, or what an item says instead."""

    name: str
    text: str = ""
    inner: tuple[Block, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class _Items:
    """The lines of each item of a list, and the line after it; `apart` when blank lines stand between them."""

    sign: str | None
    items: list[list[str]]
    numbers: list[int]
    apart: bool
    end: int


def read(story: str) -> tuple[Block, ...]:
    """The blocks of a story, in order."""
    return _read([line.expandtabs(_TAB) for line in story.split("\n")], 0)[0]


def _read(lines: list[str], depth: int) -> tuple[tuple[Block, ...], bool]:
    """The blocks of these lines, and whether a blank line stands between two of them."""
    blocks: list[Block] = []
    at, blank, apart = 0, False, False
    while at < len(lines):
        if _is_blank(lines[at]):
            blank, at = True, at + 1
            continue
        _outdent(lines, at)
        block, at = _block(lines, at, depth)
        apart, blank = apart or (blank and bool(blocks)), False
        blocks.append(block)
    return tuple(blocks), apart


def _block(lines: list[str], at: int, depth: int) -> tuple[Block, int]:
    """The block that starts at a line, and the line after it."""
    if _RULE.fullmatch(lines[at]):
        return Block("hr"), at + 1
    if title := _TITLE.fullmatch(lines[at]):
        return Block(f"h{min(max(len(title[1]), 2), 4)}", _CLOSING.sub("", title[2].rstrip(" ")).rstrip(" ")), at + 1
    if found := _items(lines, at, depth):
        return _list(found, depth), found.end
    if quoted := _quoted(lines, at, depth):
        return Block("blockquote", inner=_read(quoted, depth + 1)[0]), at + len(quoted)
    return _paragraph(lines, at, depth)


def _paragraph(lines: list[str], start: int, depth: int) -> tuple[Block, int]:
    """A paragraph, or the title that a line of dashes makes of it."""
    at = start + 1
    while at < len(lines) and not _UNDERLINE.fullmatch(lines[at]) and not _is_blank(lines[at]) and not _interrupts(lines, at, depth):
        at += 1
    text = "\n".join(line.lstrip(f"{_ON} ") for line in lines[start:at]).rstrip(" ")
    titled = at < len(lines) and _UNDERLINE.fullmatch(lines[at])
    return (Block("h2", text), at + 1) if titled else (Block("p", text), at)


def _list(found: _Items, depth: int) -> Block:
    """A list; where no blank line stands between items, nor between what they hold, their text is no paragraph."""
    told = [_read(item, depth + 1) for item in found.items]
    loose = found.apart or any(apart for _, apart in told)
    inner = [blocks if loose else tuple(replace(b, name="") if b.name == "p" else b for b in blocks) for blocks, _ in told]
    if found.sign:
        return Block("ul", inner=tuple(Block("li", inner=blocks) for blocks in inner))
    start, step = found.numbers[0], found.numbers[1] - found.numbers[0]
    other = [None if number == start + step * rank else number for rank, number in enumerate(found.numbers)]
    items = tuple(Block("li", inner=blocks, number=number) for blocks, number in zip(inner, other, strict=True))
    return Block("ol", inner=items, number=None if start == 1 else start)


def _items(lines: list[str], at: int, depth: int) -> _Items | None:
    """The items of the list that starts at a line, when one does."""
    first = mark = _mark(lines, at)
    items: list[list[str]] = []
    numbers, apart, end = [], False, at
    while first and mark and (mark[1], mark[3]) == (first[1], first[3]):
        apart = apart or at > end
        items.append(_item(lines, at, mark))
        numbers.append(int(mark[2] or 0))
        at = end = at + len(items[-1])
        while at < len(lines) and _is_blank(lines[at]):
            at += 1
        mark = _mark(lines, at)
    if not first or depth == _DEEPEST or not (_is_meant(items, first[1], depth) if first[1] else _follow(numbers)):
        return None
    return _Items(first[1], items, numbers, apart, end)


def _mark(lines: list[str], at: int) -> re.Match[str] | None:
    return None if at >= len(lines) or _RULE.fullmatch(lines[at]) else _MARK.match(lines[at])


def _is_meant(items: list[list[str]], sign: str, depth: int) -> bool:
    """Whether these are items: one line alone may be an amount, « - 20 % », or say « + de 50 »."""
    alone = len(items) == 1 and not any(_is_blank(line) or _opens(line) for line in items[0][1:])
    return not alone or not (sign == "+" or (depth == 0 and _AMOUNT.match(items[0][0])))


def _follow(numbers: list[int]) -> bool:
    """Whether these are the numbers of a list: 1, 2…; 12, 13…; or 1, 1…, as formatters write them."""
    start, *after = numbers
    return bool(after) and after[0] - start in ((0, 1) if start <= 1 else (1,))


def _item(lines: list[str], at: int, mark: re.Match[str]) -> list[str]:
    """The lines of one item, without its margin nor the blank ones at its end."""
    margin = mark.end() if len(mark[4]) <= _TAB else mark.start(4) + 1
    inner = [lines[at][margin:]]
    for line in islice(lines, at + 1, None):
        if line.startswith(_ON) or _indent(line) >= margin or _is_blank(line):
            inner.append(line if line.startswith(_ON) else line[margin:])
        elif _goes_on(inner[-1], line):
            inner.append(_ON + line)
        else:
            break
    while _is_blank(inner[-1]):
        inner.pop()
    return inner


def _quoted(lines: list[str], at: int, depth: int) -> list[str]:
    """The lines of the quote that starts at a line, without its signs; none when there is no quote."""
    inner: list[str] = []
    signs = 0
    if depth == _DEEPEST or not _QUOTE.match(lines[at]):
        return inner
    for line in islice(lines, at, None):
        if mark := _QUOTED.match(line):
            inner.append(line[mark.end() :])
            signs += 1
        elif not _is_blank(line) and _goes_on(inner[-1], line):
            inner.append(_ON + line)
        else:
            break
    return [] if signs == 1 and _AMOUNT.match(inner[0]) else inner


def _goes_on(above: str, line: str) -> bool:
    """Whether a line carries on the paragraph above it, out of the margin of an item or of a quote."""
    return not (_is_blank(above) or _opens(line) or _RULE.fullmatch(above) or _TITLE.fullmatch(above))


def _opens(line: str) -> bool:
    """Whether a line, by its first signs, may be the start of another block than a paragraph."""
    return bool(_MARK.match(line) or _RULE.fullmatch(line) or _TITLE.fullmatch(line) or _QUOTE.match(line))


def _interrupts(lines: list[str], at: int, depth: int) -> bool:
    """Whether a line opens a block right under a line of text: a numbered list only from 1 on."""
    if not _opens(lines[at]):
        return False
    if mark := _mark(lines, at):
        return mark[2] in (None, "1") and _items(lines, at, depth) is not None
    return not _QUOTE.match(lines[at]) or bool(_quoted(lines, at, depth))


def _outdent(lines: list[str], at: int) -> None:
    """Four spaces and more before a block say nothing: they go, there and below."""
    wide = _indent(lines[at])
    while wide >= _TAB and at < len(lines) and (_indent(lines[at]) >= wide or _is_blank(lines[at])):
        lines[at] = lines[at][wide:]
        at += 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_blank(line: str) -> bool:
    return not line.strip(" ")

