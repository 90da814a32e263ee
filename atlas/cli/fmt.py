"""What `fmt` gives back: a record in its one way of writing, saying the same, with every comment where it was.

A comment stays with the line it stands above or beside; below the last line of a list or group, it stays there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from atlas.problems.report import as_text
from atlas.record import reader, yaml_text
from atlas.record.writer import Block, Entry, assembled
from atlas.record.yaml_text import Comment, Mapping, Mark, Node, Sequence, Text

_BREAK = re.compile(r"[ \t]*\n\s*")


class FormattingError(Exception):
    """The record cannot be written otherwise without a risk; the message is French."""


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry as the file has it: the list or group around it, how many of those are between brackets."""

    entry: Entry
    mark: Mark
    block: Block
    column: int
    depth: int
    parent: _Place | None

    def around(self) -> Iterator[_Place]:
        """This place and those around it, from the inside out."""
        yield self
        if self.parent:
            yield from self.parent.around()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one file: the bytes to write when it changes, whether it cannot, what is wrong with it in French."""

    given: bytes | None = None
    failed: bool = False
    told: str = ""


def tidied(name: str, data: bytes) -> Outcome:
    """The canonical form of a record; `name` is what its path is called. What cannot be read, or written without a risk, fails."""
    record, problems = reader.read(name, data)
    if record is None or problems:
        return Outcome(failed=True, told=as_text(problems))
    try:
        given = formatted(data.decode("utf-8")).encode()
    except FormattingError as error:
        return Outcome(failed=True, told=f"{name} : fiche laissée telle quelle, {error}.")
    return Outcome() if given == data else Outcome(given)


def summary(outcomes: list[Outcome], *, written: bool) -> str:
    """One French sentence that counts what was done, or would be."""
    changed, failed = sum(o.given is not None for o in outcomes), sum(o.failed for o in outcomes)
    one, many = ("mise", "mises") if written else ("à mettre", "à mettre")

    def count(n: int, words: str) -> str:
        return f"{n} fiche{'s' if n > 1 else ''} {words}"

    told = [count(changed, f"{many if changed > 1 else one} en forme")]
    if failed:
        told.append(count(failed, "laissées telles quelles" if failed > 1 else "laissée telle quelle"))
    rest = len(outcomes) - changed - failed
    told.append(count(rest, "déjà en forme"))
    return ", ".join(told) + "."


def formatted(text: str) -> str:
    """The canonical text of a record: same values, same story, same comments.

    Raises:
        FormattingError: when the record cannot be read, or would not say the same (a comment or a key of thousands of
            characters can do that).
    """
    before = _read(text)
    if before is None:
        raise FormattingError("la fiche ne se lit pas")
    front = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")[1 : before.story_line - 2]
    root, places = _laid_out(before.root)
    _attach(yaml_text.comments("\n".join(front), first_line=2), root, places)
    told = before.story.split("\n")
    while told and not told[-1].strip():
        told.pop()
    given = assembled(root, "".join(f"{line}\n" for line in told))
    after = _read(given)
    if after is None or _meaning(after.root) != _meaning(before.root):
        raise FormattingError("elle ne dirait plus la même chose une fois mise en forme")
    return given


def _read(text: str) -> reader.Record | None:
    record, problems = reader.read("", text.encode())
    return None if problems else record


def _meaning(node: Node) -> object:
    """What a node says, whatever the order of its keys and the lines it takes."""
    if isinstance(node, Text):
        return _flat(node.value)
    if isinstance(node, Sequence):
        return [_meaning(item) for item in node.items]
    return {key.value: _meaning(value) for key, value in node.items}


def _flat(text: str) -> str:
    """A text on one line: the field table folds white space, so its lines mean nothing."""
    return _BREAK.sub(" ", text).strip(" \n")


def _laid_out(root: Mapping) -> tuple[Block, list[_Place]]:
    places: list[_Place] = []

    def block_of(node: Sequence | Mapping, depth: int, parent: _Place | None) -> Block:
        block = Block(keyed=isinstance(node, Mapping))
        depth += node.flow
        pairs = node.items if isinstance(node, Mapping) else ((None, item) for item in node.items)
        for key, value in pairs:
            entry = Entry(key.value if key else None, "")
            mark = key.mark if key else value.mark
            place = _Place(entry, mark, block, mark.column if node.flow else node.mark.column, depth, parent)
            places.append(place)
            block.entries.append(entry)
            entry.value = _flat(value.value) if isinstance(value, Text) else block_of(value, depth, place)
        return block

    return block_of(root, 0, None), places


def _attach(comments: tuple[Comment, ...], root: Block, places: list[_Place]) -> None:
    """Give each comment to the entry or the block it speaks of."""
    blank = False
    seen = 0  # how many places begin before the comment
    for rank, comment in enumerate(comments):
        line = comment.mark.line + (not comment.alone)
        while seen < len(places) and places[seen].mark.line < line:
            seen += 1
        after = places[seen] if seen < len(places) else None
        if not comment.text:
            blank = rank + 1 < len(comments) and comments[rank + 1].alone and comments[rank + 1].mark.line == line + 1
            if not blank and after and not after.depth:
                after.entry.above.append("")
            continue
        before = next((places[n] for n in range(seen - 1, -1, -1) if places[n].depth <= comment.depth), None)
        if before and not comment.alone:
            before.entry.beside = f"{before.entry.beside} {comment.text}".lstrip()
        else:
            target = _above_or_below(comment, places[seen - 1] if seen else None, after)
            (root.below if target is None else target).extend(["", comment.text] if blank else [comment.text])
        blank = False


def _above_or_below(comment: Comment, before: _Place | None, after: _Place | None) -> list[str] | None:
    """The list where a comment alone on its line goes: above what follows, or below the block it is aligned with."""
    if after and after.depth >= comment.depth and (comment.depth or comment.mark.column <= after.column):
        return after.entry.above
    for place in before.around() if before else ():
        if after and place.block is after.block:
            return after.entry.above
        if place.depth == comment.depth and (comment.depth or place.column <= comment.mark.column):
            return place.block.below
    return after.entry.above if after else None
