"""What the observatory says of its numbers: titles, sentences made from them, and how to read each table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from atlas.french.typography import enumeration, number, plural
from atlas.survey.observatory import Crossing, Line, Table

NONE = "Aucune fiche ne le dit encore."
FIRST = 3  # equals that a sentence names; beyond, none stands out


@dataclass(frozen=True, slots=True)
class Words:
    """The title of a question, the head of its table, and what a reader must know."""

    titre: str
    entete: str
    lecture: str


PANELS: dict[str, Words] = {
    "regions": Words(
        "Où sont-ils ?", "Région",
        "La région du siège, ou celle du département quand le siège n’est pas connu, telle qu’elle est depuis 2016. Un pôle peut agir au-delà. Sur la carte, la surface du disque suit le nombre de pôles.",
    ),
    "secteurs": Words(
        "Dans quels secteurs ?", "Secteur",
        "Un pôle a d’un à quatre secteurs et compte dans chacun : les lignes ne s’additionnent pas.",
    ),
    "types": Words(
        "Une filière, ou plusieurs activités ?", "Type",
        "Le type vient d’une source, ou d’une lecture de l’atlas que la fiche signale alors.",
    ),
    "parties-prenantes": Words(
        "Qui y prend part ?", "Famille",
        "Les pôles dont une source nomme au moins une partie prenante de cette famille. Une famille qui n’est pas nommée peut être présente : les lignes ne s’additionnent pas.",
    ),
    "cooperations": Words(
        "Comment coopèrent-ils ?", "Forme de coopération",
        "Les pôles dont une source décrit au moins une action de cette forme. Un pôle peut en pratiquer plusieurs.",
    ),
    "gouvernance": Words(
        "Comment se gouvernent-ils ?", "Forme de gouvernance",
        "La forme de l’organisation commune, quand une source la donne. La forme de la structure porteuse peut être autre.",
    ),
    "creation": Words(
        "Depuis quand ?", "Année de création",
        "L’année de naissance du pôle, ou de la structure dont il est issu. Les pôles les plus récents ne sont pas encore tous dans l’atlas : la suite des années ne dit pas un rythme.",
    ),
    "reconnaissances": Words(
        "Qui les dit PTCE ?", "Reconnaissance",
        "Un appel, un label, un réseau ou le pôle lui-même, chaque fois dans une source datée sur sa fiche. Un pôle peut en avoir plusieurs ; n’en avoir aucune dit seulement ce qui n’a pas été lu. Un fait, non une qualité.",
    ),
    "situations": Words(
        "Où en sont-ils ?", "Situation",
        "La dernière situation qu’une source constate ; chaque fiche en donne la date. Sans source assez récente, l’atlas ne dit rien.",
    ),
    "connu": Words(
        "Ce que l’on sait, et ce qui manque", "Renseignement",
        "Douze renseignements attendus d’une fiche. La barre pleine est ce que l’on sait, son contour ce qu’il reste à trouver.",
    ),
}  # fmt: skip


def base(known: int, total: int) -> str:
    """« 21 pôles sur 29 »."""
    return f"{plural(known, 'pôle')} sur {number(total)}"


def shares(total: int, least: int) -> str:
    """Why there are shares, or none."""
    if total < least:
        return f"Sur moins de {least} pôles, un pourcentage en dirait plus que l’on n’en sait : il n’y a ici que des nombres."
    return f"Un pourcentage accompagne le nombre quand la base atteint {least} pôles ; il porte sur cette base, non sur tous les PTCE."


def phrase(table: Table) -> str:
    """The sentence of a table; it says only what the table does."""
    if not table.base or not any(line.poles for line in table.lines):
        return NONE
    return _PHRASES[table.id](table)


def _most(table: Table, what: str) -> str:
    top = _top([replace(line, label=_lower(line.label)) for line in table.lines])
    return f"{what} : {top}." if top else f"Aucune ligne ne se détache parmi {base(table.base, table.total)}."


def _top(lines: Sequence[Line]) -> str:
    """The lines with most poles, in their order: « A et B (5 pôles dans chaque cas) »; nothing when too many are equal."""
    most = max(line.poles for line in lines)
    first = [line.label for line in lines if line.poles == most]
    if len(first) > FIRST:
        return ""
    return f"{enumeration(first)} ({plural(most, 'pôle')}{' dans chaque cas' if len(first) > 1 else ''})"


def _regions(table: Table) -> str:
    regions = [line for line in table.lines if line.id != "collectivites"]
    there = sum(1 for line in regions if line.poles)
    beyond = sum(line.poles for line in table.lines) - sum(line.poles for line in regions)
    sentence = f"Les pôles décrits ont leur siège dans {plural(there, 'région')} sur {len(regions)}"
    if beyond:
        sentence += f", et {number(beyond)} dans les collectivités d’outre-mer"
    top = _top(regions) if there else ""
    return f"{sentence}. Là où l’atlas en décrit le plus : {top}." if top else f"{sentence}."


def _years(table: Table) -> str:
    first, last = table.lines[0].label, table.lines[-1].label
    span = f"De {first} à {last}" if first != last else f"En {first}"
    top = _top(table.lines)
    return f"{span}. L’année qui revient le plus : {top}." if top and first != last else f"{span}."


def _recognitions(table: Table) -> str:
    return f"{plural(table.base, 'pôle est dit PTCE', 'pôles sont dits PTCE')} dans une source lue : par un appel, un label, un réseau, la presse ou le pôle lui-même."


def _stages(table: Table) -> str:
    active = next((line.poles for line in table.lines if line.id == "actif"), 0)
    seen = f"{plural(active, 'pôle est vu actif', 'pôles sont vus actifs')} par une source" if active else "Aucune source ne voit de pôle actif"
    return f"{seen} ; la situation de {plural(table.unknown.poles, 'pôle')} est inconnue." if table.unknown else f"{seen}."


def _types(table: Table) -> str:
    told = [f"{line.label.lower()} : {plural(line.poles, 'pôle')}" for line in table.lines]
    return f"{' ; '.join(told).capitalize()}."


def _known(table: Table) -> str:
    counts = sorted({line.poles for line in table.lines})
    best = enumeration(_lower(line.label) for line in table.lines if line.poles == counts[-1])
    if len(counts) == 1:
        return f"Chaque renseignement est connu pour {base(counts[0], table.total)}."
    least = enumeration(_lower(line.label) for line in table.lines if line.poles == counts[0])
    return f"Le mieux connu : {best} ({base(counts[-1], table.total)}). Le plus rare : {least} ({base(counts[0], table.total)})."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


_PHRASES: dict[str, Callable[[Table], str]] = {
    "regions": _regions,
    "creation": _years,
    "reconnaissances": _recognitions,
    "situations": _stages,
    "connu": _known,
    "secteurs": lambda table: _most(table, "Le secteur que l’on rencontre le plus"),
    "types": _types,
    "cooperations": lambda table: _most(table, "La forme que les sources décrivent le plus"),
    "gouvernance": lambda table: _most(table, "La forme la plus courante"),
    "parties-prenantes": lambda table: _most(table, "La famille que les sources nomment le plus"),
}


def crossing(found: Crossing) -> str:
    """The sentence of the matrix."""
    if not found.rows:
        return NONE
    cells = [cell for _, _, cells in found.rows for cell in cells]
    full = sum(1 for cell in cells if cell.poles)
    return (
        f"{plural(full, 'case remplie', 'cases remplies')} sur {len(cells)}. Une case vide ne dit pas que le secteur manque à la région : "
        "elle dit que l’atlas n’y décrit pas de pôle."
    )


def organisations(sure: Sequence[bool]) -> str:
    """The sentence of the shared names: `sure`, for each, whether it is taken for one organisation."""
    if not sure:
        return "Aucun nom n’est présent dans plusieurs pôles."
    certain, doubts = sum(sure), len(sure) - sum(sure)
    parts = []
    if certain:
        parts.append(f"{plural(certain, 'organisation est nommée', 'organisations sont nommées')} dans plusieurs pôles")
    if doubts:
        more = f"{plural(doubts, 'nom revient', 'noms reviennent')} sans que l’on sache s’il s’agit d’une même organisation"
        parts.append(more)
    return f"{' ; '.join(parts)}."
