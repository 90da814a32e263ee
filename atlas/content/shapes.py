"""What keys a file of ours may have, as a table: a file that does not fit is told all its mistakes, with the words told of records.

A table is written as the file is: `{"titre": TEXT, "sources": [{"url": URL}]}`. `{ANY: TEXT}` has keys that the file chooses, a
tuple is a closed list of words. What is left empty is not told: whoever reads a value asks for it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from atlas.problems.phrases import piece
from atlas.problems.report import Problem, quote, tell
from atlas.record.values import Reader, Refusal, read_date, read_email, read_integer, read_phone, read_text, read_url
from atlas.record.yaml_text import Mapping, Node, Sequence, Text

ANY = "*"
Shape: TypeAlias = "Reader | tuple[str, ...] | list[Shape] | dict[str, Shape]"


TEXT, URL, EMAIL, PHONE = read_text, read_url, read_email, read_phone
DATE, NUMBER = read_date, read_integer


def problems(path: str, node: Node, shape: Shape, where: str = "") -> Iterator[Problem]:
    """What does not fit in a file; `path` is what problems call it, `where` the place of the node in it."""
    if isinstance(node, Text) and not node.value.strip():
        return
    if isinstance(shape, dict):
        yield from _group(path, node, shape, where)
    elif isinstance(shape, list):
        if isinstance(node, Sequence):
            for item in node.items:
                yield from problems(path, item, shape[0], where)
        else:
            yield _told(path, node, where, "type-faux/liste", lu=_kind(node))
    elif not isinstance(node, Text):
        yield _told(path, node, where, "type-faux", lu=_kind(node), attendu="un texte")
    elif isinstance(shape, tuple):
        text = read_text(node.value)
        if text not in shape:
            near = _nearest(text, shape)
            yield _told(path, node, where, "mot-inconnu/proche" if near else "mot-inconnu", lu=quote(text), proche=near, liste=", ".join(shape))
    elif isinstance(refusal := shape(read_text(node.value)), Refusal):
        yield _told(path, node, where, refusal.phrase, lu=quote(node.value), **refusal.blanks)


def _group(path: str, node: Node, shape: dict[str, Shape], where: str) -> Iterator[Problem]:
    if not isinstance(node, Mapping):
        yield _told(path, node, where, "type-faux/groupe", lu=_kind(node), cles=", ".join(key for key in shape if key != ANY) or "une ligne chacune")
        return
    for key, value in node.items:
        name = key.value
        if (inner := shape.get(name) or shape.get(ANY)) and name.strip():
            yield from problems(path, value, inner, f"{where}.{name}" if where else name)
        else:
            known = [key for key in shape if key != ANY]
            near = _nearest(name, known)
            told = quote(name) if name.strip() else piece("cle-vide")
            expected = f"l’une de ces clés : {', '.join(known)}" if known else "un nom"
            yield Problem(path, key.mark.line, key.mark.column, "contenu", where, told, expected, f"écrivez {near}:" if near else "ôtez cette ligne")


def _nearest(word: str, words: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(word[:80].lower(), list(words), n=1)), "")


def _told(path: str, node: Node, where: str, phrase: str, **blanks: object) -> Problem:
    return tell(path, (node.mark.line, node.mark.column), phrase, where, **blanks)


def _kind(node: Node) -> str:
    return quote(node.value) if isinstance(node, Text) else piece("liste" if isinstance(node, Sequence) else "groupe")
