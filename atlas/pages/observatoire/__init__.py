"""« L’observatoire »: the tables of `atlas.observatory` as pictures, each with its table, its sentence, its base and its date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from atlas import urls
from atlas.french.folding import fold
from atlas.french.typography import date, plural
from atlas.model.atlas import Atlas
from atlas.pages.data import Link, Page, Sector, pole_link, sector
from atlas.pages.observatoire import lists, words
from atlas.pages.observatoire.calls import CallsPanel, calls_panel
from atlas.pages.observatoire.counts import CountsPanel, counts_panel
from atlas.pages.observatoire.lists import HERE
from atlas.pages.tools import Pictures
from atlas.pictures import plates
from atlas.pictures.bars import Column, bar, columns_picture
from atlas.pictures.circles import Circle, circles_picture, middle
from atlas.pictures.projection import COLLECTIVITES
from atlas.pictures.threads import threads_picture
from atlas.survey import observatory
from atlas.survey.observatory import Crossing, Line, Observatory, Table
from atlas.survey.organisations import Shared
from atlas.survey.recognitions import recognised

SHARES_FROM = 100
"""Below this base, a share says more than is known: the page gives counts alone."""

LISTED, TOLD = 40, 300
"""More shared names than `LISTED` have a page of their own; beyond `TOLD`, it leaves the doubtful ones to the CSV."""

DRAWN_NAMES, DRAWN_POLES = 16, 32
"""More lines than these can join are a tangle, and not drawn."""

TINTS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: `part` is its share of the base in words, `barre` its bar; sectors and situations bring their sign."""

    nom: str
    poles: int
    part: str
    url: str
    barre: Markup
    secteur: Sector | None = None
    situation: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One question: its sentence, its table, and how to read both. `base` reads « 21 pôles sur 29 ».

    `inconnu` is the number of poles the records do not answer for, with the address of their list; `absents` are the words
    of the list that no pole has.
    """

    id: str
    titre: str
    phrase: str
    lecture: str
    entete: str
    base: str
    rows: tuple[Row, ...]
    inconnu: Line | None
    absents: tuple[str, ...]
    csv: str
    image: Markup


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the matrix; `teinte` from 0 (none) to `TINTS`."""

    poles: int
    url: str
    teinte: int


