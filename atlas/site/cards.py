"""The card of each pole, which a shared link shows: what is written there, and the files it is drawn with."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from atlas.geo.derived import tree, understood
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.model.pole import Pole
from atlas.pictures import sharing
from atlas.pictures.projection import locator_frame
from atlas.pictures.sharing import Drawn

_SECTORS = 3  # that a card has room for


class Cards:
    """Draws them with the files of `folder`.

    Raises:
        PlaceError: when one of these is missing, or is not what the tool drew.
    """

    def __init__(self, folder: Path, atlas: Atlas) -> None:
        self._atlas, self._letters = atlas, folder / sharing.LETTERS
        told = tree(self._letters)
        with understood(self._letters):
            self._cards = sharing.Cards(partial(_drawn, folder), told, atlas.config.titre)

    def of(self, pole: Pole) -> bytes:
        """The card of a pole, as PNG."""
        seat = pole.seat
        code = seat.departement.code
        words = [place_words(pole), "\u00a0· ".join(self._atlas.vocabularies["secteurs"][id_].court for id_ in pole.secteurs[:_SECTORS])]
        with understood(self._letters):
            return self._cards.card(code, locator_frame(code).project(seat.point), pole.nom, words, approximate=seat.approximate)


def _drawn(folder: Path, name: str) -> Drawn:
    with understood(folder / name):
        return sharing.read((folder / name).read_bytes())
