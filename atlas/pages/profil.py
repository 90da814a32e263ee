"""A published self-assessment as a page shows it: the picture of each reading, its table, and what several poles say together."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from atlas.content.referentiel import Item, Referentiel
from atlas.french.typography import date, enumeration, plural
from atlas.model.atlas import Atlas
from atlas.model.pole import Assessment, Pole
from atlas.pages import identity_card
from atlas.pages.identity_card import Noted
from atlas.pictures.rose import rose
from atlas.record.values import PartialDate
from atlas.survey import self_assessments
from atlas.survey.self_assessments import Distribution

NAMES = {"importance": "Importance pour le projet", "satisfaction": "Satisfaction, pour le diagnostic"}
NONE = "sans réponse"


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """A main objective: the middle answer and all of them, in words, for each reading shown."""

    numero: str
    libelle: str
    cellules: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile of a pole. `images` are (name of the reading, picture); `autre` says that its grid is another one.

    `indicateurs` are (number, indicator, its degree in each reading): what the pictures draw, petal by petal.
    """

    phrase: Noted
    images: tuple[tuple[str, Markup], ...]
    lectures: tuple[str, ...]
    lignes: tuple[ObjectiveRow, ...]
    indicateurs: tuple[tuple[str, str, tuple[str, ...]], ...]
    grille: str
    autre: bool
    avertissements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """What the poles that published say together: `lignes` are (number, indicator, cells), one cell a reading."""

    phrase: str
    lectures: tuple[str, ...]
    lignes: tuple[tuple[str, str, tuple[str, ...]], ...]


def profile(atlas: Atlas, pole: Pole) -> Profile | None:
    """The profile a pole chose to publish, if it did."""
    published, grid = pole.autodiagnostic, atlas.referentiel
    if published is None:
        return None
    known = {i.id for i in grid.indicators}
    uses = tuple(use for use in grid.uses if known & set(published.reponses[use]))
    other = published.grille != grid.number
    return Profile(
        identity_card.noted(identity_card.notes(pole), _who(atlas, published), published.source),
        tuple((NAMES[use], Markup(rose(grid, published.reponses[use], use, _label(grid, published, use)))) for use in uses),  # noqa: S704 - drawn from the grid, escaped by `rose`
        tuple(NAMES[use] for use in uses),
        tuple(_row(grid, published, uses, main) for main in grid.objectives),
        tuple((grid.numbers[i.id], i.libelle, tuple(_degree(grid, published, use, i.id) for use in uses)) for i in grid.indicators),
        f"version {published.grille}" if other else grid.version,
        other,
        grid.warnings,
    )


def together(atlas: Atlas) -> Together | None:
    """What the published self-assessments say together, from five poles on."""
    grid = atlas.referentiel
    found = self_assessments.aggregate(grid, atlas.poles)
    if found is None:
        return None
    when = _day(found.last, "en ") if found.first == found.last else f"entre {_day(found.first)} et {_day(found.last)}"
    uses = tuple(use for use in grid.uses if found.counts[use])
    few = f"moins de {self_assessments.FROM} réponses"
    return Together(
        f"{plural(found.poles, 'pôle')} sur {len(atlas.poles)} ont publié un autodiagnostic sur cette version de la grille, {when}.",
        tuple(NAMES[use] for use in uses),
        tuple(
            (
                grid.numbers[i.id],
                i.libelle,
                tuple(_detail(grid, found.counts[use][i.id], use, 0) if i.id in found.counts[use] else few for use in uses),
            )
            for i in grid.indicators
        ),
    )


def _day(when: PartialDate, before: str = "") -> str:
    """A date in a sentence: a day takes its article, a month or a year what stands before it."""
    return f"le {date(when)}" if when.day else f"{before}{date(when)}"


def _who(atlas: Atlas, published: Assessment) -> str:
    sides = enumeration(atlas.label("regards", id_).lower() for id_ in published.regards)
    families = enumeration(atlas.label("familles", id_).lower() for id_ in published.evaluateurs)
    words = [f"Autodiagnostic du {date(published.date)}" if published.date.day else f"Autodiagnostic de {date(published.date)}"]
    if sides:
        words.append(f"{'regards' if len(published.regards) > 1 else 'regard'} {sides}")
    words.append(f"autour de la table : {families}" if families else "la fiche ne dit pas qui était autour de la table")
    return f"{' ; '.join(words)}."


def _label(grid: Referentiel, published: Assessment, use: str) -> str:
    counts = self_assessments.distribution(grid, published.reponses[use], [i.id for i in grid.indicators])
    strong = sum(count for degree, count in zip(grid.by_strength, counts.counts, strict=True) if degree.strong)
    return f"Rose des indicateurs, {use} : {plural(counts.total, 'réponse')}, dont {strong} au-delà du milieu. Le tableau des indicateurs dit la même chose."


def _row(grid: Referentiel, published: Assessment, uses: tuple[str, ...], main: Item) -> ObjectiveRow:
    ids = [i.id for i in main.children]
    cells = []
    for use in uses:
        answers = published.reponses[use]
        found = self_assessments.middle(grid, answers, ids)
        words = list(dict.fromkeys(getattr(degree, use) for degree in found)) if found else []
        said = f"entre « {words[0]} » et « {words[1]} »" if len(words) > 1 else words[0] if words else NONE
        counts = self_assessments.distribution(grid, answers, ids)
        cells.append((said, _detail(grid, counts, use, counts.silent)))
    return ObjectiveRow(grid.numbers[main.id], main.libelle, tuple(cells))


def _degree(grid: Referentiel, published: Assessment, use: str, id_: str) -> str:
    given = published.reponses[use].get(id_, "")
    return next((f"{degree.rang}\u00a0{getattr(degree, use)}" for degree in grid.degrees if degree.id == given), NONE)


def _detail(grid: Referentiel, counts: Distribution, use: str, silent: int) -> str:
    told = [f"{n} {getattr(degree, use)}" for degree, n in zip(grid.by_strength, counts.counts, strict=True) if n]
    return enumeration(told + [f"{silent} {NONE}"] * bool(silent))
