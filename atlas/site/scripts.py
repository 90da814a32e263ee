"""The scripts of a page, joined into the one file it loads: its entry and all that it imports, dependencies first.

Modules are written as browsers take them, so that types and tests read them as they are; what is joined shares one scope.
Few forms of import are taken, and anything else is refused with its place. What is written for who reads the source stays there.

What a page can do without at first stands in late pieces beside its entry (`LATE`), which the entry asks for when it likes. A piece
holds what those before it do not, and asks them, by the address that the page has, for the rest: nothing is loaded twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from os.path import normpath
from pathlib import Path

from atlas.machine.refusals import RefusedError

ENTRY = "page.js"  # the name of every entry; its folder is the page, or the task
LATE = ("suite.js", "reste.js")  # the late pieces, in the order they come

_IMPORT = re.compile(r'import (?:\{(?P<names>[\w\s,$]*)\} from )?"(?P<path>\.{1,2}/[\w./-]+)";\n', re.MULTILINE)
_STARTS = re.compile(r"^[ \t]*import\b(?!\()", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|let|class|async function|function)\b)", re.MULTILINE)
_EXPORTS = re.compile(r"^[ \t]*export\b", re.MULTILINE)
_DECLARED = re.compile(r"^(?P<export>export )?(?:(?:async )?function\*? |class |(?P<several>(?:const|let|var) ))", re.MULTILINE)
_DESTRUCTURED = re.compile(r"[\[{](?P<inside>[^=]*)[\]}] *=")
# What is for who reads the source: comments, indents, empty lines. No text of ours goes over a line (eslint.config.js).
_FOR_READERS = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/\n|//.*\n|\n)?| +// [^\n`\"']*$", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_$][\w$]*")


class ScriptError(RefusedError):
    """A module cannot be joined; the message names the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class _Module:
    """One module as read: what it says without its imports, the module each of them asks, at which line and for which names; what it declares, by line."""

    path: Path
    text: str
    imports: tuple[tuple[Path, int, tuple[str, ...]], ...]
    declared: dict[str, int]
    exported: frozenset[str]


Known = dict[Path, _Module]
"""Modules that were read already, for who joins several scripts."""


def bundle(folder: Path, entry: str) -> bytes:
    """The module `entry` of `folder` and all it imports, as one module. Only what the entry itself exports stays exported.

    Raises:
        ScriptError: when a module is missing, asks for what is not there or in a way we do not take, or when two cannot share a scope.
    """
    folder = folder.resolve()
    return _joined(folder, _closure(folder, entry, {}), {})


def pieces(folder: Path, entry: str, version: Callable[[bytes], str], known: Known | None = None) -> Iterator[tuple[str, bytes]]:
    """An entry and its late pieces, by name; `version` makes of each what its address ends with. An entry alone is its bundle.

    Raises:
        ScriptError: as `bundle`.
    """
    folder, known = folder.resolve(), {} if known is None else known
    names = [entry, *(name for late in LATE if (folder / (name := entry.removesuffix(ENTRY) + late)).is_file())]
    held: dict[Path, str] = {}  # which piece holds each module
    owned: dict[str, Known] = {}
    for name in names:
        modules = _closure(folder, name, known)
        owned[name] = {path: module for path, module in modules.items() if path not in held}
        held |= dict.fromkeys(owned[name], name)
    asked: dict[str, dict[str, set[str]]] = {name: {} for name in names}  # by piece, what it asks of those before
    for name, modules in owned.items():
        for module in modules.values():
            for path, _, wanted in module.imports:
                if held[path] != name:
                    asked[name].setdefault(held[path], set()).update(wanted)
    versions: dict[str, str] = {}
    for name, modules in owned.items():
        others = {f"./{Path(other).name}?v={versions[other]}": sorted(wanted) for other, wanted in asked[name].items()}
        content = _joined(folder, modules, others, {wanted for later in asked.values() for wanted in later.get(name, ())})
        versions[name] = version(content)
        yield name, content


def _closure(folder: Path, entry: str, known: Known) -> Known:
    """An entry and all it imports, dependencies first."""
    modules: Known = {}
    _follow(folder, folder / entry, (), modules, known)
    return modules


