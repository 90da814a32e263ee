"""What an issue asks, whichever forge it is opened on: questions made from the field table."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.content.vocabularies import Vocabulary
from atlas.pages.editeur import STORY
from atlas.pages.signaler import INSTEAD, SHOWN_BY, WHICH
from atlas.record.fields import FIELDS, Field, path_of

# What somebody who knows a pole can tell; the rest of the table is for those who fill the record.
NEW_POLE = (
    "nom", "commune", "departement", "territoire", "statut", "recit", "secteurs", "porteur", "annee_creation",
    "parties_prenantes", "site_web", "contact", "sources",
)  # fmt: skip
PRIVACY = (
    "Cette page est publique. N’y mettez ni numéro de portable, ni adresse qui porte le nom de quelqu’un. Pour retirer une "
    "donnée personnelle, écrivez plutôt à l’adresse de la page Contact du site."
)
WELCOME = (
    "Merci ! Dites ce que vous savez, laissez vide ce que vous ne savez pas : nous faisons le reste. Le site a aussi un "
    "éditeur (page « Contribuer »), qui vérifie pendant que vous écrivez."
)
_INSIDE = ("anciennes_adresses", "provenance", "remarques", "verifie_le", "autodiagnostic")  # what no reader of a page speaks of
_TALK = {
    "commune": "La commune du siège. Laissez vide si aucune source ne la donne.",
    "departement": "Le département (ou la collectivité d’outre-mer) du siège.",
    "territoire": "Où le pôle agit : des communes, une intercommunalité, un pays, un département… et s’il les couvre en entier.",
    "sources": "D’où viennent les faits : une page, un article, un rapport, des statuts publiés. Une au moins, une par ligne.",
    "recit": "Racontez le pôle en quelques phrases, avec vos mots : qui, où, depuis quand, pour quoi faire.",
    "site_web": "Son adresse, si vous la connaissez.",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `id` is the key of its field; `options` are offered when there are any, several with `many`."""

    id: str
    label: str
    help: str
    example: str = ""
    options: tuple[str, ...] = ()
    many: bool = False
    long: bool = False
    required: bool = False


def new_pole(lists: dict[str, Vocabulary]) -> tuple[Question, ...]:
    """What is asked of somebody who knows a pole."""
    return tuple(_question(STORY if key == STORY.key else path_of(key)[0], lists) for key in NEW_POLE)


def correction() -> tuple[Question, ...]:
    """What is asked of somebody who saw a mistake."""
    labels = (STORY.label, *(field.label for field in FIELDS if field.key not in _INSIDE))
    return (
        Question("pole", WHICH, "Son nom, ou l’adresse de sa page dans l’atlas.", path_of("nom")[0].example, required=True),
        Question("champs", "Qu’est-ce qui est faux, ou manque ?", "", options=labels, many=True),
        Question(
            "changement", INSTEAD, "Ce qui est écrit aujourd’hui, et ce qu’il faudrait lire.",
            "La fiche dit 2010, l’association est née en 2012.", long=True, required=True,
        ),
        Question(
            "sources", SHOWN_BY, "Une page, un article, un rapport, des statuts publiés. Sans source, nous ne pouvons rien changer.",
            "Rapport d’activité 2023, page 4, https://…", long=True, required=True,
        ),
    )  # fmt: skip


def _question(field: Field, lists: dict[str, Vocabulary]) -> Question:
    return Question(
        field.key,
        field.label,
        _TALK.get(field.key, field.help) + _parts(field),
        "" if field.fields or field.choices else field.example.strip('"[]'),
        tuple(term.label for term in lists[field.choices].values()) if field.choices else (),
        many=field.many,
        long=bool(field.fields) or field.kind == "table" or field.key == STORY.key,
        required=field.required,
    )


def _parts(field: Field) -> str:
    """What to say of each item of a list of groups."""
    if not field.fields or not field.many:
        return ""
    labels = ", ".join(inner.label.lower() for inner in field.fields)
    return f" Une ligne pour chacune : {labels}."
