"""What browsers are told, to install the site (manifest) and to search it from their own bar (OpenSearch 1.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from atlas import urls
from atlas.content.config import Config
from atlas.exports.xml_text import escape, quoteattr

READS = ("config",)
GROUND = "#f5f2ea"  # of a page by day, as `theme-color` says in the shell; a manifest has one colour, a page says that of the night
ICON = "assets/icone.svg"
DRAWN = {size: f"assets/icone-{size}.png" for size in (192, 512)}  # by `tools/draw_icons.py`
SHORTCUTS = ((urls.RECHERCHE, "Rechercher"), (urls.PRES, "Près de chez moi"), (urls.POLES, "Les pôles"))
_SHORT = 16  # letters that OpenSearch lets a name have


def files(config: Config) -> Iterator[tuple[str, bytes]]:
    """Both, at the root of the site."""
    yield urls.MANIFEST, (json.dumps(manifest(config), ensure_ascii=False, indent=1) + "\n").encode()
    yield urls.OPENSEARCH, opensearch(config).encode()


def manifest(config: Config) -> dict[str, object]:
    """A window with a way back, since a reader goes from page to page; every address starts where the manifest stands."""
    drawn = [{"src": path, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"} for size, path in DRAWN.items()]
    return {
        "id": "./",
        "name": config.titre,
        "short_name": config.titre,
        "description": config.description,
        "lang": "fr",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [{"src": ICON, "sizes": "any", "type": "image/svg+xml", "purpose": "any"}, *drawn],
        "shortcuts": [{"name": name, "url": url} for url, name in SHORTCUTS],
    }


def opensearch(config: Config) -> str:
    """What is typed goes into the fragment, as from our own field: no server receives it. Hence no suggestions either."""
    name = config.titre if len(config.titre) <= _SHORT else "Atlas"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(name)}</ShortName>\n"
        f"<Description>{escape(config.description)}</Description>\n"
        "<Language>fr</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image width="192" height="192" type="image/png">{escape(config.adresse + DRAWN[192])}</Image>\n'
        f'<Url type="text/html" template={quoteattr(f"{config.adresse}{urls.RECHERCHE}#q={{searchTerms}}")}/>\n'
        "</OpenSearchDescription>\n"
    )
