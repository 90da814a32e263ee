"""The grid as data: what the indicators and degrees of a published self-assessment are, by the ids it gives."""

from __future__ import annotations

from atlas.content.referentiel import Item, Referentiel
from atlas.exports import paths
from atlas.exports.exact import dumps
from atlas.exports.format import Champ, Format, one_file, resource
from atlas.model.atlas import Atlas
from atlas.survey.whole import HOUSE


def render(atlas: Atlas) -> str:
    """The whole tree and its scale, in the order of the file; `place_confirmee` says where a source shows the place."""
    grid, config = atlas.referentiel, atlas.config
    return dumps({
        "licence": config.licence.spdx,
        "source": f"{config.titre}, {config.adresse}",
        "titre": grid.titre,
        "version": {"numero": grid.number, "libelle": grid.version, "remarque": grid.version_remark or None},
        "lectures": grid.uses,
        "degres": [
            {
                "id": d.id, "rang": d.rang, "versant": "fort" if d.strong else "faible",
                "importance": d.importance, "satisfaction": d.satisfaction,
            }
            for d in grid.degrees
        ],
        "theme": _item(grid.theme) | {
            "precision": grid.theme_precision or None,
            "objectifs_generaux": [
                _item(general) | {"objectifs_principaux": [_main(grid, main) for main in general.children]}
                for general in grid.theme.children
            ],
        },
        "avertissements": list(grid.warnings),
        "sources": [{"titre": title, "url": url or None} for title, url in grid.sources],
    }, indent=1)  # fmt: skip


def _main(grid: Referentiel, main: Item) -> dict[str, object]:
    numbers = grid.numbers
    indicators = [
        {"numero": numbers[i.id]} | _item(i) | {"permutable_avec": i.swap or None} for i in main.children
    ]
    return {"numero": numbers[main.id]} | _item(main) | {"indicateurs": indicators}


def _item(item: Item) -> dict[str, object]:
    return {"id": item.id, "libelle": item.libelle, "place_confirmee": item.certain}


FORMAT = Format(
    one_file(paths.REFERENTIEL_JSON, render),
    "[referentiel.json](../api/v1/referentiel.json) : la grille du [référentiel](../referentiel/), ses objectifs, ses indicateurs et ses "
    "degrés, avec leurs numéros et leurs identifiants. C’est elle qui dit ce que veulent dire ceux du champ `autodiagnostic`.",
    (resource("referentiel-json", "Le référentiel d’action", "Ce que veulent dire les identifiants d’un autodiagnostic publié : les objectifs, les indicateurs et les degrés de la grille, avec leurs numéros.", paths.REFERENTIEL_JSON),),
    champs=(
        Champ("version, lectures, degres", "La version de la grille, ses deux lectures (importance, satisfaction) et leurs degrés."),
        Champ("theme", "Les objectifs généraux, puis principaux, puis leurs indicateurs : numero, id, libelle, place_confirmee, permutable_avec."),
        Champ("avertissements, sources", "Ce qui est incertain, et d’où vient la grille."),
    ),
    reads=(*HOUSE, "referentiel"),
)
