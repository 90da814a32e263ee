"""What whoever reuses the data can copy (`content/recettes/`): short programs, with the address of this site put in."""

from __future__ import annotations

from pathlib import Path

from atlas.content.config import Config


def load(folder: Path, config: Config) -> dict[str, str]:
    """Each of them by the name of its file without its ending."""
    return {path.stem: path.read_text(encoding="utf-8").replace("{{ adresse }}", config.adresse) for path in sorted(folder.iterdir())}
