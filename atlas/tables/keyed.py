"""A table as objects with keys: what GoGoCarto exports, and GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from atlas.tables.grid import CELL, Grid, Row, TableError, bounded, visible

_LISTS = ("data", "elements", "features", "poles")
_DEPTH = 4
JOINT = "|"


def read(data: bytes) -> Grid:
    """One line an element, after a line with their keys; a key inside another is dotted (`address.postalCode`).

    Raises:
        TableError: when it is no JSON, or holds no list of elements.
    """
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise TableError(f"ligne {error.lineno}, colonne {error.colno} : ce JSON ne se lit pas. Exportez-le de nouveau.") from error
    except (ValueError, RecursionError) as error:  # no UTF-8, a number without end, lists in lists
        raise TableError("ce JSON ne se lit pas. Exportez-le de nouveau, en UTF-8.") from error
    elements = _elements(content)
    if not elements:
        raise TableError("ce JSON ne contient pas de liste d’éléments. Un export de GoGoCarto les range sous « data » ou « elements ».")
    flat = [dict(_leaves(element, "", _DEPTH)) for element in elements]
    keys = list(dict.fromkeys(key for element in flat for key in element))
    titles = Row(0, tuple(map(visible, keys)))
    rows = (Row(number, tuple(element.get(key, "") for key in keys)) for number, element in enumerate(flat, 1))
    return Grid((titles, *bounded(rows)), keyed=True)


def _elements(content: object) -> list[dict[str, object]]:
    if isinstance(content, dict):
        named = [content[key] for key in _LISTS if isinstance(content.get(key), list)]
        content = named[0] if named else next((value for value in content.values() if isinstance(value, list)), [])
    found = [element for element in content if isinstance(element, dict)] if isinstance(content, list) else []
    return [_feature(element) if isinstance(element.get("properties"), dict) else element for element in found]


def _feature(element: dict[str, object]) -> dict[str, object]:
    """A feature of GeoJSON: its properties, and its point."""
    properties = element["properties"]
    assert isinstance(properties, dict)
    geometry = element.get("geometry")
    point = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if isinstance(point, list) and len(point) >= 2:  # noqa: PLR2004
        return {**properties, "longitude": point[0], "latitude": point[1]}
    return dict(properties)


def _leaves(value: object, path: str, depth: int) -> Iterator[tuple[str, str]]:
    """Every text under its dotted key; a list is one text, joined; of objects in a list, their names."""
    if isinstance(value, dict) and depth:
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key), depth - 1)
    elif isinstance(value, list):
        items = [item.get("name", "") if isinstance(item, dict) else item for item in value]
        yield path, JOINT.join(filter(None, map(_text, items)))[:CELL]
    elif path:
        yield path, _text(value)


def _text(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value)[:CELL].strip()
