"""A list of laureates as a row of squares: full where the atlas has a record, half where it has a name, empty where it has nothing."""

from __future__ import annotations

from html import escape

_SIDE, _STEP = 12, 16
KINDS = ("decrit", "nomme", "inconnu")


def tally_picture(counts: tuple[int, int, int], longest: int) -> str:
    """As many squares of each kind as `counts` says, to the scale of a row of `longest`; the words beside it say the same."""
    kinds = [kind for kind, count in zip(KINDS, counts, strict=True) for _ in range(count)]
    drawn = "".join(square(kind, place * _STEP + 2) for place, kind in enumerate(kinds))
    return (
        f'<svg class="compte-cases" viewBox="0 0 {max(longest, len(kinds)) * _STEP} {_STEP}" aria-hidden="true" focusable="false">{drawn}</svg>'
    )


def square(kind: str, left: int = 2) -> str:
    """One square; what is named only is full up to its diagonal."""
    half = f'<path class="case-moitie" d="M{left} {2 + _SIDE}V2L{left + _SIDE} {2 + _SIDE}z"/>' if kind == "nomme" else ""
    return f'<rect class="case case--{escape(kind)}" x="{left}" y="2" width="{_SIDE}" height="{_SIDE}"/>{half}'


def sign(kind: str) -> str:
    """A square of a legend."""
    return f'<svg class="case-signe" viewBox="0 0 {_STEP} {_STEP}" width="16" height="16" aria-hidden="true" focusable="false">{square(kind)}</svg>'
