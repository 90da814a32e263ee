"""How a probe tells what a reader held: one line of JSON each, from inside the environment where the reader lives. Standard library only."""

from __future__ import annotations

import contextlib
import csv
import importlib.metadata
import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

SITE, ODD = (Path(os.environ.get(name, ".")) for name in ("ATLAS_SITE", "ATLAS_ODD"))
SITES = (SITE, ODD)
API = "api/v1/"
_PROBES: list[tuple[str, str, str, Callable[[], str]]] = []


def probe(format_: str, reader: str, held: str) -> Callable[[Callable[[], str]], Callable[[], str]]:
    """A function is a probe: it reads a format with a reader, asserts what is held, and gives the figures."""

    def kept(function: Callable[[], str]) -> Callable[[], str]:
        _PROBES.append((format_, reader, held, function))
        return function

    return kept


def version_of(reader: str) -> str:
    """What is installed under the name of a reader, or what follows it in brackets."""
    try:
        return importlib.metadata.version(reader.partition(" ")[0].lower())
    except importlib.metadata.PackageNotFoundError:
        return os.environ.get(f"ATLAS_VERSION_{reader.upper()}", "")


def run() -> None:
    """Every probe of this environment."""
    for format_, reader, held, function in _PROBES:
        noise = io.StringIO()
        try:
            with contextlib.redirect_stdout(noise), contextlib.redirect_stderr(noise):
                result, ok = function(), True
        except Exception as error:  # noqa: BLE001 - whatever a reader says, it is told and the others go on
            result, ok = f"ÉCHEC : {type(error).__name__} {error}"[:300].replace("\n", " "), False
        sys.stdout.write(json.dumps([format_, reader, version_of(reader), held, result, ok], ensure_ascii=False) + "\n")
        sys.stdout.flush()


def poles(site: Path) -> list[dict]:
    """What the records say, by the JSON and the standard library."""
    return json.loads((site / API / "poles.json").read_text(encoding="utf-8"))["poles"]


def table(site: Path) -> list[dict[str, str]]:
    """The lines of the CSV, by the standard library."""
    with (site / API / "poles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def unprotected(text: str) -> str:
    """A cell of the CSV without the apostrophes that keep spreadsheets from computing it."""
    return re.sub(r"(^|;)'(?=[=+\-@])", r"\1", text)


def same_rows(site: Path, rows: list[dict[str, str]]) -> int:
    """Check that the rows a reader gives are those of the table, and say what the records do."""
    expected = table(site)
    assert rows == expected, next(f"{key} : {found.get(key)!r} != {row[key]!r}" for row, found in zip(expected, rows, strict=False) for key in row if row[key] != found.get(key))
    for row, pole in zip(rows, poles(site), strict=True):
        assert unprotected(row["nom"]) == pole["nom"]
        assert (row["code_insee"], row["departement"], row["region"]) == (pole["code_insee"] or "", pole["departement"], pole["region"] or "")
        members = [unprotected(name) for name in row["parties_prenantes"].split("|") if name]
        assert members == [party["nom"].replace("|", "/") for party in pole["parties_prenantes"]]
    return len(rows)
