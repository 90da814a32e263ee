"""Lines between two columns of equal height: names on the left, poles on the right. The page writes the words."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.pictures.outlines import number

Thread = tuple[int, int, bool]
"""The rank of a name, the rank of a pole, and whether the link is sure (a full line) or a doubt (dashes)."""


def threads_picture(names: int, poles: int, threads: Iterable[Thread]) -> str:
    """The lines between `names` rows and `poles` rows, each column cut into equal rows, in a box to be stretched."""
    drawn = "".join(_thread((name + 0.5) * 100 / names, (pole + 0.5) * 100 / poles, sure) for name, pole, sure in threads)
    return f'<svg class="obs-fils" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">{drawn}</svg>'


def _thread(left: float, right: float, sure: bool) -> str:  # noqa: FBT001 (a fact of the line)
    css = "obs-fil" if sure else "obs-fil obs-fil--doute"
    return f'<path class="{css}" d="M0 {number(left)}C50 {number(left)} 50 {number(right)} 100 {number(right)}"/>'
