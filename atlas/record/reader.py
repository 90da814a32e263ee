"""What a record file says, and at which line and column: bytes in, front matter and story out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from atlas.problems.phrases import piece
from atlas.problems.report import Problem, quote, tell
from atlas.record import mending, yaml_text
from atlas.record.fields import FIELDS, RECORD_LIMIT
from atlas.record.kinds import kind_of

FENCE = "---"
LINE_LIMIT = 5_000  # characters of one line of front matter: none needs so many, and no parser meets worse
MAX_TOLD = 20  # invisible characters told one by one
# Characters that can hide or reorder text, that look like nothing or mean what each machine wants, or that YAML refuses: never
# needed in French, useful to deceive a reviewer or a search. What joins the parts of an emoji is let through.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0d\ufeff\uffa0\ufff9-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
# A comment has a space after its sign; what has none was not meant as one.
_LOST = re.compile(r"[^\S\n]+(#[^\s#].*?)\s*$")
_DASHES = re.compile(r"\s*[-–—−‐‑]{1,10}\s*")
_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml)\b", re.IGNORECASE)
_CONFLICT = re.compile(r"(?:<{7}|>{7})(?: |$)")
_KEYS = frozenset(field.key for field in FIELDS)
_KEY = re.compile(r"([a-z_]+):(\s|$)")


@dataclass(frozen=True, slots=True)
class Record:
    """One record file: its name, its front matter as positioned text, its story and the line where that starts."""

    path: str
    slug: str
    root: yaml_text.Mapping
    story: str
    story_line: int


def read(path: str, data: bytes, *, mended: bool = False) -> tuple[Record | None, list[Problem]]:
    """Read one record from its bytes; `path` is what problems call it (`poles/x.md`).

    Returns the record, or None when its front matter cannot be known, and the problems of encoding, layout and YAML. With
    `mended`, one whose faults are of writing alone is given as it was meant, to be checked on and never published.
    BOM and CRLF are accepted. Never raises for what a file contains.
    """
    text, problems = decode(path, data)
    if problems:
        return None, problems
    lines = text.split("\n")
    if ("<" * 7 in text or ">" * 7 in text) and (problems := [*islice(_conflicts(path, lines), MAX_TOLD)]):
        return None, problems
    end, problem = _front_matter_end(path, lines)
    if problem:
        return None, [problem]
    if problems := _long_lines(path, lines[:end]):
        return None, problems
    root, faults, meant = mending.read(lines[1:end])
    problems = [Problem(path, f.mark.line, f.mark.column, f.code, f.key, f.read, f.expected, f.fix) for f in faults]
    problems += _second_record(path, lines, end)
    if root is None or (meant != lines[1:end] and not mended):
        return None, problems
    if "\\" in text:
        problems += islice(disguised(path, root), MAX_TOLD)
    if "#" in text:
        problems += islice(_cut(path, _texts(root), [lines[0], *meant, *lines[end:]]), MAX_TOLD)
    story = "\n".join(lines[end + 1 :])
    return Record(path, slug_of(path), root, story, end + 2), problems


def slug_of(path: str) -> str:
    """The last part of a path without its `.md`."""
    return path.rsplit("/", 1)[-1].removesuffix(".md")


def decode(path: str, data: bytes, limit: int = RECORD_LIMIT) -> tuple[str, list[Problem]]:
    """The text of a file of at most `limit` bytes, with lines ended one way, or why it is none. An invisible sign is a problem."""
    if kind := kind_of(data):
        return "", [tell(path, (1, 1), "encodage/document", sorte=kind)]
    if len(data) > limit:
        kilobytes = -(-len(data) // 1000)
        return "", [tell(path, (1, 1), "fichier-trop-gros", taille=kilobytes, limite=limit // 1000)]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [tell(path, (1, 1), "encodage/utf-16")]
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8")) + 1
        told = data[start:].split(b"\n", 1)[0].decode("cp1252", "replace")
        return "", [tell(path, (line, column), "encodage", lu=quote(told))]
    return text, _invisible(path, text)


def _invisible(path: str, text: str) -> list[Problem]:
    problems = []
    for found in FORBIDDEN.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        before = text[max(start, found.start() - 20) : found.start()]
        mark = (text.count("\n", 0, start) + 1, found.start() - start + 1)
        id_ = "caractere-interdit/apres" if before.strip() else "caractere-interdit"
        problems.append(tell(path, mark, id_, point=f"{ord(found[0]):04X}", avant=quote(before)))
        if len(problems) == MAX_TOLD:
            break
    return problems


def _conflicts(path: str, lines: list[str]) -> Iterator[Problem]:
    """The places where Git left two versions of the same lines; of a mark that lost its pair, that line alone."""
    last = 0
    for number, line in enumerate(lines, 1):
        if number <= last or not _CONFLICT.match(line):
            continue
        last = next((n for n, other in enumerate(lines[number:], number + 1) if line[0] == "<" and other.startswith(">" * 7)), 0)
        if last:
            yield tell(path, (number, 1), "fusion-inachevee/jusqu-a", fin=last)
        else:
            yield tell(path, (number, 1), "fusion-inachevee", lu=quote(line))


def _texts(node: yaml_text.Node) -> Iterator[yaml_text.Text]:
    """Every key and value, in order."""
    if isinstance(node, yaml_text.Text):
        yield node
        return
    nodes = node.items if isinstance(node, yaml_text.Sequence) else (part for pair in node.items for part in pair)
    for inner in nodes:
        yield from _texts(inner)


def disguised(path: str, root: yaml_text.Node) -> Iterator[Problem]:
    """The same characters written as escapes between double quotes: whoever reads the page would not see them either."""
    for text in _texts(root):
        if found := FORBIDDEN.search(text.value):
            mark = (text.mark.line, text.mark.column)
            yield tell(path, mark, "caractere-interdit", point=f"{ord(found[0]):04X}", avant="")


def _cut(path: str, texts: Iterable[yaml_text.Text], lines: list[str]) -> Iterator[Problem]:
    """Values that a sign they were meant to hold cuts short: for YAML, « n #2 » is « n » and a comment."""
    for text in texts:
        line, start = lines[text.mark.line - 1], text.mark.column - 1
        end = start + len(text.value)
        if line[start:end] == text.value and (lost := _LOST.match(line, end)):
            mark = (text.mark.line, lost.start(1) + 1)
            yield tell(path, mark, "valeur-coupee" if text.value else "valeur-coupee/toute", lu=quote(lost[1]), valeur=quote(text.value))


