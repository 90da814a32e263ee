"""What CONTRIBUTING.md says that the code knows: the table of fields and the codes of problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.problems.phrases import CODES, Code
from atlas.record.fields import FIELDS, Field
from atlas.record.values import KIND_LABELS


def fields_table() -> str:
    """The fields of a record as a Markdown table; the keys of a group stand under it, indented."""
    lines = ["| Clé | Ce que c’est | Obligatoire | Forme | Exemple |", "| --- | --- | --- | --- | --- |"]
    return "\n".join((*lines, *_rows(FIELDS, "")))


def codes_section() -> str:
    """The codes of problems, each under a heading whose anchor is the code."""
    return "\n\n".join(map(_code, CODES))


def updated(text: str) -> str:
    """The text of CONTRIBUTING.md with what lies between its markers written again.

    Raises:
        ValueError: when a marker is missing.
    """
    for name, content in (("champs", fields_table()), ("codes", codes_section())):
        opening, closing = f"<!-- {name}:début -->", f"<!-- {name}:fin -->"
        before, rest = text.split(opening)
        after = rest.split(closing)[1]
        text = f"{before}{opening}\n\n{content}\n\n{closing}{after}"
    return text


def _rows(fields: Iterable[Field], indent: str) -> Iterator[str]:
    for field in fields:
        required = "oui" if field.required else ""
        cells = (f"{indent}`{field.key}`", f"**{field.label}.** {field.help}", required, _form(field), _quoted(field.example))
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
        yield from _rows(field.fields, f"{indent}&emsp;")


def _form(field: Field) -> str:
    form = f"{KIND_LABELS[field.kind]} (« {field.choices} »)" if field.choices else KIND_LABELS[field.kind]
    return f"liste : {form}" if field.many else form


def _quoted(example: str) -> str:
    return f"`{example}`" if example else ""


def _code(code: Code) -> str:
    level = "\n\nC’est un avertissement : il n’empêche pas de publier." if code.warns else ""
    instead = "Dans le récit, au lieu de :" if code.place == "recit" else "Au lieu de :"
    return (
        f"### {code.id}\n\n**{code.title}.** {code.meaning}{level}\n\n"
        f"{instead}\n\n```text\n{code.wrong}\n```\n\nécrivez :\n\n```text\n{code.right}\n```"
    )