def _joined(folder: Path, modules: Known, others: dict[str, list[str]], asked: set[str] | None = None) -> bytes:
    """Modules in one scope, with what is asked of `others` by their address; `asked`: what pieces that come later want of it."""
    owners: dict[str, str | tuple[Path, int]] = {}
    for address, names in others.items():
        for name in names:
            if name in owners:
                raise ScriptError(f"{_place(folder, [*modules][-1], 1)} : « {name} » est demandé à {owners[name]} et à {address}, qui le déclarent chacun pour autre chose.")
            owners[name] = address
    for module in modules.values():
        for name, line in module.declared.items():
            if name in owners:
                owner = owners[name]
                other = owner if isinstance(owner, str) else _place(folder, *owner)
                raise ScriptError(f"{_place(folder, module.path, line)} : « {name} » est déjà déclaré dans {other}, et les deux modules n’en feront qu’un.")
            owners[name] = module.path, line
    *first, last = modules.values()
    given = sorted((asked or set()) - last.exported)
    return "".join((
        *(f'import {{ {", ".join(names)} }} from "{address}";\n' for address, names in others.items()),
        *(_EXPORT.sub("", module.text) for module in first), last.text,
        f"export {{ {', '.join(given)} }};\n" if given else "",
    )).encode()  # fmt: skip


def _follow(folder: Path, path: Path, above: tuple[Path, ...], modules: Known, known: Known, line: int = 0) -> _Module:
    """Read a module and, before it, those it imports; `line` is that of the module above which asks for it."""
    if path in modules:
        return modules[path]
    if path in above:
        raise ScriptError(f"{_place(folder, above[-1], line)} : les modules s’importent en rond : {' → '.join(p.name for p in (*above[above.index(path):], path))}.")
    if path not in known and (folder not in path.resolve().parents or not path.is_file()):
        raise ScriptError(f"{_place(folder, above[-1], line) if above else path} : le module « {path.name} » n’existe pas.")
    module = known[path] = known.get(path) or _read(folder, path)
    for other, at, names in module.imports:
        found = _follow(folder, other, (*above, path), modules, known, at)
        for name in names:
            if name not in found.exported:
                raise ScriptError(f"{_place(folder, path, at)} : « {name} » n’est pas exporté par {other.name}.")
    modules[path] = module
    return module


def _read(folder: Path, path: Path) -> _Module:
    text = path.read_text(encoding="utf-8")
    imports = []
    for start in _STARTS.finditer(text):
        line = _line(text, start.start())
        found = _IMPORT.match(text, start.start())
        if not found:
            raise ScriptError(f'{_place(folder, path, line)} : seules les formes import {{ a, b }} from "./x.js"; et import "./x.js"; sont prises.')
        names = tuple(_NAME.findall(found["names"] or ""))
        if " as " in f" {' '.join(names)} ":
            raise ScriptError(f"{_place(folder, path, line)} : un import ne change pas de nom.")
        imports.append((Path(normpath(path.parent / found["path"])), line, names))
    for start in _EXPORTS.finditer(text):
        if not _EXPORT.match(text, start.start()):
            raise ScriptError(f"{_place(folder, path, _line(text, start.start()))} : seule une déclaration s’exporte, une à la fois et sans « default ».")
    declared, exported = {}, set()
    for found in _DECLARED.finditer(text):
        for name in _names(text, found.end(), several=bool(found["several"])):
            declared[name] = _line(text, found.start())
            if found["export"]:
                exported.add(name)
    return _Module(path, _FOR_READERS.sub("", _IMPORT.sub("", text)), tuple(imports), declared, frozenset(exported))


def _names(text: str, start: int, *, several: bool) -> Iterator[str]:
    """The names a declaration at the margin makes: one, or those of a destructuring."""
    if several and (found := _DESTRUCTURED.match(text, start)):
        yield from (_NAME.findall(part.rpartition(":")[2])[0] for part in found["inside"].split(",") if _NAME.search(part.rpartition(":")[2]))
    elif found := _NAME.match(text, start):
        yield found[0]


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _place(folder: Path, path: Path, line: int) -> str:
    return f"{path.relative_to(folder).as_posix()}, ligne {line}"
