"""How the derived files of `content/geo` and `content/plates` are read, and what is said when one is no longer what was derived."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from atlas.machine.refusals import RefusedError, plain_file


class PlaceError(RefusedError):
    """A derived file cannot be used; `str()` says in French which, where and what to do."""


@contextmanager
def understood(path: Path, line: int = 1) -> Iterator[None]:
    """What is done inside counts on the file being what was derived.

    Raises:
        PlaceError: when it is not.
        OSError: when the system refuses.
    """
    try:
        yield
    except FileNotFoundError:
        raise _error(path, 1, 1, "le fichier manque") from None
    except json.JSONDecodeError as error:
        raise _error(path, error.lineno, error.colno, "ce n’est pas du JSON") from None
    except UnicodeDecodeError as error:
        raise _error(path, error.object.count(b"\n", 0, error.start) + 1, 1, "le fichier n’est pas en UTF-8") from None
    except (ArithmeticError, AttributeError, LookupError, RecursionError, StopIteration, TypeError, ValueError, csv.Error):
        raise _error(path, line, 1, "ce n’est pas ce que les outils de l’atlas y écrivent") from None


def _error(path: Path, line: int, column: int, reason: str) -> PlaceError:
    name = "/".join(("content", *path.parts[-2:]))
    return PlaceError(f"{name}:{line}:{column}: erreur [lieux] {reason} : remettez le fichier, par exemple avec « git restore {name} »")


def rows(path: Path, columns: int = 1) -> list[list[str]]:
    """The rows of a table, without its header; each has so many columns or more.

    Raises:
        PlaceError: when it is missing, empty, or a row is too short.
    """
    with understood(path):
        plain_file(str(path))
        text = path.read_bytes().decode("utf-8")
        reader = csv.reader(text.splitlines(keepends=True), strict=True)
        next(reader)
        found = list(reader)
        if not found:
            raise _error(path, 1, 1, "le fichier est vide")
        for line, row in enumerate(found, 2):
            if len(row) < columns:
                raise _error(path, line, 1, f"lu {len(row)} colonnes, attendu {columns}")
    return found


def tree(path: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What a JSON file says.

    Raises:
        PlaceError: when it is missing or no JSON.
    """
    with understood(path):
        plain_file(str(path))
        return json.loads(path.read_bytes())
