"""Records nobody would write, for hypothesis: the field table filled with awkward texts, and files in any style."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import strategies as st

from atlas.record.fields import FIELDS, Field
from atlas.record.reader import FORBIDDEN
from atlas.record.yaml_text import Mapping, Node, Text

AWKWARD = (
    "---", "...", "--- x", ": ", "a: b", "a:", ":", " #", "a #b", "#", "- a", "-", "?", "? a", "[", "a]", "{a: b}", "a, b", "&a", "*a", "**gras**",
    "!", "!!str a", "|", ">", "%", "@moi", "`x`", "'", "l’eau", "l'eau", '"', '"a" b', "\\", "\\n", "a\\", "</script>", "<!--", "<<", "=", "~", "",
    " ", " a", "a ", "a  b", "a\u00a0: b", "«\u202fa\u202f»", "\u00a0a", "a\nb", "a\n\n b\n", "\n", "\t", "a\tb", "no", "No", "OFF", "y", "true", "null",
    "01004", "14645", "2A004", "2B033", "1e3", "0x1F", "0o17", "1_000", "12:30", "12:30:45", "+33 2 99 00 00 00", "02 99 00 00 00", "-2", "13.5",
    ".5", "+1", ".inf", ".nan", "2014", "2014-09", "2014-09-19", "2014-9-1", "2001-12-14 21:59:43", "2001-12-14t21:59:43.10-05:00", "0999", "007",
    "🧶 laine", "👩‍🌾", "שלום", "مرحبا: عالم", "e\u0301", "œ", "https://exemple.fr/a?b=c#d", "Un texte, avec des virgules", "(entre parenthèses)",
)  # fmt: skip
_SIGNS = st.sampled_from([*"ab :#-,[]{}'\"\\|>&*!%@`?~=<.\n\t09é", "\u00a0", "\u202f", "\u2003", "😀", "---\n", ": ", " #"])
TEXTS = st.one_of(st.sampled_from(AWKWARD), st.lists(_SIGNS, max_size=12).map("".join), st.text(max_size=12)).filter(lambda text: not FORBIDDEN.search(text))
LONG = st.tuples(TEXTS, st.sampled_from(["é", "a b", "\\", '"', "  ", "😀: ", "\n"]), st.integers(1_500, 12_000)).map(lambda t: t[0] + t[1] * (t[2] // len(t[1])))
KEYS = TEXTS.filter(lambda text: len(text) < 1000)
STORIES = st.lists(st.one_of(TEXTS, st.just("---\n"), st.just("Un paragraphe.[^a]\n\n")), max_size=8).map("\n".join)


def _values(field: Field, texts: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    if field.many:
        return st.lists(_values(replace(field, many=False), texts), max_size=4)
    if field.kind == "table":
        return st.dictionaries(KEYS, _group(field.fields, texts) if field.fields else texts, max_size=3)
    return _group(field.fields, texts) if field.kind == "groupe" else texts


def _group(fields: tuple[Field, ...], texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional={field.key: _values(field, texts) for field in fields})


RECORDS = _group(FIELDS, TEXTS)


def plain(node: Node) -> object:
    """What a node says, as texts, lists and dictionaries."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.items}
    return [plain(item) for item in node.items]


@st.composite
def styled(draw: st.DrawFn) -> str:
    """The text of a record in no particular style: keys out of order, any quotes, comments and blank lines anywhere."""
    values = draw(RECORDS)
    keys = draw(st.permutations(list(values)))
    lines = [line for key in keys for line in _written(draw, f"{key}:", values[key], 0)]
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n" + draw(STORIES)


def _written(draw: st.DrawFn, lead: str, value: object, indent: int) -> list[str]:
    margin = " " * indent
    above = [" " * draw(st.integers(0, indent + 3)) + "# au-dessus" if said else "" for said in draw(st.lists(st.booleans(), max_size=2))]
    beside = draw(st.sampled_from(["", "", "  # à côté", " # là"]))
    if isinstance(value, str):
        return [*above, f"{margin}{lead} {_quoted(draw, value)}{beside}"]
    if not value or draw(st.integers(0, 3)) == 0:
        return [*above, f"{margin}{lead} {_flow(draw, value, indent + 2)}{beside}"]
    inner = indent + draw(st.integers(1, 4))
    if isinstance(value, dict):
        rows = [row for key, item in value.items() for row in _written(draw, f"{_quoted(draw, key)}:", item, inner)]
    else:
        rows = [row for item in value for row in _written(draw, "-", item, inner)]
    return [*above, f"{margin}{lead}{beside}", *rows]


def _flow(draw: st.DrawFn, value: object, indent: int) -> str:
    if isinstance(value, str):
        return _quoted(draw, value)
    glue = draw(st.sampled_from([", ", f",  # dedans\n{' ' * indent}", f",\n{' ' * indent}# seul\n\n{' ' * indent}"]))
    if isinstance(value, dict):
        return "{" + glue.join(f"{_quoted(draw, key)}: {_flow(draw, item, indent)}" for key, item in value.items()) + "}"
    return "[" + glue.join(_flow(draw, item, indent) for item in value) + "]"


def _quoted(draw: st.DrawFn, text: str) -> str:
    if re.fullmatch(r"[a-zé][a-zé .]*[a-zé]", text) and draw(st.booleans()):
        return text
    if re.fullmatch(r"[^\n\t]*", text) and draw(st.booleans()):
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
