"""What others show in their own pages (`embed/`): the map, a pole, a territory; and the page that gives the code for it.

These pages stand in a frame: no menu, links that leave the frame, nothing for search engines. `assets/embed/page.js` tells the page
around how high they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from atlas import urls
from atlas.exports import oembed
from atlas.french.typography import date, french
from atlas.geo.places import Departement, Region
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.pages.around import Around, nearest
from atlas.pages.data import Entry, Link, Page, departement_link, region_link
from atlas.pages.framed import framed
from atlas.pages.pole import PoleTools
from atlas.pages.territories.shared import answer, in_region
from atlas.pages.tools import MapView

SHOWN = 12  # poles of a territory, in a frame; the page itself has them all
RESIZE = """<script>
addEventListener("message", (e) => {
  if (e.origin !== "ORIGIN" || !e.data || e.data.type !== "atlas-ptce:hauteur") return;
  for (const cadre of document.querySelectorAll("iframe")) {
    if (cadre.contentWindow === e.source) cadre.height = e.data.hauteur;
  }
});
</script>"""


@dataclass(frozen=True, slots=True)
class EmbeddedMap:
    """The map of all poles, which a query filters; `page` is the explorer."""

    page: Link
    total: int
    date: str
    carte: MapView


@dataclass(frozen=True, slots=True)
class EmbeddedPlace:
    """A région or a département: the poles seated there, then those that reach it, as many as a frame holds; `reste` more have no room."""

    page: Link
    sorte: str
    nom: str
    reponse: str
    carte: Markup
    poles: tuple[Entry, ...]
    reste: int
    date: str


@dataclass(frozen=True, slots=True)
class CodePage:
    """The page that gives the code: of the map of all, which its script makes into another; `choix` are the territories, région by région."""

    code: Markup
    script: Markup
    cadre: str
    page: str
    titre: str
    hauteurs: tuple[int, int, int]
    choix: tuple[tuple[Link, tuple[Link, ...]], ...]
    secteurs: tuple[tuple[str, str], ...]


def pages(atlas: Atlas, plate: MapView, tools: PoleTools) -> Iterator[Page]:
    """The map, every région and département, and the page that gives the code."""
    explorer = Link(urls.POLES, "Voir les pôles dans l’atlas")
    yield framed(urls.POLES, "embed/carte.html", "Les pôles, sur une carte", EmbeddedMap(explorer, len(atlas.poles), date(atlas.updated), replace(plate, image=_leaving(plate.image))), "fonds")
    for region in atlas.places.regions.values():
        yield _region(atlas, region, tools)
    for departement in atlas.places.departements.values():
        yield _departement(atlas, departement, tools)
    yield _code(atlas)


def _leaving(picture: Markup) -> Markup:
    """The picture, whose links leave the frame: browsers do not all read `<base target>` for those of an SVG."""
    return picture.replace(Markup("<a "), Markup('<a target="_top" '))


def _region(atlas: Atlas, region: Region, tools: PoleTools) -> Page:
    _, seated, reaching = in_region(atlas, region)
    url = urls.region(region.slug)
    sentence = answer(len(seated), len(reaching), Around()) if seated or reaching else "L’atlas ne connaît encore aucun pôle dans cette région."
    picture = tools.pictures.region(region.code, (*seated, *reaching), urls.embed(url), f"Carte : {region.nom}, ses départements et ses pôles")
    return _place(atlas, tools, url, "Région", region.nom, f"Région {region.nom}", sentence, _leaving(picture), (*seated, *reaching))


def _departement(atlas: Atlas, departement: Departement, tools: PoleTools) -> Page:
    code = departement.code
    seated, reaching = atlas.seated[code], atlas.reaching[code]
    near = nearest(tools.everywhere, departement.point, code, 1, {p.slug for p in (*seated, *reaching)}).told(tools.entries)
    url = urls.departement(code)
    picture = tools.pictures.departement(code, urls.embed(url), f"Situation : {departement.nom} en France")
    kind = "Collectivité d’outre-mer" if departement.is_collectivite else "Département"
    return _place(atlas, tools, url, kind, departement.nom, f"{departement.nom} ({code})", answer(len(seated), len(reaching), near), picture, (*seated, *reaching))


def _place(atlas: Atlas, tools: PoleTools, url: str, kind: str, name: str, called: str, sentence: str, picture: Markup, poles: tuple[Pole, ...]) -> Page:
    shown = tuple(tools.entries[pole.slug] for pole in poles[:SHOWN])
    link = Link(url, "Voir ce territoire dans l’atlas")
    return framed(url, "embed/territoire.html", f"{called} : les pôles en bref", EmbeddedPlace(link, kind, name, sentence, picture, shown, len(poles) - len(shown), date(atlas.updated)))


def _code(atlas: Atlas) -> Page:
    config, places = atlas.config, atlas.places
    frame, page, title = config.adresse + urls.EMBED, config.adresse + urls.POLES, french(f"Les pôles — {config.titre}")
    parts = urlsplit(config.adresse)
    link = f'<p><a href="{escape(page)}">{escape(title)}</a></p>'
    choices = [(region_link(region), tuple(map(departement_link, places.inside(region)))) for region in places.regions_by_name]
    beyond = tuple(departement_link(d) for d in places.departements.values() if d.is_collectivite)
    data = CodePage(
        escape(f"{oembed.iframe(frame, title, oembed.MAP_HEIGHT)}\n{link}"),
        escape(RESIZE.replace("ORIGIN", f"{parts.scheme}://{parts.netloc}")),
        frame, page, title, (oembed.MAP_HEIGHT, oembed.PLACE_HEIGHT, oembed.POLE_HEIGHT),
        (*choices, *(((Link("", "Collectivités d’outre-mer"), beyond),) if beyond else ())),
        tuple((id_, term.label) for id_, term in atlas.vocabularies["secteurs"].items()),
    )  # fmt: skip
    return Page(
        urls.INTEGRER, "embed-code.html", "Montrer l’atlas sur votre site",
        "Une carte des PTCE, la fiche d’un pôle ou les pôles d’un territoire sur votre site : le code à coller, avec son aperçu, sans traceur ni compte.",
        data, (Link(urls.DONNEES, "Les données"),), "donnees", besoins=("cadres",),
    )  # fmt: skip
