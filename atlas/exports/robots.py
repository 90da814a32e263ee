"""What robots are told: everything may be read, and where the list of pages is."""

from __future__ import annotations


def render(address: str) -> str:
    """robots.txt for the site at this address, which ends with a slash."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"
