"""The self-assessment: the grid as the page's scripts read it, and as a blank form to print. Nothing of it is stored here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from atlas import urls
from atlas.content.referentiel import USES, Referentiel
from atlas.french.typography import french
from atlas.machine.compact import compact
from atlas.model.atlas import Atlas
from atlas.pages.data import Link, Page


@dataclass(frozen=True, slots=True)
class AutodiagnosticPage:
    """What the two templates may see. `donnees` is the grid for the scripts: JSON whose texts are already set."""

    grille: Referentiel
    numeros: dict[str, str]
    lectures: tuple[tuple[str, str], ...]
    donnees: Markup


def pages(atlas: Atlas) -> Iterator[Page]:
    """The questionnaire, and the blank grid."""
    grid = atlas.referentiel
    data = AutodiagnosticPage(grid, grid.numbers, tuple((use, grid.uses[use]) for use in USES), _json(atlas))
    way = Link(urls.REFERENTIEL, "Le référentiel")
    yield Page(
        urls.AUTODIAGNOSTIC, "autodiagnostic.html", "L’autodiagnostic",
        "Faire le point sur un pôle avec les indicateurs du référentiel, seul ou à plusieurs : ce qui compte, ce qui satisfait, sans note ni classement.",
        data, fil=(way,), rubrique="referentiel",
    )  # fmt: skip
    yield Page(
        urls.GRILLE, "autodiagnostic-grille.html", "La grille d’autodiagnostic",
        "La grille d’autodiagnostic des PTCE à remplir sur papier : les indicateurs du référentiel, leurs degrés, la place d’une note et d’une preuve.",
        data, fil=(way, Link(urls.AUTODIAGNOSTIC, "L’autodiagnostic")), rubrique="referentiel",
    )  # fmt: skip


def _json(atlas: Atlas) -> Markup:
    """In the order of the files, which a filter of the templates would not keep."""
    return escape(compact(_told(atlas)))


def _told(atlas: Atlas) -> dict[str, object]:
    grid = atlas.referentiel
    numbers = grid.numbers
    return {
        "titre": french(grid.titre),
        "version": grid.number,
        "libelle": french(grid.version),
        "degres": [
            {"id": d.id, "rang": d.rang, "fort": d.strong, "importance": french(d.importance), "satisfaction": french(d.satisfaction)}
            for d in grid.degrees
        ],
        "lectures": {use: french(grid.uses[use]) for use in USES},
        "generaux": [
            {
                "libelle": french(general.libelle),
                "objectifs": [
                    {
                        "id": main.id,
                        "numero": numbers[main.id],
                        "libelle": french(main.libelle),
                        "indicateurs": [
                            {"id": i.id, "numero": numbers[i.id], "libelle": french(i.libelle)} for i in main.children
                        ],
                    }
                    for main in general.children
                ],
            }
            for general in grid.theme.children
        ],
        "regards": {id_: french(term.label) for id_, term in atlas.vocabularies["regards"].items()},
        "familles": {id_: french(term.label) for id_, term in atlas.vocabularies["familles"].items()},
        "avertissements": [french(text) for text in grid.warnings],
    }