@dataclass(frozen=True, slots=True)
class MatrixPanel:
    """Sectors in columns, régions in rows."""

    secteurs: tuple[Sector, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    phrase: str
    base: str
    csv: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """A name found in several poles; `sure` as in `atlas.organisations`."""

    nom: str
    famille: str
    poles: tuple[Link, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class OrganisationsPanel:
    """The names found in several poles; `reste` leads to all of them when they are too many for the page.

    `tus` counts the doubtful ones that even that page leaves out. `gauche` and `droite` are the two columns of the picture, empty with it when it would be a tangle.
    """

    phrase: str
    base: str
    liste: tuple[Organisation, ...]
    reste: Link | None
    gauche: tuple[str, ...]
    droite: tuple[Link, ...]
    image: Markup
    csv: str
    tus: int = 0


@dataclass(frozen=True, slots=True)
class ObservatoryPage:
    """The whole page."""

    total: int
    date: str
    comptes: CountsPanel
    appels: CallsPanel
    panels: dict[str, Panel]
    croisement: MatrixPanel
    organisations: OrganisationsPanel
    parts: str


def pages(atlas: Atlas, seen: Observatory, pictures: Pictures) -> Iterator[Page]:
    """The observatory, and the lists the explorer has no filter for."""
    when = date(seen.date)
    panels = {table.id: _panel(atlas, table) for table in seen.tables}
    panels["regions"] = replace(panels["regions"], image=_map(atlas, seen.regions, pictures))
    panels["creation"] = replace(panels["creation"], image=_years(seen.creations))
    data = ObservatoryPage(
        seen.total, when, counts_panel(atlas, seen), calls_panel(seen), panels, _matrix(atlas, seen.croisement),
        _organisations(atlas, seen), words.shares(seen.total, SHARES_FROM),
    )  # fmt: skip
    yield Page(
        urls.OBSERVATOIRE, "observatoire.html", "L’observatoire des pôles",
        f"Les points communs de {plural(seen.total, 'pôle')} de l’atlas : régions, secteurs, parties prenantes, gouvernance, années ; "
        "et les nombres de PTCE publiés ailleurs, qui ne s’accordent pas.",
        data, rubrique="observatoire", modified=str(seen.date or ""),
    )  # fmt: skip
    yield lists.of_table(atlas, seen.gouvernances, observatory.governance)
    yield lists.of_table(atlas, seen.creations, observatory.creation)
    yield lists.of_table(atlas, seen.reconnaissances, recognised)
    yield lists.of_calls(seen)
    if data.organisations.reste:
        shared = seen.organisations
        told = shared if len(shared) <= TOLD else tuple(found for found in shared if found.sure)
        whole = replace(data.organisations, liste=tuple(_organisation(atlas, o) for o in told), tus=len(shared) - len(told))
        yield Page(
            data.organisations.reste.url, "observatoire-organisations.html", "Les noms présents dans plusieurs pôles",
            "Les organisations nommées par plusieurs pôles de l’atlas, par ordre alphabétique, et comment leurs noms sont comparés.",
            whole, (HERE,), "observatoire", str(seen.date or ""),
        )  # fmt: skip


def _panel(atlas: Atlas, table: Table) -> Panel:
    shown = tuple(line for line in table.lines if line.poles or table.id not in ("regions", "creation"))
    most = max((line.poles for line in table.lines), default=0)
    whole = table.total if table.id == "connu" else 0
    said = words.PANELS[table.id]
    return Panel(
        table.id,
        said.titre,
        words.phrase(table),
        said.lecture,
        said.entete,
        words.base(table.base, table.total),
        tuple(_row(atlas, table, line, bar(line.poles, most, whole)) for line in shown),
        table.unknown,
        tuple(line.label for line in table.lines if not line.poles) if table.id == "regions" else (),
        urls.observatoire_csv(table.id),
        Markup(""),
    )


def _row(atlas: Atlas, table: Table, line: Line, drawn: str) -> Row:
    share = f"{round(100 * line.poles / table.base)} %" if table.base >= SHARES_FROM else ""
    return Row(
        line.label, line.poles, share, line.url, Markup(drawn),  # noqa: S704 - our own drawing
        sector(atlas, line.id) if table.id == "secteurs" else None,
        line.id if table.id == "situations" else "",
    )  # fmt: skip


def _map(atlas: Atlas, table: Table, pictures: Pictures) -> Markup:
    """A circle for each région with poles, and for each collectivity."""
    inside: dict[str, list[str]] = {}
    for departement in atlas.places.departements.values():
        inside.setdefault(departement.region, []).append(departement.code)
    way, of = urls.up(urls.OBSERVATOIRE), atlas.places.departements
    circles = [
        Circle(way + line.url, codes[0], f"{line.label} : {plural(line.poles, 'pôle')}", line.poles, middle([of[c].point for c in codes]), beside=True)
        for line in table.lines
        if line.poles and (codes := inside.get(line.id))
    ]
    beyond = {code: seated for code in COLLECTIVITES if (seated := atlas.seated.get(code))}
    for code, seated in beyond.items():
        there, count = of[code], len(seated)
        url = way + urls.poles_where(departement=code.lower())
        circles.append(Circle(url, code, f"{there.nom} : {plural(count, 'pôle')}", count, there.point))
    ground = pictures.ground(plates.FRANCE_AND_BEYOND if beyond else plates.FRANCE, urls.OBSERVATOIRE)
    return Markup(circles_picture(circles, ground, "Carte de France : combien de pôles dans chaque région"))  # noqa: S704 - escaped where it is drawn


def _years(table: Table) -> Markup:
    way = urls.up(urls.OBSERVATOIRE)
    columns = [Column(int(line.id), line.poles, way + line.url, f"{line.label} : {plural(line.poles, 'pôle')}") for line in table.lines]
    return Markup(columns_picture(columns))  # noqa: S704 - escaped where it is drawn


def _matrix(atlas: Atlas, crossing: Crossing) -> MatrixPanel:
    most = max((cell.poles for _, _, cells in crossing.rows for cell in cells), default=1)

    def tint(count: int) -> int:
        return -(-count * TINTS // most) if count else 0

    rows = tuple(
        (label, tuple(Cell(c.poles, c.url, tint(c.poles)) for c in cells)) for _, label, cells in crossing.rows
    )
    sectors = tuple(sector(atlas, id_) for id_ in crossing.columns)
    return MatrixPanel(
        sectors, rows, words.crossing(crossing), words.base(crossing.base, crossing.total), urls.observatoire_csv(crossing.id)
    )


def _organisation(atlas: Atlas, found: Shared) -> Organisation:
    families = " ou ".join(atlas.label("familles", famille) for famille in found.familles)
    poles = tuple(map(pole_link, found.poles))
    return Organisation(found.nom, families or "Structure porteuse", poles, found.sure)


def _organisations(atlas: Atlas, seen: Observatory) -> OrganisationsPanel:
    shared = seen.organisations
    listed = tuple(_organisation(atlas, o) for o in shared) if len(shared) <= LISTED else ()
    poles = sorted({pole for o in listed for pole in o.poles}, key=lambda link: (fold(link.texte), link.url))
    drawn = 0 < len(listed) <= DRAWN_NAMES and len(poles) <= DRAWN_POLES
    rank = {pole.url: place for place, pole in enumerate(poles)}
    threads = [(place, rank[pole.url], o.sure) for place, o in enumerate(listed) for pole in o.poles]
    return OrganisationsPanel(
        words.organisations([found.sure for found in shared]),
        words.base(seen.naming, seen.total),
        listed,
        None if len(shared) <= LISTED else Link(urls.observatoire_list("organisations"), "La liste, par ordre alphabétique"),
        tuple(o.nom for o in listed) if drawn else (),
        tuple(poles) if drawn else (),
        Markup(threads_picture(len(listed), len(poles), threads)) if drawn else Markup(""),  # noqa: S704 - our own drawing
        urls.observatoire_csv("organisations"),
    )
