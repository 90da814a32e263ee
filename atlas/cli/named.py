"""The files named on the command line: what each is called in problems, and what is said of one that is no record."""

from __future__ import annotations

from pathlib import Path

from atlas.check.nearest import nearest
from atlas.machine.refusals import shown

FRONT = "---"  # how a record begins


def called(path: Path, root: Path) -> str:
    """Where a file lies in `poles/`, or as if it lay there."""
    folder = (root / "poles").resolve()
    whole = path.resolve()
    return f"poles/{whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else path.name}"


def apart(path: Path, root: Path) -> str:
    """What is said of a record that lies elsewhere than in `poles/`, where nobody would read it, as a line; nothing of others."""
    if path.resolve().is_relative_to((root / "poles").resolve()):
        return ""
    return f"{shown(str(path))} est relue comme si elle était dans poles/ : pour que l’atlas la lise, mettez-la dans ce dossier\n"


def absent(path: Path, root: Path) -> str:
    """What is said of a path that is no file: what it is, or the record that was most likely meant."""
    name = shown(str(path))
    if path.is_dir():
        return f"{name} est un dossier, et non une fiche ; sans nom de fichier, la commande relit toutes celles de poles/"
    slugs = [record.stem for record in (root / "poles").glob("*.md")]
    near = path.stem if path.stem in slugs else nearest(path.stem, slugs)
    return f"{name} : ce fichier n’existe pas" + (f" ; est-ce poles/{near}.md ?" if near else "")


def elsewhere(path: Path, root: Path, data: bytes) -> str:
    """What is said of a file of the project that lies outside `poles/` and does not begin like a record; nothing of others."""
    whole, home = path.resolve(), root.resolve()
    if not whole.is_relative_to(home) or whole.is_relative_to(home / "poles") or data.lstrip(b"\xef\xbb\xbf \r\n").startswith(FRONT.encode()):
        return ""
    return f"{shown(str(path))} n’est pas une fiche : les fiches sont dans poles/, et commencent par une ligne « {FRONT} »"
