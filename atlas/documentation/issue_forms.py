"""The questions of an issue as GitHub's forms: an address can fill each by its id, the key of its field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from atlas.content.vocabularies import Vocabulary
from atlas.documentation import questions
from atlas.documentation.questions import Question
from atlas.french.typography import french
from atlas.pages.editeur import CONSENT

_WRITTEN = "# Écrit par « python -m atlas.documentation » : ne le modifiez pas ici."


def new_pole(lists: dict[str, Vocabulary]) -> str:
    """The form of somebody who knows a pole."""
    return _form(
        "Proposer un pôle",
        "Un pôle que l’atlas ne connaît pas encore. Aucune compétence technique n’est demandée.",
        "Nouveau pôle : ",
        questions.WELCOME,
        questions.new_pole(lists),
    )


def correction() -> str:
    """The form of somebody who saw a mistake."""
    return _form(
        "Corriger ou compléter une fiche",
        "Une date fausse, un pôle qui a changé, une source retrouvée. Aucune compétence technique n’est demandée.",
        "Correction : ",
        "Merci ! Trois réponses suffisent : le pôle, ce qu’il faut changer, et la source qui le montre. Nous faisons le reste.",
        questions.correction(),
    )


def _form(name: str, description: str, title: str, welcome: str, asked: Iterable[Question]) -> str:
    lines = [_WRITTEN, *(f"{key}: {_text(value)}" for key, value in (("name", name), ("description", description), ("title", title)))]
    lines += ["labels: [fiche]", "body:", "  - type: markdown", "    attributes:"]
    lines.append(f"      value: {_text(f'{welcome}' + chr(10) * 2 + questions.PRIVACY)}")
    for question in asked:
        lines += _question(question)
    lines += ["  - type: checkboxes", "    id: accord", "    attributes:", '      label: "Avant d’envoyer"', "      options:"]
    for consent in CONSENT:
        lines += [f"        - label: {_text(consent)}", "          required: true"]
    return "\n".join(lines) + "\n"


def _question(question: Question) -> Iterator[str]:
    yield f"  - type: {'dropdown' if question.options else 'textarea' if question.long else 'input'}"
    yield f"    id: {question.id}"
    yield "    attributes:"
    yield f"      label: {_text(question.label)}"
    if question.help:
        yield f"      description: {_text(question.help)}"
    if question.options:
        yield f"      multiple: {'true' if question.many else 'false'}"
        yield "      options:"
        yield from (f"        - {_text(option)}" for option in question.options)
    elif question.example:
        yield f"      placeholder: {_text(question.example)}"
    if question.required:
        yield "    validations:"
        yield "      required: true"


def _text(value: str) -> str:
    """A text as YAML: between quotes, nothing in it means anything."""
    return json.dumps(french(value), ensure_ascii=False)
