"""What stands at an address whose record moved or was withdrawn: the way to the new one, or the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from atlas import urls
from atlas.content.retired import REASONS
from atlas.french.typography import date
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.model.pole import Pole
from atlas.pages.data import Link, Page, pole_link


@dataclass(frozen=True, slots=True)
class MovedPage:
    """Where the record now is."""

    vers: Link
    lieu: str


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """When and why a record was withdrawn, and the one to read instead, if any."""

    date: str
    raison: str
    heritier: Link | None


def pages(atlas: Atlas) -> Iterator[Page]:
    """A page for each old address, and for each withdrawn record. No list names them."""
    for old, pole in atlas.by_former.items():
        yield _moved(old, pole)
    for entry in atlas.retired:
        heir = atlas.by_slug.get(entry.heir)
        data = WithdrawnPage(date(entry.day), REASONS[entry.reason], pole_link(heir) if heir else None)
        yield Page(
            urls.pole(entry.slug), "fiche-retiree.html", f"Fiche retirée : {entry.slug}",
            f"La fiche qui était à l’adresse poles/{entry.slug}/ a été retirée de l’atlas le {date(entry.day)}.",
            data, (Link(urls.POLES, "Les pôles"),), "poles", listed=False,
        )  # fmt: skip


def _moved(old: str, pole: Pole) -> Page:
    return Page(
        urls.pole(old), "fiche-deplacee.html", f"{pole.nom} : nouvelle adresse",
        f"La fiche qui était à l’adresse poles/{old}/ est maintenant à l’adresse poles/{pole.slug}/.",
        MovedPage(pole_link(pole), place_words(pole)), (Link(urls.POLES, "Les pôles"),), "poles", listed=False,
    )  # fmt: skip
