"""A style sheet cut to what is worn: a rule that names a class no page has dresses nobody, and is not sent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_STRING = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
_COMMENT = re.compile(rf"({_STRING})|/\*.*?\*/", re.DOTALL)
_MARK = re.compile(rf"{_STRING}|[{{}};]", re.DOTALL)
_COMMA = re.compile(r",(?![^()\[\]]*[)\]])")  # not one inside brackets
_BESIDE = re.compile(rf":not\([^()]*\)|{_STRING}", re.DOTALL)  # what a selector says without asking for it
_CLASS = re.compile(r"\.([A-Za-z_-][\w-]*)")
_PICTURE = re.compile(rf"(--[\w-]+):url\((?:{_STRING})\);?")
_NESTING = ("@media", "@supports")


def cut(css: str, classes: Collection[str], never: Collection[str] = ()) -> str:
    """The rules of a sheet whose selectors name none but these classes, and no attribute of `never`; pictures that no rule shows go too.

    Minified or not, without nested rules. Whatever else is there (`@font-face`, `:is(…)`) stays as it is.
    """
    kept = _cut(_COMMENT.sub(r"\1", css), frozenset(classes), tuple(f"[{name}" for name in never))
    shown = frozenset(re.findall(r"var\((--[\w-]+)", kept))
    return _PICTURE.sub(lambda found: found[0] if found[1] in shown else "", kept)


def _cut(css: str, classes: frozenset[str], never: tuple[str, ...]) -> str:
    parts = []
    for head, body in _blocks(css):
        if body is None:
            parts.append(f"{head};")
        elif head.startswith(_NESTING):
            inside = _cut(body, classes, never)
            parts.append(f"{head}{{{inside}}}" if inside else "")
        elif head.startswith("@"):
            parts.append(f"{head}{{{body}}}")
        else:
            worn = [one for one in _COMMA.split(head) if _worn(one, classes, never)]
            parts.append(f"{','.join(worn)}{{{body}}}" if worn else "")
    return "".join(parts)


def _worn(selector: str, classes: frozenset[str], never: tuple[str, ...]) -> bool:
    asked = _BESIDE.sub("", selector)
    return ":is(" in asked or ":where(" in asked or (classes.issuperset(_CLASS.findall(asked)) and not any(name in asked for name in never))


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Each rule as what stands before its brace and what stands inside; a statement without braces has None inside."""
    start = opened = depth = 0
    for found in _MARK.finditer(css):
        mark = found[0]
        if mark == ";" and not depth:
            yield css[start : found.start()].strip(), None
            start = found.end()
        elif mark == "{":
            opened = opened if depth else found.start()
            depth += 1
        elif mark == "}":
            depth -= 1
            if not depth:
                yield css[start:opened].strip(), css[opened + 1 : found.start()]
                start = found.end()
