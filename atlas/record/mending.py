"""All that is written wrong in a front matter, told at once.

A line that can mean one thing only is read as it should be written, and what follows is read on. Nothing is written: what is
told is for a person, and a record with a fault is never published.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas.record import foreign_signs, yaml_text
from atlas.record.yaml_text import Fault, Mapping

MOST = 40  # lines mended: a file with more is no record written by hand
FIRST_LINE = foreign_signs.FIRST_LINE


def read(lines: list[str]) -> tuple[Mapping | None, tuple[Fault, ...], list[str]]:
    """The lines of a front matter (the second of the file on): what they mean, every fault, and the lines as they could be read.

    The root is None where a fault leaves no sure line. A mended line says what it was meant to say; columns may be one off in it.
    """
    now, told, mended = list(lines), list[Fault](), dict[int, str]()
    while True:
        root, faults = yaml_text.parse("\n".join(now), FIRST_LINE)
        wrong = [fault for fault in _mendable(now, root, faults) if fault.mark.line not in mended]
        if not wrong or len(mended) >= MOST:
            break
        for fault in wrong[: MOST - len(mended)]:
            told.append(fault)
            mended[fault.mark.line] = now[fault.mark.line - FIRST_LINE] = fault.right
    # What is wrong with a line that was mended already has been told of.
    return root, (*told, *(fault for fault in faults if root or fault.mark.line not in mended)), now


def _mendable(lines: list[str], root: Mapping | None, faults: tuple[Fault, ...]) -> Iterator[Fault]:
    """The faults that come with the line to write instead."""
    if foreign := foreign_signs.find(lines, root, faults):
        yield from (sign.told() for sign in foreign)
    elif root is None:
        yield from (fault for fault in faults if fault.right)
