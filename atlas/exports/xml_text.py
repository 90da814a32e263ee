"""Text as XML says it. The standard library's own, `xml.sax.saxutils`, loads a whole web client."""

from __future__ import annotations

import html
from functools import partial

escape = partial(html.escape, quote=False)


def quoteattr(text: str) -> str:
    """The value of an attribute, in its quotes."""
    return f'"{html.escape(text)}"'
