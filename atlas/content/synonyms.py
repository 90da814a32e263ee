"""Which words of the field are taken one for another by who searches: the groups of `content/synonymes.yaml`."""

from __future__ import annotations

from pathlib import Path

from atlas.content.shapes import TEXT, Shape
from atlas.content.yaml_file import ContentError, items_of, read_mapping
from atlas.french.folding import fold
from atlas.record.yaml_text import Sequence, Text

KEYS: dict[str, Shape] = {"synonymes": [[TEXT]]}
Synonyms = tuple[tuple[str, ...], ...]


def load(path: Path) -> Synonyms:
    """Read the groups, in the order of the file.

    Raises:
        ContentError: when a group has not two words, is written twice, or a word of it has no letter.
    """
    groups: list[tuple[str, ...]] = []
    for node in items_of(path, read_mapping(path, KEYS), "synonymes"):
        words = tuple(item.value for item in node.items if isinstance(item, Text)) if isinstance(node, Sequence) else ()
        if len(words) < 2:  # noqa: PLR2004
            raise ContentError(path, (), "un groupe est une liste de deux mots au moins", node)
        folded = [fold(word) for word in words]
        if not all(folded):
            raise ContentError(path, (), "un mot du groupe n’a ni lettre ni chiffre", node)
        if len(set(folded)) < len(folded):
            raise ContentError(path, (), "un mot est écrit deux fois dans le groupe", node)
        if fold(words[0]) in {fold(group[0]) for group in groups}:
            raise ContentError(path, (), f"« {words[0]} » commence déjà un autre groupe, dont il est le nom", node)
        groups.append(words)
    return tuple(groups)
