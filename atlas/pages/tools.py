"""What pages are made with besides the atlas: the story renderer and the pictures, given by the site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from atlas import urls
from atlas.geo.perimeters import Perimeter, Perimeters
from atlas.geo.places import Commune
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.model.pole import Pole
from atlas.pictures import locator, plates, territory
from atlas.pictures.plates import Plates
from atlas.pictures.projection import COLLECTIVITES

if TYPE_CHECKING:
    from atlas.pictures.marks import Dot

GROUNDS = "assets/situation/"


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of a page: its picture, its legend (sign, words), and what the interactive one loads."""

    image: Markup
    legende: tuple[tuple[Markup, str], ...]
    feuilles: tuple[str, ...]
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Draws poles over the prepared grounds."""

    plates: Plates
    feuilles: tuple[str, ...]
    scripts: tuple[str, ...]

    def ground(self, name: str, url: str) -> str:
        """The address of a ground, from the page at this address."""
        return f"{urls.up(url)}{GROUNDS}{name}?v={urls.version(self.plates.files[name])}"

    def france(self, atlas: Atlas, url: str) -> MapView:
        """The plate of France for the page at this address."""
        from atlas.pictures import france, marks  # noqa: PLC0415 - a page that changes alone shows none of these

        dots = _dots(atlas.poles, url)
        beyond = any(dot.departement in COLLECTIVITES for dot in dots)
        ground = plates.FRANCE_AND_BEYOND if beyond else plates.FRANCE
        image = france.france_picture(dots, self.ground(ground, url))
        legend = tuple((Markup(marks.legend_mark(sign)), words) for sign, words in marks.legend(dots))  # noqa: S704 - our own drawing
        return MapView(Markup(image), legend, self.feuilles, self.scripts)  # noqa: S704 - escaped where it is drawn

    def region(self, code: str, poles: Iterable[Pole], url: str, label: str) -> Markup:
        """The plate of a région."""
        from atlas.pictures import regionplate  # noqa: PLC0415 - likewise

        ground = self.ground(plates.region_file(code), url)
        return Markup(regionplate.region_picture(self.plates.frames[code], _dots(poles, url), ground, label, self.plates.names[code]))  # noqa: S704 - idem

    def departement(self, code: str, url: str, label: str) -> Markup:
        """The locator of a département, without a dot."""
        return Markup(locator.locator_picture(self.ground(plates.departement_file(code), url), label))  # noqa: S704 - idem

    def place(self, commune: Commune, url: str, label: str) -> Markup:
        """Where a commune with a point lies."""
        assert commune.point is not None, "the collectivities have no points"
        ground = self.ground(plates.departement_file(commune.departement), url)
        return Markup(locator.situation(commune.point, commune.departement, False, ground, label))  # noqa: FBT003, S704 - idem

    def brief(self, place: Perimeter, beside: Iterable[Perimeter], here: Sequence[Pole], near: Iterable[Pole], perimeters: Perimeters, label: str) -> Markup:
        """The map of a brief: the territory, those around it, and the poles that it tells of."""
        from atlas.pictures import local  # noqa: PLC0415 - likewise

        over = {id(found): found for pole in here if (found := perimeters.of(pole.territoire)) and found.written}
        seats = [local.Seat(pole.nom, pole.seat.point, own) for poles, own in ((here, True), (near, False)) for pole in poles if not pole.seat.approximate]
        return Markup(local.local_map(place, beside, over.values(), seats, label))  # noqa: S704 - idem

    def situation(self, pole: Pole, perimeters: Perimeters, url: str) -> tuple[Markup, territory.Drawn]:
        """Where a pole lies, and what of its territory is drawn there."""
        seat = pole.seat
        label = f"Situation : {place_words(pole)}" + (", position approximative" if seat.approximate else "")
        code = seat.departement.code
        land = territory.drawn(perimeters.of(pole.territoire), code, None if seat.approximate else seat.point)
        image = locator.situation(seat.point, code, seat.approximate, self.ground(plates.departement_file(code), url), label, land)
        return Markup(image), land  # noqa: S704 - idem


def _dots(poles: Iterable[Pole], url: str) -> list[Dot]:
    from atlas.pictures import marks  # noqa: PLC0415 - likewise

    way = urls.up(url)
    return [
        marks.Dot(
            way + urls.pole(p.slug), p.nom, place_words(p), p.seat.departement.code, p.seat.point, p.statut, p.seat.approximate
        )
        for p in poles
    ]
