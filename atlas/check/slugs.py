"""Whether a file name can be the address of a page, and says whose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from atlas.french.folding import fold
from atlas.problems.report import Problem, quote, tell
from atlas.record.reader import slug_of

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_LIMIT = 60
SHORTEST_WORD = 3
NO_NAME = "nom-du-pole"  # where no word of a name makes an address
# What Windows takes for a device, whatever follows the point: such a file can be neither written nor fetched there.
RESERVED = frozenset({"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
PREFIX = "pole-"  # what makes such a word an address
_ENDINGS = re.compile(r"(\.(md|mdown|mkdn?|markdown|txt|text|ya?ml|bak|orig|old))+~?\Z|~\Z", re.IGNORECASE)
# What is no text, though it may hold one: a word processor's file, a table.
_DOCUMENT, _TABLE = (re.compile(rf"\.({endings})\Z", re.IGNORECASE) for endings in ("docx?|odt|rtf|pdf|pages|html?", "xlsx?|ods|csv|tsv"))
# Words that say nothing of one pole among others.
COMMON = {
    "aux", "avec", "cooperation", "dans", "des", "economique", "economiques", "les", "par", "pole", "poles", "pour", "ptce",
    "sur", "territorial", "territoriaux", "une",
}  # fmt: skip


def is_document(path: str) -> bool:
    """Whether a file is, by its name, a document or a table, where a record is plain text: nothing of it is read."""
    return bool(_DOCUMENT.search(path) or _TABLE.search(path))


def file_name_is_an_address(path: str, names: Sequence[str] = ()) -> Iterator[Problem]:
    """The file is called like a page: lower case, digits, hyphens, `.md`; and lies in the folder where records are read.

    `names` are those of the pole, its own first: a better file name agrees with them.
    """
    *folders, name = path.split("/")
    slug = slug_of(path)
    if name.endswith(".md") and SLUG.fullmatch(slug) and len(slug) <= SLUG_LIMIT and slug not in RESERVED:
        if any(set(folder) - {"."} for folder in folders[1:]):
            yield tell(path, (1, 1), "nom-de-fichier/dossier", lu=quote(path), nom=slug)
        return
    better = suggested(_ENDINGS.sub("", _DOCUMENT.sub("", name)))
    if names and not names_agree(better, names):
        better = suggested(names[0])
    kinds = {"tableau": _TABLE.search(name), "document": _DOCUMENT.search(name), "reserve": slug in RESERVED and name.endswith(".md")}
    id_ = next((f"nom-de-fichier/{kind}" for kind, found in kinds.items() if found), "nom-de-fichier")
    yield tell(path, (1, 1), id_, lu=quote(name), limite=SLUG_LIMIT, nom=better or NO_NAME)


def suggested(name: str) -> str:
    """An address made from a name, cut between two words, that every system takes for a file."""
    words = fold(name).encode("ascii", "ignore").decode().split()
    kept: list[str] = []
    for word in words:
        if len("-".join((*kept, word))) > SLUG_LIMIT:
            break
        kept.append(word)
    made = "-".join(kept) or "".join(words)[:SLUG_LIMIT]
    return f"{PREFIX}{made}" if made in RESERVED else made


def names_agree(slug: str, names: Iterable[str]) -> bool:
    """Whether a slug shares a significant word with one of the names, or is its initials, its words glued, or our own proposal."""
    own = set(slug.split("-"))
    glued = slug.replace("-", "")
    for name in names:
        if name and slug == (suggested(name) or NO_NAME):
            return True
        words = fold(name).split()
        significant = {word for word in words if len(word) >= SHORTEST_WORD} - COMMON
        if own & significant or glued == "".join(words):
            return True
        initials = ("".join(word[0] for word in words), "".join(word[0] for word in words if word in significant))
        if any(len(letters) > 1 and letters in own | {glued} for letters in initials):
            return True
    return False
