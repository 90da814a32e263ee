"""What search engines are told: everything may be read (robots.txt), and which pages there are (sitemap.xml 0.9)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from atlas.exports.xml_text import escape

_KEPT = "/?&=#%+,;:@!$'()*~"  # what an address may hold besides letters and digits


def sitemap(config_address: str, pages: Iterable[tuple[str, str]]) -> str:
    """The pages in the order given: each its address from the root of the site, and its last change (empty: unknown)."""
    lines = (_line(config_address + quote(url, safe=_KEPT), lastmod) for url, lastmod in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(lines)}</urlset>\n"
    )


def _line(address: str, lastmod: str) -> str:
    when = f"<lastmod>{escape(lastmod)}</lastmod>" if lastmod else ""
    return f"<url><loc>{escape(address)}</loc>{when}</url>\n"


def robots(address: str) -> str:
    """robots.txt for the site at this address, which ends with a slash."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"
