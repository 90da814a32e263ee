"""`python -m tools.read_pdf note.pdf …`: what who listens to a printed page will hear: its title, language, headings and pictures.

The structure is read by pikepdf, which is no dependency of the atlas: `pip install pikepdf` in an environment of your own. The PDF is
one that Chromium prints tagged, from its menu or by Playwright: `page.pdf(prefer_css_page_size=True, tagged=True, outline=True)`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

NAMED = ("/Figure", "/Caption")


def elements(node: Any) -> Iterator[Any]:  # noqa: ANN401 - pikepdf is not installed here
    """The elements of a structure tree, in reading order."""
    import pikepdf  # noqa: PLC0415 - only who runs this has it

    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


def told(path: str) -> Iterator[str]:
    """What one file says of itself, a line a fact."""
    import pikepdf  # noqa: PLC0415 - likewise

    with pikepdf.open(path) as pdf:
        root = pdf.Root
        yield f"{path}: {len(pdf.pages)} page(s), tagged {bool(root.get('/MarkInfo', {}).get('/Marked'))}, language {root.get('/Lang')}, title {pdf.docinfo.get('/Title')}"
        found = list(elements(root.StructTreeRoot.K)) if "/StructTreeRoot" in root else []
        yield "  elements: " + ", ".join(f"{name[1:]} {count}" for name, count in Counter(str(e.S) for e in found).items())
        yield "  levels: " + " ".join(str(e.S)[1:] for e in found if str(e.S)[1:2] == "H")
        yield from (f"  {str(e.S)[1:]}: {e.get('/Alt', '(its words are in it)')}" for e in found if str(e.S) in NAMED)
        with pdf.open_outline() as outline:
            yield from _outlined(outline.root, 1)


def _outlined(items: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - likewise
    for item in items:
        yield "  " * depth + "> " + item.title
        yield from _outlined(item.children, depth + 1)


if __name__ == "__main__":
    for path in sys.argv[1:]:
        print("\n".join(told(path)))
