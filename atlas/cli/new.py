"""What `new` writes: a record whose place is filled in and whose every other field is there, commented out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from atlas.check.places import nearest_departement
from atlas.check.slugs import NO_NAME, suggested
from atlas.french.folding import fold
from atlas.french.typography import enumeration, french
from atlas.geo.places import Commune, Departement, Places
from atlas.geo.typed import register
from atlas.problems.phrases import piece
from atlas.record.fields import FIELDS, Field
from atlas.record.writer import scalar


class SkeletonError(Exception):
    """The record cannot be prepared; the message is French."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a new record places its pole: the commune of its seat; or, when that is not known, the départements it works in."""

    departements: tuple[Departement, ...]
    seat: Commune | None = None


def seated(commune: str, places: Places) -> Where:
    """In a commune given by code or name.

    Raises:
        SkeletonError: when it is unknown or ambiguous; the message says what to type.
    """
    found = seat(commune, places)
    return Where((places.departements[found.departement],), found)


def spread(texts: Sequence[str], places: Places) -> Where:
    """Without a known seat, in one département or several, given by codes or names; the first is where it is filed.

    Raises:
        SkeletonError: when one of them is unknown.
    """
    found = []
    for text in texts:
        departement = places.departement_named(text.zfill(2))
        if not departement:
            near = nearest_departement(places, text)
            raise SkeletonError(f"Aucun département ne répond à « {text} »" + (f" : est-ce {near} ?" if near else "."))
        found.append(departement)
    return Where(tuple(dict.fromkeys(found)))


def record(nom: str, where: Where, places: Places, today: datetime.date) -> tuple[str, str]:
    """The file name without `.md`, and the text, of a new record.

    Raises:
        SkeletonError: when the name is empty or too long.
    """
    name = french(" ".join(nom.split()))
    limit = next(field.limit for field in FIELDS if field.key == "nom")
    if not fold(name) or len(name) > limit:
        raise SkeletonError(f"Donnez le nom d’usage du pôle, en {limit} caractères au plus.")
    first, several = where.departements[0], len(where.departements) > 1
    known = {
        "nom": name,
        "statut": "inconnu",
        "region": places.regions[first.region].nom if first.region else "",
        "departement": first.nom,
        "commune": where.seat.nom if where.seat else "",
        "code_insee": where.seat.code if where.seat else "",
        "verifie_le": today.isoformat(),
    }
    groups: dict[str, list[str]] = {}
    if several:
        names, codes = enumeration(d.nom for d in where.departements), ", ".join(f'"{d.code}"' for d in where.departements)
        groups["territoire"] = [f"  libelle: {scalar(names)}", f"  departements_touches: [{codes}]"]
    if not where.seat:
        groups["remarques"] = [f"  departement: {scalar(piece('siege-inconnu-plusieurs' if several else 'siege-inconnu'))}"]
    lines = ["---"]
    for field in FIELDS:
        lines.append(f"# {field.label}{' (obligatoire)' if field.required else ''}. {field.help}")
        if field.key in known:
            lines += [f"{field.key}: {scalar(known[field.key], field.kind)}"] if known[field.key] else []
        elif field.key in groups:
            lines += [f"{field.key}:", *groups[field.key]]
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
