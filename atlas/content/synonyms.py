"""Which words of the field are taken one for another by who searches: the groups of `content/synonymes.yaml`."""

from __future__ import annotations

from pathlib import Path

from atlas.content.yaml_file import ContentError, items_of, read_mapping
from atlas.french.folding import fold
from atlas.record.yaml_text import Sequence, Text

Synonyms = tuple[tuple[str, ...], ...]


def load(path: Path) -> Synonyms:
    """Read the groups, in the order of the file.

    Raises:
        ContentError: when a group has not two words, is written twice, or a word of it has no letter.
    """
    groups: list[tuple[str, ...]] = []
    for node in items_of(path, read_mapping(path), "synonymes"):
        words = tuple(item.value for item in node.items if isinstance(item, Text)) if isinstance(node, Sequence) else ()
        where = f"ligne {node.mark.line} : "
        if len(words) < 2:  # noqa: PLR2004
            raise ContentError(path, (), f"{where}un groupe est une liste de deux mots au moins")
        folded = [fold(word) for word in words]
        if not all(folded):
            raise ContentError(path, (), f"{where}un mot du groupe n’a ni lettre ni chiffre")
        if len(set(folded)) < len(folded):
            raise ContentError(path, (), f"{where}un mot est écrit deux fois dans le groupe")
        if fold(words[0]) in {fold(group[0]) for group in groups}:
            raise ContentError(path, (), f"{where}« {words[0]} » commence déjà un autre groupe, dont il est le nom")
        groups.append(words)
    return tuple(groups)
