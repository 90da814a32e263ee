"""The pages that are made together, and what each family of them is made of: the one list of both.

`reads` names what the pages are made of: `pole.nom` is that attribute of every pole, anything else a part of the house or a text of
ours. A test makes each family with all the rest forbidden. What is not named may change: the pages stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from atlas import urls
from atlas.content.glossary import Glossary
from atlas.content.library import Writings
from atlas.french.safe_html import Renderer
from atlas.model import neighbours
from atlas.model.atlas import Atlas
from atlas.pages.data import ENTRY_READS, Page, entries
from atlas.pages.lazily import Lazily
from atlas.pages.pole import PoleTools
from atlas.pages.tools import MapView, Pictures
from atlas.survey import freshness, observatory
from atlas.survey.whole import HOUSE, Survey, of_poles

if TYPE_CHECKING:
    from atlas.pages import (
        autodiagnostic,
        cherches,
        codes,
        editeur,
        embed,
        etat,
        explorer,
        general,
        nouveautes,
        observatoire,
        pres,
        redirects,
        style,
        territories,
    )
    from atlas.pages.territories import TerritoryTools, departements, epci, regions, sectors
    from atlas.pages.territories.shared import Standing
    from atlas.survey import quest
    from atlas.survey.quest import Quest
else:

    class _Later:
        """A module that is loaded when something of it is asked for: most builds make few families again."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a module has
            return getattr(import_module(f"atlas.{self._name}"), name)

    autodiagnostic = _Later("pages.autodiagnostic")
    cherches = _Later("pages.cherches")
    codes = _Later("pages.codes")
    editeur = _Later("pages.editeur")
    embed = _Later("pages.embed")
    etat = _Later("pages.etat")
    explorer = _Later("pages.explorer")
    general = _Later("pages.general")
    nouveautes = _Later("pages.nouveautes")
    observatoire = _Later("pages.observatoire")
    pres = _Later("pages.pres")
    redirects = _Later("pages.redirects")
    style = _Later("pages.style")
    territories = _Later("pages.territories")
    departements = _Later("pages.territories.departements")
    epci = _Later("pages.territories.epci")
    regions = _Later("pages.territories.regions")
    sectors = _Later("pages.territories.sectors")
    quest = _Later("survey.quest")


class Workshop:
    """What pages are made with; each thing is made when a page first asks for it."""

    def __init__(self, survey: Survey, writings: Writings, story: Callable[[], Renderer], pictures: Callable[[], Pictures]) -> None:
        self.survey, self.writings, self._story, self._drawing = survey, writings, story, pictures

    @property
    def atlas(self) -> Atlas:
        """The poles and all they refer to."""
        return self.survey.atlas

    @cached_property
    def pictures(self) -> Pictures:
        """What draws poles over the prepared grounds."""
        return self._drawing()

    @cached_property
    def of_poles(self) -> PoleTools:
        """What the pages of poles are made with, and the others in part."""
        return pole_tools(self.atlas, self._story(), self.pictures, self.writings.glossaire)

    @cached_property
    def territories(self) -> TerritoryTools:
        """What the pages of territories are made with."""
        return territories.tools(self.atlas, self.of_poles)

    @cached_property
    def plate(self) -> MapView:
        """The plate of France, for both pages that lie one level below the home page."""
        return explorer.picture(self.atlas, self.pictures, urls.POLES)

    @cached_property
    def searched(self) -> Quest:
        """Whom we look for."""
        return quest.of(self.atlas, self.writings.cherches)


def pole_tools(atlas: Atlas, story: Renderer, pictures: Pictures, glossary: Glossary) -> PoleTools:
    """What the pages of poles are made with, and the others in part."""
    by_sector = Lazily(lambda sector: neighbours.index(pole for pole in atlas.poles if sector in pole.secteurs))
    return PoleTools(story, glossary, pictures, neighbours.index(atlas.poles), by_sector, entries(atlas))


class _Room(Protocol):
    """The module of a kind of places."""

    def standing(self, atlas: Atlas, code: str, tools: TerritoryTools, /) -> Standing: ...

    def page(self, atlas: Atlas, code: str, tools: TerritoryTools, /) -> Page: ...


