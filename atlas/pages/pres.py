"""« Près de chez moi »: the page that answers for a commune. What it answers with is `atlas/client/near.py`; here is the frame."""

from __future__ import annotations

from dataclasses import dataclass

from atlas import urls
from atlas.content.config import Contact
from atlas.content.contacts_public import Institution
from atlas.model.atlas import Atlas
from atlas.pages.around import Around
from atlas.pages.data import Link, Page, Sector, sector
from atlas.pages.note import Note, note
from atlas.pages.tools import MapView


@dataclass(frozen=True, slots=True)
class PresPage:
    """Without JavaScript, the départements with their counts; with it, what the answer is written with.

    `contacts` are those of régions by code, and the national one by `national`; `institutions` those of régions and of collectivities
    of none, by code; `note` is a brief still empty.
    """

    departements: tuple[tuple[Link, int], ...]
    secteurs: tuple[Sector, ...]
    contacts: tuple[tuple[str, Contact], ...]
    institutions: tuple[tuple[str, tuple[Institution, ...]], ...]
    note: Note
    carte: MapView


def page(atlas: Atlas, plate: MapView) -> Page:
    """The page, with the plate of France."""
    contacts = atlas.config.contacts
    known = [*sorted(contacts.regions.items()), *((("national", contacts.national),) if contacts.national else ())]
    data = PresPage(
        tuple(
            (Link(urls.departement(d.code), f"{d.code} {d.nom}"), len(atlas.seated[d.code]))
            for d in atlas.places.departements.values()
        ),
        tuple(sector(atlas, id_) for id_ in atlas.vocabularies["secteurs"]),
        tuple(known),
        (*atlas.contacts.regions.items(), *atlas.contacts.collectivites.items()),
        note(
            atlas, (), Around(), {}, subject="votre commune", sentence="Cherchez d’abord votre commune : la note parlera d’elle.",
            region="", institutions=(), url=urls.PRES,
        ),
        plate,
    )  # fmt: skip
    return Page(
        urls.PRES, "pres-de-chez-moi.html", "Près de chez moi",
        "Tapez une commune : les pôles territoriaux de coopération économique qui la couvrent, les plus proches avec les distances, qui appeler.",
        data, rubrique="pres", modified=str(atlas.updated or ""), besoins=("fonds",),
    )  # fmt: skip
