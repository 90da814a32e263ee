"""How others may show a page of ours in theirs: oEmbed 1.0, a file a page, found from the page by `<link rel="alternate">`.

The files are static: they answer at their own address alone, without `url`, `maxwidth` nor `format`. What they give fills the width
it gets. Addresses are absolute, since the frame stands on another site.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from atlas import urls
from atlas.exports.exact import dumps
from atlas.exports.format import Champ, File, Format
from atlas.french.typography import french
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.survey.whole import Survey, of_poles

WIDTH = 600  # pixels, where nobody says otherwise
MAP_HEIGHT, PLACE_HEIGHT, POLE_HEIGHT = 1000, 660, 440  # of most of them at that width, until the frame tells its own
PICTURE = 1200, 630  # that a shared link shows
DAY = 86_400  # seconds: how long an answer may be kept


def iframe(address: str, title: str, height: int, width: str = "100%") -> str:
    """The frame, well-formed as XHTML too."""
    return f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" height="{height}" loading="lazy" style="border:0"></iframe>'


def files(survey: Survey) -> Iterator[File]:
    """One for the map, one for each pole, région and département."""
    atlas = survey.atlas
    yield _told(atlas, urls.POLES, "Tous les pôles", MAP_HEIGHT)
    for pole in atlas.poles:
        yield _told(atlas, urls.pole(pole.slug), f"{pole.nom}, {place_words(pole)}", POLE_HEIGHT, urls.carte(pole.slug))
    for region in atlas.places.regions.values():
        yield _told(atlas, urls.region(region.slug), f"Les pôles en région {region.nom}", PLACE_HEIGHT)
    for departement in atlas.places.departements.values():
        yield _told(atlas, urls.departement(departement.code), f"{departement.nom} ({departement.code}) : les pôles", PLACE_HEIGHT)


def _told(atlas: Atlas, url: str, name: str, height: int, picture: str = "") -> File:
    config = atlas.config
    title = french(f"{name} — {config.titre}")
    told = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": config.titre,
        "provider_url": config.adresse,
        "cache_age": DAY,
        "html": iframe(config.adresse + urls.embed(url), title, height, str(WIDTH)),
        "width": WIDTH,
        "height": height,
    }
    if picture:
        told |= {"thumbnail_url": config.adresse + picture, "thumbnail_width": PICTURE[0], "thumbnail_height": PICTURE[1]}
    return urls.oembed(url), dumps(told).encode()


FORMAT = Format(
    files,
    "[oembed/poles.json](../api/v1/oembed/poles.json) : de quoi [montrer l’atlas sur un autre site](integrer/) (oEmbed 1.0) ; chaque pôle, chaque région et "
    "chaque département a le sien, `api/v1/oembed/poles/nom-du-pole.json`, que sa page annonce.",
    champs=(
        Champ("html", "Le cadre à coller dans une page."),
        Champ("title, width, height", "Son titre et la place qu’il prend."),
        Champ("thumbnail_url", "D’un pôle, l’image que montre son adresse partagée."),
    ),
    reads=of_poles("slug", "nom", "seat"),
)
