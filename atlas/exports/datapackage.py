"""What the data are, as a Frictionless Data Package: every resource of the formats it is given, licence and date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.exports import paths
from atlas.exports.exact import dumps
from atlas.exports.format import File, Format
from atlas.french.folding import slug
from atlas.model.atlas import Atlas
from atlas.survey.whole import HOUSE, Survey


def render(atlas: Atlas, formats: Iterable[Format]) -> str:
    """The data package, whose paths start from its own folder; its version is the date of the data."""
    config = atlas.config
    licence = {"name": config.licence.spdx, "title": config.licence.nom, "path": config.licence.adresse}
    package: dict[str, object] = {
        "profile": "data-package",
        "name": slug(config.titre),
        "title": config.titre,
        "description": config.description,
        "homepage": config.adresse,
        "version": str(atlas.updated or ""),
        "keywords": [
            "PTCE",
            "pôle territorial de coopération économique",
            "économie sociale et solidaire",
            "coopération",
        ],
        "licenses": [licence],
        "sources": [{"title": config.titre, "path": config.adresse}],
        "resources": [resource for format_ in formats for resource in format_.resources],
    }
    if config.editeur:
        package["contributors"] = [{"title": config.editeur, "role": "publisher"}]
    return dumps(package, indent=2)


def describing(formats: Iterable[Format]) -> Format:
    """The format that describes others."""
    described = tuple(formats)

    def files(survey: Survey) -> Iterator[File]:
        yield paths.DATAPACKAGE, render(survey.atlas, described).encode()

    return Format(files, "[datapackage.json](../api/v1/datapackage.json) : la description de l’ensemble, pour les outils qui la lisent.", reads=HOUSE)
