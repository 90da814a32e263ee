"""The questions of an issue as GitLab's description templates: a heading for each, what to write in a hidden comment."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.content.vocabularies import Vocabulary
from atlas.documentation import questions
from atlas.documentation.questions import Question
from atlas.french.typography import french
from atlas.pages.editeur import CONSENT


def new_pole(lists: dict[str, Vocabulary]) -> str:
    """The description of an issue that proposes a pole."""
    return _template(questions.WELCOME, questions.new_pole(lists))


def correction() -> str:
    """The description of an issue that tells a mistake."""
    return _template("Merci ! Le pôle, ce qu’il faut changer, la source qui le montre : nous faisons le reste.", questions.correction())


def _template(welcome: str, asked: Iterable[Question]) -> str:
    parts = [f"<!-- {welcome}\n     {questions.PRIVACY} -->"]
    for question in asked:
        notes = [question.help] if question.help else []
        if question.options:
            notes.append(f"{'Une ou plusieurs réponses' if question.many else 'Une réponse'} : {' ; '.join(question.options)}.")
        if question.example:
            notes.append(f"Par exemple : {question.example}")
        required = " (obligatoire)" if question.required else ""
        parts.append(f"### {question.label}{required}\n\n<!-- {' '.join(notes)} -->")
    parts.append("\n".join(f"- [ ] {consent}" for consent in CONSENT))
    return french("\n\n".join(parts)) + "\n"
