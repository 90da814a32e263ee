"""The groups of a record that a line can fill: each of their items carries the source of the file.

A group that lacks what a record asks for is left aside, and told: nobody's family is guessed, no cooperation is made up.
"""

from __future__ import annotations

from atlas.record.writer import Value
from atlas.tables import cells
from atlas.tables.desk import Line

FORMS = ("moyens", "projets", "strategique")
ELSEWHERE = "autre lieu"  # what a list of codes says of the places, and no more


def groups(line: Line) -> dict[str, Value]:
    """Every group that the cells of a line fill."""
    source = line.desk.source.id
    found: dict[str, Value] = {
        "lieux": _places(line, source),
        "parties_prenantes": _parties(line, source),
        "gouvernance": _governance(line, source),
        "cooperations": _cooperations(line, source),
        "chiffres": _figures(line, source),
        "reconnaissances": _recognitions(line, source),
        "charte": _charter(line, source),
    }
    if line.texts.get("autodiagnostic"):
        line.say("autodiagnostic", "ses réponses ne sont pas dans un tableau ; il n’est pas repris")
    return {key: value for key, value in found.items() if value}


def _places(line: Line, source: str) -> list[Value]:
    codes = line.pieces("lieux", commas=True)
    roles = line.beside("lieux.role", len(codes))
    known = line.desk.register.places
    items: list[Value] = []
    for code, role in zip(codes, roles, strict=True):
        commune = known.commune(code) or next(iter(c if len(c := known.communes_named(code)) == 1 else ()), None)
        if commune:
            items.append({"commune": commune.nom, "code_insee": commune.code, "role": role or ELSEWHERE, "source": source})
        else:
            line.say("lieux", f"« {code[:60]} » n’est pas une commune, ou elles sont plusieurs ; donnez le code INSEE")
    return items


def _parties(line: Line, source: str) -> list[Value]:
    names = line.pieces("parties_prenantes")
    if not names:
        return []
    families = [line.one("parties_prenantes.famille", text) for text in line.beside("parties_prenantes.famille", len(names))]
    if not any(families):
        line.say("parties_prenantes", f"{len(names)} {'noms laissés' if len(names) > 1 else 'nom laissé'} de côté : le tableau n’en dit pas la famille, qu’une fiche demande")
        return []
    roles = [line.one("parties_prenantes.role", text) for text in line.beside("parties_prenantes.role", len(names))]
    return [
        {"nom": nom, "famille": family, **({"role": role} if role else {}), "source": source}
        for nom, family, role in zip(names, families, roles, strict=True)
        if family
    ]


def _governance(line: Line, source: str) -> dict[str, Value]:
    form = line.one("gouvernance.forme")
    return {"forme": form, "source": source} if form else {}


def _cooperations(line: Line, source: str) -> dict[str, Value]:
    told: dict[str, Value] = {}
    for form in FORMS:
        if texts := line.pieces(f"cooperations.{form}"):
            told[form] = [{"texte": text, "source": source} for text in texts]
    if line.texts.get("cooperations") and not told:
        line.say("cooperations", "laissées de côté : une fiche demande une phrase qui dise ce qui est fait ensemble")
    return told


def _figures(line: Line, source: str) -> list[Value]:
    told = line.pieces("chiffres")
    items: list[Value] = [{**figure, "source": source} for figure in cells.figures(told)]
    if len(items) < len(told):
        line.say("chiffres", "un chiffre s’écrit « Surface : 68 hectares (2016) » ; les autres sont laissés de côté")
    return items


def _recognitions(line: Line, source: str) -> list[Value]:
    words = line.desk.context.vocabularies["reconnaissances"]
    pieces = line.pieces("reconnaissances")
    found = [cells.chosen(piece, words) for piece in pieces]
    if not all(found):
        unknown = ", ".join(f"« {piece[:60]} »" for piece, id_ in zip(pieces, found, strict=True) if not id_)
        line.say("reconnaissances", f"{unknown} : pas un appel ni un label que l’atlas connaît ; laissé de côté")
    return [{"appel": id_, "source": source} for id_ in found if id_]


def _charter(line: Line, source: str) -> dict[str, Value]:
    version, signed = line.one("charte.version"), line.one("charte.signee_le")
    if not version:
        return {}
    return {"version": version, **({"signee_le": signed} if signed else {}), "source": source}
