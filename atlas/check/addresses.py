"""Whether an address, once given, stays true: no record takes the one another had, and none is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.reading import Reading
from atlas.check.slugs import SLUG, suggested
from atlas.problems import AVERTISSEMENT, Problem, quote
from atlas.typography import date

KEY = "anciennes_adresses"
Readings = tuple[Reading, ...]


def former_addresses_are_addresses(reading: Reading, _: Context) -> Iterator[Problem]:
    """An old address is what a file name was: lower case, digits, hyphens."""
    for rank, old in reading.items(KEY):
        if not SLUG.fullmatch(old):
            yield reading.error(
                (KEY, rank),
                "ancienne-adresse-mal-formee",
                quote(old),
                "un ancien nom de fichier, sans dossier ni .md : des minuscules sans accent, des chiffres et des tirets",
                f"écrivez {suggested(old.rstrip('/').rsplit('/', 1)[-1].removesuffix('.md')) or 'ancien-nom-du-pole'}",
            )


def former_addresses_are_free(readings: Readings, _: Context) -> Iterator[Problem]:
    """No record lives where another one used to: both are told."""
    living = {reading.record.slug: reading for reading in readings}
    for reading, rank, old in _former(readings):
        there = living.get(old)
        if there is None:
            continue
        yield reading.error(
            (KEY, rank),
            "ancienne-adresse-vivante",
            f"{quote(old)}, l’adresse de {there.record.path}",
            "une adresse que plus aucune fiche ne porte",
            "ôtez-la de cette liste" if there is reading else "ôtez-la de cette liste, ou renommez l’autre fichier",
        )
        if there is not reading:
            yield _on_file(
                there,
                "adresse-deja-prise",
                f"le nom de fichier {quote(old)}, une ancienne adresse de {reading.record.path}",
                "un nom de fichier que nulle fiche n’a porté",
                "renommez ce fichier : les liens vers l’ancienne fiche mèneraient à un autre pôle",
            )


def former_addresses_differ(readings: Readings, _: Context) -> Iterator[Problem]:
    """An old address leads to one record."""
    first: dict[str, Reading] = {}
    told: set[str] = set()
    for reading, rank, old in _former(readings):
        other = first.setdefault(old, reading)
        if other is reading:
            continue
        if old not in told:
            told.add(old)
            rank_there = next(n for n, item in other.items(KEY) if item == old)
            yield _claimed(other, rank_there, old, reading)
        yield _claimed(reading, rank, old, other)


def retired_addresses_stay_free(readings: Readings, context: Context) -> Iterator[Problem]:
    """The address of a withdrawn record is nobody's."""
    retired = {entry.slug: entry for entry in context.retired}
    if not retired:
        return
    for reading in readings:
        if entry := retired.get(reading.record.slug):
            yield _on_file(
                reading,
                "adresse-retiree",
                f"le nom de fichier {quote(entry.slug)}, celui d’une fiche retirée le {date(entry.day)}",
                "un nom de fichier que nulle fiche n’a porté",
                "renommez ce fichier ; si c’est la même fiche qui revient, ôtez sa ligne de content/retires.yaml",
            )
    for reading, rank, old in _former(readings):
        if entry := retired.get(old):
            yield reading.error(
                (KEY, rank),
                "adresse-retiree",
                f"{quote(old)}, l’adresse d’une fiche retirée le {date(entry.day)}",
                "une adresse qui mène à cette fiche",
                "ôtez-la d’ici, ou de content/retires.yaml",
            )


def lost_addresses_are_told(readings: Readings, context: Context) -> Iterator[Problem]:
    """Warn of a record that was there, is no more, and leads nowhere: its links would break."""
    kept = {reading.record.slug for reading in readings}
    kept |= {old for _, _, old in _former(readings)}
    kept |= {entry.slug for entry in context.retired}
    for slug in sorted(context.gone - kept):
        yield Problem(
            f"poles/{slug}.md", 1, 1, "adresse-perdue", "", f"une adresse qui ne mène plus nulle part : poles/{slug}.md a existé",
            "une adresse qui mène toujours quelque part",
            f"ajoutez « anciennes_adresses: [{slug}] » à la fiche qui la remplace, ou une ligne à content/retires.yaml",
            AVERTISSEMENT,
        )  # fmt: skip


def _former(readings: Readings) -> Iterator[tuple[Reading, int, str]]:
    return ((reading, rank, old) for reading in readings for rank, old in reading.items(KEY))


def _claimed(reading: Reading, rank: int, old: str, other: Reading) -> Problem:
    return reading.error(
        (KEY, rank),
        "ancienne-adresse-en-double",
        f"{quote(old)}, que {other.record.path} dit aussi sienne",
        "une ancienne adresse dans une seule fiche",
        "gardez-la dans la fiche qui a porté ce nom, ôtez-la de l’autre",
    )


def _on_file(reading: Reading, code: str, read: str, expected: str, fix: str) -> Problem:
    return Problem(reading.record.path, 1, 1, code, "", read, expected, fix)