def _front_matter_end(path: str, lines: list[str]) -> tuple[int, Problem | None]:
    """The rank of the line that closes the front matter, or why there is none."""
    if lines[0].rstrip() != FENCE:
        return 0, _no_opening(path, lines)
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return number, None
    almost = next((n for n, line in enumerate(lines[1:], 1) if _DASHES.fullmatch(line)), None)
    if almost is not None:
        return 0, tell(path, (almost + 1, 1), "entete-non-fermee/presque", lu=quote(lines[almost]))
    last = max(number for number, line in enumerate(lines) if line.strip())
    return 0, tell(path, (last + 1, 1), "entete-non-fermee")


def _no_opening(path: str, lines: list[str]) -> Problem:
    """Why the first line opens nothing: what stands above the dashes, dashes that are not ours, a page of a browser, or no dash at all."""
    first = lines[0]
    if _PAGE.match(first):
        return tell(path, (1, 1), "entete-absente/page")
    if _DASHES.fullmatch(first):
        return tell(path, (1, 1), "entete-absente/presque", lu=quote(first))
    for number, line in enumerate(lines[:-1]):
        found = _KEY.match(lines[number + 1]) if line.rstrip() == FENCE else None
        if found and found[1] in _KEYS:
            read = quote(first) if first.strip() else piece("ligne-vide")
            return tell(path, (1, 1), "entete-absente/plus-bas", lu=read, ligne=number + 1)
    return tell(path, (1, 1), "entete-absente" if first.strip() else "entete-absente/vide", lu=quote(first))


def _long_lines(path: str, lines: list[str]) -> list[Problem]:
    return [
        tell(path, (number, 1), "ligne-trop-longue", nombre=len(line), limite=LINE_LIMIT)
        for number, line in enumerate(lines, 1)
        if len(line) > LINE_LIMIT
    ]


def _second_record(path: str, lines: list[str], end: int) -> list[Problem]:
    """Two records pasted into one file: a rule, be it the one that closes the front matter, followed by a key."""
    for number in range(end, len(lines) - 1):
        found = _KEY.match(lines[number + 1]) if lines[number].rstrip() == FENCE else None
        if found and found[1] in _KEYS:
            return [tell(path, (number + 1, 1), "yaml-plusieurs-documents/recit")]
    return []
