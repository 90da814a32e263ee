"""What `new` writes: a record whose place is filled in and whose every other field is there, commented out."""

from __future__ import annotations

import datetime

from atlas.french.folding import slug
from atlas.french.typography import french
from atlas.geo.places import Commune, Places
from atlas.record.fields import FIELDS, Field
from atlas.record.writer import scalar


class SkeletonError(Exception):
    """The record cannot be prepared; the message is French."""


def record(nom: str, commune: str, places: Places, today: datetime.date) -> tuple[str, str]:
    """The file name without `.md`, and the text, of a new record seated in a commune given by code or name.

    Raises:
        SkeletonError: when the name is empty or the commune unknown or ambiguous; the message says what to type.
    """
    name = french(" ".join(nom.split()))
    if not slug(name) or len(slug(name)) > 60:  # noqa: PLR2004 - the longest file name `check` accepts
        raise SkeletonError("Donnez le nom d’usage du pôle, en moins de soixante caractères.")
    found = _commune(commune, places)
    department = places.departements[found.departement]
    known = {
        "nom": name,
        "statut": "inconnu",
        "region": places.regions[department.region].nom if department.region else "",
        "departement": department.nom,
        "commune": found.nom,
        "code_insee": found.code,
        "verifie_le": today.isoformat(),
    }
    lines = ["---"]
    for field in FIELDS:
        lines.append(f"# {field.label}{' (obligatoire)' if field.required else ''}. {field.help}")
        if field.key in known:
            lines += [f"{field.key}: {scalar(known[field.key], field.kind)}"] if known[field.key] else []
        elif field.key == "sources":
            lines += ["sources:", "  ma-source:", "    titre: Décrivez la source", f"    consulte_le: {today.isoformat()}", "    # url: https://exemple.fr/"]
        else:
            lines += _example(field, "# ")
    # A sentence in the place of the story would pass for one.
    lines += ["# Sous les tirets qui suivent, racontez le pôle en quelques phrases, avec vos mots. Une note renvoie à une source : [^ma-source]", "---", ""]
    return slug(name), "\n".join(lines)


def _commune(text: str, places: Places) -> Commune:
    if found := places.commune(text) or places.former_commune(text):
        return found
    named = places.communes_named(text)
    if not named:
        raise SkeletonError(f"Aucune commune ne s’appelle « {text} » : vérifiez le nom, ou donnez son code INSEE.")
    if len(named) > 1:
        choices = ", ".join(f"{c.nom} ({c.departement}) : {c.code}" for c in named[:12])
        raise SkeletonError(f"Plusieurs communes s’appellent « {text} ». Donnez le code : {choices}.")
    return named[0]


def _example(field: Field, start: str) -> list[str]:
    """The lines of an optional field, commented out."""
    if field.kind == "table":
        return [f"{start}{field.key}:", f"{start}  {field.example}"]
    if field.kind != "groupe":
        return [f"{start}{field.key}: {field.example}".rstrip()]
    lines = [f"{start}{field.key}:"]
    for rank, inner in enumerate(field.fields):
        lead = ("  - " if rank == 0 else "    ") if field.many else "  "
        inner_lines = _example(inner, "")
        lines += [f"{start}{lead if n == 0 else ' ' * len(lead)}{line}" for n, line in enumerate(inner_lines)]
    return lines
