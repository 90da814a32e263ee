"""What our guides say that the code knows: the pages of fields and of codes, and what CONTRIBUTING.md says of them in short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.problems.phrases import THEMES, Code, Theme
from atlas.record.fields import FIELDS, Field
from atlas.record.values import KIND_LABELS

WRITTEN = "<!-- Écrit par « python -m atlas.documentation » : ne le modifiez pas ici. -->"
_FIELDS = """# Les champs d’une fiche

Une fiche se remplit dans [l’éditeur](../CONTRIBUTING.md#ajouter-un-pôle), qui pose les questions une à une. Ce tableau sert à qui écrit [le fichier](../CONTRIBUTING.md#le-fichier-dune-fiche) lui-même : une clé en retrait s’écrit sous celle qui la précède, avec deux espaces de plus. Les listes fermées sont dans [`content/vocabulaires.yaml`](../content/vocabulaires.yaml)."""
_CODES = """# Les codes d’erreur

Un message de la vérification porte un code entre crochets : [comment le lire](../CONTRIBUTING.md#lire-une-erreur). Chaque code est expliqué ici, avec un exemple essayé. Le site a la même page : « Contribuer », puis « Les codes d’erreur ».

Un code que vous ne comprenez pas ? [Demandez](../CONTRIBUTING.md#où-demander)."""


def fields_page() -> str:
    """`docs/champs.md`."""
    return f"{WRITTEN}\n\n{_FIELDS}\n\n{fields_table()}\n"


def codes_page() -> str:
    """`docs/codes.md`: each code under a heading whose anchor is the code."""
    return "\n\n".join((WRITTEN, _CODES, "\n".join(map(_contents, THEMES)), *map(_theme, THEMES))) + "\n"


def fields_table() -> str:
    """The fields of a record as a Markdown table; the keys of a group stand under it, indented."""
    lines = ["| Clé | Ce que c’est | Obligatoire | Forme | Exemple |", "| --- | --- | --- | --- | --- |"]
    return "\n".join((*lines, *_rows(FIELDS, "")))


def fields_list() -> str:
    """The fields in short, those that are required first; each leads to its row of the table."""
    required, others = ([f"[{f.label}](docs/champs.md#{f.key})" for f in FIELDS if f.required is asked] for asked in (True, False))
    return f"Obligatoires : {', '.join(required)}.\n\nLes autres, si vous les connaissez : {', '.join(others)}."


def codes_list() -> str:
    """The codes in short, a line a theme. Their anchors were published here: links to them lead to the explanation all the same."""
    return "\n".join(f"- **{theme.title}** : {', '.join(map(_kept, theme.codes))}" for theme in THEMES)


def updated(text: str) -> str:
    """The text of CONTRIBUTING.md with what lies between its markers written again.

    Raises:
        ValueError: when a marker is missing.
    """
    for name, content in (("champs", fields_list()), ("codes", codes_list())):
        opening, closing = f"<!-- {name}:début -->", f"<!-- {name}:fin -->"
        before, rest = text.split(opening)
        after = rest.split(closing)[1]
        text = f"{before}{opening}\n\n{content}\n\n{closing}{after}"
    return text


def _rows(fields: Iterable[Field], indent: str) -> Iterator[str]:
    for field in fields:
        required = "oui" if field.required else ""
        anchor = "" if indent else f'<a id="{field.key}"></a>'
        cells = (f"{anchor}{indent}`{field.key}`", f"**{field.label}.** {field.help}", required, _form(field), f"`{field.example}`" if field.example else "")
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
        yield from _rows(field.fields, f"{indent}&emsp;")


def _form(field: Field) -> str:
    form = f"{KIND_LABELS[field.kind]} (« {field.choices} »)" if field.choices else KIND_LABELS[field.kind]
    return f"liste : {form}" if field.many else form


def _kept(code: Code) -> str:
    return f'<a id="{code.id}"></a>[`{code.id}`](docs/codes.md#{code.id})'


def _contents(theme: Theme) -> str:
    return f"- **{theme.title}** : {', '.join(f'[{code.id}](#{code.id})' for code in theme.codes)}"


def _theme(theme: Theme) -> str:
    return "\n\n".join((f"## {theme.title}", *map(_code, theme.codes)))


def _code(code: Code) -> str:
    level = "\n\nC’est un avertissement : il n’empêche pas de publier." if code.warns else ""
    instead = "Dans le récit, au lieu de :" if code.place == "recit" else "Au lieu de :"
    return (
        f"### {code.id}\n\n**{code.title}.** {code.meaning}{level}\n\n"
        f"{instead}\n\n```text\n{code.wrong}\n```\n\nécrivez :\n\n```text\n{code.right}\n```"
    )
