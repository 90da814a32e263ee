"""What `new` writes: a record whose place is filled in and whose every other field is there, commented out."""

from __future__ import annotations

import datetime

from atlas.check.slugs import NO_NAME, suggested
from atlas.french.folding import fold
from atlas.french.typography import enumeration, french
from atlas.geo.places import Commune, Places
from atlas.geo.typed import register
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
    limit = next(field.limit for field in FIELDS if field.key == "nom")
    if not fold(name) or len(name) > limit:
        raise SkeletonError(f"Donnez le nom d’usage du pôle, en {limit} caractères au plus.")
    found = seat(commune, places)
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
    return suggested(name) or NO_NAME, "\n".join(lines)


def seat(text: str, places: Places) -> Commune:
    """The one commune meant; an INSEE code is one as long as it is no other commune's postal code.

    Raises:
        SkeletonError: when no commune is meant, or several may be; the message lists them.
    """
    answer = register(places.folder).read(text)
    today = {n: places.commune(n.code.lstrip("sam")) or places.former_commune(n.code.lstrip("sam")) for n in answer.found if n.kind in "cam"}
    exact = dict.fromkeys(c for n in answer.found[: answer.exact] if (c := today.get(n)))
    if answer.exact and answer.how == "cedex":
        return next(iter(exact))
    other = places.commune(text.strip())
    if other and exact and other not in exact:
        raise SkeletonError(f"{text} est le code postal de {enumeration(c.nom for c in exact)}, et le code INSEE de {other.nom}. Donnez le nom : {_choices([*exact, other])}.")
    if answer.opens and not answer.opens.code.startswith("s") and (found := today.get(answer.opens)):
        return found
    offered = list(exact) if len(exact) > 1 else list(dict.fromkeys(c for c in today.values() if c))
    if answer.how == "etranger":
        raise SkeletonError(f"« {text} » n’est pas en France : donnez la commune française du siège.")
    if not offered or answer.how == "cedex":
        raise SkeletonError(f"Aucune commune ne répond à « {text} » : vérifiez le nom ou le code postal, ou donnez son code INSEE.")
    start = "Plusieurs communes répondent à" if exact else "Aucune commune ne s’appelle"
    raise SkeletonError(f"{start} « {text} ». Donnez le code de la bonne : {_choices(offered)}.")


def _choices(communes: list[Commune]) -> str:
    return ", ".join(f"{c.nom} ({c.departement}) : {c.code}" for c in communes[:12])


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
