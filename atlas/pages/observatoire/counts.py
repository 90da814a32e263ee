"""How many PTCE others have counted, beside what the atlas describes: a picture and a table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from atlas import urls
from atlas.content.comptes import Compte
from atlas.french.typography import date, number, plural
from atlas.model.atlas import Atlas
from atlas.pages.data import Link
from atlas.pictures.countsplot import Mark, counts_plot, sign
from atlas.record.values import PartialDate
from atlas.survey.observatory import Observatory

KINDS = {
    "ensemble": "Tous les PTCE, selon qui compte",
    "signataires": "Signataires de la Charte",
    "laureats": "Lauréats d’un appel",
    "temoins": "Pôles témoins",
    "accompagnes": "Pôles accompagnés par l’État",
    "candidats": "Candidats à un appel",
    "atlas": "Pôles décrits par l’atlas",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of the table; `ici` leads to our own poles, `url` to the source when it has an address."""

    signe: Markup
    nuance: str
    nombre: str
    date: str
    compte: str
    definition: str
    source: str
    url: str
    consulte: str
    ici: Link | None = None


@dataclass(frozen=True, slots=True)
class CountsPanel:
    """The numbers published elsewhere and ours, by date, with the legend of their picture; `bornes` are the least and the most said of them all."""

    bornes: tuple[int, int] | None
    image: Markup
    legende: tuple[tuple[Markup, str], ...]
    lignes: tuple[Counted, ...]
    csv: str


def counts_panel(atlas: Atlas, seen: Observatory) -> CountsPanel:
    """The panel of an atlas and of the counts it keeps."""
    marks: list[tuple[float, Mark | None, Counted]] = [(_years(c.date), None if c.lieu else _mark(c), _counted(c)) for c in atlas.comptes]
    if seen.date:
        marks.append((_years(seen.date), _our_mark(seen), _ours(seen)))
    marks.sort(key=lambda found: found[0])
    drawn = [mark for _, mark, _ in marks if mark]
    kinds = {mark.kind for mark in drawn}
    all_of_them = [count.nombre for count in atlas.comptes if count.nature == "ensemble" and not count.lieu]
    return CountsPanel(
        (min(all_of_them), max(all_of_them)) if len(all_of_them) > 1 else None,
        Markup(counts_plot(drawn, "Nombres de PTCE publiés au fil des années ; le tableau les donne tous")),  # noqa: S704 - escaped where it is drawn
        tuple((_sign(kind), words) for kind, words in KINDS.items() if kind in kinds),
        tuple(counted for _, _, counted in marks),
        urls.observatoire_csv("comptes"),
    )


def _sign(kind: str) -> Markup:
    return Markup(sign(kind))  # noqa: S704 - our own drawing


def _years(when: PartialDate) -> float:
    """A date in years: the middle of what it leaves open."""
    if not when.month:
        return when.year + 0.5
    return when.year + (when.month - 1 + ((when.day - 1) / 31 if when.day else 0.5)) / 12


def _mark(count: Compte) -> Mark:
    about = ">" if "plus" in count.nuance else "≈"
    short = f"{about} {count.nombre}" if count.nuance else str(count.nombre)
    words = f"{date(count.date)} : {count.nuance} {number(count.nombre)} {count.compte}".replace("  ", " ")
    return Mark(count.nature, _years(count.date), count.nombre, short, words)


def _counted(count: Compte) -> Counted:
    dated = f", {date(count.source_date)}" if count.source_date and str(count.source_date) not in count.source else ""
    return Counted(
        _sign(count.nature), count.nuance, number(count.nombre), date(count.date), count.compte, count.definition, count.source + dated, count.url,
        date(count.consulte_le),
    )  # fmt: skip


def _our_mark(seen: Observatory) -> Mark:
    assert seen.date is not None
    return Mark("atlas", _years(seen.date), seen.total, str(seen.total), f"{date(seen.date)} : {plural(seen.total, 'pôle')} dans l’atlas")


def _ours(seen: Observatory) -> Counted:
    return Counted(
        _sign("atlas"), "", number(seen.total), date(seen.date), "pôles décrits par cet atlas",
        "Pôles qui ont une fiche ici, faite de faits sourcés. Être dans l’atlas n’est ni un label ni une condition pour être un PTCE.",
        "Les fiches de l’atlas", "", "", Link(urls.POLES, "Tous les pôles"),
    )  # fmt: skip