@dataclass(frozen=True, slots=True)
class Places:
    """The pages of places, each made on its own by the code of its place.

    `standing` says whom a page shows, of all poles in whatever order, by `STANDING_READS`; of those alone it then tells `BRIEF_READS`.
    """

    codes: Callable[[Workshop], Iterable[str]]
    room: _Room
    reads: tuple[str, ...] = (*HOUSE, "plates", "contacts")

    def standing(self, workshop: Workshop, code: str) -> Standing:
        """Who stands at one of them and around it."""
        return self.room.standing(workshop.atlas, code, workshop.territories)

    def page(self, workshop: Workshop, code: str) -> Page:
        """The page of one of them."""
        return self.room.page(workshop.atlas, code, workshop.territories)


@dataclass(frozen=True, slots=True)
class Family:
    """Pages that are made together; of `places`, their index is, and each of them is made on its own."""

    name: str
    reads: tuple[str, ...]
    pages: Callable[[Workshop], Iterable[Page]]
    places: Places | None = None



FAMILIES = (
    Family(
        "accueil",
        (*of_poles("slug", "nom", "autres_noms", "seat", "secteurs", "statut", "statut_constate_le", "parties_prenantes", "reconnaissances"), "cherches", "plates", "synonymes"),
        lambda w: (general.home(w.atlas, w.searched, w.pictures, w.writings.synonymes), general.not_found(w.atlas, w.writings.synonymes)),
    ),
    Family("explorateur", (*of_poles(*ENTRY_READS, "reconnaissances"), "plates"), lambda w: explorer.pages(w.atlas, w.plate, w.of_poles.entries)),
    Family("pres", (*of_poles("slug", "nom", "seat", "statut"), "plates", "contacts"), lambda w: (pres.page(w.atlas, w.plate),)),
    Family("regions", of_poles("slug", "nom", "seat", "territoire"), lambda w: (regions.index(w.atlas),), Places(lambda w: w.atlas.places.regions, regions)),
    Family("departements", of_poles("seat"), lambda w: (departements.index(w.atlas),), Places(lambda w: w.atlas.places.departements, departements)),
    Family("epci", of_poles("slug", "seat", "territoire"), lambda w: (epci.index(w.atlas, w.territories),), Places(lambda w: w.territories.touched, epci)),
    Family("secteurs", of_poles(*ENTRY_READS), lambda w: sectors.pages(w.atlas, w.of_poles.entries)),
    Family(
        "textes",
        (
            *of_poles("slug", "nom", "seat", "secteurs", "parties_prenantes", "cooperations", "charte", "autodiagnostic"),
            "textes", "charte", "chronologie", "glossaire", "referentiel", "contacts",
        ),
        lambda w: general.texts(w.writings, w.atlas),
    ),
    Family("autodiagnostic", (*HOUSE, "referentiel"), lambda w: autodiagnostic.pages(w.atlas)),
    Family("cherches", (*of_poles("nom", "autres_noms", "reconnaissances"), "cherches"), lambda w: (cherches.page(w.atlas, w.searched),)),
    Family("editeur", (*HOUSE, "plates", "referentiel"), lambda w: (editeur.page(w.atlas, w.pictures),)),
    Family("codes", HOUSE, lambda _: (codes.page(),)),
    Family("recherche", HOUSE, lambda _: (general.search(),)),
    Family("nouveautes", (*of_poles("slug", "nom", "seat", "resume"), "news", "retired"), lambda w: (nouveautes.page(w.atlas, w.survey.news),)),
    Family("etat", (*of_poles(*ENTRY_READS, *freshness.READS), "day"), lambda w: etat.pages(w.survey.report, w.of_poles.entries)),
    Family("observatoire", (*of_poles(*ENTRY_READS, *observatory.READS), "comptes", "plates"), lambda w: observatoire.pages(w.atlas, w.survey.observatory, w.pictures)),
    Family("embed", (*of_poles(*ENTRY_READS, "territoire"), "plates"), lambda w: embed.pages(w.atlas, w.plate, w.of_poles)),
    Family("adresses", (*of_poles("slug", "nom", "seat", "anciennes_adresses"), "retired"), lambda w: redirects.pages(w.atlas)),
    Family("style", (*of_poles(*ENTRY_READS), "updated"), lambda w: (style.page(w.atlas, w.of_poles.entries),)),
)  # in the order of the plan of the site
