"""Whether a pole that merged or ceased points to an heir that exists, and no chain of heirs bites its tail."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.nearest import nearest
from atlas.check.reading import Reading
from atlas.problems import Problem, quote

ENDED = ("fusionne", "cesse")


def heir_is_of_an_ended_pole(reading: Reading, _: Context) -> Iterator[Problem]:
    """Only a pole that merged or ceased has an heir."""
    heir, stage = reading.get("heritier"), reading.get("statut")
    if heir and stage and stage not in ENDED:
        yield reading.error(
            ("heritier",),
            "heritier-de-trop",
            f"{quote(heir)} pour un pôle dont la situation est {quote(stage)}",
            f"un héritier seulement pour un pôle dont la situation est {' ou '.join(map(quote, ENDED))}",
            "corrigez « statut », ou ôtez la ligne « heritier »",
        )


def heirs_exist(readings: tuple[Reading, ...], context: Context) -> Iterator[Problem]:
    """An heir is another record of the atlas, and following heirs comes to an end."""
    known = {reading.record.slug for reading in readings}
    current = {old: r.record.slug for r in readings for _, old in r.items("anciennes_adresses")}
    heirs = {reading.record.slug: reading.get("heritier") or "" for reading in readings}
    for reading in readings:
        heir = heirs[reading.record.slug]
        if heir and heir not in known:
            likely = current.get(heir) or nearest(heir, known)
            yield reading.error(
                ("heritier",),
                "heritier-inconnu",
                quote(heir),
                "le nom de fichier, sans .md, d’une fiche de l’atlas",
                f"écrivez heritier: {likely}" if likely else "écrivez d’abord la fiche de l’héritier, ou ôtez cette ligne",
            )
        elif heir and _comes_back(reading.record.slug, heirs):
            yield reading.error(
                ("heritier",),
                "heritier-en-boucle",
                f"{quote(heir)}, dont la suite revient à cette fiche",
                "un héritier qui mène à un pôle vivant ou sans suite connue",
                "vérifiez quel pôle a rejoint l’autre, et ôtez « heritier » de celui qui reste",
            )
    for entry in context.retired:
        if entry.heir and entry.heir not in known:
            likely = current.get(entry.heir) or nearest(entry.heir, known)
            yield Problem(
                "content/retires.yaml", entry.line, 1, "heritier-inconnu", "heritier", quote(entry.heir),
                "le nom de fichier, sans .md, d’une fiche de l’atlas",
                f"écrivez heritier: {likely}" if likely else "ôtez cette ligne",
            )  # fmt: skip


def _comes_back(start: str, heirs: dict[str, str]) -> bool:
    """Whether following heirs from a record leads to it again."""
    seen: set[str] = set()
    here = heirs[start]
    while here and here != start and here not in seen:
        seen.add(here)
        here = heirs.get(here, "")
    return here == start
