"""How the house's own YAML files (`site_config.yaml`, `content/*.yaml`) are read, and what a mistake in one says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from atlas.record import yaml_text
from atlas.record.yaml_text import Fault, Mapping, Node, Sequence, Text

DEPTH = 12  # the grid has four levels of lists of groups


class ContentError(Exception):
    """A file of the house cannot be used; `str()` says in French which, where and why, one line a fault."""

    def __init__(self, path: Path, faults: Iterable[Fault] = (), reason: str = "") -> None:
        lines = [
            f"{path.name}:{f.mark.line}:{f.mark.column}: erreur [{f.code}] lu {f.read}, attendu {f.expected} → {f.fix}"
            for f in faults
        ]
        if reason:
            lines.append(f"{path.name}: erreur [contenu] {reason}")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[Callable[[str], ContentError], tuple[str]]:
        return _as_told, (str(self),)  # another process raises it with the same words


def _as_told(words: str) -> ContentError:
    return ContentError.__new__(ContentError, words)


def read_mapping(path: Path) -> Mapping:
    """The root of a YAML file of ours.

    Raises:
        ContentError: when it is missing, not UTF-8 or not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError(path, (), "le fichier manque") from None
    except UnicodeDecodeError:
        raise ContentError(path, (), "le fichier n’est pas en UTF-8") from None
    root, faults = yaml_text.parse(text, depth=DEPTH)
    if root is None or faults:
        raise ContentError(path, faults)
    return root


def text_of(path: Path, node: Node | None, key: str, default: str | None = None) -> str:
    """The text under a key of a mapping; `default` when absent or empty, an error when there is none.

    Raises:
        ContentError: when the key is missing without default, or is not a text.
    """
    value = node.get(key) if isinstance(node, Mapping) else None
    if isinstance(value, Text) and value.value:
        return " ".join(value.value.split())
    if default is None or (value is not None and not isinstance(value, Text)):
        line = node.mark.line if node else 1
        raise ContentError(path, (), f"ligne {line} : un texte est attendu sous « {key} »")
    return default


def mapping_of(path: Path, node: Node | None, key: str) -> Mapping:
    """The group under a key; empty when absent.

    Raises:
        ContentError: when it is something else.
    """
    value = node.get(key) if isinstance(node, Mapping) else None
    if value is None or (isinstance(value, Text) and not value.value):
        return Mapping((), node.mark if node else yaml_text.Mark(1, 1))
    if not isinstance(value, Mapping):
        raise ContentError(path, (), f"ligne {value.mark.line} : un groupe de clés est attendu sous « {key} »")
    return value


def items_of(path: Path, node: Node | None, key: str) -> tuple[Node, ...]:
    """The list under a key; empty when absent.

    Raises:
        ContentError: when it is something else.
    """
    value = node.get(key) if isinstance(node, Mapping) else None
    if value is None or (isinstance(value, Text) and not value.value):
        return ()
    if not isinstance(value, Sequence):
        raise ContentError(path, (), f"ligne {value.mark.line} : une liste est attendue sous « {key} »")
    return value.items


def front_matter(path: Path) -> tuple[dict[str, str], str]:
    """The keys of the front matter of a text of ours, and the Markdown below it.

    Raises:
        ContentError: when there is no front matter, or it is not made of keys and texts.
    """
    whole = path.read_text(encoding="utf-8")
    parts = whole.split("---\n", 2)
    root, faults = yaml_text.parse(parts[1], 2) if whole.startswith("---\n") and len(parts) == 3 else (None, ())  # noqa: PLR2004
    if root is None or faults:
        raise ContentError(path, faults, "" if faults else "attendu un en-tête entre deux lignes « --- »")
    return {key.value: text_of(path, root, key.value, "") for key, _ in root.items}, parts[2]
