"""Whether a file name can be the address of a page, and says whose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from atlas.french.folding import fold
from atlas.problems.report import Problem, quote, tell
from atlas.record.reader import slug_of

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_LIMIT = 60
SHORTEST_WORD = 3
NO_NAME = "nom-du-pole"  # where no word of a name makes an address
# Words that say nothing of one pole among others.
COMMON = {
    "aux", "avec", "cooperation", "dans", "des", "economique", "economiques", "les", "par", "pole", "poles", "pour", "ptce",
    "sur", "territorial", "territoriaux", "une",
}  # fmt: skip


def file_name_is_an_address(path: str) -> Iterator[Problem]:
    """The file is called like a page: lower case, digits, hyphens, `.md`."""
    name = path.rsplit("/", 1)[-1]
    slug = slug_of(path)
    if name.endswith(".md") and SLUG.fullmatch(slug) and len(slug) <= SLUG_LIMIT:
        return
    better = suggested(slug) or NO_NAME
    yield tell(path, (1, 1), "nom-de-fichier", lu=quote(name), limite=SLUG_LIMIT, nom=better)


def suggested(name: str) -> str:
    """An address made from a name, cut between two words."""
    words = fold(name).encode("ascii", "ignore").decode().split()
    kept: list[str] = []
    for word in words:
        if len("-".join((*kept, word))) > SLUG_LIMIT:
            break
        kept.append(word)
    return "-".join(kept) or "".join(words)[:SLUG_LIMIT]


def names_agree(slug: str, names: Iterable[str]) -> bool:
    """Whether a slug shares a significant word with one of the names, or is its initials, or the whole without spaces."""
    own = set(slug.split("-"))
    glued = slug.replace("-", "")
    for name in names:
        words = fold(name).split()
        significant = {word for word in words if len(word) >= SHORTEST_WORD} - COMMON
        if own & significant or glued == "".join(words):
            return True
        initials = ("".join(word[0] for word in words), "".join(word[0] for word in words if word in significant))
        if any(len(letters) > 1 and letters in own | {glued} for letters in initials):
            return True
    return False
