"""The search index, made by Pagefind, and the names offered to those who misspell one.

Pagefind is fed records rather than our finished pages: no page is parsed twice, and their order, hence every byte of the
index, is ours. It is spoken to as its own Python package does, through the standard input of `pagefind --service`: JSON in
base64, ended by a comma. `assets/recherche/moteur.js` reads what is made here and undoes `_spread`.
"""

from __future__ import annotations

import base64
import contextlib
import json
import re
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from atlas.french.folding import fold

SUGGESTIONS = "suggestions.json"
MAX_WORDS = 12_000  # some 45 kB compressed, read only by those who found nothing
SHORTEST_WORD = 4
JOINER = "\u2060"
KINDS = {"pole": "Pôle", "region": "Région", "departement": "Département", "secteur": "Secteur", "page": "Page"}

# Pagefind cuts words at spaces and at ASCII signs alone: « d’énergie » would be one word, unfound by « énergie ».
_APART = (
    *((sign, f"{sign}{JOINER} ") for sign in "’'‐‑/-"),
    (f"{JOINER}  ", " "),  # a space was there already
    *((pair[0], f"{pair[1]}{JOINER}e") for pair in ("œo", "æa", "ŒO", "ÆA")),
)
_WORD = re.compile(r"[^\W\d_]+")
_SAINT = re.compile(r"[Ss]t(?<!\w..)e?\b")  # the letter first: it is looked for much faster than a word's edge
_NEEDED = re.compile(r"pagefind\.js|pagefind-entry\.json|wasm\.fr\.pagefind|(\w+/)?[\w.]+\.pf_(meta|index|fragment|filter)")


class SearchError(Exception):
    """The index could not be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something the search may find.

    `url` counts from the site's root; `kind` is pole, region, departement, secteur or page; `keywords` are names separated
    by ` ; `, found and shown but in no sentence.
    """

    url: str
    title: str
    kind: str
    summary: str
    body: str
    keywords: str


def fingerprint() -> str:
    """What an index depends on beside its documents: how they are put to Pagefind, and which Pagefind answers.

    Raises:
        SearchError: when it is missing.
    """
    program = Path(_executable()).stat()
    return f"{sha256(Path(__file__).read_bytes()).hexdigest()} {program.st_size} {program.st_mtime_ns}"


def bundle(documents: Iterable[Document]) -> dict[str, bytes]:
    """Every file of the index by its path, the same bytes for the same documents in the same order.

    Raises:
        SearchError: when Pagefind is missing or fails.
    """
    known = list(documents)
    files = dict(_pagefind(known))
    files[SUGGESTIONS] = suggestions(known).encode()
    return dict(sorted(files.items()))


def digests(files: Mapping[str, bytes]) -> str:
    """The files of an index and their digests (SHA-256), a line each, to know them again."""
    return "".join(f"{sha256(content).hexdigest()} {path}\n" for path, content in files.items())


def digests_of(text: str) -> dict[str, str]:
    """Path and digest of each line of such a text; lines that name no file of an index are left out."""
    lines = (line.partition(" ") for line in text.splitlines())
    return {path: digest for digest, _, path in lines if path == SUGGESTIONS or _NEEDED.fullmatch(path)}


def suggestions(documents: Sequence[Document]) -> str:
    """What a misspelt query may have meant, as JSON: the titles, and the words of the site, the most frequent first."""
    named = _words(f"{d.title} {d.keywords} {d.summary}" for d in documents)
    told = _words(d.body for d in documents)
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for word, count in sorted((named + told).items()):
        if len(word) < SHORTEST_WORD or (count == 1 and word not in named):
            continue
        folded = word.lower() if word.isascii() else fold(word)
        counts[folded] += count
        forms[folded] = word  # of « EOLIEN », « Éolien » and « éolien », the last in this order is the best to show
    words = [forms[folded] for folded, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MAX_WORDS]]
    titles = list(dict.fromkeys(d.title for d in documents))
    return json.dumps({"noms": titles, "mots": words}, ensure_ascii=False, separators=(",", ":"))


def _words(texts: Iterable[str]) -> Counter[str]:
    """How often each word is said. Splitting at spaces first leaves few different pieces to look into."""
    words: Counter[str] = Counter()
    for piece, count in Counter(" ".join(texts).split()).items():
        for word in _WORD.findall(piece):
            words[word] += count
    return words


def _pagefind(documents: Sequence[Document]) -> Iterator[tuple[str, bytes]]:
    with subprocess.Popen([_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own dependency
        assert process.stdin
        assert process.stdout
        threading.Thread(target=_ask, args=(process.stdin, documents), daemon=True).start()
        try:
            # One answer to the opening, one a document, and the files.
            files = _last_answer(process.stdout, len(documents) + 2)
        finally:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()  # it ends when nobody speaks to it any more
    found = json.loads(files)["payload"]["files"]
    del files  # thousands of poles make it heavy
    while found:
        file = found.pop()
        if _NEEDED.fullmatch(file["path"]):
            yield file["path"], base64.b64decode(file["content"])


def _ask(stream: IO[bytes], documents: Iterable[Document]) -> None:
    # Its end, or that of who reads the answers, is seen there.
    with contextlib.suppress(BrokenPipeError, ValueError):
        for number, payload in enumerate(_demands(documents)):
            stream.write(base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b",")
        stream.flush()


def _demands(documents: Iterable[Document]) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": None}
    for document in documents:
        yield {"type": "AddRecord", "index_id": 0, **_record(document)}
    # Not WriteFiles, though it is cheaper: it has been seen to leave a file empty.
    yield {"type": "GetFiles", "index_id": 0}


def _last_answer(stream: IO[bytes], count: int) -> bytes:
    """The last of `count` answers, once every one before has been seen to be no refusal."""
    waiting = bytearray()
    while True:
        part = stream.read1(1 << 20)  # type: ignore[attr-defined]
        if not part:
            raise SearchError("Pagefind s’est arrêté avant la fin de l’index de recherche.")
        waiting += part
        if b"," not in part:
            continue
        *answers, rest = waiting.split(b",")
        waiting = rest
        for answer in answers:
            told = base64.b64decode(answer)
            if b'"type":"Error"' in told[:1000]:
                raise SearchError(f"Pagefind refuse : {told.decode()}")
            count -= 1
            if not count:
                return told


def _record(document: Document) -> dict[str, object]:
    text = f"{document.title} {document.summary} {document.keywords} {document.body}"
    meta = {
        "genre": KINDS[document.kind],
        "title": _spread(document.title),
        "resume": _spread(document.summary),
        "noms": _spread(document.keywords),
        "formes": " ".join(dict.fromkeys(map(fold, _SAINT.findall(text)))),  # « St » is found as « Saint »
    }
    return {
        "url": document.url,
        "content": _spread(document.body or document.title),
        "language": "fr",
        "meta": {name: value for name, value in meta.items() if value},
        # One filter of one value: Pagefind writes several in an order that changes from run to run.
        "filters": {"pole": ["oui"]} if document.kind == "pole" else {},
        "sort": None,
    }


def _spread(text: str) -> str:
    """The text with a space after its signs that join words and its ligatures undone, each with the mark that lets the browser undo it."""
    for sign, apart in _APART:
        text = text.replace(sign, apart)
    return text


def _executable() -> str:
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]  # noqa: PLC0415 - only here
    except ImportError:
        found = shutil.which("pagefind")
    else:
        path: Path = get_executable()
        found = str(path)
    if not found:
        raise SearchError("Pagefind n’est pas installé : pip install 'pagefind[bin]'.")
    return found
