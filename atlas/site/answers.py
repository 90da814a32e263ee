"""What goes with each answer: the policy that a page bears itself, and the headers, types and compression that hosts add.

One table, of which `hosting` makes the settings of each server; the preview (`serve`) and the tests' own server read it too.
A path here starts at the root of the site, without a slash: `poles/epv/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from atlas.site.carte import IGN_TILES, OSM_TILES

# What every page may do: run, wear, show and ask for what stands on its own host. Nothing inline: no `unsafe-…`, no digest needed.
# The theme draws its signs from `data:` addresses, and Leaflet clears its tiles with one.
_EVERYWHERE = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "manifest-src": ("'self'",),
    "worker-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
}
# What a page may need besides (`Page.besoins`).
_NEEDS: dict[str, dict[str, tuple[str, ...]]] = {
    "fonds": {"img-src": tuple(f"https://{urlsplit(tiles).netloc}" for tiles in (IGN_TILES, OSM_TILES))},  # the detailed grounds of the map
    "cadres": {"frame-src": ("'self'",)},  # a frame of our own
}


def policy(needs: Iterable[str] = ()) -> Markup:
    """The Content-Security-Policy of a page, ready to be set between double quotes."""
    allowed = dict(_EVERYWHERE)
    for need in needs:
        for directive, sources in _NEEDS[need].items():
            allowed[directive] = (*allowed.get(directive, ()), *sources)
    return Markup("; ".join(f"{directive} {' '.join(sources)}" for directive, sources in allowed.items()))  # noqa: S704 - our own words


@dataclass(frozen=True, slots=True)
class Header:
    """A header and its value, elsewhere than at the paths that `but` tells, each a pattern of their beginning and a value.

    No value: it is not sent. `versioned` is the value at an address that bears the digest of its content.
    """

    name: str
    value: str
    but: tuple[tuple[str, str], ...] = ()
    versioned: str = ""


EMBEDDED = r"embed/"  # what others may put in a frame of theirs
SHARED = r"(api/v1/|(.*/)?flux\.xml$)"  # what a script of another site may read
VERSION = r"v=[0-9a-f]{8}"  # the whole query of an address that changes when its content does (`actif`)

HEADERS = (
    Header("Content-Security-Policy", "frame-ancestors 'none'", ((EMBEDDED, ""),)),  # the part that a page cannot bear itself
    Header("X-Content-Type-Options", "nosniff"),
    Header("Referrer-Policy", "strict-origin-when-cross-origin"),
    Header("Permissions-Policy", "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"),
    Header("Access-Control-Allow-Origin", "", ((SHARED, "*"),)),
    # `no-cache` keeps, and asks each time whether it is still the same.
    Header("Cache-Control", "no-cache", versioned="public, max-age=31536000, immutable"),
)

# What a file is, by its ending.
TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "html": "text/html",
    "ico": "image/x-icon",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttl": "text/turtle",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
_DENSE = {"ico", "png", "woff2", "xlsx", "zip"}  # already compressed
COMPRESSED = tuple(ending for ending in TYPES if ending not in _DENSE)


def type_of(path: str) -> str:
    """The type of a file, with its charset where a reader could take another one."""
    kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def of(path: str, query: str = "") -> dict[str, str]:
    """The headers of an answer, but its type."""
    found = {}
    for header in HEADERS:
        value = next((other for pattern, other in header.but if re.match(pattern, path)), header.value)
        if header.versioned and re.fullmatch(VERSION, query):
            value = header.versioned
        if value:
            found[header.name] = value
    return found
