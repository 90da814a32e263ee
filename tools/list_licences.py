"""`python -m tools.list_licences`: writes into `docs/licences.md` the licence of each library that `requirements.txt` pins.

A licence is what the library's own metadata says of it (core metadata 2.4: the expression, else the classifier, else the free text);
a library that is not installed here keeps the line that it had.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
_PINNED = re.compile(r"^([a-z0-9-]+)==")
_VIA = re.compile(r"^    # (?:via )?  ?([a-z0-9-]+)(?: \(pyproject\.toml\))?$")
_ROW = re.compile(r"^\| `([a-z0-9-]+)` \| .*$", re.MULTILINE)


def pinned(path: Path = ROOT / "requirements.txt") -> dict[str, list[str]]:
    """The libraries of a list of versions, and which ask for each, in order."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if named := _PINNED.match(line):
            asking = found.setdefault(named[1], [])
        elif found and (via := _VIA.match(line)) and via[1] != "via" and via[1] not in asking:
            asking.append(via[1])
    return found


def licence(name: str) -> str | None:
    """What an installed library says of its licence; nothing when it is not there."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classifiers = [text.rpartition(" :: ")[2] for text in told.get_all("Classifier") or () if text.startswith("License ::")]
    return told.get("License-Expression") or next(iter(classifiers), None) or (told.get("License") or "").strip() or "non dite"


def rows(page: str) -> dict[str, str]:
    """The line of each library, by name: anew for those that are installed, as it stands in the page for the others."""
    before = {found[1]: found[0] for found in _ROW.finditer(page)}
    told = {name: (licence(name), ", ".join(asking)) for name, asking in pinned().items()}
    return {name: f"| `{name}` | {of} | {via} |" if of else before.get(name, f"| `{name}` | à lire | {via} |") for name, (of, via) in told.items()}


def main() -> None:
    """Write the table anew."""
    page = PAGE.read_text(encoding="utf-8")
    head = page[: page.index("| --- |")].rstrip()
    PAGE.write_text("\n".join((head, "| --- | --- | --- |", *rows(page).values(), "")), encoding="utf-8")


if __name__ == "__main__":
    main()
