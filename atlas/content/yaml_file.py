"""How the house's own files (`site_config.yaml`, `content/`) are read, and what a mistake in one says: path, line, column.

Each reader states the keys of its file in one table, `KEYS`; `read_mapping` holds the whole file against it before anything is
made of it, so that all its mistakes are told at once, in the words that records are told theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from atlas.content import shapes
from atlas.content.shapes import Shape
from atlas.machine.refusals import RefusedError, measured
from atlas.problems.report import Problem
from atlas.record import reader, yaml_text
from atlas.record.yaml_text import Fault, Mapping, Mark, Node, Sequence, Text

DEPTH = 12  # the grid has four levels of lists of groups
LIMIT = 1_000_000  # bytes: the longest of our texts has 25,000
START = Mark(1, 1)


class ContentError(RefusedError):
    """A file of the house cannot be used; `str()` says in French which, where and why, one line a fault."""

    def __init__(self, path: Path, faults: Iterable[Fault | Problem] = (), reason: str = "", at: Node | Mark | None = None) -> None:
        name = called(path)
        lines = [
            str(f if isinstance(f, Problem) else Problem(name, f.mark.line, f.mark.column, f.code, f.key, f.read, f.expected, f.fix))
            for f in faults
        ]
        if reason:
            mark = (at if isinstance(at, Mark) else at.mark) if at else START
            lines.append(f"{name}:{mark.line}:{mark.column}: erreur [contenu] {reason}")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[Callable[[str], ContentError], tuple[str]]:
        return _as_told, (str(self),)  # another process raises it with the same words


def _as_told(words: str) -> ContentError:
    return ContentError.__new__(ContentError, words)


def called(path: Path) -> str:
    """What a file of ours is called in messages: its path from the root of the project."""
    *folders, _ = path.parts
    last = len(folders) - 1 - folders[::-1].index("content") if "content" in folders else len(folders)
    return "/".join(path.parts[last:])


def read_file(path: Path) -> str:
    """The text of a file of ours, its lines ended one way.

    Raises:
        ContentError: when it is missing, too big, not UTF-8, or hides a sign that cannot be seen.
        OSError: when the system refuses.
    """
    try:
        data = measured(path, LIMIT)
    except FileNotFoundError:
        raise ContentError(path, (), f"le fichier manque : remettez-le, par exemple avec « git restore {called(path)} »") from None
    except IsADirectoryError:
        raise ContentError(path, (), "lu un dossier, attendu un fichier de ce nom") from None
    text, problems = reader.decode(called(path), data, LIMIT)
    if problems:
        raise ContentError(path, problems)
    return text


def read_mapping(path: Path, keys: Shape) -> Mapping:
    """The root of a YAML file of ours, which has these keys.

    Raises:
        ContentError: when it cannot be read, is not YAML, or is not what its table of keys says.
    """
    return _held(path, read_file(path), 1, DEPTH, keys)


def _held(path: Path, text: str, first_line: int, depth: int, keys: Shape) -> Mapping:
    root, faults = yaml_text.parse(text, first_line, depth)
    if root is None or faults:
        raise ContentError(path, faults)
    problems = [*reader.disguised(called(path), root), *shapes.problems(called(path), root, keys)]
    if problems:
        raise ContentError(path, problems)
    return root


def text_of(path: Path, node: Node | None, key: str, default: str | None = None) -> str:
    """The text under a key of a mapping; `default` when absent or empty, an error when there is none.

    Raises:
        ContentError: when the key is missing without default, or is not a text.
    """
    value = node.get(key) if isinstance(node, Mapping) else None
    if isinstance(value, Text) and value.value.strip():
        return " ".join(value.value.split())
    if default is None or (isinstance(value, Sequence | Mapping) and value.items):
        raise ContentError(path, (), f"un texte est attendu sous « {key} »", value or node)
    return default


def mapping_of(path: Path, node: Node | None, key: str) -> Mapping:
    """The group under a key; empty when absent.

    Raises:
        ContentError: when it is something else.
    """
    value = node.get(key) if isinstance(node, Mapping) else None
    if value is None or (isinstance(value, Text) and not value.value):
        return Mapping((), value.mark if value else node.mark if node else START)
    if not isinstance(value, Mapping):
        raise ContentError(path, (), f"un groupe de clés est attendu sous « {key} »", value)
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
        raise ContentError(path, (), f"une liste est attendue sous « {key} »", value)
    return value.items


def front_matter(path: Path, keys: Shape) -> tuple[Mapping, str, int]:
    """The front matter of a text of ours, which has these keys, the Markdown below it, and the line where that starts.

    Raises:
        ContentError: when it cannot be read, or there is no front matter, or it is not what its table of keys says.
    """
    whole = read_file(path)
    parts = whole.split("---\n", 2)
    if not whole.startswith("---\n") or len(parts) != 3:  # noqa: PLR2004 - before, between, after
        raise ContentError(path, (), "attendu un en-tête entre deux lignes « --- », au début du fichier")
    return _held(path, parts[1], 2, DEPTH, keys), parts[2], parts[1].count("\n") + 3
