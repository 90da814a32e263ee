"""What whoever reuses the data can copy (`content/recettes/`): short programs, with the address of this site put in."""

from __future__ import annotations

from pathlib import Path

from atlas.content.config import Config
from atlas.content.yaml_file import read_file

FILES = ("carte.html", "regions.txt", "secteurs.sql", "tableur.txt")


def load(folder: Path, config: Config) -> dict[str, str]:
    """Each of them by the name of its file without its ending.

    Raises:
        ContentError: when one cannot be read.
    """
    return {name.partition(".")[0]: read_file(folder / name).replace("{{ adresse }}", config.adresse) for name in FILES}
